package hours

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"jitasa/internal/domain"
)

// How long people may take to say something.
const (
	ClaimFor   = 30 * 24 * time.Hour // from the end of the shift
	DisputeFor = 30 * 24 * time.Hour // from what they do not agree with
)

// The bounds of what people say.
const (
	ReasonAtMost = 500 // characters of a reason
	OwnAtMost    = 10  // entries that somebody makes of their own time in one shift
)

// Why nothing was added. domain.ErrConflict: the record is another by now, and comes with it.
var (
	ErrBounds = fmt.Errorf("more or less time than the shift has: %w", domain.ErrInvalid)
	ErrReason = fmt.Errorf("a reason is missing, or too long: %w", domain.ErrInvalid)
	ErrOwn    = fmt.Errorf("one's own hours, or one's own decision: %w", domain.ErrForbidden)
	ErrEarly  = errors.New("the shift has not come so far")
	ErrLate   = errors.New("too late")
	ErrOften  = errors.New("said often enough")
)

// State is how far a record is.
type State string

// The states. [Record.Minutes] counts in all of them: it is 0 where nothing was confirmed.
const (
	Nothing     State = ""
	IsClaimed   State = "claimed"   // waits for whoever leads
	IsEstimated State = "estimated" // waits for whoever leads
	IsConfirmed State = "confirmed" // or corrected
	IsDisputed  State = "disputed"  // waits to be settled; what was confirmed counts until then
	IsSettled   State = "settled"
	IsAbsent    State = "absent"
	IsExcused   State = "excused"
	IsAppealed  State = "appealed" // waits to be settled
)

// follows is what may be said of a record in a state.
var follows = map[State][]Kind{
	Nothing:     {Claimed, Estimated, Confirmed, Absent},
	IsClaimed:   {Claimed, Confirmed, Corrected, Absent},
	IsEstimated: {Claimed, Confirmed, Corrected, Absent},
	IsConfirmed: {Corrected, Disputed, Absent},
	IsDisputed:  {Corrected, Settled},
	IsSettled:   {Settled}, // by staff, where a manager did
	IsAbsent:    {Corrected, Excused, Appealed},
	IsExcused:   {Corrected, Appealed},
	IsAppealed:  {Corrected, Excused, Settled},
}

// Record is what is true of one person in one shift.
type Record struct {
	Shift, Person, Work, Organisation string // Person is "" for who was erased
	Title                             domain.Text
	Day                               string
	From, To                          time.Time

	State   State
	Minutes int    // that count
	Said    int    // what is claimed or estimated, or what the volunteer says instead
	Came    bool   // somebody confirmed that they did
	Missed  bool   // they did not, and are not excused
	Seen    int    // the number of the last entry that somebody made: who decides says which they have seen
	Decided *Entry // the entry that decided what counts, or that they did not come; nil: none has
	Entries []*Entry
}

// Open reports whether somebody has to say something yet: who leads, or who settles.
func (r Record) Open() bool {
	return slices.Contains([]State{IsClaimed, IsEstimated, IsDisputed, IsAppealed}, r.State)
}

// Case reports whether it is to be settled.
func (r Record) Case() bool { return r.State == IsDisputed || r.State == IsAppealed }

// Fold makes a record of its entries, which are in the order of their numbers.
func Fold(entries []*Entry) (r Record) {
	for i, e := range entries {
		r.Shift, r.Person, r.Work, r.Organisation, r.Title, r.Day, r.From, r.To = e.Shift, e.Person, e.Work, e.Organisation, e.Title, e.Day, e.From, e.To
		r.add(e)
		if e.Kind != Estimated {
			r.Seen = i + 1
		}
	}
	r.Entries = entries
	return r
}

func (r *Record) add(e *Entry) {
	switch e.Kind {
	case Claimed, Estimated, Disputed, Appealed:
		r.State, r.Said = map[Kind]State{Claimed: IsClaimed, Estimated: IsEstimated, Disputed: IsDisputed, Appealed: IsAppealed}[e.Kind], e.Minutes
		return
	case Confirmed, Corrected:
		r.State, r.Came, r.Missed = IsConfirmed, true, false
	case Settled:
		r.State = IsSettled
		if e.Minutes > 0 {
			r.Came, r.Missed = true, false
		}
	case Absent:
		r.State, r.Came, r.Missed = IsAbsent, false, true
	case Excused:
		r.State, r.Came, r.Missed = IsExcused, false, false
	}
	r.Minutes, r.Said, r.Decided = e.Minutes, 0, e
}

