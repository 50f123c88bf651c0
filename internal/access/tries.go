package access

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// How many wrong codes are borne: of one person in a day, of all people in an
// hour. Many accounts guess no faster than one, and for those who were given a
// code the door is closed for an hour at most.
const (
	triesOfOne = 5
	triesOfAll = 100
)

// Tries counts wrong codes for a while.
type Tries struct {
	domain.Meta
	Keys  []string  `json:"keys,omitempty"` // of attempts by one person, so that none counts twice
	Count int       `json:"count,omitempty"`
	Until time.Time `json:"until"` // when it is deleted
}

// Counters keeps tries.
type Counters interface {
	Get(ctx context.Context, id string) (*Tries, error)
	Insert(ctx context.Context, t *Tries) error
	Update(ctx context.Context, id string, change func(*Tries) error) (*Tries, error)
}

// limited is ErrTooMany or ErrClosed for whoever may not try now. What has been
// counted already was let in: it is the same attempt once more.
func (s *Service) limited(ctx context.Context, person, key string) error {
	own, err := s.tries(ctx, s.ofOne(person))
	if err != nil || slices.Contains(own.Keys, key) {
		return err
	}
	all, err := s.tries(ctx, s.ofAll())
	switch {
	case err != nil:
		return err
	case len(own.Keys) >= triesOfOne:
		return ErrTooMany
	case all.Count >= triesOfAll:
		return ErrClosed
	}
	return nil
}

func (s *Service) tries(ctx context.Context, id string) (*Tries, error) {
	t, err := s.Tries.Get(ctx, id)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return &Tries{}, nil
	case err != nil:
		return nil, fmt.Errorf("reading tries: %w", err)
	}
	return t, nil
}

// wrong counts an attempt, once.
func (s *Service) wrong(ctx context.Context, person, key string) error {
	counted := false
	err := s.count(ctx, s.ofOne(person), func(t *Tries) {
		if counted = !slices.Contains(t.Keys, key); counted {
			t.Keys = append(t.Keys, key)
		}
	})
	if err != nil || !counted {
		return err
	}
	s.observe(Wrong)
	return s.count(ctx, s.ofAll(), func(t *Tries) { t.Count++ })
}

// keepTries is how long a counter outlives its day.
const keepTries = 24 * time.Hour

func (s *Service) count(ctx context.Context, id string, add func(*Tries)) error {
	for {
		_, err := s.Tries.Update(ctx, id, func(t *Tries) error { add(t); return nil })
		if !errors.Is(err, domain.ErrNotFound) {
			return wrapped(err, "counting tries")
		}
		err = s.Tries.Insert(ctx, &Tries{Meta: domain.Meta{ID: id}, Until: domain.Instant(s.day().Add(24*time.Hour + keepTries))})
		if err != nil && !errors.Is(err, domain.ErrExists) {
			return wrapped(err, "counting tries")
		}
	}
}

func (s *Service) day() time.Time { return s.now().UTC().Truncate(24 * time.Hour) }

// ofOne names a person's counter of the day: only who holds the key and knows whom to look for finds it.
func (s *Service) ofOne(person string) string {
	return "one-" + hash(s.Audit.Key, "tries", s.day().Format(time.DateOnly), person)
}

func (s *Service) ofAll() string { return "all-" + s.now().UTC().Format("2006-01-02T15") }

// Ref is what entries of the log call a person.
func Ref(key []byte, person string) string { return hash(key, "person", person) }

// hash names something without saying what.
func hash(key []byte, use string, parts ...string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("access/" + use))
	for _, p := range parts {
		mac.Write([]byte("\x00" + p))
	}
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

func wrapped(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
