package shifts

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Codes makes and knows the codes by which people check in: six digits, which follow from the shift and the time under a
// key, and are kept nowhere. The zero value knows none.
type Codes struct{ key []byte }

// NewCodes makes codes under a key that comes from the master key.
func NewCodes(master []byte) (Codes, error) {
	key, err := hkdf.Key(sha256.New, master, nil, "jitasa/check-in", sha256.Size)
	if err != nil {
		return Codes{}, fmt.Errorf("deriving the key of check-in codes: %w", err)
	}
	return Codes{key}, nil
}

// How long codes are good.
const (
	// codeStep is how often the code that is shown changes. It is good until the one after it ends: long enough to be read out to a
	// crowd, too short for a picture of it to travel far.
	codeStep = 2 * time.Minute
	// stretch is how long a code from paper is shown.
	stretch = 30 * time.Minute
	// passLasts is how long somebody who has typed a code may take to sign up.
	passLasts = time.Hour
	digits    = 6
)

func (c Codes) mac(parts ...string) []byte {
	mac := hmac.New(sha256.New, c.key)
	mac.Write([]byte(strings.Join(parts, "\x00")))
	return mac.Sum(nil)
}

func (c Codes) code(kind, shift string, at int64) string {
	sum := c.mac(kind, shift, strconv.FormatInt(at, 10))
	return fmt.Sprintf("%0*d", digits, binary.BigEndian.Uint64(sum)%1_000_000)
}

// Now is the code of a shift, and until when it is good.
func (c Codes) Now(shift string, now time.Time) (code string, until time.Time) {
	step := now.Truncate(codeStep)
	return c.code("now", shift, step.Unix()), step.Add(2 * codeStep)
}

// live reports whether a code is one of now, or the one before, or after.
func (c Codes) live(shift, code string, now time.Time) bool {
	step := now.Truncate(codeStep)
	for _, at := range []time.Time{step.Add(-codeStep), step, step.Add(codeStep)} {
		if len(c.key) > 0 && c.code("now", shift, at.Unix()) == code {
			return true
		}
	}
	return false
}

// Stretch is a part of a shift with the code that is shown on paper meanwhile.
type Stretch struct {
	From, To time.Time
	Code     string
}

// Paper are the codes of a shift for a place where phones are offline.
func (c Codes) Paper(s *Shift) (all []Stretch) {
	for at := s.From.Add(-opensBefore).Truncate(stretch); len(c.key) > 0 && at.Before(s.To); at = at.Add(stretch) {
		all = append(all, Stretch{From: at, To: at.Add(stretch), Code: c.code("paper", s.ID, at.Unix())})
	}
	return all
}

// paper tells since when somebody was there who has a code from paper: it is redeemed from when it is shown to the evening of the day after the shift.
func (c Codes) paper(s *Shift, code string, now time.Time) (at time.Time, ok bool) {
	if !now.Before(s.keptUntil(now.Location())) {
		return at, false
	}
	for _, p := range c.Paper(s) {
		if p.Code != code || now.Before(p.From) {
			continue
		}
		if now.Before(p.To) && now.Before(s.To) {
			return now, true
		}
		if p.From.Before(s.From) {
			return s.From, true
		}
		return p.From, true
	}
	return at, false
}

// keptUntil is until when it can be said that somebody was there: the evening of the day after.
func (s *Shift) keptUntil(zone *time.Location) time.Time {
	to := s.To.In(zone)
	return time.Date(to.Year(), to.Month(), to.Day()+1, sleeps, 0, 0, 0, zone)
}

// pass lets somebody in who typed a good code and has to sign up first.
func (c Codes) pass(shift, person string, now time.Time) string {
	at := strconv.FormatInt(now.Unix(), 36)
	return at + "." + base64.RawURLEncoding.EncodeToString(c.mac("pass", shift, person, at)[:9]) + "." + shift
}

// passes reads a pass.
func (c Codes) passes(pass, person string, now time.Time) (shift string, ok bool) {
	at, rest, _ := strings.Cut(pass, ".")
	_, shift, _ = strings.Cut(rest, ".")
	made, err := strconv.ParseInt(at, 36, 64)
	if err != nil || len(c.key) == 0 {
		return "", false
	}
	then := time.Unix(made, 0)
	return shift, now.Sub(then) <= passLasts && hmac.Equal([]byte(c.pass(shift, person, then)), []byte(pass))
}

// ReadCode reads a code as people type it, in one piece or in groups. False: it is none.
func ReadCode(text string) (string, bool) {
	code := strings.NewReplacer(" ", "", "-", "", "–", "").Replace(strings.TrimSpace(text))
	if len(code) != digits {
		return "", false
	}
	for _, r := range code {
		if r < '0' || r > '9' {
			return "", false
		}
	}
	return code, true
}

// Grouped is a code as people read it.
func Grouped(code string) string { return code[:digits/2] + " " + code[digits/2:] }
