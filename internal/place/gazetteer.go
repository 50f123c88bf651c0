package place

import (
	"embed"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/place/index"
)

// Level is how far down the administration a place stands.
type Level int8

// The levels. Codes have 2, 4 and 6 digits; a code begins with its parent's.
const (
	Province Level = iota
	District
	Subdistrict
)

// Place is one province, district or subdistrict.
type Place struct {
	Code     string // DOPA's code: 2, 4 or 6 digits
	Level    Level
	NameTH   string // without จังหวัด, อำเภอ, …
	NameEN   string
	Point    domain.Point // a point near where its people live
	Postcode string       // of subdistricts only
}

// Name returns the bare name in lang: Thai for "th", else English.
func (p Place) Name(lang string) string {
	if lang == domain.Thai {
		return p.NameTH
	}
	return p.NameEN
}

// ProvinceCode returns the code of the province that the place is or lies in.
func (p Place) ProvinceCode() string { return p.Code[:2] }

// DistrictCode returns the code of the district that the place is or lies in,
// "" for a province.
func (p Place) DistrictCode() string {
	if p.Level == Province {
		return ""
	}
	return p.Code[:4]
}

//go:embed data
var data embed.FS

// Gazetteer finds places. Make one with New.
type Gazetteer struct {
	places    []Place     // by level, then by code
	starts    [5]int      // where each level begins in places (landmarks last), and the end
	names     index.Names // provinces and districts
	subs      index.Names // subdistricts
	aliases   index.Names // what people call places besides their names
	spots     index.Names // landmarks
	sounds    index.Names // all of these but subdistricts, by their sound
	subSounds func() []uint64
	shy, both map[string]bool // names of landmarks: see shyMark, bothMark
	seed      maphash.Seed
	everyday  map[string]bool // sounds and spellings that are words or names of people
	postcodes []int32         // subdistricts, ordered by postcode
	grid      grid
	region    map[string]string // province code → region code
}

// New reads the embedded tables (about 20 ms).
func New() (*Gazetteer, error) {
	g := &Gazetteer{region: make(map[string]string, 80), shy: map[string]bool{}, both: map[string]bool{}, seed: maphash.MakeSeed()}
	for level, name := range []string{"provinces", "districts", "subdistricts"} {
		g.starts[level] = len(g.places)
		raw, err := data.ReadFile("data/" + name + ".csv")
		if err != nil {
			return nil, fmt.Errorf("reading the table of %s: %w", name, err)
		}
		if err := g.load(Level(level), string(raw)); err != nil {
			return nil, fmt.Errorf("reading the table of %s: %w", name, err)
		}
	}
	g.starts[3] = len(g.places)
	if err := g.fillPoints(); err != nil {
		return nil, err
	}
	raw, err := data.ReadFile("data/landmarks.csv")
	if err != nil {
		return nil, fmt.Errorf("reading the landmarks: %w", err)
	}
	landmarks, err := g.loadLandmarks(string(raw))
	if err != nil {
		return nil, fmt.Errorf("reading the landmarks: %w", err)
	}
	g.starts[4] = len(g.places)
	everyday, err := data.ReadFile("data/everyday.txt")
	if err != nil {
		return nil, fmt.Errorf("reading the words of every day: %w", err)
	}
	g.everyday = everydayWords(string(everyday))
	if err := g.buildIndexes(landmarks); err != nil {
		return nil, err
	}
	g.grid = newGrid(g.level(Subdistrict))
	return g, nil
}

// Notice is the attribution that anything showing these data must carry.
func Notice() string {
	b, err := data.ReadFile("data/NOTICE")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	return string(b)
}

func (g *Gazetteer) level(l Level) []Place { return g.places[g.starts[l]:g.starts[l+1]] }

// Place returns the place with a code; ok is false if there is none.
func (g *Gazetteer) Place(code string) (p Place, ok bool) {
	i, ok := g.byCode(code)
	if !ok {
		return Place{}, false
	}
	return g.places[i], true
}

func (g *Gazetteer) byCode(code string) (id int32, ok bool) {
	if len(code) != 2 && len(code) != 4 && len(code) != 6 {
		return 0, false
	}
	l := Level(len(code)/2 - 1)
	i, ok := slices.BinarySearchFunc(g.level(l), code, func(p Place, c string) int { return strings.Compare(p.Code, c) })
	return int32(g.starts[l] + i), ok
}

// Parent returns the district of a subdistrict, the province of a district; ok
// is false for provinces.
func (g *Gazetteer) Parent(p Place) (parent Place, ok bool) {
	if p.Level == Province {
		return Place{}, false
	}
	return g.Place(p.Code[:len(p.Code)-2])
}

// inside returns the places of level l whose code begins with prefix, by code.
func (g *Gazetteer) inside(l Level, prefix string) []Place {
	all := g.level(l)
	from, _ := slices.BinarySearchFunc(all, prefix, func(p Place, c string) int { return strings.Compare(p.Code, c) })
	to := from
	for to < len(all) && strings.HasPrefix(all[to].Code, prefix) {
		to++
	}
	return all[from:to]
}
