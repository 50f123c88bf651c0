package dialog

import (
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
	"jitasa/internal/understand"
)

// Router finds the conversation that an event belongs to. It knows none by name.
type Router struct {
	ordered []Conversation
	labels  []string // of their buttons, in that order: each text is held against them
	byID    map[string]*Conversation
	hears   [Otherwise + 1][]func(*Turn) bool
}

// NewRouter knows conversations, in the order in which they are asked.
func NewRouter(all []Conversation) *Router {
	r := &Router{ordered: all, byID: map[string]*Conversation{}}
	for i, c := range all {
		r.byID[c.ID] = &all[i]
		r.labels = append(r.labels, "command."+c.ID+".label")
		for _, h := range c.Hears {
			r.hears[h.Surety] = append(r.hears[h.Surety], h.Hear)
		}
	}
	return r
}

// Route answers a turn. Every event that a person can see themselves cause gets an answer.
func (r *Router) Route(t *Turn) {
	t.router = r
	defer t.remember()
	if t.Memory.Lang == "" && t.Memory.Guess != "" {
		t.Words = t.Speak(t.Memory.Guess)
	}
	switch t.Event.Kind {
	case chat.Unsend:
		if asked := t.Memory.Asked; asked != nil && asked.Message == t.Event.Message {
			t.Memory.Asked = nil
		}
		return
	case chat.Other:
		return
	case chat.Tapped:
		r.press(t, t.Event.Tap)
	case chat.Text:
		t.guessLanguage()
		r.listen(t)
	case chat.Location, chat.Sticker, chat.Media:
		r.listen(t)
	case chat.Follow, chat.Unfollow:
		r.heard(t, Addressed)
	}
	if s, open := t.Open(); open && t.resumes {
		r.again(t, s)
	} else if !open && t.aside && !t.InDanger() {
		r.reminds(t)
	}
	for _, l := range t.finally {
		l.do()
	}
}

// listen is the one order in which everything that is not tapped is understood.
func (r *Router) listen(t *Turn) {
	_ = r.heard(t, Danger) ||
		r.heard(t, Addressed) ||
		r.button(t) ||
		r.heard(t, Exact) ||
		r.wonders(t) ||
		r.word(t) ||
		r.open(t) ||
		r.heard(t, Shown) ||
		r.wish(t) ||
		r.heard(t, Loose) ||
		r.heard(t, Otherwise)
}

// heard asks the conversations that hear something so surely.
func (r *Router) heard(t *Turn, s Surety) bool {
	for _, hear := range r.hears[s] {
		if t.Failed != nil || hear(t) { // what failed is tried again as a whole
			return true
		}
	}
	return false
}

// button takes a text that says what a button of the last answer says, or several buttons of its question.
func (r *Router) button(t *Turn) bool {
	tap, ok := t.Offered()
	if !ok {
		tap, ok = r.yesOrNo(t)
	}
	if ok {
		r.press(t, tap)
		return true
	}
	s, open := t.Open()
	return open && t.listsOffered() && r.take(t, s) // "Thai, English" is an answer where languages are asked for
}

// Press does what a button does: one that the text means, though it is not shown any more or in other words.
func (t *Turn) Press(tap chat.Tap) { t.router.press(t, tap) }

func (r *Router) press(t *Turn, tap chat.Tap) {
	t.tap = &tap
	for i := range r.ordered {
		if told := r.ordered[i].Pressed; told != nil {
			told(t, tap)
		}
	}
	if command, ok := strings.CutPrefix(tap.Flow, "!"); ok {
		r.order(t, command)
		return
	}
	c, known := r.byID[tap.Flow]
	if s, open := t.Opened(tap.Flow); known && open && c.Take != nil && !strings.HasPrefix(tap.Step, "!") {
		c.Take(t, s)
		return
	}
	if known && c.Tapped != nil {
		c.Tapped(t, tap)
		return
	}
	t.Stale()
}

// order obeys a button that stands for a word.
func (r *Router) order(t *Turn, command string) {
	s, open := t.Open()
	switch {
	case steers(flow.Word(command)) && open:
		r.take(t, s)
	case steers(flow.Word(command)):
		t.Stale()
	case r.command(t, command):
	case r.byID[command] != nil && r.byID[command].Start != nil: // of somebody who may not use it (any more)
		t.NewMenu()
		t.Unclear()
	default:
		t.Stale()
	}
}

// word obeys a command that is all that a text says: in the words of its button, shown or not, or in others.
func (r *Router) word(t *Turn) bool {
	c := r.named(t)
	if c == nil && t.Said.Sure {
		c = r.byID[string(t.Said.Intent)]
	}
	switch {
	case c == nil || c.Start == nil:
		return t.Said.Sure && r.command(t, string(t.Said.Intent))
	case c.there(t):
		r.start(t, c)
	default: // it answers no question either: nobody is called "who is waiting"
		t.Unclear()
	}
	return true
}

// wish obeys a command inside a longer text.
func (r *Router) wish(t *Turn) bool { return r.command(t, string(t.Said.Intent)) }

