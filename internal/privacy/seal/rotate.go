package seal

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"

	"jitasa/internal/domain"
)

// The stages of a rotation, as the ring remembers them: one that was cut off goes on.
const (
	added    = "added"    // there are new keys, which nobody uses yet
	promoted = "promoted" // the new keys seal; old values still need the old keys
)

// KeepOld is how long a replaced key stays in the ring at least, if nobody says
// otherwise: nothing is sealed with it any more, but a process or a machine that was frozen
// in the middle of a write may still bring such a value.
const KeepOld = 24 * time.Hour

// Rotation changes the data keys while processes run.
type Rotation struct {
	Keys *Keys
	// Wait until no process trusts what it saw of the ring before now: TrustFor, and a margin for writes under way.
	Wait func(context.Context) error
	// Reseal seals with the keys in use whatever is in plain or sealed with others,
	// and returns how many documents are left that are not.
	Reseal func(context.Context) (left int, err error)
	// KeepOld is how long replaced keys stay readable.
	KeepOld time.Duration
	// Step is told what is done, in words for the operator.
	Step func(string)
}

// Run carries a rotation out, or goes on with the one that was cut off. It may be
// repeated after any error. left is the number of documents that still need a replaced key.
func (r *Rotation) Run(ctx context.Context) (left int, err error) {
	ring, _, err := r.Keys.load(ctx)
	if err != nil {
		return 0, err
	}
	if ring.Stage == "" {
		r.Step("making new keys")
		if err := r.Keys.change(ctx, added, addKey); err != nil {
			return 0, err
		}
		ring.Stage = added
	}
	if ring.Stage == added {
		r.Step("waiting until every process knows the new keys")
		if err := r.Wait(ctx); err != nil {
			return 0, err
		}
		if err := r.Keys.change(ctx, promoted, promoteNewest); err != nil {
			return 0, err
		}
	}
	r.Step("waiting until every process writes with the new keys")
	if err := r.Wait(ctx); err != nil {
		return 0, err
	}
	r.Step("sealing documents with the new keys")
	if left, err = r.reseal(ctx); err != nil {
		return left, err
	}
	return left, r.finish(ctx, left)
}

// reseal goes over the documents again as long as fewer are left each time: what was sealed before the change and
// written during the pass is found by the next one, what does not open is not.
func (r *Rotation) reseal(ctx context.Context) (left int, err error) {
	for before := math.MaxInt; ; before = left {
		if left, err = r.Reseal(ctx); err != nil || left == 0 || left >= before {
			return left, err
		}
	}
}

// finish drops the keys that nothing needs and that were replaced long enough ago.
func (r *Rotation) finish(ctx context.Context, left int) error {
	if left > 0 {
		return r.Keys.change(ctx, "", keepAll)
	}
	ring, _, err := r.Keys.load(ctx)
	if err != nil {
		return err
	}
	over := map[string]bool{}
	for _, key := range ring.Ages {
		over[key.ID] = !key.ReplacedAt.IsZero() && r.Keys.now().Sub(key.ReplacedAt) >= r.KeepOld
	}
	return r.Keys.change(ctx, "", drop(over))
}

// change makes new keys of the ring's and writes them, under every master key
// that this process knows: that is its own. While a ring is wrapped by two it cannot be changed.
func (k *Keys) change(ctx context.Context, stage string, how func(*keyset.Manager, *tinkpb.KeyTemplate) error) error {
	ring, s, err := k.load(ctx)
	if err != nil {
		return err
	}
	if len(ring.Wrapped) > 1 {
		return errors.New("the master key is being changed: finish that first (jitasa key forget)")
	}
	data, err := changed(s.data, aead.AES256GCMKeyTemplate(), how)
	if err != nil {
		return err
	}
	blind, err := changed(s.blind, prf.HMACSHA256PRFKeyTemplate(), how)
	if err != nil {
		return err
	}
	w, err := k.master.wrap(data, blind)
	if err != nil {
		return err
	}
	ring.Wrapped, ring.Stage = []domain.WrappedKeys{w}, stage
	ring.Ages = ages(ring.Ages, data, blind, domain.Instant(k.now()))
	return k.save(ctx, ring)
}

// ages brings the ages of keys up to date: which there are, since when, and since
// when they are not in use any more. A key that waits to be used is not replaced.
func ages(before []domain.KeyAge, data, blind *keyset.Handle, now time.Time) (after []domain.KeyAge) {
	for _, h := range []*keyset.Handle{data, blind} {
		info := h.KeysetInfo()
		older := true // the primary key comes after those that it replaced
		for _, key := range info.GetKeyInfo() {
			age := domain.KeyAge{ID: shown(key.GetKeyId()), MadeAt: now}
			if i := slices.IndexFunc(before, func(a domain.KeyAge) bool { return a.ID == age.ID }); i >= 0 {
				age = before[i]
			}
			if key.GetKeyId() == info.GetPrimaryKeyId() {
				older = false
			}
			if older && age.ReplacedAt.IsZero() {
				age.ReplacedAt = now
			}
			after = append(after, age)
		}
	}
	return after
}

