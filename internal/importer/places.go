package importer

import (
	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// Places knows the codes of the gazetteer.
type Places interface {
	// Locate returns a point of the province (2 digits) or district (4 digits); ok is false for no such code.
	Locate(code string) (p domain.Point, ok bool)
}

// PlacesFunc makes Places of a function.
type PlacesFunc func(code string) (domain.Point, bool)

// Locate calls f.
func (f PlacesFunc) Locate(code string) (domain.Point, bool) { return f(code) }

// Located are the points of the gazetteer's codes.
func Located(g *place.Gazetteer) Places {
	return PlacesFunc(func(code string) (domain.Point, bool) {
		p, ok := g.Place(code)
		return p.Point, ok
	})
}
