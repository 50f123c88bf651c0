package sending

import (
	"context"
	"errors"
	"fmt"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/deliver"
	"jitasa/internal/newsroom"
)

// errTry is a try of which nothing came.
var errTry = errors.New("the try was not sent")

// try sends the issue to one member of staff, and tells what came of that alone.
func (q *request) try(ctx context.Context, source []byte) error {
	t, err := q.News.Try(ctx, q.actor(), command.NewID(), source, q.to)
	if err != nil {
		return err
	}
	fmt.Fprintf(q.Out, "trying %s on %s: jitasa newsletter cancel %s\n", t.Issue, t.To, t.ID)
	if q.detach {
		return nil
	}
	return q.alongside(ctx, func() error {
		err := q.News.Tried(ctx, q.actor(), t, q.wait)
		var not *newsroom.NotSent
		if errors.As(err, &not) {
			return errors.Join(fmt.Errorf("%w: %s", errTry, q.cameOf(not)), not.Left)
		}
		if err == nil {
			fmt.Fprintln(q.Out, "sent")
		}
		return err
	})
}

// cameOf says why a try was not sent.
func (q *request) cameOf(s *newsroom.NotSent) string {
	switch {
	case s.Interrupted:
		return "it was interrupted, and is cancelled"
	case s.Late:
		return fmt.Sprintf("nothing came of it within %s, so it is cancelled", q.wait)
	case s.State == deliver.Paused && s.Why == "":
		return string(s.State)
	case s.State == deliver.Paused:
		return q.words().T("report.cause." + s.Why)
	case s.Uncertain > 0:
		return "nobody knows whether LINE took it"
	case s.State == deliver.Cancelled:
		return "it was cancelled"
	}
	for reason := range s.Skipped {
		return q.words().T("report.reason." + reason)
	}
	for _, b := range s.Blocks {
		for reason := range b.Skipped {
			return q.words().T("report.reason." + reason)
		}
	}
	return "LINE refused it"
}
