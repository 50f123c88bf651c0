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
	text := in.Texts.T(f.id+"."+step.ID, f.args(s, step)...)
	if hint := f.id + "." + step.ID + ".hint"; s.Tries > 0 && in.Texts.Has(hint) {
		text = in.Texts.T(hint) // the question was read a moment ago: an example helps more
	}
	var options []Option
	if step.options != nil {
		options = step.options(in)
	}
	if picked := chosen(options); s.Chosen != nil && s.Tries == 0 && len(picked) > 0 {
		text = in.Texts.T("flow.chosen", "List", strings.Join(picked, ", "))
	}
	return []chat.Message{f.question(s, step, in, note, text, options)}
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
	m := chat.Message{Text: join(note, text)}
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
			Label: o.Label, Full: o.Full, Does: o.Does, Tap: f.tap(s, step, o.Value), Days: o.Days, Primary: o.Primary, Chosen: o.Chosen,
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

// nav offers the ways around: skip where allowed, back, a human after two
// answers that were not understood, out.
func (f Flow[D]) nav(s State[D], step *Step[D], in Input) []chat.Choice {
	var nav []chat.Choice
	add := func(command, key string) {
		nav = append(nav, chat.Choice{Label: in.Texts.T(key), Tap: chat.Tap{Flow: "!" + command, Step: step.ID, Session: s.Session}})
	}
	if step.optional && s.At == "" {
		add(string(Skip), "flow.skip.label")
	}
	if len(s.Answered) > 0 || s.Within != "" || s.At != "" {
		add(string(Back), "flow.back.label")
	}
	if s.Tries > 1 {
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
