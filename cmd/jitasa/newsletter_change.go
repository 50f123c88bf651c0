package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// replace changes what waits to be sent; what no flag names stays as it was.
func (p *press) replace(ctx context.Context) error {
	issue, source, err := p.read(ctx, false)
	if err != nil {
		return err
	}
	seen, err := p.waiting(ctx, issue.ID)
	if err != nil {
		return err
	}
	how, err := p.sending()
	if err != nil {
		return err
	}
	to, err := p.News.Campaign(ctx, issue, source, how)
	if err != nil {
		return err
	}
	p.keep(to, seen, issue)
	return p.revise(ctx, seen, to)
}

// reschedule sends what waits at another time.
func (p *press) reschedule(ctx context.Context) error {
	if !p.given("at") && !p.given("hours") {
		return mistaken("say when: --at 2026-12-01T09:00, --at now or --hours 09:00-20:00")
	}
	seen, err := p.waiting(ctx, p.args[0])
	if err != nil {
		return err
	}
	how, err := p.sending()
	if err != nil {
		return err
	}
	to := *seen
	to.By = p.by
	if p.given("at") {
		to.NotBefore = domain.Instant(how.At)
	}
	if p.given("hours") {
		to.Hours = how.Hours
	}
	p.soon(&to)
	return p.revise(ctx, seen, &to)
}

// waiting is the campaign of an issue that can still be changed.
func (p *press) waiting(ctx context.Context, issue string) (*deliver.Campaign, error) {
	c, err := p.Deliver.Campaigns.Get(ctx, app.CampaignOf(issue))
	if errors.Is(err, domain.ErrNotFound) {
		return nil, mistaken("no issue %q waits to be sent: jitasa newsletter send FILE", issue)
	}
	if err != nil {
		return nil, err
	}
	if err := p.Deliver.Untouched(ctx, c); err != nil {
		return nil, err
	}
	if c.Source == "" {
		return nil, mistaken("it was begun by an older release: cancel it, then send it anew")
	}
	return c, nil
}

// keep takes over what no flag names. The audience is the file's where its line was changed.
func (p *press) keep(to, seen *deliver.Campaign, issue *newsletter.Issue) {
	if before, _ := newsletter.Parse([]byte(seen.Source)); !p.given("audience") && before.Audience == issue.Audience {
		to.Segment = seen.Segment
		to.Publish = p.publishing || seen.Publish
	}
	if !p.given("at") {
		to.NotBefore = seen.NotBefore
	}
	if !p.given("hours") {
		to.Hours = seen.Hours
	}
	if !p.given("limit") {
		to.Limit = seen.Limit
	}
	if !p.given("skip-read") {
		to.SkipRead = seen.SkipRead
	}
	p.soon(to)
}

// soon lets what was to begin at a time that has passed begin at once.
func (p *press) soon(c *deliver.Campaign) {
	if !p.given("at") && c.NotBefore.Before(time.Now()) {
		c.NotBefore = time.Time{}
	}
}

func (p *press) revise(ctx context.Context, seen, to *deliver.Campaign) error {
	if err := p.agreed(ctx, to); err != nil {
		return err
	}
	if _, err := p.News.Replace(ctx, seen, to); err != nil {
		return err
	}
	p.args = []string{seen.Subject}
	return p.status(ctx)
}

// publish takes a file, or the id of an issue whose text is known.
func (p *press) publish(ctx context.Context) error {
	source, err := p.News.Source(ctx, p.args[0])
	if _, missing := os.Stat(p.args[0]); missing == nil || err != nil {
		if source, err = p.file(); err != nil {
			return err
		}
	}
	if _, err := p.checked(ctx, source, false); err != nil {
		return err
	}
	issue, err := p.News.Publish(ctx, source, p.by)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "published: %s\n", p.News.Address(issue.ID))
	return nil
}

func (p *press) withdraw(ctx context.Context) error {
	err := p.News.Withdraw(ctx, p.args[0])
	if errors.Is(err, domain.ErrNotFound) {
		return mistaken("no issue %q is published", p.args[0])
	}
	if err == nil {
		fmt.Fprintf(p.out, "%s is not in the archive, the feed and the chat any more; who got it has it\n", p.args[0])
	}
	return err
}
