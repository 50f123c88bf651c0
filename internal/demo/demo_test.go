package demo_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/importer"
	"jitasa/internal/place"
)

var (
	update = flag.Bool("update", false, "write the golden files")
	today  = time.Date(2026, 11, 22, 9, 0, 0, 0, time.FixedZone("ICT", 7*60*60))
)

func gazetteer(t *testing.T) (*place.Gazetteer, importer.Places) {
	t.Helper()
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	return g, importer.PlacesFunc(func(code string) (domain.Point, bool) {
		p, ok := g.Place(code)
		return p.Point, ok
	})
}

func opportunities(t *testing.T, on time.Time) []*domain.Opportunity {
	t.Helper()
	_, places := gazetteer(t)
	return dated(t, on, places)
}

func dated(t *testing.T, on time.Time, places importer.Places) []*domain.Opportunity {
	t.Helper()
	all, err := demo.Opportunities(on, places)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// count tells how many have a property.
func count(all []*domain.Opportunity, has func(*domain.Opportunity) bool) (n int) {
	for _, o := range all {
		if has(o) {
			n++
		}
	}
	return n
}

func TestEveryDayOfTheYearHasWorkForEverybody(t *testing.T) {
	g, places := gazetteer(t)
	for month := range 12 {
		on := today.AddDate(0, month, month)
		all := dated(t, on, places)
		if len(all) != 391 {
			t.Errorf("%s: %d opportunities; want 391", on.Format(time.DateOnly), len(all))
		}
		for _, p := range g.Provinces("", "th") {
			least := map[string]int{"32": 10, "10": 15, "50": 8, "40": 6, "90": 6}[p.Code]
			if n := count(all, func(o *domain.Opportunity) bool { return o.Province == p.Code }); n < max(3, least) {
				t.Errorf("%s: %d in %s; want %d", on.Format(time.DateOnly), n, p.NameEN, max(3, least))
			}
		}
		for _, c := range domain.Causes() {
			if n := count(all, func(o *domain.Opportunity) bool { return o.Cause == c }); n < 5 {
				t.Errorf("%s: %d of cause %s; want 5", on.Format(time.DateOnly), n, c)
			}
		}
		for _, k := range domain.Kinds() {
			if n := count(all, func(o *domain.Opportunity) bool { return o.Kind == k }); n < 8 {
				t.Errorf("%s: %d of kind %s; want 8", on.Format(time.DateOnly), n, k)
			}
		}
	}
}

func TestDatesAreNear(t *testing.T) {
	all := opportunities(t, today)
	day := func(d int) time.Time { return time.Date(2026, 11, 22+d, 0, 0, 0, 0, today.Location()) }
	starts := func(from, to time.Time) int {
		return count(all, func(o *domain.Opportunity) bool { return !o.StartsAt.Before(from) && o.StartsAt.Before(to) })
	}
	for name, c := range map[string][2]int{
		"today": {starts(day(0), day(1)), 4}, "tomorrow": {starts(day(1), day(2)), 4},
		"on the next weekend": {starts(day(6), day(8)), 20}, "within 60 days": {starts(day(0), day(60)), 250},
		"over by the evening": {-count(all, func(o *domain.Opportunity) bool { return o.Over(day(1)) }), -20},
	} {
		if c[0] < c[1] {
			t.Errorf("%s: %d; want %d", name, c[0], c[1])
		}
	}
	for _, o := range all {
		if o.StartsAt.Before(day(-26)) || o.StartsAt.After(day(75)) || o.Over(day(0)) {
			t.Errorf("%s: from %s to %s", o.ID, o.StartsAt, o.EndsAt)
		}
		if hour := o.StartsAt.In(today.Location()).Hour(); hour < 5 || hour > 20 {
			t.Errorf("%s starts at %d o'clock", o.ID, hour)
		}
	}
}

func TestEveryPieceIsComplete(t *testing.T) {
	g, _ := gazetteer(t)
	for _, o := range opportunities(t, today) {
		for _, s := range []string{o.Title["th"], o.Title["en"], o.Summary["th"], o.Summary["en"], o.Organisation, o.Expenses, o.Contact, o.Source} {
			if s == "" || strings.ContainsAny(s, "{}") {
				t.Errorf("%s: empty or unfinished: %q", o.ID, s)
			}
		}
		if strings.ContainsFunc(o.Title["en"]+o.Summary["en"], func(c rune) bool { return c >= 0x0e00 && c <= 0x0e7f }) {
			t.Errorf("%s: Thai in English: %s", o.ID, o.Title["en"])
		}
		if thai, en, ok := strings.Cut(o.Organisation, " / "); !ok || thai == "" || en == "" {
			t.Errorf("%s: organised in one language: %q", o.ID, o.Organisation)
		}
		if n := len([]rune(o.Title["th"])); n > 80 {
			t.Errorf("%s: a title of %d characters", o.ID, n)
		}
		if o.Seats < 1 || o.Licence != "CC BY-NC-SA 3.0 TH" {
			t.Errorf("%s: %d seats, licence %q", o.ID, o.Seats, o.Licence)
		}
		for _, s := range o.Skills {
			if !slices.Contains(domain.Skills(), s) {
				t.Errorf("%s: unknown skill %q", o.ID, s)
			}
		}
		if o.Kind == domain.Remote {
			continue
		}
		d, ok := g.Place(o.District)
		if !ok || o.District[:2] != o.Province || o.Point == nil || d.Point.KM(*o.Point) > 45 {
			t.Errorf("%s: the point %v is far from %s %v", o.ID, o.Point, d.NameEN, d.Point)
		}
	}
}

func TestNoTextStandsTwiceInAProvince(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range opportunities(t, today) {
		key := o.Province + o.Summary["en"]
		if seen[key] {
			t.Errorf("%s: twice in %s: %s", o.ID, o.Province, o.Summary["en"])
		}
		seen[key] = true
	}
}

func TestPlacesFit(t *testing.T) {
	sea := []string{"11", "20", "21", "22", "23", "24", "74", "75", "76", "77", "80", "81", "82", "83", "84", "85", "86", "90", "91", "92", "94", "96", "10"}
	for _, o := range opportunities(t, today) {
		title := o.Title["en"]
		for _, c := range []struct {
			word      string
			provinces []string
		}{
			{"beach", sea}, {"mangrove", sea}, {"reefs", sea}, {"turtle", sea}, {"tsunami", []string{"81", "82", "83", "85", "91", "92"}},
			{"elephants", []string{"32", "52"}}, {"silk", []string{"30", "31", "32", "33", "36", "40"}},
			{"firebreak", []string{"50", "51", "52", "53", "54", "55", "56", "57", "58", "63"}}, {"Glean fruit", []string{"21", "22", "23"}},
		} {
			if strings.Contains(title, c.word) && !slices.Contains(c.provinces, o.Province) {
				t.Errorf("%s in province %s: %s", c.word, o.Province, title)
			}
		}
	}
}

func TestTheSameDayGivesTheSameFile(t *testing.T) {
	a, errA := demo.CSV(today)
	b, errB := demo.CSV(today.Add(5 * time.Hour))
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("files of %d and %d bytes; %v, %v", len(a), len(b), errA, errB)
	}
}

