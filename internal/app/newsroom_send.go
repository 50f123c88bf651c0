package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
)

// Sending says how an issue is sent.
type Sending struct {
	Segment  string // instead of the issue's own, if set
	At       time.Time
	Hours    deliver.Hours
	Limit    deliver.Limit
	SkipRead bool
	Publish  bool // for everybody as well, though its audience is narrower than the subscribers
	By       string
}

// ErrIssue is an issue that has errors.
var ErrIssue = errors.New("the issue has errors")

// ErrWaiting is an issue that waits to be sent: it can be replaced, not sent beside itself.
var ErrWaiting = errors.New("the issue waits to be sent already")

// CampaignOf is the id of the campaign that sends an issue: there is one, so it is sent once.
func CampaignOf(issue string) string { return "newsletter-" + issue }

// Campaign is what sending an issue would start: domain.ErrInvalid for an audience that cannot be read.
func (n *News) Campaign(ctx context.Context, issue *newsletter.Issue, source []byte, s Sending) (*deliver.Campaign, error) {
	text := s.Segment
	if text == "" {
		text = issue.Audience
	}
	segment, err := n.Segment(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("reading the audience: %w", err)
	}
	id := CampaignOf(issue.ID)
	return &deliver.Campaign{
		Meta: domain.Meta{ID: id}, Kind: deliver.Newsletter, Subject: issue.ID, Title: issue.Name(n.texts.For(newsletter.Main)), Segment: segment, Source: string(source), Publish: s.Publish || segment.All(),
		Purpose: domain.ForNewsletter, SkipRead: s.SkipRead, By: s.By, Unit: measure.Unit(id), NotBefore: domain.Instant(s.At), Hours: s.Hours, Limit: s.Limit,
	}, nil
}

// Estimate counts what sending an issue would be.
func (n *News) Estimate(ctx context.Context, c *deliver.Campaign) (deliver.Estimate, error) {
	return n.deliver.Estimate(ctx, c, n.reserve)
}

// Send starts the sending of an issue, once: see [deliver.Deliverer.Start] for what is refused. An id under which
// nobody got anything is free: one that was cancelled in time begins anew. ErrWaiting is for one that has not begun.
func (n *News) Send(ctx context.Context, source []byte, s Sending) (*deliver.Campaign, deliver.Estimate, error) {
	issue, problems := n.Lint(ctx, source, false)
	if newsletter.Bad(problems) {
		return nil, deliver.Estimate{}, ErrIssue
	}
	c, err := n.Campaign(ctx, issue, source, s)
	if err != nil {
		return nil, deliver.Estimate{}, err
	}
	before, err := n.Free(ctx, issue.ID)
	if err != nil {
		return nil, deliver.Estimate{}, err
	}
	var e deliver.Estimate
	if before == nil {
		e, err = n.deliver.Start(ctx, c, n.reserve)
	} else {
		e, err = n.deliver.Revise(ctx, before, c, n.reserve)
	}
	return c, e, err
}

// Free tells whether an issue can be sent: an error says why not. before is a campaign of its that ended before
// anybody got it; nil if there was none.
func (n *News) Free(ctx context.Context, issue string) (before *deliver.Campaign, err error) {
	before, err = n.deliver.Campaigns.Get(ctx, CampaignOf(issue))
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	if err := n.deliver.Untouched(ctx, before); err != nil {
		return nil, err
	}
	if !before.Over() {
		return nil, ErrWaiting
	}
	return before, nil
}

// Replace makes of an issue that waits to be sent what to says: another text, audience or time. seen is the campaign
// on which that was decided. See [deliver.Deliverer.Revise] for what is refused. If the issue is out already, its
// page is corrected as well.
func (n *News) Replace(ctx context.Context, seen, to *deliver.Campaign) (deliver.Estimate, error) {
	e, err := n.deliver.Revise(ctx, seen, to, n.reserve)
	if err != nil {
		return e, err
	}
	return e, n.correct(ctx, to)
}

// Try sends an issue to a member of staff, as they would get it but for a mark that it is a try. It gives the
// id of the campaign that does, which nothing else follows from.
func (n *News) Try(ctx context.Context, issue *newsletter.Issue, to *domain.Staff, by string) (id string, err error) {
	p := &deliver.Person{ID: to.Person, Reach: domain.Reach{Lang: to.Lang}}
	if v, err := n.volunteers.Get(ctx, to.Person); err == nil {
		p = collections.PersonOf(v)
	} else if !errors.Is(err, domain.ErrNotFound) {
		return "", fmt.Errorf("looking for the reader: %w", err)
	}
	messages, err := n.Preview(ctx, issue, p)
	if err != nil {
		return "", err
	}
	id = TryPrefix + newToken()
	_, err = n.deliver.Start(ctx, &deliver.Campaign{
		Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, Title: issue.Name(n.texts.For(newsletter.Main)), By: by,
		Segment: deliver.Segment{People: []string{to.Person}}, Messages: asTry(messages, n.texts.For(p.Lang()).T("news.try")),
	}, 0)
	return id, err
}

// TryPrefix begins the ids of campaigns that try an issue.
const TryPrefix = "try-"

// asTry marks messages as a try, on their first card and where they are announced.
func asTry(messages []chat.Message, mark string) []chat.Message {
	for i := range messages {
		m := &messages[i]
		if m.Alt != "" {
			m.Alt = mark + ": " + m.Alt
		}
		if len(m.Cards) == 0 {
			m.Text = mark + ": " + m.Text
			continue
		}
		m.Cards = slices.Clone(m.Cards)
		first := &m.Cards[0]
		first.Eyebrow = strings.TrimSuffix(mark+" · "+first.Eyebrow, " · ")
	}
	return messages
}
