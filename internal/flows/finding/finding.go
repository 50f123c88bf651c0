package finding

import (
	"context"

	"jitasa/internal/chat"
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
	// Promises are the calls for help that the person promised to come to, each with its id; nil: there are no calls here.
	Promises func(*dialog.Turn) (ids []string, all []chat.Card)
	// Taking is taking part in work; nil: nobody can here.
	Taking Taking
}

// Taking is what the conversations about taking part show of work.
type Taking interface {
	// Choices are the buttons by which the person joins some work, or sees what they joined; none: it has no shift to come.
	Choices(t *dialog.Turn, o *domain.Opportunity, campaign string) []chat.Choice
	// Mine are the shifts that the person joined, each with its id.
	Mine(t *dialog.Turn) (ids []string, all []chat.Card)
	// Leave asks whether they give back what they joined of some work; false: they joined none.
	Leave(t *dialog.Turn, work string) bool
	// Bring is what to bring to some work, as the first of its shifts says it that the person joined or could.
	Bring(t *dialog.Turn, work string) string
}

// joins are the buttons by which the person takes part in some work; none: they can only be interested in it.
func (f *Finding) joins(t *dialog.Turn, o *domain.Opportunity, campaign string) []chat.Choice {
	if f.Taking == nil || o.Owner == "" {
		return nil
	}
	return f.Taking.Choices(t, o, campaign)
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

// Conversations lists them. What points at work that was shown comes before what looks for some.
func (f *Finding) Conversations() []dialog.Conversation {
	return []dialog.Conversation{f.detailsConversation(), f.nearbyConversation(), f.interestsConversation()}
}

// When says when work is, as its card does.
func (f *Finding) When(t *dialog.Turn, o *domain.Opportunity) string { return when(t, o) }

// Where says where it is.
func (f *Finding) Where(t *dialog.Turn, o *domain.Opportunity) string { return whereOf(t, o) }

// Opportunities gives the work that is there still, in the order of the ids.
func (f *Finding) Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error) {
	return f.Work.Opportunities(ctx, ids...) //nolint:wrapcheck // it is the same look
}

// Back is the way back to what was found, or to looking for work.
func (f *Finding) Back(t *dialog.Turn) chat.Choice {
	if t.Memory.Search == nil {
		return t.Command("nearby")
	}
	return (*search)(t.Memory.Search).back(t)
}

// Bring is what to bring, as far as a shift says it.
func (f *Finding) Bring(t *dialog.Turn, o *domain.Opportunity) string {
	if f.Taking == nil {
		return ""
	}
	return f.Taking.Bring(t, o.ID)
}
