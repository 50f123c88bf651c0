package seal

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"

	"jitasa/internal/domain"
)

// Rings keeps the key ring.
type Rings interface {
	Get(ctx context.Context, id string) (*domain.KeyRing, error)
	Insert(ctx context.Context, ring *domain.KeyRing) error
	Replace(ctx context.Context, ring *domain.KeyRing) error
}

// What can be wrong with keys. All but ErrSealed are for the operator to mend.
var (
	ErrNoKey    = errors.New("the database is encrypted: set JITASA_KEY to the master key that it was made with")
	ErrWrongKey = errors.New("JITASA_KEY is not the master key of this database: set the key that it was made with")
	ErrDamaged  = errors.New("the key ring in the database is damaged: restore a backup")
	// ErrSealed: the value was not sealed for this place, by these keys, or it is damaged.
	ErrSealed = errors.New("a sealed value does not open")
)

// ReloadEvery is how often a process looks for new keys, by itself. TrustFor is
// how long it may go on with what it saw last: after that nothing is sealed or
// looked up until the ring was read again. Who rotates keys counts on that.
const (
	ReloadEvery = 10 * time.Second
	TrustFor    = 30 * time.Second
)

// Keys seals and opens values. It is safe for concurrent use.
type Keys struct {
	rings  Rings
	master *master
	now    func() time.Time

	set     atomic.Pointer[set]
	start   time.Time
	seen    atomic.Int64  // when the ring was known to be this one, in nanoseconds since start
	loading chan struct{} // holds one token while somebody reads the ring
}

// set is one state of the keys, ready for use.
type set struct {
	version int64 // of the ring
	data    *keyset.Handle
	blind   *keyset.Handle
	aead    tink.AEAD
	prf     *prf.Set
	known   map[uint32]bool // ids of the data keys
	primary uint32          // of them, the one that seals
	blinds  []uint32        // ids of the blind keys, oldest first
}

// Open reads the key ring under a master key of 32 bytes, and makes one where there is none.
func Open(ctx context.Context, rings Rings, masterKey []byte, now func() time.Time) (*Keys, error) {
	m, err := newMaster(masterKey)
	if err != nil {
		return nil, err
	}
	k := &Keys{rings: rings, master: m, now: now, start: now(), loading: make(chan struct{}, 1)}
	if err := k.Reload(ctx); !errors.Is(err, domain.ErrNotFound) {
		return k, err
	}
	if err := k.create(ctx); err != nil && !errors.Is(err, domain.ErrExists) {
		return nil, err
	}
	return k, k.Reload(ctx)
}

// Exists reports whether there is a ring, so that nobody goes on without its key.
func Exists(ctx context.Context, rings Rings) (bool, error) {
	_, err := rings.Get(ctx, domain.TheKeyRing)
	if errors.Is(err, domain.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for the key ring: %w", err)
	}
	return true, nil
}

func (k *Keys) create(ctx context.Context) error {
	data, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return fmt.Errorf("making a data key: %w", err)
	}
	blind, err := keyset.NewHandle(prf.HMACSHA256PRFKeyTemplate())
	if err != nil {
		return fmt.Errorf("making a blind key: %w", err)
	}
	wrapped, err := k.master.wrap(data, blind)
	if err != nil {
		return err
	}
	ring := &domain.KeyRing{Meta: domain.Meta{ID: domain.TheKeyRing}, Wrapped: []domain.WrappedKeys{wrapped}, UpdatedAt: domain.Instant(k.now())}
	ring.Ages = ages(nil, data, blind, ring.UpdatedAt)
	if err := k.rings.Insert(ctx, ring); err != nil {
		return fmt.Errorf("keeping the key ring: %w", err)
	}
	return nil
}

// Reload reads the ring again.
func (k *Keys) Reload(ctx context.Context) error {
	_, _, err := k.load(ctx)
	return err
}

// Fresh makes sure that the keys are those that the ring had less than TrustFor
// ago. It costs nothing but once in a while.
func (k *Keys) Fresh(ctx context.Context) error {
	if k.fresh() {
		return nil
	}
	_, err := k.again(ctx, k.fresh)
	return err
}

// again reads the ring in the middle of work. Whatever is wrong with it then is for
// the operator to mend, and the work can wait for that: domain.ErrUnavailable. A ring that is
// gone must not pass for a document that is not there.
func (k *Keys) again(ctx context.Context, enough func() bool) (*set, error) {
	_, s, err := k.loadUnless(ctx, enough)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return nil, fmt.Errorf("%w: %w", domain.ErrUnavailable, ErrDamaged)
	case err != nil && ctx.Err() == nil:
		return nil, fmt.Errorf("%w: %w", domain.ErrUnavailable, err)
	}
	return s, err
}

func never() bool { return false }

func (k *Keys) fresh() bool { return k.sinceStart()-time.Duration(k.seen.Load()) < TrustFor }

func (k *Keys) sinceStart() time.Duration { return k.now().Sub(k.start) }

// load reads the ring and takes its keys into use.
func (k *Keys) load(ctx context.Context) (*domain.KeyRing, *set, error) {
	return k.loadUnless(ctx, never)
}

