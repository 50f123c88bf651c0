package member

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/flow"
	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// Bounds of a name, in letters and words.
const (
	longestName  = 80
	longestSure  = 30 // without being asked back
	wordsSure    = 4
	digitsAtMost = 3
)

// name is what to call a person: "ฉันชื่อสมศรีค่ะ" is สมศรี. A sentence is none; what might be one, or the name of something
// else, is asked back.
//
// Values of its buttons: "=…" takes the name that is asked back (its hash: an old button takes no other), "!other" does not.
func name(g *place.Gazetteer) flow.Answer[string] {
	text := flow.Text(1, longestName)
	return flow.Answer[string]{
		Options: func(flow.Input) []flow.Option { return nil },
		Parse: func(in flow.Input) (string, error) {
			doubted, asked := strings.CutPrefix(in.Within, "?")
			switch {
			case asked && (in.Value == taken(doubted) || in.Value == "" && in.Word == flow.Yes):
				return doubted, nil
			case in.Value == otherName, asked && in.Value == "" && in.Word == flow.No:
				return "", &flow.Narrow{Text: in.Texts.T("signup.name.hint")}
			case strings.HasPrefix(in.Value, "="):
				return "", &flow.Invalid{Key: "flow.want_choice"}
			case strings.HasPrefix(in.Value, "?"): // the narrower question, once more
				return "", confirm(in.Value[1:], in)
			case in.Value == "" && (in.Word == "" && onlyEmoji(in.Text) || in.Sounds.Mumbles && given[thai.Lower(in.Text)]): // จ๋า
				return "", confirm(flow.Line(in.Text), in)
			}
			said, err := text.Parse(in)
			if err != nil || in.Value != "" {
				return said, err
			}
			if laughs(said) {
				return "", &flow.Invalid{Key: "signup.name.unclear"}
			}
			switch v := bareName(said); judgeDay(v, introduces(said), in.Sounds, g) {
			case isNone:
				return "", &flow.Invalid{Key: "signup.name.unclear"}
			case isDoubtful:
				if asked && v == doubted { // said twice
					return v, nil
				}
				return "", confirm(v, in)
			default:
				return v, nil
			}
		},
	}
}

// otherName is the value of the button that gives another name.
const otherName = "!other"

// taken is the value of the button that takes a name.
func taken(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return fmt.Sprintf("=%08x", h.Sum32())
}

// confirm asks a name back.
func confirm(name string, in flow.Input) *flow.Narrow {
	return &flow.Narrow{Within: "?" + name, Text: in.Texts.T("signup.name.confirm", "Name", name), Options: []flow.Option{
		{Value: taken(name), Label: in.Texts.T("signup.name.yes.label"), Primary: true},
		{Value: otherName, Label: in.Texts.T("signup.name.other.label")},
	}}
}

// verdict is what a text is, as a name.
type verdict int

const (
	isName verdict = iota
	isDoubtful
	isNone
)

// judge tells a name from other texts; told: it was said to be one ("my name is").
func judge(v string, told bool, sounds flow.Sense, g *place.Gazetteer) verdict {
	words := nameWords(thai.MatchName(v))
	known := slices.ContainsFunc([]string{thai.Lower(v), thai.MatchName(v), afterKin(v)}, func(s string) bool { return given[s] })
	digits := countIf(v, unicode.IsDigit)
	hits := sentenceWords(v)
	switch {
	case known && digits == 0:
		return isName
	case sounds.Asks, sounds.Swears, sounds.Tells, digits > digitsAtMost, asksSomething(v), strings.Contains(v, "://"), strings.HasPrefix(thai.Lower(v), "www."):
		return isNone
	case passing[thai.Lower(v)] && (hits == 0 || told):
		return isDoubtful
	case (told || titled(v) && !sounds.Names) && hits < 2:
		return isName
	case sounds.Wishes, hits > 1, hits == 1 && (sounds.Names || len(words) > wordsSure):
		return isNone
	case sounds.Names && len(words) == 2 && digits == 0 && !sounds.Wishes && g.Find(words[0]).None() && !g.Find(words[1]).None(): // a surname that is a place
		return isName
	case sounds.Names && (len(words) > 1 || digits > 0):
		return isNone
	case sounds.Names, hits > 0, digits > 0, typedAtRandom(v), len(words) > wordsSure, utf8.RuneCountInString(v) > longestSure:
		return isDoubtful
	}
	return isName
}

