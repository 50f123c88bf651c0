package limits

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"jitasa/internal/domain"
)

// Paces keeps how fast things go.
type Paces interface {
	Insert(ctx context.Context, p *Pace) error
	Update(ctx context.Context, id string, change func(*Pace) error) (*Pace, error)
}

// Pacer keeps to rates that all processes share. It is safe for concurrent use.
type Pacer struct {
	Paces    Paces
	Requests Rate // of the platform; Messages below 0: none
	Now      func() time.Time

	// Requests that this process may make are taken from everybody's rate some at a time, so that not every request is a
	// write on one document.
	mu    sync.Mutex
	left  int
	taken time.Time // they are good for a moment only
}

const (
	grantSize = 10
	grantLife = time.Second
)

// errWait leaves a pace as it is.
var errWait = errors.New("the rate is used up")

// Request takes one request of the platform, or tells how long to wait.
func (p *Pacer) Request(ctx context.Context) (wait time.Duration, err error) {
	if p.Requests.Messages < 0 {
		return 0, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.Now()
	if p.left > 0 && now.Sub(p.taken) < grantLife {
		p.left--
		return 0, nil
	}
	n := min(grantSize, p.Requests.Messages)
	wait, err = p.Take(ctx, "requests", n, p.Requests)
	if err != nil || wait > 0 {
		return wait, err
	}
	p.left, p.taken = n-1, now
	return 0, nil
}

// Take notes n messages in the pace with an id, or tells how long to wait.
func (p *Pacer) Take(ctx context.Context, id string, n int, r Rate) (wait time.Duration, err error) {
	for {
		_, err = p.Paces.Update(ctx, id, func(pace *Pace) error {
			if wait = pace.take(n, r, p.Now()); wait > 0 {
				return errWait
			}
			return nil
		})
		if !errors.Is(err, domain.ErrNotFound) {
			break
		}
		if err = p.Paces.Insert(ctx, &Pace{Meta: domain.Meta{ID: id}}); err != nil && !errors.Is(err, domain.ErrExists) {
			return 0, fmt.Errorf("keeping pace: %w", err)
		}
	}
	if err != nil && !errors.Is(err, errWait) {
		return 0, fmt.Errorf("keeping pace: %w", err)
	}
	return wait, nil
}
