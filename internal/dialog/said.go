package dialog

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/understand"
	"jitasa/internal/understand/offer"
	"jitasa/internal/understand/why"
)

// steers reports whether a word moves a flow instead of answering it.
func steers(w flow.Word) bool {
	switch w {
	case flow.Why, flow.Back, flow.Skip, flow.Cancel, flow.Done, flow.Yes, flow.No, flow.Any, flow.Resume:
		return true
	}
	return false
}

// word is the steering word that the turn stands for, if any.
func (t *Turn) word() flow.Word {
	if t.tap != nil {
		if command, ok := strings.CutPrefix(t.tap.Flow, "!"); ok && steers(flow.Word(command)) {
			return flow.Word(command)
		}
		return ""
	}
	if t.Event.Kind == chat.Text && why.Asked(t.Text) {
		return flow.Why
	}
	if !t.Said.Sure {
		return ""
	}
	switch {
	case t.Said.Intent == understand.Cancel:
		return flow.Cancel
	case t.Said.Intent == understand.Back:
		return flow.Back
	}
	return map[understand.Word]flow.Word{
		understand.Skip: flow.Skip, understand.None: flow.Skip, understand.Done: flow.Done, understand.Yes: flow.Yes, understand.No: flow.No, understand.All: flow.Any,
	}[t.Said.Word]
}

// elsewhere reports whether a text that is no answer is about something else.
func (t *Turn) elsewhere() bool {
	return t.Event.Kind == chat.Location || t.Typed() && (t.Said.Intent != "" || t.Said.Topic != "" || t.Said.Refers != "" || t.asks())
}

// guessLanguage settles on a language before one was chosen, by the script of the first text.
func (t *Turn) guessLanguage() {
	if t.Memory.Lang != "" {
		return
	}
	if guess := domain.WrittenIn(t.Text); guess != "" {
		t.Memory.Guess = guess
		t.Words = t.Speak(guess)
	}
}

// Announces reports whether a text looks for volunteers, in words that somebody in need could use as well.
func (t *Turn) Announces() bool { return t.Event.Kind == chat.Text && understand.Announces(t.Text) }

// InDanger reports whether the text is a cry for help.
func (t *Turn) InDanger() bool { return t.Event.Kind == chat.Text && t.Said.Danger != "" }

// Away reports whether the person was gone for so long that the bot says where we were.
func (t *Turn) Away() bool { return t.Now.Sub(t.Memory.Seen) > awayAfter }

// awayAfter is how long that is.
const awayAfter = 12 * time.Hour

// Says reports whether a text says what a button says, with or without the emoji before it.
func (t *Turn) Says(label string) bool {
	said := strings.TrimSpace(t.Text)
	return said != "" && (strings.EqualFold(said, label) || strings.EqualFold(said, unadorned(label)))
}

