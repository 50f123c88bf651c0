package place

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/place/index"
	"jitasa/internal/thai"
)

// Landmark is a place that people name instead of a district: an airport, a
// station, an area or a road, a university, a hospital, a market, an island, a
// temple.
type Landmark struct {
	NameTH, NameEN string
	Point          domain.Point // good to about 1 km
}

// Name returns the name in lang: Thai for "th", else English.
func (l Landmark) Name(lang string) string {
	if lang == domain.Thai {
		return l.NameTH
	}
	return l.NameEN
}

// spot is the level of landmarks among the places inside this package. Their
// code is that of their district, which is what is found outside.
const spot Level = 3

// A name with shyMark is also a word or the name of a person: a word such as
// แถว has to say that a place is meant. One with bothMark is also the name of a
// district elsewhere, and no less known: nobody can tell, so the person chooses.
const (
	shyMark  = '?'
	bothMark = '+'
)

// loadLandmarks appends the landmarks to the places and returns their names.
func (g *Gazetteer) loadLandmarks(raw string) (names []index.Entry, err error) {
	head := true
	for line := range strings.Lines(raw) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			head = false
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), ",")
		if len(f) != 8 {
			return nil, fmt.Errorf("%q: wrong number of cells", line)
		}
		lat, errLat := strconv.ParseFloat(f[4], 64)
		lng, errLng := strconv.ParseFloat(f[5], 64)
		if _, ok := g.byCode(f[6]); !ok || errLat != nil || errLng != nil {
			return nil, fmt.Errorf("%q: no such district: %w", line, errors.Join(errLat, errLng))
		}
		id := int32(len(g.places))
		g.places = append(g.places, Place{f[6], spot, f[0], f[2], domain.Point{Lat: lat, Lng: lng}, ""})
		for _, cell := range []string{f[0], f[1], f[2], f[3]} {
			for name := range strings.SplitSeq(cell, "|") {
				if name != "" {
					names = g.nameLandmark(names, name, f[7], id)
				}
			}
		}
	}
	return names, nil
}

// nameLandmark adds a name with its other forms.
func (g *Gazetteer) nameLandmark(names []index.Entry, name, kind string, id int32) []index.Entry {
	mark := name[0]
	key := thai.Key(strings.TrimLeft(name, string(shyMark)+string(bothMark)))
	switch mark {
	case shyMark:
		g.shy[key] = true
	case bothMark:
		g.both[key] = true
	}
	names = append(names, index.Entry{Key: key, ID: id})
	for _, class := range landmarkHeads {
		if rest, ok := strings.CutPrefix(key, class[0]); ok && rest != "" {
			for _, other := range class[1:] {
				names = append(names, index.Entry{Key: other + rest, ID: id})
			}
			break
		}
	}
	return append(names, stationNames(key, kind, id)...)
}

// landmarkHeads are the words before a name that stand for each other, the
// first as it is in the table, in the form of thai.Key. The longer of two with
// one beginning comes first.
var landmarkHeads = [][]string{
	{"สนามบิน", "ท่าอากาศยาน", "ท่าอากาศยานนานาชาติ", "แอร์พอร์ต"},
	{"มหาวิทยาลัยราชภัฏ", "ราชภัฏ", "ราชภัฎ", "มรภ", "มราชภัฏ", "มหาลัยราชภัฏ", "มราชภัฎ", "มหาลัยราชภัฎ"},
	{"มหาวิทยาลัยเทคโนโลยีราชมงคล", "ราชมงคล", "มทร", "เทคโนโลยีราชมงคล", "เทคโนราชมงคล", "มราชมงคล"},
	{"มหาวิทยาลัย", "มหาลัย", "มหาวิทยาลัย", "ม", "มหาวิทลัย", "มหาลัยมหาวิทยาลัย"},
	{"โรงพยาบาล", "รพ", "โรงบาล", "รพศ", "รพท"},
	{"วัดพระธาตุ", "พระธาตุ"},
	{"อุทยานแห่งชาติ", "อุทยาน"},
	{"สถานีรถไฟ", "รถไฟ"},
	{"ขนส่ง", "บขส", "สถานีขนส่ง", "ท่ารถ"},
	{"เซ็นทรัล", "เซนทรัล", "เซ็นทัล", "ห้างเซ็นทรัล"},
	{"หาด", "ชายหาด"},
	{"ตลาดน้ำ", "ตลาดนำ้"},
	{"central", "centralplaza", "centralfestival"},
	{"koh", "ko", "kho"},
}

// stationNames are the ways to call the station of a name.
func stationNames(key, kind string, id int32) (names []index.Entry) {
	if kind != "bts" && kind != "mrt" {
		return nil
	}
	before, after := []string{"สถานี", "รถไฟฟ้า", "bts", "mrt", "บีทีเอส", "เอ็มอาร์ที"}, []string(nil)
	if key[0] < 0x80 {
		before, after = []string{"bts", "mrt"}, []string{"station", "btsstation", "mrtstation", "bts", "mrt"}
	}
	for _, w := range before {
		names = append(names, index.Entry{Key: w + key, ID: id})
	}
	for _, w := range after {
		names = append(names, index.Entry{Key: key + w, ID: id})
	}
	return names
}
