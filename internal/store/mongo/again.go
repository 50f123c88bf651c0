package mongo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"jitasa/internal/domain"
)

// Reads that an election cut short are tried again, beside the once that the
// driver does by itself, as long as nobody has found the database to be down.
const (
	readsAtMost = 4
	firstPause  = 20 * time.Millisecond
)

// read is call for what can be asked again without harm.
func (e *Engine) read(ctx context.Context, do func(context.Context) error) error {
	for n := 1; ; n++ {
		err := e.call(ctx, do)
		if err == nil || n == readsAtMost || !errors.Is(err, domain.ErrUnavailable) || e.watch.down() || e.closed.Load() {
			return err
		}
		if err := pause(ctx, firstPause<<n); err != nil {
			return err
		}
	}
}

// Writes that the server took back because they met others are tried again: a
// write conflict of MongoDB, and what PostgreSQL calls a deadlock or a failed
// serialization (its codes, packed into a number by DocumentDB). They are tried
// one at a time: rivals for one unique key that come back together only
// meet each other again.
const (
	writesAtMost     = 20
	codeConflict     = 112      // WriteConflict
	codeDeadlock     = 16908292 // 40P01
	codeSerializable = 16777220 // 40001
)

func takenBack(code int) bool {
	return code == codeConflict || code == codeDeadlock || code == codeSerializable
}

// write is call for what changes documents. Only what was certainly not done is done again.
func (e *Engine) write(ctx context.Context, do func(context.Context) error) error {
	return e.call(ctx, func(ctx context.Context) error {
		err := do(ctx)
		if code, _ := codeOf(err); !takenBack(code) {
			return err
		}
		return e.inTurn(ctx, do)
	})
}

func (e *Engine) inTurn(ctx context.Context, do func(context.Context) error) error {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for n := 1; ; n++ {
		err := do(ctx)
		if code, _ := codeOf(err); n == writesAtMost || !takenBack(code) {
			return err
		}
		if err := pause(ctx, rand.N(firstPause<<min(n, 5))); err != nil {
			return err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
