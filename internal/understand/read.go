package understand

import (
	"time"

	"jitasa/internal/place"
)

// Reader understands texts. It is immutable and safe for concurrent use.
type Reader struct {
	places *place.Gazetteer
}

// New makes a reader over the gazetteer.
func New(g *place.Gazetteer) *Reader { return &Reader{places: g} }

// Read makes of a text what can be made of it; now is the moment it was
// written, from which relative dates count.
func (r *Reader) Read(text string, now time.Time) Result {
	out := Result{Input: text}
	found := r.places.Find(text)
	if p, ok := found.One(); ok {
		out.Place = p.Code
	}
	for _, p := range found.Places {
		if out.Place == "" {
			out.Places = append(out.Places, p.Code)
		}
	}
	return out
}
