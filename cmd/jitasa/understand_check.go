package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/place"
	"jitasa/internal/understand"
	"jitasa/internal/understand/score"
)

// checking is how well a list of texts must be understood, in per cent.
type checking struct {
	file                            string
	right, wrong, recall, precision float64
	show                            bool
}

func (c *checking) addTo(flags *pflag.FlagSet) {
	flags.StringVar(&c.file, "check", "", "a list: lines such as `FILE`'s \"เสาร์นี้ที่โคราช => place=30 date=2026-11-28\"")
	flags.Float64Var(&c.right, "right", 97, "goal: so many in a hundred texts right, at least")
	flags.Float64Var(&c.wrong, "wrong", 1, "goal: so many in a hundred texts wrong, at most")
	flags.Float64Var(&c.recall, "recall", 99, "goal: so many in a hundred people in danger heard, at least")
	flags.Float64Var(&c.precision, "precision", 97, "goal: so many in a hundred alarms true, at least")
	flags.BoolVar(&c.show, "show", false, "also print the texts that are not right")
}

// run prints the counts. It returns 0, or 1 where a goal is not reached or the list cannot be read.
func (c *checking) run(ctx context.Context, s command.Streams) int {
	sum, err := c.count(ctx, s.Out)
	if err == nil {
		err = sum.Print(s.Out)
	}
	if err != nil {
		fmt.Fprintln(s.Err, "jitasa:", err)
		return 1
	}
	if sum.Share(score.Right) < c.right || sum.Share(score.Wrong) > c.wrong || sum.Recall() < c.recall || sum.Precision() < c.precision {
		fmt.Fprintf(s.Err, "jitasa: the goals are %v %% right, %v %% wrong, recall %v %%, precision %v %%\n", c.right, c.wrong, c.recall, c.precision)
		return 1
	}
	return 0
}

func (c *checking) count(ctx context.Context, out io.Writer) (sum score.Tally, err error) {
	in, err := os.Open(c.file)
	if err != nil {
		return sum, fmt.Errorf("opening the list: %w", err)
	}
	defer in.Close()
	list, err := score.Parse(in)
	if err != nil {
		return sum, fmt.Errorf("reading %s: %w", c.file, err)
	}
	g, err := place.New()
	if err != nil {
		return sum, fmt.Errorf("loading the gazetteer: %w", err)
	}
	r := understand.New(g)
	for _, t := range list.Texts {
		v := list.Judge(t, r.Read(t.Text, t.At))
		sum.Add(v)
		if !c.show || v.Whole == score.Right {
			continue
		}
		if _, err := fmt.Fprintf(out, "%d: %s\n\tgot %s\n\twant %s\n", t.Line, t.Text, v.Got, t.Want); err != nil {
			return sum, fmt.Errorf("writing a text: %w", err)
		}
	}
	return sum, ctx.Err()
}
