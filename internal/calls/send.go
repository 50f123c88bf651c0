package calls

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// send has an approved call sent, and goes on with one that is paused.
func (s *Service) send(ctx context.Context, c *domain.Call) (d Decision, err error) {
	d.Call = c
	if s.Sending == nil {
		return d, nil
	}
	if c.Pending {
		d.Call, err = s.start(ctx, c)
	}
	if errors.Is(err, ErrNobody) || errors.Is(err, ErrOverCost) {
		d.Notices = []Notice{returnedNotice(d.Call, err)} // whoever asks is told now
		return d, errors.Join(err, s.settle(ctx, d.Call))
	}
	if err != nil {
		return d, err
	}
	if _, d.Wait, err = s.progress(ctx, d.Call); err != nil || !paused(d.Wait) {
		return d, err
	}
	return s.goOn(ctx, d)
}

// goOn goes on with what is paused, if the platform answers and there are messages to send.
func (s *Service) goOn(ctx context.Context, d Decision) (Decision, error) {
	e, err := s.Sending.Estimate(ctx, Campaign(d.Call), 0)
	if ctx.Err() != nil {
		return d, fmt.Errorf("estimating a call: %w", err)
	}
	if left, limited := e.Left(); err != nil || limited && left == 0 {
		return d, nil
	}
	if err := s.Sending.Resume(ctx, d.Call.ID); err != nil && !errors.Is(err, deliver.ErrState) { // somebody has cancelled it
		return d, fmt.Errorf("going on with a call: %w", err)
	}
	d.Resumed = true
	if d.Wait.Why != domain.WaitsForLine { // only sending shows what LINE takes
		d.Wait = domain.CallWait{}
	}
	return d, nil
}

// paused reports whether what waits would go on if it were told to.
func paused(w domain.CallWait) bool {
	return w.Why == domain.WaitsForMessages || w.Why == domain.WaitsForLine || w.Why == domain.WaitsForStaff
}

// start begins to send an approved call. One that cannot be sent now for want of the platform's
// answer stays pending, without an error; one that is for nobody or costs too much is given back to staff.
func (s *Service) start(ctx context.Context, c *domain.Call) (*domain.Call, error) {
	_, err := s.Sending.Start(ctx, Campaign(c), 0)
	switch {
	case err == nil, errors.Is(err, dispatch.ErrStarted):
		return s.started(ctx, c)
	case errors.Is(err, dispatch.ErrNobody):
		return s.giveBack(ctx, c, ErrNobody)
	case errors.Is(err, dispatch.ErrOverCost):
		return s.giveBack(ctx, c, ErrOverCost)
	case ctx.Err() != nil:
		return c, fmt.Errorf("sending a call: %w", err)
	}
	s.Log.WarnContext(ctx, "call not sent yet", "call", c.ID, "error", err)
	return c, nil
}

func (s *Service) started(ctx context.Context, c *domain.Call) (*domain.Call, error) {
	by, at := c.DecidedBy, c.DecidedAt
	c, err := s.change(ctx, c.ID, func(c *domain.Call) error {
		started(c, by, at)
		return nil
	})
	if err != nil {
		return c, fmt.Errorf("noting that a call is sent: %w", err)
	}
	return c, nil
}

// giveBack takes an approval back, unless the call was ended meanwhile, or somebody else began to send it.
func (s *Service) giveBack(ctx context.Context, c *domain.Call, why error) (*domain.Call, error) {
	by := c.DecidedBy
	now, err := s.change(ctx, c.ID, func(c *domain.Call) error { return takeBack(c, by) })
	switch {
	case errors.Is(err, domain.ErrConflict) && now.State == domain.Approved && !now.Pending:
		return now, nil
	case errors.Is(err, domain.ErrConflict):
		return now, err
	case err != nil:
		return now, fmt.Errorf("taking a decision back: %w", err)
	}
	if _, err := s.Sending.Progress(ctx, c.ID); err == nil {
		return s.started(ctx, c)
	} else if !errors.Is(err, domain.ErrNotFound) {
		return now, fmt.Errorf("looking whether a call is sent: %w", err)
	}
	return now, why
}

// repairAfter is how long the repair pass leaves an approval to whoever gave it.
const repairAfter = 20 * time.Second

// Repair does what is still to follow from decisions: it begins to send calls that were approved when the
// platform did not answer, says so to whoever waits where that cannot be done, and tells makers what staff decided
// against them, in case whoever did was cut off before. Done twice it changes nothing.
func (s *Service) Repair(ctx context.Context) error {
	if s.Sending == nil {
		return nil
	}
	var pending []*domain.Call
	for c, err := range s.Lists.Pending(ctx) {
		if err != nil {
			return fmt.Errorf("looking for calls: %w", err)
		}
		pending = append(pending, c)
	}
	var errs []error
	for _, c := range pending {
		if _, at := decidedAgainst(c); s.Now().Sub(at) < repairAfter {
			continue
		}
		if err := s.repair(ctx, c); err != nil {
			errs = append(errs, fmt.Errorf("call %s: %w", c.ID, err))
		}
	}
	return errors.Join(errs...)
}

