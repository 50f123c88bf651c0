package measure

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// maxUnit is how long the name of a unit of LINE's statistics can be.
const maxUnit = 30

// Unit is the name under which the platform counts a campaign: up to 30 letters,
// digits and underscores, another for each id.
func Unit(campaign string) string {
	unit := strings.Map(func(r rune) rune {
		if r < '0' || r > 'z' || r > '9' && r < 'A' || r > 'Z' && r < 'a' {
			return '_'
		}
		return r
	}, campaign)
	if unit == campaign && unit != "" && len(unit) <= maxUnit {
		return unit
	}
	sum := sha256.Sum256([]byte(campaign)) // two ids that look alike so far are told apart by this
	mark := "_" + hex.EncodeToString(sum[:4])
	return unit[:min(len(unit), maxUnit-len(mark))] + mark
}
