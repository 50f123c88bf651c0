package flows_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"jitasa/internal/flow/flowtest"
)

// toTap is what a text tells people to tap, in either language.
var toTap = regexp.MustCompile(`(?:แตะ|\b[Tt]ap|, then)(?:ปุ่ม)? ?“([^”]+)”`)

// elsewhere are buttons that a text speaks of which are in another place, that it names: in a piece of work, in the profile.
var elsewhere = []string{"แผนที่", "Map", "สนใจ", "Interested", "ไม่สนใจแล้ว", "Not any more", "แก้", "Change", "ย้อนกลับ", "Back"}

// tellsWhatIsThere: whatever a text tells people to tap is a button beside it.
func tellsWhatIsThere(t *testing.T, turn flowtest.Turn) {
	t.Helper()
	var labels []string
	for _, c := range buttons(turn.Answer) {
		labels = append(labels, bare(c.Label), bare(c.Full))
	}
	for _, text := range texts(turn.Answer) {
		for _, told := range toTap.FindAllStringSubmatch(text, -1) {
			if label := bare(told[1]); !slices.Contains(labels, label) && !slices.Contains(elsewhere, label) {
				t.Errorf("%s: %q is to be tapped, and is no button", turn.Where, told[1])
			}
		}
	}
}

// bare is a label without the picture before it.
func bare(label string) string {
	return strings.TrimSpace(strings.TrimLeftFunc(label, func(r rune) bool { return r > 0x2000 && r != '“' || r == ' ' }))
}
