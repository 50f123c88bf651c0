package seal_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/privacy/seal"
)

// hours is a clock that goes when it is told to.
type hours struct{ at time.Time }

func (h *hours) now() time.Time { return h.at }

func (h *hours) pass(d time.Duration) { h.at = h.at.Add(d) }

// broken is a database that answers with an error.
type broken struct {
	*rings
	err error
}

func (b *broken) Get(ctx context.Context, id string) (*domain.KeyRing, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.rings.Get(ctx, id)
}

func openAt(t *testing.T, r seal.Rings, clock *hours) *seal.Keys {
	t.Helper()
	k, err := seal.Open(t.Context(), r, oneKey, clock.now)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// rotate is a whole rotation that finds left documents it cannot seal.
func rotate(t *testing.T, k *seal.Keys, keep time.Duration, left int, wait func()) {
	t.Helper()
	r := seal.Rotation{
		Keys: k, KeepOld: keep, Step: func(string) {},
		Wait:   func(context.Context) error { wait(); return nil },
		Reseal: func(context.Context) (int, error) { return left, nil },
	}
	if got, err := r.Run(t.Context()); err != nil || got != left {
		t.Fatalf("left %d, %v", got, err)
	}
}

// A process that cannot read the ring stops sealing before the rotation counts on
// it: nothing is ever sealed with a key that is about to be dropped. It goes on by itself afterwards.
func TestNobodySealsWithWhatTheyLastSawLongAgo(t *testing.T) {
	r, clock := &rings{}, &hours{at: time.Unix(1_800_000_000, 0)}
	cut := &broken{rings: r}
	k, other := openAt(t, r, clock), openAt(t, cut, clock)
	for _, gone := range []error{domain.ErrUnavailable, domain.ErrNotFound} {
		cut.err = gone
		if err := other.Fresh(t.Context()); err != nil {
			t.Errorf("just read: %v", err)
		}
		rotate(t, k, 0, 0, func() {
			clock.pass(seal.TrustFor)
			if err := other.Fresh(t.Context()); !errors.Is(err, domain.ErrUnavailable) || errors.Is(err, domain.ErrNotFound) {
				t.Errorf("%v: sealing goes on with old keys: %v", gone, err)
			}
		})
		cut.err = nil
		if err := other.Fresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		sealed, err := other.Seal([]byte("plain"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := openAt(t, r, clock).Open(t.Context(), sealed, nil); err != nil {
			t.Errorf("lost: %v", err)
		}
	}
}

// What a frozen process writes with a replaced key is read for a day at least: its
// key goes with a later rotation, and only if nothing needs it.
func TestReplacedKeysStay(t *testing.T) {
	r, clock := &rings{}, &hours{at: time.Unix(1_800_000_000, 0)}
	k := openAt(t, r, clock)
	late, err := k.Seal([]byte("plain"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		after time.Duration
		left  int
		opens bool
		keys  int
	}{{0, 0, true, 2}, {time.Hour, 0, true, 3}, {seal.KeepOld, 1, true, 4}, {0, 0, false, 3}} {
		clock.pass(step.after)
		rotate(t, k, seal.KeepOld, step.left, func() {})
		fresh := openAt(t, r, clock)
		if _, err := fresh.Open(t.Context(), late, nil); (err == nil) != step.opens {
			t.Errorf("%+v: %v", step, err)
		}
		st, err := fresh.Status(t.Context())
		if err != nil || len(st.Data) != step.keys || len(st.Blind) != step.keys || st.Stage != "" {
			t.Errorf("%+v: %+v, %v", step, st, err)
		}
		used := slices.IndexFunc(st.Data, func(key seal.Key) bool { return key.InUse })
		if used != len(st.Data)-1 || !st.Data[used].MadeAt.Equal(clock.at) || !st.Data[used].ReplacedAt.IsZero() {
			t.Errorf("the key in use: %+v", st.Data)
		}
	}
}

// A ring that vanished must not look like a document that is not there, or people would be forgotten.
func TestVanishedRing(t *testing.T) {
	r, clock := &rings{}, &hours{at: time.Unix(1_800_000_000, 0)}
	k := openAt(t, r, clock)
	sealed, err := openAt(t, &rings{}, clock).Seal([]byte("plain"), nil) // by a key that k does not know
	if err != nil {
		t.Fatal(err)
	}
	r.ring = nil
	if _, err := k.Open(t.Context(), sealed, nil); errors.Is(err, domain.ErrNotFound) || !errors.Is(err, seal.ErrDamaged) {
		t.Errorf("%v", err)
	}
}

// Who asks for a person while keys change asks for the old form first: people move from it to the new one.
func TestBlindsInOrder(t *testing.T) {
	r, clock := &rings{}, &hours{at: time.Unix(1_800_000_000, 0)}
	k := openAt(t, r, clock)
	var want []string
	for range 3 {
		want = append(want, k.Blind("+66812345678", "phone"))
		rotate(t, k, seal.KeepOld, 0, func() {})
	}
	want = append(want, k.Blind("+66812345678", "phone"))
	if got := k.Blinds("+66812345678", "phone"); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// What was sealed before the change and written during the pass is sealed by the next one; what does not open is left alone.
func TestLateWritesAreSealed(t *testing.T) {
	for _, c := range []struct {
		found []int // that are left after each pass
		left  int
	}{{[]int{0}, 0}, {[]int{2, 0}, 0}, {[]int{3, 1, 1}, 1}, {[]int{1, 4}, 4}} {
		k := openAt(t, &rings{}, &hours{at: time.Unix(1_800_000_000, 0)})
		passes := 0
		r := seal.Rotation{
			Keys: k, Step: func(string) {}, Wait: func(context.Context) error { return nil },
			Reseal: func(context.Context) (int, error) { passes++; return c.found[min(passes, len(c.found))-1], nil },
		}
		if left, err := r.Run(t.Context()); err != nil || left != c.left || passes != len(c.found) {
			t.Errorf("%v: %d left after %d passes, %v", c.found, left, passes, err)
		}
	}
}
