package asking

import (
	_ "embed" // the words
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/domain"
)

//go:embed quotes.txt
var quotable string

// quotedAtMost bounds the clauses of a quotation.
const quotedAtMost = 3

// words are those by which clauses that answer a question are found: each of a set has to be there.
type words [][]string

// quotes finds in what an organiser wrote the clauses that answer a question. It is immutable.
type quotes struct{ texts, expenses map[string]words }

func newQuotes() quotes {
	q := quotes{map[string]words{}, map[string]words{}}
	for line := range strings.Lines(quotable) {
		head, list, ok := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		var all words
		for w := range strings.SplitSeq(list, "|") {
			all = append(all, strings.Split(w, "+"))
		}
		if topic, ok := strings.CutSuffix(head, " expenses"); ok {
			q.expenses[topic] = all
		} else {
			q.texts[head] = all
		}
	}
	return q
}

// about gives the clauses of a text, and of what is said of expenses, that answer a question; "" for none.
func (q quotes) about(topic, text, expenses, lang string) string {
	var found []string
	take := func(clauses []string, w words) {
		for _, c := range clauses {
			if len(found) < quotedAtMost && w.in(c) && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
	}
	take(strings.Split(expenses, "; "), q.expenses[topic])
	take(clauses(text, lang), q.texts[topic])
	if lang == domain.Thai {
		return strings.Join(found, " ")
	}
	return strings.Join(found, "; ")
}

// in reports whether a clause has one of the words.
func (w words) in(clause string) bool {
	clause = " " + strings.ToLower(clause) + " "
	return slices.ContainsFunc(w, func(all []string) bool {
		return !slices.ContainsFunc(all, func(word string) bool { return !holds(clause, word) })
	})
}

// holds reports whether a clause has a word: an English one from the beginning of a word on.
func holds(clause, word string) bool {
	for from := 0; ; {
		i := strings.Index(clause[from:], word)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(clause[:from+i])
		if word[0] >= utf8.RuneSelf || !unicode.IsLetter(before) && !unicode.IsMark(before) || word[0] == '-' {
			return true
		}
		from += i + len(word)
	}
}

// clauses cuts what an organiser wrote: Thai at its spaces, but for those around numbers and ๆ.
func clauses(text, lang string) (all []string) {
	if lang != domain.Thai {
		for _, c := range strings.FieldsFunc(strings.NewReplacer(". ", "\n", "; ", "\n", ": ", "\n").Replace(text), func(r rune) bool { return r == '\n' }) {
			all = append(all, strings.TrimRight(strings.TrimSpace(c), "."))
		}
		return all
	}
	glue := false
	for _, part := range strings.Fields(text) {
		first, _ := utf8.DecodeRuneInString(part)
		bound := first == 'ๆ' || unicode.IsDigit(first)
		if len(all) > 0 && (glue || bound) {
			all[len(all)-1] += " " + part
		} else {
			all = append(all, part)
		}
		last, _ := utf8.DecodeLastRuneInString(part)
		glue = last == 'ๆ' || unicode.IsDigit(last)
	}
	return all
}
