package match

import (
	"fmt"
	"strings"
)

// part is one of the lists that an answer consists of, in their order.
type part uint8

// The parts: what leads (the likes, or what holds the words) and the rest; of each, what has a place, then what has none.
const (
	leadPlaced part = iota
	leadRemote
	restPlaced
	restRemote
)

func (p part) leads() bool  { return p <= leadRemote }
func (p part) placed() bool { return p == leadPlaced || p == restPlaced }

// cursor is where a page ends: the last match in the total order (part, score, key), together with the moment and the
// circles for which the order was made. So the next page goes on in the same order, however long the
// person took, and neither repeats nor skips what has not changed itself.
type cursor struct {
	set   bool
	part  part
	now   uint32
	score int32
	key   uint64
	lead  scope // of what leads
	scope scope // of the rest
}

// scope is how far the search had to go. With a province and a radius it is both together.
type scope struct {
	province bool
	km       float64 // radius; 0: the whole country
	widened  bool
}

func (c cursor) String() string {
	return fmt.Sprintf("%d,%x,%d,%x,%t,%g,%t,%t,%g,%t", c.part, c.now, c.score, c.key,
		c.lead.province, c.lead.km, c.lead.widened, c.scope.province, c.scope.km, c.scope.widened)
}

// parseCursor returns the zero cursor for what is none, and for one of an older version.
func parseCursor(s string) (c cursor) {
	if len(s) > 140 || strings.ContainsAny(s, " \t\r\n") {
		return c
	}
	n, err := fmt.Sscanf(strings.ReplaceAll(s, ",", " "), "%d %x %d %x %t %g %t %t %g %t", &c.part, &c.now, &c.score, &c.key,
		&c.lead.province, &c.lead.km, &c.lead.widened, &c.scope.province, &c.scope.km, &c.scope.widened)
	if n != 10 || err != nil || c.part > restRemote || !(c.scope.km >= 0) || !(c.lead.km >= 0) || c.String() != s {
		return cursor{}
	}
	c.set = true
	return c
}

// passed reports whether a match of the score and key stood on an earlier page.
func (c *cursor) passed(score int32, key uint64) bool {
	return c.set && (score > c.score || score == c.score && key <= c.key)
}
