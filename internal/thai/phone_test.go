package thai_test

import (
	"fmt"
	"strings"
	"testing"

	"jitasa/internal/thai"
)

func ExamplePhone() {
	fmt.Println(thai.Phone("โทร ๐๔๔-๕๑๑-๒๓๔ ต่อ ๑๒ นะคะ"))
	// Output: +6644511234 12 true
}

func TestPhone(t *testing.T) {
	for text, want := range map[string]string{
		"081-234-5678": "+66812345678", "๐๘๑ ๒๓๔ ๕๖๗๘": "+66812345678", "+66 81 234 5678": "+66812345678", "66812345678": "+66812345678", "+66(0)81-234-5678": "+66812345678",
		"0066812345678": "+66812345678", "(081) 234-5678": "+66812345678", "081.234.5678": "+66812345678", "02-123-4567": "+6621234567", "0 2123 4567": "+6621234567", "053-123456": "+6653123456",
		"โทร0812345678ครับ": "+66812345678", "0812345678 2 คน": "+66812345678", "081-234-5678, 089-999-9999": "+66812345678", "+44 20 7946 0958": "+442079460958", "10/08/2569 081-234-5678": "+66812345678",
	} {
		if got, _, ok := thai.Phone(text); !ok || got != want {
			t.Errorf("%s: %s, %t; want %s", text, got, ok, want)
		}
	}
	for text, want := range map[string]string{"044-511-234 ต่อ 12": "12", "044511234 ext. 305": "305", "044511234#7": "7", "044511234": "", "044511234 ต่อไป": ""} {
		if _, got, ok := thai.Phone(text); !ok || got != want {
			t.Errorf("%s: extension %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{
		"", "1669", "191", "1-2345-67890-12-3", "1234567890123", "08123456789", "081234567", "0412345678", "0112345678", "+660", "+66 12", "02-12-2569 9.00 น.", "2569", "ab0812345678", "+1 23", "++66812345678", "0000000000",
	} {
		if got, _, ok := thai.Phone(text); ok {
			t.Errorf("%s: %s, want none", text, got)
		}
	}
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"081-234-5678", "+66(0)81", "0066 2 123 4567 ต่อ 1", "+4420", "02-12-2569 9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hit, ok := thai.FindPhone(s)
		if !ok {
			return
		}
		digits, plus := strings.CutPrefix(hit.E164, "+")
		if !plus || len(digits) < 8 || len(digits) > 15 || strings.Trim(digits, "0123456789") != "" {
			t.Errorf("%q: %q is not E.164", s, hit.E164)
		}
		if n := len(thai.Normalize(s)); hit.Start < 0 || hit.End > n || hit.Start >= hit.End {
			t.Errorf("%q: span %d–%d of %d", s, hit.Start, hit.End, n)
		}
		if again, _, ok := thai.Phone(hit.E164); !ok || again != hit.E164 {
			t.Errorf("%q: %q reads back as %q", s, hit.E164, again)
		}
	})
}

func TestEmail(t *testing.T) {
	for text, want := range map[string]string{
		"a.b+c@Example.COM": "a.b+c@example.com", "อีเมลa@b.co.thครับ": "a@b.co.th", "<x_y@z-1.org>.": "x_y@z-1.org", "@a b@c.de": "b@c.de", "mail: me@here.net, thanks": "me@here.net",
	} {
		if got, ok := thai.Email(text); !ok || got != want {
			t.Errorf("%s: %s, %t; want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "@", "a@", "@b.com", "a@b", "a@b.", "a..b@c.com", ".a@c.com", "a@-b.com", "a@b..com", "a@1.2", "a b.com"} {
		if got, ok := thai.Email(text); ok {
			t.Errorf("%s: %s, want none", text, got)
		}
	}
}

func FuzzEmail(f *testing.F) {
	for _, s := range []string{"a@b.co", "@@a@b.co", "a@b.c", "x@y.zz-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := thai.Email(s)
		if !ok {
			return
		}
		if again, ok := thai.Email(got); !ok || again != got {
			t.Errorf("%q: %q reads back as %q", s, got, again)
		}
	})
}
