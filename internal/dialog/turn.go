package dialog

import (
	"context"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/place"
	"jitasa/internal/understand"
)

// Roles knows what somebody is besides a volunteer.
type Roles interface {
	Actor(ctx context.Context, person string, from access.Face) (access.Actor, error)
}

// World is what every turn can look at.
type World struct {
	Places *place.Gazetteer
	Roles  Roles // nil: nobody is more than a volunteer here
}

// Turn is one event of one person, being answered.
type Turn struct {
	World
	Ctx     context.Context //nolint:containedctx // a turn lives as long as its event's handling
	Event   chat.Event
	Text    string            // what was written, normalised
	Said    understand.Result // what the text says; zero for other events
	Now     time.Time
	Words   cards.Words
	Speak   func(lang string) cards.Words // switches languages
	Me      *domain.Volunteer
	Memory  *Memory
	Waits   bool // something waits for the next reply, and takes it
	Effects Effects
	Failed  error // a look-up failed: say nothing, try the turn again

	router   *Router
	tap      *chat.Tap // the button that the turn stands for: tapped, or said in words
	resuming bool      // the open question is asked again: whatever led here is no answer to it
	brief    bool      // in one line
	resumes  bool      // to be so at the end
	answer   []chat.Message
	finally  []last
	aside    bool          // what was shown before is still meant
	turned   bool          // a page of a list, which keeps its numbers
	missed   bool          // nobody understood it
	actor    *access.Actor // the person, once somebody asked what they are
}

// T is the text of an id in the person's language.
func (t *Turn) T(id string, args ...any) string { return t.Words.T(id, args...) }

// Cards says things in the person's language.
func (t *Turn) Cards() cards.Cards { return cards.In(t.Words, t.Places) }

// Tap is the button that the turn stands for: one that was tapped, or whose words were written; false: there is none.
func (t *Turn) Tap() (chat.Tap, bool) {
	if t.tap == nil {
		return chat.Tap{}, false
	}
	return *t.tap, true
}

// Typed reports whether the turn is a text that stands for itself, and for no button.
func (t *Turn) Typed() bool { return t.Event.Kind == chat.Text && t.tap == nil && !t.resuming }

// Actor is the person as what they are besides a volunteer; only conversations that need it ask.
func (t *Turn) Actor() access.Actor {
	if t.actor != nil {
		return *t.actor
	}
	a := access.Actor{Person: t.Event.Person, From: access.Chat}
	if t.Roles == nil {
		return a
	}
	found, err := t.Roles.Actor(t.Ctx, t.Event.Person, access.Chat)
	if err != nil {
		t.Failed = err
		return a
	}
	t.actor = &found
	return found
}

// ActorChanged forgets what the person is: they may be more now.
func (t *Turn) ActorChanged() { t.actor = nil }

// Managed are the organisations whose manager the person is.
func (t *Turn) Managed() ([]*domain.Organisation, bool) {
	mine := t.Actor().Organisations
	return mine, len(mine) > 0
}

// CallName is what to call the person: the name they gave, or the platform's.
func (t *Turn) CallName() string {
	if t.Me.Name != "" {
		return t.Me.Name
	}
	return t.Memory.Name
}

// Say adds to the answer.
func (t *Turn) Say(m ...chat.Message) { t.answer = append(t.answer, m...) }

// SayFirst says something before everything that was said so far.
func (t *Turn) SayFirst(m chat.Message) { t.answer = append([]chat.Message{m}, t.answer...) }

// last is done when everything else is said.
type last struct {
	id string
	do func()
}

// Finally does something when everything else is said: once for its id.
func (t *Turn) Finally(id string, do func()) {
	for _, l := range t.finally {
		if l.id == id {
			return
		}
	}
	t.finally = append(t.finally, last{id, do})
}

// Answer is everything said so far. What is in it may still be changed.
func (t *Turn) Answer() []chat.Message { return t.answer }

// Command is a button that does what its intent's word does when typed.
func (t *Turn) Command(intent string) chat.Choice {
	return chat.Choice{Label: t.T("command." + intent + ".label"), Tap: chat.Tap{Flow: "!" + intent}}
}

// Commands are several of them.
func (t *Turn) Commands(intents ...string) []chat.Choice {
	all := make([]chat.Choice, len(intents))
	for i, intent := range intents {
		all[i] = t.Command(intent)
	}
	return all
}

// InLanguage takes the person's half of a text in two languages.
func (t *Turn) InLanguage(text string) string { return domain.InLanguage(text, t.Words.Lang()) }

// NameOf names a place of the gazetteer for the person, at length for those who have texts read out; "" for a code that is none.
func (t *Turn) NameOf(code string) string { return t.Cards().PlaceName(code, t.Memory.Plain) }

// SignsUp is the step of the button that a written yes stands for where somebody is asked to sign up first.
const SignsUp = "!start"

// SignUpFirst is that button; none while the sign-up is open, which has its own way back.
func (t *Turn) SignUpFirst() []chat.Choice {
	if _, open := t.Opened("signup"); open {
		return nil
	}
	return []chat.Choice{{Label: t.T("command.signup.label"), Tap: chat.Tap{Flow: "signup", Step: SignsUp}, Primary: true}}
}

// input is the turn as a flow sees it.
func (t *Turn) input() flow.Input {
	in := flow.Input{Now: t.Now, Texts: t.Words}
	if t.resuming {
		in.Word, in.Brief = flow.Resume, t.brief
		return in
	}
	in.Event, in.Tap, in.Text, in.Word, in.Sounds = t.Event, t.tap, t.Text, t.word(), t.sounds()
	return in
}

// SpeakIn switches the language of the answer, and remembers it.
func (t *Turn) SpeakIn(lang string) {
	t.Memory.Lang = lang
	t.Words = t.Speak(lang)
	t.NewMenu()
}

// NewMenu gives the person the rich menu of who they are after the turn, in their language.
func (t *Turn) NewMenu() { t.Finally("menu", func() { t.Effects.Menu = t.menu() }) }

func (t *Turn) menu() string {
	lang, me := t.Words.Lang(), t.Actor()
	switch {
	case me.StaffID() != "":
		return lang + "-staff"
	case len(me.Organisations) > 0:
		return lang + "-manager"
	case t.Me.SignedUp():
		return lang + "-member"
	}
	return lang
}

// Stale answers a button of something that is over.
func (t *Turn) Stale() {
	t.Say(chat.Message{Text: t.T("flow.stale_ended"), Nav: t.Onward("nearby", t.ProfileOrSignup(), "menu")})
}

// ProfileOrSignup is the intent that shows a profile to those who have one.
func (t *Turn) ProfileOrSignup() string {
	if t.Me.SignedUp() {
		return "profile"
	}
	return "signup"
}
