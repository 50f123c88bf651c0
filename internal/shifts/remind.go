package shifts

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Reminder is one of those before a shift.
type Reminder string

// reminder is when a reminder goes out, to whom it goes no more, and how late it may come.
type reminder struct {
	kind   Reminder
	before time.Duration // the shift
	least  time.Duration // left of it: with less it is dropped, as when no process ran
	fresh  time.Duration // who joined, or was told of a change, so shortly before knows it without
}

// reminders are those of every shift.
func reminders() []reminder {
	return []reminder{
		{"week", 7 * 24 * time.Hour, 3 * 24 * time.Hour, 2 * 24 * time.Hour},
		{"day", 24 * time.Hour, 3 * time.Hour, 12 * time.Hour},
		{"hours", 2 * time.Hour, 45 * time.Minute, 3 * time.Hour},
	}
}

// evening is the hour at which people are reminded who sleep at the right time.
const evening = 20

// at is when a reminder goes out, in the zone of now: where people sleep then, in the morning after, if that leaves at least half of the
// time, or else in the evening before.
func (r reminder) at(from, now time.Time) time.Time {
	at := from.Add(-r.before).In(now.Location())
	if !quiet(at) {
		return at
	}
	wake := morning(at)
	if from.Sub(wake) >= r.before/2 {
		return wake
	}
	before := wake.AddDate(0, 0, -1)
	return time.Date(before.Year(), before.Month(), before.Day(), evening, 0, 0, 0, now.Location())
}

// planned is a reminder that goes out at a time.
type planned struct {
	reminder
	at time.Time
}

// ahead are the reminders that the shift still has, the next one first. What should have gone out already does now, or when people
// wake, unless too little is left of the time.
func (s *Shift) ahead(now time.Time) (all []planned) {
	if s.State == Off || !now.Before(s.From) {
		return nil
	}
	for _, r := range reminders() {
		at := r.at(s.From, now)
		if at.Before(now) {
			if at = now; quiet(now) {
				at = morning(now)
			}
		}
		if !slices.Contains(s.Reminded, r.kind) && s.From.Sub(at) >= r.least {
			all = append(all, planned{r, at})
		}
	}
	slices.SortStableFunc(all, func(a, b planned) int { return a.at.Compare(b.at) })
	return all
}

// remind reminds those who come and have not said that it is for sure. Of two reminders that are due at once the later kind goes out.
func (s *Service) remind(ctx context.Context, shift string) error {
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return fmt.Errorf("reading a shift: %w", err)
	}
	now := s.Now()
	due := sh.ahead(now)
	due = slices.DeleteFunc(due, func(p planned) bool { return p.at.After(now) })
	if sh.Taken == 0 || len(due) == 0 {
		return nil
	}
	r := due[len(due)-1]
	if now.Sub(sh.ChangedAt) >= r.fresh {
		if err := s.remindAll(ctx, sh, r.reminder, now); err != nil {
			return err
		}
	}
	return s.rewrite(ctx, shift, func(now *Shift) error {
		if !now.From.Equal(sh.From) {
			return errAgain
		}
		for _, p := range due {
			if !slices.Contains(now.Reminded, p.kind) {
				now.Reminded = append(now.Reminded, p.kind)
			}
		}
		return nil
	})
}

func (s *Service) remindAll(ctx context.Context, sh *Shift, r reminder, now time.Time) error {
	o, err := s.work(ctx, sh)
	if err != nil {
		return err
	}
	for u, err := range s.SignUps.In(ctx, sh.ID, Coming) {
		if err != nil {
			return fmt.Errorf("reading who comes: %w", err)
		}
		if u.Sure(sh) || now.Sub(u.At) < r.fresh {
			continue
		}
		n := Notice{Kind: Reminds, Shift: sh, Work: o, Seats: u.Seats, Mine: u.State, Days: days(now, sh.From)}
		if err := s.say(ctx, n, u, string(r.kind)+"-"+strconv.FormatInt(sh.From.Unix(), 36)); err != nil {
			return err
		}
	}
	return nil
}

// days is how many days of the calendar are from one time to another.
func days(now, to time.Time) int {
	to = to.In(now.Location())
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(midnight(to).Sub(midnight(now)) / (24 * time.Hour))
}

// Cost is how many messages reminders cost.
type Cost struct {
	Now  int // if nobody joins any more, at most
	Most int // if every seat is taken, of the shifts that have a limit
}

// Reminders tells what the reminders of a month will cost an organisation from now on: domain.ErrForbidden for who does not manage it.
func (s *Service) Reminders(ctx context.Context, by access.Actor, organisation string, month time.Time) (c Cost, err error) {
	if !by.Manages(organisation) && !by.May(access.LeadShifts) {
		return c, domain.ErrForbidden
	}
	now := s.Now()
	begin := time.Date(month.Year(), month.Month(), 1, 0, 0, 0, 0, now.Location())
	end := begin.AddDate(0, 1, 0)
	for sh, err := range s.Leads.OfOrganisation(ctx, organisation, now, 0) {
		if err != nil {
			return c, fmt.Errorf("reading shifts: %w", err)
		}
		if sh.From.Sub(end) > longestBefore {
			break
		}
		for _, p := range sh.ahead(now) {
			if p.at.Before(begin) || !p.at.Before(end) {
				continue
			}
			c.Now += sh.Taken
			c.Most += max(sh.Taken, sh.Capacity())
		}
	}
	return c, nil
}

// longestBefore is longer before a shift than any reminder goes out.
const longestBefore = 8 * 24 * time.Hour
