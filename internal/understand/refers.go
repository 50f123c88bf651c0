package understand

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/thai"
	"jitasa/internal/understand/topic"
)

// Wish is what a person wants with the thing that they point at.
type Wish string

// The wishes.
const (
	Join   Wish = "join"   // would like to take part
	Come   Wish = "come"   // says that they come
	Cannot Wish = "cannot" // says that they do not come (any more)
	Maybe  Wish = "maybe"  // says that they do not know yet
	Refuse Wish = "refuse" // does not want it
	Show   Wish = "show"   // wants to see it
)

// What Result.Refers can be, beside a number.
const (
	This  = "this"  // what was shown last
	Last  = "last"  // the last of several
	Other = "other" // something else than what was shown
)

// What bounds the texts that point: their length in bytes, and how many letters may say something else beside words that point
// plainly, in a text that tells and in one that asks.
const (
	longestPointer = 240
	longestWish    = 160
	besideTold     = 14
	besideAsked    = 32
)

// refer says what a text points at, and what is wished of it; s is what else was made of it. Words that point plainly ("the second
// one") do so in any short text, other words ("first", "I'll come") only where nothing else is said.
func (r *Reader) refer(out *Result, text string, s speech) {
	if len(text) > longestPointer || out.Danger != "" || out.Phone != "" || out.Email != "" {
		return
	}
	line := s.lineOf(text)
	if short, ok := pointing(text); ok {
		line = thai.NewLine(short)
	}
	told := r.points(line)
	if len(told.pointed) == 0 && told.wish == "" {
		return
	}
	asks := told.supposes || topic.Asks(text)
	if at := told.plainly(); at != "" && !out.orders(at) && told.beside <= besideOf(asks) && (at != This || !asks || told.beside == 0) {
		out.Refers, out.Wish = at, told.wish
		if asks && (!told.requests || told.wish != Join) {
			out.Wish = told.wish.asked()
		}
		return
	}
	if len(text) > longestWish || out.detailed() && out.DateFrom == "" && out.Time == "" && (told.wish != Cannot || !told.only) {
		return
	}
	doubts := asks && told.wish != told.wish.asked() && told.wish != Join
	switch {
	case doubts:
	case !told.only && !asks && told.wish == Cannot: // whatever the reason is
		out.Hints = told.wish
	case !told.only || s.elsewhere:
	case told.at() != "" && (out.DateFrom == "" || told.at() == This || told.at() == Other): // the third of December
		out.Refers, out.Wish = told.at(), told.wish
	case out.implied(told.wish):
		out.Refers, out.Wish = This, told.wish
	}
}

func besideOf(asks bool) int {
	if asks {
		return besideAsked
	}
	return besideTold
}

// orders reports whether a text is a command that has nothing to do with what it points at, or names what it looks for: that is another one.
func (r Result) orders(at string) bool {
	switch r.Intent {
	case "", SignUp, Cancel, MySignups:
	case Nearby:
		return at == This
	default:
		return true
	}
	return at == This && r.about() && r.DateFrom == ""
}

// asked is what is left of a wish in a question: "can I go?" promises nothing.
func (w Wish) asked() Wish {
	switch w {
	case Show, Refuse:
		return w
	}
	return ""
}

// implied reports whether a wish without a word that points is about what was shown: "ไปได้" is, and "สมัคร" is a command.
func (r Result) implied(w Wish) bool {
	switch w {
	case Come, Cannot, Maybe:
		return r.Intent != Cancel
	case Refuse:
		return r.Word == ""
	case Join:
		return r.Word == "" && r.Intent == ""
	}
	return false
}

// told is what a text says of things that were shown.
type told struct {
	pointed  []pointed
	wish     Wish
	only     bool // it says nothing else
	beside   int  // the letters that say something else
	requests bool // it is a question out of politeness: can I join?
	supposes bool // ถ้าฝนตก
}

// pointed is a word that points.
type pointed struct {
	value   string
	strong  bool
	refused bool // ไม่ใช่อันนี้
	piece   int
}

