package understand

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"jitasa/internal/thai"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// roles are the names of roles in the files.
func roles() map[string]role {
	return map[string]role{
		"command": command, "softly": softly, "answer": answer, "filler": filler, "polite": polite, "negation": negation, "work": work,
		"form": form, "distress": distress, "stuck": stuck, "blocker": blocker, "plain": textMode, "organisation": organisation,
		"lacks": lacks, "cause": cause, "points": points, "wishing": wishing,
	}
}

// read adds the words of a file of the lexicon, whose form the file tells itself. The
// files are part of the program: one that is not well-formed is a mistake in it.
func (l lexicon) read(name string) {
	raw, err := lexiconFiles.ReadFile("lexicon/" + name)
	if err != nil {
		panic(err)
	}
	var v vocable
	for n, line := range strings.Split(string(raw), "\n") {
		head, isHead := strings.CutPrefix(line, "== ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case isHead:
			var ok bool
			if v, ok = header(strings.Fields(head)); !ok {
				panic(fmt.Sprintf("%s, line %d: %s", name, n+1, line))
			}
		default:
			l.addAll(v, line)
		}
	}
}

// header reads "command language strong en".
func header(fields []string) (v vocable, ok bool) {
	if v.role, ok = roles()[fields[0]]; !ok {
		return v, false
	}
	if at := slices.Index(fields, "strong"); at > 0 {
		v.strong = true
		fields = slices.Delete(fields, at, at+1)
	}
	if len(fields) > 1 {
		v.value = fields[1]
	}
	if len(fields) > 2 {
		v.lang = fields[2]
	}
	return v, len(fields) <= 3
}

// addAll adds the spellings of a line, those with (a | b) in them in every way.
func (l lexicon) addAll(v vocable, line string) {
	for _, s := range alternatives(line) {
		if thai.Key(s) != "" { // emoji are no letters: see emoji
			l.add(v, s)
		}
	}
}

// alternatives are the ways of writing what "a (b | c) | d" stands for: a b, a c, d.
func alternatives(s string) []string {
	var out []string
	for _, part := range splitOutside(s) {
		from := strings.IndexByte(part, '(')
		if from < 0 {
			out = append(out, strings.TrimSpace(part))
			continue
		}
		to := from + closing(part[from:])
		rest := alternatives(part[to+1:])
		for _, middle := range alternatives(part[from+1 : to]) {
			for _, end := range rest {
				out = append(out, strings.TrimSpace(part[:from]+middle+" "+end))
			}
		}
	}
	return out
}

// splitOutside splits at every "|" that is in no bracket.
func splitOutside(s string) []string {
	var out []string
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '|':
			if depth == 0 {
				out = append(out, s[from:i])
				from = i + 1
			}
		}
	}
	return append(out, s[from:])
}

// closing is where the bracket at s[0] is closed; at the end where it is not.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	panic("a bracket is open: " + s)
}