// judgeDay is judge, to which a weekday or a month is no day where people may be called so: April Jones, and Chase Friday, who is asked back.
func judgeDay(v string, told bool, sounds flow.Sense, g *place.Gazetteer) verdict {
	if !sounds.Names || !calledByDay(v, g) {
		return judge(v, told, sounds, g)
	}
	sounds.Names = false
	is := judge(v, told, sounds, g)
	if is == isName && !told && !titled(v) && !given[nameWords(thai.MatchName(v))[0]] {
		return isDoubtful
	}
	return is
}

// calledByDay reports whether one of two or three words is a weekday or a month, and the others are none beside which it is a day.
func calledByDay(v string, g *place.Gazetteer) bool {
	days := 0
	words := nameWords(thai.MatchName(v))
	for _, w := range words {
		switch {
		case dayNames[w]:
			days++
		case besideDay[w] || unicode.IsDigit(rune(w[0])) || !g.Find(w).None():
			return false
		}
	}
	return days == 1 && (len(words) == 2 || len(words) == 3 || titled(v))
}

// titled reports whether a text begins with what only people are called.
func titled(v string) bool {
	return !strings.HasPrefix(v, "คุณ") && len(thai.MatchName(v)) < len(strings.TrimSpace(v)) && !strings.ContainsFunc(v, unicode.IsDigit)
}

// typedAtRandom reports whether a text is one letter, one letter again and again, or Latin letters that nobody can say.
func typedAtRandom(v string) bool {
	v = thai.Lower(v)
	first, _ := utf8.DecodeRuneInString(v)
	n := utf8.RuneCountInString(v)
	return n == 1 || n > 2 && strings.Trim(v, string(first)) == "" || n > 3 && v[0] < utf8.RuneSelf && !strings.ContainsAny(v, "aeiouy. ")
}

func nameWords(v string) []string { return strings.Fields(v) }

// afterKin is a name without what the elder are called: ยายสายทอง.
func afterKin(v string) string {
	for _, kin := range []string{"ยาย", "ตา", "ปู่", "ย่า", "ป้า", "ลุง", "น้า", "อา", "พี่", "น้อง", "แม่", "พ่อ", "ครู", "หมอ", "เจ๊", "เฮีย"} {
		if rest, ok := strings.CutPrefix(v, kin); ok {
			return thai.Lower(strings.TrimSpace(rest))
		}
	}
	return ""
}

// questionWords make a question of what they stand in, wherever they stand.
var questionWords = []string{
	"อะไร", "ทำไม", "ที่ไหน", "เมื่อไร", "เมื่อไหร่", "ยังไง", "อย่างไร", "เท่าไร", "เท่าไหร่", "หรือเปล่า", "รึเปล่า", "หรือป่าว", "รึป่าว", "ใช่ไหม", "ได้ไหม", "ได้มั้ย", "มีไหม", "มีมั้ย", "กี่โมง", "กี่วัน", "กี่คน", "ใช่มั้ย", "หรือยัง", "รึยัง", "?",
}

// questionEnds do so at the end of a longer text.
var questionEnds = []string{"ไหม", "มั้ย", "มัย", "ไม๊", "เหรอ", "หรอ", "ปะ", "ป่ะ", "ไหน", "ใคร", "รึ", "หรือ"}

// asksSomething reports whether a text is a question by its words alone.
func asksSomething(v string) bool {
	v = thai.Lower(v)
	if slices.ContainsFunc(questionWords, func(w string) bool { return strings.Contains(v, w) }) {
		return true
	}
	return slices.ContainsFunc(questionEnds, func(w string) bool {
		rest, ok := strings.CutSuffix(v, w)
		return ok && utf8.RuneCountInString(rest) >= 3
	})
}

