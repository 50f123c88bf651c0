package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
	"jitasa/internal/understand"
)

// awayAfter is how long a person is gone before the bot says where we were.
const awayAfter = 12 * time.Hour

// Router finds the conversation that an event belongs to.
type Router struct {
	ordered []Conversation
	byID    map[string]Conversation
}

// NewRouter knows every conversation.
func NewRouter(w World) *Router {
	r := &Router{ordered: All(w), byID: map[string]Conversation{}}
	for _, c := range r.ordered {
		r.byID[c.ID] = c
	}
	return r
}

// Route answers a turn. Every event that a person can see themselves cause gets an answer.
func (r *Router) Route(t *Turn) {
	defer t.remember()
	if t.Memory.Lang == "" && t.Memory.Guess != "" {
		t.Words = t.Speak(t.Memory.Guess)
	}
	switch t.Event.Kind {
	case chat.Follow:
		r.byID["welcome"].Start(t)
	case chat.Text:
		r.text(t)
	case chat.Tapped:
		r.tap(t)
	case chat.Location:
		r.location(t)
	case chat.Sticker, chat.Media:
		r.wordless(t)
	case chat.Unfollow: // nobody can be answered who has left
		if t.Memory.Human {
			t.endThread()
		}
	case chat.Unsend, chat.Other:
	}
	if s, open := t.open(); open && t.goingOn {
		r.again(t, s)
	}
}

// text tries, in this order: a button's label or number, a command said
// plainly, an answer to the open question, a command inside a longer text,
// work named by place, day or cause.
func (r *Router) text(t *Turn) {
	t.guessLanguage()
	if t.code() || r.answers(t) {
		return
	}
	if r.forStaff(t) {
		return
	}
	if tap, ok := t.offered(); ok {
		t.Event.Kind, t.Event.Tap = chat.Tapped, tap
		r.tap(t)
		return
	}
	if answer, ok := t.yesOrNo(); ok {
		t.Event.Kind, t.Event.Tap = chat.Tapped, answer
		r.tap(t)
		return
	}
	s, open := t.open()
	if one, ok := t.nth(); ok && !open {
		t.Event.Kind, t.Event.Tap = chat.Tapped, one
		r.tap(t)
		return
	}
	switch {
	case open && t.listsOffered() && r.take(t, s): // "Thai, English" is an answer where languages are asked for
	case !open && t.announces():
		r.byID["broadcast"].Start(t)
	case r.labelled(t), t.Said.Sure && r.command(t, string(t.Said.Intent)):
	case t.Said.Plain != "":
		r.byID["plain"].Start(t)
	case t.calledLately() && !open:
		t.noteCall("")
	case open && t.polite():
		r.again(t, s)
	case open && r.take(t, s):
	case len(t.out) > 0: // the question was asked again, saying why
	case r.command(t, string(t.Said.Intent)):
	case t.namesWork():
		r.byID["nearby"].Start(t)
	case t.Said.Word == understand.More && t.Memory.Search != nil:
		find(t, *t.Memory.Search)
	case t.Said.Word == understand.All && t.Memory.Search != nil: // "anything"
		search := t.search()
		search.set(t, "clear")
		find(t, search)
	default:
		if way, ok := t.wayOfSearch(); ok {
			t.Event.Kind, t.Event.Tap = chat.Tapped, way
			r.tap(t)
			return
		}
		t.unclear()
	}
}

// wayOfSearch reads a text that says what a button under the last results said,
// though something else was said since.
func (t *Turn) wayOfSearch() (chat.Tap, bool) {
	said := strings.TrimSpace(t.Text)
	if t.Memory.Search == nil || said == "" {
		return chat.Tap{}, false
	}
	for _, way := range t.Memory.Search.ways(t) {
		if way.Tap.Flow == "nearby" && (strings.EqualFold(said, way.Label) || strings.EqualFold(said, unadorned(way.Label))) {
			return way.Tap, true
		}
	}
	return chat.Tap{}, false
}

// polite answers a greeting or thanks in the middle of a conversation, and
// reports whether the text was one: it must not become somebody's name.
func (t *Turn) polite() bool {
	switch t.Said.Word {
	case understand.Hello:
		key := "hello.brief"
		if t.away() {
			key = "resume.welcome"
		}
		t.Say(chat.Say(t.T(key)))
	case understand.Thanks, understand.Bye:
		t.Say(chat.Say(t.T("thanks.brief")))
	default:
		return false
	}
	return true
}

func (r *Router) tap(t *Turn) {
	tap := t.Event.Tap
	if tap.Flow != "answer" { // who does something else does not answer: their next words are not for that person
		t.Memory.Answering = nil
	}
	if command, ok := strings.CutPrefix(tap.Flow, "!"); ok {
		r.order(t, command)
		return
	}
	c, known := r.byID[tap.Flow]
	if s, open := t.opened(tap.Flow); known && open && c.Take != nil && !strings.HasPrefix(tap.Step, "!") {
		c.Take(t, s)
		return
	}
	if known && c.Tapped != nil {
		c.Tapped(t, tap)
		return
	}
	t.stale()
}

// order obeys a button that stands for a word.
func (r *Router) order(t *Turn, command string) {
	s, open := t.open()
	switch {
	case steers(flow.Word(command)):
		if !open {
			t.stale()
			return
		}
		r.take(t, s)
	case r.command(t, command):
	default:
		t.stale()
	}
}

func (r *Router) command(t *Turn, intent string) bool {
	if intent == string(flow.Cancel) || intent == string(flow.Back) {
		s, open := t.open()
		switch {
		case open:
			return r.take(t, s)
		case t.calledLately():
			t.endCall()
		case t.Memory.Human:
			t.endHuman()
		default:
			t.nothingOpen()
		}
		return true
	}
	c, ok := r.byID[intent]
	if !ok || c.Start == nil {
		return false
	}
	t.turnsFromCall(intent)
	c.Start(t)
	return true
}

