package limits

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"jitasa/internal/domain"
)

// ErrSpent says that there are not so many messages left of the month's.
var ErrSpent = errors.New("the month's messages are used up")

// Quota knows the month's messages (limit below 0: no limit), and how many are used.
type Quota interface {
	Quota(ctx context.Context) (limit, used int64, err error)
}

// Budget keeps what is reserved of the month's messages for calls for help: everything else that costs a message
// asks it first. It knows what is left to half a minute, and what this process has spent since; the platform's own
// count is approximate, too. It is safe for concurrent use.
type Budget struct {
	Platform Quota
	Reserve  int // messages
	Now      func() time.Time

	mu          sync.Mutex
	limit, used int64
	spent       int64     // since the platform was asked
	asked       time.Time // zero: never
}

const (
	budgetFresh  = 30 * time.Second // how old what is known may be
	budgetAgain  = time.Second      // how old it may be to say no
	budgetWithin = 2 * time.Second  // for the platform to answer
)

// Spend takes so many messages: ErrSpent if that would touch the reserve, domain.ErrUnavailable if nobody
// knows. What is urgent may have the reserve as well.
func (b *Budget) Spend(ctx context.Context, messages int, urgent bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := int64(messages)
	if urgent {
		b.spent += n
		return nil
	}
	fits, err := b.fits(ctx, n, int64(b.Reserve))
	if err != nil {
		return err
	}
	if !fits {
		return fmt.Errorf("%w, but for %d in reserve", ErrSpent, b.Reserve)
	}
	b.spent += n
	return nil
}

// Has reports whether there are so many messages, without taking them. Where nobody knows there are: what is sent then
// waits for the platform, and goes on by itself.
func (b *Budget) Has(ctx context.Context, messages int, urgent bool) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	reserve := int64(b.Reserve)
	if urgent {
		reserve = 0
	}
	fits, err := b.fits(ctx, int64(messages), reserve)
	return err != nil || fits
}

// fits reports whether so many leave the reserve alone. A no is given on fresh knowledge.
func (b *Budget) fits(ctx context.Context, n, reserve int64) (bool, error) {
	for _, age := range []time.Duration{budgetFresh, budgetAgain} {
		if err := b.know(ctx, age); err != nil {
			return false, err
		}
		if b.limit < 0 || b.used+b.spent+n <= b.limit-reserve {
			return true, nil
		}
	}
	return false, nil
}

// know asks the platform if what is known is older than that. Without an answer what is known stands.
func (b *Budget) know(ctx context.Context, age time.Duration) error {
	now := b.Now()
	since := now.Sub(b.asked)
	if !b.asked.IsZero() && since >= 0 && since < age {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, budgetWithin)
	defer cancel()
	limit, used, err := b.Platform.Quota(ctx)
	switch {
	case err == nil:
		b.limit, b.used, b.spent, b.asked = limit, used, 0, now
	case b.asked.IsZero():
		return errors.Join(domain.ErrUnavailable, fmt.Errorf("asking what is left of the month's messages: %w", err))
	default:
		b.asked = now // not at every message
	}
	return nil
}

// Doubt makes the budget ask again before it says anything: somebody says that there is more.
func (b *Budget) Doubt() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = time.Time{}
}
