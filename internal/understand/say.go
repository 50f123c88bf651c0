package understand

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// speech is what the words of a text say, before it is known whether they may say it.
type speech struct {
	line    thai.Line
	pieces  []piece
	unknown int // letters that are no word of the lexicon
	blocked bool
	worked  bool // work is spoken of
	upset   bool // ช่วยด้วย
	stuck   bool // ติดอยู่
	wishes  bool // อยากช่วย

	elsewhere bool // a place is named that is not meant: ไม่ใช่คนขอนแก่น
}

func (r *Reader) say(norm string) speech {
	s := speech{line: thai.NewLine(norm)}
	words := r.lexicon
	if aboutNews(s.line.Text) {
		words = r.news
	}
	s.pieces = words.cut(s.line, make([]piece, 0, 8))
	for i, p := range s.pieces {
		switch p.role {
		case unknown, organisation:
			s.unknown += utf8.RuneCountInString(s.line.Text[p.from:p.to])
		case blocker, lacks:
			s.blocked = true
			s.unknown += utf8.RuneCountInString(p.key)
		case stuck:
			s.stuck = true
		case softly:
			s.worked, s.wishes = s.worked || !s.negated(i), true
		case work:
			s.wishes = s.wishes || p.key == "ไปช่วย"
			s.worked = s.worked || !s.negated(i)
		case command:
			s.wishes = s.wishes || p.value == string(Nearby)
			if p.value == string(Nearby) || p.value == string(Help) {
				s.worked = s.worked || !s.negated(i)
			}
		case distress:
			s.upset = true
			s.worked = true
		}
	}
	return s
}

// lineOf is a text as a line: often it is that of the speech, as nothing has been taken from it.
func (s speech) lineOf(text string) thai.Line {
	if s.line.Norm == text {
		return s.line
	}
	return thai.NewLine(text)
}

// negated reports whether ไม่, don't … stands before piece i, at most fillers
// between, or ไม่ได้ (cannot) right after it.
func (s speech) negated(i int) bool {
	if i+1 < len(s.pieces) && s.pieces[i+1].key == "ไม่ได้" {
		return true
	}
	for i--; i >= 0; i-- {
		switch p := s.pieces[i]; p.role {
		case negation:
			return true
		case answer:
			return p.value == string(No) // ไม่เอาหมา
		case filler, polite, work:
		case command:
			if p.key != "งาน" { // ไม่เอางานวัด
				return false
			}
		default:
			return false
		}
	}
	return false
}

// named reports whether the text is an organisation's name: ศูนย์ประสานงานอาสาสมัครแห่งชาติ.
func (s speech) named() bool { return s.unknown > 0 && s.pieces[0].role == organisation }

// has reports whether a piece of one of the roles is there.
func (s speech) has(roles ...role) bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool { return slices.Contains(roles, p.role) })
}

// whole reports whether the text is a command or an answer and nothing else.
func (s speech) whole() bool { return s.unknown == 0 && s.has(command, answer, softly, distress) }

// ranking says which of several intents a text means: the more serious first.
var ranking = []Intent{Unsubscribe, Erase, Human, MyData, Cancel, Language, MySignups, SOS, Waiting, Console, Newsletter, Profile, SignUp, Nearby, Back, Menu, Help}

// rank is where an intent stands in ranking; one that is not there comes last.
func rank(i Intent) int {
	if at := slices.Index(ranking, i); at >= 0 {
		return at
	}
	return len(ranking)
}

// command is the intent that the pieces order, and whether by a strong phrase.
func (s speech) command() (best piece, ok bool) {
	better := func(p piece) bool {
		if !ok || p.strong != best.strong {
			return !ok || p.strong
		}
		return rank(Intent(p.value)) < rank(Intent(best.value))
	}
	erases := s.commands(Erase) && s.commands(MyData)                                                    // "erase all of my … data"
	leaves := s.strongly(Newsletter) && (s.commands(Unsubscribe) || s.commands(Cancel) && !s.comesOut()) // "the newsletter: stop it"
	for i, p := range s.pieces {
		if leaves && p.value == string(Cancel) {
			p.value = string(Unsubscribe)
		}
		meant := erases && p.value == string(Erase) || leaves && p.value == string(Unsubscribe)
		if p.role != command || !p.strong && s.unknown > 0 && !meant || s.negated(i) {
			continue
		}
		p.strong = p.strong || meant
		if better(p) {
			best, ok = p, true
		}
	}
	return best, ok
}

// comesOut reports whether what "ออก" says is that something appears: จดหมายข่าวออกวันไหน.
func (s speech) comesOut() bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool { return p.key == "ออก" })
}

// commands reports whether the text holds the words of an intent, and does not deny them.
func (s speech) commands(want Intent) bool {
	for i, p := range s.pieces {
		if p.role == command && p.value == string(want) && !s.negated(i) {
			return true
		}
	}
	return false
}

// strongly reports whether the text holds a strong phrase of an intent.
func (s speech) strongly(want Intent) bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool { return p.role == command && p.strong && p.value == string(want) })
}