func (r *Router) take(t *Turn, s flow.Session) bool {
	c, ok := r.byID[s.Flow]
	if !ok || c.Take == nil { // a conversation of an older version
		t.close(s.Flow)
		return false
	}
	return c.Take(t, s)
}

// again asks the open question once more.
func (r *Router) again(t *Turn, s flow.Session) {
	t.askAgain()
	r.take(t, s)
}

func (r *Router) location(t *Turn) {
	if r.answers(t) {
		return
	}
	if t.inHands() {
		t.passOn()
		return
	}
	s, open := t.open()
	switch {
	case open && r.take(t, s), len(t.out) > 0:
	case t.calledLately():
		t.noteCall(t.around())
	default:
		r.byID["nearby"].Start(t)
	}
}

// wordless answers what the bot cannot read.
func (r *Router) wordless(t *Turn) {
	if r.answers(t) {
		return
	}
	if t.inHands() {
		t.passOn()
		return
	}
	key := "wordless.media"
	if t.Event.Kind == chat.Sticker {
		key = "wordless.sticker"
	}
	s, open := t.open()
	switch {
	case open:
		t.Say(chat.Say(t.T(key)))
		r.again(t, s)
	case t.calledLately():
		t.noteCall("")
	case t.Memory.Human: // a picture for the person who was asked for
		t.noteForStaff()
	default:
		t.Say(chat.Message{Text: t.T(key), Nav: t.Commands("nearby", t.profileOrSignup(), "menu", "human")})
	}
}

// offered reads a typed label, or number in plain text mode, as its button.
func (t *Turn) offered() (chat.Tap, bool) {
	said := strings.TrimSpace(t.Text)
	if t.Memory.Plain {
		if n, err := strconv.Atoi(said); err == nil && n >= 1 && n <= len(t.Memory.Offered) {
			return t.Memory.Offered[n-1].Tap, true
		}
	}
	for _, o := range t.Memory.Offered {
		if said != "" && (strings.EqualFold(said, o.Label) || strings.EqualFold(said, unadorned(o.Label))) {
			return o.Tap, true
		}
	}
	return chat.Tap{}, false
}

// unadorned is a label without the emoji before it, as people type it.
func unadorned(label string) string {
	return strings.TrimLeftFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// labelled obeys a text that says what the button of a command says, shown or not.
func (r *Router) labelled(t *Turn) bool {
	c := r.named(t)
	if c == nil {
		return false
	}
	t.turnsFromCall(c.ID)
	c.Start(t)
	return true
}

// named is the conversation whose button's label the text is; nil if there is none.
func (r *Router) named(t *Turn) *Conversation {
	for i, c := range r.ordered {
		id := "command." + c.ID + ".label"
		if c.Start != nil && t.Words.Has(id) && strings.EqualFold(t.T(id), strings.TrimSpace(t.Text)) {
			return &r.ordered[i]
		}
	}
	return nil
}

// listsOffered reports whether a text is a list of buttons of one question.
func (t *Turn) listsOffered() bool {
	parts := strings.FieldsFunc(t.Text, func(r rune) bool { return strings.ContainsRune(" ,;/", r) })
	for _, part := range parts {
		if !slices.ContainsFunc(t.Memory.Offered, func(o Offer) bool { return o.Tap.Step != "" && strings.EqualFold(o.Label, part) }) {
			return false
		}
	}
	return len(parts) > 1
}

// offeredAtMost bounds what a thread keeps of the last answer's buttons.
const offeredAtMost = 60

func (t *Turn) remember() {
	t.Memory.Seen = t.Now
	if len(t.out) == 0 {
		return
	}
	if last := &t.out[len(t.out)-1]; t.Memory.Plain { // every way on is a numbered line
		last.Choices, last.Nav = append(last.Choices, last.Nav...), nil
	}
	t.Memory.Offered = nil
	for _, c := range chat.Offered(t.out) {
		if len(t.Memory.Offered) < offeredAtMost {
			t.Memory.Offered = append(t.Memory.Offered, Offer{Label: c.Label, Tap: c.Tap})
		}
	}
}

func (t *Turn) away() bool { return t.Now.Sub(t.Memory.Seen) > awayAfter }

func (t *Turn) stale() {
	t.Say(chat.Message{Text: t.T("flow.stale_ended"), Nav: t.onward("nearby", t.profileOrSignup(), "menu")})
}

func (t *Turn) nothingOpen() {
	t.Say(chat.Message{Text: t.T("cancel.nothing"), Nav: t.Commands("nearby", t.profileOrSignup(), "menu", "help")})
}

func (t *Turn) unclear() {
	switch {
	case t.Memory.Human:
		t.noteForStaff()
	case t.Said.Word == understand.Thanks, t.Said.Word == understand.Bye:
		t.Say(chat.Message{Text: t.T("thanks.reply"), Nav: t.Commands("nearby", "menu")})
	case t.Said.Word == understand.Hello && t.Memory.Lang != "":
		t.Say(chat.Message{Text: t.T("hello.reply"), Nav: t.onward("nearby", t.profileOrSignup(), "menu", "help")})
	case t.Memory.Lang == "" && (t.Said.Word == understand.Hello || len(t.Memory.Offered) == 0):
		greet(t)
	default:
		t.Say(chat.Message{Text: t.T("unclear.reply"), Nav: t.onward("nearby", t.profileOrSignup(), "help", "human", "menu")})
	}
}

func (t *Turn) profileOrSignup() string {
	if t.Me.SignedUp() {
		return "profile"
	}
	return "signup"
}
