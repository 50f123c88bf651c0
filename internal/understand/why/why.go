package why

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// lettersAtMost bounds the texts that only ask why something is wanted, in letters.
const lettersAtMost = 60

// part is what a word says in a text that asks why.
type part int

const (
	fills    part = iota // nothing by itself
	core                 // asks why
	must                 // says that one has to, or would not
	asks                 // makes a question of it
	mustAsks             // both
	never                // asks something else
)

// Asked reports whether a text asks why something is wanted, whether it has to be told, what is done with it, or what is meant,
// and says nothing else: "ถามทำไม", "ต้องบอกอายุด้วยเหรอ", "why do you need that". What exactly is wanted lies with who asked.
func Asked(text string) bool {
	s := strings.Trim(thai.Lower(text), " ?!.,…ๆ")
	if s == "" || utf8.RuneCountInString(s) > lettersAtMost {
		return s == "" && strings.Contains(text, "?")
	}
	why, has, asking := false, false, strings.Contains(text, "?")
	for s != "" {
		word, p := longest(s)
		if word == "" || p == never {
			return false
		}
		why = why || p == core
		has = has || p == must || p == mustAsks
		asking = asking || p == asks || p == mustAsks
		s = strings.TrimLeft(s[len(word):], " ,")
	}
	return why || has && asking
}

// longest is the longest known word that a text begins with; "" for none.
func longest(s string) (string, part) {
	for _, w := range lexicon {
		if strings.HasPrefix(s, w.word) && endsWord(s, w.word) {
			return w.word, w.part
		}
	}
	return "", fills
}

// endsWord: a word of Latin letters ends where it ends, a Thai one before a letter that can begin another.
func endsWord(s, w string) bool {
	if len(s) == len(w) {
		return true
	}
	if w[0] < utf8.RuneSelf {
		return strings.IndexByte(" ,.?!'", s[len(w)]) >= 0
	}
	next, _ := utf8.DecodeRuneInString(s[len(w):])
	return thai.WordStart(next) || next < utf8.RuneSelf
}

// spelled is a word with what it says.
type spelled struct {
	word string
	part part
}

//go:embed words.txt
var wordsFile string

// lexicon holds the words, longer ones first. Nothing changes it.
var lexicon = read(wordsFile)

func read(file string) (all []spelled) {
	parts := map[string]part{"why": core, "must": must, "asks": asks, "must asks": mustAsks, "fills": fills, "never": never}
	at := fills
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "== "); ok {
			at = parts[name]
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.SplitSeq(line, "|") {
			all = append(all, spelled{w, at})
		}
	}
	for _, w := range thai.Particles() {
		all = append(all, spelled{w, fills})
	}
	slices.SortFunc(all, func(a, b spelled) int {
		return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word), int(b.part-a.part))
	})
	return all
}
