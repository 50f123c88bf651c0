package newsroom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// Find is the campaign that sends an issue, or the one that has itself that id: domain.ErrNotFound.
func (s *Service) Find(ctx context.Context, name string) (*deliver.Campaign, error) {
	c, err := s.Deliver.Campaigns.Get(ctx, campaignOf(name))
	if errors.Is(err, domain.ErrNotFound) {
		c, err = s.Deliver.Campaigns.Get(ctx, name)
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a campaign: %w", err)
	}
	return c, nil
}

// Status is how far the sending of an issue is, or another campaign: domain.ErrNotFound.
func (s *Service) Status(ctx context.Context, name string) (*deliver.Status, error) {
	c, err := s.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	return s.Deliver.Status(ctx, c)
}

// status is how far a campaign is.
func (s *Service) status(ctx context.Context, id string) (*deliver.Status, error) {
	c, err := s.Deliver.Campaigns.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("looking for a campaign: %w", err)
	}
	return s.Deliver.Status(ctx, c)
}

// Statuses streams how far each issue's sending is, the newest first.
func (s *Service) Statuses(ctx context.Context) iter.Seq2[*deliver.Status, error] {
	return func(yield func(*deliver.Status, error) bool) {
		for c, err := range s.Deliver.Campaigns.Of(ctx, deliver.Newsletter) {
			var status *deliver.Status
			if err == nil {
				status, err = s.Deliver.Status(ctx, c)
			}
			if !yield(status, err) || err != nil {
				return
			}
		}
	}
}

// Title is what the issue of a campaign is called in a language: as the campaign has it where its text is not known.
func (s *Service) Title(c *deliver.Campaign, lang string) string {
	if issue, problems := newsletter.Parse([]byte(c.Source)); c.Source != "" && !newsletter.Bad(problems) {
		return issue.Name(s.Speak(lang))
	}
	return c.Title
}

// Pause stops the sending of an issue, or of another campaign, until it is resumed: domain.ErrNotFound, deliver.ErrState.
func (s *Service) Pause(ctx context.Context, name string) error {
	return s.change(ctx, name, s.Deliver.Pause)
}

// Cancel ends the sending for good: domain.ErrNotFound, deliver.ErrState. While nobody has got the issue it can be sent anew.
func (s *Service) Cancel(ctx context.Context, name string) error {
	return s.change(ctx, name, s.Deliver.Cancel)
}

// askWithin bounds the question for what is left of the month's messages.
const askWithin = 20 * time.Second

// ErrSpent: what goes on now would pause again at its first request.
var ErrSpent = errors.New("the month's messages are used up")

// Resume goes on with a sending that is paused, unless the platform says that nothing is left for it: ErrSpent, with
// nothing changed; domain.ErrNotFound, deliver.ErrState.
func (s *Service) Resume(ctx context.Context, name string) error {
	asking, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	if spent, err := s.Deliver.Spent(asking); err == nil && spent { // without an answer, trying shows it
		return ErrSpent
	}
	return s.change(ctx, name, s.Deliver.Resume)
}

func (s *Service) change(ctx context.Context, name string, how func(ctx context.Context, id string) error) error {
	c, err := s.Find(ctx, name)
	if err != nil {
		return err
	}
	return how(ctx, c.ID)
}

// Decide settles a batch of which nobody knows whether it was sent, as somebody says: domain.ErrNotFound, deliver.ErrState.
func (s *Service) Decide(ctx context.Context, batch string, wasSent bool) error {
	return s.Deliver.Decide(ctx, batch, wasSent)
}

// Explanation says why somebody got an issue, or did not.
type Explanation struct {
	deliver.Explanation
	Segment deliver.Segment // for whom it is
	Known   bool            // the person has a profile
}

// Explain tells why somebody got an issue, or another campaign, and what became of it: domain.ErrNotFound if there is
// no such campaign.
func (s *Service) Explain(ctx context.Context, name, person string) (x Explanation, err error) {
	c, err := s.Find(ctx, name)
	if err != nil {
		return x, err
	}
	var p *deliver.Person
	v, err := s.Volunteers.Get(ctx, person)
	switch {
	case err == nil:
		p = deliver.PersonOf(v)
	case !errors.Is(err, domain.ErrNotFound):
		return x, fmt.Errorf("looking for a person: %w", err)
	}
	x.Segment, x.Known = c.Segment, p != nil
	x.Explanation, err = s.Deliver.Why(ctx, c, person, p)
	return x, err
}
