package importer

import (
	"io"
	"slices"
	"strings"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// Options of reading a file.
type Options struct {
	Places    Places
	Gazetteer *place.Gazetteer // knows places by name; nil: places are codes only
	Now       time.Time        // of the file: what lies before it is past; zero: nothing is
	Progress  func(rows int)   // called after each row, if set
	Warn      func(Problem)    // told what may be meant, and may be a slip; called once for each, if set
}

// The longest texts, in characters.
const (
	maxTitle   = 200
	maxSummary = 3000
	maxName    = 200
	maxNote    = 500
	maxAddress = 1000
	maxSkills  = 20
	maxSkill   = 60
	maxSeats   = 1_000_000
)

func opportunityColumns() []column {
	return []column{
		{name: "id", required: true}, {name: "title_th"}, {name: "title_en"}, {name: "summary_th"}, {name: "summary_en"},
		{name: "organisation", required: true},
		{name: "cause", args: []any{"Choices", joined(domain.Causes())}}, {name: "kind", args: []any{"Choices", joined(domain.Kinds())}},
		{name: "province_code"}, {name: "district_code"}, {name: "lat"}, {name: "lng"},
		{name: "starts_at", required: true}, {name: "ends_at"}, {name: "seats"},
		{name: "skills", args: []any{"Choices", joined(domain.Skills())}},
		{name: "minors_ok"}, {name: "expenses"}, {name: "contact"}, {name: "source"}, {name: "licence"},
		{name: "weekdays"}, {name: "hours"}, {name: "languages", args: []any{"Choices", joined(domain.SpokenLanguages())}}, {name: "sitting"}, {name: "certificate"}, {name: "picture"},
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
}](r io.Reader, f Format, o Options, columns []column, read func(*row) P) ([]P, error) {
	data, err := load(r)
	if err != nil {
		return nil, tooLarge(err)
	}
	var all []P
	problems, seen := &Problems{}, map[string]int{}
	readTable(data, f, columns, problems, func(rec record) {
		in := &row{record: rec, columns: columns, problems: problems, options: o}
		doc := read(in)
		id := doc.Key().ID
		if first, twice := seen[id]; twice && id != "" {
			in.bad(columns[0].name, "duplicate_id", "Value", id, "Row", first)
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

func readOpportunity(r *row) *domain.Opportunity {
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
		Weekdays:     r.weekdays("weekdays"),
		Hours:        r.hours("hours"),
		Languages:    r.languages("languages"),
		Sitting:      r.said("sitting"),
		Certificate:  r.said("certificate"),
		Picture:      r.picture("picture"),
		State:        domain.Open,
	}
	if clean(r.cell("title_th")) == "" && clean(r.cell("title_en")) == "" {
		r.bad("title_th", "no_title")
	}
	r.times(o)
	r.where(o)
	return o
}

// textOf has only the languages that are there; nil for none.
func textOf(th, en string) domain.Text {
	t := domain.Text{}
	if th != "" {
		t[domain.Thai] = th
	}
	if en != "" {
		t[domain.English] = en
	}
	if len(t) == 0 {
		return nil
	}
	return t
}

func (r *row) times(o *domain.Opportunity) {
	o.StartsAt, o.EndsAt = r.start("starts_at"), r.end("ends_at")
	r.required("starts_at", r.cell("starts_at"))
	if !o.StartsAt.IsZero() && o.Over(r.options.Now) {
		r.warn("starts_at", "past")
	}
	if !o.StartsAt.IsZero() && !o.EndsAt.IsZero() && o.EndsAt.Before(o.StartsAt) {
		r.bad("ends_at", "end_before_start")
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
			r.bad(name, "skill_too_long", "Limit", maxSkill)
			continue
		}
		if !slices.Contains(domain.Skills(), s) {
			r.warn(name, "unknown_skill", "Value", shown(s), "Skills", joined(domain.Skills()))
		}
		all = append(all, s)
	}
	if len(all) > maxSkills {
		r.bad(name, "too_many_skills", "Number", len(all), "Limit", maxSkills)
	}
	return all
}
