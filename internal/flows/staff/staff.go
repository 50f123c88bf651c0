package staff

import (
	"context"

	"jitasa/internal/access"
	"jitasa/internal/dialog"
)

// Console lets staff in to their pages.
type Console interface {
	// SignInLink is the address of a link that signs somebody in, once and for a short while; under the same key the same.
	SignInLink(ctx context.Context, by access.Actor, key string) (url string, err error)
}

// Parts are what the conversations need.
type Parts struct {
	Access  *access.Service
	Console Console // nil: staff have no pages here
}

// Staff is the conversations of members of staff and managers about themselves.
type Staff struct{ Parts }

// New makes the conversations.
func New(p Parts) *Staff { return &Staff{p} }

// Conversations lists them.
func (s *Staff) Conversations() []dialog.Conversation {
	all := []dialog.Conversation{{ID: "code", Hears: []dialog.Hearing{{Surety: dialog.Addressed, Hear: s.code}}}}
	if s.Console != nil {
		all = append(all, s.consoleConversation())
	}
	return all
}
