// Command learn learns the model of package understand from its lists of sentences, or measures how well that works.
//
//	go run ./cmd/learn           learns what has changed, and writes the model
//	go run ./cmd/learn --check   five times learns from four fifths and reads the last; prints what went wrong
//	go run ./cmd/learn --dictionary FILE   draws a dictionary for packing secrets from a store, for a next version of the format
//
// It is run from the root of the project, by whoever has changed a list.
package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sense"
	"jitasa/internal/understand/sentences"
)

const (
	dir  = "internal/understand/sentences"
	file = dir + "/sentences.model"
)

func main() {
	check := pflag.Bool("check", false, "measure by cross-validation, write nothing")
	show := pflag.Bool("show", false, "with --check: print each sentence that is taken for something else")
	dictionary := pflag.String("dictionary", "", "draw a dictionary for packing from the store of the settings, into this file")
	pflag.Parse()
	do := func() error { return run(*check, *show) }
	if *dictionary != "" {
		do = func() error { return draw(context.Background(), *dictionary) }
	}
	if err := do(); err != nil {
		fmt.Fprintf(os.Stderr, "learn: %v\n", err)
		os.Exit(1)
	}
}

func run(check, show bool) error {
	samples, err := read()
	if err != nil {
		return err
	}
	if check {
		return measure(samples, show)
	}
	if old, err := os.ReadFile(file); err == nil {
		if m, err := gram.Load(old); err == nil && m.Of(samples) {
			fmt.Println("up to date")
			return nil
		}
	}
	m, err := gram.Train(samples, sentences.Tasks)
	if err != nil {
		return err
	}
	out := m.Bytes()
	fmt.Printf("%d sentences, %d bytes\n", len(samples), len(out))
	return os.WriteFile(file, out, 0o600)
}

func read() ([]gram.Sample, error) {
	var lists [sentences.Tasks][]sentences.Line
	for task, name := range sentences.Lists() {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if lists[task], err = sentences.Parse(string(raw)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return sense.Samples(sentences.Together(lists))
}

// folds is how often measuring learns.
const folds = 5

// tally is how a class fares.
type tally struct{ all, right, none, wrong, claimed int }

// tallies are of the classes of a task.
type tallies map[string]*tally

func (t tallies) of(class string) *tally {
	if t[class] == nil {
		t[class] = &tally{}
	}
	return t[class]
}

func measure(samples []gram.Sample, show bool) error {
	var by [sentences.Tasks]tallies
	for task := range by {
		by[task] = tallies{}
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
		m, err := gram.Train(learned, sentences.Tasks)
		if err != nil {
			return err
		}
		for _, s := range kept {
			e := m.Embed(s.Features)
			for task, class := range s.Is {
				if class != "" {
					by[task].judge(s, class, m.Guess(task, &e), show)
				}
			}
		}
	}
	for task, name := range sentences.Lists() {
		by[task].print(name)
	}
	return nil
}

// judge counts what a sentence was taken for.
func (t tallies) judge(s gram.Sample, class string, g gram.Guess, show bool) {
	one := t.of(class)
	one.all++
	switch g.Class {
	case class:
		one.right++
		return
	case sentences.None:
		one.none++
	default:
		one.wrong++
		t.of(g.Class).claimed++
	}
	if show {
		fmt.Printf("%-14s taken for %-14s %.2f (next %s, ahead by %.2f): %s\n", class, g.Class, g.P, g.Second, g.Margin, s.Text)
	}
}

func (t tallies) print(name string) {
	var sum tally
	for _, class := range slices.Sorted(maps.Keys(t)) {
		one := t[class]
		fmt.Printf("%s %-20s %5d sentences: %5.1f %% right, %3d taken for none, %3d for another; %3d others taken for it\n",
			name, class, one.all, 100*float64(one.right)/float64(max(1, one.all)), one.none, one.wrong, one.claimed)
		sum.all, sum.right = sum.all+one.all, sum.right+one.right
	}
	fmt.Printf("%s: %.1f %% of %d right\n", name, 100*float64(sum.right)/float64(max(1, sum.all)), sum.all)
}
