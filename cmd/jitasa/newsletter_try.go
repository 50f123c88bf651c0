package main

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/deliver"
	"jitasa/internal/newsroom"
)

// errTry is a try of which nothing came.
var errTry = errors.New("the try was not sent")

// try sends the issue to one member of staff, and tells what came of that alone.
func (p *press) try(ctx context.Context, source []byte) error {
	t, err := p.News.Try(ctx, p.actor(), newID(), source, p.to)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "trying %s on %s: jitasa newsletter cancel %s\n", t.Issue, t.To, t.ID)
	if p.detach {
		return nil
	}
	return p.alongside(ctx, func() error {
		err := p.News.Tried(ctx, p.actor(), t, p.wait)
		var not *newsroom.NotSent
		if errors.As(err, &not) {
			return errors.Join(fmt.Errorf("%w: %s", errTry, p.cameOf(not)), not.Left)
		}
		if err == nil {
			fmt.Fprintln(p.out, "sent")
		}
		return err
	})
}

// cameOf says why a try was not sent.
func (p *press) cameOf(s *newsroom.NotSent) string {
	switch {
	case s.Interrupted:
		return "it was interrupted, and is cancelled"
	case s.Late:
		return fmt.Sprintf("nothing came of it within %s, so it is cancelled", p.wait)
	case s.State == deliver.Paused && s.Why == "":
		return string(s.State)
	case s.State == deliver.Paused:
		return p.words().T("report.cause." + s.Why)
	case s.Uncertain > 0:
		return "nobody knows whether LINE took it"
	case s.State == deliver.Cancelled:
		return "it was cancelled"
	}
	for reason := range s.Skipped {
		return p.words().T("report.reason." + reason)
	}
	for _, b := range s.Blocks {
		for reason := range b.Skipped {
			return p.words().T("report.reason." + reason)
		}
	}
	return "LINE refused it"
}
