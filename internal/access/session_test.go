package access_test

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/store/memory"
)

// doors are those of one member of staff, at a time that the test moves on.
type doors struct {
	access.Doors
	*testing.T
	all *collections.Collections
	now time.Time
}

func newDoors(t *testing.T) *doors {
	t.Helper()
	all, err := collections.Open(t.Context(), memory.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &doors{T: t, all: all, now: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)}
	now := func() time.Time { return d.now }
	d.Doors = access.Doors{
		SignIns: all.SignIns, Sessions: all.Sessions, Staff: all.Staff, Random: rand.Reader, Now: now,
		Audit: &access.Audit{Log: all.Audit, Key: []byte("key"), Now: now},
	}
	for _, id := range []string{"kanya", "dan"} {
		if err := all.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: id}, Role: domain.Coordinator}); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// as is a member of staff who looks after nobody.
func as(id string) access.Actor {
	return access.Actor{Staff: &domain.Staff{Meta: domain.Meta{ID: id}, Role: domain.Coordinator}, From: access.Console}
}

func (d *doors) link(lasts time.Duration) string {
	d.Helper()
	secret, err := d.Link(d.Context(), as("kanya"), rand.Text(), "kanya", lasts)
	if err != nil {
		d.Fatal(err)
	}
	return secret
}

func (d *doors) enter() (token string) {
	d.Helper()
	token, s, err := d.Enter(d.Context(), d.link(access.LinkLasts), "Firefox")
	if err != nil || s.Staff != "kanya" {
		d.Fatalf("%+v, %v", s, err)
	}
	return token
}

func (d *doors) admitted(token string) (fresh string) {
	d.Helper()
	s, fresh, err := d.Resume(d.Context(), token)
	if err != nil || s.Staff != "kanya" {
		d.Fatalf("whoever is signed in is refused: %v", err)
	}
	return fresh
}

func (d *doors) refused(token string, want error) {
	d.Helper()
	if _, _, err := d.Resume(d.Context(), token); !errors.Is(err, want) {
		d.Errorf("the session gives %v; want %v", err, want)
	}
}

func TestLinkWorksOnce(t *testing.T) {
	d := newDoors(t)
	secret := d.link(access.LinkLasts)
	for i, want := range []error{nil, domain.ErrNotFound} {
		if _, _, err := d.Enter(t.Context(), secret, ""); !errors.Is(err, want) {
			t.Errorf("use %d of the link gives %v; want %v", i+1, err, want)
		}
	}
	late, just := d.link(access.LinkLasts), d.link(access.LinkLasts)
	d.now = d.now.Add(access.LinkLasts - time.Millisecond)
	if _, _, err := d.Enter(t.Context(), just, ""); err != nil {
		t.Errorf("a link that is still good gives %v", err)
	}
	d.now = d.now.Add(time.Millisecond)
	for name, secret := range map[string]string{"late": late, "guessed": "guessed", "empty": ""} {
		if _, _, err := d.Enter(t.Context(), secret, ""); !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("a link that is %s gives %v", name, err)
		}
	}
}

// Two who follow one link at once do not both get in.
func TestLinkOfTwoAtOnce(t *testing.T) {
	d := newDoors(t)
	secret, in := d.link(access.LinkLasts), make(chan bool, 8)
	for range cap(in) {
		go func() {
			_, _, err := d.Enter(t.Context(), secret, "")
			in <- err == nil
		}()
	}
	entered := 0
	for range cap(in) {
		if <-in {
			entered++
		}
	}
	if entered != 1 {
		t.Errorf("%d got in by one link", entered)
	}
}

