// Command learn learns the models of package understand from its lists of sentences, or measures how well that works.
//
//	go run ./cmd/learn           learns what has changed, and writes the models
//	go run ./cmd/learn --check   five times learns from four fifths and reads the last; prints what went wrong
//
// It is run from the root of the project, by whoever has changed a list.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
	"jitasa/internal/understand/signs"
	"jitasa/internal/understand/topic"
)

const dir = "internal/understand/sentences"

func main() {
	check := pflag.Bool("check", false, "measure by cross-validation, write nothing")
	show := pflag.Bool("show", false, "with --check: print each sentence that is taken for something else")
	pflag.Parse()
	for _, list := range []string{"danger", "topics"} {
		if pflag.NArg() > 0 && !slices.Contains(pflag.Args(), list) {
			continue
		}
		if err := learn(list, *check, *show); err != nil {
			fmt.Fprintf(os.Stderr, "learn: %s: %v\n", list, err)
			os.Exit(1)
		}
	}
}

func learn(list string, check, show bool) error {
	raw, err := os.ReadFile(filepath.Join(dir, list+".txt"))
	if err != nil {
		return err
	}
	samples, err := sentences.Parse(string(raw))
	if err != nil {
		return err
	}
	switch list {
	case "topics":
		topic.Marks(samples)
	case "danger":
		if err := signs.Marks(samples); err != nil {
			return err
		}
	}
	if check {
		return measure(list, samples, show)
	}
	file := filepath.Join(dir, list+".model")
	if old, err := os.ReadFile(file); err == nil {
		if m, err := gram.Load(old); err == nil && m.Of(samples) {
			fmt.Printf("%s: up to date\n", list)
			return nil
		}
	}
	m, err := gram.Train(samples)
	if err != nil {
		return err
	}
	out, err := m.Bytes()
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d sentences, %d classes, %d bytes\n", list, len(samples), len(m.Classes()), len(out))
	return os.WriteFile(file, out, 0o600)
}

// folds is how often measuring learns.
const folds = 5

// tally is how a class fares.
type tally struct{ all, right, none, wrong, claimed int }

func measure(list string, samples []gram.Sample, show bool) error {
	by := map[string]*tally{}
	of := func(class string) *tally {
		if by[class] == nil {
			by[class] = &tally{}
		}
		return by[class]
	}
	for fold := range folds {
		var learned, kept []gram.Sample
		for i, s := range samples {
			if i%folds == fold {
				kept = append(kept, s)
			} else {
				learned = append(learned, s)
			}
		}
		m, err := gram.Train(learned)
		if err != nil {
			return err
		}
		for _, s := range kept {
			g := m.Guess(gram.Read(s.Text, nil).Mark(s.Marks...))
			t := of(s.Class)
			t.all++
			switch g.Class {
			case s.Class:
				t.right++
			case sentences.None:
				t.none++
			default:
				t.wrong++
				of(g.Class).claimed++
			}
			if show && g.Class != s.Class {
				fmt.Printf("%-14s taken for %-14s %.2f (next %s, ahead by %.2f): %s\n", s.Class, g.Class, g.P, g.Second, g.Margin, s.Text)
			}
		}
	}
	var sum tally
	for _, class := range slices.Sorted(maps.Keys(by)) {
		t := by[class]
		fmt.Printf("%s %-20s %5d sentences: %5.1f %% right, %3d taken for none, %3d for another; %3d others taken for it\n",
			list, class, t.all, 100*float64(t.right)/float64(max(1, t.all)), t.none, t.wrong, t.claimed)
		sum.all, sum.right = sum.all+t.all, sum.right+t.right
	}
	fmt.Printf("%s: %.1f %% of %d right\n", list, 100*float64(sum.right)/float64(sum.all), sum.all)
	return nil
}
