package flow

import (
	"time"

	"jitasa/internal/chat"
)

// Texts speaks one language. The ids are those of the message files in locales/.
type Texts interface {
	Lang() string
	T(id string, args ...any) string // args are pairs: name, value
	Has(id string) bool
}

// Word is a word that means the same in every question.
type Word string

// The words that steer a flow.
const (
	Back   Word = "back"
	Skip   Word = "skip"
	Cancel Word = "cancel"
	Done   Word = "done"
	Yes    Word = "yes"
	No     Word = "no"
	Any    Word = "any"    // "all of them", "anything"
	Resume Word = "resume" // ask again where we stopped
	Why    Word = "why"    // why is this asked?
)

// Input is what a person did, as a flow sees it.
type Input struct {
	Event  chat.Event
	Tap    *chat.Tap // the button that was tapped, or whose words were written; nil: none
	Text   string    // what was written, normalised; "" for anything else
	Word   Word      // the word that the whole text stands for, if any
	Sounds Sense     // what the text is beside an answer
	Brief  bool      // with Resume: the question was read a moment ago, and comes again in one line
	Now    time.Time
	Texts  Texts
	// Filled in by the engine for an [Answer]:
	Value  string   // what the tapped choice stands for; "" when typed
	Within string   // what a [Narrow] said before
	Chosen []string // what is chosen so far, of several
}

// Sense is what a text sounds like, whatever is asked. An [Answer] that takes any words must not take these for one.
type Sense struct {
	Asks    bool   // it is a question
	Offers  string // the answer that the question offers: "เชียงใหม่ได้ไหม"; "" where it asks anything else
	About   bool   // what it asks is known, and answered elsewhere: it is no answer to any question
	Wishes  bool   // it wants something of the bot, or points at what was shown
	Names   bool   // it names a place, a day, or what work is about
	Swears  bool
	Tells   bool // it tells how to reach somebody: a phone number, an address
	Mumbles bool // it may be politeness alone: "ค่ะ", a thumb
}

// Option is one answer to choose.
type Option struct {
	Value   string
	Label   string
	Full    string // the label at length, where it is short for something; "" = Label
	Does    chat.Does
	Days    *chat.Days
	Words   []string // what else people write for it
	Primary bool
	Chosen  bool
	Ends    bool // it ends a question with several answers
	Later   bool // understood, but not shown now
}

// Invalid says why an answer was not understood; the question is asked again.
type Invalid struct {
	Key  string // id of the text that says why
	Args []any
}

func (e *Invalid) Error() string { return "answer not understood: " + e.Key }

// Narrow asks the same question again in a smaller circle (a province was
// chosen: which district?).
type Narrow struct {
	Within  string // handed to the next Parse as Input.Within
	Text    string // the narrower question, ready to be read
	Options []Option
}

func (e *Narrow) Error() string { return "narrower answer wanted" }

// Toggled says what is chosen so far, of several; the question stays open.
type Toggled struct {
	Chosen []string
	Before bool // what was tapped was so already
}

func (e *Toggled) Error() string { return "more answers wanted" }

// Nothing says that there is nothing to tell ("no phone"): enough where the question may be skipped.
type Nothing struct{}

func (e *Nothing) Error() string { return "there is nothing to tell" }
