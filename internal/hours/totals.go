package hours

import (
	"context"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Total is what was given to an organisation in a month.
type Total struct {
	Month   string // as 2026-11
	Minutes int    // that were confirmed
	Shifts  int    // in which somebody came
	Came    int    // how often somebody did
	Missed  int    // or did not, and was not excused
	Waiting int    // minutes that nobody has confirmed yet
}

// monthForm is how a month is written.
const monthForm = "2006-01"

// Totals are the months of an organisation from one up to another, which is not included, in which there was anything: for
// its managers and for staff. They name nobody, and who was erased is in them.
func (s *Service) Totals(ctx context.Context, by access.Actor, organisation string, from, to time.Time) (months []Total, err error) {
	if !by.Manages(organisation) && !by.May(access.KeepHours) {
		return nil, domain.ErrForbidden
	}
	zone, last := s.Now().Location(), ""
	for r, err := range grouped(s.Lists.In(ctx, organisation, from.In(zone).Format(monthForm)+"-01", to.In(zone).Format(monthForm)+"-01")) {
		if err != nil {
			return nil, err
		}
		month := r.Day[:len(monthForm)]
		if len(months) == 0 || months[len(months)-1].Month != month {
			months = append(months, Total{Month: month})
		}
		m := &months[len(months)-1]
		m.Minutes += r.Minutes
		switch {
		case r.Came:
			m.Came++
			if r.Shift != last { // the records of a shift come one after the other
				m.Shifts, last = m.Shifts+1, r.Shift
			}
		case r.Missed:
			m.Missed++
		case r.State == IsClaimed || r.State == IsEstimated:
			m.Waiting += r.Said
		}
	}
	return months, nil
}

// ShowUp is how many of those who were to come did.
type ShowUp struct {
	Shifts       int // that it is measured over
	Came, Missed int // not those who were excused
}

// Rate is the part that came, from 0 to 1; ok is false where nothing is known.
func (u ShowUp) Rate() (rate float64, ok bool) {
	if u.Came+u.Missed == 0 {
		return 0, false
	}
	return float64(u.Came) / float64(u.Came+u.Missed), true
}

// ShowUp measures the last shifts of an organisation of which anything was confirmed: how many seats more than there are to
// offer, is for whoever keeps shifts to propose.
func (s *Service) ShowUp(ctx context.Context, organisation string, shifts int) (u ShowUp, err error) {
	last, counted := "", false
	for r, err := range backwards(s.Lists.Latest(ctx, organisation)) {
		if err != nil {
			return ShowUp{}, err
		}
		if r.Shift != last {
			last, counted = r.Shift, false
		}
		if !r.Came && !r.Missed {
			continue
		}
		if !counted {
			if u.Shifts == shifts {
				break
			}
			counted, u.Shifts = true, u.Shifts+1
		}
		if r.Came {
			u.Came++
		} else {
			u.Missed++
		}
	}
	return u, nil
}
