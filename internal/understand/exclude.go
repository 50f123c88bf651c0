package understand

import (
	"slices"
	"strings"
)

// What stands before or after a place or a day that is *not* meant.
var (
	excludingBefore = []string{
		"ไม่ใช่", "ไม่ว่าง", "ไม่สะดวก", "ไม่เอา", "ไม่อยู่", "ไม่ได้อยู่", "ไม่ไป", "ไม่อยากไป", "ยกเว้น", "ไม่มา", "not", "not in", "not on", "except", "except on", "don't live in", "busy on", "not free on",
	}
	excludingAfter = []string{"ไม่ว่าง", "ไม่สะดวก", "ไม่ได้", "ไม่เอา", "ไม่ไหว"}
	between        = []string{"วัน", "ที่", "ตอน", "ช่วง"}
)

// excluded reports whether s[from:to] is said not to be meant (ไม่ใช่โคราช,
// วันเสาร์ไม่ว่าง), and where what is said about it ends.
func excluded(s string, from, to int) (end int, yes bool) {
	before, after := strings.TrimSpace(s[:from]), strings.TrimLeft(s[to:], " ")
	for _, w := range excludingAfter {
		if rest, ok := strings.CutPrefix(after, w); ok {
			return len(s) - len(rest), true
		}
	}
	for _, w := range between {
		before = strings.TrimSpace(strings.TrimSuffix(before, w))
	}
	return to, slices.ContainsFunc(excludingBefore, func(w string) bool {
		rest, ok := strings.CutSuffix(before, w)
		return ok && (w[0] >= 0x80 || rest == "" || strings.HasSuffix(rest, " "))
	})
}

// withoutLinks blanks web addresses: their digits are neither days nor phones.
func withoutLinks(s string) string {
	for _, scheme := range []string{"https://", "http://", "www."} {
		for {
			from := strings.Index(s, scheme)
			if from < 0 {
				break
			}
			to := len(s)
			if n := strings.IndexAny(s[from:], " \t\n"); n >= 0 {
				to = from + n
			}
			s = s[:from] + blank + s[to:]
		}
	}
	return s
}
