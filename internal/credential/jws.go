package credential

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// What may be wrong with a credential. Compare with errors.Is.
var (
	// ErrMalformed: it is none, or not in the form that is signed here.
	ErrMalformed = errors.New("not a credential")
	// ErrIssuer: it was signed by somebody else, or with a key that is not in the issuer's document.
	ErrIssuer = errors.New("not from this issuer")
	// ErrSignature: it was changed since it was signed.
	ErrSignature = errors.New("the signature does not fit")
	// ErrNotYet: it becomes valid later.
	ErrNotYet = errors.New("not valid yet")
	// ErrExpired: it was valid once.
	ErrExpired = errors.New("expired")
)

// Signer signs with one key of an issuer.
type Signer struct {
	did, key string
	private  ed25519.PrivateKey
}

// NewSigner takes the issuer's did:web, the name of a key, of letters, digits and hyphens, and its secret seed of 32 bytes. A name
// is for one key, for good: credentials point to it.
func NewSigner(did, key string, seed []byte) (*Signer, error) {
	if !isDID(did) || !isKeyName(key) || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("making a signer: a did:web, a name of a key and a seed of %d bytes are needed", ed25519.SeedSize)
	}
	return &Signer{did: did, key: key, private: ed25519.NewKeyFromSeed(seed)}, nil
}

// Public is the signer's key, for the issuer's document.
func (s *Signer) Public() PublicKey {
	return PublicKey{Name: s.key, Key: s.private.Public().(ed25519.PublicKey)}
}

// Issue signs a badge and gives it as a JWT (compact, some 2 KB; media type application/vc+jwt). The same badge is the same JWT.
// Errors: ErrMalformed.
func (s *Signer) Issue(b Badge) (string, error) {
	if err := b.check(); err != nil {
		return "", err
	}
	return s.sign(b.doc(s.did))
}

// header is the only one that is written, and the only one that is read: members in this order, and no others.
type header struct {
	Alg string `json:"alg"`
	Kid string `json:"kid"`
	Typ string `json:"typ"` // Open Badges 3.0, 8.2.3
}

func (s *Signer) sign(doc any) (string, error) {
	head, err := encode(header{"EdDSA", s.did + "#" + s.key, "JWT"})
	if err != nil {
		return "", err
	}
	payload, err := encode(doc)
	if err != nil {
		return "", err
	}
	signed := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(payload)
	return signed + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(s.private, []byte(signed))), nil
}

// encode writes JSON as others do: & in an address stays as it is.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("writing a credential: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Largest JWTs that are read, in bytes.
const (
	largestBadge = 64 << 10
	largestList  = 4 << 20
)

// Verify reads a badge that this issuer signed. Whether it was revoked is asked of a list: see [List.Revoked].
// Errors: ErrMalformed, ErrIssuer, ErrSignature; with ErrNotYet and ErrExpired the badge is given nevertheless.
func (k *Keys) Verify(token string, now time.Time) (*Badge, error) {
	payload, err := k.open(token, largestBadge)
	if err != nil {
		return nil, err
	}
	var doc badgeDoc
	if err := json.Unmarshal(payload, &doc); err != nil {
		return nil, fmt.Errorf("reading a badge: %w", ErrMalformed)
	}
	if err := doc.agrees(k.did, doc.Issuer.ID, doc.Subject.ID, typeBadge); err != nil {
		return nil, err
	}
	b, err := doc.badge()
	if err != nil {
		return nil, err
	}
	return b, valid(b.From, b.Until, now)
}

// open gives what a JWT says, if a key of the issuer signed exactly these bytes. Libraries for JWTs are made for many senders; they
// let pass what changes nothing for them, such as other bits at the end of base64. Here one changed byte, wherever, is a changed certificate.
func (k *Keys) open(token string, largest int) ([]byte, error) {
	if len(token) > largest {
		return nil, fmt.Errorf("reading a JWT of %d bytes: %w", len(token), ErrMalformed)
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 || strings.ContainsAny(token, "\r\n") { // which the decoder would skip
		return nil, fmt.Errorf("reading a JWT: %w", ErrMalformed)
	}
	var raw [3][]byte
	for i, part := range parts {
		var err error
		if raw[i], err = base64.RawURLEncoding.Strict().DecodeString(part); err != nil {
			return nil, fmt.Errorf("reading a part of a JWT: %w", ErrMalformed)
		}
	}
	var head header
	if err := json.Unmarshal(raw[0], &head); err != nil {
		return nil, fmt.Errorf("reading the head of a JWT: %w", ErrMalformed)
	}
	// No member twice, no other letters, no keys or algorithms that the sender would choose: what we write, or nothing.
	if again, err := encode(header{"EdDSA", head.Kid, "JWT"}); err != nil || !bytes.Equal(again, raw[0]) {
		return nil, fmt.Errorf("the head of a JWT is not as it is written here: %w", ErrMalformed)
	}
	key, ok := k.keys[head.Kid]
	if !ok {
		return nil, ErrIssuer
	}
	if len(raw[2]) != ed25519.SignatureSize || !ed25519.Verify(key, []byte(parts[0]+"."+parts[1]), raw[2]) {
		return nil, ErrSignature
	}
	return raw[1], nil
}

// agrees reports whether a credential is of the wanted kind and issuer, and says the same as its claims (Open Badges 3.0, 8.2.6).
func (e envelope) agrees(did, issuer, sub, kind string) error {
	if issuer != did || e.Iss != did {
		return ErrIssuer
	}
	same := e.Jti == e.ID && e.Sub == sub && e.ValidFrom == moment(e.Nbf) && (e.ValidUntil == "" && e.Exp == 0 || e.ValidUntil == moment(e.Exp))
	if !same || len(e.Context) == 0 || e.Context[0] != contextVC || !slices.Contains(e.Type, typeVC) || !slices.Contains(e.Type, kind) {
		return fmt.Errorf("a credential contradicts itself: %w", ErrMalformed)
	}
	return nil
}

func moment(seconds int64) string { return instant(time.Unix(seconds, 0)) }

func valid(from, until, now time.Time) error {
	switch {
	case now.Before(from):
		return ErrNotYet
	case !until.IsZero() && !now.Before(until):
		return ErrExpired
	}
	return nil
}
