package match

import (
	"fmt"
	"strings"
)

// cursor is where a page ends: the last match in the total order (placed before
// remote, score, key), together with the moment and the circle for which the
// order was made. So the next page goes on in the same order, however long the
// person took, and neither repeats nor skips what has not changed itself.
type cursor struct {
	set    bool
	placed bool
	now    uint32
	score  int32
	key    uint64
	scope  scope
}

// scope is how far the search had to go.
type scope struct {
	province bool
	km       float64 // radius; 0: the whole country
	widened  bool
}

func (c cursor) String() string {
	return fmt.Sprintf("%t,%t,%t,%g,%x,%d,%x", c.placed, c.scope.province, c.scope.widened, c.scope.km, c.now, c.score, c.key)
}

// parseCursor returns the zero cursor for what is none.
func parseCursor(s string) (c cursor) {
	if len(s) > 100 || strings.ContainsAny(s, " \t\r\n") {
		return c
	}
	n, err := fmt.Sscanf(strings.ReplaceAll(s, ",", " "), "%t %t %t %g %x %d %x",
		&c.placed, &c.scope.province, &c.scope.widened, &c.scope.km, &c.now, &c.score, &c.key)
	if n != 7 || err != nil || !(c.scope.km >= 0) || c.String() != s {
		return cursor{}
	}
	c.set = true
	return c
}

// passed reports whether a match of the score and key stood on an earlier page.
func (c *cursor) passed(score int32, key uint64) bool {
	return c.set && (score > c.score || score == c.score && key <= c.key)
}
