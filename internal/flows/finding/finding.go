package finding

import (
	"context"

	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/place"
)

// Work finds opportunities.
type Work interface {
	Near(match.Query) match.Result
	// Opportunities gives those that are there still, in the order of the ids.
	Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error)
}

// Parts are what the conversations need.
type Parts struct {
	Places *place.Gazetteer
	Work   Work
}

// Finding is the conversations about work to be found.
type Finding struct {
	Parts
	where dialog.Talk[whereDraft]
}

// New makes the conversations.
func New(p Parts) *Finding {
	f := &Finding{Parts: p}
	f.where = f.askWhere()
	return f
}

// Conversations lists them.
func (f *Finding) Conversations() []dialog.Conversation {
	return []dialog.Conversation{f.nearbyConversation(), f.detailsConversation(), f.interestsConversation()}
}
