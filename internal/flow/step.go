package flow

import "errors"

// Step is one question of a flow with the draft D. ID also names its texts:
// "<flow>.<id>" asks, "<flow>.<id>.hint" (if there) says how to answer.
type Step[D any] struct {
	ID       string
	optional bool
	later    bool
	when     func(D) bool
	args     func(D) []any
	suggest  func(D) string
	heard    func(D, Input) string
	has      func(D) bool
	clear    func(*D)
	current  func(D) []string
	options  func(Input) []Option
	take     func(*D, Input) error
}

// Ask makes a step of an answer and of where the draft keeps it.
func Ask[D, T any](id string, a Answer[T], save func(*D, T)) Step[D] {
	return Step[D]{
		ID:      id,
		options: a.Options,
		take: func(d *D, in Input) error {
			v, err := a.Parse(in)
			if err != nil {
				return err
			}
			save(d, v)
			return nil
		},
	}
}

// If makes the step a branch: it applies only to drafts for which when holds.
func (s Step[D]) If(when func(D) bool) Step[D] { s.when = when; return s }

// Optional lets a person skip the step.
func (s Step[D]) Optional() Step[D] { s.optional = true; return s }

// Later keeps the step off the short way: it is asked once the person opened
// the rest of the questions ([State].Opened) or edits it.
func (s Step[D]) Later() Step[D] { s.later = true; return s.Optional() }

// Suggest offers an answer to tap, made of the draft; "" offers none. It is
// parsed like a typed text.
func (s Step[D]) Suggest(text func(D) string) Step[D] { s.suggest = text; return s }

// From shows what is chosen already when a question with several answers is asked again.
func (s Step[D]) From(current func(D) []string) Step[D] { s.current = current; return s }

// Heard says what was made of the answer, above the next question; "" says nothing.
func (s Step[D]) Heard(say func(D, Input) string) Step[D] { s.heard = say; return s }

// Clear lets a person who changes the answer take it back altogether. has
// reports whether there is one.
func (s Step[D]) Clear(has func(D) bool, clear func(*D)) Step[D] {
	s.has, s.clear = has, clear
	return s
}

func (s Step[D]) applies(d D) bool { return s.when == nil || s.when(d) }

// ifOffered takes a question only for the answer that it offers: "is it cold in Chiang Mai" is no place to live.
func (s *Step[D]) ifOffered(draft *D, in Input) error {
	offers := in.Sounds.Offers != ""
	if offers {
		in.Text = in.Sounds.Offers
	}
	taken := *draft
	err := s.take(&taken, in)
	var invalid *Invalid
	switch {
	case errors.As(err, &invalid):
		return err
	case !offers:
		return &Invalid{Key: "flow.unclear"}
	}
	*draft = taken
	return err
}
