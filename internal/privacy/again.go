package privacy

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Restored is a store that was brought back from a backup, with people in it who were erased since.
type Restored struct {
	Parts    []Part
	Marks    Marks
	Erasures interface {
		Erasures
		Get(ctx context.Context, id string) (*domain.Erasure, error)
	}
	People   iter.Seq2[string, error] // the ids of everybody whom the store knows, some of them twice
	Profiles interface {
		Get(ctx context.Context, person string) (*domain.Volunteer, error)
	}
}

// Again is what came of erasing people again.
type Again struct {
	Receipts int // of erasures that the store knows nothing of
	People   int // who were in it again, and are erased
	Foreign  int // receipts whose marks were made with another master key: nobody was looked for
	Unmarked int // receipts that nobody can be known by
}

// begunMargin is for erasures that were under way when a backup began.
const begunMargin = time.Minute

// EraseAgain erases whom receipts of erasures know that came after the backup did: those that the store does not have, and
// those since the backup was begun (zero: it is of one moment). Done twice, it is done once. Receipts under another
// master key are left for a time when the store opens with that one.
func (r Restored) EraseAgain(ctx context.Context, receipts []*domain.Erasure, begun time.Time) (a Again, err error) {
	wanted := map[string]time.Time{} // by mark: when they were erased last
	var apply []*domain.Erasure
	for _, e := range receipts {
		switch _, err := r.Erasures.Get(ctx, e.ID); {
		case err == nil && (begun.IsZero() || e.At.Before(begun.Add(-begunMargin))):
			continue
		case err != nil && !errors.Is(err, domain.ErrNotFound):
			return a, fmt.Errorf("looking for a receipt: %w", err)
		}
		a.Receipts++
		switch {
		case r.Marks.Mine(e):
			if e.At.After(wanted[e.Mark]) {
				wanted[e.Mark] = e.At
			}
		case e.Mark != "":
			a.Foreign++
			continue
		default:
			a.Unmarked++
		}
		apply = append(apply, e)
	}
	if a.People, err = r.eraseMarked(ctx, wanted); err != nil {
		return a, err
	}
	for _, e := range apply { // the last: until then all of it is done again
		e.Meta = domain.Meta{ID: e.ID}
	}
	if _, err := r.Erasures.InsertNew(ctx, apply); err != nil {
		return a, fmt.Errorf("keeping receipts: %w", err)
	}
	return a, nil
}

// eraseMarked erases everybody who is wanted, by their marks.
func (r Restored) eraseMarked(ctx context.Context, wanted map[string]time.Time) (n int, err error) {
	found := map[string]bool{}
	if len(wanted) == 0 {
		return 0, nil
	}
	for person, err := range r.People {
		if err != nil {
			return 0, fmt.Errorf("looking for people: %w", err)
		}
		if at, ok := wanted[r.Marks.Of(person)]; ok && !found[person] {
			back, err := r.cameBack(ctx, person, at)
			if err != nil {
				return 0, err
			}
			found[person] = !back
		}
	}
	for person, wanted := range found {
		if !wanted {
			continue
		}
		if err := Forget(ctx, r.Parts, person); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// cameBack reports whether somebody made a new profile after they were erased: that one is theirs to keep.
func (r Restored) cameBack(ctx context.Context, person string, erased time.Time) (bool, error) {
	v, err := r.Profiles.Get(ctx, person)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking for a profile: %w", err)
	}
	return v.CreatedAt.After(erased), nil
}
