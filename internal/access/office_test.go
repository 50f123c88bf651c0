package access_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
)

// Whoever writes a code is told in one place whether it is free.
func TestFree(t *testing.T) {
	h := open(t)
	by := access.ByCommand()
	for _, c := range []struct {
		code, organisation string
		want               error
	}{
		{staffCode, "", access.ErrTaken}, {managerCode, "", access.ErrTaken}, {managerCode, "other", access.ErrTaken}, {staffCode, "new", access.ErrTaken},
		{managerCode, "new", nil}, {"ABCDEFGHJKMN0003", "", nil},
	} {
		if err := h.Access.Free(t.Context(), by, c.code, c.organisation); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s for %q: %v", c.code, c.organisation, err)
		}
	}
	if _, err := h.Access.AddStaff(t.Context(), by, "k1", access.NewStaff{Role: domain.Admin, Code: "surin-4821-flood-77"}); !errors.Is(err, access.ErrTaken) {
		t.Errorf("adding staff: %v", err)
	}
	if _, err := h.Access.MakeCode(t.Context(), by, "k2", "flood", staffCode); !errors.Is(err, access.ErrTaken) {
		t.Errorf("for an organisation: %v", err)
	}
	if _, err := h.Access.RenewCode(t.Context(), by, "k3", "kanya", managerCode); !errors.Is(err, access.ErrTaken) {
		t.Errorf("for staff: %v", err)
	}
	if log := h.Log(); len(log) > 0 {
		t.Errorf("what was refused is recorded: %+v", log[0])
	}
}

// A member of staff from being added to being disabled, by an operator who does everything twice.
func TestStaff(t *testing.T) {
	h := accesstest.Open(t)
	by, ctx := access.ByCommand(), t.Context()
	if _, err := h.Access.AddStaff(ctx, by, "m1", access.NewStaff{Role: "king"}); !errors.Is(err, access.ErrRole) {
		t.Errorf("a role that there is not: %v", err)
	}
	if _, err := h.Access.AddStaff(ctx, by, "m1", access.NewStaff{Role: domain.Admin, Code: "KANYA-7341"}); !errors.Is(err, access.ErrForm) {
		t.Errorf("a code that is too short: %v", err)
	}
	added, err := h.Access.AddStaff(ctx, by, "m1", access.NewStaff{Name: "กัญญา", Role: domain.Admin})
	h.Do(err)
	again, err := h.Access.AddStaff(ctx, by, "m1", access.NewStaff{Name: "กัญญา", Role: domain.Admin})
	h.Do(err)
	if _, ok := access.ReadCode(added.Code); !ok || again.Code != added.Code || !added.CodeGood(h.Time) {
		t.Errorf("added %+v, again %+v", added, again)
	}
	renewed, err := h.Access.RenewCode(ctx, by, "k2", "m1", "")
	h.Do(err)
	again, err = h.Access.RenewCode(ctx, by, "k2", "m1", "")
	h.Do(err)
	if renewed.Code == added.Code || again.Code != renewed.Code {
		t.Errorf("the codes are %s, %s and %s", added.Code, renewed.Code, again.Code)
	}
	if _, err := h.Access.Redeem(ctx, person("p"), "e1", access.Attempt{Code: added.Code}); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("the code before: %v", err)
	}
	_, err = h.Access.Redeem(ctx, person("p"), "e2", access.Attempt{Code: renewed.Code})
	h.Do(err)
	if _, err := h.Access.RenewCode(ctx, by, "k3", "m1", ""); !errors.Is(err, access.ErrLinked) {
		t.Errorf("a code for somebody who is linked: %v", err)
	}
	for range 2 {
		h.Do(h.Access.DisableStaff(ctx, by, "k4", "m1"))
	}
	if err := h.Access.DisableStaff(ctx, by, "k5", "nobody"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("nobody is disabled: %v", err)
	}
	if a, err := h.Access.Actor(ctx, "p", access.Chat); err != nil || a.Staff != nil {
		t.Errorf("they are %+v still, %v", a, err)
	}
	var said []string
	for _, e := range h.Log() {
		said = append(said, strings.Join([]string{string(e.Did), e.Subject, e.As, string(e.From), e.Before, e.After}, " "))
	}
	slices.Sort(said)
	if want := []string{
		"code_made m1 operator command code code", "staff_added m1 operator command  admin", "staff_disabled m1 operator command linked disabled", "staff_linked m1  chat code linked",
	}; !slices.Equal(said, want) {
		t.Errorf("the log says %q", said)
	}
}

