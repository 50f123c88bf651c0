package calls

import (
	"errors"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/thai"
)

// Why a call cannot be sent.
var (
	// ErrPast: the time at which people are needed is over.
	ErrPast = errors.New("the time of the call is over")
	// ErrUnreachable: the contact has no phone that could be dialled.
	ErrUnreachable = errors.New("the contact of the call cannot be dialled")
	// ErrNobody: nobody in the area may be asked.
	ErrNobody = errors.New("the call is for nobody")
	// ErrOverCost: there are not enough messages left this month.
	ErrOverCost = errors.New("the call costs more messages than there are")
	// ErrTooLate: an answer helps nobody any more.
	ErrTooLate = errors.New("the call is over, or enough people come")
	// ErrLate: the approval is so old that somebody has to look again.
	ErrLate = errors.New("the approval of the call is too old")
)

// Check holds a call against what must be true before staff are asked.
func Check(c *domain.Call, now time.Time) error {
	switch {
	case c.Past(now):
		return ErrPast
	case !Reachable(c.Contact):
		return ErrUnreachable
	}
	return nil
}

// Sendable tells why a call cannot be sent as it was estimated; nil if it can be.
func Sendable(c *domain.Call, e domain.CallEstimate, now time.Time) error {
	if err := Check(c, now); err != nil {
		return err
	}
	return fits(e)
}

// fits tells why nobody would be sent what was estimated so; nil if somebody would.
func fits(e domain.CallEstimate) error {
	switch {
	case e.People == 0:
		return ErrNobody
	case !e.Fits:
		return ErrOverCost
	}
	return nil
}

// Reachable reports whether a contact has a phone that can be dialled.
func Reachable(contact string) bool {
	_, _, ok := thai.Phone(contact)
	return ok
}

// What becomes of a call: a member of staff approves or refuses it, a manager ends it. Saying it again changes nothing.
//
//	             approve               refuse                end
//	proposed     approved, or ErrPast  refused               ended
//	approved     – (by another: ErrConflict)  ErrConflict    ended
//	refused      ErrConflict           – (another: ErrConflict)  ErrConflict
//	ended        ErrConflict           ErrConflict           –  (by somebody else: ErrConflict)

// decide approves or refuses.
func decide(c *domain.Call, to domain.CallState, by string, now time.Time) error {
	switch {
	case c.State == to && c.DecidedBy == by:
		return nil
	case c.State != domain.Proposed || to != domain.Approved && to != domain.Refused:
		return domain.ErrConflict
	case to == domain.Approved && c.Past(now):
		return ErrPast
	}
	c.State, c.DecidedBy, c.DecidedAt, c.Pending = to, by, domain.Instant(now), true
	return nil
}

// end ends what is not refused; by is the member of staff who does, "" a manager.
func end(c *domain.Call, by string, now time.Time) error {
	if c.State == domain.Refused || c.State == domain.Ended && c.EndedBy != by {
		return domain.ErrConflict
	}
	if c.State != domain.Ended {
		c.End(now)
		c.EndedBy, c.Pending = by, by != "" // its maker is to know
	}
	return nil
}

// decidedAgainst tells what staff decided about a call against its maker, and when; "" if they did not.
func decidedAgainst(c *domain.Call) (kind Kind, at time.Time) {
	switch {
	case c.State == domain.Refused:
		return Refused, c.DecidedAt
	case c.State == domain.Ended && c.EndedBy != "":
		return Ended, c.EndedAt
	}
	return "", c.DecidedAt
}

// tooLate reports whether an answer helps nobody any more. Who has said that
// they come can repeat it, and take it back, for as long as the call is known.
func tooLate(c *domain.Call, n domain.CallTally, answer string, now time.Time) bool {
	if n.Mine == domain.WillCome {
		return c.Past(now) || c.Disowned()
	}
	return !c.Open(now) || answer == domain.WillCome && c.Enough(n.Come)
}

// staleAfter is when an approval is too old to be carried out without being looked at again.
const staleAfter = 12 * time.Hour

