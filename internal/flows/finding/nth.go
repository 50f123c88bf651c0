package finding

import (
	"regexp"
	"strconv"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// nthSaid are texts that point at one of several things: "อันที่ 2", "ข้อสอง", "2", "#2", "the second one".
var (
	nthSaid = regexp.MustCompile(`^(?:ขอ|เอา|ดู)?(?:(?:อันที่|ข้อที่|งานที่|อัน|ข้อ|งาน|ที่|number|no\.?|#)\s*)?([0-9]{1,2}|แรก|หนึ่ง|สอง|สาม|สี่|ห้า)$`)
	nthTold = regexp.MustCompile(`^(?:the |show |show me the )?(first|second|third|fourth|fifth|last)(?: one)?(?: please)?$`)
)

// nthWord reads a number that is said in words; -1 is the last.
func nthWord(w string) (n int, ok bool) {
	n, ok = map[string]int{
		"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5,
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
	}[w]
	return n, ok
}

// pointsAtOne hears one of the opportunities that were shown last, by its
// place among them. Only where nothing else waits for an answer: a number may be an age.
func pointsAtOne(t *dialog.Turn) bool {
	if _, open := t.Open(); open {
		return false
	}
	tap, ok := nth(t)
	if ok {
		t.Press(tap)
	}
	return ok
}

func nth(t *dialog.Turn) (chat.Tap, bool) {
	var shown []chat.Tap
	for _, o := range t.Memory.Offered {
		if o.Tap.Flow == "opportunity" && o.Tap.Step == "!show" {
			shown = append(shown, o.Tap)
		}
	}
	said := strings.ToLower(strings.TrimSpace(t.Text))
	found := nthSaid.FindStringSubmatch(said)
	if found == nil {
		found = nthTold.FindStringSubmatch(said)
	}
	if found == nil {
		return chat.Tap{}, false
	}
	n, ok := nthWord(found[1])
	if !ok {
		n, _ = strconv.Atoi(found[1])
	}
	if n < 0 {
		n = len(shown)
	}
	if n < 1 || n > len(shown) {
		return chat.Tap{}, false
	}
	return shown[n-1], true
}
