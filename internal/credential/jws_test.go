package credential

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// One byte changed, left out or added, wherever, and it is no certificate any more.
func TestOneByteChanged(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	token := issued(t, s, example())
	if _, err := keys.Verify(token, noon); err != nil {
		t.Fatal(err)
	}
	refused := func(changed string) {
		t.Helper()
		if b, err := keys.Verify(changed, noon); err == nil || b != nil {
			t.Fatalf("changed at some place, it is still valid: %q", changed)
		} else if strings.Contains(err.Error(), "ปิ่น") {
			t.Fatalf("the error names the holder: %v", err)
		}
	}
	for i := range len(token) {
		for _, by := range []byte{1, 2, 4, 16, 32, 128} {
			changed := []byte(token)
			changed[i] ^= by
			refused(string(changed))
		}
		refused(token[:i] + token[i+1:])
		for _, added := range []string{"A", "=", ".", "\n", " ", "\x00"} {
			refused(token[:i] + added + token[i:])
		}
		refused(token[:i])
	}
	refused(token + "\n")
	refused(token + "A")
	for i := range token { // the last letter of a part has bits that decoders pass over
		if i+1 < len(token) && token[i+1] != '.' {
			continue
		}
		for _, letter := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
			if changed := token[:i] + string(letter) + token[i+1:]; changed != token {
				refused(changed)
			}
		}
	}
}

// forge signs whatever it is given, with any head.
func forge(head, payload string, sign func([]byte) []byte) string {
	signed := base64.RawURLEncoding.EncodeToString([]byte(head)) + "." + base64.RawURLEncoding.EncodeToString([]byte(payload))
	return signed + "." + base64.RawURLEncoding.EncodeToString(sign([]byte(signed)))
}

// The head of a JWT is the sender's word: it chooses nothing.
func TestHeadChoosesNothing(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	payload := string(payloadOf(t, issued(t, s, example())))
	ours := func(signed []byte) []byte { return ed25519.Sign(s.private, signed) }
	kid := `"kid":"` + did + `#2026-1"`
	if _, err := keys.Verify(forge(`{"alg":"EdDSA",`+kid+`,"typ":"JWT"}`, payload, ours), noon); err != nil {
		t.Fatalf("the head that is ours: %v", err)
	}
	mac := func(signed []byte) []byte {
		h := hmac.New(sha256.New, s.Public().Key)
		h.Write(signed)
		return h.Sum(nil)
	}
	for head, sign := range map[string]func([]byte) []byte{
		`{"alg":"none",` + kid + `,"typ":"JWT"}`:                  func([]byte) []byte { return nil },
		`{"alg":"HS256",` + kid + `,"typ":"JWT"}`:                 mac,
		`{"alg":"Ed448",` + kid + `,"typ":"JWT"}`:                 ours,
		`{"alg":"eddsa",` + kid + `,"typ":"JWT"}`:                 ours,
		`{"alg":"EdDSA","alg":"none",` + kid + `,"typ":"JWT"}`:    ours,
		`{"alg":"EdDSA","ALG":"none",` + kid + `,"typ":"JWT"}`:    ours,
		`{"alg":"EdDSA",` + kid + `,"typ":"JWT","crit":["b64"]}`:  ours,
		`{"alg":"EdDSA",` + kid + `,"typ":"JWT","jwk":{"x":"a"}}`: ours,
		`{"alg":"EdDSA",` + kid + `,"typ":"at+jwt"}`:              ours,
		`{"alg":"EdDSA", ` + kid + `,"typ":"JWT"}`:                ours,
		`{"alg":"EdDSA",` + kid + `,"typ":"JWT"} `:                ours,
		`[]`: ours,
		``:   ours,
	} {
		if _, err := keys.Verify(forge(head, payload, sign), noon); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", head, err)
		}
	}
}

func TestSomebodyElse(t *testing.T) {
	ours, theirs := signer(t, did, "2026-1", 1), signer(t, did, "2026-1", 2)
	keys := keysOf(t, did, ours)
	if _, err := keys.Verify(issued(t, theirs, example()), noon); !errors.Is(err, ErrSignature) {
		t.Errorf("another key of our key's name: %v", err)
	}
	elsewhere := signer(t, "did:web:evil.example.org", "2026-1", 1)
	if _, err := keys.Verify(issued(t, elsewhere, example()), noon); !errors.Is(err, ErrIssuer) {
		t.Errorf("another issuer with our key: %v", err)
	}
	doc := example().doc("did:web:evil.example.org")
	token, err := ours.sign(doc)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Verify(token, noon); !errors.Is(err, ErrIssuer) {
		t.Errorf("our signature under another issuer's name: %v", err)
	}
	raw, err := Document("did:web:evil.example.org", theirs.Public())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseDocument(did, raw); !errors.Is(err, ErrIssuer) {
		t.Errorf("another issuer's document: %v", err)
	}
}

