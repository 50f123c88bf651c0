package privacy

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// BackupLife is how long a backup may be kept. People are told so when they erase themselves.
const BackupLife = 90 * 24 * time.Hour

// MessageLife is how long what people and staff wrote to each other is kept.
const MessageLife = 365 * 24 * time.Hour

// Marks makes what a receipt keeps of an erased person: enough to know them again in a backup that was made before, and
// to erase them there as well. It is a hash of their id under a key that comes from the master key. A hash without a key
// would let whoever has a copy of the receipts ask it about any id; with one, only who has the master key can. It is
// personal data all the same, so it goes when the backups have gone.
type Marks struct {
	key   []byte
	under string
}

// NewMarks makes the marks of a master key.
func NewMarks(master []byte) (Marks, error) {
	key, err := hkdf.Key(sha256.New, master, nil, "jitasa/erasures", sha256.Size)
	if err != nil {
		return Marks{}, fmt.Errorf("deriving the key of receipts: %w", err)
	}
	m := Marks{key: key}
	m.under = m.hash("which key")[:16]
	return m, nil
}

func (m Marks) hash(of string) string {
	mac := hmac.New(sha256.New, m.key)
	mac.Write([]byte(of))
	return hex.EncodeToString(mac.Sum(nil))
}

// Of is a person's mark.
func (m Marks) Of(person string) string { return m.hash("person\x00" + person) }

// Mine reports whether a receipt's mark was made with this key.
func (m Marks) Mine(r *domain.Erasure) bool { return r.Mark != "" && r.Under == m.under }

// receipt is what is kept of an erasure.
func (m Marks) receipt(id, person string, now time.Time) *domain.Erasure {
	now = domain.Instant(now)
	return &domain.Erasure{Meta: domain.Meta{ID: id}, At: now, Mark: m.Of(person), Under: m.under, Until: now.Add(BackupLife)}
}
