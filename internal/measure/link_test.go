package measure_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/measure"
)

func links() measure.Links {
	return measure.Links{Key: []byte("the key of links: 32 bytes of it"), BaseURL: "https://bot.example.org"}
}

const base = "https://bot.example.org/r/"

func token(t interface{ Fatalf(string, ...any) }, link string) string {
	tok, ok := strings.CutPrefix(link, base)
	if !ok {
		t.Fatalf("%s does not lead to %s", link, base)
	}
	return tok
}

func TestLink(t *testing.T) {
	l := links()
	for _, want := range []measure.Ref{
		{"2026-12", "story-1", "32/th", "https://example.org/news/surin"},
		{"2026-12", "น้ำใจที่สุรินทร์", "/en", "http://example.org/?a=1&b=%E0%B8%81#x"},
		{"call-7", "map", "", "https://xn--12c1bik6bbd8ab6hd1b5jc6jta.com/ไทย"},
	} {
		link := l.Link(want.Campaign, want.Name, want.Variant, want.Target)
		if got, err := l.Read(token(t, link)); err != nil || got != want {
			t.Errorf("%+v became %+v, %v", want, got, err)
		}
		if again := l.Link(want.Campaign, want.Name, want.Variant, want.Target); again != link {
			t.Errorf("%s, then %s", link, again)
		}
	}
	if link := l.Link("2026-12", "story-1", "32/th", "https://example.org/news/surin"); len(link) >= 120 {
		t.Errorf("%s has %d characters", link, len(link))
	}
}

// What cannot be counted stays what it is: never a link that does not work.
func TestDirectLinks(t *testing.T) {
	me := "U" + strings.Repeat("0a", 16)
	for _, c := range [][4]string{
		{"c", "n", "", "tel:1784"}, {"c", "n", "", "line://nv/location"}, {"c", "n", "", "javascript:alert(1)"}, {"c", "n", "", "//evil.example"},
		{"c", "n", "", ""}, {"c", "n", "", "https://"}, {"c", "n", "", "https:///path"}, {"c", "n", "", "https://somebody@evil.example/"},
		{"c", "n", "", `https://a.example\@evil.example/`}, {"c", "n", "", "https://a.example/\r\nSet-Cookie: x=1"}, {"c", "n", "", "https://a.example:port/"},
		{"c", "n", "", "https://a.example/" + strings.Repeat("x", 800)}, {"c", "n", "", "HTTPS://a.example/"}, {"c", "n", "", "https://a.example/?u=" + me},
		{me, "n", "", "https://a.example/"}, {"c", me, "", "https://a.example/"}, {"c", "n", me, "https://a.example/"},
		{"", "n", "", "https://a.example/"}, {"c", "", "", "https://a.example/"}, {strings.Repeat("c", 65), "n", "", "https://a.example/"},
		{"c", "a\x00b", "", "https://a.example/"}, {"c", "n", "\xff", "https://a.example/"},
	} {
		if got := links().Link(c[0], c[1], c[2], c[3]); got != c[3] {
			t.Errorf("%q became %s", c, got)
		}
	}
}

// A token of which any bit is another leads nowhere; so do tokens of another key.
func TestTamperedTokens(t *testing.T) {
	l := links()
	good := token(t, l.Link("2026-12", "story-1", "32/th", "https://example.org/"))
	raw, err := base64.RawURLEncoding.DecodeString(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		bad := append([]byte(nil), raw...)
		bad[i/8] ^= 1 << (i % 8)
		if ref, err := l.Read(base64.RawURLEncoding.EncodeToString(bad)); !errors.Is(err, domain.ErrNotFound) {
			t.Fatalf("with bit %d changed it leads to %+v, %v", i, ref, err)
		}
	}
	other := links()
	other.Key = []byte("another key")
	for _, bad := range []string{"", "x", good[:len(good)-1], good + "A", good + "=", good[1:], strings.Repeat("A", 2000), token(t, other.Link("2026-12", "story-1", "32/th", "https://example.org/"))} {
		if ref, err := l.Read(bad); !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("%.40q leads to %+v, %v", bad, ref, err)
		}
	}
}

// FuzzToken: what a token says was said to Link, however the token came about.
func FuzzToken(f *testing.F) {
	l := links()
	f.Add(strings.TrimPrefix(l.Link("2026-12", "story-1", "32/th", "https://example.org/"), base), "c", "n", "32/th", "https://a.example/")
	f.Add("", "", "", "", "")
	f.Add("AAAAAAAAAAAAAAAAAAAA", "c\x00d", "n", "\xff", "http://[::1]/")
	f.Fuzz(func(t *testing.T, tok, campaign, name, variant, target string) {
		if ref, err := l.Read(tok); err == nil {
			if again := l.Link(ref.Campaign, ref.Name, ref.Variant, ref.Target); again != base+tok {
				t.Errorf("%q says %+v, whose link is %q", tok, ref, again)
			}
		} else if !errors.Is(err, domain.ErrNotFound) || ref != (measure.Ref{}) {
			t.Errorf("%q says %+v, %v", tok, ref, err)
		}
		link := l.Link(campaign, name, variant, target)
		if link == target {
			return
		}
		want := measure.Ref{Campaign: campaign, Name: name, Variant: variant, Target: target}
		if got, err := l.Read(token(t, link)); err != nil || got != want {
			t.Errorf("%+v became %+v, %v", want, got, err)
		}
		if len(link) > 1000 || !strings.HasPrefix(target, "http://") && !strings.HasPrefix(target, "https://") {
			t.Errorf("%q leads to %q", link, target)
		}
	})
}

// However an id of a person gets into what a link is made of, it is in no link
// that leads through us: not as it is, and not in what the link holds.
func TestNoPersonInALink(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		person := rapid.StringMatching(`U[0-9a-f]{32}`).Draw(r, "person")
		with := func(name string) string {
			text := rapid.StringMatching(`[a-z0-9/._-]{1,12}`).Draw(r, name)
			if rapid.Bool().Draw(r, name+" tells") {
				at := rapid.IntRange(0, len(text)).Draw(r, name+" at")
				text = text[:at] + person + text[at:]
			}
			return text
		}
		target := "https://example.org/" + with("path")
		link := links().Link(with("campaign"), with("name"), with("variant"), target)
		held, ok := strings.CutPrefix(link, base)
		if !ok {
			if link != target {
				r.Fatalf("%s leads to %s", link, target)
			}
			return
		}
		raw, err := base64.RawURLEncoding.DecodeString(held)
		if err != nil {
			r.Fatal(err)
		}
		if strings.Contains(link, person) || strings.Contains(string(raw), person) || strings.Contains(string(raw), person[1:]) {
			r.Fatalf("%s tells of %s", link, person)
		}
	})
}

func TestUnit(t *testing.T) {
	if got := measure.Unit("Call_7"); got != "Call_7" {
		t.Error(got)
	}
	seen := map[string]string{}
	for _, id := range []string{"2026-12", "2026_12", "2026.12", "", "ข่าว", strings.Repeat("a", 30), strings.Repeat("a", 31), strings.Repeat("a", 32), "[`^"} {
		unit := measure.Unit(id)
		if len(unit) > 30 || unit == "" || strings.Trim(unit, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" {
			t.Errorf("%q is counted under %q", id, unit)
		}
		if other, taken := seen[unit]; taken {
			t.Errorf("%q and %q are both counted under %q", id, other, unit)
		}
		seen[unit] = id
	}
}
