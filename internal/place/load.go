package place

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"jitasa/internal/domain"
)

// load appends the places of one table. The names stay substrings of raw: the
// tables quote nothing, and copies of 17,000 names would be most of the memory.
func (g *Gazetteer) load(l Level, raw string) error {
	head, rows, _ := strings.Cut(raw, "\n")
	columns := strings.Count(head, ",") + 1
	for line := range strings.Lines(rows) {
		p, err := g.row(l, strings.TrimSuffix(line, "\n"), columns)
		if err != nil {
			return fmt.Errorf("%q: %w", line, err)
		}
		if n := len(g.places); n > g.starts[l] && g.places[n-1].Code >= p.Code {
			return fmt.Errorf("%q: %w", line, errors.New("codes are not in order"))
		}
		g.places = append(g.places, p)
	}
	return nil
}

// row reads "code,name_th,name_en[,region|postcode],lat,lng".
func (g *Gazetteer) row(l Level, line string, columns int) (Place, error) {
	var f [6]string
	n := 0
	for ; n < len(f); n++ {
		cell, rest, more := strings.Cut(line, ",")
		f[n], line = cell, rest
		if !more {
			n++
			break
		}
	}
	if n != columns || line != "" {
		return Place{}, errors.New("wrong number of cells")
	}
	p := Place{Code: f[0], Level: l, NameTH: f[1], NameEN: f[2]}
	switch l {
	case Province:
		g.region[p.Code] = regionCodes[f[3]]
	case Subdistrict:
		p.Postcode = f[3]
	}
	if len(p.Code) != 2*int(l)+2 || p.NameTH == "" || p.NameEN == "" {
		return Place{}, errors.New("code or name missing")
	}
	lat, lng := f[n-2], f[n-1]
	if lat == "" { // 87 subdistricts; see fillPoints
		return p, nil
	}
	var errLat, errLng error
	p.Point.Lat, errLat = strconv.ParseFloat(lat, 64)
	p.Point.Lng, errLng = strconv.ParseFloat(lng, 64)
	return p, errors.Join(errLat, errLng)
}

// fillPoints gives the subdistricts without a point that of their district.
func (g *Gazetteer) fillPoints() error {
	for i := range g.level(Subdistrict) {
		p := &g.places[g.starts[Subdistrict]+i]
		if p.Point != (domain.Point{}) {
			continue
		}
		d, ok := g.Parent(*p)
		if !ok {
			return fmt.Errorf("subdistrict %s has no district", p.Code)
		}
		p.Point = d.Point
	}
	return nil
}
