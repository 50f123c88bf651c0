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

	Causes []domain.Cause // only these
	Kinds  []domain.Kind  // only these
	From   time.Time      // only work going on at or after
	To     time.Time      // only work going on before
	Minor  bool           // only work that takes minors
	// Only work of which its organiser says so: that one of these languages is enough (codes of domain.SpokenLanguages),
	// that it can be done sitting, that the hours are certified.
	Languages   []string
	Sitting     bool
	Certificate bool
	Part        Part     // only work that begins in this part of the day, or that can be done at any hour; "": does not matter
	Nearest     bool     // of what has a place the nearest comes first, whatever else speaks for other work
	Weekend     bool     // only work on Saturdays or Sundays, or on any day
	Weekday     bool     // only work on other days
	Exclude     []string // ids not to be shown

	// Words or phrases to be found in titles, organisers' names and summaries, of either language. What holds them comes before
	// everything else, however far the search has to go for it if no MaxKM was asked for; with WordsOnly, nothing else comes.
	// Where nothing holds all of them, [Result.Words] says what was found instead.
	Words     []string
	WordsOnly bool

	// LikesFirst: all work of the Likes comes before anything else, as far as LikesKM around the point beyond the circle or
	// the province that is asked for. Words that lead come before that.
	LikesFirst bool
	LikesKM    float64

	// Preferences: they lift what fits, and hide nothing.
	Likes        []domain.Cause
	Skills       []string // codes of domain.Skills
	Availability []string // codes of domain.Availabilities

	Now   time.Time // what has ended by then is left out
	Limit int       // matches wanted; 0: 10, at most 100
	After string    // Result.Next of the page before; a broken one gives the first page
	Count bool      // also fill in Result.Counts
}

// Part is the part of the day in which work begins, as far as an hour was named.
type Part string

// The parts: before noon, before five, and later.
const (
	Mornings   Part = "morning"
	Afternoons Part = "afternoon"
	Evenings   Part = "evening"
)

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
	// Lead is how many of the matches belong to what comes first: Words, or LikesFirst.
	Lead int
	// LeadKM is the radius that had to be taken for Words that lead; 0: it was not widened, or (LeadCountry) to the whole country.
	LeadKM      float64
	LeadCountry bool
	// Words are those that were found in the end; empty: nothing holds any of them.
	Words []string
	// Counts are how many there are, on all pages: of what leads, or of everything where nothing does. In the order of domain.Causes.
	Counts []Count
}

// Count is how many pieces of work of a cause there are: with a place, within the circle or province of the answer, and
// to be done from anywhere. Neither is counted beyond [MaxCount].
type Count struct {
	Cause          domain.Cause
	Placed, Remote int
}

// MaxCount is the number up to which is counted: there are so many, or more.
const MaxCount = 100

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
	Titled   Code = "titled"    // the title holds words that were looked for
	Remote   Code = "remote"    // can be done from anywhere
)