// attempt is what somebody wants to say of a person in a shift.
type attempt struct {
	Entry // without an id
	shift Shift
	seen  int    // the last entry that they have seen, where that matters
	staff string // id of the member of staff that they are, whatever they speak as
	// refused is why it is not even held against what was said before; nil: it is.
	refused error
}

// next is the entry that an attempt adds to a record, or the one that says the same already, which is not added: added is
// false then. It is nil where there is no such entry and none is needed.
// Errors: ErrOwn, ErrBounds, ErrReason, ErrEarly, ErrLate, ErrOften, domain.ErrConflict.
func (r Record) next(a attempt) (e *Entry, added bool, err error) {
	if again := r.saidAlready(a); again != nil {
		return again, false, nil
	}
	if err := a.valid(); err != nil {
		return nil, false, err
	}
	switch {
	case a.Kind == Estimated && r.State != Nothing, r.same(a):
		return nil, false, nil
	case a.sees() && a.seen != r.Seen, !slices.Contains(follows[r.State], a.Kind):
		return nil, false, domain.ErrConflict
	}
	if err := r.refuses(a); err != nil {
		return nil, false, err
	}
	made := a.Entry
	made.ID = entryID(a.shift.ID, a.Person, len(r.Entries)+1)
	made.Case = a.Kind == Disputed || a.Kind == Appealed
	if first := r.Entries; len(first) > 0 { // the shift may have another day or title by now: a record stays in one place
		made.Day, made.Work, made.Organisation = first[0].Day, first[0].Work, first[0].Organisation
	}
	return &made, true, nil
}

// saidAlready is the entry of the same key.
func (r Record) saidAlready(a attempt) *Entry {
	i := slices.IndexFunc(r.Entries, func(e *Entry) bool { return e.Under == a.Under && e.Kind == a.Kind })
	if i < 0 {
		return nil
	}
	return r.Entries[i]
}

// own reports whether the kind is the volunteer's own word.
func (k Kind) own() bool { return k == Claimed || k == Disputed || k == Appealed }

// sees reports whether it matters what whoever says it has seen.
func (a attempt) sees() bool {
	return a.Kind != Claimed && a.Kind != Estimated && a.Kind != Confirmed
}

// valid holds an attempt against what does not depend on what was said before.
func (a attempt) valid() error {
	reason := utf8.RuneCountInString(a.Reason)
	switch {
	case a.Kind.own() != (a.Person == a.By):
		return ErrOwn
	case a.Minutes < 0 || a.Minutes > a.shift.Most() || (a.Kind == Absent || a.Kind == Excused) && a.Minutes != 0:
		return ErrBounds
	case reason > ReasonAtMost, reason == 0 && slices.Contains([]Kind{Corrected, Disputed, Settled, Appealed}, a.Kind):
		return ErrReason
	case a.At.Before(a.shift.From), a.Kind == Estimated && a.At.Before(a.shift.To):
		return ErrEarly
	case a.Kind == Claimed && a.At.Sub(a.shift.To) > ClaimFor:
		return ErrLate
	}
	return nil
}

// same reports whether a record says already what somebody wants to say, whoever said it.
func (r Record) same(a attempt) bool {
	switch a.Kind {
	case Claimed:
		return r.State == IsClaimed && r.Said == a.Minutes
	case Confirmed:
		return (r.State == IsConfirmed || r.State == IsSettled && r.Came) && r.Minutes == a.Minutes
	case Corrected:
		return r.State == IsConfirmed && r.Minutes == a.Minutes
	case Settled:
		return r.State == IsSettled && r.Minutes == a.Minutes
	case Absent:
		return r.State == IsAbsent
	case Excused:
		return r.State == IsExcused
	}
	return false
}

// refuses holds an attempt against what was said before, where the table alone does not say it.
func (r Record) refuses(a attempt) error {
	mine := 0
	for _, e := range r.Entries {
		if e.Kind.own() {
			mine++
		}
	}
	d := r.Decided
	switch {
	case a.Kind.own() && mine >= OwnAtMost:
		return ErrOften
	case (a.Kind == Disputed || a.Kind == Appealed) && a.At.Sub(d.At) > DisputeFor:
		return ErrLate
	case a.Kind == Absent && r.State == IsConfirmed && a.Reason == "": // it takes something away
		return ErrReason
	case a.Kind == Settled && (d.By != "" && d.By == a.By || d.Staff != "" && d.Staff == a.staff): // who is complained of does not judge
		return ErrOwn
	case a.Kind == Settled && r.State == IsSettled && (a.Staff == "" || d.Staff != ""):
		return domain.ErrConflict
	}
	return nil
}
