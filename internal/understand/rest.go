package understand

import (
	"strings"
	"unicode/utf8"
)

// words keeps the words of a text that the titles of work may hold: those that named a cause, and those that say nothing here.
func (s speech) words(out *Result) {
	var rest []string
	for i, p := range s.pieces {
		if p.role != cause && p.role != unknown || s.negated(i) {
			continue
		}
		from, to := s.line.Span(p.from, p.to)
		said := strings.Trim(s.line.Norm[from:to], " ")
		if p.role == cause {
			out.Named = append(out.Named, said)
			continue
		}
		for _, w := range strings.FieldsFunc(said, func(c rune) bool { return strings.ContainsRune(" |,.!?…\"“”'’()[]/ๆฯ:;", c) }) {
			if utf8.RuneCountInString(w) > 1 {
				rest = append(rest, w)
			}
		}
	}
	out.Rest = strings.Join(rest, " ")
}
