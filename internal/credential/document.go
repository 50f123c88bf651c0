package credential

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// PublicKey is a key of an issuer, by its name.
type PublicKey struct {
	Name string
	Key  ed25519.PublicKey
}

// DID is the did:web of whoever has this https address (https://w3c-ccg.github.io/did-method-web/): of
// https://bot.example.org it is did:web:bot.example.org, of https://example.org:8443/a did:web:example.org%3A8443:a.
func DID(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("a did:web needs a plain https address: %w", ErrMalformed)
	}
	did := "did:web:" + strings.ReplaceAll(strings.ToLower(u.Host), ":", "%3A")
	if path := strings.Trim(u.EscapedPath(), "/"); path != "" {
		did += ":" + strings.ReplaceAll(path, "/", ":")
	}
	if !isDID(did) {
		return "", fmt.Errorf("a did:web needs an address of letters, digits, hyphens and dots: %w", ErrMalformed)
	}
	return did, nil
}

// DocumentPath is where a did:web's document has to be served, on its host: "/.well-known/did.json", or "/a/did.json".
func DocumentPath(did string) string {
	parts := strings.Split(strings.TrimPrefix(did, "did:web:"), ":")
	if len(parts) == 1 {
		return "/.well-known/did.json"
	}
	return "/" + strings.Join(parts[1:], "/") + "/did.json"
}

var (
	didForm = regexp.MustCompile(`^did:web:[a-z0-9.-]+(%3A[0-9]+)?(:[A-Za-z0-9._~-]+)*$`)
	keyForm = regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)
)

func isDID(text string) bool     { return len(text) <= 500 && didForm.MatchString(text) }
func isKeyName(text string) bool { return keyForm.MatchString(text) }

// documentDoc is a DID document (https://www.w3.org/TR/did-core/).
type documentDoc struct {
	Context   []string    `json:"@context"`
	ID        string      `json:"id"`
	Methods   []methodDoc `json:"verificationMethod"`
	Assertion []string    `json:"assertionMethod"`
}

type methodDoc struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Controller string `json:"controller"`
	Key        jwkDoc `json:"publicKeyJwk"`
}

// jwkDoc is a public key as RFC 8037 writes it. It has no room for a secret one.
type jwkDoc struct {
	Kty string `json:"kty"`
	Crv string `json:"crv"`
	X   string `json:"x"`
	Kid string `json:"kid,omitempty"`
	Alg string `json:"alg,omitempty"`
}

// Document is the issuer's DID document (media type application/did+json). It lists every key whose credentials are to be valid: those that
// sign no more too, but not one that was stolen. The same keys are the same document.
func Document(did string, keys ...PublicKey) ([]byte, error) {
	if !isDID(did) || len(keys) == 0 || len(keys) > mostKeys {
		return nil, fmt.Errorf("a document needs a did:web and one to %d keys: %w", mostKeys, ErrMalformed)
	}
	d := documentDoc{Context: []string{"https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"}, ID: did}
	for _, k := range keys {
		id := did + "#" + k.Name
		if !isKeyName(k.Name) || len(k.Key) != ed25519.PublicKeySize || slices.Contains(d.Assertion, id) {
			return nil, fmt.Errorf("a key has no name, or that of another: %w", ErrMalformed)
		}
		d.Methods = append(d.Methods, methodDoc{
			ID: id, Type: "JsonWebKey2020", Controller: did,
			Key: jwkDoc{Kty: "OKP", Crv: "Ed25519", X: base64.RawURLEncoding.EncodeToString(k.Key), Kid: k.Name, Alg: "EdDSA"},
		})
		d.Assertion = append(d.Assertion, id)
	}
	return encode(d)
}

// Keys are those of one issuer, with which credentials are verified.
type Keys struct {
	did  string
	keys map[string]ed25519.PublicKey // by their full id
}

const (
	mostKeys        = 50
	largestDocument = 64 << 10
)

// ParseDocument reads the DID document of this issuer. Keys of other kinds and for other purposes are left out.
// Errors: ErrMalformed, ErrIssuer (somebody else's document).
func ParseDocument(did string, raw []byte) (*Keys, error) {
	var d documentDoc
	if len(raw) > largestDocument || json.Unmarshal(raw, &d) != nil || len(d.Methods) > mostKeys {
		return nil, fmt.Errorf("reading a DID document: %w", ErrMalformed)
	}
	if !isDID(did) || d.ID != did {
		return nil, ErrIssuer
	}
	k := &Keys{did: did, keys: map[string]ed25519.PublicKey{}}
	for _, m := range d.Methods {
		x, err := base64.RawURLEncoding.Strict().DecodeString(m.Key.X)
		usable := m.Controller == did && m.Key.Kty == "OKP" && m.Key.Crv == "Ed25519" && slices.Contains(d.Assertion, m.ID)
		if err != nil || !usable || len(x) != ed25519.PublicKeySize {
			continue
		}
		if k.keys[m.ID] != nil {
			return nil, fmt.Errorf("a DID document has two keys of one name: %w", ErrMalformed)
		}
		k.keys[m.ID] = x
	}
	if len(k.keys) == 0 {
		return nil, fmt.Errorf("a DID document has no key to verify with: %w", ErrMalformed)
	}
	return k, nil
}
