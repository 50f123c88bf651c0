package flowtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/flows/finding"
	"jitasa/internal/i18n"
	"jitasa/internal/match"
	"jitasa/internal/newsletter"
	"jitasa/internal/thai"
)

// news is the demo's issue, sent to everybody when the transcripts begin.
type news struct {
	issue *newsletter.Issue
	texts *i18n.Catalog
	work  finding.Work
}

func newNews(tb testing.TB, texts *i18n.Catalog, w finding.Work) news {
	tb.Helper()
	issue, problems := newsletter.Parse([]byte(demo.Issue()))
	if len(problems) > 0 {
		tb.Fatal("reading the demo's issue:", problems)
	}
	return news{issue: issue, texts: texts, work: w}
}

func (n news) Latest(ctx context.Context, lang string, _ *domain.Volunteer, now time.Time) (string, []chat.Message, error) {
	var ids []string
	for _, m := range n.work.Near(match.Query{Now: now, Limit: 3}).Matches {
		ids = append(ids, m.ID)
	}
	picks, err := n.work.Opportunities(ctx, ids...)
	if err != nil {
		return "", nil, fmt.Errorf("reading picks: %w", err)
	}
	return n.issue.ID, n.issue.Compose(n.texts.For(lang), newsletter.Reader{Zone: thai.Zone(), Picks: picks}), nil
}

func (n news) Why(_ context.Context, issue string, _ *domain.Volunteer) ([]string, time.Time, error) {
	if issue != n.issue.ID {
		return nil, time.Time{}, nil
	}
	return []string{"province"}, Start(), nil
}