// A manager is removed by a reference that names one, and the code goes, which they know.
func TestRemoveManager(t *testing.T) {
	h := open(t)
	by, ctx := access.ByCommand(), t.Context()
	for _, who := range []string{"a", "b"} {
		_, err := h.Access.Redeem(ctx, person(who), who, access.Attempt{Code: managerCode})
		h.Do(err)
	}
	managers, err := h.Access.Managers(ctx, by, "new")
	if err != nil || len(managers) != 2 || managers[0].Person != "a" || !managers[0].Since.Equal(h.Time) {
		t.Fatalf("%+v, %v", managers, err)
	}
	for ref, found := range map[string]int{"": 0, managers[0].Ref[:7]: 0, "0123456789ab": 0} {
		var not *access.NotOne
		if err := h.Access.RemoveManager(ctx, by, "k"+ref, "new", ref); !errors.As(err, &not) || not.Found != found {
			t.Errorf("%q: %v", ref, err)
		}
	}
	h.Time = h.Time.Add(time.Minute)
	h.Do(h.Access.RemoveManager(ctx, by, "k", "new", strings.ToUpper(managers[0].Ref[:8])))
	o, err := h.Kept.Organisations.Get(ctx, "new")
	if err != nil || !slices.Equal(o.Managers, []string{"b"}) || o.Code != "" || o.CodeGood(h.Time) {
		t.Errorf("%+v, %v", o, err)
	}
	if e := h.Log()[0]; e.Before != "2" || e.After != "1" {
		t.Errorf("recorded as %+v", e)
	}
}

// An entry of an older release says less, and is read as it is.
func TestOldEntries(t *testing.T) {
	var e access.Entry
	if err := json.Unmarshal([]byte(`{"_id":"01k","_v":1,"at":"2026-11-01T09:00:00Z","by":"operator","did":"code_made","subject":"flood"}`), &e); err != nil {
		t.Fatal(err)
	}
	want := access.Entry{Meta: e.Meta, At: time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC), By: access.Operator, Did: access.CodeMade, Subject: "flood"}
	if !reflect.DeepEqual(e, want) {
		t.Errorf("%+v", e)
	}
}

// Nothing that has the log can change what is in it, nor does the same entry written again.
func TestEntriesStay(t *testing.T) {
	h := accesstest.Open(t)
	var can []string
	for typ, i := reflect.TypeOf(h.Kept.Audit), 0; i < typ.NumMethod(); i++ {
		can = append(can, typ.Method(i).Name)
	}
	if want := []string{"Get", "InsertNew", "Latest", "Purge"}; !slices.Equal(can, want) {
		t.Errorf("what can be done with the log: %v, want %v", can, want)
	}
	if fields := reflect.VisibleFields(reflect.TypeOf(h.Kept.Audit).Elem()); slices.ContainsFunc(fields, reflect.StructField.IsExported) {
		t.Error("the collection of the log can be reached")
	}
	h.Do(h.Access.Audit.Record(t.Context(), access.ByCommand(), "k", access.Change{Did: access.StaffAdded, Subject: "m1", After: "admin"}))
	h.Time = h.Time.Add(time.Hour)
	h.Do(h.Access.Audit.Record(t.Context(), access.ByTimer(), "k", access.Change{Did: access.StaffAdded, Subject: "m1", After: "viewer"}))
	if log := h.Log(); len(log) != 1 || log[0].After != "admin" || log[0].By != access.Operator {
		t.Errorf("the log: %+v", log)
	}
}
