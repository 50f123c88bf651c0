package newsroom

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
)

// How says how an issue is sent. What is nil stays as it was; of an issue that is sent for the first time it is as the
// issue itself says, at once, in [UsualHours], without a limit and to those who have read it as well.
type How struct {
	Audience *string       // instead of the issue's own; "" for that
	At       *time.Time    // not before; the zero time is at once
	Hours    *limits.Hours // of the day
	Limit    *limits.Rate
	SkipRead *bool // leave out who has read it in the chat, free of charge
	Publish  bool  // though its audience is narrower than the subscribers
}

// UsualHours are those in which an issue goes out unless somebody says otherwise.
const UsualHours = "09:00-20:00"

// Why an issue cannot be sent or changed, beside what [dispatch.Desk.Start] and [dispatch.Desk.Revise] say.
var (
	// ErrWaiting: it waits to be sent, and can be replaced, not sent beside itself.
	ErrWaiting = errors.New("the issue waits to be sent already")
	// ErrOld: it was begun by a release that did not keep its text with it.
	ErrOld = errors.New("the issue was begun by an older release")
)

// Plan is what is about to be sent: whoever is asked agrees to exactly this.
type Plan struct {
	Campaign *deliver.Campaign // whose Publish says whether it comes out for everybody
	Estimate dispatch.Estimate

	over    *deliver.Campaign // in whose place it is sent; nil: there is nothing
	changes bool              // it is what waits to be sent, changed
}

// PlanSending tells what sending an issue would be. It is sent once, so an error says that it was or will be: a
// *dispatch.Got, ErrWaiting; or ErrProblems, or domain.ErrInvalid for an audience that cannot be read. An id under which
// nobody got anything is free: an issue that was cancelled in time begins anew.
func (s *Service) PlanSending(ctx context.Context, by access.Actor, source []byte, how How) (*Plan, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	issue, err := s.checked(ctx, source)
	if err != nil {
		return nil, err
	}
	before, err := s.free(ctx, issue.ID)
	if err != nil {
		return nil, err
	}
	c, err := s.campaign(ctx, issue, source, how)
	if err != nil {
		return nil, err
	}
	if how.Hours == nil {
		if c.Hours, err = limits.ParseHours(UsualHours); err != nil {
			return nil, fmt.Errorf("reading the usual hours: %w", err)
		}
	}
	return s.estimated(ctx, &Plan{Campaign: c, over: before})
}

// PlanReplacing tells what it would be to send this instead of what waits under the issue's id: domain.ErrNotFound if
// nothing does, a *dispatch.Got if somebody has got it, ErrOld, ErrProblems. Where the text says for whom it is as
// before, it stays for whom it was.
func (s *Service) PlanReplacing(ctx context.Context, by access.Actor, source []byte, how How) (*Plan, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	issue, err := s.checked(ctx, source)
	if err != nil {
		return nil, err
	}
	seen, err := s.waiting(ctx, issue.ID)
	if err != nil {
		return nil, err
	}
	to, err := s.campaign(ctx, issue, source, how)
	if err != nil {
		return nil, err
	}
	if before, _ := newsletter.Parse([]byte(seen.Source)); how.Audience == nil && before.Audience == issue.Audience {
		to.Segment = seen.Segment
		to.Publish = how.Publish || seen.Publish
	}
	if how.Limit == nil {
		to.Limit = seen.Limit
	}
	if how.SkipRead == nil {
		to.SkipRead = seen.SkipRead
	}
	s.timed(to, seen, how)
	return s.estimated(ctx, &Plan{Campaign: to, over: seen, changes: true})
}

// PlanRescheduling tells what it would be to send what waits at another time: as PlanReplacing. Only How's times count.
func (s *Service) PlanRescheduling(ctx context.Context, by access.Actor, issue string, how How) (*Plan, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	seen, err := s.waiting(ctx, issue)
	if err != nil {
		return nil, err
	}
	to := *seen
	s.timed(&to, seen, how)
	return s.estimated(ctx, &Plan{Campaign: &to, over: seen, changes: true})
}

