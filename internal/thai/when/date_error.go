package when

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNone: the text holds nothing of the kind that was looked for.
var ErrNone = errors.New("nothing found")

// Range is the days From to To, both included.
type Range struct{ From, To Day }

// String returns both days in ISO form, or one if they are the same.
func (r Range) String() string {
	if r.From == r.To {
		return r.From.String()
	}
	return r.From.String() + "/" + r.To.String()
}

// AmbiguousDate is a date that means different days to different people, such
// as 5/6/68 (B.E. 2568 or C.E. 2068): ask which.
type AmbiguousDate struct {
	Text       string
	Candidates []Range // the likelier first
}

func (e *AmbiguousDate) Error() string {
	var c []string
	for _, r := range e.Candidates {
		c = append(c, r.String())
	}
	return fmt.Sprintf("ambiguous date: %s", strings.Join(c, " or "))
}

// Reason says why a date cannot be.
type Reason string

// The reasons.
const (
	NoSuchDay    Reason = "no_such_day"   // 31 February
	NoSuchMonth  Reason = "no_such_month" // 5/13/2569
	WrongOrder   Reason = "wrong_order"   // ends before it begins
	WrongWeekday Reason = "wrong_weekday" // Monday 22 November 2026
)

// BadDate is a date that cannot be.
type BadDate struct {
	Text   string
	Reason Reason
}

func (e *BadDate) Error() string { return "impossible date: " + string(e.Reason) }
