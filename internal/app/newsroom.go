package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/line"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/store"
)

func (a *App) newNews() *News {
	return &News{
		issues: a.Store.Issues, segments: a.Store.Segments, opportunities: a.Store.Opportunities, volunteers: a.Store.Volunteers, places: a.Places, live: a.Live,
		texts: a.texts, links: a.Links, deliver: a.Deliver, base: a.baseURL(), zone: a.config.Zone, now: a.now, reserve: a.config.Reserve,
	}
}

// publish is the composer of the campaign that sends an issue. From its first
// planning on the issue is out: in the archive, and for whoever asks for it.
func (n *News) publish(ctx context.Context, c *deliver.Campaign) (deliver.Composer, error) {
	kept, err := n.issues.Get(ctx, c.Subject)
	if err != nil {
		return nil, fmt.Errorf("reading an issue: %w", err)
	}
	if kept.PublishedAt.IsZero() {
		if _, err := n.issues.Update(ctx, c.Subject, func(i *domain.Issue) error {
			if i.PublishedAt.IsZero() {
				i.PublishedAt = domain.Instant(n.now())
			}
			return nil
		}); err != nil {
			return nil, fmt.Errorf("publishing an issue: %w", err)
		}
	}
	issue, err := parsed(kept)
	if err != nil {
		return nil, err
	}
	return n.composer(ctx, issue)
}

// Lint reads an issue and finds fault with it; outside looks at its pictures and links as well.
func (n *News) Lint(ctx context.Context, source []byte, outside bool) (*newsletter.Issue, []newsletter.Problem) {
	issue, problems := newsletter.Parse(source)
	if _, err := n.Segment(ctx, issue.Audience); err != nil {
		problems = append(problems, newsletter.Problem{Level: newsletter.Error, Line: 1, Code: "audience", Detail: err.Error()})
	}
	if newsletter.Bad(problems) {
		return issue, problems
	}
	l := newsletter.Linter{
		Speak: func(lang string) newsletter.Words { return n.texts.For(lang) },
		Objects: func(m []chat.Message, lang string, plain bool) int {
			return len(line.Render(m, line.Options{Plain: plain, Lang: lang}))
		},
		Works: work{n.live, n.opportunities}.Opportunities, Zone: n.zone,
	}
	if outside {
		l.Look = look
	}
	return issue, append(problems, l.Lint(ctx, issue)...)
}

// lookWithin bounds the look at one address.
const lookWithin = 10 * time.Second

// look asks for the head of an address.
func look(ctx context.Context, url string) (kind string, length int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, url, http.NoBody)
	if err != nil {
		return "", 0, fmt.Errorf("asking: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", 0, fmt.Errorf("asking: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 && response.StatusCode != http.StatusMethodNotAllowed {
		return "", 0, fmt.Errorf("%w: status %d", domain.ErrNotFound, response.StatusCode)
	}
	return response.Header.Get("Content-Type"), response.ContentLength, nil
}

// Sending says how an issue is sent.
type Sending struct {
	Segment  string // instead of the issue's own, if set
	At       time.Time
	Hours    deliver.Hours
	Limit    deliver.Limit
	SkipRead bool
	By       string
}

// ErrIssue is an issue that has errors.
var ErrIssue = errors.New("the issue has errors")

// Segment reads an audience: conditions, or "@name" for a segment that was saved.
func (n *News) Segment(ctx context.Context, text string) (deliver.Segment, error) {
	if name, saved := strings.CutPrefix(text, "@"); saved {
		s, err := n.segments.Get(ctx, name)
		if err != nil {
			return deliver.Segment{}, fmt.Errorf("%w: no segment is called %q", domain.ErrInvalid, name)
		}
		return s.Segment, nil
	}
	return deliver.ParseSegment(text)
}

// Campaign is what sending an issue would start.
func (n *News) Campaign(ctx context.Context, issue *newsletter.Issue, s Sending) (*deliver.Campaign, error) {
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
		Meta: domain.Meta{ID: id}, Kind: deliver.Newsletter, Subject: issue.ID, Title: issue.Title.In(newsletter.Main), Segment: segment,
		Purpose: domain.ForNewsletter, SkipRead: s.SkipRead, By: s.By, Unit: measure.Unit(id), NotBefore: domain.Instant(s.At), Hours: s.Hours, Limit: s.Limit,
	}, nil
}

