package flow

import (
	"errors"
	"slices"

	"jitasa/internal/chat"
)

// Flow is a conversation with the draft D.
type Flow[D any] struct {
	id    string
	steps []Step[D]
}

// New makes a flow. Step ids must differ.
func New[D any](id string, steps ...Step[D]) Flow[D] {
	return Flow[D]{id: id, steps: steps}
}

// ID names the flow in buttons and texts.
func (f Flow[D]) ID() string { return f.id }

// Outcome is how an Advance ended.
type Outcome int

// The outcomes.
const (
	Asking    Outcome = iota // a question is open
	Finished                 // every applicable question has an answer
	Cancelled                // the person wants out
	Stale                    // the button belongs to a question that is over; nothing changed
)

// Current is the step to ask: the one being changed, else the first that
// applies and has no answer; nil when there is none.
func (f Flow[D]) Current(s State[D]) *Step[D] {
	if s.At != "" {
		if step := f.step(s.At); step != nil && step.applies(s.Draft) {
			return step
		}
	}
	for i := range f.steps {
		step := &f.steps[i]
		if step.applies(s.Draft) && !s.answered(step.ID) && (!step.later || s.Opened) {
			return step
		}
	}
	return nil
}

// Advance takes what a person did and gives the next state with what to say.
// It changes nothing else. Finished and Cancelled give no messages: how to end
// is the conversation's business.
func (f Flow[D]) Advance(s State[D], in Input) (State[D], []chat.Message, Outcome) {
	step := f.Current(s)
	if step == nil {
		return s, nil, Finished
	}
	switch {
	case in.Word != "" && in.Word != Resume && elsewhere(s, step.ID, in):
		return s, f.ask(s, in, in.Texts.T("flow.stale")), Stale
	case in.Word == Cancel:
		return s, nil, Cancelled
	case in.Word == Back:
		return f.back(s, in)
	case in.Word == Resume:
		s.Tries = 0
		return s, f.ask(s, in, ""), Asking
	case in.Word == Why:
		return f.explain(s, step, in)
	case in.Word == Skip && step.optional && len(s.Chosen) > 0: // nothing more
		in.Word, in.Tap = Done, nil
	case in.Word == Skip && step.optional:
		s.settle(step.ID)
		return f.next(s, in, "")
	case in.Word == Skip:
		return f.nothing(s, step, in)
	case in.Word == Yes && !in.Sounds.Mumbles && in.Tap == nil && s.Within == "" && step.suggest != nil && step.suggest(s.Draft) != "":
		in.Word, in.Value = "", step.suggest(s.Draft)
	}
	if in.Tap != nil {
		return f.tapped(s, step, in)
	}
	return f.answer(s, step, in, "")
}

// elsewhere reports whether a way around (skip, back) was tapped under another
// question than the open one. Out is out, from every question of the session.
func elsewhere[D any](s State[D], step string, in Input) bool {
	tap := in.Tap
	return tap != nil && tap.Session != "" && (tap.Session != s.Session || tap.Step != step && in.Word != Cancel)
}

// Edit opens the question of one step again, whatever its answer was.
func (f Flow[D]) Edit(s State[D], id string, in Input) (State[D], []chat.Message, Outcome) {
	step := f.step(id)
	if step == nil || !step.applies(s.Draft) {
		return s, nil, Stale
	}
	s.leave()
	s.At = id
	return s, f.ask(s, in, ""), Asking
}

