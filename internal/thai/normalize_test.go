package thai_test

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jitasa/internal/thai"
)

func ExampleNormalize() {
	fmt.Println(thai.Normalize("เเม่ฮ่องสอน ๑๒ ธ.ค."))
	// Output: แม่ฮ่องสอน 12 ธ.ค.
}

func ExampleKey() {
	fmt.Println(thai.Key("Phang-nga"), thai.Key("จ. เลย"))
	// Output: phangnga จเลย
}

func ExampleFold() {
	fmt.Println(thai.Fold("เชียงใหม่") == thai.Fold("เชียงใหม"), thai.Fold("Hat Yai"))
	// Output: true hatyai
}

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"zero width", "ภู\u200bเ\u200cก็\u200dต\u2060\ufeff", "ภูเก็ต"},
		{"no-break space", "เชียง\u00a0ใหม่", "เชียง ใหม่"},
		{"nikhahit, sara aa", "น\u0e4dา", "นำ"},
		{"nikhahit, tone, sara aa", "น\u0e4d\u0e49า", "น\u0e49ำ"},
		{"tone, nikhahit, sara aa", "น\u0e49\u0e4dา", "น\u0e49ำ"},
		{"sara am, tone", "นำ\u0e49", "น\u0e49ำ"},
		{"two sara e", "เเพร่", "แพร่"},
		{"tone before vowel", "ท\u0e48\u0e35", "ท\u0e35\u0e48"},
		{"tone before vowel below", "ท\u0e48\u0e38ม", "ท\u0e38\u0e48ม"},
		{"tone twice", "ที\u0e48\u0e48", "ที\u0e48"},
		{"vowel twice", "ที\u0e35\u0e48", "ที\u0e48"},
		{"two tones", "ที\u0e48\u0e49", "ที\u0e48"},
		{"digits", "๐๑๒๓๔๕๖๗๘๙", "0123456789"},
		{"composed latin", "cafe\u0301", "café"},
		{"not NFKC", "นำ", "นำ"},
		{"case and spaces stay", "Hat  Yai", "Hat  Yai"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := thai.Normalize(c.in); got != c.want {
				t.Errorf("Normalize(%+q) = %+q, want %+q", c.in, got, c.want)
			}
		})
	}
}

func TestTrimParticles(t *testing.T) {
	for in, want := range map[string]string{
		"โคราชครับ": "โคราช", "โคราช นะคะ": "โคราช", "ขอนแก่นค่ะ!!": "ขอนแก่น", "surin please": "surin", "ชนะ": "ชนะ", "คณะ": "คณะ", "ราคา": "ราคา", "ครับ": "", "  ": "",
	} {
		if got := thai.TrimParticles(in); got != want {
			t.Errorf("TrimParticles(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMatchName(t *testing.T) {
	for in, want := range map[string]string{
		"นายสมชาย ใจดี": "สมชาย ใจดี", "น.ส.สมหญิง": "สมหญิง", "นางสาว สม  หญิง": "สม หญิง", "คุณ สมศรี": "สมศรี", "ด.ช. ก้อง": "ก้อง", "ผศ.ดร.มานะ": "มานะ",
		"พระ": "พระ", "นายิกา": "นายิกา", "Mr. John Smith": "john smith", "สมชาย\u00a0ใจดี": "สมชาย ใจดี", "": "",
	} {
		if got := thai.MatchName(in); got != want {
			t.Errorf("MatchName(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"น\u0e4d\u0e49า", "เเ่่ๆ๑", "ก\u0e48\u0e34\u0e3a\u0e38ำ\u0e49\u0e4dา", "e\u0301\u0e48", "\u200b", "\xff", "ํ่ํา"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := thai.Normalize(s)
		if twice := thai.Normalize(once); twice != once {
			t.Errorf("Normalize is not idempotent: %+q → %+q → %+q", s, once, twice)
		}
		if utf8.ValidString(s) && !norm.NFC.IsNormalString(once) {
			t.Errorf("Normalize(%+q) = %+q is not NFC", s, once)
		}
		if slow := thai.Normalize("水 " + s); slow != "水 "+once { // a Chinese letter takes the long way
			t.Errorf("the short way differs: %+q, %+q", "水 "+once, slow)
		}
		lower := thai.Lower(s)
		if again := thai.Lower(lower); again != lower {
			t.Errorf("Lower is not idempotent: %+q → %+q", lower, again)
		}
		l := thai.NewLine(lower)
		if len(l.Text) > len(lower) {
			t.Errorf("a line became longer")
		}
		if k := thai.Key(s); thai.Key(k) != k {
			t.Errorf("Key is not idempotent: %+q", k)
		}
		thai.Fold(s)
		thai.MatchName(s)
		thai.TrimParticles(lower)
	})
}
