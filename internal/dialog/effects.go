package dialog

import (
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Effects are what a turn wants done beyond the profile and the memory. Each
// can be done twice without harm.
type Effects struct {
	Erase string // receipt: delete everything about the person
	// Unmake: the profile is not to be kept, as nobody who may has agreed to it.
	Unmake bool
	Menu   string     // link this rich menu: a language, and who it is for
	Tell   []Delivery // for others
	// PassedOn: what was said is for a person, who answers it. The bot says nothing.
	PassedOn bool
	// Responses are what the person did because of something that was sent to many.
	Responses []Response
}

// Delivery is a notice for somebody else, in their words.
type Delivery struct {
	domain.Envelope
	Messages []chat.Message
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
	d := &t.Effects.Tell[n]
	if d.Then != nil {
		d.Then(how)
		d.Then = nil
	}
}

// Tell tells others what concerns them. A notice costs a message, unless it can wait: so one with a key is told once,
// whatever is tapped again.
func Tell[N domain.Notice](t *Turn, notices ...N) {
	for _, n := range notices {
		t.TellAs(n, Delivery{})
	}
}

// TellAs tells a notice in a way of its own: how says beside what.
func (t *Turn) TellAs(n domain.Notice, how Delivery) {
	how.Envelope = n.Address()
	if how.To == "" { // they have had themselves erased
		return
	}
	how.Messages = cards.In(t.Speak(how.Lang), t.Places).Notice(n)
	t.Effects.Tell = append(t.Effects.Tell, how)
}
