package human

import (
	"context"

	"jitasa/internal/dialog"
	"jitasa/internal/support"
)

// Staff knows what members of staff are called.
type Staff interface {
	Name(ctx context.Context, id string) (string, error)
}

// Parts are what the conversations need.
type Parts struct {
	Support *support.Service // nil: there is nobody behind the bot here
	Staff   Staff
}

// Human is the conversations with the people behind the bot.
type Human struct{ Parts }

// New makes the conversations.
func New(p Parts) *Human { return &Human{p} }

// Conversations lists them. What a member of staff writes to somebody comes before what they want themselves.
func (h *Human) Conversations() []dialog.Conversation {
	return []dialog.Conversation{h.answerConversation(), h.humanConversation(), h.waitingConversation()}
}
