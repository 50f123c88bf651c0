package hours

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Ledger keeps entries. There is no way to change one.
type Ledger interface {
	// InsertNew adds those whose ids are not there yet, and tells which.
	InsertNew(ctx context.Context, entries []*Entry) ([]bool, error)
	// Record streams the entries of a person in a shift, Shift those of everybody in it, a record after the other: each in
	// the order of its numbers.
	Record(ctx context.Context, shift, person string) iter.Seq2[*Entry, error]
	Shift(ctx context.Context, shift string) iter.Seq2[*Entry, error]
}

// Lists are the entries that somebody looks for, a record after the other, the days in their order. Days are as
// 2026-11-29, the first one included, the last one not; "": without end.
type Lists interface {
	Of(ctx context.Context, person, from, to string) iter.Seq2[*Entry, error]
	In(ctx context.Context, organisation, from, to string) iter.Seq2[*Entry, error]
	// Latest streams an organisation's entries backwards.
	Latest(ctx context.Context, organisation string) iter.Seq2[*Entry, error]
	// Cases streams what somebody had or has to settle, newest first; of every organisation, if organisation is "".
	Cases(ctx context.Context, organisation string, limit int) iter.Seq2[*Entry, error]
}

// Shifts knows shifts, and who takes part in them.
type Shifts interface {
	// Shift is a shift by its id: domain.ErrNotFound.
	Shift(ctx context.Context, id string) (Shift, error)
	// Among are those of the people who take part in a shift, or walked in.
	Among(ctx context.Context, shift string, people []string) ([]string, error)
}

// People knows how people are called, and what they read.
type People interface {
	GetMany(ctx context.Context, ids []string) (map[string]*domain.Volunteer, error)
}

// Organisations knows who manages them.
type Organisations interface {
	Get(ctx context.Context, id string) (*domain.Organisation, error)
}

// Audit records what somebody did.
type Audit interface {
	Record(ctx context.Context, by access.Actor, key string, c access.Change) error
}

// Service is what can be said and asked of hours. It is safe for concurrent use. Use cases answer domain.ErrForbidden to
// whoever may not, and domain.ErrNotFound for who does not take part in the shift.
type Service struct {
	Ledger        Ledger
	Lists         Lists
	Shifts        Shifts
	People        People
	Organisations Organisations
	Audit         Audit
	Now           func() time.Time // in the zone whose days count
}

// attempts bounds how often an entry that others were faster than is held against the rules anew.
const attempts = 50

// Word is what somebody says of one person in one shift.
type Word struct {
	Shift, Person string
	Seen          int // [Record.Seen] of what they have seen: if more was said since, it is domain.ErrConflict
	Minutes       int
	Reason        string // at most [ReasonAtMost] characters
}

// deeds are what the log calls the kinds of entry.
var deeds = map[Kind]access.Deed{
	Claimed: access.HoursClaimed, Estimated: access.HoursEstimated, Confirmed: access.HoursConfirmed, Corrected: access.HoursCorrected,
	Disputed: access.HoursDisputed, Settled: access.HoursSettled, Absent: access.AbsenceRecorded, Excused: access.AbsenceExcused, Appealed: access.AbsenceAppealed,
}

// named reports whether something has an id that can be part of an entry's.
func named(id string) bool { return id != "" && !strings.Contains(id, "/") }

// shift is a shift as entries name it.
func (s *Service) shift(ctx context.Context, id string) (Shift, error) {
	if s.Shifts == nil || !named(id) {
		return Shift{}, domain.ErrNotFound
	}
	of, err := s.Shifts.Shift(ctx, id)
	if err != nil {
		return Shift{}, fmt.Errorf("looking for a shift: %w", err)
	}
	return of, nil
}

// among is domain.ErrNotFound unless a person takes part in a shift.
func (s *Service) among(ctx context.Context, shift, person string) error {
	if !named(person) {
		return domain.ErrNotFound
	}
	there, err := s.Shifts.Among(ctx, shift, []string{person})
	if err != nil {
		return fmt.Errorf("looking who took part: %w", err)
	}
	if !slices.Contains(there, person) {
		return domain.ErrNotFound
	}
	return nil
}

