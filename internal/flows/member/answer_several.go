package member

import (
	"errors"
	"slices"
	"strings"

	"jitasa/internal/flow"
	"jitasa/internal/thai"
)

// loosely reads a text that is no list of options as the ones that it names on the way: "ทำอาหารได้ค่ะ", "เย็นๆ หลังเลิกงาน". What else
// they are called is in called.txt; a text that is a question, or says what is not so, names none.
func loosely(a flow.Answer[[]string], all func(flow.Input) []flow.Option, id string) flow.Answer[[]string] {
	return flow.Answer[[]string]{Options: a.Options, Parse: func(in flow.Input) ([]string, error) {
		if id == "availability" && in.Word == flow.Any && in.Value == "" { // there is an option for it
			return []string{"anytime"}, nil
		}
		v, err := a.Parse(in)
		var invalid *flow.Invalid
		if err != nil && in.Value == "" && says(in.Text, noneOf[id]...) {
			return nil, &flow.Nothing{}
		}
		if !errors.As(err, &invalid) || in.Value != "" || in.Text == "" || in.Sounds.Asks || asksSomething(in.Text) {
			return v, err
		}
		var labels []string
		for _, o := range namedIn(in.Text, all(in), id) {
			labels = append(labels, o.Label)
		}
		if len(labels) == 0 {
			return v, err
		}
		in.Text, in.Word = strings.Join(labels, ","), ""
		return a.Parse(in)
	}}
}

// noneOf are the words that say that there is nothing to choose, by question.
var noneOf = map[string][]string{
	"availability": {"ไม่ว่างเลย", "ไม่ค่อยว่าง", "ไม่มีเวลา", "ไม่แน่นอน", "not free", "no time", "busy", "never", "depends", "varies"},
	"skills":       {"ทำอะไรไม่เป็น", "ทำไรไม่เป็น", "ไม่ถนัดอะไร", "ไม่เก่งอะไร", "ไม่มีความสามารถ", "no skill", "not good at", "unskilled"},
}

// says reports whether one of some words stands in a text.
func says(text string, words ...string) bool {
	text = thai.Lower(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// namedIn are the options of a question that a text names on the way; none, where it says what is not so.
func namedIn(text string, all []flow.Option, id string) (found []flow.Option) {
	if says(text, "ไม่", "not ", "n't ", "no ") {
		return nil
	}
	for _, o := range all {
		if says(text, thai.Lower(o.Label)) || slices.ContainsFunc(called[id][o.Value], func(w string) bool { return says(text, w) }) {
			found = append(found, o)
		}
	}
	return found
}

// nearestOne is one of a few options, in the words of called.txt too: "ผมเป็นนักเรียนครับ".
func nearestOne(id string, options func(flow.Input) []flow.Option) flow.Answer[string] {
	choice := flow.Choice(calledAlso(options, called[id]))
	return flow.Answer[string]{Options: choice.Options, Parse: func(in flow.Input) (string, error) {
		v, err := choice.Parse(in)
		if err == nil || in.Value != "" || in.Word != "" || in.Sounds.Asks || asksSomething(in.Text) {
			return v, err
		}
		if found := namedIn(in.Text, options(in), id); len(found) == 1 {
			return found[0].Value, nil
		}
		return v, err
	}}
}

// calledAlso adds what else people call the options, by value.
func calledAlso(options func(flow.Input) []flow.Option, words map[string][]string) func(flow.Input) []flow.Option {
	return func(in flow.Input) []flow.Option {
		all := options(in)
		for i := range all {
			all[i].Words = append(all[i].Words, words[all[i].Value]...)
		}
		return all
	}
}
