package cards

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Pending says that a consent was given and does not count yet; "" if it does.
func (c Cards) Pending(v *domain.Volunteer, p domain.Purpose, now time.Time) string {
	if !v.Consents.Given(p) || v.Allows(p, now) {
		return ""
	}
	return "\n" + c.T("consent.pending")
}

// Guardian is the way to say that the guardian agrees, for those for whom that is missing.
func (c Cards) Guardian(v *domain.Volunteer, now time.Time) []chat.Choice {
	switch {
	case !v.WaitsForGuardian(now):
		return nil
	case !v.SignedUp():
		return []chat.Choice{{Label: c.T("command.signup.label"), Tap: chat.Tap{Flow: "!signup"}}}
	}
	agrees := c.Field("agrees")
	agrees.Label = c.T("signup.agrees.yes.label")
	return []chat.Choice{agrees}
}
