package domain_test

import (
	"testing"

	"jitasa/internal/domain"
)

func TestAcceptedLanguage(t *testing.T) {
	for _, c := range []struct {
		wanted []string
		want   string
	}{
		{[]string{"", "en-GB,en;q=0.9,th;q=0.8"}, "en"},
		{[]string{"th", "en"}, "th"},
		{[]string{"fr", "fr-CH, th;q=0.5"}, "th"},
		{[]string{"th_TH.UTF-8"}, "th"},
		{[]string{"C.UTF-8"}, ""},
		{[]string{"EN"}, "en"},
		{[]string{"fr-TH"}, ""}, // a region is no language
		{nil, ""},
	} {
		if got := domain.Accepted(c.wanted...); got != c.want {
			t.Errorf("of %q the reader gets %q; want %q", c.wanted, got, c.want)
		}
	}
}

func TestLanguageOfAText(t *testing.T) {
	for text, want := range map[string]string{"สวัสดี hello": "th", "hello": "en", "123 🙏": "", "မင်္ဂလာပါ": ""} {
		if got := domain.WrittenIn(text); got != want {
			t.Errorf("%s is said to be %q; want %q", text, got, want)
		}
	}
}

// A page offers one other language; going on, each is reached, and then the first again.
func TestNextLanguageComesRound(t *testing.T) {
	tag := domain.DefaultLanguage()
	for _, l := range domain.Languages() {
		if tag != l.Tag {
			t.Errorf("%s follows; want %s", tag, l.Tag)
		}
		tag = domain.NextLanguage(tag)
	}
	if tag != domain.DefaultLanguage() {
		t.Errorf("after the last comes %s", tag)
	}
}