// open takes an answer to the open question; of what is none, it asks again.
func (r *Router) open(t *Turn) bool {
	s, open := t.Open()
	switch {
	case !open:
		return false
	case t.Event.Kind == chat.Sticker, t.Event.Kind == chat.Media: // nobody can read it
		t.Say(chat.Say(t.Vary(Wordless(t.Event))))
		r.again(t, s)
	case t.acknowledged():
		r.again(t, s)
	case r.take(t, s):
	default:
		return len(t.answer) > 0 // the question was asked again, saying why
	}
	return true
}

// Wordless names the text that answers what the bot cannot read.
//
//i18n:keys wordless.sticker wordless.media
func Wordless(e chat.Event) string {
	if e.Kind == chat.Sticker {
		return "wordless.sticker"
	}
	return "wordless.media"
}

func (r *Router) command(t *Turn, intent string) bool {
	if intent == string(flow.Cancel) || intent == string(flow.Back) {
		return r.cancel(t)
	}
	c, ok := r.byID[intent]
	if !ok || c.Start == nil || !c.there(t) {
		return false
	}
	r.start(t, c)
	return true
}

func (c *Conversation) there(t *Turn) bool { return c.For == nil || c.For(t) }

// start begins a conversation, and tells the others.
func (r *Router) start(t *Turn, c *Conversation) {
	if !c.Aside {
		for i := range r.ordered {
			if left := r.ordered[i].Left; left != nil {
				left(t)
			}
		}
	}
	c.Start(t)
}

// cancel leaves the open question, or ends what else there is to end; false: the question takes it for something else.
func (r *Router) cancel(t *Turn) bool {
	if s, open := t.Open(); open {
		return r.take(t, s)
	}
	for i := range r.ordered {
		if ends := r.ordered[i].Cancel; ends != nil && ends(t) {
			return true
		}
	}
	t.Say(chat.Message{Text: t.T("cancel.nothing"), Nav: t.Commands("nearby", t.ProfileOrSignup(), "menu", "help")})
	return true
}

func (r *Router) take(t *Turn, s flow.Session) bool {
	c, ok := r.byID[s.Flow]
	if !ok || c.Take == nil { // a conversation of an older version
		t.Close(s.Flow)
		return false
	}
	return c.Take(t, s)
}

// named is the conversation whose button's label the text is; nil if there is none.
func (r *Router) named(t *Turn) *Conversation {
	text := strings.TrimSpace(t.Text)
	for i, id := range r.labels {
		if c := &r.ordered[i]; c.Start != nil && t.Words.Has(id) && strings.EqualFold(t.T(id), text) {
			return c
		}
	}
	return nil
}

// Explicit reports whether a text is for the bot though a member of staff has the word: a cry for help, a command said
// plainly, what a button says.
func (t *Turn) Explicit() bool {
	c := t.router.byID[string(t.Said.Intent)]
	command := c != nil && c.Start != nil && c.there(t) || t.Said.Intent == understand.Cancel
	named := t.router.named(t)
	return t.InDanger() || t.Said.Sure && command || named != nil && named.there(t)
}

// Begin goes on with another conversation, as its word would begin it; without one that is there for the person, nothing happens.
func (t *Turn) Begin(intent string) {
	if c := t.router.byID[intent]; c != nil && c.Start != nil && c.there(t) {
		c.Start(t)
	}
}

// Has reports whether a conversation is there for the person.
func (t *Turn) Has(intent string) bool {
	c := t.router.byID[intent]
	return c != nil && c.there(t)
}

// Unclear answers what nobody understood.
func (t *Turn) Unclear() { t.router.heard(t, Otherwise) }

// Offered reads a written label, or number in plain text mode, as the button of the last answer that it is.
func (t *Turn) Offered() (chat.Tap, bool) {
	if t.Event.Kind != chat.Text {
		return chat.Tap{}, false
	}
	if t.Memory.Plain {
		if n, err := strconv.Atoi(strings.TrimSpace(t.Text)); err == nil && n >= 1 && n <= t.numbered() {
			return t.Memory.Offered[n-1].Tap, true
		}
	}
	for _, o := range t.Memory.Offered {
		if t.Says(o.Label) || t.Says(o.Full) {
			return o.Tap, true
		}
	}
	return chat.Tap{}, false
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
	if len(t.answer) == 0 {
		return
	}
	if !t.missed {
		t.Memory.Misses = 0
	}
	if t.Memory.Plain { // every way on is a numbered line
		t.number()
	}
	before := t.Memory.Offered
	offered := chat.Offered(t.answer)
	t.Memory.Offered = make([]Offer, 0, min(len(offered), offeredAtMost))
	for _, c := range offered {
		if len(t.Memory.Offered) < offeredAtMost {
			o := Offer{Label: c.Label, Tap: c.Tap}
			if t.Memory.Plain {
				o.Full, o.Chosen = c.Full, c.Chosen
			}
			t.Memory.Offered = append(t.Memory.Offered, o)
		}
	}
	if !t.aside {
		return
	}
	for _, o := range before {
		known := slices.ContainsFunc(t.Memory.Offered, func(n Offer) bool { return n.Label == o.Label })
		if !known && len(t.Memory.Offered) < offeredAtMost {
			t.Memory.Offered = append(t.Memory.Offered, o)
		}
	}
}
