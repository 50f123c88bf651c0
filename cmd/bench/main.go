package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/pflag"
)

// roleEnv makes a child process of this program a server.
const roleEnv = "JITASA_BENCH_ROLE"

// profileEnv is the folder to which it writes a CPU profile; "" for none.
const profileEnv = "JITASA_BENCH_PROFILE"

// row is a measured goal.
type row struct{ work, figure, ratio, goal, verdict string }

// settings of a run.
type settings struct {
	seconds     time.Duration
	connections int
	million     bool
	keep        string // folder of the store of growthRows
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if role := os.Getenv(roleEnv); role != "" {
		return serveAs(ctx, role)
	}
	var s settings
	only := pflag.StringSlice("only", nil, "rows to measure: webhook, turn, realistic, stores, nearby, resolve, start, deliver, growth, taking; soak only where it is named")
	pflag.DurationVar(&s.seconds, "for", 15*time.Second, "how long each load lasts, over all rounds")
	pflag.IntVar(&s.connections, "connections", 64, "connections of the load")
	pflag.BoolVar(&s.million, "million", true, "also measure a million opportunities")
	pflag.StringVar(&s.keep, "keep", "", "folder that keeps the store of a million people (growth) for the next run, some 3 GB; none: it is made anew")
	profile := pflag.String("profile", "", "folder for CPU profiles of the servers, one for each role")
	pflag.Parse()
	if err := os.Setenv(profileEnv, *profile); err != nil {
		return fmt.Errorf("passing the folder on: %w", err)
	}
	rows, err := measure(ctx, s, *only)
	if err != nil {
		return err
	}
	return report(os.Stdout, rows)
}

func measure(ctx context.Context, s settings, only []string) ([]row, error) {
	var rows []row
	for _, part := range []struct {
		name string
		run  func(context.Context, settings) ([]row, error)
	}{{"webhook", webhookRows}, {"turn", turnRows}, {"realistic", realisticRows}, {"stores", storesRows}, {"nearby", nearbyRows}, {"resolve", resolveRows}, {"start", startRows}, {"deliver", deliverRows}, {"growth", growthRows}, {"taking", takingRows}, {"soak", soakRows}} {
		if named := contains(only, part.name); !named && (len(only) > 0 || part.name == "soak") {
			continue
		}
		fmt.Fprintf(os.Stderr, "measuring %s …\n", part.name)
		found, err := part.run(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("measuring %s: %w", part.name, err)
		}
		rows = append(rows, found...)
	}
	return rows, nil
}

func contains(list []string, v string) bool {
	for _, l := range list {
		if l == v {
			return true
		}
	}
	return false
}