func TestGolden(t *testing.T) {
	data, err := demo.CSV(today)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var some bytes.Buffer
	w := csv.NewWriter(&some)
	for _, r := range rows {
		if strings.HasSuffix(r[0], "-01") || strings.HasPrefix(r[0], "demo-32") || r[0] == "id" {
			if err := w.Write(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Flush()
	path := filepath.Join("testdata", "opportunities.csv")
	if *update {
		if err := os.WriteFile(path, some.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), some.String()); diff != "" {
		t.Errorf("the demo changed; look at it, then run with -update:\n%s", diff)
	}
}

func TestNetworksAndOrganisations(t *testing.T) {
	_, places := gazetteer(t)
	networks, err := demo.Networks(places)
	if err != nil {
		t.Fatal(err)
	}
	organisations, members := 0, 0
	for _, n := range networks {
		organisations, members = organisations+n.Organisations, members+n.Members
	}
	if len(networks) != 10 || organisations != 177 || members != 23_403 {
		t.Errorf("%d networks, %d organisations, %d members; published are 10, 177, 23,403", len(networks), organisations, members)
	}
	all, err := demo.Organisations()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 39 || all[2].Name["th"] != "มูลนิธิกระจกเงา" || all[2].List != "network members" || all[4].Name["en"] != "Budpage.com" {
		t.Errorf("%d organisations; the third is %+v", len(all), all[2])
	}
}

func TestMany(t *testing.T) {
	a, err := demo.Many(5000, 7, today)
	if err != nil {
		t.Fatal(err)
	}
	b, err := demo.Many(5000, 7, today)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error("the same seed, but:", diff)
	}
	ids := map[string]bool{}
	for i := range a {
		o := &a[i]
		ids[o.ID] = true
		if o.Kind != domain.Remote && (o.Point == nil || !o.Point.InThailand()) || strings.Contains(o.Title["th"], "{") {
			t.Fatalf("%+v", o)
		}
	}
	if len(ids) != len(a) {
		t.Errorf("%d ids for %d", len(ids), len(a))
	}
}
