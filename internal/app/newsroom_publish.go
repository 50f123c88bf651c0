package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// sent is the composer of the campaign that sends an issue. From its first planning on the issue is out, if it is for
// everybody: in the archive, and for whoever asks for it.
func (n *News) sent(ctx context.Context, c *deliver.Campaign) (deliver.Composer, error) {
	source := c.Source
	if source == "" { // started by a release that kept the text with the page
		kept, err := n.issues.Get(ctx, c.Subject)
		if err != nil {
			return nil, fmt.Errorf("reading an issue: %w", err)
		}
		source = kept.Markdown
	}
	issue, err := parsed(&domain.Issue{Meta: domain.Meta{ID: c.Subject}, Markdown: source})
	if err != nil {
		return nil, err
	}
	if c.Publish || c.Source == "" {
		if err := n.put(ctx, issue, source, c.By, n.comeOut); err != nil {
			return nil, err
		}
	}
	return n.composer(ctx, issue)
}

// put changes what is kept of an issue for the web and the chat; change decides by what was there.
func (n *News) put(ctx context.Context, issue *newsletter.Issue, source, by string, change func(was *domain.Issue) bool) error {
	_, err := n.issues.Update(ctx, issue.ID, func(was *domain.Issue) error {
		if !change(was) {
			return errAsItWas
		}
		was.Title, was.Markdown, was.By = issue.Title, source, by
		return nil
	})
	if errors.Is(err, domain.ErrNotFound) {
		kept := &domain.Issue{Meta: domain.Meta{ID: issue.ID}, Title: issue.Title, Markdown: source, By: by}
		if change(kept) {
			_, err = n.issues.InsertNew(ctx, []*domain.Issue{kept})
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
func (n *News) comeOut(was *domain.Issue) bool {
	if !was.PublishedAt.IsZero() || !was.WithdrawnAt.IsZero() {
		return false
	}
	was.PublishedAt = domain.Instant(n.now())
	return true
}

// correct mends the page of an issue that is out.
func (n *News) correct(ctx context.Context, to *deliver.Campaign) error {
	issue, problems := newsletter.Parse([]byte(to.Source))
	if newsletter.Bad(problems) {
		return ErrIssue
	}
	return n.put(ctx, issue, to.Source, to.By, func(was *domain.Issue) bool { return !was.PublishedAt.IsZero() })
}

// Publish puts an issue into the archive, the feed and the chat, whoever it is sent to; one that is there already is
// corrected and keeps its day.
func (n *News) Publish(ctx context.Context, source []byte, by string) (*newsletter.Issue, error) {
	issue, problems := n.Lint(ctx, source, false)
	if newsletter.Bad(problems) {
		return nil, ErrIssue
	}
	return issue, n.put(ctx, issue, string(source), by, func(was *domain.Issue) bool {
		if was.PublishedAt.IsZero() {
			was.PublishedAt = domain.Instant(n.now())
		}
		was.WithdrawnAt = time.Time{}
		return true
	})
}

// Source is the text of an issue that was sent, waits to be, or was published before: domain.ErrNotFound.
func (n *News) Source(ctx context.Context, issue string) ([]byte, error) {
	c, err := n.deliver.Campaigns.Get(ctx, CampaignOf(issue))
	if err == nil && c.Source != "" {
		return []byte(c.Source), nil
	}
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	kept, err := n.issues.Get(ctx, issue)
	if err != nil {
		return nil, fmt.Errorf("looking for the issue: %w", err)
	}
	return []byte(kept.Markdown), nil
}

// Title is what the issue of a campaign is called in a language: as the campaign has it where its text is not known.
func (n *News) Title(c *deliver.Campaign, lang string) string {
	if issue, problems := newsletter.Parse([]byte(c.Source)); c.Source != "" && !newsletter.Bad(problems) {
		return issue.Name(n.texts.For(lang))
	}
	return c.Title
}

// Address is where people read an issue on the web.
func (n *News) Address(issue string) string { return n.base + "/news/" + issue }

// Withdraw takes an issue out of the archive, the feed and the chat. Who got it has it: domain.ErrNotFound if it is not out.
func (n *News) Withdraw(ctx context.Context, issue string) error {
	_, err := n.issues.Update(ctx, issue, func(was *domain.Issue) error {
		if was.PublishedAt.IsZero() {
			return domain.ErrNotFound
		}
		was.PublishedAt, was.WithdrawnAt = time.Time{}, domain.Instant(n.now())
		return nil
	})
	if err != nil {
		return fmt.Errorf("withdrawing an issue: %w", err)
	}
	return nil
}
