package access_test

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

func TestNewCode(t *testing.T) {
	seen, used := map[string]bool{}, map[rune]bool{}
	for range 2000 {
		code, err := access.NewCode(rand.Reader)
		if err != nil || len(code) != 16 || seen[code] || strings.ContainsAny(code, "01258BILOSUZ") {
			t.Fatalf("%q, %v", code, err)
		}
		for _, typed := range []string{access.Grouped(code), strings.ToLower(access.Grouped(code)), strings.ReplaceAll(access.Grouped(code), "-", " ")} {
			if read, ok := access.ReadCode(typed); !ok || read != code {
				t.Errorf("%q is read as %q", typed, read)
			}
		}
		seen[code] = true
		for _, r := range code {
			used[r] = true
		}
	}
	if len(used) != 24 { // with 16 letters of 24: 73 bits
		t.Errorf("made of %d letters and digits", len(used))
	}
}

// One digit, whichever, makes a code of letters.
func TestOneDigit(t *testing.T) {
	for digit := range 10 {
		typed := fmt.Sprintf("acde-fghj-kmnp-qrt%d", digit)
		if code, ok := access.ReadCode(typed); !ok || code != fmt.Sprintf("ACDEFGHJKMNPQRT%d", digit) {
			t.Errorf("%s: %s, %v", typed, code, ok)
		}
	}
}

func TestReadCode(t *testing.T) {
	for typed, want := range map[string]string{
		"abcd-efgh-jkmn-0003": "ABCDEFGHJKMN0003", "ABCD–EFGH—JKMN - 0003": "ABCDEFGHJKMN0003", "ABCDEFGHJKMN0003": "ABCDEFGHJKMN0003",
		" abcd efgh jkmn 0003 ": "ABCDEFGHJKMN0003", strings.Repeat("A", 39) + "1": strings.Repeat("A", 39) + "1",
		"ABCDEFGHJKMN003": "", "ABCDEFGHJKMNPQRS": "", "1234567890123456": "", "1234 5678 9012 3456": "", strings.Repeat("A", 40) + "1": "",
		"-ABCD-EFGH-JKMN-0003": "", "ABCD_EFGH_JKMN_0003": "", "ABCDEFGH JKMN0003": "", "กขคงจฉชซฌญฎฏฐฑฒ1": "", "": "", "I need 4 people for 2 days": "",
	} {
		if code, ok := access.ReadCode(typed); ok != (want != "") || ok && code != want {
			t.Errorf("%q is %q, %v; want %q", typed, code, ok, want)
		}
	}
	for typed, want := range map[string]bool{
		"KANYA-7341": true, "kanya – 7341": true, "KANYA7341": false, "KAN-73": false, "2569-11-23": false, "good-morning": false, "ABCD-EFGH-JKMN-0003": false,
	} {
		if access.OldForm(typed) != want {
			t.Errorf("%q of the old form: %v", typed, !want)
		}
	}
}

func TestCodesRunOut(t *testing.T) {
	now := time.Date(2026, time.November, 28, 9, 0, 0, 0, time.UTC)
	s, o := &domain.Staff{}, &domain.Organisation{}
	access.ForStaff(s, "A", now)
	access.ForManagers(o, "A", now)
	for _, c := range []struct {
		name  string
		after time.Duration
		good  func(time.Time) bool
		want  bool
	}{
		{"staff, in time", access.StaffCodeLasts - time.Millisecond, s.CodeGood, true},
		{"staff, late", access.StaffCodeLasts, s.CodeGood, false},
		{"managers, in time", access.OrganisationCodeLasts - time.Millisecond, o.CodeGood, true},
		{"managers, late", access.OrganisationCodeLasts, o.CodeGood, false},
		{"linked", 0, (&domain.Staff{Code: "A", CodeUntil: s.CodeUntil, Person: "p"}).CodeGood, false},
		{"disabled", 0, (&domain.Staff{Code: "A", CodeUntil: s.CodeUntil, DisabledAt: now}).CodeGood, false},
		{"of an old release", 0, (&domain.Staff{Code: "KANYA-7341"}).CodeGood, false},
		{"used up", 0, (&domain.Organisation{Code: "A", CodeUntil: o.CodeUntil}).CodeGood, false},
	} {
		if c.good(now.Add(c.after)) != c.want {
			t.Errorf("%s: good is %v", c.name, !c.want)
		}
	}
	if access.Revoke(o); o.CodeGood(now) || o.Code != "" {
		t.Error("a code that was revoked is good")
	}
}

func TestRefNamesNobody(t *testing.T) {
	person := "U0123456789abcdef0123456789abcdef"
	a, b := access.Ref([]byte("key"), person), access.Ref([]byte("other"), person)
	if a == b || strings.Contains(a, person[1:9]) || a != access.Ref([]byte("key"), person) {
		t.Errorf("%s, %s", a, b)
	}
}