// into adds what is said to a result that holds the place and the dates already.
func (s speech) into(out *Result) {
	for i, p := range s.pieces {
		switch {
		case p.role == cause && !s.negated(i) && !slices.Contains(out.Causes, p.value):
			out.Causes = append(out.Causes, p.value)
		case p.role == form && !s.negated(i) && !slices.Contains(out.Kinds, p.value):
			out.Kinds = append(out.Kinds, p.value)
		case p.role == demand && !s.negated(i) && !slices.Contains(out.Only, p.value):
			out.Only = append(out.Only, p.value)
		}
	}
	if out.Plain = s.plain(); out.Plain != "" {
		out.Causes, out.Sure = nil, true
	}
	if len(out.Causes) > 0 {
		out.Cause = out.Causes[0]
	}
	if len(out.Kinds) > 0 {
		out.Kind = out.Kinds[0]
	}
	s.words(out)
	if lang := s.wants(); lang != "" && !out.detailed() {
		out.Intent, out.Lang, out.Sure = Language, lang, true
		return
	}
	if out.Plain == "" {
		s.decide(out)
	}
	if out.Intent == "" && !out.detailed() && out.Plain == "" {
		out.Word, out.Bare = s.word()
		out.Sure = out.Word != ""
	}
}

// wants is the language of somebody who says that they do not speak the other, and nothing else; "" where more is said.
func (s speech) wants() (lang string) {
	for _, p := range s.pieces {
		switch {
		case p.role == lacks:
			lang = p.value
		case p.role != polite && (p.role != filler || asking(strings.TrimPrefix(p.key, "ได้"))) && (p.role != answer || p.value != string(Hello)):
			return ""
		}
	}
	return lang
}

// detailed reports whether the text names where, when, what or how to reach somebody.
func (r Result) detailed() bool {
	return r.about() || r.Time != "" || r.Phone != "" || r.Email != "" || r.DateError != nil
}

// about reports whether the text names a place, a day, a cause or a kind of work.
func (r Result) about() bool {
	return r.Place != "" || len(r.Places) > 0 || r.DateFrom != "" || len(r.Causes) > 0 || len(r.Kinds) > 0 || len(r.Only) > 0
}

// decide sets the intent.
func (s speech) decide(out *Result) {
	if (s.upset || s.stuck && !s.wishes) && slices.Contains(out.Causes, "disaster") {
		out.Intent = SOS
		return
	}
	c, ok := s.command()
	if ok && (c.strong || s.means(Intent(c.value), out)) {
		out.Intent, out.Lang = Intent(c.value), c.lang
		out.Sure = s.unknown == 0 && (!out.detailed() || out.Intent == Nearby && c.strong)
		return
	}
	if s.unknown == 0 && !s.worked && slices.Equal(out.Kinds, []string{"emergency"}) && len(s.pieces) <= 2 {
		out.Intent = SOS // ฉุกเฉิน!
		return
	}
	i := slices.IndexFunc(s.pieces, func(p piece) bool { return p.role == softly || p.role == distress })
	switch {
	case out.about() && s.worked && !s.named():
		out.Intent = Nearby
	case i >= 0 && !s.negated(i) && (s.unknown == 0 || s.pieces[i].role == softly):
		out.Intent, out.Sure = Intent(s.pieces[i].value), s.unknown == 0
	}
}

// means reports whether a weak word is the command that it looks like: in
// "เมนูอาหารวันนี้" and "help dogs in Korat" it is not, nor in "thanks for your help".
func (s speech) means(i Intent, out *Result) bool {
	switch i {
	case SignUp, Nearby, MySignups, SOS, Erase, Unsubscribe:
		return true
	}
	thanked := slices.ContainsFunc(s.pieces, func(p piece) bool { return p.role == answer && p.value == string(Thanks) })
	return !out.about() && !(thanked && i == Help)
}

// asking reports whether a filler asks something, so that the text is no answer.
func asking(key string) bool {
	switch key {
	case "ไหม", "มั้ย", "ไม๊", "ยังไง", "อย่างไร", "ที่ไหน", "ตรงไหน", "เมื่อไหร่", "วันไหน", "ไหน", "อะไร", "อะไรบ้าง", "ทำไง", "ไร", "ไรบ้าง", "ไง", "งัย", "ไงดี", "ปะ", "ป่ะ", "ป่าว", "เปล่า", "หรือเปล่า", "รึเปล่า", "how", "what", "where", "when":
		return true
	}
	return false
}

// both is what two words mean together; "" where that is not clear. Thanks stand beside anything, what is only heard is no agreement.
func both(a, b Word) Word {
	switch {
	case a == b, a == "":
		return b
	case b == Thanks && a != Laugh && a != Hello:
		return a
	case a == Thanks && b != Laugh && b != Hello:
		return b
	case a == Thanks, b == Thanks:
		return Thanks
	}
	for _, w := range [...]Word{Bye, Fine, Ack} {
		if a == w && slices.Contains(lighter, b) || b == w && slices.Contains(lighter, a) {
			return w
		}
	}
	return ""
}

// lighter are the words beside which a farewell, and what is only heard, counts more.
var lighter = []Word{Yes, Ack, Fine, Hello, Laugh}

// word is the answer that the whole text is, if it is one; bare: only politeness says so.
func (s speech) word() (w Word, bare bool) {
	polited, denied, fillers := false, false, 0
	for _, p := range s.pieces {
		switch p.role {
		case answer:
			if w = both(w, Word(p.value)); w == "" {
				return "", false
			}
		case negation:
			denied = true
		case polite:
			polited = true
		case filler:
			if asking(p.key) {
				return "", false // จัดที่ไหน
			}
			fillers++
		default:
			if w == Thanks && p.value == string(Help) { // ขอบคุณที่ช่วยเหลือ
				continue
			}
			return "", false
		}
	}
	switch {
	case w != "" && !denied:
		return w, false
	case denied && w == "" && s.pieces[0].role == negation && fillers <= 2:
		return No, false // ไม่, ไม่ทำแล้ว
	case polited && w == "" && fillers == 0:
		return Yes, true // ครับ, ค่ะ
	}
	return "", false
}
