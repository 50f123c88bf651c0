package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// attempts bounds Update: with the growing pauses between them, 64 writers of
// one document all get their turn.
const attempts = 40

// The bounds of the pause before another attempt. On a slow store it must be long
// beside an attempt, or rivals only get in each other's way.
const (
	longestPause = 50 * time.Millisecond
	pauseRatio   = 64
	pauseAtAll   = time.Second
)

// Update reads a document, lets change work on it and writes it back; when
// somebody else was faster it starts over, so change may run several times
// and must do nothing but change the document. It returns the document as
// written. An error of change ends it unwritten, as it is.
func (c *Collection[T]) Update(ctx context.Context, id string, change func(*T) error) (*T, error) {
	for n := range attempts {
		start := c.now()
		doc, err := c.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := change(doc); err != nil {
			return nil, err
		}
		if c.key(doc).ID != id {
			return nil, c.failed("updating", fmt.Errorf("%w: the id was changed", domain.ErrInvalid))
		}
		err = c.Replace(ctx, doc)
		if err == nil {
			return doc, nil
		}
		if !errors.Is(err, domain.ErrConflict) {
			return nil, err
		}
		if err := c.pause(ctx, n, c.now().Sub(start)); err != nil {
			return nil, c.failed("updating", err)
		}
	}
	return nil, c.failed("updating", domain.ErrConflict)
}

// pause waits a random time that grows with the attempts, so that rivals fall out of step.
func (c *Collection[T]) pause(ctx context.Context, attempt int, took time.Duration) error {
	longest := min(max(longestPause, pauseRatio*took), pauseAtAll)
	limit := min(longest, 200*time.Microsecond<<min(attempt, 20))
	timer := time.NewTimer(c.jitter(limit))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
