package typeset

import (
	"errors"
	"image/color"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/shaping"
	"pgregory.net/rapid"
)

// box is what the glyphs of a line really cover.
func (m mark) box(s *setter) (low, high point) {
	low, high = point{m.x, m.y}, point{m.x, m.y}
	m.text.each(s, m.x, m.y, func(r *run, g *shaping.Glyph, x, y, scale float64) {
		e, ok := s.faces[r.font].GlyphExtents(g.GlyphID)
		if !ok {
			return
		}
		left, top := x+float64(e.XBearing)*scale, y-float64(e.YBearing)*scale
		low = point{min(low.x, left), min(low.y, top)}
		high = point{max(high.x, left+float64(e.Width)*scale), max(high.y, top-float64(e.Height)*scale)}
	})
	return low, high
}

// texts are what people and organisations are called: Thai with every mark, Latin, mixed, without spaces, with what no font has.
func texts(most int) *rapid.Generator[string] {
	syllable := rapid.SampledFrom([]string{"ปิ่น", "น้ำ", "ผึ้ง", "กัญ", "ญู", "ฐู", "ฎุ", "ผู้", "ใหญ่", "ที่", "ปรึก", "ษา", "ฟื้น", "ฟู", "เปี๊ยะ", " ", " ", "Alexandra", "Wu", "O’Neil-", "ffi", "1,234", "๒๕๖๙", "🙏🏽", "漢", "\u200b", "\n"})
	return rapid.Custom(func(t *rapid.T) string {
		text := []rune(strings.Join(rapid.SliceOfN(syllable, 0, most/4).Draw(t, "syllables"), ""))
		return string(text[:min(len(text), most)])
	})
}

// Whatever a page says, nothing runs into anything else or out of the frame.
func TestNothingOverlaps(t *testing.T) {
	s := newSetter(t)
	rapid.Check(t, func(t *rapid.T) {
		p := Page{
			Lang: "th", Issuer: texts(60).Draw(t, "issuer"), Heading: texts(60).Draw(t, "heading"), Lead: texts(60).Draw(t, "lead"), Holder: texts(120).Draw(t, "holder"),
			Body: rapid.SliceOfN(texts(120), 0, 3).Draw(t, "body"), Small: rapid.SliceOfN(texts(100), 0, 3).Draw(t, "small"), QR: texts(100).Draw(t, "qr"),
			Rows: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Row { return Row{texts(24).Draw(t, "label"), texts(40).Draw(t, "value")} }), 0, 4).Draw(t, "rows"),
		}
		for _, f := range []format{paper(), screen()} {
			sheet, err := s.layOut(p, f)
			if err != nil {
				t.Fatalf("a page of ordinary length: %v", err)
			}
			if why := s.overlap(sheet, f); why != "" {
				t.Fatal(why)
			}
		}
	})
}

func (s *setter) overlap(sheet *sheet, f format) string {
	type taken struct {
		what      string
		low, high point
	}
	var all []taken
	inside := f.frame + 12*f.hair
	for _, m := range sheet.marks[3:] { // after the ornament, on which text may stand
		now := taken{what: "a shape"}
		if now.low, now.high = m.covers(s); len(m.shape) == 0 {
			now.what = string(m.text.runs[0].text)
		}
		if now.low.x < inside || now.low.y < inside || now.high.x > f.wide-inside || now.high.y > f.high-inside {
			return now.what + " leaves the frame"
		}
		for _, other := range all {
			if now.low.x < other.high.x && other.low.x < now.high.x && now.low.y < other.high.y && other.low.y < now.high.y {
				return now.what + " runs into " + other.what
			}
		}
		all = append(all, now)
	}
	return ""
}

func (m mark) covers(s *setter) (low, high point) {
	if len(m.shape) > 0 {
		return m.shape.bounds()
	}
	return m.box(s)
}

func TestOverlapIsSeen(t *testing.T) {
	s, f := newSetter(t), paper()
	sheet, err := s.layOut(Page{Heading: "a", Holder: "b"}, f)
	if err != nil {
		t.Fatal(err)
	}
	moved := *sheet
	moved.marks = append([]mark{}, sheet.marks...)
	last := len(moved.marks) - 1
	moved.marks[last].y = moved.marks[3].y
	moved.marks[last].x = moved.marks[3].x
	if s.overlap(sheet, f) != "" || s.overlap(&moved, f) == "" {
		t.Error("a name that stands on the heading is not seen")
	}
	moved.marks[last].x = 10
	if s.overlap(&moved, f) == "" {
		t.Error("a name outside of the frame is not seen")
	}
}

