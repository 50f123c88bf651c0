package place

import (
	"fmt"
	"strings"

	"jitasa/internal/place/index"
	"jitasa/internal/thai"
)

// askToo are the aliases that mean their province or one of the places of this
// name: nobody can tell, so the person chooses.
func askToo(key string) bool {
	return key == "ปากน้ำ" || key == "paknam" || key == "อุทัย"
}

// readAliases reads the names of data/aliases.txt: what people call places besides their official names.
func (g *Gazetteer) readAliases(raw string) (out []index.Entry, err error) {
	for line := range strings.Lines(raw) {
		codes, names, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for code := range strings.SplitSeq(codes, "+") {
			id, ok := g.byCode(code)
			if !ok {
				return nil, fmt.Errorf("aliases %s: no place %s", names, code)
			}
			for _, name := range strings.Fields(names) {
				out = append(out, index.Entry{Key: thai.Key(name), ID: id})
			}
		}
	}
	return out, nil
}

func (g *Gazetteer) buildIndexes(landmarks []index.Entry) error {
	entries := func(from, to int) []index.Entry {
		out := make([]index.Entry, 0, 2*(to-from))
		for i, p := range g.places[from:to] {
			out = append(out, index.Entry{Key: thai.Key(p.NameTH), ID: int32(from + i)}, index.Entry{Key: thai.Key(p.NameEN), ID: int32(from + i)})
		}
		return out
	}
	g.names = index.New(entries(g.starts[Province], g.starts[Subdistrict]))
	g.subs = index.New(entries(g.starts[Subdistrict], g.starts[3]))
	raw, err := data.ReadFile("data/aliases.txt")
	if err != nil {
		return fmt.Errorf("reading the aliases: %w", err)
	}
	as, err := g.readAliases(string(raw))
	if err != nil {
		return err
	}
	g.aliases = index.New(as)
	g.spots = index.New(g.withoutNamesakes(landmarks))
	g.indexSounds()
	g.postcodes = g.orderByPostcode()
	return nil
}

// withoutNamesakes leaves out the landmarks' names that are names of provinces
// or districts (บางนา is a station as well), but for those that people have to
// choose between.
func (g *Gazetteer) withoutNamesakes(landmarks []index.Entry) []index.Entry {
	out := landmarks[:0]
	for _, e := range landmarks {
		if len(g.names.Exact(e.Key))+len(g.aliases.Exact(e.Key)) == 0 || g.both[e.Key] {
			out = append(out, e)
		}
	}
	return out
}
