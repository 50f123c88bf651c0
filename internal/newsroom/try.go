package newsroom

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// tryPrefix begins the ids of campaigns that try an issue.
const tryPrefix = "try-"

// Trial is an issue that is tried on a member of staff.
type Trial struct {
	ID    string // of the campaign that does it, which nothing else follows from
	Issue string
	To    string // what the member of staff is called
}

// Try sends an issue to a member of staff alone, as they would get it but for a mark that it is a try. to is "me" for
// who does it, or for the only one there is; otherwise a name, id or code as staff have it, or who that is on the
// platform. Nobody else is ever found, so that a slip sends nothing to a volunteer: domain.ErrInvalid says who there is.
func (s *Service) Try(ctx context.Context, by access.Actor, key string, source []byte, to string) (*Trial, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	issue, err := s.checked(ctx, source)
	if err != nil {
		return nil, err
	}
	staff, err := s.tester(ctx, to, by)
	if err != nil {
		return nil, err
	}
	p := &audience.Person{ID: staff.Person, Reach: domain.Reach{Lang: staff.Lang}}
	if v, err := s.Volunteers.Get(ctx, staff.Person); err == nil {
		p = audience.PersonOf(v)
	} else if !errors.Is(err, domain.ErrNotFound) {
		return nil, fmt.Errorf("looking for the reader: %w", err)
	}
	messages, err := s.said(ctx, issue, p)
	if err != nil {
		return nil, err
	}
	t := &Trial{ID: tryPrefix + key, Issue: issue.ID, To: called(staff)}
	return t, s.once(ctx, by, key, access.IssueTried, issue.ID, func() (before, after string, err error) {
		_, err = s.Deliver.Start(ctx, &deliver.Campaign{
			Meta: domain.Meta{ID: t.ID}, Kind: deliver.Notice, Subject: t.ID, Title: s.name(issue), By: by.Name(),
			Segment: audience.Segment{People: []string{staff.Person}}, Messages: asTry(messages, s.Speak(p.Lang()).T("news.try")),
		}, 0)
		if errors.Is(err, dispatch.ErrStarted) { // under the same key, and that was not recorded
			err = nil
		}
		return "", staff.ID, err
	})
}

// tester finds the member of staff on whom something is tried.
func (s *Service) tester(ctx context.Context, name string, by access.Actor) (*domain.Staff, error) {
	var linked, found []*domain.Staff
	var names []string
	me := strings.EqualFold(name, "me")
	if me {
		name = cmp.Or(by.StaffID(), by.Name())
	}
	for one, err := range s.Staff.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("looking for staff: %w", err)
		}
		if !one.DisabledAt.IsZero() {
			continue
		}
		if one.Active() {
			linked, names = append(linked, one), append(names, called(one))
		}
		if goesBy(one, name) {
			found = append(found, one)
		}
	}
	switch {
	case len(found) == 1 && found[0].Active():
		return found[0], nil
	case len(found) == 1:
		return nil, fmt.Errorf("%w: %s has not typed the code in the chat yet", domain.ErrInvalid, called(found[0]))
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

// called is what a member of staff is called by others.
func called(s *domain.Staff) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

// asTry marks messages as a try, on their first card and where they are announced.
func asTry(messages []chat.Message, mark string) []chat.Message {
	for i := range messages {
		m := &messages[i]
		if m.Alt != "" {
			m.Alt = mark + ": " + m.Alt
		}
		if len(m.Cards) == 0 {
			m.Text = mark + ": " + m.Text
			continue
		}
		m.Cards = slices.Clone(m.Cards)
		first := &m.Cards[0]
		first.Eyebrow = strings.TrimSuffix(mark+" · "+first.Eyebrow, " · ")
	}
	return messages
}

// NotSent is why nothing came of a try. It is cancelled then: nobody waits for it any more.
type NotSent struct {
	*dispatch.Status
	Late        bool  // nothing came of it in time
	Interrupted bool  // nobody waited
	Left        error // why it could not be cancelled
}

// Error is for logs.
func (n *NotSent) Error() string { return "the try was not sent: " + string(n.State) }

// tryEvery is how often a try is looked at.
const tryEvery = 100 * time.Millisecond

// Tried waits for what comes of a try: nil once the platform has taken it, a *NotSent if it is paused, is over
// otherwise, or takes longer than within.
func (s *Service) Tried(ctx context.Context, by access.Actor, t *Trial, within time.Duration) error {
	if !by.May(access.WriteNewsletters) {
		return domain.ErrForbidden
	}
	looking := context.WithoutCancel(ctx)
	late := time.After(within)
	for {
		status, err := s.status(looking, t.ID)
		if err != nil {
			return err
		}
		not := &NotSent{Status: status}
		switch {
		case status.Accepted > 0:
			return nil
		case status.State == deliver.Paused:
			not.Left = s.Deliver.Cancel(looking, t.ID)
			return not
		case !status.Active:
			return not
		}
		select {
		case <-ctx.Done():
			not.Interrupted, not.Left = true, s.Deliver.Cancel(looking, t.ID)
			return not
		case <-late:
			not.Late, not.Left = true, s.Deliver.Cancel(looking, t.ID)
			return not
		case <-time.After(tryEvery):
		}
	}
}
