package match

import (
	"time"

	"jitasa/internal/domain"
)

// Query says what somebody looks for. The zero value of a field means "does not
// matter"; only Now must be given.
type Query struct {
	Point    *domain.Point // where from; nil: distance does not matter
	Province string        // gazetteer code: only work there, unless there is none
	MaxKM    float64       // radius of the circle asked for; 0: [DefaultKM]. Ignored with a Province.
	Enough   int           // widen the circle until it holds so many; 0: 1

	Causes  []domain.Cause // only these
	Kinds   []domain.Kind  // only these
	From    time.Time      // only work going on at or after
	To      time.Time      // only work going on before
	Minor   bool           // only work that takes minors
	Exclude []string       // ids not to be shown

	// Preferences: they lift what fits, and hide nothing.
	Likes        []domain.Cause
	Skills       []string // codes of domain.Skills
	Availability []string // codes of domain.Availabilities

	Now   time.Time // what has ended by then is left out
	Limit int       // matches wanted; 0: 10, at most 100
	After string    // Result.Next of the page before; a broken one gives the first page
}

// DefaultKM is the radius of the circle when none is asked for.
const DefaultKM = 10

// For is the query that a volunteer's profile stands for at the time now: around
// the home, with causes, skills and availability as preferences, without what
// was hidden. Narrow it by setting the other fields.
func For(v *domain.Volunteer, now time.Time) Query {
	q := Query{
		Likes:        v.Causes,
		Skills:       v.Skills,
		Availability: v.Availability,
		Exclude:      v.Hidden,
		Minor:        v.Minor(now),
		Now:          now,
	}
	if v.Home != nil {
		p := v.Home.Point
		q.Point = &p
	}
	return q
}

// Result is one page of an answer.
type Result struct {
	Matches []Match
	// Asked is the radius asked for in km; 0 when a province or no place was asked for.
	Asked float64
	// WidenedKM is the radius that had to be taken instead, because the circle (or the
	// province) held too little; 0: it was not widened, or to the whole country.
	WidenedKM float64
	// Country: it had to be widened to the whole country.
	Country bool
	// Next is the After of the next page; empty on the last one.
	Next string
}

// Match is one suggestion.
type Match struct {
	ID      string
	KM      float64 // great-circle distance; -1 where there is none (remote, or no point in the query)
	Remote  bool    // can be done from anywhere
	Score   int     // points × 1000; comparable within one query only
	Reasons []Reason
}

// Reason says why something was suggested; the words are made elsewhere.
type Reason struct {
	Code   Code
	Number float64 // km, days or seats, see Code
	Word   string  // code of the cause or skill, see Code
}

// Code names a kind of reason.
type Code string

// The reasons. The comment says what Number or Word hold.
const (
	Near     Code = "near"      // Number: km
	Cause    Code = "cause"     // Word: the cause that the person likes
	Skill    Code = "skill"     // Word: the skill that is needed and that the person has
	Urgent   Code = "urgent"    // an emergency
	Soon     Code = "soon"      // Number: whole days (of 24 hours) until it starts, 0–6
	Weekend  Code = "weekend"   // on a weekend, as the person prefers
	Weekday  Code = "weekday"   // on working days, as the person prefers
	Evening  Code = "evening"   // in the evening, as the person prefers
	FewSeats Code = "seats_few" // Number: seats left, 1–5
	New      Code = "new"       // Number: days since it was posted, 0–6
	Remote   Code = "remote"    // can be done from anywhere
)
