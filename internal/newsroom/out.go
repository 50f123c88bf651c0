package newsroom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// Out streams the issues that are out, the newest first.
func (s *Service) Out(ctx context.Context, limit int) iter.Seq2[*domain.Issue, error] {
	return s.Issues.Published(ctx, s.Now(), limit)
}

// Published is an issue that is out: domain.ErrNotFound.
func (s *Service) Published(ctx context.Context, id string) (*domain.Issue, error) {
	kept, err := s.Issues.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading an issue: %w", err)
	}
	if kept.PublishedAt.IsZero() || kept.PublishedAt.After(s.Now()) {
		return nil, domain.ErrNotFound
	}
	return kept, nil
}

// Page is an issue for the web, where the reader is anybody.
type Page struct {
	Title    string
	Sections []newsletter.Section
	Rights   string // who made it, and how it may be used
}

// Page prints an issue in the language of the words.
func (s *Service) Page(ctx context.Context, kept *domain.Issue, w newsletter.Words) (p Page, err error) {
	issue, err := parsed(kept.ID, kept.Markdown)
	if err != nil {
		return p, err
	}
	works, err := s.worksOf(ctx, issue)
	if err != nil {
		return p, err
	}
	near, err := s.Work.Opportunities(ctx, s.around("", most(issue))...)
	if err != nil {
		return p, err
	}
	p.Title, p.Sections = issue.Page(w, works, near, s.Zone)
	p.Rights = strings.TrimSpace(issue.Source + " · " + issue.Licence)
	return p, nil
}

// Address is where people read an issue on the web.
func (s *Service) Address(issue string) string { return s.Base + "/news/" + issue }

// Latest is the newest issue as its reader gets it, free of charge; no messages if there is none.
func (s *Service) Latest(ctx context.Context, lang string, reader *domain.Volunteer, now time.Time) (id string, said []chat.Message, err error) {
	for kept, err := range s.Issues.Published(ctx, now, 1) {
		if err != nil {
			return "", nil, fmt.Errorf("looking for the newsletter: %w", err)
		}
		issue, err := parsed(kept.ID, kept.Markdown)
		if err != nil {
			return "", nil, err
		}
		p := audience.PersonOf(reader)
		p.Reach = domain.Reach{Lang: lang} // an answer, and so with its cards
		said, err := s.said(ctx, issue, p)
		return issue.ID, said, err
	}
	return "", nil, nil
}

// Why names the conditions by which somebody gets an issue; got is when it was sent to them, zero if it was not.
func (s *Service) Why(ctx context.Context, issue string, reader *domain.Volunteer) (conditions []string, got time.Time, err error) {
	if s.Deliver == nil {
		return nil, time.Time{}, nil
	}
	c, err := s.Deliver.Campaigns.Get(ctx, campaignOf(issue))
	if errors.Is(err, domain.ErrNotFound) {
		return nil, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("looking for a campaign: %w", err)
	}
	x, err := s.Deliver.Why(ctx, c, reader.ID, audience.PersonOf(reader))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("explaining a campaign: %w", err)
	}
	for _, check := range x.Checks {
		if check.OK {
			conditions = append(conditions, check.Condition)
		}
	}
	if x.Entry != nil && x.Entry.State == deliver.Accepted {
		got = x.Entry.At
	}
	return conditions, got, nil
}
