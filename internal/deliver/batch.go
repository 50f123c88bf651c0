package deliver

import (
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// MaxBatch is how many people one request of the platform takes.
const MaxBatch = 500

// BatchState is what became of a batch.
type BatchState string

// The states of a batch. Open and Attempted are not settled; an attempted
// one's recipients and retry key do not change any more.
const (
	Open      BatchState = "open"
	Attempted BatchState = "attempted"
	Accepted  BatchState = "accepted"
	Failed    BatchState = "failed"    // certainly not sent
	Uncertain BatchState = "uncertain" // nobody knows; a person decides
	Skipped   BatchState = "skipped"   // not to be sent, see Reason
)

// Ends are the states of a batch that was, or may have been, sent to people.
func Ends() []BatchState { return []BatchState{Accepted, Failed, Uncertain} }

// Reasons for leaving somebody out.
const (
	NoConsent = "no_consent"
	Left      = "left"      // blocked the account, or left
	Gone      = "gone"      // erased since the plan
	GotIt     = "got_it"    // in another campaign of the same subject
	ReadIt    = "read_it"   // as a free reply
	TooOften  = "too_often" // within [Campaign.OncePer]
	Minor     = "minor"     // under age
	Guardian  = "guardian"  // consented, but the guardian has not, or the age is not known
	InDanger  = "in_danger" // asked for help themselves
	Stopped   = "cancelled" // the campaign was cancelled before
	Filled    = "enough"    // as many as are needed will come
	Replaced  = "replaced"  // by another edition of the campaign
)

// Batch is a group of people who get the same in one request: an entry of the
// ledger for all of them but those in Skips.
type Batch struct {
	domain.Meta
	Campaign string     `json:"campaign"`
	Content  string     `json:"content,omitempty"` // id of what is sent
	Province string     `json:"province,omitempty"`
	Lang     string     `json:"lang,omitempty"`
	Count    int        `json:"count"` // people on its roll
	State    BatchState `json:"state"`
	Reason   string     `json:"reason,omitempty"`
	Open     string     `json:"open,omitempty"` // the block's token, until it is settled
	Seq      int        `json:"seq"`
	Due      time.Time  `json:"due,omitzero"` // from when on anybody may claim it
	Owner    string     `json:"owner,omitempty"`
	RetryKey string     `json:"retryKey,omitempty"`
	FirstTry time.Time  `json:"firstTry,omitzero"` // with this retry key
	Tries    int        `json:"tries,omitempty"`
	Doubt    bool       `json:"doubt,omitempty"` // an attempt ended with nobody knowing how
	Skips    []Skip     `json:"skips,omitempty"` // people on the roll who were left out when it was sent
	Settled  time.Time  `json:"settled,omitzero"`
}

// Skip is somebody who was left out, and why.
type Skip struct {
	Person string `json:"person"`
	Reason string `json:"reason"`
}

// Roll is the list of people of a batch, in the order of ids, under the batch's
// id. It changes only when somebody on it is erased.
type Roll struct {
	domain.Meta
	People []string `json:"people"`
}

// Content is what a variant of a campaign says, frozen when it is planned.
type Content struct {
	domain.Meta
	Lang     string         `json:"lang"`
	Plain    bool           `json:"plain,omitempty"`
	Messages []chat.Message `json:"messages,omitempty" seal:"true"`
}

// urgent reports whether it must arrive whatever it costs.
func (c *Content) urgent() bool { return chat.Urgent(c.Messages) }

// Sent is how many people the batch was, or is to be, sent to.
func (b *Batch) Sent() int { return b.Count - len(b.Skips) }

// Settle ends the batch.
func (b *Batch) Settle(s BatchState, reason string, now time.Time) {
	b.State, b.Reason, b.Open, b.Owner, b.Settled = s, reason, "", "", domain.Instant(now)
}

// reached is when the people of a settled batch got it at the latest: a person may have decided long after that it was sent.
func (b *Batch) reached(keyLife time.Duration) time.Time {
	if last := b.FirstTry.Add(keyLife); last.Before(b.Settled) {
		return last
	}
	return b.Settled
}

// recipients are the people of the roll without those who were left out.
func (b *Batch) recipients(r *Roll) []string {
	out := make(map[string]bool, len(b.Skips)+1)
	out[audience.Erased] = true
	for _, s := range b.Skips {
		out[s.Person] = true
	}
	people := make([]string, 0, len(r.People))
	for _, p := range r.People {
		if !out[p] {
			people = append(people, p)
		}
	}
	return people
}

// block is the token of the block that a batch belongs to.
func (b *Batch) block() string {
	parts := strings.Split(strings.TrimPrefix(b.ID, b.Campaign+"."), ".")
	return parts[0]
}
