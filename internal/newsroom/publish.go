package newsroom

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// Composer makes what a campaign sends of its issue. From its first planning on the issue is out, if it is for
// everybody: in the archive, and for whoever asks for it.
func (s *Service) Composer(ctx context.Context, c *deliver.Campaign) (deliver.Composer, error) {
	source := c.Source
	if source == "" { // started by a release that kept the text with the page
		kept, err := s.Issues.Get(ctx, c.Subject)
		if err != nil {
			return nil, fmt.Errorf("reading an issue: %w", err)
		}
		source = kept.Markdown
	}
	issue, err := parsed(c.Subject, source)
	if err != nil {
		return nil, err
	}
	if c.Publish || c.Source == "" {
		if err := s.put(ctx, issue, source, c.By, s.comeOut); err != nil {
			return nil, err
		}
	}
	return s.edition(ctx, issue)
}

// Publish puts an issue into the archive, the feed and the chat, whoever it is sent to; one that is there already is
// corrected and keeps its day. ErrProblems if it has errors.
func (s *Service) Publish(ctx context.Context, by access.Actor, key string, source []byte) (*newsletter.Issue, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	issue, err := s.checked(ctx, source)
	if err != nil {
		return nil, err
	}
	return issue, s.once(ctx, by, key, access.IssuePublished, issue.ID, func() (before, after string, err error) {
		err = s.put(ctx, issue, string(source), by.Name(), func(was *domain.Issue) bool {
			before = standing(was)
			if was.PublishedAt.IsZero() {
				was.PublishedAt = domain.Instant(s.Now())
			}
			was.WithdrawnAt = time.Time{}
			after = standing(was)
			return true
		})
		return before, after, err
	})
}

// standing is where an issue stands, as it is recorded.
func standing(i *domain.Issue) string {
	switch {
	case !i.PublishedAt.IsZero():
		return "published"
	case !i.WithdrawnAt.IsZero():
		return "withdrawn"
	}
	return ""
}

// Withdraw takes an issue out of the archive, the feed and the chat. Who got it has it: domain.ErrNotFound if it is not out.
func (s *Service) Withdraw(ctx context.Context, by access.Actor, key, issue string) error {
	return s.once(ctx, by, key, access.IssueWithdrawn, issue, func() (before, after string, err error) {
		_, err = s.Issues.Update(ctx, issue, func(was *domain.Issue) error {
			if was.PublishedAt.IsZero() {
				return domain.ErrNotFound
			}
			before = standing(was)
			was.PublishedAt, was.WithdrawnAt = time.Time{}, domain.Instant(s.Now())
			after = standing(was)
			return nil
		})
		if err != nil {
			return "", "", fmt.Errorf("withdrawing an issue: %w", err)
		}
		return before, after, nil
	})
}

// Source is the text of an issue that was sent, waits to be, or was published before: domain.ErrNotFound.
func (s *Service) Source(ctx context.Context, by access.Actor, issue string) ([]byte, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	return s.source(ctx, issue)
}

func (s *Service) source(ctx context.Context, issue string) ([]byte, error) {
	c, err := s.Deliver.Campaigns.Get(ctx, campaignOf(issue))
	if err == nil && c.Source != "" {
		return []byte(c.Source), nil
	}
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	kept, err := s.Issues.Get(ctx, issue)
	if err != nil {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	return []byte(kept.Markdown), nil
}

// put changes what is kept of an issue for the web and the chat; change decides by what was there.
func (s *Service) put(ctx context.Context, issue *newsletter.Issue, source, by string, change func(was *domain.Issue) bool) error {
	write := func() error {
		_, err := s.Issues.Update(ctx, issue.ID, func(was *domain.Issue) error {
			if !change(was) {
				return errAsItWas
			}
			was.Title, was.Markdown, was.By = issue.Title, source, by
			return nil
		})
		return err
	}
	err := write()
	if errors.Is(err, domain.ErrNotFound) {
		kept := &domain.Issue{Meta: domain.Meta{ID: issue.ID}, Title: issue.Title, Markdown: source, By: by}
		if change(kept) {
			var kepts []bool
			if kepts, err = s.Issues.InsertNew(ctx, []*domain.Issue{kept}); err == nil && !kepts[0] {
				err = write() // somebody was faster
			}
		}
	}
	if err != nil && !errors.Is(err, errAsItWas) && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("publishing an issue: %w", err)
	}
	return nil
}

// errAsItWas says that nothing is to be changed.
var errAsItWas = errors.New("nothing is to be changed")

// comeOut lets an issue out that is not out yet, and was not taken back.
func (s *Service) comeOut(was *domain.Issue) bool {
	if !was.PublishedAt.IsZero() || !was.WithdrawnAt.IsZero() {
		return false
	}
	was.PublishedAt = domain.Instant(s.Now())
	return true
}

// correct mends the page of an issue that is out.
func (s *Service) correct(ctx context.Context, to *deliver.Campaign) error {
	issue, err := parsed(to.Subject, to.Source)
	if err != nil {
		return err
	}
	return s.put(ctx, issue, to.Source, to.By, func(was *domain.Issue) bool { return !was.PublishedAt.IsZero() })
}