func (s *Service) repair(ctx context.Context, c *domain.Call) error {
	if kind, _ := decidedAgainst(c); kind != "" {
		return s.tellAgainst(ctx, c, kind)
	}
	c, err := s.retry(ctx, c)
	switch {
	case c == nil:
		return err
	case errors.Is(err, domain.ErrConflict): // ended meanwhile
		return nil
	case c.State == domain.Proposed && c.Pending:
		return s.tell(ctx, c)
	case err == nil && c.State == domain.Approved && !c.Pending: // whoever approved it may have been cut off before they told its maker
		return s.Teller.Tell(ctx, approvedNotice(Decision{Call: c}))
	}
	return err
}

// tellAgainst tells the maker of a call what staff decided against them.
func (s *Service) tellAgainst(ctx context.Context, c *domain.Call, kind Kind) error {
	if err := s.Teller.Tell(ctx, toMaker(kind, c)); err != nil {
		return fmt.Errorf("telling what was decided: %w", err)
	}
	if _, err := s.change(ctx, c.ID, func(c *domain.Call) error {
		c.Pending = false
		return nil
	}); err != nil {
		return fmt.Errorf("noting who was told: %w", err)
	}
	return nil
}

// retry tries again to send what was approved.
func (s *Service) retry(ctx context.Context, c *domain.Call) (*domain.Call, error) {
	switch _, err := s.Sending.Progress(ctx, c.ID); {
	case err == nil:
		return s.started(ctx, c)
	case !errors.Is(err, domain.ErrNotFound):
		return c, fmt.Errorf("looking whether a call is sent: %w", err)
	case c.State != domain.Approved:
		return c, nil
	}
	if why := lapsed(c, s.Now()); why != nil {
		return s.giveBack(ctx, c, why)
	}
	return s.start(ctx, c)
}

// tell says that an approval was taken back, and why.
func (s *Service) tell(ctx context.Context, c *domain.Call) error {
	why, e := lapsed(c, s.Now()), domain.CallEstimate{}
	if why == nil {
		var err error
		if e, err = s.estimate(ctx, c); err != nil {
			return err
		}
		if why = fits(e); why == nil { // it could be sent by now, and has to be looked at again all the same
			why = ErrLate
		}
	}
	maker := returnedNotice(c, why)
	maker.CanWait = false // they think that it goes out, and may write nothing for days
	told := []domain.Notice{maker}
	m, err := s.Staff.Member(ctx, c.DecidedBy)
	switch {
	case err == nil:
		told = append(told, toDecideAgain(m, c, why, e))
	case !errors.Is(err, domain.ErrNotFound):
		return fmt.Errorf("looking who approved a call: %w", err)
	}
	if err := s.Teller.Tell(ctx, told...); err != nil {
		return fmt.Errorf("telling that a call was given back: %w", err)
	}
	return s.settle(ctx, c)
}

// settle records that a call was given back, and notes that those were told who wait for it.
func (s *Service) settle(ctx context.Context, c *domain.Call) error {
	by, decided := c.DecidedBy, c.DecidedAt.UTC().Format(time.RFC3339Nano)
	if err := s.record(ctx, access.ByTimer(), decided, access.CallReturned, c.ID, domain.Approved, c.State); err != nil {
		return err
	}
	if _, err := s.change(ctx, c.ID, func(c *domain.Call) error {
		settled(c, by)
		return nil
	}); err != nil {
		return fmt.Errorf("noting who was told: %w", err)
	}
	return nil
}

// RepairEvery is how often [Service.Repair] is to be called.
const RepairEvery = 30 * time.Second

// Unsent counts the calls that were approved and that nothing sends yet, and tells how long the first of them has waited.
func (s *Service) Unsent(ctx context.Context) (n int, longest time.Duration, err error) {
	for c, err := range s.Lists.Pending(ctx) {
		if err != nil {
			return 0, 0, fmt.Errorf("looking for calls: %w", err)
		}
		if c.State == domain.Approved { // else it is given back already, and somebody is still to be told
			n++
			longest = max(longest, s.Now().Sub(c.DecidedAt))
		}
	}
	return n, longest, nil
}

// adoptFor is how far back approved calls are looked at that nobody sends.
const adoptFor = 7 * 24 * time.Hour

// Adopt finds approved calls that nothing sends, as older versions could leave them, for Repair to do what is to follow.
func (s *Service) Adopt(ctx context.Context) error {
	if s.Sending == nil {
		return nil
	}
	for c, err := range s.Lists.In(ctx, domain.Approved, 0) {
		if err != nil {
			return fmt.Errorf("looking for calls: %w", err)
		}
		if s.Now().Sub(c.CreatedAt) > adoptFor {
			return nil
		}
		if err := s.adopt(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) adopt(ctx context.Context, c *domain.Call) error {
	if c.Pending || !c.Open(s.Now()) {
		return nil
	}
	if _, err := s.Sending.Progress(ctx, c.ID); !errors.Is(err, domain.ErrNotFound) {
		return err
	}
	_, err := s.change(ctx, c.ID, func(c *domain.Call) error {
		c.Pending = c.State == domain.Approved
		return nil
	})
	if err != nil {
		return fmt.Errorf("adopting a call: %w", err)
	}
	return nil
}
