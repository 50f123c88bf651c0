package measure

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/domain"
)

// Clicks keeps clicks.
type Clicks interface {
	// Add adds so many clicks to those that are kept under the id of c.
	Add(ctx context.Context, c *domain.Click, n int) error
}

// Redirects leads those who click on, and counts them: by the hour for each link
// and variant, so that a crowd, or somebody who clicks for the sake of it, fills
// one document. Clicks that come while one is written are written together.
type Redirects struct {
	Links  Links
	Clicks Clicks
	Now    func() time.Time

	turn    chan struct{} // held by whoever writes
	mu      sync.Mutex
	waiting map[string]*together // by the id of what they are kept under
}

// together is clicks that are written at once.
type together struct {
	n    int
	done chan struct{}
	err  error // once done
}

// NewRedirects counts clicks on links.
func NewRedirects(l Links, c Clicks, now func() time.Time) *Redirects {
	return &Redirects{Links: l, Clicks: c, Now: now, turn: make(chan struct{}, 1), waiting: map[string]*together{}}
}

// Target is where a token leads: domain.ErrNotFound for one that is none of ours.
func (r *Redirects) Target(token string) (string, error) {
	ref, err := r.Links.Read(token)
	return ref.Target, err
}

// Count counts one click on the link of a token, durably.
func (r *Redirects) Count(ctx context.Context, token string) error {
	ref, err := r.Links.Read(token)
	if err != nil {
		return err
	}
	click, err := clickOf(ref, r.Now())
	if err != nil {
		return err
	}
	batch, first := r.join(click.ID)
	if first {
		batch.err = r.write(ctx, click, batch)
		close(batch.done)
	}
	select {
	case <-batch.done:
		return batch.err
	case <-ctx.Done():
		return fmt.Errorf("keeping a click: %w", ctx.Err())
	}
}

// clickOf is what clicks of an hour are kept under. Its id begins with the hour,
// as it is deleted by its age, and is the same in every process.
func clickOf(ref Ref, now time.Time) (*domain.Click, error) {
	hour := domain.Instant(now).Truncate(time.Hour)
	var id ulid.ULID
	if err := id.SetTime(ulid.Timestamp(hour)); err != nil {
		return nil, fmt.Errorf("naming clicks: %w", err)
	}
	sum := sha256.Sum256([]byte(ref.Campaign + between + ref.Name + between + ref.Variant))
	if err := id.SetEntropy(sum[:10]); err != nil {
		return nil, fmt.Errorf("naming clicks: %w", err)
	}
	return &domain.Click{Meta: domain.Meta{ID: id.String()}, Campaign: ref.Campaign, Link: ref.Name, Variant: ref.Variant, At: hour}, nil
}

// join adds a click to those that wait; the first of them writes.
func (r *Redirects) join(id string) (batch *together, first bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	batch, there := r.waiting[id]
	if !there {
		batch = &together{done: make(chan struct{})}
		r.waiting[id] = batch
	}
	batch.n++
	return batch, !there
}

// write waits for its turn, in which more may join, and writes them all.
func (r *Redirects) write(ctx context.Context, click *domain.Click, batch *together) error {
	var late error
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		late = ctx.Err()
	}
	r.mu.Lock()
	delete(r.waiting, click.ID)
	r.mu.Unlock() // from here on nobody joins
	if late != nil {
		return fmt.Errorf("keeping clicks: %w", late)
	}
	if err := r.Clicks.Add(ctx, click, batch.n); err != nil {
		return fmt.Errorf("keeping clicks: %w", err)
	}
	return nil
}
