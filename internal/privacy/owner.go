package privacy

import (
	"context"
	"fmt"
	"iter"
)

// Owner answers for what some collections know of people.
type Owner interface {
	// Known gives what a copy of somebody's data says of it, an entry at a time; each can be written as JSON.
	Known(ctx context.Context, person string) iter.Seq2[any, error]
	// Forget takes somebody out. Done twice it changes nothing.
	Forget(ctx context.Context, person string) error
}

// Kept is an owner made of what a collection does already: find what it has of somebody, and delete that.
func Kept[T any](of func(ctx context.Context, person string) iter.Seq2[T, error], forget func(ctx context.Context, person string) error) Owner {
	return kept{forget: forget, known: func(ctx context.Context, person string) iter.Seq2[any, error] {
		return func(yield func(any, error) bool) {
			for x, err := range of(ctx, person) {
				if !yield(x, err) {
					return
				}
			}
		}
	}}
}

// Silent is an owner that has nothing to say in a copy.
func Silent(forget func(ctx context.Context, person string) error) Owner {
	return kept{forget: forget, known: func(context.Context, string) iter.Seq2[any, error] { return func(func(any, error) bool) {} }}
}

type kept struct {
	known  func(ctx context.Context, person string) iter.Seq2[any, error]
	forget func(ctx context.Context, person string) error
}

// Known implements Owner.
func (k kept) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return k.known(ctx, person)
}

// Forget implements Owner.
func (k kept) Forget(ctx context.Context, person string) error { return k.forget(ctx, person) }

// Part is an owner's part of everything.
type Part struct {
	Collections []string // that it answers for
	Name        string   // in a copy; "": it has nothing to say there
	One         bool     // it has one entry at most, which stands by itself and not in a list
	InTurn      bool     // somebody who erases themselves in the chat is taken out by that turn, which is still under way
	Owner       Owner
}

// Forget has the parts take somebody out, one after the other, in their order.
func Forget(ctx context.Context, parts []Part, person string) error {
	for _, p := range parts {
		if err := p.Owner.Forget(ctx, person); err != nil {
			return fmt.Errorf("forgetting a person in %s: %w", p.Collections[0], err)
		}
	}
	return nil
}
