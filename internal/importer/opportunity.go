package importer

import (
	"io"
	"slices"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// Options of reading a file.
type Options struct {
	Places   Places
	Progress func(rows int) // called after each row, if set
}

// The longest texts, in characters.
const (
	maxTitle   = 200
	maxSummary = 3000
	maxName    = 200
	maxNote    = 500
	maxSkills  = 20
	maxSkill   = 60
	maxSeats   = 1_000_000
)

func opportunityColumns() []column {
	return []column{
		{"id", true}, {"title_th", false}, {"title_en", false}, {"summary_th", false}, {"summary_en", false},
		{"organisation", true}, {"cause", false}, {"kind", false}, {"province_code", false}, {"district_code", false},
		{"lat", false}, {"lng", false}, {"starts_at", true}, {"ends_at", false}, {"seats", false}, {"skills", false},
		{"minors_ok", false}, {"expenses", false}, {"contact", false}, {"source", false}, {"licence", false},
	}
}

// Opportunities reads a file of opportunities, all of them open. A file that is
// not right in every cell gives [*Problems] and no opportunities; any other error
// is one of reading.
func Opportunities(r io.Reader, f Format, o Options) ([]*domain.Opportunity, error) {
	return documents(r, f, o, opportunityColumns(), readOpportunity)
}

// documents reads a file, a document from each row; ids must be unique.
func documents[T any, P interface {
	*T
	Key() *domain.Meta
}](r io.Reader, f Format, o Options, columns []column, read func(*row, Places) P) ([]P, error) {
	data, err := load(r)
	if err != nil {
		return nil, tooLarge(err)
	}
	var all []P
	problems, seen := &Problems{}, map[string]int{}
	readTable(data, f, columns, problems, func(rec record) {
		in := &row{record: rec, columns: columns, problems: problems}
		doc := read(in, o.Places)
		id := doc.Key().ID
		if first, twice := seen[id]; twice && id != "" {
			in.bad(columns[0].name, "duplicate_id", "%q stands in row %d already", id, first)
		} else {
			seen[id] = rec.row
		}
		if problems.Total == 0 {
			all = append(all, doc)
		}
		if o.Progress != nil {
			o.Progress(len(seen))
		}
	})
	if err := problems.err(); err != nil {
		return nil, err
	}
	return all, nil
}

func readOpportunity(r *row, places Places) *domain.Opportunity {
	o := &domain.Opportunity{
		Meta:         domain.Meta{ID: r.id("id")},
		Title:        textOf(r.line("title_th", maxTitle), r.line("title_en", maxTitle)),
		Summary:      textOf(r.text("summary_th", maxSummary), r.text("summary_en", maxSummary)),
		Organisation: r.required("organisation", r.line("organisation", maxName)),
		Cause:        choice(r, "cause", domain.Causes(), "general"),
		Kind:         choice(r, "kind", domain.Kinds(), domain.OneDay),
		Seats:        r.number("seats", maxSeats),
		Skills:       r.skills("skills"),
		MinorsOK:     r.boolean("minors_ok"),
		Expenses:     r.text("expenses", maxNote),
		Contact:      r.text("contact", maxNote),
		Source:       r.text("source", maxNote),
		Licence:      r.line("licence", maxNote),
		State:        domain.Open,
	}
	if clean(r.cell("title_th")) == "" && clean(r.cell("title_en")) == "" {
		r.bad("title_th", "missing", "a title is needed, in title_th or title_en")
	}
	r.times(o)
	r.where(o, places)
	return o
}

// textOf has only the languages that are there; nil for none.
func textOf(th, en string) domain.Text {
	t := domain.Text{}
	if th != "" {
		t["th"] = th
	}
	if en != "" {
		t["en"] = en
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

func (r *row) times(o *domain.Opportunity) {
	o.StartsAt, o.EndsAt = r.moment("starts_at"), r.moment("ends_at")
	r.required("starts_at", r.cell("starts_at"))
	if !o.StartsAt.IsZero() && !o.EndsAt.IsZero() && o.EndsAt.Before(o.StartsAt) {
		r.bad("ends_at", "end_before_start", "the work ends before it starts")
	}
}

// skills are separated by semicolons.
func (r *row) skills(name string) []string {
	var all []string
	for _, s := range strings.Split(r.line(name, maxSkills*maxSkill), ";") {
		s = strings.ToLower(strings.TrimSpace(s))
		if s == "" || slices.Contains(all, s) {
			continue
		}
		if len([]rune(s)) > maxSkill {
			r.bad(name, "too_long", "a skill has at most %d characters", maxSkill)
			continue
		}
		all = append(all, s)
	}
	if len(all) > maxSkills {
		r.bad(name, "too_many", "%d skills; at most %d are possible", len(all), maxSkills)
	}
	return all
}

// where reads codes and point. Without a point, the district's or the province's is taken.
func (r *row) where(o *domain.Opportunity, places Places) {
	province, inProvince := r.code("province_code", 2, places)
	district, inDistrict := r.code("district_code", 4, places)
	o.Province, o.District = province, district
	switch {
	case district != "" && province != "" && district[:2] != province:
		r.bad("district_code", "district_elsewhere", "the district %s is not in the province %s", district, province)
	case district != "" && province == "" && clean(r.cell("province_code")) == "":
		o.Province = district[:2]
	}
	o.Point = r.point(o.Kind == domain.Remote)
	if o.Point != nil || o.Kind == domain.Remote {
		return
	}
	if o.Point = inDistrict; o.Point == nil {
		o.Point = inProvince
	}
}

// code is a code of the gazetteer and its point.
func (r *row) code(name string, length int, places Places) (string, *domain.Point) {
	s := thai.Normalize(clean(r.cell(name)))
	if s == "" {
		return "", nil
	}
	p, ok := places.Locate(s)
	if len(s) != length || !ok {
		r.bad(name, "unknown_code", "%q is no such code; it has %d digits", shown(s), length)
		return "", nil
	}
	return s, &p
}

func (r *row) point(anywhere bool) *domain.Point {
	lat, hasLat := r.degrees("lat")
	lng, hasLng := r.degrees("lng")
	given := func(name string) bool { return clean(r.cell(name)) != "" }
	switch {
	case given("lat") != given("lng"):
		r.bad("lat", "half_a_point", "lat and lng must both be there, or none")
		return nil
	case !hasLat || !hasLng:
		return nil
	}
	p := domain.Point{Lat: lat, Lng: lng}
	switch {
	case !anywhere && !p.InThailand() && (domain.Point{Lat: lng, Lng: lat}).InThailand():
		r.bad("lat", "bad_point", "%g, %g is not in Thailand; lat and lng seem to be swapped", lat, lng)
	case !p.Valid():
		r.bad("lat", "bad_point", "%g, %g is no point on the earth", lat, lng)
	case !anywhere && !p.InThailand():
		r.bad("lat", "bad_point", "%g, %g is not in Thailand", lat, lng)
	default:
		return &p
	}
	return nil
}