// at is what is pointed at, however; what is refused only where nothing else is pointed at.
func (t told) at() string {
	for _, refused := range [...]bool{false, true} {
		value := ""
		for _, p := range t.pointed {
			if p.refused == refused && (value == "" || value == This) {
				value = p.value
			}
		}
		if value != "" {
			return value
		}
	}
	return ""
}

// plainly is what is pointed at where some of the words that point do nothing else.
func (t told) plainly() string {
	if slices.ContainsFunc(t.pointed, func(p pointed) bool { return p.strong }) {
		return t.at()
	}
	return ""
}

// points reads what a text points at and wishes, and what it says beside.
func (r *Reader) points(line thai.Line) told {
	t := told{only: true}
	var room [24]piece
	pieces := r.pointers.cut(line, room[:])
	denial := piece{}
	for i, p := range pieces {
		switch p.role {
		case points:
			t.point(pieces, i, denial)
			denial = piece{}
		case wishing:
			t.want(line, pieces, i, denial)
			denial = piece{}
		case negation:
			denial = p
			t.only = false
		case filler:
			t.requests = t.requests || p.value == "requests"
			t.supposes = t.supposes || p.value == "supposes"
			if p.value == "corrects" && len(t.pointed) > 0 {
				t.pointed[len(t.pointed)-1].refused = true
			}
		case polite:
		default:
			if n := letters(line.Text[p.from:p.to]); n > 0 {
				t.only = false
				t.beside += n
			}
		}
	}
	return t
}

// point adds a word that points; a denial stands before it, if any.
func (t *told) point(pieces []piece, i int, denial piece) {
	p := pieces[i]
	refused := denial.value == "refuse"
	if at := before(pieces, i); !refused && at >= 0 && pieces[at].role == wishing && Wish(pieces[at].value) == Refuse {
		refused = !t.refusedBy(at)
	}
	t.pointed = append(t.pointed, pointed{p.value, p.strong, refused, i})
}

// refusedBy reports whether a refusal is about what was pointed at before it: อันแรกไม่เอา อันที่สอง.
func (t *told) refusedBy(at int) bool {
	last := len(t.pointed) - 1
	return last >= 0 && t.pointed[last].refused && t.pointed[last].piece < at
}

// want adds a wish, which a denial before it turns round. A refusal after a word that points is about that.
func (t *told) want(line thai.Line, pieces []piece, i int, denial piece) {
	w := Wish(pieces[i].value)
	switch {
	case denial.value == "void":
		return
	case denial.value == "refuse" && w == Come:
		w = Cannot
	case denial.value == "refuse":
		w = Refuse
	}
	last := len(t.pointed) - 1
	if w == Refuse && last >= 0 && !t.pointed[last].refused && before(pieces, i) == t.pointed[last].piece && !forward(line, pieces, i) {
		t.pointed[last].refused = true
	}
	if t.wish == Refuse && w != Refuse { // ไม่เอาอันแรก เอาอันที่สอง
		t.wish = ""
	}
	if stronger(w, t.wish) {
		t.wish = w
	}
}

// forward reports whether a refusal is about what comes after it: it begins after a space, and that does not (อันอื่นมีไหม ไม่ชอบอันนี้).
func forward(line thai.Line, pieces []piece, i int) bool {
	at := pieces[i].from
	if !line.Bound(at) || i+1 == len(pieces) || pieces[i+1].role != points {
		return false
	}
	return line.Text[at] < utf8.RuneSelf || !line.Bound(pieces[i+1].from)
}

// before is the piece before another that says something; -1: none.
func before(pieces []piece, i int) int {
	for i--; i >= 0; i-- {
		if r := pieces[i].role; r != filler && r != polite && r != negation {
			return i
		}
	}
	return -1
}

// stronger reports whether a wish counts more than what was wished before it in a text: "ว่าง แต่ไปไม่ได้" does not come.
func stronger(w, before Wish) bool {
	return before == "" || w == Cannot || w == Maybe && before != Cannot || before == Come && w != Maybe
}

func letters(s string) (n int) {
	for _, c := range s {
		if c != 'ๆ' && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			n++
		}
	}
	return n
}