// laughs reports whether a text is nothing but laughter: ฮ่าๆ, 555, haha, lol.
func laughs(v string) bool {
	again := strings.Contains(v, "ๆ")
	v = strings.Map(func(r rune) rune {
		if r != 'ๆ' && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, thai.Lower(v))
	for _, syllable := range []string{"ฮ่า", "ฮา", "ฮ่ะ", "ฮะ", "ฮิ", "ฮี่", "หึ", "หุ", "อิ", "คิก", "ha", "he", "hi", "lol", "5", "k"} {
		if n := strings.Count(v, syllable); (n > 1 || (again || syllable == "lol") && n > 0) && n*len(syllable) == len(v) {
			return true
		}
	}
	return strings.Trim(v, "lo") == "" && len(v) > 3
}

// sentenceWords counts the words of a text that make a sentence of it.
func sentenceWords(v string) int {
	v = thai.Lower(v)
	n := 0
	for _, word := range strings.FieldsFunc(v, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\'' }) {
		if sentence[word] && word[0] < utf8.RuneSelf {
			n++
		}
	}
	if n == 1 && len(strings.Fields(v)) == 1 {
		return 0
	}
	for w := range sentence {
		if w[0] >= utf8.RuneSelf && holds(v, w) {
			n++
		}
	}
	return n
}

// holds reports whether a Thai word stands in a text, not as a part of another letter group.
func holds(s, w string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(w)
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		next, _ := utf8.DecodeRuneInString(s[end:])
		if (end == len(s) || thai.WordStart(next) || next == ' ') && !strings.ContainsRune("เแโใไ", before) && s != w {
			return true
		}
		from = end
	}
}

func countIf(s string, is func(rune) bool) (n int) {
	for _, r := range s {
		if is(r) {
			n++
		}
	}
	return n
}

// onlyEmoji reports whether a text is a few pictures and nothing else.
func onlyEmoji(s string) bool {
	pictures := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.So, r):
			pictures++
		case unicode.IsSpace(r), unicode.Is(unicode.Mn, r), unicode.Is(unicode.Sk, r), r == '\u200d':
		default:
			return false
		}
	}
	return pictures > 0 && pictures <= 8
}

// introductions are what people put before their names.
var introductions = []string{
	"สวัสดี", "ผมชื่อว่า", "ผม", "ดิฉัน", "ผมชื่อ", "ฉันชื่อ", "ดิฉันชื่อ", "หนูชื่อ", "เราชื่อ", "ชื่อว่า", "ชื่อเล่นชื่อ", "ชื่อเล่น", "ชื่อ", "เรียกว่า", "เรียกผมว่า", "เรียกฉันว่า", "เรียกหนูว่า", "เรียก",
	"hello", "hi", "my name is ", "my name’s ", "my name's ", "name's ", "i am called ", "i am ", "i'm ", "it's ", "it’s ", "i’m ", "im ", "call me ", "you can call me ", "just call me ", "they call me ", "name: ", "this is ",
}

// introduces reports whether a text says that it is about a name.
func introduces(v string) bool {
	v = thai.Lower(v)
	return slices.ContainsFunc([]string{"ชื่อ", "เรียก", "name", "call me", "called"}, func(w string) bool { return strings.Contains(v, w) })
}

// bareName takes politeness and introductions off a name, if a name is left.
func bareName(v string) string {
	out := strings.TrimSpace(thai.TrimParticles(v))
	if i := strings.Index(out, "ชื่อ"); i > 0 && utf8.RuneCountInString(out[:i]) <= 8 && !strings.Contains(out[:i], " ") { // ยายชื่อสายทอง
		out = out[i:]
	}
	words := append(slices.Clone(introductions), thai.Particles()...)
	for again := true; again; {
		again = false
		for _, word := range words {
			if len(out) > len(word) && strings.EqualFold(out[:len(word)], word) && wordEnds(out, word) {
				out, again = strings.TrimLeft(thai.TrimParticles(strings.TrimSpace(out[len(word):])), " ,.!:"), true
			}
		}
	}
	if introduces(v) {
		for _, tail := range []string{"ก็ได้", "ก็พอ", "เฉยๆ", "เฉย ๆ", "แล้วกัน", "ละกัน", " is fine", " is ok", " will do"} {
			if rest := strings.TrimSpace(strings.TrimSuffix(out, tail)); rest != "" {
				out = rest
			}
		}
	}
	if out == "" {
		return v
	}
	return out
}

// wordEnds: "Hi" begins "Hi Ann", but not "Hilda"; a Thai word needs no space, but a letter that can begin one.
func wordEnds(s, word string) bool {
	if word[len(word)-1] == ' ' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[len(word):])
	if word[0] < utf8.RuneSelf || slices.Contains(thai.Particles(), word) {
		return strings.ContainsRune(" ,.!", next)
	}
	return thai.WordStart(next)
}
