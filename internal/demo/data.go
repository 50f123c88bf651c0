package demo

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"jitasa/internal/domain"
)

//go:embed data
var files embed.FS

// template is one kind of work, to be put into many places.
type template struct {
	Key, Cause, Kind string
	Where            []string // tags of places, any of them; "a+b": both; "any"; "remote"
	Months           []int    // only then; empty: always
	TH, EN           [2]string
	At               string // time of day
	Hours            int
	On               string // any, weekday, weekend, mon … sun
	Seats            [2]int
	Skills           []string
	Minors           bool
	Expenses         []string // keys of words.Expenses
	Org              string   // key of words.Organisers
	// What its organiser says, as in the columns of the file; empty: not said.
	Weekdays, Languages, Sitting, Certificate string
}

// words are the pieces that templates name.
type words struct {
	Contact, Urgent, Source, Licence string
	Expenses                         map[string]string
	Organisers                       map[string][]string
	Surin                            map[string]int
	Remote                           map[string]string
}

// spot is a district with some settlements.
type spot struct {
	province, district     string // codes
	provinceTH, provinceEN string
	points                 []domain.Point
	tags                   []string
}

// material is everything the data is made of.
type material struct {
	words
	templates []template
	networks  []string          // names, by number
	spots     map[string][]spot // by province
	provinces []string          // codes, in order
}

func load() (*material, error) {
	m := &material{spots: map[string][]spot{}}
	if _, err := toml.DecodeFS(files, "data/words.toml", &m.words); err != nil {
		return nil, fmt.Errorf("reading words: %w", err)
	}
	for _, name := range []string{"nature", "people", "society"} {
		var file struct{ Template []template }
		if _, err := toml.DecodeFS(files, "data/"+name+".toml", &file); err != nil {
			return nil, fmt.Errorf("reading templates: %w", err)
		}
		m.templates = append(m.templates, file.Template...)
	}
	if err := m.loadSpots(); err != nil {
		return nil, fmt.Errorf("reading places: %w", err)
	}
	networks, err := rows("surin_networks.csv")
	if err != nil {
		return nil, fmt.Errorf("reading networks: %w", err)
	}
	for _, n := range networks {
		m.networks = append(m.networks, n[1]+" / "+n[2]+" network")
	}
	return m, nil
}

// rows of a CSV file, without its header.
func rows(name string) ([][]string, error) {
	data, err := fs.ReadFile(files, "data/"+name)
	if err != nil {
		return nil, err
	}
	all, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		return nil, err
	}
	return all[1:], nil
}

func (m *material) loadSpots() error {
	all, err := rows("places.csv")
	if err != nil {
		return err
	}
	for _, r := range all {
		s := spot{province: r[0], district: r[1], provinceTH: r[2], provinceEN: r[3], tags: strings.Fields(r[7])}
		for _, text := range strings.Fields(r[6]) {
			lat, lng, _ := strings.Cut(text, ",")
			p := domain.Point{}
			var errLat, errLng error
			p.Lat, errLat = strconv.ParseFloat(lat, 64)
			p.Lng, errLng = strconv.ParseFloat(lng, 64)
			if errLat != nil || errLng != nil {
				return fmt.Errorf("district %s: point %q: %w", s.district, text, domain.ErrInvalid)
			}
			s.points = append(s.points, p)
		}
		if m.spots[s.province] == nil {
			m.provinces = append(m.provinces, s.province)
		}
		m.spots[s.province] = append(m.spots[s.province], s)
	}
	return nil
}

// suits reports whether the template fits the place.
func (t *template) suits(s *spot) bool {
	return slices.ContainsFunc(t.Where, func(where string) bool {
		for _, tag := range strings.Split(where, "+") {
			if tag != "any" && !slices.Contains(s.tags, tag) {
				return false
			}
		}
		return true
	})
}

// local reports whether the template needs a special kind of place.
func (t *template) local() bool {
	return !slices.Contains(t.Where, "any") && !slices.Contains(t.Where, "town") && !slices.Contains(t.Where, "city")
}

// inSeason reports whether the template fits the month.
func (t *template) inSeason(month int) bool {
	return len(t.Months) == 0 || slices.Contains(t.Months, month)
}
