package dialog

import (
	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// Conversation is one thing that people and the bot talk about. All but its id may be left out.
type Conversation struct {
	// ID is the intent that starts it and the flow of its buttons.
	ID string
	// For reports whether it is there for this person; nil: for everybody. To others its word is a word like any other.
	For func(*Turn) bool
	// Start begins it: its word was typed, its menu button tapped.
	Start func(*Turn)
	// Take goes on with its open session; false: this was no answer to the open question.
	Take func(*Turn, flow.Session) bool
	// Tapped is a button of the conversation without an open session.
	Tapped func(*Turn, chat.Tap)
	// Yes and No are the steps of its buttons that a written yes or no stands for, while they are shown.
	Yes, No string
	// Plainly: a particle alone ("ค่ะ") is no yes to it, as it means too much.
	Plainly bool
	// AtOnce: a written yes is one to it only right after it was asked, and to nothing else while it may be one to it.
	AtOnce bool
	// Reminds asks its card's question once more, in one line, as something else was said under it and it is still open.
	Reminds func(*Turn) (string, []chat.Choice)
	// Hears is what it hears beside its word and its buttons.
	Hears []Hearing
	// Aside: what was talked about goes on after it, as after a look at the menu.
	Aside bool
	// Left is told that another conversation begins that is no aside.
	Left func(*Turn)
	// Pressed is told of every button that is pressed, its own or another's.
	Pressed func(*Turn, chat.Tap)
	// Cancel ends what can be ended though no question is open; false: there is nothing.
	Cancel func(*Turn) bool
}

// Surety is how surely an event is meant for a conversation. What is surer is heard first, whatever conversation hears it;
// of two that are as sure, the one that is listed first.
type Surety int

// The ways to be meant, the surest first. Between [Exact] and [Shown] the open question takes its answer.
const (
	Danger    Surety = iota // somebody is in harm: before everything
	Addressed               // to somebody who waits for it, whatever is open: a code, words for the member of staff who has the word, coming and going
	Exact                   // words that say nothing else, beside the words of buttons and commands
	Shown                   // about what was shown or said last
	Loose                   // a wish in a longer text, beside commands in one
	Otherwise               // nothing that anybody else understood
)

// Hearing is something that a conversation hears.
type Hearing struct {
	Surety
	// Hear answers the event if it is meant; false: it is not.
	Hear func(*Turn) bool
}
