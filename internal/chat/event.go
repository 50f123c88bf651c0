package chat

import (
	"time"

	"jitasa/internal/domain"
)

// EventKind is what happened.
type EventKind string

// The kinds of event that conversations know. Anything else is Other: stored, counted, not answered.
const (
	Text     EventKind = "text"     // a person wrote; also a tap that sends a text
	Tapped   EventKind = "tap"      // a button with a [Tap] behind it, or a picker
	Location EventKind = "location" // a person shared a point
	Sticker  EventKind = "sticker"
	Media    EventKind = "media" // image, video, audio, file
	Follow   EventKind = "follow"
	Unfollow EventKind = "unfollow"
	Unsend   EventKind = "unsend"
	Other    EventKind = "other"
)

// Event is one thing that a person did.
type Event struct {
	ID        string    // unique per event; a redelivery has the same
	Person    string    // the person's id on the platform
	Kind      EventKind //
	At        time.Time // when it happened, by the platform's clock
	Received  time.Time // when it reached us, by ours: a reply token lives a minute from here
	Reply     string    // reply token; empty where the platform gives none
	Again     bool      // a redelivery
	Text      string    // Text: what was written
	Tap       Tap       // Tapped
	Picked    string    // Tapped, from a picker: 2006-01-02, 15:04 or 2006-01-02T15:04 (no zone)
	Place     *Place    // Location
	Message   string    // id of the message (Unsend: of the one taken back)
	Unblocked bool      // Follow: the person had blocked us before
}

// Place is a point with what the platform calls it.
type Place struct {
	domain.Point
	Title   string `json:"title,omitempty"`
	Address string `json:"address,omitempty"`
}