func (k *Keys) save(ctx context.Context, ring *domain.KeyRing) error {
	ring.UpdatedAt = domain.Instant(k.now())
	if err := k.rings.Replace(ctx, ring); err != nil {
		return fmt.Errorf("keeping the key ring: %w", err)
	}
	return k.Reload(ctx)
}

func changed(h *keyset.Handle, template *tinkpb.KeyTemplate, how func(*keyset.Manager, *tinkpb.KeyTemplate) error) (*keyset.Handle, error) {
	m := keyset.NewManagerFromHandle(h)
	if err := how(m, template); err != nil {
		return nil, fmt.Errorf("changing keys: %w", err)
	}
	next, err := m.Handle()
	if err != nil {
		return nil, fmt.Errorf("changing keys: %w", err)
	}
	return next, nil
}

func addKey(m *keyset.Manager, template *tinkpb.KeyTemplate) error {
	_, err := m.Add(template)
	return err
}

// promoteNewest makes the key that was added last the primary one.
func promoteNewest(m *keyset.Manager, _ *tinkpb.KeyTemplate) error {
	h, err := m.Handle()
	if err != nil {
		return err
	}
	last, err := h.Entry(h.Len() - 1)
	if err != nil {
		return err
	}
	return m.SetPrimary(last.KeyID())
}

func keepAll(*keyset.Manager, *tinkpb.KeyTemplate) error { return nil }

// drop deletes the keys whose time is over.
func drop(over map[string]bool) func(*keyset.Manager, *tinkpb.KeyTemplate) error {
	return func(m *keyset.Manager, _ *tinkpb.KeyTemplate) error {
		h, err := m.Handle()
		if err != nil {
			return err
		}
		for i := range h.Len() {
			e, err := h.Entry(i)
			if err != nil {
				return err
			}
			if e.IsPrimary() || !over[shown(e.KeyID())] {
				continue
			}
			if err := m.Delete(e.KeyID()); err != nil {
				return err
			}
		}
		return nil
	}
}

// Wrap lets another master key open the ring as well.
func (k *Keys) Wrap(ctx context.Context, next []byte) error {
	m, err := newMaster(next)
	if err != nil {
		return err
	}
	ring, s, err := k.load(ctx)
	if err != nil {
		return err
	}
	if ring.Stage != "" {
		return errors.New("the data keys are being rotated: finish that first (jitasa key rotate)")
	}
	for _, w := range ring.Wrapped {
		if w.Master == m.fingerprint {
			return nil
		}
	}
	w, err := m.wrap(s.data, s.blind)
	if err != nil {
		return err
	}
	ring.Wrapped = append(ring.Wrapped, w)
	return k.save(ctx, ring)
}

// Forget lets no master key but this process's open the ring.
func (k *Keys) Forget(ctx context.Context) error {
	ring, _, err := k.load(ctx)
	if err != nil {
		return err
	}
	for _, w := range ring.Wrapped {
		if w.Master == k.master.fingerprint {
			ring.Wrapped = []domain.WrappedKeys{w}
			return k.save(ctx, ring)
		}
	}
	return ErrWrongKey
}

// Status is what an operator may see of the keys.
type Status struct {
	Masters []string // fingerprints of the master keys that open the ring
	Mine    string   // of these, the one in JITASA_KEY
	Data    []Key    // oldest first
	Blind   []Key
	Stage   string // of a rotation that was cut off
}

// Key is one key of the ring.
type Key struct {
	domain.KeyAge
	InUse bool // what is written is sealed with it
}

// Status reads the ring and says what is in it.
func (k *Keys) Status(ctx context.Context) (Status, error) {
	ring, s, err := k.load(ctx)
	if err != nil {
		return Status{}, err
	}
	st := Status{Mine: k.master.fingerprint, Stage: ring.Stage, Data: list(ring, s.data), Blind: list(ring, s.blind)}
	for _, w := range ring.Wrapped {
		st.Masters = append(st.Masters, w.Master)
	}
	return st, nil
}

func list(ring *domain.KeyRing, h *keyset.Handle) (keys []Key) {
	info := h.KeysetInfo()
	for _, one := range info.GetKeyInfo() {
		key := Key{KeyAge: domain.KeyAge{ID: shown(one.GetKeyId())}, InUse: one.GetKeyId() == info.GetPrimaryKeyId()}
		for _, age := range ring.Ages {
			if age.ID == key.ID {
				key.KeyAge = age
			}
		}
		keys = append(keys, key)
	}
	return keys
}
