package place

import (
	"strings"
	"testing"

	"jitasa/internal/thai"
)

// Every landmark lies in its district's province, near it, and is found by its names.
func TestLandmarks(t *testing.T) {
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := data.ReadFile("data/landmarks.csv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), ",")
		if strings.HasPrefix(line, "#") || f[0] == "name_th" {
			continue
		}
		id := g.starts[spot] + n
		p := g.places[id]
		n++
		d, ok := g.Place(p.Code)
		if !ok || d.Level != District {
			t.Errorf("%s lies in no district: %s", p.NameTH, p.Code)
		}
		far := 25.0
		if f[7] == "island" {
			far = 100
		}
		near, _, ok := g.Nearest(p.Point)
		own := nearestIn(g, p)
		if own > far || !ok && f[7] != "island" || ok && near.ProvinceCode() != d.ProvinceCode() && own > 20 {
			t.Errorf("%s is near %s, %.0f km from its district %s", p.NameTH, near.NameTH, own, d.NameTH)
		}
		for name := range strings.SplitSeq(strings.Join(f[:4], "|"), "|") {
			if name == "" || name[0] == bothMark {
				continue
			}
			found := g.Find(strings.TrimLeft(name, "?"))
			key := thai.Key(strings.TrimLeft(name, "?"))
			if len(g.names.Exact(key))+len(g.aliases.Exact(key)) > 0 { // which wins
				continue
			}
			if one, ok := found.One(); !ok || one.Code != p.Code || found.Landmark == nil {
				t.Errorf("%s: %v, want %s", name, found.Places, p.Code)
			}
		}
	}
	if n < 400 {
		t.Errorf("%d landmarks", n)
	}
}

// nearestIn is how far a landmark is from the nearest point of its district.
func nearestIn(g *Gazetteer, p Place) float64 {
	km := 1e9
	for _, s := range g.inside(Subdistrict, p.Code) {
		km = min(km, s.Point.KM(p.Point))
	}
	return km
}
