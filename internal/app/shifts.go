package app

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
	"jitasa/internal/timer"
	"jitasa/internal/timesheet"
)

// shifts is taking part in work here, and the hours that come of it.
func (a *App) shifts() (*shifts.Service, *hours.Service, error) {
	s := TakingPart(a.Store, a.local)
	s.Audit = a.access().Audit
	if a.Deliver != nil {
		s.Teller = teller{a}
	}
	codes, err := shifts.NewCodes(a.desk.Key)
	if err != nil {
		return nil, nil, fmt.Errorf("preparing check-in codes: %w", err)
	}
	s.Codes, s.Guesses, s.Around = codes, &access.Guesses{Tries: a.Store.Tries, Use: "check-in", Most: wrongCheckIns, Key: a.desk.Key, Now: a.now}, a.Store.Shifts
	h := a.Hours(nil)
	timesheet.New(s, h)
	return s, h, nil
}

// wrongCheckIns is how many wrong codes somebody may type in an hour: more than slips, and hardly any guesses of a million.
const wrongCheckIns = 10

// TakingPart is taking part without anybody being told, or anything being recorded.
func TakingPart(c *collections.Collections, now func() time.Time) *shifts.Service {
	return &shifts.Service{
		Shifts: c.Shifts, SignUps: c.SignUps, Works: c.Opportunities, People: c.Volunteers, Leads: c.Shifts, Board: c.Opportunities, Untold: c.Shifts, Managers: managers{c.Organisations}, Readers: readers{c.Threads}, Now: now,
	}
}

// managers knows who manages organisations.
type managers struct{ *collections.Organisations }

// ManagersOf implements shifts.Managers.
func (m managers) ManagersOf(ctx context.Context, organisation string) ([]string, error) {
	o, err := m.Get(ctx, organisation)
	if isNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading an organisation: %w", err)
	}
	return o.Managers, nil
}

// readers knows in what language people talk with the bot.
type readers struct{ *collections.Threads }

// Reads implements shifts.Readers.
func (r readers) Reads(ctx context.Context, person string) (string, error) {
	thread, err := r.Get(ctx, person)
	if isNotFound(err) {
		return domain.DefaultLanguage(), nil
	}
	if err != nil {
		return "", fmt.Errorf("reading a conversation: %w", err)
	}
	return domain.Speaks(thread.Memory.Lang), nil
}

// shiftsRound does what is due of shifts.
func (a *App) shiftsRound(ctx context.Context, _ *timer.Timer) error {
	s := a.taking
	if err := s.Round(ctx); err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "shifts not attended yet", "error", err) // not the timer's failure, which would make it look more rarely
	}
	if err := s.Count(ctx); err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "seats of work not counted yet", "error", err)
	}
	return nil
}
