package hours

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Kind is what an entry says. The words are kept in the ledger: they stay.
type Kind string

// The kinds of entry.
const (
	Claimed   Kind = "claimed"   // by the volunteer: so long
	Estimated Kind = "estimated" // by the program, at the shift's end
	Confirmed Kind = "confirmed" // by whoever leads
	Corrected Kind = "corrected" // by whoever leads, who says why
	Disputed  Kind = "disputed"  // by the volunteer, who says why
	Settled   Kind = "settled"   // what was disputed or appealed: by a manager of the organisation, or staff
	Absent    Kind = "absent"    // by whoever leads: they did not come
	Excused   Kind = "excused"   // by whoever leads: they could not come
	Appealed  Kind = "appealed"  // by the volunteer: they came, or could not
)

// As what somebody says something, where it is not a role of staff, access.Manager or access.Program.
const (
	Volunteer = "volunteer" // of themselves
	Leader    = "leader"    // of the shift
)

// dayForm is how a day is written: days are in the order of their texts.
const dayForm = "2006-01-02"

// Entry is one thing that was said of one person in one shift. Its id is shift/person/number.
type Entry struct {
	domain.Meta
	Under        string      `json:"key,omitempty"` // the key under which it was said: the same again adds nothing
	Person       string      `json:"person,omitempty"`
	Shift        string      `json:"shift"`
	Work         string      `json:"work"`
	Organisation string      `json:"organisation"`
	Title        domain.Text `json:"title,omitempty"` // of the work, as it was then: a statement outlives what was published
	Day          string      `json:"day"`             // on which the shift began, as 2026-11-29
	From         time.Time   `json:"from"`            // of the shift
	To           time.Time   `json:"to"`
	Kind         Kind        `json:"kind"`
	Minutes      int         `json:"minutes"`
	By           string      `json:"by,omitempty"`    // id of the person who says it; "" for the program, and for who is erased
	Staff        string      `json:"staff,omitempty"` // id of the member of staff that they are, where they speak as one
	As           string      `json:"as,omitempty"`
	Name         string      `json:"name,omitempty" seal:"true"` // of who leads, as they were called then
	Reason       string      `json:"reason,omitempty" seal:"true"`
	Case         bool        `json:"case,omitempty"` // somebody has to settle it
	At           time.Time   `json:"at"`
	// Left is the random name under which what counts stays while the person is being erased.
	Left string `json:"left,omitempty"`
}

// entryID is the id of a record's entry. The number has as many digits as keep entries in the order of their ids.
func entryID(shift, person string, number int) string {
	return fmt.Sprintf("%s/%s/%04d", shift, person, number)
}

// record is the id without the number.
func (e *Entry) record() string { return e.ID[:strings.LastIndexByte(e.ID, '/')] }

// Shift is what has to be known of a shift. Its ids have no "/".
type Shift struct {
	ID           string
	Work         string // id of the opportunity
	Organisation string // id
	Title        domain.Text
	From, To     time.Time
	Break        time.Duration // that does not count
	Leaders      []string      // persons
}

// Most is how many minutes somebody can have worked in the shift: whole ones, without the break.
func (s Shift) Most() int { return max(0, int((s.To.Sub(s.From)-s.Break)/time.Minute)) }

// leads is as what somebody leads the shift; "" if they do not.
func (s Shift) leads(by access.Actor) string {
	switch {
	case by.Person != "" && slices.Contains(s.Leaders, by.Person):
		return Leader
	default:
		return s.governs(by)
	}
}

// governs is as what somebody answers for the shift's organisation; "" if they do not.
func (s Shift) governs(by access.Actor) string {
	switch {
	case by.Manages(s.Organisation):
		return access.Manager
	case by.May(access.KeepHours):
		return by.As()
	}
	return ""
}
