package linesim

import (
	"crypto/hmac"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
)

// firstMessageID resembles LINE's present message ids (18 digits).
const firstMessageID = 580_000_000_000_000_000

// ids makes every identifier of the platform. With a seed they repeat.
type ids struct {
	mu      sync.Mutex
	rng     *rand.ChaCha8
	message atomic.Int64
	key     [32]byte // signs quote tokens and mark-as-read tokens
}

func newIDs(seed uint64) *ids {
	var start [32]byte
	if seed == 0 {
		_, _ = crand.Read(start[:]) // never fails since Go 1.24
	} else {
		binary.LittleEndian.PutUint64(start[:], seed)
	}
	d := &ids{rng: rand.NewChaCha8(start)}
	d.message.Store(firstMessageID)
	d.fill(d.key[:])
	return d
}

func (d *ids) fill(b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, _ = d.rng.Read(b) // ChaCha8.Read never fails
}

// chance is true with probability p.
func (d *ids) chance(p float64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return float64(d.rng.Uint64()>>11)/(1<<53) < p
}

func (d *ids) hex32() string {
	var b [16]byte
	d.fill(b[:])
	return hex.EncodeToString(b[:])
}

func (d *ids) uuid() string {
	var b uuid.UUID
	d.fill(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return b.String()
}

// eventID is a ULID, as in LINE's webhookEventId.
func (d *ids) eventID(at time.Time) string {
	var u ulid.ULID
	d.fill(u[6:])
	_ = u.SetTime(ulid.Timestamp(at)) // fails only after the year 10889
	return u.String()
}

func (d *ids) messageID() string {
	return strconv.FormatInt(d.message.Add(1), 10)
}

// Tokens that only have to be recognised later carry their own proof, so that
// nothing has to be remembered for each message.
func (d *ids) token(kind, subject string) string {
	return kind + "-" + subject + "-" + d.proof(kind, subject)
}

func (d *ids) proof(kind, subject string) string {
	mac := hmac.New(sha256.New, d.key[:])
	mac.Write([]byte(kind + "\x00" + subject))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}

// subject of a token made by token, or "" when it is not one of ours.
func (d *ids) subject(kind, token string) string {
	rest, ok := strings.CutPrefix(token, kind+"-")
	if !ok {
		return ""
	}
	subject, proof, ok := strings.Cut(rest, "-")
	if !ok || !hmac.Equal([]byte(proof), []byte(d.proof(kind, subject))) {
		return ""
	}
	return subject
}
