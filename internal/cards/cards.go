package cards

import (
	"time"

	"jitasa/internal/place"
)

// Words speaks a reader's language.
type Words interface {
	Lang() string
	T(id string, args ...any) string // args are pairs: name, value
	Has(id string) bool
	Dates
	Weeks
	Figures
}

// Dates writes times as people read them, in the reader's calendar.
type Dates interface {
	Day(time.Time) string
	Clock(time.Time) string
	Range(from, to time.Time) string
	Days(first, last time.Time) string
	Year(ce int) string
}

// Weeks writes when work goes on week by week.
type Weeks interface {
	Shift(days []time.Weekday, from, to string) string
}

// Figures writes measures, numbers and lists.
type Figures interface {
	KM(float64) string
	List([]string) string
	Phone(e164 string) string
}

// Cards says things to readers of one language.
type Cards struct {
	Words
	Places *place.Gazetteer
}

// In makes the cards of a language.
func In(w Words, g *place.Gazetteer) Cards { return Cards{w, g} }
