package access

import (
	"context"
	"errors"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Guesses counts wrong codes of one use, of each person in an hour: beside the person, whose erasure must not forgive them.
type Guesses struct {
	Tries Counters
	Use   string
	Most  int    // wrong codes of one person in an hour
	Key   []byte // under which nobody is named; must stay secret
	Now   func() time.Time
}

// May reports whether a person may try now. What has been counted already was let in: it is the same attempt once more.
func (g *Guesses) May(ctx context.Context, person, key string) (bool, error) {
	t, err := g.Tries.Get(ctx, g.id(person))
	if errors.Is(err, domain.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, wrapped(err, "reading tries")
	}
	return len(t.Keys) < g.Most || slices.Contains(t.Keys, key), nil
}

// Missed counts an attempt, once.
func (g *Guesses) Missed(ctx context.Context, person, key string) error {
	id := g.id(person)
	for {
		_, err := g.Tries.Update(ctx, id, func(t *Tries) error {
			if !slices.Contains(t.Keys, key) {
				t.Keys = append(t.Keys, key)
			}
			return nil
		})
		if !errors.Is(err, domain.ErrNotFound) {
			return wrapped(err, "counting tries")
		}
		err = g.Tries.Insert(ctx, &Tries{Meta: domain.Meta{ID: id}, Until: domain.Instant(g.Now().Add(keepTries))})
		if err != nil && !errors.Is(err, domain.ErrExists) {
			return wrapped(err, "counting tries")
		}
	}
}

func (g *Guesses) id(person string) string {
	return g.Use + "-" + hash(g.Key, "tries/"+g.Use, g.Now().UTC().Format("2006-01-02T15"), person)
}
