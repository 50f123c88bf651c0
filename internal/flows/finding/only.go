package finding

import (
	"slices"

	"jitasa/internal/dialog"
	"jitasa/internal/match"
	"jitasa/internal/understand"
)

// demand narrows a query to what the work has to be like.
func (s *search) demand(q *match.Query) {
	for _, d := range s.Only {
		switch d {
		case understand.ForMinors:
			q.Minor = true
		case understand.InEnglish:
			q.Languages = []string{"en"}
		case understand.Sitting:
			q.Sitting = true
		case understand.Certificate:
			q.Certificate = true
		default:
			timed(q, d)
		}
	}
}

// only adds something that the work has to be like; one that is not known changes nothing.
func (s *search) only(demand string) {
	if !s.atTime(demand) && slices.Contains(understand.Demands(), demand) && !slices.Contains(s.Only, demand) {
		s.Only = append(slices.Clip(s.Only), demand)
	}
}

// said are the demands that only an organiser's word meets: where it was not said, the work is left out. When work is, all say.
func (s *search) said() []string {
	return slices.DeleteFunc(slices.Clone(s.Only), func(d string) bool { return d == understand.ForMinors || !slices.Contains(understand.Demands(), d) })
}

// demands names what the work has to be like.
//
//i18n:keys nearby.only.*
func (s *search) demands(t *dialog.Turn) (all []string) {
	for _, d := range s.Only {
		all = append(all, t.T("nearby.only."+d+".label"))
	}
	return all
}
