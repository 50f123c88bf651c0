package timer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Timer is something that is to be done at a time.
type Timer struct {
	domain.Meta           // ID: chosen by who sets it, so that setting it twice is setting it once
	Kind        string    `json:"kind"` // whose handler does it
	At          time.Time `json:"at"`   // when it is planned for; stays while attempts fail
	// Due is from when on anybody may claim it: At, later after a failure, or the end of a lease.
	Due      time.Time       `json:"due"`
	Every    Duration        `json:"every,omitempty"` // 0: once
	Payload  json.RawMessage `json:"payload,omitempty"  seal:"true"`
	Owner    string          `json:"owner,omitempty"`    // who has claimed it last
	Attempts int             `json:"attempts,omitempty"` // of this occurrence, that failed
	// Mark is up to when a handler that goes through what changed has seen it all; zero: it has not yet. What the handler
	// sets is kept with the next time, in one write, if it succeeds: who is killed before begins at the old mark again.
	Mark time.Time `json:"mark,omitzero"`
}

// Duration is a length of time, kept in milliseconds.
type Duration int64

// Lasting is a Duration.
func Lasting(d time.Duration) Duration { return Duration(d.Milliseconds()) }

func (d Duration) length() time.Duration { return time.Duration(d) * time.Millisecond }

// Occurrence names the occurrence at hand, the same on every attempt: an effect that is written under this name is written once.
func (t *Timer) Occurrence() string { return t.ID + "@" + t.At.UTC().Format("20060102T150405.000Z") }

// Timers keeps timers.
type Timers interface {
	Insert(ctx context.Context, t *Timer) error
	Get(ctx context.Context, id string) (*Timer, error)
	Replace(ctx context.Context, t *Timer) error
	Delete(ctx context.Context, ids ...string) error
	// Due streams the timers whose Due is not after now, earliest first, up to limit.
	Due(ctx context.Context, now time.Time, limit int) iter.Seq2[*Timer, error]
}

// Set makes a timer, or moves the one of that id to another time. It may be set while it fires:
// what was claimed then does not undo it.
func Set(ctx context.Context, timers Timers, t *Timer) error {
	for {
		t.At = domain.Instant(t.At)
		t.Due = t.At
		was, err := timers.Get(ctx, t.ID)
		switch {
		case errors.Is(err, domain.ErrNotFound):
			t.Version = 0
			err = timers.Insert(ctx, t)
		case err == nil:
			t.Version = was.Version
			err = timers.Replace(ctx, t)
		}
		if err == nil {
			return nil
		}
		if !errors.Is(err, domain.ErrConflict) && !errors.Is(err, domain.ErrExists) {
			return fmt.Errorf("setting a timer: %w", err)
		}
	}
}

// Ensure makes a recurring timer that is not there yet, and leaves the one that is.
func Ensure(ctx context.Context, timers Timers, t *Timer) error {
	t.At = domain.Instant(t.At)
	t.Due = t.At
	if err := timers.Insert(ctx, t); err != nil && !errors.Is(err, domain.ErrExists) {
		return fmt.Errorf("ensuring a timer: %w", err)
	}
	return nil
}

// Regular is what is done again and again, once for all processes. Its timer is there from the first process on.
type Regular struct {
	ID     string // of the timer
	Kind   string
	Every  time.Duration
	AtOnce bool // the first time is now, not the next round moment
	Do     Handler
}

func (r Regular) timer(now time.Time) *Timer {
	t := &Timer{Meta: domain.Meta{ID: r.ID}, Kind: r.Kind, At: now, Every: Lasting(r.Every)}
	if !r.AtOnce {
		t.At = now.Truncate(r.Every).Add(r.Every)
	}
	return t
}

// next is the first time after now that a recurring timer is planned for.
func (t *Timer) next(now time.Time) time.Time {
	every := t.Every.length()
	missed := max(0, now.Sub(t.At)/every)
	return t.At.Add((missed + 1) * every)
}