func TestSessionEnds(t *testing.T) {
	d := newDoors(t)
	token := d.enter()
	id, _, _ := strings.Cut(token, ".")
	for _, wrong := range []string{"", ".", id + ".", id + ".x", "x." + token, token + "x"} {
		d.refused(wrong, domain.ErrNotFound)
	}
	d.admitted(token)
	if err := d.End(t.Context(), as("dan"), "k1", "kanya", id); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("somebody else's session is ended: %v", err)
	}
	d.admitted(token)
	if err := errors.Join(d.End(t.Context(), as("kanya"), "k2", "kanya", id), d.End(t.Context(), as("kanya"), "k3", "kanya", id)); err != nil {
		t.Errorf("ending a session twice: %v", err)
	}
	d.refused(token, domain.ErrNotFound)
}

// Who is disabled is out at once, and no link of theirs lets them in again.
func TestDisabledStaffAreOut(t *testing.T) {
	d := newDoors(t)
	token, secret := d.enter(), d.link(access.InvitationLasts)
	if _, err := d.all.Staff.Update(t.Context(), "kanya", func(s *domain.Staff) error { s.DisabledAt = d.now; return nil }); err != nil {
		t.Fatal(err)
	}
	d.refused(token, domain.ErrForbidden)
	if _, _, err := d.Enter(t.Context(), secret, ""); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("a link lets them in: %v", err)
	}
	if _, err := d.Link(t.Context(), access.ByCommand(), "k4", "kanya", access.LinkLasts); !errors.Is(err, domain.ErrConflict) {
		t.Errorf("another link is made: %v", err)
	}
	if _, err := d.Link(t.Context(), access.ByCommand(), "k5", "nobody", access.LinkLasts); !errors.Is(err, domain.ErrConflict) {
		t.Errorf("a link is made for nobody: %v", err)
	}
}

// In use a session goes on, with another secret twice a day; a request that was under way with the one before still counts.
func TestSessionRotates(t *testing.T) {
	d := newDoors(t)
	first := d.enter()
	d.now = d.now.Add(12*time.Hour - time.Millisecond)
	if fresh := d.admitted(first); fresh != "" {
		t.Error("the secret changes before its time")
	}
	d.now = d.now.Add(time.Millisecond)
	second := d.admitted(first)
	if second == "" || second == first {
		t.Fatal("the secret does not change")
	}
	d.now = d.now.Add(time.Minute)
	if fresh := d.admitted(first); fresh != "" {
		t.Error("who comes with the secret before gets a third")
	}
	d.admitted(second)
	d.now = d.now.Add(time.Minute - time.Millisecond)
	d.admitted(first)
	d.now = d.now.Add(time.Millisecond)
	d.refused(first, domain.ErrNotFound)
}

// Whoever comes with a secret that the browser has given up has it from somewhere else: the session ends for both.
func TestStolenSessionEnds(t *testing.T) {
	d := newDoors(t)
	first := d.enter()
	d.now = d.now.Add(12 * time.Hour)
	second := d.admitted(first)
	d.admitted(second)
	d.now = d.now.Add(time.Hour)
	d.admitted(second)
	d.refused(first, domain.ErrNotFound)
	d.refused(second, domain.ErrNotFound)
}

// The same key gives the same link, and brings none back that was used and forgotten.
func TestLinkOfAKey(t *testing.T) {
	d := newDoors(t)
	ask := func() string {
		t.Helper()
		secret, err := d.Link(t.Context(), access.ByCommand(), "one", "kanya", access.LinkLasts)
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	secret := ask()
	if again := ask(); again != secret {
		t.Error("the same key gives another link")
	}
	if _, _, err := d.Enter(t.Context(), secret, ""); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.Add(24 * time.Hour)
	if _, err := d.all.SignIns.Purge(t.Context(), d.now); err != nil {
		t.Fatal(err)
	}
	ask()
	if _, _, err := d.Enter(t.Context(), secret, ""); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("a link that was used and forgotten lets somebody in: %v", err)
	}
}

// A link that let nobody in, because nothing could be kept, is good still.
func TestLinkAfterAFailure(t *testing.T) {
	d := newDoors(t)
	secret, kept := d.link(access.LinkLasts), d.Sessions
	d.Sessions = full{kept}
	if _, _, err := d.Enter(t.Context(), secret, ""); !errors.Is(err, domain.ErrUnavailable) {
		t.Errorf("without a store: %v", err)
	}
	d.Sessions = kept
	if _, _, err := d.Enter(t.Context(), secret, ""); err != nil {
		t.Errorf("the link was used up: %v", err)
	}
}

