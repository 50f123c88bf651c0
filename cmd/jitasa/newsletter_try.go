package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/deliver"
	"jitasa/internal/newsletter"
)

// errTry is a try of which nothing came.
var errTry = errors.New("the try was not sent")

// try sends the issue to one member of staff, and tells what came of that alone.
func (p *press) try(ctx context.Context, issue *newsletter.Issue) error {
	to, err := p.Tester(ctx, p.to, p.by)
	if err != nil {
		return err
	}
	id, err := p.News.Try(ctx, issue, to, p.by)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "trying %s on %s: jitasa newsletter cancel %s\n", issue.ID, app.Called(to), id)
	if p.detach {
		return nil
	}
	return p.alongside(ctx, func() error { return p.tried(ctx, id) })
}

// tried waits for what comes of a try. One that does not get through in time is cancelled: nobody waits for it any more.
func (p *press) tried(ctx context.Context, id string) error {
	late := time.After(p.wait)
	for {
		c, err := p.Deliver.Campaigns.Get(context.WithoutCancel(ctx), id)
		if err != nil {
			return err
		}
		s, err := p.Deliver.Status(context.WithoutCancel(ctx), c)
		if err != nil {
			return err
		}
		switch {
		case s.Accepted > 0:
			fmt.Fprintln(p.out, "sent")
			return nil
		case c.State == deliver.Paused:
			return errors.Join(fmt.Errorf("%w: %s", errTry, p.cause(c)), p.giveUp(ctx, id))
		case !c.Active:
			return fmt.Errorf("%w: %s", errTry, p.cameOf(s))
		}
		select {
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("%w: it was interrupted, and is cancelled", errTry), p.giveUp(ctx, id))
		case <-late:
			return errors.Join(fmt.Errorf("%w: nothing came of it within %s, so it is cancelled", errTry, p.wait), p.giveUp(ctx, id))
		case <-time.After(lookEvery / 10):
		}
	}
}

func (p *press) giveUp(ctx context.Context, id string) error {
	return p.Deliver.Cancel(context.WithoutCancel(ctx), id)
}

// cameOf says why a try that is over was not sent.
func (p *press) cameOf(s *deliver.Status) string {
	switch {
	case s.Uncertain > 0:
		return "nobody knows whether LINE took it"
	case s.State == deliver.Cancelled:
		return "it was cancelled"
	}
	for reason := range s.Skipped {
		return p.Texts(p.lang).T("report.reason." + reason)
	}
	for _, b := range s.Blocks {
		for reason := range b.Skipped {
			return p.Texts(p.lang).T("report.reason." + reason)
		}
	}
	return "LINE refused it"
}
