package calls

import (
	"errors"

	"jitasa/internal/domain"
)

// Kind is what somebody is told of a call.
type Kind string

// The kinds of notice.
const (
	ToDecide      Kind = "to_decide"       // to staff: a call waits for them
	ToDecideAgain Kind = "to_decide_again" // to the member of staff who approved: it could not be sent, and waits again
	Approved      Kind = "approved"        // to its maker, as the kinds below: it goes out, at once or as soon as it can
	Refused       Kind = "refused"
	Ended         Kind = "ended"    // by staff
	Returned      Kind = "returned" // it was approved, and cannot be sent as it is
	More          Kind = "more"     // one more will come
	Fewer         Kind = "fewer"    // one fewer will
	Enough        Kind = "enough"   // as many as are needed will
)

// Notice is what somebody is told of a call.
type Notice struct {
	domain.Envelope
	Kind     Kind
	Call     *domain.Call
	Wait     domain.CallWait     // of Approved: what it waits for, if it does
	Why      error               // of Returned and ToDecideAgain: ErrNobody, ErrOverCost, ErrPast, ErrLate
	Estimate domain.CallEstimate // of ToDecide and ToDecideAgain
	Come     int                 // of More and Fewer: how many will come now
}

// toMaker tells whoever made a call, once.
func toMaker(kind Kind, c *domain.Call) Notice {
	return Notice{Envelope: domain.Envelope{Key: c.ID + "-" + string(kind), To: c.By, Lang: c.Lang}, Kind: kind, Call: c}
}

// approvedNotice waits for its reader's next answer where no messages are left.
func approvedNotice(d Decision) Notice {
	n := toMaker(Approved, d.Call)
	n.Wait, n.CanWait = d.Wait, d.Wait.Why == domain.WaitsForMessages
	return n
}

// returnedNotice waits for its reader's next answer where no messages are left.
func returnedNotice(c *domain.Call, why error) Notice {
	n := toMaker(Returned, c)
	n.Why, n.CanWait = why, errors.Is(why, ErrOverCost)
	return n
}

func toDecide(key string, m *domain.Staff, c *domain.Call, e domain.CallEstimate) Notice {
	return Notice{Envelope: domain.Envelope{Key: key, To: m.Person, Lang: domain.Speaks(m.Lang)}, Kind: ToDecide, Call: c, Estimate: e}
}

func toDecideAgain(m *domain.Staff, c *domain.Call, why error, e domain.CallEstimate) Notice {
	n := toDecide(c.ID+"-returned-"+m.ID, m, c, e)
	n.Kind, n.Why = ToDecideAgain, why
	return n
}

// Changed is what an answer changes for whoever made the call: n is how many had answered before, with what the person themselves had.
// Nobody is told twice that somebody comes.
func Changed(c *domain.Call, n domain.CallTally, answer string) (told []Notice) {
	tally := func(kind Kind, come int) {
		told = append(told, Notice{Envelope: domain.Envelope{To: c.By, Lang: c.Lang, CanWait: true}, Kind: kind, Call: c, Come: come})
	}
	switch {
	case answer == n.Mine:
	case answer == domain.WillCome:
		tally(More, n.Come+1)
		if c.Enough(n.Come + 1) {
			told = append(told, toMaker(Enough, c))
		}
	case n.Mine == domain.WillCome:
		tally(Fewer, n.Come-1)
	}
	return told
}
