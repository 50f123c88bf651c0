package shifts

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"jitasa/internal/domain"
)

// Data answers people's demands on what they take part in.
type Data struct {
	Service *Service
	SignUps interface {
		// By streams every sign-up of a person.
		By(ctx context.Context, person string) iter.Seq2[*SignUp, error]
		Delete(ctx context.Context, ids ...string) error
	}
	Shifts interface {
		// LedBy streams the shifts that a person leads.
		LedBy(ctx context.Context, person string) iter.Seq2[*Shift, error]
	}
}

// Known gives what somebody joined.
func (d Data) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for u, err := range d.SignUps.By(ctx, person) {
			if !yield(u, err) {
				return
			}
		}
	}
}

// Forget gives back the seats that somebody has, which the next round offers to the line, and deletes their sign-ups; nobody knows any more
// that they led anything. The numbers of a shift that is over stay as they were.
func (d Data) Forget(ctx context.Context, person string) error {
	var mine []*SignUp
	for u, err := range d.SignUps.By(ctx, person) {
		if err != nil {
			return fmt.Errorf("looking for sign-ups: %w", err)
		}
		mine = append(mine, u)
	}
	s := d.Service
	for _, u := range mine {
		_, _, err := s.move(ctx, u.Shift, person, "", func(sh *Shift, u *SignUp) error { return cancel(sh, u, s.Now()) })
		if err != nil && !errors.Is(err, ErrNothing) && !errors.Is(err, ErrOver) && !errors.Is(err, domain.ErrNotFound) {
			return fmt.Errorf("giving seats back: %w", err)
		}
		if err := d.SignUps.Delete(ctx, u.ID); err != nil {
			return fmt.Errorf("deleting a sign-up: %w", err)
		}
	}
	return d.unlead(ctx, person)
}

func (d Data) unlead(ctx context.Context, person string) error {
	var led []string
	for sh, err := range d.Shifts.LedBy(ctx, person) {
		if err != nil {
			return fmt.Errorf("looking what somebody leads: %w", err)
		}
		led = append(led, sh.ID)
	}
	for _, id := range led {
		err := d.Service.rewrite(ctx, id, func(sh *Shift) error {
			sh.Leaders = slices.DeleteFunc(sh.Leaders, func(p string) bool { return p == person })
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
