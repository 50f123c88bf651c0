package access_test

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
)

// Who may do what with staff, managers and codes.
func TestWhoMay(t *testing.T) {
	administers := []string{accesstest.Admin, accesstest.Operator}
	unlinked := func(ctx context.Context, h *accesstest.House) string { // somebody whose code was not used
		_, err := h.Kept.Staff.InsertNew(ctx, []*domain.Staff{{Meta: domain.Meta{ID: "new"}, Role: domain.Viewer}})
		h.Do(err)
		return "new"
	}
	accesstest.Walk(t, &access.Service{}, []accesstest.Case{
		{Method: "Actor", Open: "it tells who somebody is"},
		{Method: "WhoMay", Open: "it tells whom to ask"},
		{Method: "Name", Open: "it tells what a colleague is called"},
		{Method: "Member", Open: "it tells who is to be told something"},
		{Method: "AddStaff", May: administers, Did: access.StaffAdded, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := h.Access.AddStaff(ctx, by, key, access.NewStaff{Name: "กัญญา", Role: domain.Viewer})
			return err
		}},
		{Method: "RenewCode", May: administers, Did: access.CodeMade, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := h.Access.RenewCode(ctx, by, key, unlinked(ctx, h), "")
			return err
		}},
		{Method: "DisableStaff", May: administers, Did: access.StaffDisabled, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			return h.Access.DisableStaff(ctx, by, key, accesstest.StaffID(accesstest.Editor))
		}},
		{Method: "StaffActor", Open: "it tells who a session stands for"},
		{Method: "StaffMember", May: append([]string{accesstest.Editor}, administers...), Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			_, err := h.Access.StaffMember(ctx, by, accesstest.StaffID(accesstest.Editor))
			return err
		}},
		{Method: "StaffList", May: administers, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			_, err := h.Access.StaffList(ctx, by)
			return err
		}},
		{Method: "MakeCode", May: administers, Did: access.CodeMade, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := h.Access.MakeCode(ctx, by, key, accesstest.Organisation, "")
			return err
		}},
		{Method: "CodeImported", May: administers, Did: access.CodeMade, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			return h.Access.CodeImported(ctx, by, key, accesstest.Organisation)
		}},
		{Method: "RevokeCode", May: administers, Did: access.CodeRevoked, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			return h.Access.RevokeCode(ctx, by, key, accesstest.Organisation)
		}},
		{Method: "RemoveManager", May: administers, Did: access.ManagerRemoved, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			return h.Access.RemoveManager(ctx, by, key, accesstest.Organisation, access.Ref(h.Access.Audit.Key, accesstest.Manager))
		}},
		{Method: "Managed", May: administers, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			_, err := h.Access.Managed(ctx, by)
			return err
		}},
		{Method: "Managers", May: administers, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			_, err := h.Access.Managers(ctx, by, accesstest.Organisation)
			return err
		}},
		{Method: "Free", May: administers, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			return h.Access.Free(ctx, by, "ABCDEFGHJKMN0003", "")
		}},
		{Method: "Entries", May: administers, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			for _, err := range h.Access.Entries(ctx, by, 0) {
				return err
			}
			return nil
		}},
		{Method: "Redeem", May: accesstest.People(), Did: access.ManagerLinked, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := h.Kept.Organisations.InsertNew(ctx, []*domain.Organisation{{
				Meta: domain.Meta{ID: "third"}, Code: "ABCDEFGHJKMN0003", CodeUntil: h.Time.Add(access.OrganisationCodeLasts), CodeUses: 1,
			}})
			h.Do(err)
			_, err = h.Access.Redeem(ctx, by, key, access.Attempt{Code: "ABCDEFGHJKMN0003"})
			return err
		}},
	})
}

// An admin stays, whatever they do; who was disabled first stays so since then.
func TestDisablingLeavesAnAdmin(t *testing.T) {
	h := accesstest.New(t)
	admin, editor := h.Actor(accesstest.Admin), accesstest.StaffID(accesstest.Editor)
	if err := h.Access.DisableStaff(t.Context(), admin, "k1", admin.StaffID()); !errors.Is(err, access.ErrNeeded) {
		t.Errorf("an admin disables themselves: %v; want ErrNeeded", err)
	}
	since := domain.Instant(h.Time)
	for _, key := range []string{"k2", "k3"} {
		if err := h.Access.DisableStaff(t.Context(), admin, key, editor); err != nil {
			t.Fatal(err)
		}
		h.Time = h.Time.Add(time.Hour)
	}
	if m, err := h.Kept.Staff.Get(t.Context(), editor); err != nil || !m.DisabledAt.Equal(since) {
		t.Errorf("disabled since %v, %v; want %v", m.DisabledAt, err, since)
	}
}

// Who may make links to the console for an editor, and see and end the editor's sessions.
func TestWhoMayOpenDoors(t *testing.T) {
	editor, may := accesstest.StaffID(accesstest.Editor), []string{accesstest.Editor, accesstest.Admin, accesstest.Operator}
	doors := func(h *accesstest.House) *access.Doors {
		return &access.Doors{SignIns: h.Kept.SignIns, Sessions: h.Kept.Sessions, Staff: h.Kept.Staff, Audit: h.Access.Audit, Random: rand.Reader, Now: h.Now}
	}
	accesstest.Walk(t, &access.Doors{}, []accesstest.Case{
		{Method: "Enter", Open: "whoever has the link's secret"},
		{Method: "Resume", Open: "whoever has the session's secret"},
		{Method: "Link", May: may, Did: access.LinkMade, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := doors(h).Link(ctx, by, key, editor, access.LinkLasts)
			return err
		}},
		{Method: "Open", May: may, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			_, err := doors(h).Open(ctx, by, editor)
			return err
		}},
		{Method: "End", May: may, Did: access.SessionEnded, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := h.Kept.Sessions.InsertNew(ctx, []*access.Session{{Meta: domain.Meta{ID: "s"}, Staff: editor, Until: h.Time.Add(time.Hour)}})
			h.Do(err)
			return doors(h).End(ctx, by, key, editor, "s")
		}},
	})
}

// What each may do, act by act.
func TestMay(t *testing.T) {
	h := accesstest.New(t)
	all := []access.Act{access.DecideCalls, access.AnswerPeople, access.SeeWaiting, access.Administer, access.WriteNewsletters, access.KeepHours, access.EstimateHours}
	want := map[string][]bool{
		accesstest.Admin:       {true, true, true, true, true, true, false},
		accesstest.Coordinator: {true, true, true, false, false, true, false},
		accesstest.Editor:      {false, false, false, false, true, false, false},
		accesstest.Operator:    {false, false, true, true, true, false, false},
		accesstest.Program:     {false, false, false, false, false, false, true},
	}
	for _, who := range accesstest.Everybody() {
		by := h.Actor(who)
		for i, act := range all {
			if may := want[who] != nil && want[who][i]; by.May(act) != may {
				t.Errorf("%s may %s: %v", who, act, !may)
			}
		}
		if by.Manages(accesstest.Organisation) != (who == accesstest.Manager) {
			t.Errorf("%s manages the organisation: %v", who, who != accesstest.Manager)
		}
	}
	deciders, err := h.Access.WhoMay(t.Context(), access.DecideCalls)
	if err != nil || len(deciders) != 3 { // one of them is disabled only in the eyes of a turn that has begun
		t.Errorf("%d decide, %v", len(deciders), err)
	}
}
