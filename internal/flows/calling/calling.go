package calling

import (
	"context"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/flow"
	"jitasa/internal/place"
)

// Staff knows what members of staff are called.
type Staff interface {
	Name(ctx context.Context, id string) (string, error)
}

// Parts are what the conversations need.
type Parts struct {
	Places *place.Gazetteer
	Calls  *calls.Service
	Staff  Staff
	// AtHand is the work that is at hand as a button, for whom it is not clear what they answer; false: it could not be meant. drops: they
	// do not come. nil: nothing else is ever shown.
	AtHand func(t *dialog.Turn, drops bool) (chat.Choice, bool)
}

// Calling is the conversations about calls for help.
type Calling struct {
	Parts
	ask dialog.Talk[broadcastDraft]
}

// New makes the conversations.
func New(p Parts) *Calling {
	a := &Calling{Parts: p}
	a.ask = dialog.Talk[broadcastDraft]{Flow: broadcastFlow(p), Cancel: a.cancelDraft}
	a.ask.Finish = func(t *dialog.Turn, s flow.State[broadcastDraft]) {
		if step := s.Draft.follows(); step == "" || !a.ask.Edit(t, s, step) {
			a.previewDraft(t, s)
		}
	}
	return a
}

// Conversations lists them.
func (a *Calling) Conversations() []dialog.Conversation {
	return []dialog.Conversation{a.broadcastConversation(), a.approveConversation(), a.answerCallConversation()}
}
