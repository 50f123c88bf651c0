package shifts

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Changes is what whoever leads a shift changes of it; nil: that stays.
type Changes struct {
	Seen         int // Shift.Edits as they saw it
	From, To     *time.Time
	Seats, Extra *int
	Point        *domain.Point
	Meet, Bring  domain.Text
	Contact      *string
	State        *string
}

// Facts are what people who take part count on: a change of them is told to everybody.
type Facts struct {
	From  time.Time     `json:"from"`
	To    time.Time     `json:"to"`
	Point *domain.Point `json:"point,omitempty"`
	Meet  domain.Text   `json:"meet,omitempty"`
	Off   bool          `json:"off,omitempty"`
}

// Facts are those of the shift as it is.
func (s *Shift) Facts() Facts {
	return Facts{From: s.From, To: s.To, Point: s.Point, Meet: s.Meet, Off: s.State == Off}
}

// SameTime reports whether both are at the same time.
func (f Facts) SameTime(g Facts) bool { return f.From.Equal(g.From) && f.To.Equal(g.To) }

// SamePlace reports whether both meet at the same place.
func (f Facts) SamePlace(g Facts) bool {
	if (f.Point == nil) != (g.Point == nil) || f.Point != nil && *f.Point != *g.Point {
		return false
	}
	return maps.Equal(f.Meet, g.Meet)
}

func set[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}

// apply makes a shift what the changes say; ErrPlan: it cannot take place so.
func (c Changes) apply(s *Shift, now time.Time) error {
	was := *s
	set(&s.From, c.From)
	set(&s.To, c.To)
	set(&s.Seats, c.Seats)
	set(&s.Extra, c.Extra)
	set(&s.Contact, c.Contact)
	set(&s.State, c.State)
	s.From, s.To = domain.Instant(s.From), domain.Instant(s.To)
	if c.Point != nil {
		s.Point = c.Point
	}
	if c.Meet != nil {
		s.Meet = c.Meet
	}
	if c.Bring != nil {
		s.Bring = c.Bring
	}
	if err := check(s, now); err != nil {
		return err
	}
	switch {
	case !s.From.Equal(was.From) && s.From.Before(now):
		return fmt.Errorf("%w: it has begun", ErrPlan)
	case (s.Seats != was.Seats || s.Extra != was.Extra) && s.Seats > 0 && s.Capacity() < s.Taken+s.Held:
		return fmt.Errorf("%w: fewer seats than are taken", ErrPlan)
	case s.State != domain.Open && s.State != domain.Closed && s.State != Off:
		return fmt.Errorf("%w: of no state", ErrPlan)
	}
	s.follows(&was, now)
	return nil
}

// follows is what follows for a shift from its change: who waits may have a seat now, an offer may end sooner, and
// everybody is told of what they count on.
func (s *Shift) follows(was *Shift, now time.Time) {
	moved := !s.From.Equal(was.From)
	had, limited := was.Free()
	free, still := s.Free()
	more := limited && (!still || free > had)
	s.Freed = s.Freed || s.Waiting > 0 && (more || moved || s.State != was.State)
	s.Edits++
	s.Untold = true
	if !s.Lapses.IsZero() && s.From.Before(s.Lapses) {
		s.Lapses = s.From
	}
	if !s.Lapses.IsZero() && s.State == Off {
		s.Lapses = domain.Instant(now)
	}
	if moved {
		s.Reminded = nil
	}
	before, after := was.Facts(), s.Facts()
	if before.SameTime(after) && before.SamePlace(after) && before.Off == after.Off {
		return
	}
	if s.Telling != nil { // who was not told of the change before is told of both at once
		before = s.Telling.Was
	}
	s.Changed++
	s.ChangedAt = domain.Instant(now)
	s.Telling = &Telling{Moved: s.Moved, Was: before}
}

// Change changes a shift, as who leads it or manages its organisation. Whoever takes part is told of what they count on, and those who
// come are asked whether they still do. More seats go to the line.
//
// Errors: domain.ErrForbidden; domain.ErrConflict, with the shift as it is, where somebody else has changed it since it was seen; ErrOver; ErrPlan
// with what is wrong.
func (s *Service) Change(ctx context.Context, by access.Actor, key, shift string, c Changes) (*Shift, error) {
	var before, after string
	var sh *Shift
	err := s.rewrite(ctx, shift, func(now *Shift) error {
		sh = now
		switch {
		case !now.LedBy(by):
			return domain.ErrForbidden
		case now.Edited == key: // done before, and perhaps not recorded
			after = now.brief()
			return errAgain
		case now.Edits != c.Seen:
			return errSeen
		case now.Over(s.Now()):
			return ErrOver
		}
		changed := *now
		before = now.brief()
		if err := c.apply(&changed, s.Now()); err != nil {
			return err
		}
		changed.Edited, after = key, changed.brief()
		*now = changed
		return nil
	})
	switch {
	case errors.Is(err, domain.ErrForbidden):
		return nil, err
	case errors.Is(err, errSeen):
		return sh, domain.ErrConflict
	case err != nil:
		return sh, err
	}
	if err := s.Audit.Record(ctx, by, key, access.Change{Did: access.ShiftChanged, Subject: shift, Before: before, After: after}); err != nil {
		return sh, fmt.Errorf("recording a change: %w", err)
	}
	return sh, s.settle(ctx, shift)
}

// errSeen: the shift is not as it was seen.
var errSeen = errors.New("changed since")

// brief is a shift as the log of what was done shows it.
func (s *Shift) brief() string {
	return fmt.Sprintf("%s, %s to %s, %d+%d seats", s.State, s.From.UTC().Format(time.RFC3339), s.To.UTC().Format(time.RFC3339), s.Seats, s.Extra)
}

// Still notes that somebody comes for sure; seen is Shift.Changed of what they were asked about.
//
// Errors: ErrNothing; ErrOver; domain.ErrConflict where it has changed since.
func (s *Service) Still(ctx context.Context, by access.Actor, shift string, seen int) error {
	sh, err := s.Shifts.Get(ctx, shift)
	switch {
	case err != nil:
		return fmt.Errorf("reading a shift: %w", err)
	case by.Person == "":
		return domain.ErrForbidden
	case sh.State == Off || sh.Over(s.Now()):
		return ErrOver
	}
	_, err = s.SignUps.Update(ctx, SignUpID(shift, by.Person), func(u *SignUp) error {
		switch {
		case u.State != Coming:
			return ErrNothing
		case seen != sh.Changed:
			return errSeen
		case u.Sure(sh):
			return errAgain
		}
		u.Said = seen + 1
		return nil
	})
	switch {
	case errors.Is(err, errAgain):
		return nil
	case errors.Is(err, errSeen):
		return domain.ErrConflict
	case errors.Is(err, domain.ErrNotFound):
		return ErrNothing
	case err != nil:
		return fmt.Errorf("noting that somebody comes: %w", err)
	}
	return nil
}

// Sure reports whether somebody has said, since the shift was changed last, that they come.
func (u *SignUp) Sure(s *Shift) bool { return u.Said > s.Changed }
