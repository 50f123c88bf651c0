package deliver

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"jitasa/internal/domain"
)

// grants are requests that this process may make, taken from everybody's limit
// some at a time, so that not every request is a write on one document.
type grants struct {
	mu    sync.Mutex
	left  int
	taken time.Time // they are good for a moment only
}

const (
	grantSize = 10
	grantLife = time.Second
)

// allowed takes what the limits give for a batch, or tells how long to wait.
func (d *Deliverer) allowed(ctx context.Context, c *Campaign, b *Batch) (time.Duration, error) {
	if wait, err := d.request(ctx); err != nil || wait > 0 {
		return wait, err
	}
	if c.Limit.Messages == 0 {
		return 0, nil
	}
	return d.take(ctx, c.ID, b.Sent(), c.Limit)
}

func (d *Deliverer) request(ctx context.Context) (time.Duration, error) {
	if d.Requests.Messages < 0 {
		return 0, nil
	}
	g := &d.requests
	g.mu.Lock()
	defer g.mu.Unlock()
	now := d.Now()
	if g.left > 0 && now.Sub(g.taken) < grantLife {
		g.left--
		return 0, nil
	}
	n := min(grantSize, d.Requests.Messages)
	wait, err := d.take(ctx, "requests", n, d.Requests)
	if err != nil || wait > 0 {
		return wait, err
	}
	g.left, g.taken = n-1, now
	return 0, nil
}

// take notes n in a pace that all processes share.
func (d *Deliverer) take(ctx context.Context, id string, n int, l Limit) (wait time.Duration, err error) {
	for {
		_, err = d.Paces.Update(ctx, id, func(p *Pace) error {
			if wait = p.take(n, l, d.Now()); wait > 0 {
				return errTaken
			}
			return nil
		})
		if !isNotFound(err) {
			break
		}
		if err = d.Paces.Insert(ctx, &Pace{Meta: domain.Meta{ID: id}}); err != nil && !errors.Is(err, domain.ErrExists) {
			return 0, fmt.Errorf("keeping pace: %w", err)
		}
	}
	if err != nil && !errors.Is(err, errTaken) {
		return 0, fmt.Errorf("keeping pace: %w", err)
	}
	return wait, nil
}
