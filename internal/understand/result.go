package understand

import (
	"jitasa/internal/place"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// Intent is what a person wants the bot to do. The ids are a contract.
type Intent string

// The intents.
const (
	SignUp      Intent = "signup"
	Nearby      Intent = "nearby"
	Profile     Intent = "profile"
	MyData      Intent = "my_data"
	Erase       Intent = "erase"
	Language    Intent = "language"
	Help        Intent = "help"
	Human       Intent = "human"
	Cancel      Intent = "cancel"
	Back        Intent = "back"
	Menu        Intent = "menu"
	Newsletter  Intent = "newsletter"
	Unsubscribe Intent = "unsubscribe"
	MySignups   Intent = "my_signups"
	SOS         Intent = "call"    // somebody is in danger; "call" by name, from before a call meant an organisation's
	Waiting     Intent = "waiting" // staff: who waits for a person
	Console     Intent = "console" // staff: their pages in the browser
)

// Intents lists every intent.
func Intents() []Intent {
	return []Intent{SignUp, Nearby, Profile, MyData, Erase, Language, Help, Human, Cancel, Back, Menu, Newsletter, Unsubscribe, MySignups, SOS, Waiting, Console}
}

// Word is an answer that means the same in every conversation.
type Word string

// The words.
const (
	Yes    Word = "yes"
	No     Word = "no"
	Skip   Word = "skip"
	Done   Word = "done"
	All    Word = "all"
	None   Word = "none" // "none of them"
	More   Word = "more"
	Thanks Word = "thanks"
	Hello  Word = "hello"
	Bye    Word = "bye"
	Laugh  Word = "laugh"  // "555"
	Fine   Word = "fine"   // "never mind"
	Insult Word = "insult" //
	Ack    Word = "ack"    // "I see", รับทราบ: heard, and neither yes nor no
	Joy    Word = "joy"    // ❤️, 🎉
)

// Result is what the bot makes of a text. The JSON fields are a contract
// (`jitasa understand`); those that do not apply are left out.
type Result struct {
	Input    string   `json:"input"` // as it came
	Intent   Intent   `json:"intent,omitempty"`
	Place    string   `json:"place,omitempty"`     // gazetteer code
	Places   []string `json:"places,omitempty"`    // codes to choose from, where Place is not certain
	DateFrom string   `json:"date_from,omitempty"` // ISO; equal to DateTo for a single day
	DateTo   string   `json:"date_to,omitempty"`   // ISO, inclusive
	Time     string   `json:"time,omitempty"`      // HH:MM
	Phone    string   `json:"phone,omitempty"`     // E.164
	Email    string   `json:"email,omitempty"`
	Cause    string   `json:"cause,omitempty"`  // the first of Causes
	Kind     string   `json:"kind,omitempty"`   // the first of Kinds
	Danger   Harm     `json:"danger,omitempty"` // the harm that somebody is in; the intent is SOS then
	Topic    string   `json:"topic,omitempty"`  // what a question is about
	Refers   string   `json:"refers,omitempty"` // what "this one" points at: This, Last, Other, or a number from "1"

	// Sure: the whole text is the command (or the Word) and nothing else, so
	// that it is safe to obey in the middle of a conversation. Otherwise the
	// intent is only contained in a longer text, which may be an answer.
	Sure bool `json:"-"`

	// Guessed: no word says the intent, only the sense of the whole text.
	Guessed bool `json:"-"`

	Asks   bool      `json:"-"` // the text is a question, whatever it is about
	Bare   bool      `json:"-"` // Word is Yes for a particle alone: ครับ, ค่ะ
	Wish   Wish      `json:"-"` // what is wished of what Refers points at
	Hints  Wish      `json:"-"` // Cannot, said among other words: for who knows that the person was asked to come
	Word   Word      `json:"-"` // set only if the whole text is that word
	Causes []string  `json:"-"` // every cause named, in order
	Kinds  []string  `json:"-"` // every kind named, in order
	Only   []string  `json:"-"` // what the work has to be like, in order: see [Demands]
	Named  []string  `json:"-"` // the words that named the causes, as they stand in the text: ช้าง, beach
	Rest   string    `json:"-"` // the words that say nothing to this package, with spaces between
	Lang   string    `json:"-"` // the language asked for, with intent language; also one that the bot does not have ("ja")
	Plain  string    `json:"-"` // "on" or "off": plain text mode asked for
	From   thai.Day  `json:"-"` // DateFrom, DateTo as days; zero without a date
	To     thai.Day  `json:"-"`
	Part   when.Part `json:"-"` // the part of the day, where one is said: ช่วงเช้า is no Time
	Ext    string    `json:"-"` // extension of Phone

	// Landmark is what was named instead of Place, with its own point; nil if it was the place itself.
	Landmark *place.Landmark `json:"-"`

	DateError error `json:"-"` // a date was meant, but is impossible or ambiguous (*when.BadDate, *when.AmbiguousDate)
}

// Known reports whether anything at all was understood.
func (r Result) Known() bool {
	return r.Intent != "" || r.Refers != "" || r.Topic != "" || r.Word != "" || r.Plain != "" || r.Place != "" || len(r.Places) > 0 || r.DateFrom != "" ||
		r.Time != "" || r.Part != "" || r.Phone != "" || r.Email != "" || len(r.Causes) > 0 || len(r.Kinds) > 0 || len(r.Only) > 0
}
