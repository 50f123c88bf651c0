package chat

import (
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Exchange is one entry of a thread's log: what a person did and what was
// answered. Its id is the event's, so writing it twice is writing it once.
type Exchange struct {
	domain.Meta
	Person string    `json:"person"`
	At     time.Time `json:"at"`
	Kind   EventKind `json:"kind"`
	Text   string    `json:"text,omitempty" seal:"true"`
	Place  *Place    `json:"place,omitempty" seal:"true"`
	Tap    *Tap      `json:"tap,omitempty" seal:"true"`
	// Message is the platform's id of what the person sent; Unsent: taken back, content removed.
	Message string    `json:"message,omitempty"`
	Unsent  bool      `json:"unsent,omitempty"`
	Answer  []Message `json:"answer,omitempty" seal:"true"`
}

// NewExchange is the entry of an event and its answer.
func NewExchange(e Event, answer []Message) *Exchange {
	x := &Exchange{
		Meta: domain.Meta{ID: e.ID}, Person: e.Person, At: domain.Instant(e.At), Kind: e.Kind,
		Text: e.Text, Place: e.Place, Message: e.Message, Answer: loggable(answer),
	}
	if !e.Tap.IsZero() {
		x.Tap = &e.Tap
	}
	return x
}

// loggable leaves out what belongs to somebody else, whose erasure would not find it here.
func loggable(answer []Message) []Message {
	kept := slices.Clone(answer)
	for i, m := range kept {
		if m.Private {
			kept[i] = Message{Private: true}
		}
	}
	return kept
}

// Unsend removes the content of the message.
func (x *Exchange) Unsend() {
	x.Text, x.Place, x.Unsent = "", nil, true
}