// Estimate counts what sending an issue would be.
func (n *News) Estimate(ctx context.Context, issue *newsletter.Issue, s Sending) (deliver.Estimate, error) {
	c, err := n.Campaign(ctx, issue, s)
	if err != nil {
		return deliver.Estimate{}, err
	}
	return n.deliver.Estimate(ctx, c, n.reserve)
}

// Send starts the sending of an issue, once: see [deliver.Deliverer.Start] for what is refused.
func (n *News) Send(ctx context.Context, source []byte, s Sending) (*deliver.Campaign, deliver.Estimate, error) {
	issue, problems := n.Lint(ctx, source, false)
	if newsletter.Bad(problems) {
		return nil, deliver.Estimate{}, ErrIssue
	}
	c, err := n.Campaign(ctx, issue, s)
	if err != nil {
		return nil, deliver.Estimate{}, err
	}
	if _, err := n.deliver.Campaigns.Get(ctx, c.ID); err == nil {
		return nil, deliver.Estimate{}, deliver.ErrStarted
	}
	if err := n.keep(ctx, &domain.Issue{Meta: domain.Meta{ID: issue.ID}, Title: issue.Title, Markdown: string(source), By: s.By}); err != nil {
		return nil, deliver.Estimate{}, err
	}
	e, err := n.deliver.Start(ctx, c, n.reserve)
	return c, e, err
}

// keep stores an issue that is not out yet, over an earlier try.
func (n *News) keep(ctx context.Context, issue *domain.Issue) error {
	_, err := n.issues.Update(ctx, issue.ID, func(was *domain.Issue) error {
		if !was.PublishedAt.IsZero() {
			return deliver.ErrStarted
		}
		was.Title, was.Markdown, was.By = issue.Title, issue.Markdown, issue.By
		return nil
	})
	if errors.Is(err, domain.ErrNotFound) {
		err = n.issues.Insert(ctx, issue)
	}
	if err != nil {
		return fmt.Errorf("keeping the issue: %w", err)
	}
	return nil
}

// Preview is the issue as one kind of reader gets it.
func (n *News) Preview(ctx context.Context, issue *newsletter.Issue, p *deliver.Person) ([]chat.Message, error) {
	c, err := n.composer(ctx, issue)
	if err != nil {
		return nil, err
	}
	return c.Compose(ctx, c.Variant(p))
}

// Try sends an issue to one person, as they would get it.
func (n *News) Try(ctx context.Context, issue *newsletter.Issue, person string) error {
	p := &deliver.Person{ID: person}
	if v, err := n.volunteers.Get(ctx, person); err == nil {
		p = store.PersonOf(v)
	} else if !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("looking for the reader: %w", err)
	}
	messages, err := n.Preview(ctx, issue, p)
	if err != nil {
		return err
	}
	id := "try-" + newToken()
	_, err = n.deliver.Start(ctx, &deliver.Campaign{
		Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, Title: issue.Title.In(newsletter.Main),
		Segment: deliver.Segment{People: []string{person}}, Messages: messages,
	}, 0)
	return err
}

// newest bounds what a draft looks at.
const newest = 200

// Draft begins the issue of a month.
func (n *News) Draft(ctx context.Context, month time.Time, source string) ([]byte, error) {
	var fresh []*domain.Opportunity
	results := newsletter.Results{}
	for o, err := range n.opportunities.Changed(ctx, month.AddDate(0, -1, 0)) {
		if err != nil {
			return nil, fmt.Errorf("looking for new work: %w", err)
		}
		if o.CreatedAt.Before(month.AddDate(0, -1, 0)) {
			continue
		}
		results.Opportunities++
		if o.State == domain.Open && !o.Over(n.now()) && len(fresh) < newest {
			fresh = append(fresh, o)
		}
	}
	for v, err := range n.volunteers.Find(ctx, store.Query{Index: "changed", From: month.AddDate(0, -1, 0)}) {
		if err != nil {
			return nil, fmt.Errorf("counting new volunteers: %w", err)
		}
		if v.SignedUpAt.After(month.AddDate(0, -1, 0)) {
			results.People++
		}
		if len(v.Interested) > 0 {
			results.Interested++
		}
	}
	return newsletter.Draft(month, n.texts.For("th"), n.texts.For("en"), source, fresh, results), nil
}
