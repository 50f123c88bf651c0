package hours_test

import (
	"context"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
)

// before has things said of the volunteer in shift a1, as if a leader had.
func before(ctx context.Context, h *accesstest.House, kinds ...hours.Kind) *hours.Service {
	s, of := service(h)
	a := of.all["a1"]
	a.Leaders = []string{accesstest.Stranger} // who leads needs to be nobody else
	of.all["a1"] = a
	for i, kind := range kinds {
		by := leader
		if kind == hours.Disputed || kind == hours.Appealed {
			by = accesstest.Volunteer
		}
		_, err := h.Kept.Hours.InsertNew(ctx, []*hours.Entry{{
			Meta: domain.Meta{ID: "a1/" + accesstest.Volunteer + "/000" + string(rune('1'+i))}, Under: "before", Person: accesstest.Volunteer, Shift: "a1",
			Work: "work-a", Organisation: accesstest.Organisation, Day: "2026-11-28", Kind: kind, Minutes: 60, By: by, At: domain.Instant(h.Time.Add(-time.Hour)),
		}})
		h.Do(err)
	}
	return s
}

// Who may say and see what.
func TestWhoMay(t *testing.T) {
	governs := []string{accesstest.Manager, accesstest.Coordinator, accesstest.Admin}
	leads := append([]string{accesstest.Stranger}, governs...)
	own := []string{accesstest.Volunteer}
	word := func(seen, minutes int) hours.Word {
		return hours.Word{Shift: "a1", Person: accesstest.Volunteer, Seen: seen, Minutes: minutes, Reason: "เพราะ"}
	}
	type says func(*hours.Service, context.Context, access.Actor, string, hours.Word) (hours.Record, []hours.Notice, error)
	one := func(do says, w hours.Word, kinds ...hours.Kind) func(context.Context, *accesstest.House, access.Actor, string) error {
		return func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, _, err := do(before(ctx, h, kinds...), ctx, by, key, w)
			return err
		}
	}
	reads := func(do func(context.Context, *hours.Service, access.Actor) error) func(context.Context, *accesstest.House, access.Actor, string) error {
		return func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			return do(ctx, before(ctx, h, hours.Confirmed), by)
		}
	}
	batch := hours.Batch{Shift: "a1", People: []string{accesstest.Volunteer}, Minutes: 60}
	accesstest.Walk(t, &hours.Service{}, []accesstest.Case{
		{Method: "Claim", May: own, Did: access.HoursClaimed, Try: one((*hours.Service).Claim, word(0, 60))},
		{Method: "Dispute", May: own, Did: access.HoursDisputed, Try: one((*hours.Service).Dispute, word(1, 90), hours.Confirmed)},
		{Method: "Appeal", May: own, Did: access.AbsenceAppealed, Try: one((*hours.Service).Appeal, word(1, 90), hours.Absent)},
		{Method: "Correct", May: leads, Did: access.HoursCorrected, Try: one((*hours.Service).Correct, word(1, 90), hours.Confirmed)},
		{Method: "Absent", May: leads, Did: access.AbsenceRecorded, Try: one((*hours.Service).Absent, word(0, 0))},
		{Method: "Excuse", May: leads, Did: access.AbsenceExcused, Try: one((*hours.Service).Excuse, word(1, 0), hours.Absent)},
		{Method: "Settle", May: governs, Did: access.HoursSettled, Try: one((*hours.Service).Settle, word(2, 90), hours.Confirmed, hours.Disputed)},
		{Method: "Confirm", May: leads, Did: access.HoursConfirmed, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, _, err := before(ctx, h).Confirm(ctx, by, key, batch)
			return err
		}},
		{Method: "Estimate", May: []string{accesstest.Program}, Did: access.HoursEstimated, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, _, err := before(ctx, h).Estimate(ctx, by, key, batch)
			return err
		}},
		{Method: "ShowUp", Open: "whoever keeps shifts asks it; it names nobody"},
		{Method: "Of", May: own, Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.Of(ctx, by, accesstest.Volunteer)
			return err
		})},
		{Method: "Statement", May: own, Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.Statement(ctx, by, accesstest.Volunteer, nine, nine.AddDate(0, 1, 0))
			return err
		})},
		{Method: "Student", May: own, Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.Student(ctx, by, accesstest.Volunteer, nine, nine.AddDate(0, 1, 0), 0)
			return err
		})},
		{Method: "Get", May: append(leads, own...), Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.Get(ctx, by, "a1", accesstest.Volunteer)
			return err
		})},
		{Method: "In", May: leads, Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.In(ctx, by, "a1")
			return err
		})},
		{Method: "Cases", May: governs, Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.Cases(ctx, by, accesstest.Organisation)
			return err
		})},
		{Method: "Totals", May: governs, Try: reads(func(ctx context.Context, s *hours.Service, by access.Actor) error {
			_, err := s.Totals(ctx, by, accesstest.Organisation, nine, nine.AddDate(0, 1, 0))
			return err
		})},
	})
}
