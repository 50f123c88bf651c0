package limits

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/domain"
)

// Rest is that somebody is left in peace after something of a kind. It is taken right before they are sent to, for one
// campaign: of two that are sent in the same moment one finds it taken. Its ID is the kind and the person.
type Rest struct {
	domain.Meta
	Campaign string    `json:"campaign,omitempty"` // that was sent last
	RetryKey string    `json:"retryKey,omitempty"` // of that attempt
	At       time.Time `json:"at,omitzero"`        // when that was
	Before   time.Time `json:"before,omitzero"`    // when somebody else's was, in case nothing comes of this one
}

// Rests keeps since when people are left in peace.
type Rests interface {
	InsertNew(ctx context.Context, r []*Rest) ([]bool, error)
	Update(ctx context.Context, id string, change func(*Rest) error) (*Rest, error)
	Delete(ctx context.Context, ids ...string) error
}

func restID(kind, person string) string { return kind + "/" + person }

// errResting says that somebody was sent to too lately.
var errResting = errors.New("somebody is left in peace")

// restsAtOnce lets a store write several in one go.
const restsAtOnce = 16

// Peace leaves people in peace for a while after something of a kind.
type Peace struct {
	Rests Rests
	Now   func() time.Time
}

// Attempt is one try to send something to some people.
type Attempt struct {
	Kind     string
	Campaign string
	RetryKey string
	OncePer  time.Duration // who got something of the kind from another campaign within this time must not get it
}

// Take takes the rests of people who are about to be sent to, and tells who must not be. What does not ask, as it is
// urgent, takes them all the same: others ask.
func (p *Peace) Take(ctx context.Context, a Attempt, people []string) (resting map[string]bool, err error) {
	now := domain.Instant(p.Now())
	rests := make([]*Rest, len(people))
	for i, person := range people {
		rests[i] = &Rest{Meta: domain.Meta{ID: restID(a.Kind, person)}, Campaign: a.Campaign, RetryKey: a.RetryKey, At: now}
	}
	first, err := p.Rests.InsertNew(ctx, rests)
	if err != nil {
		return nil, fmt.Errorf("taking rests: %w", err)
	}
	resting = map[string]bool{}
	var mu sync.Mutex
	err = p.each(ctx, a.Kind, people, func(i int) bool { return !first[i] }, func(r *Rest) error {
		if r.Campaign != a.Campaign {
			if now.Sub(r.At) < a.OncePer {
				return errResting
			}
			r.Before = r.At
		}
		r.Campaign, r.RetryKey, r.At = a.Campaign, a.RetryKey, now
		return nil
	}, func(person string) {
		mu.Lock()
		defer mu.Unlock()
		resting[person] = true
	})
	if err != nil {
		return nil, fmt.Errorf("taking rests: %w", err)
	}
	return resting, nil
}

// GiveBack gives the rests of an attempt back that certainly reached nobody, unless another attempt took them meanwhile.
func (p *Peace) GiveBack(ctx context.Context, a Attempt, people []string) error {
	err := p.each(ctx, a.Kind, people, func(int) bool { return true }, func(r *Rest) error {
		if r.RetryKey != a.RetryKey {
			return errResting
		}
		r.Campaign, r.RetryKey, r.At, r.Before = "", "", r.Before, time.Time{}
		return nil
	}, func(string) {})
	if err != nil {
		return fmt.Errorf("giving rests back: %w", err)
	}
	return nil
}

// Forget forgets when somebody was sent to.
func (p *Peace) Forget(ctx context.Context, kind, person string) error {
	if err := p.Rests.Delete(ctx, restID(kind, person)); err != nil {
		return fmt.Errorf("forgetting when somebody was sent to: %w", err)
	}
	return nil
}

// each changes the rests of some people, and tells whose was left as it is. One that is not there, as its person is erased, is none.
func (p *Peace) each(ctx context.Context, kind string, people []string, which func(i int) bool, change func(*Rest) error, left func(person string)) error {
	g, within := errgroup.WithContext(ctx)
	g.SetLimit(restsAtOnce)
	for i, person := range people {
		if !which(i) {
			continue
		}
		g.Go(func() error {
			switch _, err := p.Rests.Update(within, restID(kind, person), change); {
			case errors.Is(err, errResting):
				left(person)
			case err != nil && !errors.Is(err, domain.ErrNotFound):
				return err
			}
			return nil
		})
	}
	return g.Wait()
}
