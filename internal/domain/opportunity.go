package domain

import "time"

// Opportunity is a piece of volunteer work that people can find.
type Opportunity struct {
	Meta
	Title        Text   `json:"title"`
	Summary      Text   `json:"summary,omitempty"`
	Organisation string `json:"organisation"` // name as printed
	// Owner is the id of the organisation whose managers see who comes: people can join here. "": it comes from a published list.
	Owner    string    `json:"owner,omitempty"`
	Cause    Cause     `json:"cause"`
	Kind     Kind      `json:"kind"`
	Province string    `json:"province,omitempty"` // gazetteer code; empty for remote work
	District string    `json:"district,omitempty"` // gazetteer code
	Point    *Point    `json:"point,omitempty"`    // nil for remote work
	StartsAt time.Time `json:"startsAt"`
	EndsAt   time.Time `json:"endsAt"`          // zero: open end
	Seats    int       `json:"seats,omitempty"` // 0: no limit
	Taken    int       `json:"taken,omitempty"` // seats taken
	Skills   []string  `json:"skills,omitempty"`
	MinorsOK bool      `json:"minorsOk"`
	// What an organiser may say of the work, and need not: empty or nil is "not said".
	Weekdays    []string  `json:"weekdays,omitempty"`    // of continuing work: codes of [WeekdayCodes]
	Hours       string    `json:"hours,omitempty"`       // of a day, as "08:00-12:00"
	Languages   []string  `json:"languages,omitempty"`   // codes of [SpokenLanguages]; each of them is enough
	Sitting     *bool     `json:"sitting,omitempty"`     // it can be done sitting
	Certificate *bool     `json:"certificate,omitempty"` // the organiser certifies the hours, as the student loan fund (กยศ.) wants
	Picture     string    `json:"picture,omitempty"`     // the https address of a photograph
	Expenses    string    `json:"expenses,omitempty"`    // what is covered, as printed
	Contact     string    `json:"contact,omitempty"`
	Source      string    `json:"source,omitempty"`
	Licence     string    `json:"licence,omitempty"`
	State       string    `json:"state"` // open, closed
	CreatedAt   time.Time `json:"createdAt"`
	UpdatedAt   time.Time `json:"updatedAt"`
}

// The states of an opportunity.
const (
	Open   = "open"
	Closed = "closed"
)

// SeatsLeft is the number of free seats; ok is false where there is no limit.
func (o *Opportunity) SeatsLeft() (left int, ok bool) {
	if o.Seats == 0 {
		return 0, false
	}
	return max(0, o.Seats-o.Taken), true
}

// Over reports whether the work has ended at the time now. Work with an open
// end that is not continuing ends a day after it starts.
func (o *Opportunity) Over(now time.Time) bool {
	end := o.EndsAt
	if end.IsZero() {
		if o.Kind == Continuing || o.Kind == Remote {
			return false
		}
		end = o.StartsAt.Add(24 * time.Hour)
	}
	return !now.Before(end)
}
