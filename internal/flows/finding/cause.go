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
