package access_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
)

// Codes, as they are kept.
const (
	staffCode   = "KANYA7341STAFF99"
	managerCode = "SURIN4821FLOOD77"
)

func person(id string) access.Actor { return access.Actor{Person: id, From: access.Chat} }

// open is a house with somebody who has a code of staff, and an organisation with one for its managers.
func open(t *testing.T) *accesstest.House {
	t.Helper()
	h := accesstest.New(t)
	m := &domain.Staff{Meta: domain.Meta{ID: "kanya"}, Role: domain.Coordinator}
	access.ForStaff(m, staffCode, h.Time)
	h.Do(h.Kept.Staff.Insert(t.Context(), m))
	o := &domain.Organisation{Meta: domain.Meta{ID: "new"}}
	access.ForManagers(o, managerCode, h.Time)
	h.Do(h.Kept.Organisations.Insert(t.Context(), o))
	return h
}

func change(t *testing.T, h *accesstest.House, id string, how func(*domain.Staff)) {
	t.Helper()
	_, err := h.Kept.Staff.Update(t.Context(), id, func(m *domain.Staff) error { how(m); return nil })
	h.Do(err)
}

// A code of staff links one person, until it runs out, and never somebody who was disabled.
func TestRedeemStaff(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before func(*testing.T, *accesstest.House)
		want   error
	}{
		{"in time", func(*testing.T, *accesstest.House) {}, nil},
		{"at the last moment", func(_ *testing.T, h *accesstest.House) {
			h.Time = h.Time.Add(access.StaffCodeLasts - time.Millisecond)
		}, nil},
		{"run out", func(_ *testing.T, h *accesstest.House) { h.Time = h.Time.Add(access.StaffCodeLasts) }, access.ErrExpired},
		{"of somebody who was disabled", func(t *testing.T, h *accesstest.House) {
			change(t, h, "kanya", func(m *domain.Staff) { m.DisabledAt = h.Time })
		}, domain.ErrNotFound},
		{"of somebody who was linked and disabled", func(t *testing.T, h *accesstest.House) {
			change(t, h, "kanya", func(m *domain.Staff) { m.Person, m.DisabledAt = "p", h.Time })
		}, domain.ErrNotFound},
		{"somebody else's", func(t *testing.T, h *accesstest.House) {
			change(t, h, "kanya", func(m *domain.Staff) { m.Person = "other" })
		}, domain.ErrNotFound},
		{"of an old release", func(t *testing.T, h *accesstest.House) {
			change(t, h, "kanya", func(m *domain.Staff) { m.CodeUntil = time.Time{} })
		}, access.ErrExpired},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := open(t)
			tt.before(t, h)
			g, err := h.Access.Redeem(t.Context(), person("p"), "e1", access.Attempt{Code: staffCode, Lang: "en"})
			if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
			now, err := h.Access.Actor(t.Context(), "p", access.Chat)
			h.Do(err)
			if linked := tt.want == nil; (g.Staff != nil) != linked || now.May(access.DecideCalls) != linked || len(h.Log()) > 0 != linked {
				t.Errorf("granted %+v; they are %+v now; the log: %v", g.Staff, now.Staff, h.Log())
			}
		})
	}
}

// A code of an organisation makes so many managers, and no more; who types it again takes nobody's place. It is recorded
// once, with how many there are, and without whoever it is.
func TestRedeemManagers(t *testing.T) {
	h := open(t)
	for n := range access.OrganisationCodeUses + 1 {
		var g access.Grant
		var err error
		for again := range 2 {
			g, err = h.Access.Redeem(t.Context(), person(fmt.Sprint("manager", n)), fmt.Sprint(n, again), access.Attempt{Code: managerCode})
		}
		if fits := n < access.OrganisationCodeUses; (err == nil) != fits || fits && len(g.Organisations[0].Managers) != n+1 || !fits && !errors.Is(err, access.ErrExpired) {
			t.Fatalf("manager %d: %v", n+1, err)
		}
	}
	log := h.Log()
	if len(log) != access.OrganisationCodeUses {
		t.Fatalf("%d are recorded", len(log))
	}
	for _, e := range log {
		if strings.Contains(fmt.Sprint(e), "manager1") {
			t.Errorf("the log names somebody: %+v", e)
		}
	}
}

// Admins are to be told of each code that is used; the same code of the same person is the same news.
func TestGrantSaysWhoIsToKnow(t *testing.T) {
	h := open(t)
	first, err := h.Access.Redeem(t.Context(), person("p"), "e1", access.Attempt{Code: staffCode})
	h.Do(err)
	again, err := h.Access.Redeem(t.Context(), person("p"), "e2", access.Attempt{Code: staffCode})
	h.Do(err)
	if first.Key != again.Key || len(first.Notices) != 2 {
		t.Errorf("%q and %q; %d admins are told", first.Key, again.Key, len(first.Notices))
	}
}

// Wrong codes are counted, an attempt that is made again once: after five a day nobody gets further, not with the right one either.
func TestTries(t *testing.T) {
	h := open(t)
	for n := range 5 {
		for range 2 {
			if _, err := h.Access.Redeem(t.Context(), person("p"), fmt.Sprint(n), access.Attempt{Code: fmt.Sprintf("ABCDEFGHJKMN%04d", n)}); !errors.Is(err, domain.ErrNotFound) {
				t.Fatalf("try %d: %v", n+1, err)
			}
		}
	}
	if _, err := h.Access.Redeem(t.Context(), person("p"), "right", access.Attempt{Code: staffCode}); !errors.Is(err, access.ErrTooMany) {
		t.Errorf("the sixth: %v", err)
	}
	if _, err := h.Access.Redeem(t.Context(), person("other"), "right", access.Attempt{Code: staffCode}); err != nil {
		t.Errorf("somebody else: %v", err)
	}
	h.Time = h.Time.Add(24 * time.Hour)
	if _, err := h.Access.Redeem(t.Context(), person("p"), "next day", access.Attempt{Code: managerCode}); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

// Over all people a hundred wrong codes close the door for the rest of the hour.
func TestTriesOfAll(t *testing.T) {
	h := open(t)
	for n := range 100 {
		if _, err := h.Access.Redeem(t.Context(), person(fmt.Sprint(n)), fmt.Sprint(n), access.Attempt{Code: "ABCDEFGHJKMN0000"}); !errors.Is(err, domain.ErrNotFound) {
			t.Fatalf("try %d: %v", n+1, err)
		}
	}
	if _, err := h.Access.Redeem(t.Context(), person("p"), "right", access.Attempt{Code: staffCode}); !errors.Is(err, access.ErrClosed) {
		t.Errorf("the next one: %v", err)
	}
	h.Time = h.Time.Truncate(time.Hour).Add(time.Hour)
	if _, err := h.Access.Redeem(t.Context(), person("p"), "later", access.Attempt{Code: staffCode}); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}
