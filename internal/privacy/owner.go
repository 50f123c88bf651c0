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
