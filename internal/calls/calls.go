package calls

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// Store keeps calls.
type Store interface {
	InsertNew(ctx context.Context, c []*domain.Call) ([]bool, error)
	Get(ctx context.Context, id string) (*domain.Call, error)
	Update(ctx context.Context, id string, change func(*domain.Call) error) (*domain.Call, error)
}

// Lists are the calls that somebody looks for.
type Lists interface {
	// Of streams an organisation's calls, newest first.
	Of(ctx context.Context, organisation string, limit int) iter.Seq2[*domain.Call, error]
	// In streams the calls of a state, newest first.
	In(ctx context.Context, state domain.CallState, limit int) iter.Seq2[*domain.Call, error]
	// Pending streams those of which something is still to follow.
	Pending(ctx context.Context) iter.Seq2[*domain.Call, error]
}

// Answers counts what people said.
type Answers interface {
	Answers(ctx context.Context, call string) (domain.CallTally, error)
	// Answer is what one person said; "" for nothing.
	Answer(ctx context.Context, call, person string) (string, error)
}

// Sending carries calls to people.
type Sending interface {
	Estimate(ctx context.Context, k *deliver.Campaign, reserve int) (dispatch.Estimate, error)
	Start(ctx context.Context, k *deliver.Campaign, reserve int) (dispatch.Estimate, error)
	// Progress is how far the sending of a call is: domain.ErrNotFound if it has not begun.
	Progress(ctx context.Context, call string) (*dispatch.Status, error)
	// Resume goes on with one that is paused.
	Resume(ctx context.Context, call string) error
	Nudge()
}

// Teller delivers notices, each once for its key.
type Teller interface {
	Tell(ctx context.Context, n ...domain.Notice) error
}

// Staff knows who works for the network.
type Staff interface {
	WhoMay(ctx context.Context, act access.Act) ([]*domain.Staff, error)
	// Member is a member of staff by their id: domain.ErrNotFound if there is none (any more).
	Member(ctx context.Context, id string) (*domain.Staff, error)
}

// Audit records what somebody did.
type Audit interface {
	Record(ctx context.Context, by access.Actor, key string, c access.Change) error
}

// Service is what can be done with calls. It is safe for concurrent use. Use cases answer domain.ErrForbidden to
// whoever may not: staff who decide, and the managers of the organisation, see and change a call, each in their way.
type Service struct {
	Store   Store
	Lists   Lists
	Answers Answers
	Ledger  Ledger  // nil: nobody was sent anything here
	Sending Sending // nil: nothing is sent here
	Teller  Teller
	Staff   Staff
	Audit   Audit
	Now     func() time.Time // in the zone in which people mean hours
	Log     *slog.Logger
}

// listed is how many calls a list has at most, of as many as are looked at: nobody
// may ever have decided about those whose time is over.
const (
	listed = 10
	looked = 200
)

// Decision is what came of deciding about a call.
type Decision struct {
	Call    *domain.Call // as it is now
	Wait    domain.CallWait
	Resumed bool // it was paused, and goes on
	Notices []Notice
}

// Proposal is a call that waits for staff.
type Proposal struct {
	Estimate domain.CallEstimate
	Notices  []Notice // to whoever decides
}

// Propose keeps a call that a manager makes for their organisation, and that waits for staff, unless it could not be sent
// now: ErrPast, ErrUnreachable, ErrNobody, ErrOverCost.
// Its id makes it the same call, key the same entry of the log: done twice it changes nothing.
func (s *Service) Propose(ctx context.Context, by access.Actor, key string, c *domain.Call) (p Proposal, err error) {
	if p.Estimate, err = s.Estimate(ctx, by.AsManager(), c); err != nil {
		return p, err
	}
	if err := Sendable(c, p.Estimate, s.Now()); err != nil {
		return p, err
	}
	c.By, c.State = by.Person, domain.Proposed
	if _, err := s.Store.InsertNew(ctx, []*domain.Call{c}); err != nil {
		return p, fmt.Errorf("keeping a call: %w", err)
	}
	if err := s.record(ctx, by.AsManager(), key, access.CallProposed, c.ID, "", domain.Proposed); err != nil {
		return p, err
	}
	deciders, err := s.Staff.WhoMay(ctx, access.DecideCalls)
	if err != nil {
		return p, fmt.Errorf("looking who decides: %w", err)
	}
	for _, m := range deciders {
		p.Notices = append(p.Notices, toDecide(c.ID+"-"+m.ID, m, c, p.Estimate))
	}
	return p, nil
}

func (s *Service) record(ctx context.Context, by access.Actor, key string, did access.Deed, call string, before, after domain.CallState) error {
	return s.Audit.Record(ctx, by, key, access.Change{Did: did, Subject: call, Before: string(before), After: string(after)})
}