// unadorned is a label without the emoji before it, as people type it.
func unadorned(label string) string {
	return strings.TrimLeftFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// acknowledged answers in the middle of a conversation what wants no answer, and reports whether the text was such: it must not
// become somebody's name.
//
//i18n:keys hello.brief.* thanks.brief.* laugh.brief.* fine.brief.* ack.brief.* insult.brief.*
func (t *Turn) acknowledged() bool {
	var key string
	switch t.Said.Word {
	case understand.Hello:
		key = "hello.brief"
		if t.Away() {
			key = "resume.welcome"
		}
	case understand.Thanks, understand.Bye:
		key = "thanks.brief"
	case understand.Laugh:
		key = "laugh.brief"
	case understand.Fine:
		key = "fine.brief"
	case understand.Ack:
		key = "ack.brief"
	case understand.Insult:
		key = "insult.brief"
	default:
		return false
	}
	t.Say(chat.Say(t.Vary(key)))
	return true
}

// sounds is what a text is beside an answer.
func (t *Turn) sounds() flow.Sense {
	if !t.Typed() {
		return flow.Sense{}
	}
	offered := offer.Of(t.Said)
	return flow.Sense{
		Asks:    t.asks() || t.Said.Topic != "",
		Offers:  offered,
		About:   t.Said.Topic != "" && !offer.Figures(offered),
		Wishes:  t.Said.Intent != "" && !t.inOwnScript() || t.Said.Refers != "",
		Names:   t.Said.Place != "" || len(t.Said.Places) > 0 || t.Said.DateFrom != "" || t.Said.DateError != nil || len(t.Said.Causes)+len(t.Said.Kinds) > 0,
		Swears:  t.Said.Word == understand.Insult,
		Tells:   t.Said.Phone != "" || t.Said.Email != "",
		Mumbles: t.mumbles(),
	}
}

// asks reports whether the text is a question; "any time" is an answer.
func (t *Turn) asks() bool { return t.Said.Asks && t.Said.Word != understand.All }

// inOwnScript reports whether a text is only written as another language is, as a name may be: 田中.
func (t *Turn) inOwnScript() bool { return t.Said.Intent == understand.Language && !t.Said.Sure }

// mumbles reports whether a text may be politeness alone, so that it is no yes to what matters: "ค่ะ", a thumb.
func (t *Turn) mumbles() bool {
	return t.Said.Bare || slices.Contains(grunts, strings.TrimRight(strings.ToLower(t.Text), " .!~ๆ")) ||
		!strings.ContainsFunc(t.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// grunts are said while listening as well.
var grunts = []string{"อืม", "อือ", "อื้อ", "อื้ม", "อืมม", "เออ", "เอ่อ", "ฮื่อ", "อ่า", "เออนะ", "k", "kk", "mm", "mmm", "mhm", "mm hmm", "uh huh", "uhuh", "ya", "aye"}

// Wonders reports whether the text asks why something is wanted, whatever it is.
func (t *Turn) Wonders() bool { return t.Typed() && why.Asked(t.Text) }

// Mumbles reports whether the text may be a yes, and may be politeness alone.
func (t *Turn) Mumbles() bool {
	return t.Typed() && (t.Said.Word == understand.Yes || t.Said.Word == "") && t.mumbles()
}

// Offers reports whether a button of the conversation can still be meant, though something else was said since.
func (t *Turn) Offers(flowID, step string) bool {
	return slices.ContainsFunc(t.Memory.Offered, func(o Offer) bool { return o.Tap.Flow == flowID && o.Tap.Step == step })
}

// Aside says that the turn is no new matter: what was shown before it is still at hand, and its buttons may still be typed.
func (t *Turn) Aside() { t.aside = true }

// Missed notes that nobody understood the text, and counts how often in a row that was so.
func (t *Turn) Missed() int {
	if !t.missed {
		t.missed = true
		t.Memory.Misses++
	}
	t.Aside()
	return t.Memory.Misses
}

// Shows notes what is at hand from now on.
func (t *Turn) Shows(flowID string, ids ...string) {
	now := &AtHand{Flow: flowID, IDs: ids, At: t.Now}
	if was := t.Memory.AtHand; was != nil && len(ids) == 1 {
		for _, list := range [][]string{was.IDs, was.Among} {
			if len(list) > 1 && slices.Contains(list, ids[0]) {
				now.Among = list
				break
			}
		}
	}
	t.Memory.AtHand = now
}

// variedAtMost bounds the texts whose last wording is remembered.
const variedAtMost = 8

// Vary is the text of an id in the next of its wordings: "x", "x.2", "x.3" …, so that nobody reads the same twice running.
func (t *Turn) Vary(id string, args ...any) string { return t.T(t.Wording(id), args...) }

// Wording is the id of the next of a text's wordings.
func (t *Turn) Wording(id string) string {
	n := 1
	if i := slices.IndexFunc(t.Memory.Varied, func(v Varied) bool { return v.Key == id }); i >= 0 {
		n = t.Memory.Varied[i].N + 1
		t.Memory.Varied = slices.Delete(t.Memory.Varied, i, i+1)
	}
	wording := id + "." + strconv.Itoa(n)
	if n == 1 || !t.Words.Has(wording) {
		n, wording = 1, id
	}
	t.Memory.Varied = append(t.Memory.Varied, Varied{id, n})
	if over := len(t.Memory.Varied) - variedAtMost; over > 0 {
		t.Memory.Varied = t.Memory.Varied[over:]
	}
	return wording
}
