package inbox

import "time"

// Remembered is how long an answered event is known at least, from its receipt:
// what is delivered again in that time is not answered twice.
const Remembered = 7 * 24 * time.Hour

// What is older could be a body that somebody kept, and is known no more. LINE
// redelivers for much less. What is much too early would outlive what is
// remembered: early plus late must stay below Remembered, here by half a day.
const (
	lateAtMost  = 6 * 24 * time.Hour
	earlyAtMost = 12 * time.Hour // clocks differ
)

// Age is what the time of an event says of it at the door.
type Age int

// Ages.
const (
	Timely Age = iota
	Stale      // older than what is remembered: perhaps a captured body
	Early      // from a time to come: one of the clocks is wrong
)

// AgeOf judges an event that happened at a time and is received now. One that
// was accepted in time is answered, however late.
func AgeOf(at, now time.Time) Age {
	switch age := now.Sub(at); {
	case age > lateAtMost:
		return Stale
	case age < -earlyAtMost:
		return Early
	}
	return Timely
}
