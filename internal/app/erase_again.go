package app

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/privacy"
)

// Again is what came of erasing people again.
type Again struct {
	Receipts int // of erasures that the store knows nothing of
	People   int // who were in it again, and are erased
	Foreign  int // receipts whose marks were made with another master key: nobody was looked for
	Unmarked int // receipts that nobody can be known by
}

// begunMargin is for erasures that were under way when a backup began.
const begunMargin = time.Minute

// EraseAgain erases from a store that was restored whom receipts of erasures know, which came after the backup did: those
// that it does not have, and those since it was begun (zero: it is of one moment). Done twice, it is done once. Receipts
// under another master key are left for a time when the store opens with that one.
func EraseAgain(ctx context.Context, o Opened, master []byte, receipts []*domain.Erasure, begun, now time.Time) (a Again, err error) {
	marks, err := privacy.NewMarks(master)
	if err != nil {
		return a, err
	}
	wanted := map[string]time.Time{} // by mark: when they were erased last
	var apply []*domain.Erasure
	for _, r := range receipts {
		switch _, err := o.Collections.Erasures.Get(ctx, r.ID); {
		case err == nil && (begun.IsZero() || r.At.Before(begun.Add(-begunMargin))):
			continue
		case err != nil && !isNotFound(err):
			return a, fmt.Errorf("looking for a receipt: %w", err)
		}
		a.Receipts++
		switch {
		case marks.Mine(r):
			if r.At.After(wanted[r.Mark]) {
				wanted[r.Mark] = r.At
			}
		case r.Mark != "":
			a.Foreign++
			continue
		default:
			a.Unmarked++
		}
		apply = append(apply, r)
	}
	if a.People, err = eraseMarked(ctx, o, marks, wanted, now); err != nil {
		return a, err
	}
	for _, r := range apply { // the last: until then all of it is done again
		r.Meta = domain.Meta{ID: r.ID}
	}
	if _, err := o.Collections.Erasures.InsertNew(ctx, apply); err != nil {
		return a, fmt.Errorf("keeping receipts: %w", err)
	}
	return a, nil
}

// eraseMarked erases everybody of the store who is wanted.
func eraseMarked(ctx context.Context, o Opened, marks privacy.Marks, wanted map[string]time.Time, now time.Time) (n int, err error) {
	found := map[string]bool{}
	if len(wanted) == 0 {
		return 0, nil
	}
	for person, err := range o.Collections.Known(ctx, o.Engine) {
		if err != nil {
			return 0, fmt.Errorf("looking for people: %w", err)
		}
		if at, ok := wanted[marks.Of(person)]; ok && !found[person] {
			back, err := cameBack(ctx, o.Collections, person, at)
			if err != nil {
				return 0, err
			}
			found[person] = !back
		}
	}
	owners := Owners(o.Collections, func() time.Time { return now })
	for person, wanted := range found {
		if !wanted {
			continue
		}
		if err := privacy.Forget(ctx, owners, person); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// cameBack reports whether somebody made a new profile after they were erased: that one is theirs to keep.
func cameBack(ctx context.Context, c *collections.Collections, person string, erased time.Time) (bool, error) {
	v, err := c.Volunteers.Get(ctx, person)
	switch {
	case isNotFound(err):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking for a profile: %w", err)
	}
	return v.CreatedAt.After(erased), nil
}
