package member

import (
	"context"
	"time"

	"jitasa/internal/dialog"
	"jitasa/internal/place"
	"jitasa/internal/understand"
)

// Exports makes the address under which a person can fetch their data, for a while.
type Exports interface {
	ExportLink(ctx context.Context, person, seed string, now time.Time) (url string, until time.Time, err error)
}

// Parts are what the conversations need.
type Parts struct {
	Places  *place.Gazetteer
	Reader  *understand.Reader
	Exports Exports
	Notice  string // address of the full privacy notice; "": there is none
	// SignedUp goes on with somebody who has just signed up.
	SignedUp func(*dialog.Turn)
	// Consented goes on with somebody who has decided on the way to something else, which is what Consent was told of it.
	Consented func(t *dialog.Turn, then string)
}

// Member is the conversations about a person themselves.
type Member struct {
	Parts
	signup  dialog.Talk[signupDraft]
	consent dialog.Talk[consentDraft]
}

// New makes the conversations.
func New(p Parts) *Member {
	m := &Member{Parts: p}
	m.signup = dialog.Talk[signupDraft]{Flow: signupFlow(p), Finish: m.signedUp, Cancel: signupCancelled}
	m.consent = m.consenting()
	return m
}

// Conversations lists them.
func (m *Member) Conversations() []dialog.Conversation {
	return []dialog.Conversation{
		m.consentConversation(), m.signupConversation(), profileConversation(), m.myDataConversation(), eraseConversation(),
	}
}
