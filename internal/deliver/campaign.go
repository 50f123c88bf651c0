package deliver

import (
	"errors"
	"slices"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
)

// Kind is what a campaign carries; it decides who goes first.
type Kind string

// The kinds, most urgent first.
const (
	Call       Kind = "call"   // for help, in an emergency
	Notice     Kind = "notice" // to named people: a decision, a reminder
	Newsletter Kind = "newsletter"
)

// Kinds are all of them, most urgent first.
func Kinds() []Kind { return []Kind{Call, Notice, Newsletter} }

// urgency orders the kinds: the lower one is sent first.
func (k Kind) urgency() int {
	switch k {
	case Call:
		return 0
	case Notice:
		return 1
	}
	return 2
}

// urgent reports whether it must not wait for a person after a failure that passes.
func (k Kind) urgent() bool { return k == Call || k == Notice }

// rested reports whether people are left in peace after something of the kind. A newsletter comes once a month in any case.
func (k Kind) rested() bool { return k == Call }

// State is how far a campaign is.
type State string

// The states. Paused goes back to Running; Done and Cancelled are the end,
// though a cancelled campaign stays active until its ledger is settled.
const (
	Scheduled State = "scheduled"
	Running   State = "running"
	Paused    State = "paused"
	Done      State = "done"
	Cancelled State = "cancelled"
)

// Why a campaign is paused or was ended by itself; "" where a person did it.
const (
	NoQuota      = "quota"        // the month's messages are used up
	Refused      = "rejected"     // the platform refuses what is sent
	Unauthorized = "unauthorized" // the channel's token does not work
	Failing      = "errors"       // too many attempts in a row failed
	Enough       = "enough"       // as many as are needed will come
	TakenBack    = "taken_back"   // whoever made it is erased
)

// Campaign is one sending of one thing to many people.
type Campaign struct {
	domain.Meta                  // ID: chosen from what is sent, so that starting it twice is starting it once
	Kind        Kind             `json:"kind"`
	Subject     string           `json:"subject"` // id of the newsletter issue or of the call
	Title       string           `json:"title,omitempty"`
	Segment     audience.Segment `json:"segment,omitzero"`   // as it was at the start: editing a saved one changes no run
	Purpose     domain.Purpose   `json:"purpose,omitempty"`  // that people must have consented to; "": none
	SkipRead    bool             `json:"skipRead,omitempty"` // leave out who has read it as a free reply
	OncePer     time.Duration    `json:"oncePer,omitempty"`  // leave out who got one of the kind within this time
	AdultsOnly  bool             `json:"adultsOnly,omitempty"`
	Messages    []chat.Message   `json:"messages,omitempty" seal:"true"` // of a notice; others are composed
	Source      string           `json:"source,omitempty"`               // of what they are composed, where it is not kept elsewhere
	Publish     bool             `json:"publish,omitempty"`              // it is for everybody, beyond those it is sent to
	Edition     int              `json:"edition,omitempty"`              // how often it was revised
	Revising    string           `json:"revising,omitempty"`             // paused while somebody revises it
	State       State            `json:"state"`
	Why         string           `json:"why,omitempty"`
	PausedAt    time.Time        `json:"pausedAt,omitzero"`
	Again       time.Time        `json:"again,omitzero"`    // paused: when it tries to go on by itself
	Probes      int              `json:"probes,omitempty"`  // how often it was put off since something was accepted
	Resumed     int              `json:"resumed,omitempty"` // how often
	By          string           `json:"by,omitempty"`      // who started it
	Cost        int              `json:"cost"`              // people, as counted at the start
	Unit        string           `json:"unit,omitempty"`    // the platform's name for its statistics
	CreatedAt   time.Time        `json:"createdAt"`
	NotBefore   time.Time        `json:"notBefore,omitzero"`
	StartedAt   time.Time        `json:"startedAt,omitzero"`
	EndedAt     time.Time        `json:"endedAt,omitzero"`
	Hours       limits.Hours     `json:"hours,omitzero"`
	Limit       limits.Rate      `json:"limit,omitzero"`
	Wave        Wave             `json:"wave,omitzero"`
	Active      bool             `json:"active,omitempty"`    // there is something left to do
	Reopened    int              `json:"reopened,omitempty"`  // how often a settled batch was, or was about to be, opened again
	Reopening   []string         `json:"reopening,omitempty"` // batches that are about to be: until they are, it does not end
	Blocks      []Block          `json:"blocks,omitempty"`
	Planned     bool             `json:"planned,omitempty"` // to the end of the audience
	Planner     Lease            `json:"planner,omitzero"`
	Purged      bool             `json:"purged,omitempty"` // its ledger was kept long enough, and is deleted
	Erased      []string         `json:"erased,omitempty"` // people who may be in the block that is being planned, and must not
}

