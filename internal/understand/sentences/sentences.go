package sentences

import (
	"cmp"
	_ "embed" // the model
	"fmt"
	"slices"
	"strings"

	"jitasa/internal/thai"
	"jitasa/internal/understand/gram"
)

// None is the class of what is none of the others.
const None = "-"

// Nothing is the class of what is none of the others under any task: talk about the world.
const Nothing = "--"

// The tasks of the model, each of which has a list.
const (
	Harm    = iota // which harm somebody is in
	Topic          // what a question is about
	Command        // what is wanted of the bot
	Tasks
)

// Lists are the files of the tasks.
func Lists() [Tasks]string { return [...]string{"danger.txt", "topics.txt", "intents.txt"} }

//go:embed sentences.model
var model []byte

// Model is what was learned.
func Model() (*gram.Model, error) { return gram.Load(model) }

// Normal is a text as the model reads it.
func Normal(text string) string { return thai.Lower(thai.Normalize(text)) }

// Line is a sentence of a list.
type Line struct{ Class, Text string }

// Parse reads a list. A sentence that stands in two classes is an error.
func Parse(list string) ([]Line, error) {
	var all []Line
	class, seen := "", map[string]string{}
	for n, line := range strings.Split(list, "\n") {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "== "); ok {
			class, _, _ = strings.Cut(strings.TrimSpace(name), " ")
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if class == "" {
			return nil, fmt.Errorf("line %d stands in no class: %q", n+1, line)
		}
		text := Normal(line)
		if other, twice := seen[text]; twice && other != class {
			return nil, fmt.Errorf("line %d: %q stands in %q and in %q", n+1, line, other, class)
		} else if twice {
			continue
		}
		seen[text] = class
		all = append(all, Line{class, text})
	}
	return all, nil
}

// Sentence is what a text is under each task; "" where no list says it.
type Sentence struct {
	Text string
	Is   [Tasks]string
}

// alike are topics of which a question may be a command as well: how to begin, to leave, to reach somebody.
var alike = []string{"network.start", "network.staff", "network.contact", "bot.can", "bot.languages", "bot.leave", "bot.account", "data.change", "data.erase", "data.what"}

// Together makes one list of those of the tasks. What is something under one task is nothing under another whose list does not
// say otherwise: who is in danger asks nothing, and a question is no danger.
func Together(lists [Tasks][]Line) []Sentence {
	var all []Sentence
	at := map[string]int{}
	for task, list := range lists {
		for _, l := range list {
			i, ok := at[l.Text]
			if !ok {
				i = len(all)
				at[l.Text] = i
				all = append(all, Sentence{Text: l.Text})
			}
			if l.Class == Nothing {
				all[i].Is = [Tasks]string{None, None, None}
				continue
			}
			all[i].Is[task] = l.Class
		}
	}
	for _, l := range lists[Command] {
		if no, ok := Denied(l); ok {
			if _, listed := at[no.Text]; !listed {
				at[no.Text] = len(all)
				all = append(all, Sentence{Text: no.Text, Is: [Tasks]string{Command: None}})
			}
		}
	}
	for i := range all {
		is := &all[i].Is
		if !slices.ContainsFunc(is[:], func(class string) bool { return class != "" && class != None }) {
			continue
		}
		for task := range is {
			if task == Command && slices.Contains(alike, is[Topic]) {
				continue
			}
			is[task] = cmp.Or(is[task], None)
		}
	}
	for _, s := range all { // and each as it is typed in haste
		s.Text = Spoiled(s.Text)
		if _, listed := at[s.Text]; !listed {
			at[s.Text] = len(all)
			all = append(all, s)
		}
	}
	return all
}
