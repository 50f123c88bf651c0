package deliver

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

// rested reports whether people are left in peace after something of the kind. A newsletter comes once a month in any case.
func (k Kind) rested() bool { return k == Call }

func restID(k Kind, person string) string { return string(k) + "/" + person }

// errResting says that somebody was sent to too lately.
var errResting = errors.New("somebody is left in peace")

// restsAtOnce lets a store write several in one go.
const restsAtOnce = 16

// rest takes the rests of people who are about to be sent to, and tells who must not be. What does not ask, as it is
// urgent, takes them all the same: others ask.
func (d *Deliverer) rest(ctx context.Context, c *Campaign, key string, people []string) (resting map[string]bool, err error) {
	if !c.Kind.rested() || len(people) == 0 {
		return nil, nil
	}
	now := domain.Instant(d.Now())
	rests := make([]*Rest, len(people))
	for i, p := range people {
		rests[i] = &Rest{Meta: domain.Meta{ID: restID(c.Kind, p)}, Campaign: c.ID, RetryKey: key, At: now}
	}
	first, err := d.Rests.InsertNew(ctx, rests)
	if err != nil {
		return nil, fmt.Errorf("taking rests: %w", err)
	}
	resting = map[string]bool{}
	var mu sync.Mutex
	err = d.eachRest(ctx, c.Kind, people, func(i int) bool { return !first[i] }, func(r *Rest) error {
		if r.Campaign != c.ID {
			if now.Sub(r.At) < c.OncePer {
				return errResting
			}
			r.Before = r.At
		}
		r.Campaign, r.RetryKey, r.At = c.ID, key, now
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

// giveBack gives the rests of an attempt back that certainly reached nobody, unless another attempt took them meanwhile.
func (d *Deliverer) giveBack(ctx context.Context, c *Campaign, key string, people []string) error {
	if !c.Kind.rested() {
		return nil
	}
	err := d.eachRest(ctx, c.Kind, people, func(int) bool { return true }, func(r *Rest) error {
		if r.RetryKey != key {
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

// eachRest changes the rests of some people, and tells whose was left as it is. One that is not there, as its person is erased, is none.
func (d *Deliverer) eachRest(ctx context.Context, k Kind, people []string, which func(i int) bool, change func(*Rest) error, left func(person string)) error {
	g, within := errgroup.WithContext(ctx)
	g.SetLimit(restsAtOnce)
	for i, p := range people {
		if !which(i) {
			continue
		}
		g.Go(func() error {
			switch _, err := d.Rests.Update(within, restID(k, p), change); {
			case errors.Is(err, errResting):
				left(p)
			case err != nil && !errors.Is(err, domain.ErrNotFound):
				return err
			}
			return nil
		})
	}
	return g.Wait()
}
