package members_test

import (
	"context"
	"errors"
	"iter"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// conversations are what people's conversations say of how to reach them.
type conversations map[string]domain.Reach

func (c conversations) Reach(_ context.Context, person string, was domain.Reach) (domain.Reach, error) {
	r, ok := c[person]
	if !ok {
		return was, domain.ErrNotFound
	}
	r.Seen = was.Seen
	return r, nil
}

// counting counts whose profiles are opened.
type counting struct {
	members.Profiles
	opened map[string]int
}

func (c counting) Get(ctx context.Context, person string) (*domain.Volunteer, error) {
	c.opened[person]++
	return c.Profiles.Get(ctx, person)
}

// Profiles of older releases learn how to write to their people, and who was of age; others are not touched, nor opened.
func TestComplete(t *testing.T) {
	h := accesstest.Open(t)
	year, th := h.Time.Year(), domain.Reach{Lang: "th"}
	left := domain.Reach{Lang: "en", Left: true}
	for _, c := range []struct {
		id          string
		v           domain.Volunteer
		reach       domain.Reach
		adult       bool
		opens, kept bool
	}{
		{id: "no reach", v: domain.Volunteer{BirthYear: 1968, Adult: true}, reach: left, adult: true, opens: true},
		{id: "no reach, no conversation", v: domain.Volunteer{}, opens: true, kept: true},
		{id: "no reach, no conversation, was 20", v: domain.Volunteer{BirthYear: year - 20, SignedUpAt: h.Time}, adult: true, opens: true},
		{id: "knows all", v: domain.Volunteer{BirthYear: 1968, Reach: th}, reach: th, kept: true},
		{id: "was 20", v: domain.Volunteer{BirthYear: year - 20, SignedUpAt: h.Time, Reach: th}, reach: th, adult: true, opens: true},
		{id: "was 20, is known", v: domain.Volunteer{BirthYear: year - 20, SignedUpAt: h.Time, Reach: th, Adult: true}, reach: th, adult: true, kept: true},
		{id: "named a guardian", v: domain.Volunteer{BirthYear: year - 20, SignedUpAt: h.Time, Reach: th, Guardian: "+66812345678"}, reach: th, opens: true, kept: true},
		{id: "signed up at 19", v: domain.Volunteer{BirthYear: year - 20, SignedUpAt: h.Time.AddDate(-1, 0, 0), Reach: th}, reach: th, opens: true, kept: true},
		{id: "has not signed up", v: domain.Volunteer{BirthYear: year - 20, Reach: th}, reach: th, opens: true, kept: true},
		{id: "is 19", v: domain.Volunteer{BirthYear: year - 19, SignedUpAt: h.Time, Reach: th}, reach: th, kept: true},
	} {
		c.v.ID = c.id
		h.Do(h.Kept.Volunteers.Insert(t.Context(), &c.v))
		profiles := counting{h.Kept.Volunteers, map[string]int{}}
		s := &members.Service{Profiles: profiles, Outlines: h.Kept.Audience, Conversations: conversations{"no reach": left, "knows all": left}, Now: h.Now}
		if err := s.Complete(t.Context(), time.Time{}); err != nil {
			t.Fatal(err)
		}
		v, err := h.Kept.Volunteers.Get(t.Context(), c.id)
		if err != nil || v.Reach != c.reach || v.Adult != c.adult || (v.Version == 1) != c.kept {
			t.Errorf("%s: reach %+v, adult %v, version %d, %v; want %+v, %v, untouched %v", c.id, v.Reach, v.Adult, v.Version, err, c.reach, c.adult, c.kept)
		}
		if opened := profiles.opened[c.id] > 0; opened != c.opens {
			t.Errorf("%s: opened: %v", c.id, opened)
		}
	}
}

// After the first pass only those are looked at who changed since, and a while before.
func TestCompleteSince(t *testing.T) {
	h := accesstest.Open(t)
	now := h.Time
	for id, changed := range map[string]time.Duration{"long ago": -3 * time.Hour, "a while before": -59 * time.Minute, "since": time.Minute} {
		h.Do(h.Kept.Volunteers.Insert(t.Context(), &domain.Volunteer{Meta: domain.Meta{ID: id}, BirthYear: 1968, UpdatedAt: now.Add(changed)}))
	}
	profiles := counting{h.Kept.Volunteers, map[string]int{}}
	s := &members.Service{Profiles: profiles, Outlines: h.Kept.Audience, Conversations: conversations{}, Now: h.Now}
	h.Do(s.Complete(t.Context(), now))
	if profiles.opened["long ago"] != 0 || profiles.opened["a while before"] == 0 || profiles.opened["since"] == 0 {
		t.Errorf("opened %v", profiles.opened)
	}
	h.Do(s.Complete(t.Context(), time.Time{}))
	if profiles.opened["long ago"] != 1 {
		t.Errorf("the first pass opened %v", profiles.opened)
	}
}

// many streams so many people of whom everything is known, then fails.
type many int

var errBroken = errors.New("broken")

func (n many) Outlines(context.Context, time.Time) iter.Seq2[*members.Outline, error] {
	return func(yield func(*members.Outline, error) bool) {
		for range n {
			if !yield(&members.Outline{Reach: domain.Reach{Lang: "th"}}, nil) {
				return
			}
		}
		yield(nil, errBroken)
	}
}

// The pass rests after each thousand, ends when it is to end, and says what failed.
func TestCompleteRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &members.Service{Outlines: many(2999), Now: time.Now}
		begun := time.Now()
		if err := s.Complete(t.Context(), time.Time{}); !errors.Is(err, errBroken) {
			t.Errorf("a store that fails: %v", err)
		}
		if took := time.Since(begun); took != 200*time.Millisecond {
			t.Errorf("three thousand, less one, take %v", took)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Complete(ctx, time.Time{}); !errors.Is(err, context.Canceled) {
			t.Errorf("when it is to end: %v", err)
		}
	})
}

// Somebody's copy has their profile, without what only serves the store; erased, it is gone, and erasing again changes nothing.
func TestKnownAndForgotten(t *testing.T) {
	h := accesstest.New(t)
	_, err := h.Kept.Volunteers.Update(t.Context(), accesstest.Volunteer, func(v *domain.Volunteer) error {
		v.Phone, v.Email = "+66812345678", "a@example.org" // the store adds what finds them
		return nil
	})
	h.Do(err)
	s := members.Data{Profiles: h.Kept.Volunteers}
	known := func(person string) (v *domain.Volunteer) {
		for one, err := range s.Known(t.Context(), person) {
			h.Do(err)
			v = one.(*domain.Volunteer)
		}
		return v
	}
	if v := known(accesstest.Volunteer); v.Name != "สมศรี" || v.Phone != "+66812345678" || v.PhoneBlind+v.EmailBlind != "" {
		t.Errorf("known: %+v", v)
	}
	for range 2 {
		h.Do(s.Forget(t.Context(), accesstest.Volunteer))
		if v := known(accesstest.Volunteer); v.ID != accesstest.Volunteer || v.Name+v.Phone != "" {
			t.Errorf("known after the erasure: %+v", v)
		}
	}
}

// Nobody but the program does anything with the profiles of others.
func TestWhoMay(t *testing.T) {
	accesstest.Walk(t, &members.Service{}, []accesstest.Case{
		{Method: "Complete", Open: "the program does it by itself"},
	})
}
