package app

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/line"
	"jitasa/internal/newsletter"
)

func (a *App) newNews() *News {
	return &News{
		issues: a.Store.Issues, segments: a.Store.Segments, networks: a.Store.Networks, opportunities: a.Store.Opportunities, volunteers: a.Store.Volunteers, audience: a.Store.Audience, places: a.Places, live: a.Live,
		texts: a.texts, links: a.Links, deliver: a.Deliver, base: a.baseURL(), zone: a.config.Zone, now: a.now, reserve: a.config.Reserve,
	}
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

// Preview is the issue as one kind of reader gets it.
func (n *News) Preview(ctx context.Context, issue *newsletter.Issue, p *deliver.Person) ([]chat.Message, error) {
	c, err := n.composer(ctx, issue)
	if err != nil {
		return nil, err
	}
	return c.Compose(ctx, c.Variant(p))
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
	for v, err := range n.audience.Newcomers(ctx, month.AddDate(0, -1, 0)) {
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
	var spoken []newsletter.Words
	for _, l := range domain.Languages() {
		spoken = append(spoken, n.texts.For(l.Tag))
	}
	return newsletter.Draft(month, spoken, source, fresh, results), nil
}
