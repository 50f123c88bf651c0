package app

import (
	"context"
	"fmt"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Tester finds the member of staff to whom an issue is sent to try it: "me" is who the command is given by, or the
// only one there is; otherwise a name, id or code as staff have it, or who that is on the platform. Nobody else is
// ever found, so that a slip sends nothing to a volunteer: domain.ErrInvalid says who there is.
func (a *App) Tester(ctx context.Context, name, by string) (*domain.Staff, error) {
	var linked, found []*domain.Staff
	var names []string
	me := strings.EqualFold(name, "me")
	if me {
		name = by
	}
	for s, err := range a.Store.Staff.Find(ctx, store.Query{}) {
		if err != nil {
			return nil, fmt.Errorf("looking for staff: %w", err)
		}
		if !s.DisabledAt.IsZero() {
			continue
		}
		if s.Active() {
			linked, names = append(linked, s), append(names, Called(s))
		}
		if goesBy(s, name) {
			found = append(found, s)
		}
	}
	switch {
	case len(found) == 1 && found[0].Active():
		return found[0], nil
	case len(found) == 1:
		return nil, fmt.Errorf("%w: %s has not typed the code in the chat yet", domain.ErrInvalid, Called(found[0]))
	case len(found) > 1:
		return nil, fmt.Errorf("%w: several members of staff are called %q: say the id of one (jitasa staff list)", domain.ErrInvalid, name)
	case me && len(linked) == 1:
		return linked[0], nil
	case len(linked) == 0:
		return nil, fmt.Errorf("%w: no member of staff is linked to LINE yet: jitasa staff add", domain.ErrInvalid)
	}
	return nil, fmt.Errorf("%w: no member of staff is called %q; there are: %s", domain.ErrInvalid, name, strings.Join(names, ", "))
}

// goesBy reports whether a member of staff can be meant.
func goesBy(s *domain.Staff, name string) bool {
	return name != "" && (strings.EqualFold(s.Name, name) || s.ID == name || s.Person == name || s.Code != "" && strings.EqualFold(s.Code, name))
}

// Called is what a member of staff is called by others.
func Called(s *domain.Staff) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}
