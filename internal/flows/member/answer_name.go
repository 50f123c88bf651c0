package member

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/flow"
	"jitasa/internal/thai"
)

// name is what to call a person: "ฉันชื่อสมศรีค่ะ" is สมศรี.
func name() flow.Answer[string] {
	text := flow.Text(1, 80)
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		v, err := text.Parse(in)
		if err != nil || in.Value != "" {
			return v, err
		}
		return bareName(v), nil
	}}
}

// introductions are what people put before their names.
func introductions() []string {
	return []string{
		"สวัสดี", "ผมชื่อว่า", "ผมชื่อ", "ฉันชื่อ", "ดิฉันชื่อ", "หนูชื่อ", "เราชื่อ", "ชื่อว่า", "ชื่อเล่นชื่อ", "ชื่อเล่น", "ชื่อ", "เรียกว่า", "เรียก",
		"hello", "hi", "my name is ", "my name’s ", "my name's ", "i am called ", "i am ", "i'm ", "i’m ", "call me ", "name: ",
	}
}

// bareName takes politeness and introductions off a name, if a name is left.
func bareName(v string) string {
	out := strings.TrimSpace(thai.TrimParticles(v))
	if i := strings.Index(out, "ชื่อ"); i > 0 && utf8.RuneCountInString(out[:i]) <= 8 && !strings.Contains(out[:i], " ") { // ยายชื่อสายทอง
		out = out[i:]
	}
	for again := true; again; {
		again = false
		for _, word := range append(introductions(), thai.Particles()...) {
			if len(out) > len(word) && strings.EqualFold(out[:len(word)], word) && wordEnds(out, word) {
				out, again = strings.TrimLeft(thai.TrimParticles(strings.TrimSpace(out[len(word):])), " ,.!:"), true
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