// lapsed tells why an approval must not be carried out any more; nil if it may be.
func lapsed(c *domain.Call, now time.Time) error {
	switch {
	case c.Past(now):
		return ErrPast
	case now.Sub(c.DecidedAt) > staleAfter:
		return ErrLate
	}
	return nil
}

// started notes that a call is being sent: what counts, whatever somebody else
// made of it meanwhile who found nobody to send it to.
func started(c *domain.Call, by string, at time.Time) {
	if c.State == domain.Proposed {
		c.State, c.DecidedBy, c.DecidedAt = domain.Approved, by, at
	}
	c.Pending = false
}

// takeBack makes an approved call that cannot be sent wait for staff again, if it is
// still the approval that by gave. Who it was stays known until they were told.
func takeBack(c *domain.Call, by string) error {
	if c.State != domain.Approved || !c.Pending || c.DecidedBy != by {
		return domain.ErrConflict
	}
	c.State = domain.Proposed
	return nil
}

// settled ends what followed from an approval that was taken back.
func settled(c *domain.Call, by string) {
	if c.State == domain.Proposed && c.DecidedBy == by {
		c.DecidedBy, c.DecidedAt, c.Pending = "", time.Time{}, false
	}
}

// over reports whether nobody more has to be asked. A call that waits for staff is not: its sending may
// have begun just when somebody else gave it back.
func over(c *domain.Call, come int, now time.Time) bool {
	return c.State == domain.Refused || c.State == domain.Ended || c.Past(now) || c.Enough(come)
}

// How a call goes out. Each wave asks some times as many people as are needed:
// about one in five comes. Who is asked for what is not urgent sleeps at night,
// and is asked once a day.
const (
	wavesOf     = 5
	leastWave   = 20
	waveEvery   = 10 * time.Minute
	urgentEvery = 3 * time.Minute
	oncePerDay  = 24 * time.Hour
	wakes       = 6 * 60
	sleeps      = 22 * 60
)

// Campaign is what sends a call.
func Campaign(c *domain.Call) *deliver.Campaign {
	k := &deliver.Campaign{
		Meta: domain.Meta{ID: c.ID}, Kind: deliver.Call, Subject: c.ID, Title: c.Name.In(domain.DefaultLanguage()), By: c.DecidedBy, Purpose: domain.ForEmergency,
		AdultsOnly: true, Unit: measure.Unit(c.ID), Wave: deliver.Wave{People: max(leastWave, c.Need*wavesOf), Every: waveEvery},
	}
	switch {
	case c.KM > 0:
		k.Segment.Near = &audience.Circle{Point: c.Place.Point, KM: c.KM}
	case c.Place.District != "":
		k.Segment.Districts = []string{c.Place.District}
	default:
		k.Segment.Provinces = []string{c.Place.Province}
	}
	k.Segment.Skills = c.Skills
	if c.Urgent {
		k.Wave.Every = urgentEvery
	} else {
		k.OncePer = oncePerDay
		k.Hours = limits.Hours{From: wakes, To: sleeps}
	}
	return k
}

// waiting tells why what sends a call sends nothing at the moment.
func waiting(k *deliver.Campaign, now time.Time) domain.CallWait {
	switch {
	case k.State == deliver.Paused && k.Why == deliver.NoQuota:
		return domain.CallWait{Why: domain.WaitsForMessages}
	case k.State == deliver.Paused && k.Why != "":
		return domain.CallWait{Why: domain.WaitsForLine}
	case k.State == deliver.Paused, k.State == deliver.Cancelled && k.Why != deliver.Enough:
		return domain.CallWait{Why: domain.WaitsForStaff}
	case !k.Over() && !k.Hours.Allow(now):
		return domain.CallWait{Why: domain.WaitsForMorning, Until: morning(k.Hours, now)}
	}
	return domain.CallWait{}
}

// morning is when hours begin next.
func morning(h limits.Hours, now time.Time) time.Time {
	at := time.Date(now.Year(), now.Month(), now.Day(), 0, h.From, 0, 0, now.Location())
	if at.Before(now) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}
