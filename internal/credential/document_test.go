package credential

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

func TestDID(t *testing.T) {
	for address, want := range map[string][2]string{ // the examples of the method's specification among them
		"https://w3c-ccg.github.io":            {"did:web:w3c-ccg.github.io", "/.well-known/did.json"},
		"https://Bot.Example.org/":             {"did:web:bot.example.org", "/.well-known/did.json"},
		"https://w3c-ccg.github.io/user/alice": {"did:web:w3c-ccg.github.io:user:alice", "/user/alice/did.json"},
		"https://example.com:3000/user/alice":  {"did:web:example.com%3A3000:user:alice", "/user/alice/did.json"},
	} {
		got, err := DID(address)
		if err != nil || got != want[0] || DocumentPath(got) != want[1] {
			t.Errorf("%s: %s at %s, %v", address, got, DocumentPath(got), err)
		}
	}
	for _, address := range []string{"", "http://example.org", "https://", "https://u@example.org", "https://example.org/?a", "https://example.org/#a", "https://ตัวอย่าง.ไทย", "https://example.org/a%2Fb"} {
		if got, err := DID(address); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %s, %v", address, got, err)
		}
	}
}

// The keys of RFC 8037, appendix A.1 and A.2.
func TestDocumentHasThePublicKey(t *testing.T) {
	seed, err := base64.RawURLEncoding.DecodeString("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSigner(did, "rfc8037", seed)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := Document(did, s.Public())
	if err != nil || !bytes.Contains(raw, []byte(`{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",`)) || bytes.Contains(raw, []byte("nWGxne")) {
		t.Errorf("%s, %v", raw, err)
	}
}

func TestDocumentIsRead(t *testing.T) {
	one, two := signer(t, did, "a", 1), signer(t, did, "b", 2)
	raw, err := Document(did, one.Public(), two.Public())
	if err != nil {
		t.Fatal(err)
	}
	change := func(from, to string) []byte { return []byte(strings.ReplaceAll(string(raw), from, to)) }
	for name, c := range map[string]struct {
		raw  []byte
		keys int // that can be verified with
	}{
		"as it is":              {raw, 2},
		"not to assert with":    {change(`"assertionMethod":["`+did+`#a",`, `"assertionMethod":[`), 1},
		"of another controller": {bytes.Replace(raw, []byte(`"controller":"`+did), []byte(`"controller":"did:web:evil.example.org`), 1), 1},
		"of another curve":      {bytes.Replace(raw, []byte("Ed25519"), []byte("X25519"), 1), 1},
		"two of one name":       {change("#b", "#a"), 0},
		"no keys":               {change("OKP", "EC"), 0},
		"too large":             {append(bytes.Repeat([]byte(" "), largestDocument), raw...), 0},
		"nothing":               {nil, 0},
	} {
		keys, err := ParseDocument(did, c.raw)
		if c.keys == 0 {
			if !errors.Is(err, ErrMalformed) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || len(keys.keys) != c.keys {
			t.Errorf("%s: %v, %v", name, keys, err)
		}
	}
	if _, err := Document(did, one.Public(), signer(t, did, "a", 2).Public()); !errors.Is(err, ErrMalformed) {
		t.Errorf("two keys of one name: %v", err)
	}
}
