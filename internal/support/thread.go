package support

import (
	"errors"
	"slices"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// State is how far a thread is. Those that are open are found by it.
type State string

// The states. A thread that is over has none.
const (
	Danger State = "danger" // waits for staff, and somebody may be harmed
	Waits  State = "waits"  // waits for staff
	Hands  State = "hands"  // a member of staff has the word
	Over   State = ""
)

// word is the state as the log has it.
func (s State) word() string {
	if s == Over {
		return "over"
	}
	return string(s)
}

// Open lists the states in which somebody wants a person, the most urgent first.
func Open() []State { return []State{Danger, Waits, Hands} }

// How long things may take.
const (
	// LapseAfter is how long a thread stays in hands without a word.
	LapseAfter = 4 * time.Hour
	// GatherFor is how long what is asked is gathered before staff are told.
	GatherFor = 3 * time.Minute
	// AgainAfter is when staff are told of further words of somebody who waits,
	// of one in danger, and of one whom they talk with.
	AgainAfter       = 30 * time.Minute
	AgainAfterDanger = time.Minute
	AgainAfterHands  = time.Minute
	// TokenLife is how long a reply can be sent free of charge: LINE gives a
	// minute, and the way takes some of it.
	TokenLife = 50 * time.Second
)

// linesAtMost bounds a thread; what was said first, and last, is kept.
const linesAtMost = 60

var (
	// ErrTaken: another member of staff has the word.
	ErrTaken = errors.New("in the hands of somebody else")
	// ErrOwn: one's own request is for colleagues to answer.
	ErrOwn = errors.New("asked for by who wants to answer")
	// ErrOver: the thread is over, or not (any more) in the hands of who wants to speak.
	ErrOver = errors.New("not in these hands")
)

// Thread is one time that somebody wanted a person. Its id is the event that began it.
type Thread struct {
	domain.Meta
	Person string        `json:"person"`
	Lang   string        `json:"lang,omitempty"`
	Name   string        `json:"name,omitempty" seal:"true"`
	State  State         `json:"state,omitempty"`
	Danger bool          `json:"danger,omitempty"` // it was asked for in danger,
	Alarm  bool          `json:"alarm,omitempty"`  // and staff were told so
	Since  time.Time     `json:"since"`
	Where  domain.Home   `json:"where,omitzero"`              // as coarse as it may be seen; its point is of no use here
	Point  *domain.Point `json:"point,omitempty" seal:"true"` // that was shared
	Lines  []Line        `json:"lines,omitempty" seal:"true"`
	By     string        `json:"by,omitempty"`   // id of the member of staff who has the word, or had it
	Spoke  time.Time     `json:"spoke,omitzero"` // the last word of either, from when it was taken
	Told   int           `json:"told,omitempty"` // lines that staff were told of
	ToldAt time.Time     `json:"toldAt,omitzero"`
	// Notices are the keys of what staff were told: to be taken back when the person is erased.
	Notices []string `json:"notices,omitempty"`
	// Reply is a reply token that the bot has left unused for staff, from ReplyAt on; ReplyFor is the answer that took it.
	Reply    string    `json:"reply,omitempty" seal:"true"`
	ReplyAt  time.Time `json:"replyAt,omitzero"`
	ReplyFor string    `json:"replyFor,omitempty"`
	EndedAt  time.Time `json:"endedAt,omitzero"`
	EndedBy  string    `json:"endedBy,omitempty"` // the event by which the person ended it
}

// Line is one thing that was said.
type Line struct {
	Event   string        `json:"event"`           // that said it
	At      time.Time     `json:"at"`              //
	Staff   string        `json:"staff,omitempty"` // id of the member of staff; "": the person said it
	Text    string        `json:"text,omitempty"`
	Point   *domain.Point `json:"point,omitempty"`
	Sort    Sort          `json:"sort,omitempty"`
	Message string        `json:"message,omitempty"` // the platform's id, for who takes it back
	To      string        `json:"to,omitempty"`      // id of the member of staff who had the word when the person said it
	Notice  Kind          `json:"notice,omitempty"`  // what staff were told at once because of it
	Unsent  bool          `json:"unsent,omitempty"`
}

// Sort is what a line is that has no words.
type Sort string

// The sorts.
const (
	Words   Sort = ""
	Place   Sort = "place"
	Picture Sort = "picture" // or anything else that nobody can look at here
	Sticker Sort = "sticker"
	Asked   Sort = "asked" // a button, or words that say no more than that they want a person
)

// heard reports whether the thread has the line of an event already.
func (t *Thread) heard(event string) (Line, bool) {
	i := slices.IndexFunc(t.Lines, func(l Line) bool { return l.Event == event })
	if i < 0 {
		return Line{}, false
	}
	return t.Lines[i], true
}

// Holds reports whether what an event says is for the member of staff who has the word, or had it when it was said.
func (t *Thread) Holds(event string) bool {
	l, again := t.heard(event)
	return t.State == Hands || again && l.To != ""
}

// add appends a line. A thread that is full loses one from its middle.
func (t *Thread) add(l Line) {
	l.At = domain.Instant(l.At)
	if len(t.Lines) >= linesAtMost {
		middle := linesAtMost / 2
		t.Lines = slices.Delete(t.Lines, middle, middle+1)
		if t.Told > middle {
			t.Told--
		}
	}
	t.Lines = append(t.Lines, l)
	if l.Point != nil {
		t.Point = l.Point
	}
}

// say takes what the person says, and tells what staff must hear at once: an alarm when they do not know of danger, and the first
// words after theirs of somebody whom they talk with. Where staff cannot be told it stays untold.
func (t *Thread) say(l Line, danger, reached bool) {
	switch {
	case !reached:
	case (danger || t.Danger) && !t.Alarm:
		l.Notice, t.Alarm = Alarm, true
	case t.State == Hands && (danger || t.answered() || l.At.Sub(t.ToldAt) >= AgainAfterHands):
		l.Notice = More
	}
	t.Danger = t.Danger || danger
	if t.Danger && t.State == Waits {
		t.State = Danger
	}
	if t.State == Hands {
		l.To, t.Spoke = t.By, domain.Instant(l.At)
	}
	t.add(l)
	if l.Notice != "" {
		t.tell(l.At)
	}
}

// answered reports whether staff said the last word.
func (t *Thread) answered() bool {
	return len(t.Lines) > 0 && t.Lines[len(t.Lines)-1].Staff != ""
}

// tell notes that staff know all of it.
func (t *Thread) tell(now time.Time) { t.Told, t.ToldAt = len(t.Lines), domain.Instant(now) }

// Untold are the person's words that staff were not told of.
func (t *Thread) Untold() []Line {
	return slices.DeleteFunc(slices.Clone(t.Lines[min(t.Told, len(t.Lines)):]), func(l Line) bool { return l.Staff != "" })
}

// due reports whether staff are to be told of what they do not know yet.
func (t *Thread) due(now time.Time) bool {
	untold := t.Untold()
	if len(untold) == 0 {
		return false
	}
	switch {
	case t.State == Hands:
		return now.Sub(t.ToldAt) >= AgainAfterHands
	case t.State == Danger:
		return now.Sub(t.ToldAt) >= AgainAfterDanger
	case t.ToldAt.IsZero():
		return now.Sub(untold[0].At) >= GatherFor
	}
	return now.Sub(t.ToldAt) >= AgainAfter
}

// isOf reports whether it is the request of that person themselves.
func (t *Thread) isOf(person string) bool { return t.Person == person }

// take gives the word to a member of staff; ErrTaken if somebody else has it, ErrOver if nobody waits, ErrOwn if they do.
func (t *Thread) take(by access.Actor, now time.Time) error {
	staff := by.StaffID()
	switch {
	case t.isOf(by.Person):
		return ErrOwn
	case t.State == Over:
		return ErrOver
	case t.State == Hands && t.By != staff:
		return ErrTaken
	case t.State != Hands:
		t.State, t.By, t.Spoke = Hands, staff, domain.Instant(now)
	}
	t.Alarm = t.Danger // who has taken it knows
	t.tell(now)
	return nil
}

// answer takes what a member of staff says who has the word. wait: it may wait for what the person writes next.
func (t *Thread) answer(staff, event, text string, wait bool, now time.Time) error {
	if _, again := t.heard(event); again {
		return nil
	}
	switch {
	case t.State == Over:
		return ErrOver
	case t.State == Hands && t.By != staff:
		return ErrTaken
	case t.State != Hands:
		return ErrOver
	}
	if !wait && t.Free(now) {
		t.ReplyFor = event
	}
	t.add(Line{Event: event, At: now, Staff: staff, Text: text})
	t.Notices = append(t.Notices, AnswerKey(event))
	t.Told, t.Spoke = len(t.Lines), domain.Instant(now)
	return nil
}

// Free reports whether an answer sent now costs nothing.
func (t *Thread) Free(now time.Time) bool {
	return t.Reply != "" && t.ReplyFor == "" && now.Sub(t.ReplyAt) < TokenLife
}

// giveBack ends what a member of staff has in hands.
func (t *Thread) giveBack(staff string, now time.Time) error {
	switch {
	case t.State == Over && t.By == staff:
		return nil
	case t.State != Hands:
		return ErrOver
	case t.By != staff:
		return ErrTaken
	}
	t.end(now)
	return nil
}

// end closes the thread. The reply token goes, as nobody will use it.
func (t *Thread) end(now time.Time) {
	if t.State == Over {
		return
	}
	t.State, t.EndedAt = Over, domain.Instant(now)
	t.Reply, t.ReplyFor = "", ""
}

// lapse takes a thread out of hands in which nobody said a word for long: a person whom nobody answered waits again.
func (t *Thread) lapse(now time.Time) {
	if t.answered() {
		t.end(now)
		return
	}
	t.State, t.By, t.Since, t.ToldAt = Waits, "", t.Spoke, time.Time{}
	if t.Danger {
		t.State = Danger
	}
	t.Told = max(0, len(t.Lines)-1) // the last words are told again
}

// lapsed reports whether a thread was in hands without a word for too long.
func (t *Thread) lapsed(now time.Time) bool {
	return t.State == Hands && now.Sub(t.Spoke) >= LapseAfter
}

// unsay takes the content of a message out.
func (t *Thread) unsay(message string) (found bool) {
	for i, l := range t.Lines {
		if l.Message != message || l.Unsent {
			continue
		}
		found = true
		if l.Point != nil && t.Point != nil && *t.Point == *l.Point {
			t.Point, t.Where = nil, domain.Home{}
		}
		t.Lines[i].Text, t.Lines[i].Point, t.Lines[i].Unsent = "", nil, true
	}
	return found
}

// Shared reports whether the person has shared a place that staff have not answered to yet.
func (t *Thread) Shared() bool {
	for _, l := range slices.Backward(t.Lines) {
		switch {
		case l.Staff != "" || t.Point == nil:
			return false
		case l.Point != nil:
			return true
		}
	}
	return false
}

// Last is the person's last words; ok is false where they said none yet.
func (t *Thread) Last() (l Line, ok bool) {
	for _, l := range slices.Backward(t.Lines) {
		if l.Staff == "" && !l.Unsent {
			return l, true
		}
	}
	return l, false
}
