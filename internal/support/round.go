package support

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// RoundEvery is how often [Service.Round] is to be called.
const RoundEvery = 30 * time.Second

// roundAtMost bounds how many threads of each state one round looks at.
const roundAtMost = 500

// Tell delivers notices, each once for its key.
type Tell func(ctx context.Context, n ...domain.Notice) error

// Round tells staff what was gathered, and takes threads out of hands that forgot them. What
// tell could not deliver is told in the next round.
func (s *Service) Round(ctx context.Context, tell Tell) error {
	open, err := s.waiting(ctx, roundAtMost)
	if err != nil {
		return err
	}
	staff, err := s.others(ctx, "")
	if err != nil {
		return err
	}
	now := s.Now()
	for _, t := range open {
		if t.lapsed(now) {
			if err := s.lapse(ctx, t, staff, tell); err != nil {
				return err
			}
		}
	}
	if len(open) > 0 {
		if err := s.warn(ctx, staff, tell); err != nil {
			return err
		}
	}
	return s.gather(ctx, open, staff, tell)
}

// warn tells those on duty, once in a month, that no messages are left to tell them who waits: they have to look. That
// itself is worth one of the reserve; without any it comes with their next answer.
func (s *Service) warn(ctx context.Context, staff []*domain.Staff, tell Tell) error {
	if s.reaches(ctx, len(staff), false) {
		return nil
	}
	month := s.Now().UTC().Format("2006-01")
	for _, m := range staff {
		if m.Warned == month {
			continue
		}
		n := Notice{Envelope: domain.Envelope{Key: "support-spent-" + month + "-" + m.ID, To: m.Person, Lang: m.Lang, CanWait: !s.reaches(ctx, 1, true)}, Kind: Spent}
		if err := tell(ctx, n); err != nil {
			return fmt.Errorf("warning staff: %w", err)
		}
		if err := s.Duty.Warned(ctx, m.ID, month); err != nil {
			return fmt.Errorf("noting who was warned: %w", err)
		}
	}
	return nil
}

// lapse tells both, then takes the thread out of the hands that it was in.
func (s *Service) lapse(ctx context.Context, t *Thread, staff []*domain.Staff, tell Tell) error {
	event := t.ID + "-" + t.Spoke.UTC().Format("20060102T150405")
	notices := toStaff(Late, event, with(staff, t.By), t)
	if t.answered() {
		notices = append(toStaff(Lapse, event, with(staff, t.By), t),
			Notice{Envelope: domain.Envelope{Key: "support-closed-" + event, To: t.Person, Lang: t.Lang}, Kind: Closed, Threads: []*Thread{t}})
	}
	for _, n := range notices {
		n.CanWait = true
		if err := tell(ctx, n); err != nil {
			return fmt.Errorf("telling of a thread that was left: %w", err)
		}
	}
	_, err := s.change(ctx, t.ID, func(t *Thread) error {
		if t.lapsed(s.Now()) {
			t.lapse(s.Now())
		}
		return nil
	})
	return err
}

// gather tells staff of those who are due: the alarms one by one, who waits together, what is in hands to its hands.
func (s *Service) gather(ctx context.Context, open []*Thread, staff []*domain.Staff, tell Tell) error {
	var waits []*Thread
	now := s.Now()
	for _, t := range open {
		switch {
		case len(t.Untold()) == 0 || t.lapsed(now):
		case t.State == Waits:
			waits = append(waits, t)
		case t.due(now):
			kind, to := Alarm, staff
			if t.State == Hands && t.Alarm == t.Danger { // else nobody could be told yet that they are in danger
				kind, to = More, with(staff, t.By)
			}
			if err := s.deliver(ctx, toStaff(kind, last(t), to, t), tell); err != nil {
				return err
			}
		}
	}
	var notices []Notice
	for _, m := range staff {
		theirs := without(waits, m.Person)
		if slices.ContainsFunc(theirs, func(t *Thread) bool { return t.due(now) }) {
			notices = append(notices, toStaff(Wait, last(theirs...), []*domain.Staff{m}, theirs...)...)
		}
	}
	return s.deliver(ctx, notices, tell)
}

// leave puts a line on the next answer of those who cannot be told now.
func (s *Service) leave(ctx context.Context, notices []Notice, tell Tell) error {
	for _, n := range notices {
		if err := tell(ctx, n.look(s.Now())); err != nil {
			return fmt.Errorf("leaving a line for staff: %w", err)
		}
	}
	return nil
}

// last is the newest thing that staff do not know: the same again if the round is cut off and begins anew.
func last(threads ...*Thread) (event string) {
	for _, t := range threads {
		untold := t.Untold()
		if newest := untold[len(untold)-1].Event; newest > event {
			event = newest
		}
	}
	return event
}

// deliver tells, then notes what was told. Without anybody on duty, or messages to tell them, it stays untold.
func (s *Service) deliver(ctx context.Context, notices []Notice, tell Tell) error {
	if len(notices) > 0 && !s.reaches(ctx, len(notices), notices[0].urgent()) {
		return s.leave(ctx, notices, tell)
	}
	notices, err := s.noted(ctx, notices)
	if err != nil {
		return err
	}
	for _, n := range notices {
		if err := tell(ctx, n); err != nil {
			return fmt.Errorf("telling staff: %w", err)
		}
	}
	done := map[string]bool{}
	for _, n := range notices {
		for _, told := range n.Threads {
			if done[told.ID] {
				continue
			}
			done[told.ID] = true
			if _, err := s.Store.Update(ctx, told.ID, func(t *Thread) error {
				t.Told, t.ToldAt, t.Alarm = max(t.Told, len(told.Lines)), domain.Instant(s.Now()), t.Alarm || n.Kind == Alarm
				return nil
			}); err != nil {
				return fmt.Errorf("noting what was told: %w", err)
			}
		}
	}
	return nil
}
