package credential

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// revocation is the purpose of our lists: what is revoked stays so.
const revocation = "revocation"

// Sizes of a list, in badges: as many as the standard wants at least, so that nobody can tell whose page is asked for, and 1 MB at most.
const (
	LeastEntries = 131_072
	mostEntries  = 8 << 20
)

// StatusList says which of an issuer's badges were revoked.
type StatusList struct {
	ID      string // the address where it is served, as the badges name it
	Entries int    // how many places it has: a multiple of 8, LeastEntries or more
	Revoked []int  // places, in any order
	From    time.Time
	Until   time.Time // until when it may be relied on; zero: until there is a newer one
}

type listDoc struct {
	envelope
	Issuer  string         `json:"issuer"`
	Subject listSubjectDoc `json:"credentialSubject"`
}

type listSubjectDoc struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Purpose string `json:"statusPurpose"`
	Encoded string `json:"encodedList"`
}

const (
	typeList        = "BitstringStatusListCredential"
	typeListSubject = "BitstringStatusList"
)

// IssueList signs a list and gives it as a JWT (media type application/vc+jwt; some 600 bytes, and at most 0.2 bytes more a place).
// Errors: ErrMalformed.
func (s *Signer) IssueList(l StatusList) (string, error) {
	if !isURI(l.ID) || l.Entries < LeastEntries || l.Entries > mostEntries || l.Entries%8 != 0 || !dated(l.From) || !l.Until.IsZero() && (!dated(l.Until) || l.Until.Unix() <= l.From.Unix()) {
		return "", fmt.Errorf("a status list needs an address, a size and times: %w", ErrMalformed)
	}
	bits := make([]byte, l.Entries/8)
	for _, at := range l.Revoked {
		if at < 0 || at >= l.Entries {
			return "", fmt.Errorf("place %d is not in a status list of %d: %w", at, l.Entries, ErrMalformed)
		}
		bits[at/8] |= 0x80 >> (at % 8) // the first place is the leftmost bit
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(bits); err != nil {
		return "", fmt.Errorf("packing a status list: %w", err)
	}
	if err := z.Close(); err != nil {
		return "", fmt.Errorf("packing a status list: %w", err)
	}
	subject := listSubjectDoc{ID: l.ID + "#list", Type: typeListSubject, Purpose: revocation, Encoded: "u" + base64.RawURLEncoding.EncodeToString(packed.Bytes())}
	return s.sign(listDoc{seal(s.did, l.ID, subject.ID, l.From, l.Until, typeList), s.did, subject})
}

// List is a list that was verified.
type List struct {
	ID   string
	bits []byte
}

// List reads a status list that this issuer signed.
// Errors: ErrMalformed, ErrIssuer, ErrSignature, ErrNotYet, ErrExpired (fetch it again).
func (k *Keys) List(token string, now time.Time) (*List, error) {
	payload, err := k.open(token, largestList)
	if err != nil {
		return nil, err
	}
	var doc listDoc
	if err := json.Unmarshal(payload, &doc); err != nil {
		return nil, fmt.Errorf("reading a status list: %w", ErrMalformed)
	}
	if err := doc.agrees(k.did, doc.Issuer, doc.Subject.ID, typeList); err != nil {
		return nil, err
	}
	if doc.Subject.Type != typeListSubject || doc.Subject.Purpose != revocation {
		return nil, fmt.Errorf("a status list is for something else: %w", ErrMalformed)
	}
	var until time.Time
	if doc.Exp != 0 {
		until = time.Unix(doc.Exp, 0)
	}
	if err := valid(time.Unix(doc.Nbf, 0), until, now); err != nil {
		return nil, err
	}
	bits, err := unpack(doc.Subject.Encoded)
	if err != nil {
		return nil, err
	}
	return &List{ID: doc.ID, bits: bits}, nil
}

// unpack reads the bits of a list, of which there may not be more than are signed here.
func unpack(encoded string) ([]byte, error) {
	encoded, found := strings.CutPrefix(encoded, "u") // base64url, as multibase says it
	packed, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil || !found {
		return nil, fmt.Errorf("reading the bits of a status list: %w", ErrMalformed)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking a status list: %w", ErrMalformed)
	}
	bits, err := io.ReadAll(io.LimitReader(z, mostEntries/8+1))
	if err != nil || len(bits) < LeastEntries/8 || len(bits) > mostEntries/8 {
		return nil, fmt.Errorf("unpacking a status list: %w", ErrMalformed)
	}
	return bits, nil
}

// Revoked reports whether a verified badge was revoked. Whoever has no list at hand does not know.
// Errors: ErrMalformed (another list, or none, is the badge's).
func (l *List) Revoked(b *Badge) (bool, error) {
	at := b.Status.Index
	if b.Status.List != l.ID || at < 0 || at >= 8*len(l.bits) {
		return false, fmt.Errorf("a badge does not stand in this status list: %w", ErrMalformed)
	}
	return l.bits[at/8]&(0x80>>(at%8)) != 0, nil
}
