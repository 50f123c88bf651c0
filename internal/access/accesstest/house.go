package accesstest

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/store/memory"
	"jitasa/internal/thai"
)

// Who there is.
const (
	Stranger     = "a stranger"
	Volunteer    = "a volunteer"
	Manager      = "the manager of the organisation"
	OtherManager = "the manager of another organisation"
	Viewer       = "a viewer"
	Editor       = "an editor"
	Coordinator  = "a coordinator"
	Admin        = "an admin"
	Disabled     = "an admin who was disabled"
	Former       = "an admin who was disabled a moment ago"
	Operator     = "the operator"
	Program      = "the program"
)

// Organisation is what [Manager] manages.
const Organisation = "flood"

// People are all who have an account on the platform; nobody else answers a call, or types a code.
func People() []string {
	return []string{Stranger, Volunteer, Manager, OtherManager, Viewer, Editor, Coordinator, Admin, Disabled, Former}
}

// Everybody is who can act.
func Everybody() []string { return append(People(), Operator, Program) }

// House is the product's collections in memory, and what package access makes of them.
type House struct {
	Kept   *collections.Collections
	Access *access.Service
	Time   time.Time

	tb testing.TB
}

// Open is a house with nobody in it.
func Open(tb testing.TB) *House {
	tb.Helper()
	kept, err := collections.Open(context.Background(), memory.New(), memory.Plain{})
	if err != nil {
		tb.Fatal("opening a store in memory:", err)
	}
	h := &House{Kept: kept, Time: time.Date(2026, time.December, 1, 12, 0, 0, 0, thai.Zone()), tb: tb}
	h.Access = &access.Service{
		Staff: kept.Staff, Roster: kept.Staff, Organisations: kept.Organisations, People: kept.Volunteers, Tries: kept.Tries,
		Audit: &access.Audit{Log: kept.Audit, Key: []byte("a key of tests"), Now: h.Now}, Random: rand.Reader,
	}
	return h
}

// New is a house with everybody in it.
func New(tb testing.TB) *House {
	tb.Helper()
	h := Open(tb)
	for who, role := range map[string]domain.Role{Viewer: domain.Viewer, Editor: domain.Editor, Coordinator: domain.Coordinator, Admin: domain.Admin, Disabled: domain.Admin, Former: domain.Admin} {
		m := &domain.Staff{Meta: domain.Meta{ID: StaffID(who)}, Name: who, Role: role, Lang: "th", Person: who}
		if who == Disabled {
			m.DisabledAt = domain.Instant(h.Time)
		}
		h.Do(h.Kept.Staff.Insert(tb.Context(), m))
	}
	for id, manager := range map[string]string{Organisation: Manager, "other": OtherManager} {
		h.Do(h.Kept.Organisations.Insert(tb.Context(), &domain.Organisation{Meta: domain.Meta{ID: id}, Name: domain.Text{"th": id}, Managers: []string{manager}}))
	}
	h.Do(h.Kept.Volunteers.Insert(tb.Context(), &domain.Volunteer{Meta: domain.Meta{ID: Volunteer}, Name: "สมศรี"}))
	return h
}

// StaffID is the id of somebody as a member of staff.
func StaffID(who string) string { return "staff-" + who }

// Now is the time in the house.
func (h *House) Now() time.Time { return h.Time }

// Do fails the test if what it needs does not succeed.
func (h *House) Do(err error) {
	h.tb.Helper()
	if err != nil {
		h.tb.Fatal("preparing:", err)
	}
}

// Actor is somebody as they act in the chat, the operator on the command line, or the program.
func (h *House) Actor(who string) access.Actor {
	h.tb.Helper()
	switch who {
	case Operator:
		return access.ByCommand()
	case Program:
		return access.ByTimer()
	}
	a, err := h.Access.Actor(h.tb.Context(), who, access.Chat)
	h.Do(err)
	if who == Former { // who acts was looked up before
		a.Staff.DisabledAt = domain.Instant(h.Time)
	}
	return a
}

// Log is what was recorded, newest first.
func (h *House) Log() (list []*access.Entry) {
	h.tb.Helper()
	for e, err := range h.Kept.Audit.Latest(h.tb.Context(), 0) {
		h.Do(err)
		list = append(list, e)
	}
	return list
}
