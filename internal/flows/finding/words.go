package finding

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/match"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// shortestWord is the length of a word, in letters, that is looked for.
const shortestWord = 3

// longestWish is how many words a text has at most that is searched for, and surelyMeant how many letters have to be found
// in a summary for somebody who says no more than that they would like to.
const (
	longestWish = 4
	surelyMeant = 8
)

var (
	// wishing are words of those who would like to do something.
	wishing = regexp.MustCompile(`อยาก|ต้องการ|สนใจ|\b(?:want|would like|i'd like|like to|interested)\b`)
	// seeking are those of people who look for work.
	seeking = regexp.MustCompile(`หางาน|มีงาน|งานอาสา|อยากทำงาน|อยากช่วย|ขอช่วย|ช่วยงาน|\bvolunteer|\b(?:find|any|looking for|want to|like to)\b.*\b(?:help|work|jobs?)\b`)
)

// searchable are the words of a text that names nothing we know and is no answer, question or command; none for others.
func searchable(t *dialog.Turn) []string {
	words := restWords(t)
	_, open := t.Open()
	other := t.Said.Sure || t.Said.Asks || t.Said.Topic != "" || t.Said.Refers != "" || t.Said.Danger != "" || t.Said.Word != ""
	if open || !t.Typed() || other || namesWork(t) || len(words) > longestWish {
		return nil
	}
	return words
}

// holds hears words that name nothing we know, but stand in some work: the whole text in a title ("กระสอบทราย"), or what
// somebody wishes anywhere in it ("อยากช่วยกรอกกระสอบทราย", "I want to fill sandbags").
func (f *Finding) holds(t *dialog.Turn) bool {
	words, said := searchable(t), strings.ToLower(t.Text)
	seeks := t.Said.Intent == understand.Nearby || seeking.MatchString(said)
	wishes := wishing.MatchString(said) && utf8.RuneCountInString(strings.Join(words, "")) >= surelyMeant
	bare := thai.Key(thai.TrimParticles(said)) == thai.Key(strings.Join(words, "")) // "น้ำลดแล้ว" tells something
	if len(words) == 0 || t.Said.Intent != "" && !seeks || !seeks && !wishes && !bare {
		return false
	}
	s := lastSearch(t)
	s.set(t, "clear")
	s.ID, s.Next = t.Session(), ""
	found := f.holding(t, &s, words)
	if len(found.Matches) == 0 || !seeks && !slices.Equal(found.Words, words) || bare && !titled(found) {
		return false
	}
	s.Words, s.Holding = words, true
	f.find(t, s)
	return true
}

// missing says of a wish for work whose words nothing holds that there is none such; false: the text is no such wish.
func (f *Finding) missing(t *dialog.Turn) bool {
	words := searchable(t)
	if len(words) == 0 || t.Said.Intent != "" || !seeking.MatchString(strings.ToLower(t.Text)) {
		return false
	}
	s := lastSearch(t)
	s.Next = ""
	noWords(t, &s, words)
	return true
}

// holding looks for the best work that holds words.
func (f *Finding) holding(t *dialog.Turn, s *search, words []string) match.Result {
	q := s.query(t)
	q.Words, q.WordsOnly, q.Limit, q.Count, q.Enough, q.LikesFirst = words, true, 1, false, 1, false
	return f.Work.Near(q)
}

// titled reports whether the title of the best work holds what was looked for.
func titled(found match.Result) bool {
	return len(found.Matches) > 0 && slices.ContainsFunc(found.Matches[0].Reasons, func(r match.Reason) bool { return r.Code == match.Titled })
}

// inTitle reports whether there is work that holds all the words, one of them in its title.
func (f *Finding) inTitle(t *dialog.Turn, s *search, words []string) bool {
	found := f.holding(t, s, words)
	return titled(found) && slices.Equal(found.Words, words)
}

// restWords are the words of a text that say nothing to the reader and are long enough to be looked for.
func restWords(t *dialog.Turn) []string {
	timed := len(timesSaid(t)) > 0
	return slices.DeleteFunc(strings.Fields(t.Said.Rest), func(w string) bool {
		return utf8.RuneCountInString(w) < shortestWord || empty.MatchString(strings.ToLower(w)) || timed && besides.MatchString(strings.ToLower(w))
	})
}

// fromWords takes what a text names beside a cause, a place or a day: what titles hold of it comes first.
func (f *Finding) fromWords(t *dialog.Turn, s *search) {
	if !t.Typed() {
		return
	}
	rest, named := restWords(t), namedWords(t)
	switch {
	case len(rest) > 0 && f.inTitle(t, s, rest):
		s.Words, s.Holding = rest, !namesWork(t)
	case len(named) > 0 && f.inTitle(t, s, named):
		s.Words, s.Holding = named, false
	case len(rest) > 0 && t.Said.Intent == understand.Nearby && !namesWork(t):
		s.Words, s.Holding = rest, true
	}
}

// namedWords are the words that named a cause, but for those that its own name holds: "ช้าง" says more than "สัตว์".
func namedWords(t *dialog.Turn) []string {
	labels := ""
	for _, c := range t.Said.Causes {
		labels += strings.ToLower(t.T("cause."+c+".label")) + " "
	}
	return slices.DeleteFunc(slices.Clone(t.Said.Named), func(w string) bool {
		return strings.Contains(labels, strings.ToLower(w)) || strings.Contains(labels, strings.TrimSuffix(strings.ToLower(w), "s"))
	})
}

// noWords says that nothing holds what was looked for.
func noWords(t *dialog.Turn, s *search, words []string) {
	m := chat.Message{Text: t.T("nearby.no_words", "Words", strings.Join(words, " ")), Nav: s.ways(t)}
	m.Choices = append(m.Choices, chat.Choice{Label: t.T("nearby.other.label"), Tap: s.tap("!again", "")})
	t.Say(m)
}