// loadUnless is load, if it is still necessary once nobody else reads the ring.
func (k *Keys) loadUnless(ctx context.Context, enough func() bool) (*domain.KeyRing, *set, error) {
	select {
	case k.loading <- struct{}{}:
		defer func() { <-k.loading }()
	case <-ctx.Done():
		return nil, nil, fmt.Errorf("waiting for the key ring: %w", ctx.Err())
	}
	if enough() {
		return nil, k.set.Load(), nil
	}
	asked := k.sinceStart() // before the answer: what it says was true then
	ring, err := k.rings.Get(ctx, domain.TheKeyRing)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the key ring: %w", err)
	}
	s, err := k.take(ring)
	if err != nil {
		return nil, nil, err
	}
	k.seen.Store(int64(asked))
	return ring, s, nil
}

// take brings a ring's keys into use, if they are not.
func (k *Keys) take(ring *domain.KeyRing) (*set, error) {
	has := k.set.Load()
	if has != nil && has.version > ring.Version { // a server that is not up to date any more
		return nil, fmt.Errorf("reading the key ring: an older one came: %w", domain.ErrUnavailable)
	}
	if has != nil && has.version == ring.Version {
		return has, nil
	}
	data, blind, err := k.master.unwrap(ring)
	if err != nil {
		return nil, err
	}
	s, err := newSet(ring.Version, data, blind)
	if err != nil {
		return nil, err
	}
	k.set.Store(s)
	return s, nil
}

func newSet(version int64, data, blind *keyset.Handle) (*set, error) {
	s := &set{version: version, data: data, blind: blind, known: map[uint32]bool{}}
	var err error
	if s.aead, err = aead.New(data); err != nil {
		return nil, fmt.Errorf("%w: data keys", ErrDamaged)
	}
	if s.prf, err = prf.NewPRFSet(blind); err != nil {
		return nil, fmt.Errorf("%w: blind keys", ErrDamaged)
	}
	info := data.KeysetInfo()
	s.primary = info.GetPrimaryKeyId()
	for _, key := range info.GetKeyInfo() {
		s.known[key.GetKeyId()] = true
	}
	for _, key := range blind.KeysetInfo().GetKeyInfo() {
		s.blinds = append(s.blinds, key.GetKeyId())
	}
	return s, nil
}

// Seal encrypts a value for the place that associated names, with keys that are [Keys.Fresh].
func (k *Keys) Seal(plain, associated []byte) ([]byte, error) {
	sealed, err := k.set.Load().aead.Encrypt(plain, associated)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return sealed, nil
}

// Open decrypts what Seal made for the same place: ErrSealed. One that was sealed
// with a key that is new to this process makes it read the ring again.
func (k *Keys) Open(ctx context.Context, sealed, associated []byte) ([]byte, error) {
	s := k.set.Load()
	if id, ok := keyID(sealed); ok && !s.known[id] {
		var err error
		if s, err = k.again(ctx, never); err != nil {
			return nil, err
		}
	}
	plain, err := s.aead.Decrypt(sealed, associated)
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// keyID is the id of the key that sealed a value: Tink writes it in front, after a one.
func keyID(sealed []byte) (uint32, bool) {
	if len(sealed) < 5 || sealed[0] != 1 {
		return 0, false
	}
	return binary.BigEndian.Uint32(sealed[1:]), true
}

// shown is how a key's id is written.
func shown(id uint32) string { return fmt.Sprintf("%08x", id) }

// Current reports whether a value is sealed with the key in use.
func (k *Keys) Current(sealed []byte) bool {
	id, ok := keyID(sealed)
	return ok && id == k.set.Load().primary
}

// blindBytes is the length of a blind index: two values share one by chance once in 2^128.
const blindBytes = 16

// Blind is the blind index of a value under the key in use; "" for none.
func (k *Keys) Blind(value, field string) string {
	s := k.set.Load()
	return s.blindUnder(s.prf.PrimaryID, value, field)
}

// Blinds are all that the value may be found by: one for each key there is, the
// key in use last. Documents move that way during a rotation, so that who asks in
// this order misses none.
func (k *Keys) Blinds(value, field string) []string {
	s := k.set.Load()
	all := make([]string, 0, len(s.blinds))
	for _, id := range s.blinds {
		if id != s.prf.PrimaryID {
			all = append(all, s.blindUnder(id, value, field))
		}
	}
	return append(all, s.blindUnder(s.prf.PrimaryID, value, field))
}

func (s *set) blindUnder(id uint32, value, field string) string {
	if value == "" {
		return ""
	}
	hash, err := s.prf.PRFs[id].ComputePRF([]byte(field+"\x00"+value), blindBytes)
	if err != nil { // only for a length that HMAC does not have
		return ""
	}
	return shown(id) + hex.EncodeToString(hash)
}

// CurrentBlind reports whether a blind index was made with the key in use.
func (k *Keys) CurrentBlind(blind string) bool {
	return blind == "" || len(blind) > 8 && blind[:8] == shown(k.set.Load().prf.PrimaryID)
}
