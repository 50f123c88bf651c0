package flow

import (
	"errors"
	"strings"

	"jitasa/internal/chat"
)

// ask says the open question, after a note of why it is asked (again).
func (f Flow[D]) ask(s State[D], in Input, note string) []chat.Message {
	step := f.Current(s)
	if step == nil {
		return nil
	}
	in.Within, in.Chosen = s.Within, s.Chosen
	if in.Chosen == nil && step.current != nil {
		in.Chosen = step.current(s.Draft)
	}
	if s.Within != "" && step.options != nil { // still inside a narrower question
		if narrow := f.narrowed(s, step, in); narrow != nil {
			return []chat.Message{f.question(s, step, in, note, narrow.Text, narrow.Options)}
		}
	}
	var options []Option
	if step.options != nil {
		options = step.options(in)
	}
	text := f.wording(s, step, in)
	if picked := chosen(options); len(picked) > 0 && s.Chosen != nil {
		text = join(text, in.Texts.T("flow.chosen", "List", strings.Join(picked, ", ")))
	}
	if !in.Brief {
		return []chat.Message{f.question(s, step, in, note, text, options)}
	}
	return f.brief(s, step, in, join(note, text), options)
}

// wording is the text of the open question: another one each time that an answer was not understood, and one line where it
// was read a moment ago.
func (f Flow[D]) wording(s State[D], step *Step[D], in Input) string {
	id := f.id + "." + step.ID
	other := ""
	switch {
	case in.Brief, s.Tries > 0 && s.Tries%wordings == 2:
		other = id + ".again"
	case s.Tries > 0 && s.Tries%wordings == 1: // an example helps more
		other = id + ".hint"
	}
	if other != "" && in.Texts.Has(other) {
		return in.Texts.T(other)
	}
	return in.Texts.T(id, f.args(s, step)...)
}

// wordings is how many ways there are to say that something was not understood, one after another.
const wordings = 3

// again says why an answer was not understood, in other words each time: "x", "x.2", and then that a person can help.
//
//i18n:keys flow.*.2 signup.*.2 place.*.2 broadcast.*.2
func again[D any](s State[D], in Input, key string, args ...any) string {
	other := key + ".2"
	switch {
	case !in.Texts.Has(other):
	case s.Tries%wordings == 2:
		key = other
	case s.Tries%wordings == 0:
		return in.Texts.T("flow.stuck")
	}
	return in.Texts.T(key, args...)
}

// soFar says what is chosen, of several, with the way to end and what can be chosen beside it; the list itself stands above.
func (f Flow[D]) soFar(s State[D], step *Step[D], in Input, before bool) []chat.Message {
	in.Within, in.Chosen = s.Within, s.Chosen
	options := step.options(in)
	picked := chosen(options)
	text := in.Texts.T("flow.chosen_none")
	if len(picked) > 0 {
		text = in.Texts.T("flow.chosen", "List", strings.Join(picked, ", "))
	}
	if before {
		text = in.Texts.T("flow.chosen_before") + "\n" + text
	}
	return f.brief(s, step, in, text, options)
}

// brief asks in one line, with the answers that there is room for and the way to see them all.
func (f Flow[D]) brief(s State[D], step *Step[D], in Input, text string, options []Option) []chat.Message {
	options, hidden := briefly(options)
	m := f.message(s, step, in, text, options)
	if hidden {
		all := chat.Choice{Label: in.Texts.T("flow.all.label"), Tap: chat.Tap{Flow: "!" + string(Resume), Step: step.ID, Session: s.Session}}
		m.Nav = append([]chat.Choice{all}, m.Nav...)
	}
	return []chat.Message{m}
}

// chosen are the labels of what is chosen so far.
func chosen(options []Option) []string {
	var labels []string
	for _, o := range options {
		if o.Chosen {
			labels = append(labels, o.Label)
		}
	}
	return labels
}

// narrowed rebuilds the narrower question from what was said before.
func (f Flow[D]) narrowed(s State[D], step *Step[D], in Input) *Narrow {
	in.Value, in.Within, in.Text, in.Event = s.Within, "", "", chat.Event{}
	draft := s.Draft
	var narrow *Narrow
	if !errors.As(step.take(&draft, in), &narrow) {
		return nil
	}
	return narrow
}

func (f Flow[D]) args(s State[D], step *Step[D]) []any {
	if step.args == nil {
		return nil
	}
	return step.args(s.Draft)
}

func (f Flow[D]) question(s State[D], step *Step[D], in Input, note, text string, options []Option) chat.Message {
	if n, total := f.Progress(s); total > 1 && s.At == "" {
		text = in.Texts.T("flow.progress", "N", n, "Total", total) + " " + text
	}
	return f.message(s, step, in, join(note, text), options)
}

// message is a text with the answers to tap, and the ways around.
func (f Flow[D]) message(s State[D], step *Step[D], in Input, text string, options []Option) chat.Message {
	m := chat.Message{Text: text}
	if step.suggest != nil && s.Within == "" {
		if v := step.suggest(s.Draft); v != "" {
			m.Choices = append(m.Choices, chat.Choice{Label: v, Tap: f.tap(s, step, v), Primary: true})
		}
	}
	for _, o := range options {
		if o.Full == o.Label {
			o.Full = "" // says nothing more, and would be stored twice with every answer
		}
		m.Choices = append(m.Choices, chat.Choice{
			Label: o.Label, Full: o.Full, Does: o.Does, Tap: f.tap(s, step, o.Value), Days: o.Days, Primary: o.Primary, Chosen: o.Chosen, Ends: o.Ends, Later: o.Later,
		})
	}
	if s.At != "" && s.Within == "" && step.clear != nil && step.has(s.Draft) {
		m.Choices = append(m.Choices, chat.Choice{Label: in.Texts.T("flow.clear.label"), Tap: f.tap(s, step, clearValue)})
	}
	m.Nav = f.nav(s, step, in)
	return m
}

// clearValue is the value of the button that takes an answer back.
const clearValue = "!clear"

func (f Flow[D]) tap(s State[D], step *Step[D], value string) chat.Tap {
	return chat.Tap{Flow: f.id, Step: step.ID, Session: s.Session, Value: value}
}

// offersHuman is after how many answers in a row that were not understood a person is offered.
const offersHuman = 2

// nav offers the ways around: skip where allowed, back, a human after two
// answers that were not understood, out.
func (f Flow[D]) nav(s State[D], step *Step[D], in Input) []chat.Choice {
	var nav []chat.Choice
	add := func(command, key string) {
		nav = append(nav, chat.Choice{Label: in.Texts.T(key), Tap: chat.Tap{Flow: "!" + command, Step: step.ID, Session: s.Session}})
	}
	if step.optional && s.At == "" && len(s.Chosen) == 0 {
		add(string(Skip), "flow.skip.label")
	}
	if len(s.Answered) > 0 || s.Within != "" || s.At != "" {
		add(string(Back), "flow.back.label")
	}
	if s.Tries >= offersHuman {
		add("human", "flow.human.label")
	}
	add(string(Cancel), "flow.cancel.label")
	return nav
}

// Progress is the number of the open question and of all that are to be asked
// on the way the person is on.
func (f Flow[D]) Progress(s State[D]) (n, total int) {
	current := f.Current(s)
	for i := range f.steps {
		step := &f.steps[i]
		if !step.applies(s.Draft) || step.later != s.Opened {
			continue
		}
		total++
		if current != nil && step.ID == current.ID {
			n = total
		}
	}
	if n == 0 {
		return 0, 0
	}
	return n, total
}

func join(parts ...string) string {
	said := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, "\n")
}
