package member

import (
	"regexp"
	"slices"
	"strings"

	"jitasa/internal/dialog"
	"jitasa/internal/flow"
	"jitasa/internal/flows/answers"
	"jitasa/internal/thai/when"
	"jitasa/internal/understand"
)

// detail begins what people tell after their name: "สมศรี อายุ 58 อยู่ศีขรภูมิ", "Ann, born 1990, from Korat".
var detail = regexp.MustCompile(`(?i)เกิด|อายุ|ปี|อยู่|บ้าน|มาจาก|จังหวัด|จ\.|อำเภอ|อ\.|ชอบ|สนใจ|อยาก|โทร|[,;\n0-9]|\b(?:born|age|aged|from|live|living|in|and|i|like)\b`)

// readAtOnce takes a first answer that tells more than the name, and fills in
// what it understood for sure; the rest of the questions are asked as ever.
func (m *Member) readAtOnce(t *dialog.Turn, session flow.Session) (filled flow.Session, more bool) {
	f := m.signup.Flow
	s, err := flow.Wake[signupDraft](session)
	if err != nil || !t.Typed() || s.At != "" || t.Said.Asks || t.Said.Topic != "" { // who asks for others tells their age
		return session, false
	}
	if step := f.Current(s); step == nil || step.ID != "name" {
		return session, false
	}
	draft, told := s.Draft, []string{}
	if year, err := when.Year(t.Text, t.Now); err == nil && t.Now.Year()-year >= youngest {
		told = append(told, "birth")
		if !slices.Contains(s.Answered, "birth") {
			draft.Birth = year
		}
	}
	if p, ok := t.Places.Place(t.Said.Place); ok {
		home := answers.At(p)
		draft.Home, told = &home, append(told, "place")
	}
	if len(t.Said.Causes) > 0 {
		draft.Causes, told = answers.ToCauses(t.Said.Causes), append(told, "causes")
	}
	if len(told) < 2 && !slices.Contains(told, "birth") { // a place alone may be part of a name: Surin is one
		return session, false
	}
	s.Draft = draft
	for _, id := range told {
		if !slices.Contains(s.Answered, id) {
			s.Answered = append(s.Answered, id)
		}
	}
	if filled, err = flow.Rest(session.Flow, s, session.Since); err != nil {
		return session, false
	}
	m.firstWords(t)
	return filled, true
}

// beginWithText begins the sign-up with what was told beside the year of birth, if it was more.
func (m *Member) beginWithText(t *dialog.Turn) {
	s := signupState(t)
	s.Session = t.Session()
	if session, err := flow.Rest(m.signup.Flow.ID(), s, t.Now); err == nil {
		said := len(t.Answer())
		if told, more := m.readAtOnce(t, session); more && (m.signup.Take(t, told) || len(t.Answer()) > said) {
			return
		}
	}
	m.signup.Begin(t, s)
}

// firstWords makes the name what is answered; without one the question is asked again.
func (m *Member) firstWords(t *dialog.Turn) {
	before := t.Text
	if i := detail.FindStringIndex(bareName(t.Text)); i != nil {
		before = bareName(t.Text)[:i[0]]
	}
	before = strings.TrimSpace(before)
	t.Said = understand.Result{}
	if before == "" {
		t.AskAgain()
		return
	}
	t.Text, t.Said = before, m.Reader.Read(before, t.Now)
}