// Lease is who works on something, and until when nobody else does.
type Lease struct {
	Owner string    `json:"owner,omitempty"`
	Until time.Time `json:"until,omitzero"`
	Lost  int       `json:"lost,omitempty"` // how often it ran out and somebody else took over
}

// Wave makes a campaign go out in parts, so that it can stop when enough have answered.
type Wave struct {
	People int           `json:"people,omitempty"` // of a part; 0: all at once
	Every  time.Duration `json:"every,omitempty"`
}

// Block is a part of the plan that counts.
type Block struct {
	Token   string         `json:"token"` // the batches that carry it are the block's
	Through string         `json:"through"`
	Batches int            `json:"batches"`
	People  int            `json:"people"`
	Skipped map[string]int `json:"skipped,omitempty"` // by reason
	At      time.Time      `json:"at"`                // when its people were read
	Took    time.Duration  `json:"took"`              // reading and writing them
}

// through is the last person that the plan has dealt with.
func (c *Campaign) through() string {
	if len(c.Blocks) == 0 {
		return ""
	}
	return c.Blocks[len(c.Blocks)-1].Through
}

// Over reports whether nothing will be sent any more.
func (c *Campaign) Over() bool { return c.State == Done || c.State == Cancelled }

// ErrState: the campaign is in a state in which that cannot be done.
var ErrState = errors.New("that cannot be done in this state")

// pause, resume and cancel change the state; ErrState where it cannot be. A pause
// for a cause ends by itself where the kind cannot wait, a person's own does not.
func (c *Campaign) pause(why string, now time.Time, probe time.Duration) error {
	switch {
	case c.State == Paused && why == "":
		c.Why, c.Again = "", time.Time{}
		return nil
	case c.State == Paused:
		return nil
	case c.State != Scheduled && c.State != Running:
		return ErrState
	}
	c.State, c.Why, c.PausedAt = Paused, why, domain.Instant(now)
	if c.waits() {
		c.holdOff(now, probe)
	}
	return nil
}

func (c *Campaign) resume(now time.Time) error {
	switch {
	case c.State == Running || c.State == Scheduled:
		return nil
	case c.State != Paused || c.Revising != "": // who revises it, or does so again, ends that
		return ErrState
	case now.Before(c.NotBefore):
		c.State = Scheduled
	default:
		c.State = Running
	}
	c.Why, c.Active, c.EndedAt, c.PausedAt, c.Again = "", true, time.Time{}, time.Time{}, time.Time{}
	c.Resumed++
	return nil
}

func (c *Campaign) cancel(why string, now time.Time) error {
	switch c.State {
	case Cancelled:
		return nil
	case Done:
		return ErrState
	}
	c.State, c.Why, c.EndedAt = Cancelled, why, domain.Instant(now)
	return nil
}

// Counts reports whether the batch belongs to a block that the campaign names.
func (c *Campaign) Counts(b *Batch) bool {
	rest, ok := strings.CutPrefix(b.ID, c.ID+".")
	return ok && slices.ContainsFunc(c.Blocks, func(k Block) bool { return strings.HasPrefix(rest, k.Token+".") })
}
