package calls

import (
	"regexp"
	"strconv"

	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// SaysStart reports whether a text says a time of day, and only one of the two that it could be.
func SaysStart(text string) bool {
	_, ok := StartIn(text)
	return ok
}

// toNext is a number that only what stands behind it makes a time: "1 to 5 pm", "9–16 น."
var toNext = regexp.MustCompile(`([0-9]{1,2})(?:[.:]([0-9]{2}))?\s*(?:-|–|to|ถึง|until|till)\s*$`)

// StartIn is the first time of day in a text.
func StartIn(text string) (when.Clock, bool) {
	hit, err := when.FindTime(text)
	if err != nil {
		return when.Clock{}, false
	}
	before := toNext.FindStringSubmatch(thai.Lower(text)[:hit.Start])
	if before == nil {
		return hit.Clock, true
	}
	first := when.Clock{Hour: numberOf(before[1]), Minute: numberOf(before[2])}
	if later := first.Hour + 12; later < hit.Hour { // the last such time before
		first.Hour = later
	}
	return first, first.Hour < 24 && first.Minute < 60
}

func numberOf(digits string) int {
	n, _ := strconv.Atoi(digits) // there are only digits, or none
	return n
}