// concerns reports whether a call is for somebody to see: who decides, or manages the organisation.
func concerns(c *domain.Call, by access.Actor) bool {
	return by.May(access.DecideCalls) || by.Manages(c.Organisation)
}

// Estimate tells what a call would be, sent now. It may use what is reserved.
func (s *Service) Estimate(ctx context.Context, by access.Actor, c *domain.Call) (domain.CallEstimate, error) {
	if !concerns(c, by) {
		return domain.CallEstimate{}, domain.ErrForbidden
	}
	return s.estimate(ctx, c)
}

func (s *Service) estimate(ctx context.Context, c *domain.Call) (domain.CallEstimate, error) {
	if s.Sending == nil {
		return domain.CallEstimate{}, nil
	}
	k := Campaign(c)
	e, err := s.Sending.Estimate(ctx, k, 0)
	if err != nil {
		return domain.CallEstimate{}, fmt.Errorf("estimating a call: %w", err)
	}
	left, limited := e.Left()
	of := domain.CallEstimate{People: e.People, LeftOut: e.Skipped, Left: left, Limited: limited, Fits: e.Fits()}
	if of.People > 0 || len(k.Segment.Skills) == 0 {
		return of, nil
	}
	k.Segment.Skills = nil
	anyone, err := s.Sending.Estimate(ctx, k, 0)
	if err != nil {
		return domain.CallEstimate{}, fmt.Errorf("estimating a call: %w", err)
	}
	of.Unskilled = domain.CallEstimate{People: anyone.People, LeftOut: anyone.Skipped}.InArea() - of.InArea()
	return of, nil
}

// Decide approves or refuses a call, as a member of staff. Approving one that is paused resumes it. Done twice it
// changes nothing; key makes it one entry of the log.
//
// Errors: domain.ErrConflict, with the call, if it is decided otherwise; ErrPast,
// ErrNobody and ErrOverCost if it cannot be sent: then it waits for staff as before.
func (s *Service) Decide(ctx context.Context, by access.Actor, key, id string, to domain.CallState) (Decision, error) {
	did, known := map[domain.CallState]access.Deed{domain.Approved: access.CallApproved, domain.Refused: access.CallRefused}[to]
	if !by.May(access.DecideCalls) || !known {
		return Decision{}, domain.ErrForbidden
	}
	var before domain.CallState
	c, err := s.change(ctx, id, func(c *domain.Call) error {
		before = c.State
		return decide(c, to, by.StaffID(), s.Now())
	})
	switch {
	case errors.Is(err, domain.ErrConflict) && to == domain.Approved && c.State == domain.Approved:
		d, failed := s.approved(ctx, c) // by somebody else: but does it go out?
		if failed == nil && d.Resumed {
			return d, s.record(ctx, by, key, did, id, before, to)
		}
		if failed != nil {
			return d, failed
		}
		d.Notices = nil // its maker knows
		return d, err
	case errors.Is(err, domain.ErrConflict), errors.Is(err, ErrPast):
		return Decision{Call: c}, err
	case err != nil:
		return Decision{}, fmt.Errorf("deciding about a call: %w", err)
	}
	if err := s.record(ctx, by, key, did, id, before, to); err != nil {
		return Decision{Call: c}, err
	}
	if to == domain.Approved {
		return s.approved(ctx, c)
	}
	if s.Sending != nil {
		s.Sending.Nudge()
	}
	return Decision{Call: c, Notices: []Notice{toMaker(Refused, c)}}, nil
}

// approved has an approved call sent; domain.ErrConflict if it was ended meanwhile.
func (s *Service) approved(ctx context.Context, c *domain.Call) (Decision, error) {
	d, err := s.send(ctx, c)
	switch {
	case err != nil:
		return d, err
	case d.Call.State != domain.Approved: // ended meanwhile
		return d, domain.ErrConflict
	}
	d.Notices = []Notice{approvedNotice(d)}
	return d, nil
}

// End ends a call, or withdraws one that waits for staff: in the chat as a manager of its organisation, else as staff who
// decide, of whom the notice tells its maker. domain.ErrConflict, with the call, if it was refused, or ended by somebody else.
// Done twice it changes nothing.
func (s *Service) End(ctx context.Context, by access.Actor, key, id string) (*domain.Call, []Notice, error) {
	var before domain.CallState
	manager := false
	c, err := s.change(ctx, id, func(c *domain.Call) error {
		if !concerns(c, by) {
			return domain.ErrForbidden
		}
		before, manager = c.State, by.Manages(c.Organisation) && by.From != access.Console
		if manager {
			return end(c, "", s.Now())
		}
		return end(c, by.StaffID(), s.Now())
	})
	switch {
	case errors.Is(err, domain.ErrForbidden):
		return nil, nil, err
	case errors.Is(err, domain.ErrConflict):
		return c, nil, err
	case err != nil:
		return nil, nil, fmt.Errorf("ending a call: %w", err)
	}
	if s.Sending != nil {
		s.Sending.Nudge()
	}
	if manager {
		return c, nil, s.record(ctx, by.AsManager(), key, access.CallEnded, id, before, c.State)
	}
	return c, []Notice{toMaker(Ended, c)}, s.record(ctx, by, key, access.CallEnded, id, before, c.State)
}