// CarryOut sends what was planned, once. What is refused, with nothing changed, is as in [dispatch.Desk.Start] and
// [dispatch.Desk.Revise]: dispatch.ErrChanged, for one, if somebody else has changed it since it was planned. If
// what is replaced is out already, its page is corrected as well.
func (s *Service) CarryOut(ctx context.Context, by access.Actor, key string, p *Plan) error {
	did := access.IssueSent
	if p.changes {
		did = access.IssueReplaced
	}
	p.Campaign.By = by.Name()
	return s.once(ctx, by, key, did, p.Campaign.Subject, func() (before, after string, err error) {
		var e dispatch.Estimate
		if p.over == nil {
			e, err = s.start(ctx, p.Campaign)
		} else {
			before = strconv.Itoa(p.over.Cost)
			e, err = s.Deliver.Revise(ctx, p.over, p.Campaign, s.Reserve)
		}
		if err == nil && p.changes {
			err = s.correct(ctx, p.Campaign)
		}
		return before, strconv.Itoa(e.People), err
	})
}

func (s *Service) start(ctx context.Context, c *deliver.Campaign) (dispatch.Estimate, error) {
	e, err := s.Deliver.Start(ctx, c, s.Reserve)
	if errors.Is(err, dispatch.ErrStarted) { // by somebody else, meanwhile
		if _, why := s.free(ctx, c.Subject); why != nil {
			return e, why
		}
	}
	return e, err
}

// campaign is what sends an issue.
func (s *Service) campaign(ctx context.Context, issue *newsletter.Issue, source []byte, how How) (*deliver.Campaign, error) {
	text := or(how.Audience, "")
	if text == "" {
		text = issue.Audience
	}
	segment, err := s.audience(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("reading the audience: %w", err)
	}
	id := campaignOf(issue.ID)
	return &deliver.Campaign{
		Meta: domain.Meta{ID: id}, Kind: deliver.Newsletter, Subject: issue.ID, Title: s.name(issue), Segment: segment, Source: string(source), Publish: how.Publish || segment.All(),
		Purpose: domain.ForNewsletter, SkipRead: or(how.SkipRead, false), Unit: measure.Unit(id),
		NotBefore: domain.Instant(or(how.At, time.Time{})), Hours: or(how.Hours, limits.Hours{}), Limit: or(how.Limit, limits.Rate{}),
	}, nil
}

// or is what was said, or what it is otherwise.
func or[T any](said *T, otherwise T) T {
	if said != nil {
		return *said
	}
	return otherwise
}

// timed takes over when something is sent. What was to begin at a time that has passed begins at once.
func (s *Service) timed(to, seen *deliver.Campaign, how How) {
	to.Hours = or(how.Hours, seen.Hours)
	to.NotBefore = domain.Instant(or(how.At, seen.NotBefore))
	if how.At == nil && to.NotBefore.Before(s.Now()) {
		to.NotBefore = time.Time{}
	}
}

func (s *Service) estimated(ctx context.Context, p *Plan) (_ *Plan, err error) {
	p.Estimate, err = s.Deliver.Estimate(ctx, p.Campaign, s.Reserve)
	return p, err
}

// free tells whether an issue can be sent: an error says why not. before is a campaign of its that ended before
// anybody got it; nil if there was none.
func (s *Service) free(ctx context.Context, issue string) (before *deliver.Campaign, err error) {
	before, err = s.Deliver.Campaigns.Get(ctx, campaignOf(issue))
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	if err := s.Deliver.Untouched(ctx, before); err != nil {
		return nil, err
	}
	if !before.Over() {
		return nil, ErrWaiting
	}
	return before, nil
}

// waiting is the campaign of an issue that can still be changed.
func (s *Service) waiting(ctx context.Context, issue string) (*deliver.Campaign, error) {
	c, err := s.Deliver.Campaigns.Get(ctx, campaignOf(issue))
	if err != nil {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	if err := s.Deliver.Untouched(ctx, c); err != nil {
		return nil, err
	}
	if c.Source == "" {
		return nil, ErrOld
	}
	return c, nil
}
