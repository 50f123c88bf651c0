package privacy_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/privacy"
)

// restored is a house as it comes from a backup; master is its master key.
func restored(t *testing.T, h *accesstest.House, master string) privacy.Restored {
	t.Helper()
	marks, err := privacy.NewMarks([]byte(master))
	h.Do(err)
	return privacy.Restored{
		Parts: []privacy.Part{{Collections: []string{"volunteers"}, Owner: privacy.Silent(func(ctx context.Context, person string) error { return h.Kept.Volunteers.Delete(ctx, person) })}},
		Marks: marks, Erasures: h.Kept.Erasures, Profiles: h.Kept.Volunteers,
		People: func(yield func(string, error) bool) {
			for range 2 { // everybody is found twice, by their thread and by their profile
				for v, err := range h.Kept.Volunteers.All(t.Context()) {
					if err != nil || !yield(v.ID, nil) {
						return
					}
				}
			}
		},
	}
}

// receipt is that of an erasure under a master key.
func receipt(t *testing.T, h *accesstest.House, master, person string, at time.Time) *domain.Erasure {
	t.Helper()
	marks, err := privacy.NewMarks([]byte(master))
	h.Do(err)
	var kept receipts
	h.Do((&privacy.Desk{Erasures: &kept, Marks: marks}).Erase(t.Context(), person, "of-"+person, at))
	return kept[0]
}

type receipts []*domain.Erasure

func (r *receipts) InsertNew(_ context.Context, given []*domain.Erasure) ([]bool, error) {
	*r = append(*r, given...)
	return nil, nil
}

func (r *receipts) Marked(context.Context) iter.Seq2[*domain.Erasure, error] {
	return func(yield func(*domain.Erasure, error) bool) {
		for _, e := range *r {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// Of the people in a backup those are erased again whom receipts know that the store does not have, and whose erasure may
// have fallen into the time of the backup; who signed up anew since stays. Done twice it is done once.
func TestEraseAgain(t *testing.T) {
	begun := time.Date(2026, 12, 1, 3, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		erased time.Time
		has    bool // the store has the receipt
		signed time.Time
		want   privacy.Again
	}{
		"after the backup":                     {begun.Add(time.Hour), false, begun.Add(-time.Hour), privacy.Again{Receipts: 1, People: 1}},
		"while it was written":                 {begun.Add(time.Second), true, begun.Add(-time.Hour), privacy.Again{Receipts: 1, People: 1}},
		"a minute before":                      {begun.Add(-time.Minute), true, begun.Add(-time.Hour), privacy.Again{Receipts: 1, People: 1}},
		"more than a minute before":            {begun.Add(-time.Minute - time.Millisecond), true, begun.Add(-time.Hour), privacy.Again{}},
		"before, and the receipt is lost":      {begun.Add(-time.Hour), false, begun.Add(-2 * time.Hour), privacy.Again{Receipts: 1, People: 1}},
		"after, and then they signed up again": {begun.Add(time.Hour), false, begun.Add(2 * time.Hour), privacy.Again{Receipts: 1}},
	} {
		h := accesstest.Open(t)
		for _, id := range []string{"U1", "U2"} {
			h.Do(h.Kept.Volunteers.Insert(t.Context(), &domain.Volunteer{Meta: domain.Meta{ID: id}, CreatedAt: c.signed}))
		}
		e := receipt(t, h, "master", "U1", c.erased)
		if c.has {
			kept := *e
			h.Do(h.Kept.Erasures.Insert(t.Context(), &kept))
		}
		if got, err := restored(t, h, "master").EraseAgain(t.Context(), []*domain.Erasure{e}, begun); err != nil || got != c.want {
			t.Errorf("erased %s: %+v, %v, want %+v", name, got, err, c.want)
		}
		if _, err := h.Kept.Volunteers.Get(t.Context(), "U2"); err != nil {
			t.Errorf("erased %s: somebody else is gone: %v", name, err)
		}
		if got, err := restored(t, h, "master").EraseAgain(t.Context(), []*domain.Erasure{e}, time.Time{}); err != nil || got != (privacy.Again{}) {
			t.Errorf("erased %s: the second time gives %+v, %v", name, got, err)
		}
	}
}

// Receipts of another master key wait for that key; those without a mark are kept, and find nobody.
func TestEraseAgainWithOtherReceipts(t *testing.T) {
	h := accesstest.Open(t)
	h.Do(h.Kept.Volunteers.Insert(t.Context(), &domain.Volunteer{Meta: domain.Meta{ID: "U1"}}))
	foreign := receipt(t, h, "another master", "U1", h.Time)
	given := []*domain.Erasure{foreign, {Meta: domain.Meta{ID: "old"}, At: h.Time}}
	if got, err := restored(t, h, "master").EraseAgain(t.Context(), given, time.Time{}); err != nil || got != (privacy.Again{Receipts: 2, Foreign: 1, Unmarked: 1}) {
		t.Errorf("receipts that find nobody give %+v, %v", got, err)
	}
	if got, err := restored(t, h, "another master").EraseAgain(t.Context(), given, time.Time{}); err != nil || got != (privacy.Again{Receipts: 1, People: 1}) {
		t.Errorf("with the other master key they give %+v, %v", got, err)
	}
}

// A person's last erasure is told by the receipts that this master key made.
func TestErasedAt(t *testing.T) {
	h := accesstest.Open(t)
	marks, err := privacy.NewMarks([]byte("master"))
	h.Do(err)
	kept := receipts{receipt(t, h, "master", "U1", h.Time), receipt(t, h, "master", "U1", h.Time.Add(time.Hour)), receipt(t, h, "other", "U1", h.Time.Add(2*time.Hour)), receipt(t, h, "master", "U2", h.Time.Add(3*time.Hour))}
	d := &privacy.Desk{Marks: marks, Marked: &kept}
	for person, want := range map[string]time.Time{"U1": domain.Instant(h.Time.Add(time.Hour)), "U3": {}} {
		if got, err := d.ErasedAt(t.Context(), person); err != nil || !got.Equal(want) {
			t.Errorf("%s was erased at %v (%v), want %v", person, got, err, want)
		}
	}
}
