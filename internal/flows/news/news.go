package news

import (
	"context"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// Issues knows the newsletter.
type Issues interface {
	// Latest is the newest issue as its reader sees it; no messages if there is none.
	Latest(ctx context.Context, lang string, reader *domain.Volunteer, now time.Time) (issue string, said []chat.Message, err error)
	// Why names the conditions by which somebody gets an issue, as in flow texts newsletter.condition.NAME;
	// got is when it was sent to them, zero if it was not.
	Why(ctx context.Context, issue string, reader *domain.Volunteer) (conditions []string, got time.Time, err error)
}

// Parts are what the conversations need.
type Parts struct {
	Issues Issues // nil: there is no newsletter here
	// Consent takes decisions, once the person's age is known, and then calls Consented with the same word.
	Consent func(t *dialog.Turn, given members.Decisions, then string)
}

// News is the conversations about the newsletter.
type News struct{ Parts }

// New makes the conversations.
func New(p Parts) *News { return &News{p} }

// Conversations lists them.
func (n *News) Conversations() []dialog.Conversation {
	return []dialog.Conversation{n.newsletterConversation(), n.unsubscribeConversation()}
}

// thenNewsletter is the word for a decision about the newsletter alone; others are steps of how often to write.
const thenNewsletter = "newsletter"

// Consented says what was decided.
func (n *News) Consented(t *dialog.Turn, then string) {
	if then == thenNewsletter {
		saySubscribed(t)
		return
	}
	sayOften(t, then)
}
