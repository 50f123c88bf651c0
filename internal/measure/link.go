package measure

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/domain"
)

// Path is where links lead to, below the base address.
const Path = "/r/"

const (
	// macBytes of HMAC-SHA256 sign a link: nobody guesses 96 bits over HTTP.
	macBytes = 12
	// maxName bounds the names in a link, in bytes.
	maxName = 64
	// maxURL is the longest address that a button takes on LINE, in characters.
	maxURL = 1000
)

// Life is how long clicks and responses are kept: one year can be held against the one before.
const Life = 365 * 24 * time.Hour

// Links makes the links of campaigns and reads them. It is safe for concurrent use.
type Links struct {
	Key     []byte // signs them; must stay secret. With another key, older links end.
	BaseURL string // of the public pages, without a slash at the end
}

// NewLinks makes links under a key that comes from the master key.
func NewLinks(master []byte, baseURL string) (Links, error) {
	key, err := hkdf.Key(sha256.New, master, nil, "jitasa/links", sha256.Size)
	if err != nil {
		return Links{}, fmt.Errorf("deriving the key of links: %w", err)
	}
	return Links{Key: key, BaseURL: baseURL}, nil
}

// Ref is what a link says.
type Ref struct {
	Campaign string
	Name     string // of the link within the campaign
	Variant  string // whom it was written for, as in [domain.Variant]; never one person
	Target   string // http or https
}

// Link is the address that leads to the target and counts. The same arguments
// give the same address. What cannot be counted is the target itself: what is no
// web page, does not fit, or holds what looks like somebody's id.
func (l Links) Link(campaign, name, variant, target string) string {
	payload, ok := Ref{campaign, name, variant, target}.pack()
	if !ok {
		return target
	}
	measured := l.BaseURL + Path + base64.RawURLEncoding.EncodeToString(append(l.mac(payload), payload...))
	if len(measured) > maxURL {
		return target
	}
	return measured
}

// Read tells what a token, the last part of a link, says. One that was not made
// with the key is domain.ErrNotFound.
func (l Links) Read(token string) (Ref, error) {
	lost := fmt.Errorf("reading a link: %w", domain.ErrNotFound)
	if len(token) > maxURL {
		return Ref{}, lost
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) < macBytes {
		return Ref{}, lost
	}
	payload := raw[macBytes:]
	if !hmac.Equal(raw[:macBytes], l.mac(payload)) {
		return Ref{}, lost
	}
	ref, ok := unpack(string(payload))
	if !ok {
		return Ref{}, lost
	}
	return ref, nil
}

func (l Links) mac(payload []byte) []byte {
	mac := hmac.New(sha256.New, l.Key)
	mac.Write([]byte("jitasa/link\x00"))
	mac.Write(payload)
	return mac.Sum(nil)[:macBytes]
}

// The first character of the rest of a target stands for what it begins with:
// nearly all of them begin alike, and each character counts.
const (
	secure = "s" // https://
	plain  = "p" // http://
)

// between parts nothing else in them.
const between = "\x00"

// pack is the ref in as few bytes as are needed; false: it cannot be a link.
func (r Ref) pack() ([]byte, bool) {
	rest, ok := strings.CutPrefix(r.Target, "https://")
	scheme := secure
	if !ok {
		rest, ok = strings.CutPrefix(r.Target, "http://")
		scheme = plain
	}
	if !ok || !r.fit() {
		return nil, false
	}
	return []byte(strings.Join([]string{r.Campaign, r.Name, r.Variant, scheme + rest}, between)), true
}

func unpack(payload string) (Ref, bool) {
	parts := strings.Split(payload, between)
	if len(parts) != 4 || parts[3] == "" {
		return Ref{}, false
	}
	r := Ref{Campaign: parts[0], Name: parts[1], Variant: parts[2]}
	switch parts[3][:1] {
	case secure:
		r.Target = "https://" + parts[3][1:]
	case plain:
		r.Target = "http://" + parts[3][1:]
	default:
		return Ref{}, false
	}
	return r, r.fit()
}

// personal is what an id of somebody, or of a group, looks like on LINE.
var personal = regexp.MustCompile(`[UCR][0-9a-f]{32}`)

// fit reports whether the ref can be a link that leads to a page and tells nobody's id.
func (r Ref) fit() bool {
	for _, part := range []string{r.Campaign, r.Name, r.Variant, r.Target} {
		if !utf8.ValidString(part) || strings.ContainsFunc(part, unicode.IsControl) || personal.MatchString(part) {
			return false
		}
	}
	if r.Campaign == "" || r.Name == "" || max(len(r.Campaign), len(r.Name), len(r.Variant)) > maxName {
		return false
	}
	to, err := url.Parse(r.Target)
	return err == nil && to.Hostname() != "" && to.User == nil && !strings.Contains(r.Target, `\`)
}
