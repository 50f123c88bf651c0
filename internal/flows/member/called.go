package member

import (
	_ "embed"
	"strings"
)

//go:embed called.txt
var calledFile string

// called are what else people call the answers, by question and value. Nothing changes it.
var called = readCalled(calledFile)

func readCalled(file string) map[string]map[string][]string {
	all := map[string]map[string][]string{}
	at := ""
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if id, ok := strings.CutPrefix(line, "== "); ok {
			at, all[id] = id, map[string][]string{}
			continue
		}
		if value, words, ok := strings.Cut(line, " "); ok && at != "" {
			all[at][value] = strings.Split(words, "|")
		}
	}
	return all
}
