package seal_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/privacy/seal"
)

// rings keeps one ring in memory, under the store's contract.
type rings struct {
	mu   sync.Mutex
	ring *domain.KeyRing
}

func (r *rings) Get(context.Context, string) (*domain.KeyRing, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ring == nil {
		return nil, domain.ErrNotFound
	}
	ring := *r.ring
	ring.Wrapped = slices.Clone(ring.Wrapped)
	return &ring, nil
}

func (r *rings) Insert(_ context.Context, ring *domain.KeyRing) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ring != nil {
		return domain.ErrExists
	}
	ring.Version = 1
	kept := *ring
	r.ring = &kept
	return nil
}

func (r *rings) Replace(_ context.Context, ring *domain.KeyRing) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ring.Version != ring.Version {
		return domain.ErrConflict
	}
	ring.Version++
	kept := *ring
	r.ring = &kept
	return nil
}

var (
	oneKey   = bytes.Repeat([]byte{1}, 32)
	otherKey = bytes.Repeat([]byte{2}, 32)
)

func open(t testing.TB, r *rings, key []byte) *seal.Keys {
	t.Helper()
	k, err := seal.Open(t.Context(), r, key, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// What is sealed opens in its own place, as it was, and in no other.
func TestSeal(t *testing.T) {
	k := open(t, &rings{}, oneKey)
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		place, other := rapid.String().Draw(t, "place"), rapid.String().Draw(t, "other place")
		sealed, err := k.Seal(plain, []byte(place))
		if err != nil {
			t.Fatal(err)
		}
		got, err := k.Open(context.Background(), sealed, []byte(place))
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %q, %v", got, err)
		}
		if _, err := k.Open(context.Background(), sealed, []byte(other)); place != other && !errors.Is(err, seal.ErrSealed) {
			t.Fatalf("opened in another place: %v", err)
		}
		broken := slices.Clone(sealed)
		broken[rapid.IntRange(5, len(broken)-1).Draw(t, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if _, err := k.Open(context.Background(), broken, []byte(place)); !errors.Is(err, seal.ErrSealed) {
			t.Fatalf("opened with a bit turned: %v", err)
		}
		short := sealed[:rapid.IntRange(0, len(sealed)-1).Draw(t, "length")]
		if _, err := k.Open(context.Background(), short, []byte(place)); err == nil {
			t.Fatal("opened what was cut short")
		}
	})
}

func TestWrongKey(t *testing.T) {
	r := &rings{}
	open(t, r, oneKey)
	if _, err := seal.Open(t.Context(), r, otherKey, time.Now); !errors.Is(err, seal.ErrWrongKey) {
		t.Errorf("another master key: %v", err)
	}
	if _, err := seal.Open(t.Context(), r, oneKey[:16], time.Now); err == nil {
		t.Error("a short master key was taken")
	}
	r.ring.Wrapped[0].Data[10] ^= 1
	if _, err := seal.Open(t.Context(), r, oneKey, time.Now); !errors.Is(err, seal.ErrDamaged) {
		t.Errorf("a damaged ring: %v", err)
	}
}

// Processes that start at once on an empty database have the same keys.
func TestOneRing(t *testing.T) {
	r := &rings{}
	all := make([]*seal.Keys, 8)
	var g sync.WaitGroup
	for i := range all {
		g.Go(func() { all[i], _ = seal.Open(context.Background(), r, oneKey, time.Now) })
	}
	g.Wait()
	sealed, err := all[0].Seal([]byte("plain"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range all {
		if plain, err := k.Open(t.Context(), sealed, nil); err != nil || string(plain) != "plain" {
			t.Errorf("%q, %v", plain, err)
		}
	}
}

// A rotation, cut off at any step and repeated, ends with one new key; a
// process that had the old ones opens what the new ones sealed.
func TestRotation(t *testing.T) {
	for cut := range 6 {
		r := &rings{}
		k, old := open(t, r, oneKey), open(t, r, oneKey)
		before, err := k.Seal([]byte("plain"), nil)
		if err != nil {
			t.Fatal(err)
		}
		blind := old.Blind("+66812345678", "phone")
		steps := 0
		step := func(context.Context) error {
			if steps++; steps == cut {
				return context.Canceled
			}
			return nil
		}
		rotation := seal.Rotation{Keys: k, Wait: step, Step: func(string) {}, Reseal: func(ctx context.Context) (int, error) {
			if k.Current(before) || k.CurrentBlind(blind) {
				t.Error("the old key is still in use")
			}
			plain, err := k.Open(ctx, before, nil)
			if err != nil {
				t.Error(err)
			}
			sealed, err := k.Seal(plain, nil)
			if err != nil {
				t.Error(err)
			}
			if _, err := old.Open(ctx, sealed, nil); err != nil {
				t.Errorf("a process with the old keys meets a new one: %v", err)
			}
			if !slices.Contains(old.Blinds("+66812345678", "phone"), k.Blind("+66812345678", "phone")) {
				t.Error("a process with the old keys does not look for the new blind index")
			}
			return 0, step(ctx)
		}}
		for _, err = rotation.Run(t.Context()); errors.Is(err, context.Canceled); {
			k = open(t, r, oneKey)
			rotation.Keys = k
			_, err = rotation.Run(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		if st, err := k.Status(t.Context()); err != nil || len(st.Data) != 1 || len(st.Blind) != 1 || st.Stage != "" {
			t.Errorf("cut at %d: %+v, %v", cut, st, err)
		}
		if _, err := open(t, r, oneKey).Open(t.Context(), before, nil); !errors.Is(err, seal.ErrSealed) {
			t.Errorf("the old key is still there: %v", err)
		}
	}
}

// The master key changes while both open the ring.
func TestMasterKey(t *testing.T) {
	r := &rings{}
	k := open(t, r, oneKey)
	sealed, err := k.Seal([]byte("plain"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := k.Wrap(t.Context(), otherKey); err != nil {
			t.Fatal(err)
		}
	}
	next := open(t, r, otherKey)
	rotation := seal.Rotation{Keys: next, Step: func(string) {}}
	if _, err := rotation.Run(t.Context()); err == nil {
		t.Error("data keys were rotated while there were two master keys")
	}
	if err := next.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	if plain, err := open(t, r, otherKey).Open(t.Context(), sealed, nil); err != nil || string(plain) != "plain" {
		t.Errorf("%q, %v", plain, err)
	}
	if _, err := seal.Open(t.Context(), r, oneKey, time.Now); !errors.Is(err, seal.ErrWrongKey) {
		t.Errorf("the old master key still opens: %v", err)
	}
	if err := k.Forget(t.Context()); !errors.Is(err, seal.ErrWrongKey) {
		t.Errorf("a forgotten key makes others forgotten: %v", err)
	}
}

func TestBlind(t *testing.T) {
	k := open(t, &rings{}, oneKey)
	if a, b := k.Blind("x@example.org", "email"), k.Blind("x@example.org", "email"); a != b || a == "" {
		t.Errorf("%q and %q", a, b)
	}
	if k.Blind("x@example.org", "email") == k.Blind("x@example.org", "phone") || k.Blind("", "email") != "" {
		t.Error("blind indexes of different fields, or of nothing, are alike")
	}
}

func BenchmarkSeal(b *testing.B) {
	k := open(b, &rings{}, oneKey)
	plain := bytes.Repeat([]byte("a thread's memory, outbox and consents "), 50) // 2 kB
	for b.Loop() {
		if _, err := k.Seal(plain, []byte("threads\x00U1\x00memory")); err != nil {
			b.Fatal(err)
		}
	}
}
