package flows

import (
	"context"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/match"
	"jitasa/internal/place"
	"jitasa/internal/support"
	"jitasa/internal/understand"
)

// Words speaks the person's language.
type Words interface {
	flow.Texts
	Dates
	Figures
}

// Dates writes times as people read them, in the person's calendar.
type Dates interface {
	Day(time.Time) string
	Clock(time.Time) string
	Range(from, to time.Time) string
	Days(first, last time.Time) string
	Year(ce int) string
}

// Figures writes measures, numbers and lists.
type Figures interface {
	KM(float64) string
	List([]string) string
	Phone(e164 string) string
}

// Work finds opportunities.
type Work interface {
	Near(match.Query) match.Result
	// Opportunities gives those that are there still, in the order of the ids.
	Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error)
}

// Exports makes the address under which a person can fetch their data, for a while.
type Exports interface {
	ExportLink(ctx context.Context, person, seed string, now time.Time) (url string, until time.Time, err error)
}

// Console lets staff in to their pages.
type Console interface {
	// SignInLink is the address of a link that signs somebody in, once and for a short while; under the same key the same.
	SignInLink(ctx context.Context, by access.Actor, key string) (url string, err error)
}

// News knows the newsletter.
type News interface {
	// Latest is the newest issue as its reader sees it; no messages if there is none.
	Latest(ctx context.Context, lang string, reader *domain.Volunteer, now time.Time) (issue string, said []chat.Message, err error)
	// Why names the conditions by which somebody gets an issue, as in flow texts newsletter.condition.NAME;
	// got is when it was sent to them, zero if it was not.
	Why(ctx context.Context, issue string, reader *domain.Volunteer) (conditions []string, got time.Time, err error)
}

// Told is something for somebody else.
type Told struct {
	Key      string // tells it once, whatever is tapped; "": once for the turn
	Person   string
	Messages []chat.Message
	CanWait  bool // for the person's next answer, free of charge
	// Reply is a reply token that nobody has used, from Received on: as long as it works, telling is free.
	Reply    string
	Received time.Time
	// OrWaits: where the month's messages do not allow a push, it is for their next answer.
	OrWaits bool
	// Then hears how it went, before the answer of the turn goes out; nil: nobody asks.
	Then func(How)
}

// How is how something reaches somebody else.
type How int

// The ways.
const (
	Pushed  How = iota // it is on its way, for a message
	Replied            // they have it, free of charge
	Left               // with their next answer, as it was meant
	Kept               // with their next answer, as no messages are left
)

// Went notes how the telling of one of the turn's Effects.Tell went.
func (t *Turn) Went(n int, how How) {
	told := &t.Effects.Tell[n]
	if told.Then != nil {
		told.Then(how)
		told.Then = nil
	}
}

// World is what conversations can look at.
type World struct {
	Places  *place.Gazetteer
	Reader  *understand.Reader
	Work    Work
	Exports Exports
	News    News             // nil: there is no newsletter here
	Calls   *calls.Service   // nil: nobody can call for help here
	Access  *access.Service  // nil: nobody is more than a volunteer here
	Support *support.Service // nil: there is nobody behind the bot here
	Console Console          // nil: staff have no pages here
	Notice  string           // address of the full privacy notice
}

// Turn is one event of one person, being answered.
type Turn struct {
	World
	Ctx     context.Context //nolint:containedctx // a turn lives as long as its event's handling
	Event   chat.Event
	Text    string            // what was written, normalised
	Said    understand.Result // what the text says; zero for other events
	Now     time.Time
	Words   Words
	Speak   func(lang string) Words // switches languages
	Me      *domain.Volunteer
	Memory  *Memory
	Waits   bool // something waits for the next reply, and takes it
	Effects Effects
	Failed  error // a look-up failed: say nothing, try the turn again
	out     []chat.Message
	goingOn bool          // ask the open question again at the end
	actor   *access.Actor // the person, once somebody asked what they are
}

// Effects are what a turn wants done beyond the profile and the memory. Each
// can be done twice without harm.
type Effects struct {
	Erase string // receipt: delete everything about the person
	// Unmake: the profile is not to be kept, as nobody who may has agreed to it.
	Unmake bool
	Menu   string // language: link the rich menu of that language
	Tell   []Told // for others
	// PassedOn: what was said is for a person, who answers it. The bot says nothing.
	PassedOn bool
	// Responses are what the person did because of something that was sent to many.
	Responses []Response
}

// Memory is what the bot remembers of the conversation with a person, beside the profile.
type Memory struct {
	Lang      string         `json:"lang,omitempty"`      // as chosen; "" before
	Guess     string         `json:"guess,omitempty"`     // before that: the language of what was written
	Plain     bool           `json:"plain,omitempty"`     // texts only
	Name      string         `json:"name,omitempty"`      // as the platform shows it
	Sessions  []flow.Session `json:"sessions,omitempty"`  // open conversations; the last one is at hand
	Search    *Search        `json:"search,omitempty"`    // the last look for work
	Offered   []Offer        `json:"offered,omitempty"`   // the buttons of the last answer
	Human     bool           `json:"human,omitempty"`     // asked for a person
	HumanAt   time.Time      `json:"humanAt,omitzero"`    //
	CalledAt  time.Time      `json:"calledAt,omitzero"`   // called for help
	DangerAt  time.Time      `json:"dangerAt,omitzero"`   // and was in danger, the last time
	Erasing   string         `json:"erasing,omitempty"`   // the question of erasing everything that waits for an answer
	Seen      time.Time      `json:"seen,omitzero"`       // the last event
	Calling   *domain.Call   `json:"calling,omitempty"`   // the call for help that was previewed
	Answering *Answering     `json:"answering,omitempty"` // staff: to whom the next message goes
}

// Offer is a button that was shown, for those who type what it says.
type Offer struct {
	Label string   `json:"label"`
	Tap   chat.Tap `json:"tap"`
}

// T is the text of an id in the person's language.
func (t *Turn) T(id string, args ...any) string { return t.Words.T(id, args...) }

// Actor is the person as what they are besides a volunteer; only conversations that need it ask.
func (t *Turn) Actor() access.Actor {
	if t.actor != nil {
		return *t.actor
	}
	a := access.Actor{Person: t.Event.Person, From: access.Chat}
	if t.Access == nil {
		return a
	}
	found, err := t.Access.Actor(t.Ctx, t.Event.Person, access.Chat)
	if err != nil {
		t.Failed = err
		return a
	}
	t.actor = &found
	return found
}

// Say adds to the answer.
func (t *Turn) Say(m ...chat.Message) { t.out = append(t.out, m...) }

// Answer is everything said so far.
func (t *Turn) Answer() []chat.Message { return t.out }

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

// inLanguage takes the person's half of a text in two languages.
func (t *Turn) inLanguage(text string) string { return domain.InLanguage(text, t.Words.Lang()) }

// input is the turn as a flow sees it.
func (t *Turn) input() flow.Input {
	return flow.Input{Event: t.Event, Text: t.Text, Word: t.word(), Now: t.Now, Texts: t.Words}
}

// SpeakIn switches the language of the answer, and remembers it.
func (t *Turn) SpeakIn(lang string) {
	t.Memory.Lang = lang
	t.Words = t.Speak(lang)
	t.Effects.Menu = lang
}
