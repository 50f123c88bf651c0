package finding

import (
	"jitasa/internal/cards"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// causeName is what a cause is called, with its icon.
func causeName(t *dialog.Turn, c domain.Cause) string {
	return cards.CauseIcon(c) + " " + t.T("cause."+string(c)+".label")
}

// consented is the profile as far as it may be used to suggest work.
func consented(t *dialog.Turn) *domain.Volunteer {
	if t.Me.Consents.Given(domain.ForMatching) { // a minor who waits for the guardian is shown work, and joins none
		return t.Me
	}
	return &domain.Volunteer{Hidden: t.Me.Hidden}
}
