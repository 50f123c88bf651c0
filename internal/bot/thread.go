package bot

import (
	"slices"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// Thread is one person's conversation: what the bot remembers, which events it
// has answered, and the answers that may not have gone out yet. Its id is the person's.
type Thread struct {
	domain.Meta
	Memory    dialog.Memory  `json:"memory,omitzero" seal:"true"`
	Following bool           `json:"following"`
	Consumed  []string       `json:"consumed,omitempty"` // ids of the last events answered, newest last
	Outbox    []Outgoing     `json:"outbox,omitempty" seal:"true"`
	Waiting   []chat.Message `json:"waiting,omitempty" seal:"true"` // said with the next reply, free of charge
	UpdatedAt time.Time      `json:"updatedAt"`

	warm bool // not read for this event, but kept from the last one
}

// Outgoing is the answer to one event. It stays until the event is known to be done.
type Outgoing struct {
	Event    string         `json:"event"`
	Reply    string         `json:"reply,omitempty"` // reply token
	Received time.Time      `json:"received"`        // from here the token lives a minute
	Messages []chat.Message `json:"messages,omitempty"`
	Style    Style          `json:"style"`
	Menu     string         `json:"menu,omitempty"`   // language of the rich menu to link
	Erased   bool           `json:"erased,omitempty"` // the answer to an erasure: not to be logged
	Pushed   bool           `json:"pushed,omitempty"` // a push of it was begun, and may have arrived
	Taken    int            `json:"taken,omitempty"`  // how often somebody found it here and tried to deliver it
}

// Style says how a person wants to be shown things.
type Style struct {
	Lang  string `json:"lang,omitempty"`
	Plain bool   `json:"plain,omitempty"`
}

// consumedAtMost is how many events a thread remembers. The inbox knows those
// of the last days; this is for the moment between answering and marking done.
const consumedAtMost = 32

// waitingAtMost bounds what waits for the next reply; the newest is kept.
const waitingAtMost = 5

// seenEvery is how exactly a profile knows when its person last wrote.
const seenEvery = 7 * 24 * time.Hour

// Reach is what the profile is to know of the conversation.
func (t *Thread) Reach(was domain.Reach, now time.Time) domain.Reach {
	r := domain.Reach{Lang: language(t), Plain: t.Memory.Plain, Left: !t.Following, Seen: was.Seen, Danger: domain.Instant(t.Memory.DangerAt)}
	if now.Sub(was.Seen) >= seenEvery && t.Following {
		r.Seen = domain.Instant(now)
	}
	return r
}

func (t *Thread) consumed(event string) bool {
	_, waits := t.outgoing(event)
	return waits || slices.Contains(t.Consumed, event)
}

func (t *Thread) consume(event string) {
	t.Consumed = append(t.Consumed, event)
	t.Consumed = t.Consumed[max(0, len(t.Consumed)-consumedAtMost):]
}

// outgoing is the answer to an event, as long as the outbox has it.
func (t *Thread) outgoing(event string) (Outgoing, bool) {
	for _, o := range t.Outbox {
		if o.Event == event {
			return o, true
		}
	}
	return Outgoing{}, false
}

// put writes over the answer to an event.
func (t *Thread) put(out Outgoing) {
	for i := range t.Outbox {
		if t.Outbox[i].Event == out.Event {
			t.Outbox[i] = out
			return
		}
	}
	t.Outbox = append(t.Outbox, out)
}

// wait keeps messages for the person's next reply.
func (t *Thread) wait(messages []chat.Message) {
	t.Waiting = append(t.Waiting, messages...)
	t.Waiting = t.Waiting[max(0, len(t.Waiting)-waitingAtMost):]
}