func TestLongNamesShrinkThenWrap(t *testing.T) {
	s, f := newSetter(t), paper()
	size := func(name string) (float64, int) {
		lines, err := s.fit(display, f.holder, f.holder*0.6, f.wide-2*f.side, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.wide > f.wide-2*f.side {
				t.Errorf("a line of %q is %.0f wide", name, l.wide)
			}
		}
		return lines[0].size, len(lines)
	}
	for _, c := range []struct {
		name  string
		whole bool // as large as can be
		lines int
	}{
		{"กัญญารัตน์ ปิ่นน้ำผึ้ง", true, 1},
		{"Alexandra Montgomery-Siriwattana Smith", false, 1},
		{strings.Repeat("พระครูวิสุทธิญาณ ", 5), false, 2},
		{strings.Repeat("ผู้ใหญ่", 16), false, 2}, // no space in it
		{strings.Repeat("W", 80), false, 3},
	} {
		at, lines := size(strings.TrimSpace(c.name))
		if (at == f.holder) != c.whole || lines != c.lines {
			t.Errorf("%q: size %.1f of %.0f, %d lines", c.name, at, f.holder, lines)
		}
	}
}

// A cut word keeps each letter with its vowels and marks.
func TestClusters(t *testing.T) {
	for word, want := range map[string]string{"ผู้ใหญ่": "ผู้|ให|ญ่", "เปี๊ยะ": "เปี๊|ยะ", "น้ำใจ": "น้ำ|ใจ", "ABC": "A|B|C", "ต่างๆ": "ต่า|งๆ"} {
		if got := strings.Join(clusters(word), "|"); got != want {
			t.Errorf("%s is cut %s, want %s", word, got, want)
		}
	}
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]string{"คณะกรรมการเพื่อประโยชน์": "คณะ|กรรมการ|เพื่อประ|โยชน์", "น้ำใจ": "น้ำ|ใจ", "ต่างๆนานา": "ต่างๆ|นานา", "a-b//c": "a-|b//|c", "เ": "เ", "": ""} {
		if got := strings.Join(syllables(word), "|"); got != want {
			t.Errorf("%s is cut %s, want %s", word, got, want)
		}
	}
}

func TestFamilyNamesStayTogether(t *testing.T) {
	if got := strings.Join(together(pieces("นวล ณ อยุธยา ใจดี", " ")), "|"); got != "นวล |ณ อยุธยา |ใจดี" {
		t.Errorf("a name is cut %s", got)
	}
}

// Whatever people write, it is set: marks without letters, other scripts, controls, what is no text at all.
func TestAnythingIsSet(t *testing.T) {
	press := New()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringN(0, 60, 240), rapid.StringOfN(rapid.RuneFrom([]rune("ก่้ัิีึืุู็ำะเแๆฯฺ์ํ \u200b\u200d\u202eAé")), 0, 60, -1), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 60), func(b []byte) string { return string(b) }))
		p := Page{Heading: text.Draw(t, "heading"), Holder: text.Draw(t, "holder"), Body: []string{text.Draw(t, "body")}, Rows: []Row{{text.Draw(t, "label"), text.Draw(t, "value")}}, Small: []string{text.Draw(t, "small")}}
		if _, err := press.PDF(p); err != nil {
			t.Fatal(err)
		}
		if _, err := press.Lacks(p.Holder); err != nil {
			t.Fatal(err)
		}
	})
}

func TestTooMuch(t *testing.T) {
	for name, p := range map[string]Page{
		"a long line": {Body: []string{strings.Repeat("ก", longestText+1)}},
		"many lines":  {Body: make([]string, mostLines+1)},
		"a long code": {QR: strings.Repeat("x", longestQR+1)},
		"long lines":  {Body: slices.Repeat([]string{strings.Repeat("WWWW ", 80)}, mostLines)},
	} {
		if _, err := New().PDF(p); !errors.Is(err, ErrTooMuch) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every accent can be read on its ground, and one that can be read already stays as it is.
func TestAccentIsReadable(t *testing.T) {
	white := color.RGBA{255, 255, 255, 255}
	rapid.Check(t, func(t *rapid.T) {
		in := color.RGBA{rapid.Byte().Draw(t, "r"), rapid.Byte().Draw(t, "g"), rapid.Byte().Draw(t, "b"), rapid.Byte().Draw(t, "a")}
		all := inksOf(in, white)
		for _, ink := range []color.RGBA{all.ink, all.soft, all.accent} {
			if c := contrast(ink, white); c < 4.5 {
				t.Fatalf("%v is %v with a contrast of %.2f", in, ink, c)
			}
		}
		in.A = 255
		if contrast(in, white) >= 4.5 && all.accent != in {
			t.Fatalf("%v became %v", in, all.accent)
		}
	})
}