// A credential whose two halves disagree would be read differently by different verifiers.
func TestContradictions(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	for name, change := range map[string]func(*badgeDoc){
		"iss":          func(d *badgeDoc) { d.Iss = "did:web:evil.example.org" },
		"jti":          func(d *badgeDoc) { d.Jti = "urn:uuid:0" },
		"sub":          func(d *badgeDoc) { d.Sub = "urn:uuid:0" },
		"nbf":          func(d *badgeDoc) { d.Nbf++ },
		"exp":          func(d *badgeDoc) { d.Exp++ },
		"no exp":       func(d *badgeDoc) { d.Exp = 0 },
		"no end":       func(d *badgeDoc) { d.ValidUntil = "" },
		"type":         func(d *badgeDoc) { d.Type = []string{typeVC} },
		"context":      func(d *badgeDoc) { d.Context = nil },
		"status":       func(d *badgeDoc) { d.Status.Purpose = "suspension" },
		"status place": func(d *badgeDoc) { d.Status.Index = "1e3" },
		"a date":       func(d *badgeDoc) { d.Subject.Start = "yesterday" },
	} {
		doc := example().doc(did)
		change(&doc)
		token, err := s.sign(doc)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := keys.Verify(token, noon); !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrIssuer) || b != nil && err == nil {
			t.Errorf("%s: %v, %v", name, b, err)
		}
	}
}

func TestKeysAreTurnedOver(t *testing.T) {
	old, now, stolen := signer(t, did, "2026-1", 1), signer(t, did, "2027-1", 2), signer(t, did, "2026-2", 3)
	keys := keysOf(t, did, now, old)
	for _, s := range []*Signer{old, now} {
		if _, err := keys.Verify(issued(t, s, example()), noon); err != nil {
			t.Errorf("%s: %v", s.key, err)
		}
	}
	if _, err := keys.Verify(issued(t, stolen, example()), noon); !errors.Is(err, ErrIssuer) {
		t.Errorf("a key that was taken out: %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	huge := forge(`{"alg":"EdDSA","kid":"`+did+`#2026-1","typ":"JWT"}`, `{"a":"`+strings.Repeat("a", largestBadge)+`"}`, func(b []byte) []byte { return ed25519.Sign(s.private, b) })
	if _, err := keys.Verify(huge, noon); !errors.Is(err, ErrMalformed) {
		t.Errorf("a JWT of %d bytes: %v", len(huge), err)
	}
}

// Whatever is read, nothing panics, and what is valid is what was signed.
func FuzzVerify(f *testing.F) {
	s := signer(f, did, "2026-1", 1)
	keys := keysOf(f, did, s)
	token := issued(f, s, example())
	for _, seed := range []string{token, token + ".", "..", "", token[:100], "eyJhbGciOiJub25lIn0..", strings.ToUpper(token)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := keys.Verify(text, noon); err == nil && text != token {
			t.Errorf("valid, but never signed: %q", text)
		}
	})
}

// What a badge says is read from a document that was signed, by whatever version: any JSON, never a panic, and what is accepted can be issued again.
func FuzzBadge(f *testing.F) {
	s := signer(f, did, "2026-1", 1)
	f.Add(payloadOf(f, issued(f, s, example())))
	f.Add([]byte(`{"validFrom":"2026-01-01T00:00:00Z","credentialStatus":{}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var doc badgeDoc
		if json.Unmarshal(raw, &doc) != nil {
			return
		}
		b, err := doc.badge()
		if err != nil {
			return
		}
		if _, err := s.Issue(*b); err != nil {
			t.Errorf("read, but not to be written: %v\n%s", err, raw)
		}
	})
}

func FuzzParseDocument(f *testing.F) {
	raw, err := Document(did, signer(f, did, "2026-1", 1).Public(), signer(f, did, "2026-2", 2).Public())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(bytes.ReplaceAll(raw, []byte("Ed25519"), []byte("X25519")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		keys, err := ParseDocument(did, raw)
		if err != nil {
			return
		}
		for id, key := range keys.keys {
			if len(key) != ed25519.PublicKeySize {
				t.Errorf("key %s has %d bytes", id, len(key))
			}
		}
	})
}

func BenchmarkIssueAndVerify(b *testing.B) {
	s := signer(b, did, "2026-1", 1)
	keys := keysOf(b, did, s)
	for b.Loop() {
		if _, err := keys.Verify(issued(b, s, example()), noon.Add(time.Hour)); err != nil {
			b.Fatal(err)
		}
	}
}
