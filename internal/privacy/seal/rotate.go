package seal

import (
	"context"
	"errors"
	"fmt"
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

// Rotation changes the data keys while processes run.
type Rotation struct {
	Keys *Keys
	// Wait until every process has read the ring since the last step; longer than ReloadEvery.
	Wait func(context.Context) error
	// Reseal seals with the keys in use whatever is sealed with others.
	Reseal func(context.Context) error
	// Step is told what is done, in words for the operator.
	Step func(string)
}

// Run carries a rotation out, or goes on with the one that was cut off. It may be
// repeated after any error.
func (r *Rotation) Run(ctx context.Context) error {
	ring, _, err := r.Keys.load(ctx)
	if err != nil {
		return err
	}
	if ring.Stage == "" {
		r.Step("making new keys")
		if err := r.Keys.change(ctx, added, addKey); err != nil {
			return err
		}
		ring.Stage = added
	}
	if ring.Stage == added {
		r.Step("waiting until every process knows the new keys")
		if err := r.Wait(ctx); err != nil {
			return err
		}
		if err := r.Keys.change(ctx, promoted, promoteNewest); err != nil {
			return err
		}
	}
	r.Step("waiting until every process writes with the new keys")
	if err := r.Wait(ctx); err != nil {
		return err
	}
	r.Step("sealing documents with the new keys")
	if err := r.Reseal(ctx); err != nil {
		return err
	}
	r.Step("dropping the old keys")
	return r.Keys.change(ctx, "", dropOld)
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
	return k.save(ctx, ring)
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

func dropOld(m *keyset.Manager, _ *tinkpb.KeyTemplate) error {
	h, err := m.Handle()
	if err != nil {
		return err
	}
	for i := range h.Len() {
		e, err := h.Entry(i)
		if err != nil {
			return err
		}
		if e.IsPrimary() {
			continue
		}
		if err := m.Delete(e.KeyID()); err != nil {
			return err
		}
	}
	return nil
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
	Masters   []string // fingerprints of the master keys that open the ring
	Mine      string   // of these, the one in JITASA_KEY
	Primary   string   // id of the data key in use
	Data      int      // how many data keys there are
	Stage     string   // of a rotation that was cut off
	UpdatedAt time.Time
}

// Status reads the ring and says what is in it.
func (k *Keys) Status(ctx context.Context) (Status, error) {
	ring, s, err := k.load(ctx)
	if err != nil {
		return Status{}, err
	}
	st := Status{Mine: k.master.fingerprint, Primary: fmt.Sprintf("%08x", s.primary), Data: s.data.Len(), Stage: ring.Stage, UpdatedAt: ring.UpdatedAt}
	for _, w := range ring.Wrapped {
		st.Masters = append(st.Masters, w.Master)
	}
	return st, nil
}
