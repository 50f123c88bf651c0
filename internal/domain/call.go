package domain

import "time"

// CallState is how far a call for help is.
type CallState string

// The states. A call that is refused or ended stays so.
const (
	Proposed CallState = "proposed" // waits for a member of staff
	Approved CallState = "approved" // goes out
	Refused  CallState = "refused"
	Ended    CallState = "ended" // by whoever made it
)

// Call is a call for help: an organisation looks for people, now.
type Call struct {
	Meta
	Organisation string    `json:"organisation"` // id
	Name         Text      `json:"name"`         // of the organisation
	By           string    `json:"by"`           // the manager who made it
	Lang         string    `json:"lang,omitempty"`
	What         string    `json:"what,omitempty" seal:"true"`
	Place        Home      `json:"place"` // Exact: a point with a radius around it
	KM           float64   `json:"km,omitempty"`
	When         string    `json:"when,omitempty" seal:"true"`    // the manager's words beside the days
	Now          bool      `json:"now,omitempty"`                 // from the moment on that From is
	From         time.Time `json:"from,omitzero"`                 // the first day,
	To           time.Time `json:"to,omitzero"`                   // and the moment after the last one: nobody is needed any more
	StartsAt     time.Time `json:"startsAt,omitzero"`             // on the first day; zero: at any time, or not known
	Contact      string    `json:"contact,omitempty" seal:"true"` // told to those who come
	Need         int       `json:"need"`
	Skills       []string  `json:"skills,omitempty"`
	Urgent       bool      `json:"urgent,omitempty"`
	State        CallState `json:"state"`
	Pending      bool      `json:"pending,omitempty"`   // what follows from the decision is not done yet: it is not being sent, or who waits for it may not know what staff decided
	DecidedBy    string    `json:"decidedBy,omitempty"` // id of the member of staff
	CreatedAt    time.Time `json:"createdAt"`
	DecidedAt    time.Time `json:"decidedAt,omitzero"`
	EndedAt      time.Time `json:"endedAt,omitzero"`
	EndedBy      string    `json:"endedBy,omitempty"` // id of the member of staff; "" a manager
}

// Open reports whether people can still answer.
func (c *Call) Open(now time.Time) bool { return c.State == Approved && !c.Past(now) }

// Past reports whether the time at which people were needed is over.
func (c *Call) Past(now time.Time) bool { return !c.To.IsZero() && !now.Before(c.To) }

// Enough reports whether so many who come are all that are needed.
func (c *Call) Enough(come int) bool { return come >= c.Need }

// End ends the call, if it is not over already: nothing follows from what was decided before.
func (c *Call) End(now time.Time) {
	if c.State == Proposed || c.State == Approved {
		c.State, c.EndedAt, c.Pending = Ended, Instant(now), false
	}
}

// Disown removes everything that the manager who made the call said in it, and who they are. That there was a call stays.
func (c *Call) Disown() {
	c.By, c.What, c.When, c.Contact = "", "", "", ""
	c.Place, c.KM = Home{Province: c.Place.Province, District: c.Place.District}, 0
}

// Disowned reports whether whoever made the call has been erased.
func (c *Call) Disowned() bool { return c.What == "" }

// CallPoll is the poll that a call is, and the others the answers to it, as [Response] values.
const (
	CallPoll   = "answer"
	WillCome   = CallPoll + ":0"
	MaybeLater = CallPoll + ":1"
	CannotCome = CallPoll + ":2"
)

// CallTally is how many were asked and have answered, and what one of them said.
type CallTally struct {
	Sent, Come, Later, Cannot int
	Mine                      string // the person's own answer; "" without one
	Wait                      CallWait
}

// CallWait is why an approved call is not going out at the moment. It goes on
// by itself, but where somebody has stopped it. The zero CallWait: it goes out.
type CallWait struct {
	Why   string    // one of the constants
	Until time.Time // zero: nobody knows
}

// Why a call waits.
const (
	WaitsToStart     = "start"   // LINE did not answer when it was approved
	WaitsForMorning  = "night"   // it is not urgent
	WaitsForMessages = "quota"   // the month's are used up
	WaitsForLine     = "line"    // LINE takes nothing from us
	WaitsForStaff    = "stopped" // somebody has paused it
)

// CallEstimate is what a call would be.
type CallEstimate struct {
	People    int
	LeftOut   map[string]int // people in the area who do not get it, by reason
	Unskilled int            // and those without a skill that is asked for; counted where nobody is left
	Left      int            // messages of the month that are left
	Limited   bool           // there is a limit
	Fits      bool
}

// InArea is how many people the area has, as far as they were counted.
func (e CallEstimate) InArea() int {
	n := e.People + e.Unskilled
	for _, left := range e.LeftOut {
		n += left
	}
	return n
}
