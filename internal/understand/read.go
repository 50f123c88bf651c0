package understand

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/place"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
	"jitasa/internal/understand/sense"
)

// Reader understands texts. It is immutable and safe for concurrent use.
type Reader struct {
	places            *place.Gazetteer
	lexicon           lexicon
	news              lexicon // for texts about the newsletter
	slips             slips
	pointers          lexicon
	sense             *sense.Reader
	toThai, toEnglish *strings.Replacer
}

// New makes a reader over the gazetteer.
func New(g *place.Gazetteer) *Reader {
	r := &Reader{places: g, lexicon: newLexicon()}
	r.news = r.lexicon.withNews()
	r.slips = r.lexicon.slips()
	r.pointers = newPointers(r.lexicon)
	r.sense = sense.New()
	r.toThai, r.toEnglish = newLayouts()
	return r
}

// maxRead bounds how much of a text is read, in bytes: what a person wants
// stands at its beginning, and nobody may make the bot slow.
const maxRead = 1500

// Read makes of a text what can be made of it; now is the moment it was
// written, from which relative dates count. It reads the first 500 letters.
func (r *Reader) Read(text string, now time.Time) Result {
	raw := clean(text)
	out := r.read(raw, now)
	if !out.Known() && out.DateError == nil {
		if other, ok := r.otherLayout(raw, now); ok {
			out = other
		}
	}
	out.Input = text
	return out
}

// clean normalises the beginning of a text; control characters become spaces.
func clean(text string) string {
	return unstretched(thai.Normalize(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, thai.Normalize(thai.Head(text, maxRead)))))
}

// unstretched is a text without letters that are drawn out: ขอบคุณคับบบ is ขอบคุณคับ, ค่าาา is ค่า.
func unstretched(s string) string {
	stretched := false
	for i := 0; i+9 <= len(s); i++ {
		if s[i] == 0xe0 && s[i:i+3] == s[i+3:i+6] && s[i:i+3] == s[i+6:i+9] {
			stretched = true
			break
		}
	}
	if !stretched {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		letter := s[i : i+n]
		run := 1
		for strings.HasPrefix(s[i+run*n:], letter) {
			run++
		}
		end := i + run*n
		if run >= 3 && s[i] == 0xe0 && (letter >= "ะ" || end == len(s) || s[end] == ' ') { // เป็นนนทบุรี has three, ลบชื่อออก too
			b.WriteString(letter)
		} else {
			b.WriteString(s[i:end])
		}
		i = end
	}
	return b.String()
}

func (r *Reader) read(raw string, now time.Time) Result {
	var out Result
	rest := takeEmail(&out, withoutLinks(raw))
	rest = takePhone(&out, thai.Lower(rest))
	if w := emoji(rest); w != "" {
		out.Word, out.Sure = w, true
		return out
	}
	rest = takeMoments(&out, monthlyNews(rest), now)
	rest, s := r.takePlace(&out, rest)
	if out.Place == "" && out.Places == nil {
		if without, ok := r.mendPlace(&out, rest, s); ok {
			s = r.say(without)
		}
	}
	s.into(&out)
	lower := thai.Lower(raw)
	means := r.sense.Read(s.lineOf(lower))
	seeks := seeksPeople(lower)
	if seeks && out.Intent != Unsubscribe {
		out.Intent, out.Word, out.Sure = SOS, "", false
	}
	if !seeks && !announces(lower) {
		out.danger(harm(&means, lower))
	}
	out.foreign(raw)
	r.refer(&out, rest, s)
	if !means.Asks { // a name with a slip, before a model that knows no names guesses at it: ลบบุรี deletes nothing
		r.mend(&out, s)
	}
	r.ask(&out, lower, &means, s.unknown == 0)
	if means.Asks {
		r.mend(&out, s)
	}
	return out
}

// monthlyNews names the newsletter by its name where it is called the news of this month, which is no date to look for work.
func monthlyNews(s string) string {
	if !strings.Contains(s, "ข่าว") && !strings.Contains(s, "news") {
		return s
	}
	for _, said := range []string{"ข่าวเดือนนี้", "ข่าวของเดือนนี้", "ข่าวประจำเดือนนี้"} {
		s = strings.ReplaceAll(s, said, "จดหมายข่าว")
	}
	for _, said := range []string{"this month's news", "this month’s news", "news of this month", "news this month", "the news of the month"} {
		s = strings.ReplaceAll(s, said, "newsletter")
	}
	return s
}

// blank is what stands for a part of the text that has been understood.
const blank = " | "

func takeEmail(out *Result, s string) string {
	address, from, to, ok := thai.FindEmail(s)
	if !ok {
		return s
	}
	out.Email = address
	return s[:from] + blank + s[to:]
}

func takePhone(out *Result, s string) string {
	hit, ok := thai.FindPhone(s)
	if !ok {
		return s
	}
	out.Phone, out.Ext = hit.E164, hit.Ext
	return s[:hit.Start] + blank + s[hit.End:]
}

// takeMoments takes the first date and the first time; further ones are only taken away.
func takeMoments(out *Result, s string, now time.Time) string {
	found := when.FindMoments(s, now)
	out.Part = found.Part
	type span struct{ from, to int }
	var spans []span
	past := 0 // what is said about one day says nothing about the next
	for _, d := range found.Dates {
		end, no := excluded(s[past:], d.Start-past, d.End-past)
		end += past
		past = end
		switch {
		case no || out.DateFrom != "" || out.DateError != nil:
		case d.Err != nil:
			out.DateError = d.Err
		default:
			out.From, out.To = d.From, d.To
			out.DateFrom, out.DateTo = d.From.String(), d.To.String()
		}
		spans = append(spans, span{d.Start, end})
	}
	for n, c := range found.Times {
		if n == 0 && c.Err == nil {
			out.Time = c.Clock.String()
		}
		spans = append(spans, span{c.Start, c.End})
	}
	slices.SortFunc(spans, func(a, b span) int { return b.from - a.from })
	for _, at := range spans {
		s = s[:at.from] + blank + s[at.to:]
	}
	return s
}