// attempt is what somebody says in a shift, as what they say it; of whom, and what, is to be filled in.
func (s *Service) attempt(ctx context.Context, by access.Actor, key string, of Shift, kind Kind, as string) (attempt, error) {
	now := s.Now()
	a := attempt{shift: of, staff: by.StaffID(), Entry: Entry{
		Under: key, Shift: of.ID, Work: of.Work, Organisation: of.Organisation, Title: of.Title, Day: of.From.In(now.Location()).Format(dayForm),
		From: domain.Instant(of.From), To: domain.Instant(of.To), Kind: kind, By: by.Person, As: as, At: domain.Instant(now),
	}}
	if as != Leader && as != access.Manager {
		a.Staff = by.StaffID()
	}
	if as == Volunteer || as == access.Program {
		return a, nil
	}
	if a.Name = by.Name(); a.Name != "" || by.Person == "" {
		return a, nil
	}
	people, err := s.People.GetMany(ctx, []string{by.Person})
	if err != nil {
		return a, fmt.Errorf("looking for a name: %w", err)
	}
	if p := people[by.Person]; p != nil {
		a.Name = p.Name
	}
	return a, nil
}

// said is what came of an attempt.
type said struct {
	Record         // as it is now
	entry   *Entry // that says it; nil: somebody else had said it
	before  State
	refused error // by the rules
}

// with is the record and one entry more.
func (r Record) with(e *Entry) Record { return Fold(append(slices.Clone(r.Entries), e)) }

// say adds what somebody says to a record.
func (s *Service) say(ctx context.Context, a attempt) (said, error) {
	for range attempts {
		r, err := s.record(ctx, a.Shift, a.Person)
		if err != nil {
			return said{}, err
		}
		e, added, err := r.next(a)
		if err != nil || !added {
			return said{Record: r, entry: e, before: r.State, refused: err}, nil
		}
		first, err := s.Ledger.InsertNew(ctx, []*Entry{e})
		if err != nil {
			return said{}, fmt.Errorf("adding to the ledger: %w", err)
		}
		if first[0] {
			return said{Record: r.with(e), entry: e, before: r.State}, nil
		}
	}
	return said{}, fmt.Errorf("others were faster, again and again: %w", domain.ErrUnavailable)
}

// record is what is true of a person in a shift.
func (s *Service) record(ctx context.Context, shift, person string) (Record, error) {
	var entries []*Entry
	for e, err := range s.Ledger.Record(ctx, shift, person) {
		if err != nil {
			return Record{}, fmt.Errorf("reading the ledger: %w", err)
		}
		entries = append(entries, e)
	}
	r := Fold(entries)
	r.Shift, r.Person = shift, person
	return r, nil
}

// one says something of one person, records and tells it.
func (s *Service) one(ctx context.Context, by access.Actor, kind Kind, key string, w Word, as func(Shift) string) (Record, []Notice, error) {
	of, err := s.shift(ctx, w.Shift)
	if err != nil {
		return Record{}, nil, err
	}
	role := as(of)
	if role == "" {
		return Record{}, nil, domain.ErrForbidden
	}
	if err := s.among(ctx, w.Shift, w.Person); err != nil {
		return Record{}, nil, err
	}
	a, err := s.attempt(ctx, by, key, of, kind, role)
	if err != nil {
		return Record{}, nil, err
	}
	a.Person, a.Minutes, a.Reason, a.seen = w.Person, w.Minutes, strings.TrimSpace(w.Reason), w.Seen
	done, err := s.say(ctx, a)
	switch {
	case err != nil:
		return Record{}, nil, err
	case done.refused != nil || done.entry == nil:
		return done.Record, nil, done.refused
	}
	told, err := s.tell(ctx, of, done)
	if err != nil {
		return done.Record, nil, err
	}
	// A face may say the same of several people under one key.
	err = s.Audit.Record(ctx, by, key+" "+w.Person, access.Change{Did: deeds[kind], Subject: of.ID, Before: done.before.word(), After: done.entry.word()})
	return done.Record, told, err
}

// word is a state as the log has it.
func (s State) word() string { return cmp.Or(string(s), "nothing") }

// word is what an entry says as the log has it, which knows nobody.
func (e *Entry) word() string { return string(e.Kind) + " " + strconv.Itoa(e.Minutes) }

// grouped makes records of entries that come a record after the other.
func grouped(entries iter.Seq2[*Entry, error]) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		var of []*Entry
		for e, err := range entries {
			if err != nil {
				yield(Record{}, fmt.Errorf("reading the ledger: %w", err))
				return
			}
			if len(of) > 0 && of[0].record() != e.record() {
				if !yield(Fold(of), nil) {
					return
				}
				of = nil
			}
			of = append(of, e)
		}
		if len(of) > 0 {
			yield(Fold(of), nil)
		}
	}
}

// backwards is grouped for entries that come from the last to the first.
func backwards(entries iter.Seq2[*Entry, error]) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for r, err := range grouped(entries) {
			if err == nil {
				slices.Reverse(r.Entries)
				r = Fold(r.Entries)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