// change is Update that gives the call also where the change was refused.
func (s *Service) change(ctx context.Context, id string, change func(*domain.Call) error) (*domain.Call, error) {
	var seen *domain.Call
	c, err := s.Store.Update(ctx, id, func(c *domain.Call) error {
		seen = c
		return change(c)
	})
	if err != nil {
		return seen, err
	}
	return c, nil
}

// Get is a call with how many have answered so far.
func (s *Service) Get(ctx context.Context, by access.Actor, id string) (*domain.Call, domain.CallTally, error) {
	c, err := s.Store.Get(ctx, id)
	if err != nil {
		return nil, domain.CallTally{}, fmt.Errorf("reading a call: %w", err)
	}
	if !concerns(c, by) {
		return nil, domain.CallTally{}, domain.ErrForbidden
	}
	t, err := s.tally(ctx, c, by.Person)
	return c, t, err
}

// Asked is the call to which somebody gives an answer, and what was answered before: ErrTooLate if theirs helps nobody
// any more. Whoever was asked may answer; it is not looked up who was.
func (s *Service) Asked(ctx context.Context, by access.Actor, id, answer string) (*domain.Call, domain.CallTally, error) {
	c, err := s.Store.Get(ctx, id)
	if err != nil {
		return nil, domain.CallTally{}, fmt.Errorf("reading a call: %w", err)
	}
	t, err := s.tally(ctx, c, by.Person)
	switch {
	case err != nil:
		return nil, t, err
	case by.Person == "":
		return nil, domain.CallTally{}, domain.ErrForbidden
	case tooLate(c, t, answer, s.Now()):
		return nil, domain.CallTally{}, ErrTooLate
	}
	return c, t, nil
}

// tally is how many have answered, and what the person has.
func (s *Service) tally(ctx context.Context, c *domain.Call, person string) (domain.CallTally, error) {
	t, err := s.Answers.Answers(ctx, c.ID)
	if err != nil {
		return t, fmt.Errorf("counting answers: %w", err)
	}
	if t.Mine, err = s.Answers.Answer(ctx, c.ID, person); err != nil {
		return t, fmt.Errorf("looking for an answer: %w", err)
	}
	t.Sent, t.Wait, err = s.progress(ctx, c)
	return t, err
}

// progress is to how many people a call was sent, and why it is to nobody more at the moment.
func (s *Service) progress(ctx context.Context, c *domain.Call) (sent int, wait domain.CallWait, err error) {
	if c.Open(s.Now()) && c.Pending {
		wait.Why = domain.WaitsToStart
	}
	if s.Sending == nil {
		return 0, wait, nil
	}
	status, err := s.Sending.Progress(ctx, c.ID)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return 0, wait, nil
	case err != nil:
		return 0, wait, fmt.Errorf("counting what was sent: %w", err)
	case c.Open(s.Now()):
		wait = waiting(status.Campaign, s.Now())
	}
	return status.Accepted, wait, nil
}

// Of are the last calls of an organisation, newest first.
func (s *Service) Of(ctx context.Context, by access.Actor, organisation string) (list []*domain.Call, err error) {
	if !by.May(access.DecideCalls) && !by.Manages(organisation) {
		return nil, domain.ErrForbidden
	}
	for c, err := range s.Lists.Of(ctx, organisation, listed) {
		if err != nil {
			return nil, fmt.Errorf("reading calls: %w", err)
		}
		list = append(list, c)
	}
	return list, nil
}

// Proposed are calls that wait for staff and could still be sent, newest first.
func (s *Service) Proposed(ctx context.Context, by access.Actor) (list []*domain.Call, err error) {
	if !by.May(access.DecideCalls) {
		return nil, domain.ErrForbidden
	}
	for c, err := range s.Lists.In(ctx, domain.Proposed, looked) {
		if err != nil {
			return nil, fmt.Errorf("reading calls: %w", err)
		}
		if c.Past(s.Now()) {
			continue
		}
		if list = append(list, c); len(list) == listed {
			break
		}
	}
	return list, nil
}

// Over reports whether nobody more has to be asked. It is for what sends calls.
func (s *Service) Over(ctx context.Context, id string) (bool, error) {
	c, err := s.Store.Get(ctx, id)
	if err != nil {
		return false, fmt.Errorf("reading a call: %w", err)
	}
	t, err := s.Answers.Answers(ctx, id)
	if err != nil {
		return false, fmt.Errorf("counting answers: %w", err)
	}
	return over(c, t.Come, s.Now()), nil
}