func (f Flow[D]) step(id string) *Step[D] {
	i := slices.IndexFunc(f.steps, func(s Step[D]) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return &f.steps[i]
}

// tapped sorts out which question a button belongs to: the open one, an
// earlier one of this session (its answer is changed), or one that is over.
func (f Flow[D]) tapped(s State[D], step *Step[D], in Input) (State[D], []chat.Message, Outcome) {
	tap := *in.Tap
	in.Value = tap.Value
	if in.Event.Picked != "" {
		in.Value = in.Event.Picked
	}
	if tap.Step == step.ID { // also of an older session: the question is the same
		return f.answer(s, step, in, "")
	}
	earlier := f.step(tap.Step)
	if earlier != nil && in.Value == doneValue && s.answered(earlier.ID) { // tapped twice
		in.Brief = true
		return s, f.ask(s, in, ""), Asking
	}
	if earlier == nil || tap.Session != s.Session || !s.answered(tap.Step) || !earlier.applies(s.Draft) {
		return s, f.ask(s, in, in.Texts.T("flow.stale")), Stale
	}
	changed := s
	changed.leave()
	changed.At = earlier.ID
	return f.answer(changed, earlier, in, in.Texts.T("flow.changed"))
}

func (f Flow[D]) answer(s State[D], step *Step[D], in Input, note string) (State[D], []chat.Message, Outcome) {
	in.Within, in.Chosen = s.Within, s.Chosen
	if in.Chosen == nil && step.current != nil {
		in.Chosen = step.current(s.Draft)
	}
	var (
		invalid *Invalid
		narrow  *Narrow
		toggled *Toggled
		nothing *Nothing
	)
	draft := s.Draft
	err := f.take(step, &draft, in)
	switch {
	case err == nil:
		s.Draft = draft
		s.settle(step.ID)
		if step.heard != nil {
			note = join(note, step.heard(draft, in))
		}
		return f.next(s, in, note)
	case errors.As(err, &narrow):
		s.Within, s.Tries = narrow.Within, 0
		return s, []chat.Message{f.question(s, step, in, note, narrow.Text, narrow.Options)}, Asking
	case errors.As(err, &toggled):
		s.Chosen, s.Tries = toggled.Chosen, 0
		if s.Chosen == nil {
			s.Chosen = []string{}
		}
		return s, f.soFar(s, step, in, toggled.Before), Asking
	case errors.As(err, &nothing):
		return f.nothing(s, step, in)
	case errors.As(err, &invalid):
		s.Tries++
		return s, f.ask(s, in, again(s, in, invalid.Key, invalid.Args...)), Asking
	default:
		s.Tries++
		return s, f.ask(s, in, again(s, in, "flow.unclear")), Asking
	}
}

// nothing takes "no phone" for an answer where there need not be one; elsewhere it says what to do without.
func (f Flow[D]) nothing(s State[D], step *Step[D], in Input) (State[D], []chat.Message, Outcome) {
	if step.optional {
		if s.At != "" && step.clear != nil {
			step.clear(&s.Draft)
		}
		s.settle(step.ID)
		return f.next(s, in, "")
	}
	if way := f.id + "." + step.ID + ".none"; in.Texts.Has(way) && s.Tries < offersHuman {
		s.Tries, in.Brief = offersHuman, true
		return s, f.ask(s, in, in.Texts.T(way)), Asking
	}
	return f.explain(s, step, in)
}

// explain says why the open question is asked.
func (f Flow[D]) explain(s State[D], step *Step[D], in Input) (State[D], []chat.Message, Outcome) {
	s.Tries++
	s.Whys++
	note := in.Texts.T("flow.why")
	switch why := f.id + "." + step.ID + ".why"; s.Whys % wordings {
	case 1:
		if in.Texts.Has(why) {
			note = in.Texts.T(why)
		}
	case 2:
		if !step.optional {
			note = in.Texts.T("flow.no_skip")
		}
	default:
		if step.optional {
			note = in.Texts.T("flow.stuck")
		}
	}
	in.Brief = true
	return s, f.ask(s, in, note), Asking
}

// take reads an answer into the draft.
func (f Flow[D]) take(step *Step[D], draft *D, in Input) error {
	switch {
	case in.Value == clearValue && step.clear != nil:
		step.clear(draft)
		return nil
	case in.Value == "" && in.Word == "" && in.Sounds.About:
		return &Invalid{Key: "flow.unclear"}
	case in.Value == "" && in.Word == "" && in.Sounds.Asks:
		return step.ifOffered(draft, in)
	}
	return step.take(draft, in)
}

func (f Flow[D]) next(s State[D], in Input, note string) (State[D], []chat.Message, Outcome) {
	if f.Current(s) == nil {
		return s, nil, Finished
	}
	return s, f.ask(s, in, note), Asking
}

// back leaves, in this order: a narrower question, a change, the last answer.
func (f Flow[D]) back(s State[D], in Input) (State[D], []chat.Message, Outcome) {
	switch {
	case s.Within != "":
		s.Within, s.Tries = "", 0
		return s, f.ask(s, in, ""), Asking
	case s.At != "":
		s.leave()
		if f.Current(s) == nil {
			return s, nil, Cancelled // nothing was changed
		}
		return f.next(s, in, "")
	}
	for i := len(s.Answered) - 1; i >= 0; i-- {
		id := s.Answered[i]
		if step := f.step(id); step != nil && step.applies(s.Draft) {
			s.Answered = slices.Delete(slices.Clone(s.Answered), i, i+1)
			s.leave()
			if current := f.Current(s); current == nil || current.ID != id {
				s.At = id
			}
			return s, f.ask(s, in, ""), Asking
		}
	}
	return s, f.ask(s, in, in.Texts.T("flow.first")), Asking
}
