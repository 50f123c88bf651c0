package app

import (
	"crypto/rand"

	"jitasa/internal/collections"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/hours"
)

// Hours is what can be said and asked of hours here; without shifts, only what needs none: whatever is about one is not found.
func (a *App) Hours(shifts hours.Shifts) *hours.Service {
	return &hours.Service{
		Ledger: a.Store.Hours, Lists: a.Store.Hours, Shifts: shifts, People: a.Store.Volunteers, Organisations: a.Store.Organisations, Audit: a.access().Audit, Now: a.local,
	}
}

// hoursDesk owns what is said of people's hours, and what others were sent of it.
func hoursDesk(c *collections.Collections, sent *dispatch.Desk) hours.Desk {
	return hours.Desk{Records: c.Hours, TakeBack: takeBackNotices(c, sent), Random: rand.Reader}
}
