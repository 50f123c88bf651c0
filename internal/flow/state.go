package flow

import "slices"

// State is where a person is in a flow.
type State[D any] struct {
	Session  string   // short id; buttons carry it, so that old ones are known
	Draft    D        //
	Answered []string // ids of the steps that have an answer, in the order of answering
	At       string   // the step asked out of turn, to change its answer
	Within   string   // see Narrow
	Chosen   []string // see Toggled
	Tries    int      // answers in a row that were not understood
	Whys     int      // how often it was asked why
	Opened   bool     // the later steps are asked as well
}

func (s *State[D]) settle(step string) {
	s.Answered = append(slices.DeleteFunc(slices.Clone(s.Answered), func(id string) bool { return id == step }), step)
	s.leave()
}

func (s *State[D]) leave() {
	s.At, s.Within, s.Chosen, s.Tries, s.Whys = "", "", nil, 0, 0
}

func (s *State[D]) answered(step string) bool { return slices.Contains(s.Answered, step) }
