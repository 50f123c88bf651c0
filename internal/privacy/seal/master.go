package seal

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"

	"jitasa/internal/domain"
)

// master is a master key.
type master struct {
	aead        tink.AEAD
	fingerprint string
}

func newMaster(key []byte) (*master, error) {
	if len(key) != 32 {
		return nil, errors.New("a master key must be 32 bytes long")
	}
	a, err := subtle.NewAESGCM(key)
	if err != nil {
		return nil, fmt.Errorf("using the master key: %w", err)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("jitasa master key"))
	return &master{aead: a, fingerprint: hex.EncodeToString(mac.Sum(nil)[:8])}, nil
}

// What a wrapped set of keys is bound to.
const (
	forData  = "jitasa/keys/data"
	forBlind = "jitasa/keys/blind"
)

func (m *master) wrap(data, blind *keyset.Handle) (w domain.WrappedKeys, err error) {
	w.Master = m.fingerprint
	if w.Data, err = m.wrapOne(data, forData); err != nil {
		return w, err
	}
	w.Blind, err = m.wrapOne(blind, forBlind)
	return w, err
}

func (m *master) wrapOne(h *keyset.Handle, purpose string) ([]byte, error) {
	var b bytes.Buffer
	if err := h.WriteWithAssociatedData(keyset.NewBinaryWriter(&b), m.aead, []byte(purpose)); err != nil {
		return nil, fmt.Errorf("wrapping keys: %w", err)
	}
	return b.Bytes(), nil
}

// unwrap opens the ring: ErrWrongKey, ErrDamaged.
func (m *master) unwrap(ring *domain.KeyRing) (data, blind *keyset.Handle, err error) {
	for _, w := range ring.Wrapped {
		if w.Master != m.fingerprint {
			continue
		}
		data, errData := m.unwrapOne(w.Data, forData)
		blind, errBlind := m.unwrapOne(w.Blind, forBlind)
		if errData != nil || errBlind != nil {
			return nil, nil, ErrDamaged
		}
		return data, blind, nil
	}
	return nil, nil, ErrWrongKey
}

func (m *master) unwrapOne(wrapped []byte, purpose string) (*keyset.Handle, error) {
	h, err := keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(wrapped)), m.aead, []byte(purpose))
	if err != nil {
		return nil, fmt.Errorf("unwrapping keys: %w", err)
	}
	return h, nil
}
