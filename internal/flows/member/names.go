package member

import (
	_ "embed"
	"strings"

	"jitasa/internal/thai"
)

//go:embed names.txt
var namesFile string

// What tells a name from other texts, as names.txt lists it: names that are words as well, texts said in passing, and words that
// make a sentence, days and months that people are called by as well, and words beside which a day is one. Nothing changes them.
var (
	names                    = readNames(namesFile)
	given, passing, sentence = names["name"], names["doubt"], names["word"]
	dayNames, besideDay      = names["day"], names["beside"]
)

func readNames(file string) map[string]map[string]bool {
	into := map[string]map[string]bool{"name": {}, "doubt": {}, "word": {}, "day": {}, "beside": {}}
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
	return into
}
