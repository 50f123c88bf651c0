package hours

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"jitasa/internal/domain"
)

// Notice is what somebody is told of hours, by the kind of the entry that says it. Volunteers are told what was said of
// theirs (Confirmed, Corrected, Settled, Absent, Excused); who leads, that hours wait for them (Claimed, Estimated), and
// with the managers, that somebody says otherwise (Disputed, Appealed).
type Notice struct {
	domain.Envelope
	Kind   Kind
	Record Record // as it is now
	Reason string // that is given; "" for who leads and only has to look
	Name   string // of Disputed and Appealed, for managers: the volunteer's; "" if nobody knows
	People int    // of Estimated: how many wait
}

// NoticeKey begins the keys of what others are told of an entry: it names nobody.
func NoticeKey(entry string) string {
	sum := sha256.Sum256([]byte(entry))
	return "hours-" + hex.EncodeToString(sum[:12])
}

// tell is what follows from what was said under one key, all of it of one kind. Nothing of it but what somebody has to
// settle is worth a message: it waits for what its reader writes next.
func (s *Service) tell(ctx context.Context, of Shift, done ...said) ([]Notice, error) {
	first := done[0].entry
	switch first.Kind {
	case Claimed, Estimated:
		// Once a day, however many claim: whoever leads looks at all of them.
		n := Notice{Kind: first.Kind, Record: done[0].Record, People: len(done)}
		return s.toThose(ctx, NoticeKey(of.ID+" "+string(first.Kind)+" "+s.Now().Format(dayForm)), of.Leaders, first.By, n)
	case Disputed, Appealed:
		return s.disagrees(ctx, of, done[0])
	}
	whose := make([]string, 0, len(done))
	for _, d := range done {
		whose = append(whose, d.Person)
	}
	people, err := s.people(ctx, whose)
	if err != nil {
		return nil, err
	}
	told := make([]Notice, 0, len(done))
	for _, d := range done {
		told = append(told, Notice{
			Envelope: domain.Envelope{Key: NoticeKey(d.entry.ID), To: d.Person, Lang: reads(people[d.Person]), CanWait: true},
			Kind:     d.entry.Kind, Record: d.Record, Reason: d.entry.Reason,
		})
	}
	return told, nil
}

// disagrees tells who leads and who settles that somebody says otherwise.
func (s *Service) disagrees(ctx context.Context, of Shift, d said) ([]Notice, error) {
	people, err := s.people(ctx, []string{d.Person})
	if err != nil {
		return nil, err
	}
	n := Notice{Kind: d.entry.Kind, Record: d.Record, Reason: d.entry.Reason}
	if p := people[d.Person]; p != nil {
		n.Name = p.Name
	}
	org, err := s.Organisations.Get(ctx, of.Organisation)
	if errors.Is(err, domain.ErrNotFound) {
		org, err = &domain.Organisation{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking who manages: %w", err)
	}
	told, err := s.toThose(ctx, NoticeKey(d.entry.ID), slices.Concat(org.Managers, of.Leaders), d.entry.By, n)
	for i := range told {
		if told[i].CanWait = !slices.Contains(org.Managers, told[i].To); told[i].CanWait { // who has to settle it may not write for weeks
			told[i].Name, told[i].Reason = "", "" // what waits in somebody's conversation cannot be taken back
		}
	}
	return told, err
}

// toThose tells people the same, but nobody what they said themselves. key begins the keys.
func (s *Service) toThose(ctx context.Context, key string, whom []string, by string, n Notice) (told []Notice, err error) {
	people, err := s.people(ctx, whom)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{"": true, by: true}
	for _, to := range whom {
		if seen[to] {
			continue
		}
		seen[to] = true
		n.Envelope = domain.Envelope{Key: key + "-" + NoticeKey(to), To: to, Lang: reads(people[to]), CanWait: true}
		told = append(told, n)
	}
	return told, nil
}

// people are the profiles of those who have one.
func (s *Service) people(ctx context.Context, ids []string) (map[string]*domain.Volunteer, error) {
	all, err := s.People.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("looking for people: %w", err)
	}
	return all, nil
}

// reads is the language of somebody, who may have no profile.
func reads(v *domain.Volunteer) string {
	if v == nil {
		return domain.DefaultLanguage()
	}
	return domain.Speaks(v.Reach.Lang)
}
