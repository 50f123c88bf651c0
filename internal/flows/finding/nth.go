package finding

import (
	"regexp"
	"strconv"
	"strings"

	"jitasa/internal/dialog"
	"jitasa/internal/understand"
)

// bareNumber is a text that is nothing but a place in the list: "2", "ขอ 2", "สอง", "two".
var bareNumber = regexp.MustCompile(`^(?:ขอ|เอา|ดู)?\s*([0-9]{1,2}|หนึ่ง|สอง|สาม|สี่|ห้า|one|two|three|four|five)$`)

// placeIn is the number that a text points with, from 1; last is the length of the list. false: it points at none.
func placeIn(t *dialog.Turn, last int) (int, bool) {
	if n, err := strconv.Atoi(t.Said.Refers); err == nil {
		return n, true
	}
	if t.Said.Refers == understand.Last {
		return last, true
	}
	if _, open := t.Open(); open || t.Said.Refers != "" { // a number may be an age
		return 0, false
	}
	found := bareNumber.FindStringSubmatch(strings.ToLower(strings.TrimSpace(t.Text)))
	if found == nil {
		return 0, false
	}
	words := map[string]int{"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
	if n, ok := words[found[1]]; ok {
		return n, true
	}
	n, err := strconv.Atoi(found[1])
	return n, err == nil && n > 0
}
