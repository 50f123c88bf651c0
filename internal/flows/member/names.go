package member

import (
	_ "embed"
	"strings"

	"jitasa/internal/thai"
)

//go:embed names.txt
var namesFile string

// What tells a name from other texts, as names.txt lists it: names that are words as well, texts said in passing, and words that
// make a sentence. Nothing changes them.
var given, passing, sentence = readNames(namesFile)

func readNames(file string) (given, passing, sentence map[string]bool) {
	given, passing, sentence = map[string]bool{}, map[string]bool{}, map[string]bool{}
	into := map[string]map[string]bool{"name": given, "doubt": passing, "word": sentence}
	var at map[string]bool
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if section, ok := strings.CutPrefix(line, "== "); ok {
			at = into[section]
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.SplitSeq(line, "|") {
			at[thai.Lower(w)] = true
		}
	}
	return given, passing, sentence
}
