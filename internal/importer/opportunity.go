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
	maxSkills  = 20
	maxSkill   = 60
	maxSeats   = 1_000_000
)

func opportunityColumns() []column {
	return []column{
		{"id", true, "names it for ever: letters A–Z, digits, . _ - :"},
		{"title_th", false, "the title in Thai; one of the two is needed"}, {"title_en", false, "the title in English"},
		{"summary_th", false, "what there is to do, in Thai"}, {"summary_en", false, "the same in English"},
		{"organisation", true, "who asks for help"},
		{"cause", false, "one of " + joined(domain.Causes()) + " (empty: general)"},
		{"kind", false, "one of " + joined(domain.Kinds()) + " (empty: oneday)"},
		{"province_code", false, "two digits, or the name: 32, สุรินทร์, Surin"},
		{"district_code", false, "four digits, or the name: 3205, ปราสาท, Prasat"},
		{"lat", false, "the place, in degrees: 14.8818"}, {"lng", false, "103.4936"},
		{"starts_at", true, "2026-12-05T08:00:00+07:00, 5/12/2569 8:00, 5 ธ.ค. 2569, or a date of the spreadsheet"},
		{"ends_at", false, "the same; a day without a time is meant to its end"},
		{"seats", false, "how many people (empty: no limit)"},
		{"skills", false, "separated by semicolons, of " + strings.Join(domain.Skills(), ", ")},
		{"minors_ok", false, "may people under age come: yes, no, ใช่, ไม่ (empty: no)"},
		{"expenses", false, "what is paid or provided"}, {"contact", false, "whom to ask"},
		{"source", false, "where it was found"}, {"licence", false, "of the text"},
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
		State:        domain.Open,
	}
	if clean(r.cell("title_th")) == "" && clean(r.cell("title_en")) == "" {
		r.bad("title_th", "missing", "a title is needed, in title_th or title_en")
	}
	r.times(o)
	r.where(o)
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
	o.StartsAt, o.EndsAt = r.start("starts_at"), r.end("ends_at")
	r.required("starts_at", r.cell("starts_at"))
	if !o.StartsAt.IsZero() && o.Over(r.options.Now) {
		r.warn("starts_at", "past", "the work is over already: nobody will be shown it")
	}
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
		if !slices.Contains(domain.Skills(), s) {
			r.warn(name, "unknown_skill", "%q is no skill that people can say they have, so that nobody is found by it; there are %s", shown(s), strings.Join(domain.Skills(), ", "))
		}
		all = append(all, s)
	}
	if len(all) > maxSkills {
		r.bad(name, "too_many", "%d skills; at most %d are possible", len(all), maxSkills)
	}
	return all
}