// full keeps nothing more.
type full struct{ access.Sessions }

func (full) Insert(context.Context, *access.Session) error { return domain.ErrUnavailable }

// An answer that got lost on the way signs nobody out: the browser comes with the secret before, and gets another.
func TestRotationThatGotLost(t *testing.T) {
	d := newDoors(t)
	first := d.enter()
	d.now = d.now.Add(12 * time.Hour)
	lost := d.admitted(first)
	d.now = d.now.Add(3 * time.Hour)
	third := d.admitted(first)
	if third == "" {
		t.Fatal("whoever lost the new secret is not given another")
	}
	d.refused(lost, domain.ErrNotFound)
	if fresh := d.admitted(third); fresh != "" {
		t.Error("the secret changes again at once")
	}
}

func TestSessionRunsOut(t *testing.T) {
	d := newDoors(t)
	token := d.enter()
	days := 0
	for ; days < 100; days++ { // used every day
		_, fresh, err := d.Resume(t.Context(), token)
		if errors.Is(err, domain.ErrNotFound) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if fresh != "" {
			token = fresh
		}
		d.now = d.now.Add(24 * time.Hour)
	}
	if days != 90 {
		t.Errorf("a session in use lasts %d days; want 90", days)
	}
	token = d.enter()
	d.now = d.now.Add(14*24*time.Hour - time.Millisecond)
	open, err := d.Open(t.Context(), as("kanya"), "kanya")
	if err != nil || len(open) != 1 {
		t.Errorf("%d sessions are open, %v; want the one that is not over", len(open), err)
	}
	d.now = d.now.Add(time.Millisecond)
	d.refused(token, domain.ErrNotFound)
}

// Links and sessions are one's own, or an admin's to look after; whatever is done with them is recorded.
func TestWhoseDoors(t *testing.T) {
	d := newDoors(t)
	admin := access.Actor{Staff: &domain.Staff{Meta: domain.Meta{ID: "boss"}, Role: domain.Admin}, From: access.Console}
	gone := as("kanya")
	gone.Staff.DisabledAt = d.now // a moment ago
	token := d.enter()
	id, _, _ := strings.Cut(token, ".")
	for i, c := range []struct {
		by   access.Actor
		want error
	}{{access.Actor{}, domain.ErrForbidden}, {as("dan"), domain.ErrForbidden}, {gone, domain.ErrForbidden}, {as("kanya"), nil}, {admin, nil}, {access.ByCommand(), nil}} {
		_, link := d.Link(t.Context(), c.by, "l"+strconv.Itoa(i), "kanya", access.LinkLasts)
		_, open := d.Open(t.Context(), c.by, "kanya")
		if !errors.Is(link, c.want) || !errors.Is(open, c.want) {
			t.Errorf("%s gets %v for a link, %v for the sessions; want %v", c.by.As(), link, open, c.want)
		}
	}
	if err := d.End(t.Context(), admin, "e", "kanya", id); err != nil {
		t.Fatal(err)
	}
	d.refused(token, domain.ErrNotFound)
	var did []string
	for e, err := range d.all.Audit.Latest(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		did = append(did, string(e.Did)+" by "+e.Staff+" of "+e.Subject)
	}
	slices.Sort(did)
	want := []string{
		"session_ended by boss of kanya", "sign_in_link_made by  of kanya", "sign_in_link_made by boss of kanya", "sign_in_link_made by kanya of kanya",
		"sign_in_link_made by kanya of kanya", "signed_in by kanya of kanya",
	}
	if !slices.Equal(did, want) {
		t.Errorf("recorded:\n%s\nwant:\n%s", strings.Join(did, "\n"), strings.Join(want, "\n"))
	}
}
