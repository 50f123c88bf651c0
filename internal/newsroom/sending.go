package newsroom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// Find is the campaign that sends an issue, or the one that has itself that id: domain.ErrNotFound. What is neither an
// issue nor the try of one is for whoever administers.
func (s *Service) Find(ctx context.Context, by access.Actor, name string) (*deliver.Campaign, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	c, err := s.Deliver.Campaigns.Get(ctx, campaignOf(name))
	if errors.Is(err, domain.ErrNotFound) {
		c, err = s.Deliver.Campaigns.Get(ctx, name)
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a campaign: %w", err)
	}
	if c.Kind != deliver.Newsletter && !strings.HasPrefix(c.ID, tryPrefix) && !by.May(access.Administer) {
		return nil, domain.ErrForbidden
	}
	return c, nil
}

// Status is how far the sending of an issue is, or another campaign: domain.ErrNotFound.
func (s *Service) Status(ctx context.Context, by access.Actor, name string) (*dispatch.Status, error) {
	c, err := s.Find(ctx, by, name)
	if err != nil {
		return nil, err
	}
	return s.Deliver.Status(ctx, c)
}

// status is how far a campaign is.
func (s *Service) status(ctx context.Context, id string) (*dispatch.Status, error) {
	c, err := s.Deliver.Campaigns.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("looking for a campaign: %w", err)
	}
	return s.Deliver.Status(ctx, c)
}

// Statuses streams how far each issue's sending is, the newest first.
func (s *Service) Statuses(ctx context.Context, by access.Actor) iter.Seq2[*dispatch.Status, error] {
	return func(yield func(*dispatch.Status, error) bool) {
		if !by.May(access.WriteNewsletters) {
			yield(nil, domain.ErrForbidden)
			return
		}
		for c, err := range s.Deliver.Campaigns.Of(ctx, deliver.Newsletter) {
			var status *dispatch.Status
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
func (s *Service) Pause(ctx context.Context, by access.Actor, key, name string) error {
	return s.change(ctx, by, key, name, access.SendingPaused, s.Deliver.Pause)
}

// Cancel ends the sending for good: domain.ErrNotFound, deliver.ErrState. While nobody has got the issue it can be sent anew.
func (s *Service) Cancel(ctx context.Context, by access.Actor, key, name string) error {
	return s.change(ctx, by, key, name, access.SendingEnded, s.Deliver.Cancel)
}

// askWithin bounds the question for what is left of the month's messages.
const askWithin = 20 * time.Second

// ErrSpent: what goes on now would pause again at its first request.
var ErrSpent = errors.New("the month's messages are used up")

// Resume goes on with a sending that is paused, unless the platform says that nothing is left for it: ErrSpent, with
// nothing changed; domain.ErrNotFound, deliver.ErrState.
func (s *Service) Resume(ctx context.Context, by access.Actor, key, name string) error {
	return s.change(ctx, by, key, name, access.SendingResumed, func(ctx context.Context, id string) error {
		asking, cancel := context.WithTimeout(ctx, askWithin)
		defer cancel()
		if spent, err := s.Deliver.Spent(asking); err == nil && spent { // without an answer, trying shows it
			return ErrSpent
		}
		return s.Deliver.Resume(ctx, id)
	})
}

func (s *Service) change(ctx context.Context, by access.Actor, key, name string, did access.Deed, how func(ctx context.Context, id string) error) error {
	c, err := s.Find(ctx, by, name)
	if err != nil {
		return err
	}
	return s.once(ctx, by, key, did, recordedAs(c), func() (before, after string, err error) {
		if err := how(ctx, c.ID); err != nil {
			return "", "", err
		}
		is, err := s.Deliver.Campaigns.Get(ctx, c.ID)
		if err != nil {
			return "", "", fmt.Errorf("looking for a campaign: %w", err)
		}
		return string(c.State), string(is.State), nil
	})
}

// recordedAs is what a campaign is in the log. The id of a notice may lead to whom it is for.
func recordedAs(c *deliver.Campaign) string {
	switch {
	case c.Kind == deliver.Newsletter:
		return c.Subject
	case c.Kind == deliver.Notice && !strings.HasPrefix(c.ID, tryPrefix):
		return string(c.Kind)
	}
	return c.ID
}

// Decide settles a batch of which nobody knows whether it was sent, as somebody says: domain.ErrNotFound, deliver.ErrState.
func (s *Service) Decide(ctx context.Context, by access.Actor, key, batch string, wasSent bool) error {
	c, err := s.Find(ctx, by, campaignWith(batch))
	if err != nil {
		return err
	}
	return s.once(ctx, by, key+"/"+batch, access.BatchDecided, recordedAs(c), func() (before, after string, err error) {
		after = "again"
		if wasSent {
			after = "sent"
		}
		return "", after, s.Deliver.Decide(ctx, batch, wasSent)
	})
}

// campaignWith is the campaign of a batch, whose id is that of the campaign, of the block and a number, between dots.
func campaignWith(batch string) string {
	block := batch[:max(0, strings.LastIndexByte(batch, '.'))]
	return block[:max(0, strings.LastIndexByte(block, '.'))]
}

// Explanation says why somebody got an issue, or did not.
type Explanation struct {
	dispatch.Explanation
	Segment audience.Segment // for whom it is
	Known   bool             // the person has a profile
}

// Explain tells why somebody got an issue, or another campaign, and what became of it: domain.ErrNotFound if there is
// no such campaign.
func (s *Service) Explain(ctx context.Context, by access.Actor, name, person string) (x Explanation, err error) {
	c, err := s.Find(ctx, by, name)
	if err != nil {
		return x, err
	}
	var p *audience.Person
	v, err := s.Volunteers.Get(ctx, person)
	switch {
	case err == nil:
		p = audience.PersonOf(v)
	case !errors.Is(err, domain.ErrNotFound):
		return x, fmt.Errorf("looking for a person: %w", err)
	}
	x.Segment, x.Known = c.Segment, p != nil
	x.Explanation, err = s.Deliver.Why(ctx, c, person, p)
	return x, err
}
