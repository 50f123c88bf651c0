package measure

import (
	"strings"

	"jitasa/internal/domain"
)

// Words speaks the language of whoever reads a report.
type Words interface {
	T(id string, args ...any) string
	Has(id string) bool
	Number(n int) string
	Lang() string
}

// Names gives the name of a province by its gazetteer code.
type Names func(code string) string

// Table is a part of a report. Cells are texts and ints.
type Table struct {
	Name    string
	Columns []string
	Rows    [][]any
}

// Tables is the report in tables, those that would be empty left out.
func (r *Report) Tables(w Words, names Names) []Table {
	all := []Table{r.summary(w)}
	for _, t := range []Table{r.SegmentTable(w, names), r.reasonTable(w), r.linkTable(w), r.voteTable(w)} {
		if len(t.Rows) > 0 {
			all = append(all, t)
		}
	}
	return all
}

// rowName says what is counted.
//
//i18n:keys report.row.*
func rowName(w Words, what string) string { return w.T("report.row." + what) }

// summary is the whole, a number a line.
func (r *Report) summary(w Words) Table {
	t := Table{Name: w.T("report.summary"), Columns: []string{w.T("report.what"), w.T("report.number")}}
	row := func(key string, value any) { t.Rows = append(t.Rows, []any{rowName(w, key), value}) }
	row("audience", r.Total.Audience())
	if r.Total.Waiting > 0 {
		row("waiting", r.Total.Waiting)
	}
	row("accepted", r.Total.Accepted)
	row("failed", r.Total.Failed)
	row("uncertain", r.Total.Uncertain)
	row("skipped", r.Total.SkippedPeople())
	row("opened", r.told(w, r.Opened))
	row("clicked", r.told(w, r.Clicked))
	row("clicks", r.Total.Clicks)
	for _, kind := range domain.ResponseKinds() {
		row(string(kind), r.Total.People[kind])
	}
	return t
}

// told is a number of the platform's, or why there is none.
func (r *Report) told(w Words, n *int) any {
	switch {
	case n != nil:
		return *n
	case r.Untold != nil || r.Unit == "":
		return w.T("report.unasked")
	}
	return w.T("report.under")
}

// SegmentTable has a line for each segment: the one table that a CSV file can hold.
func (r *Report) SegmentTable(w Words, names Names) Table {
	t := Table{Name: w.T("report.segments"), Columns: []string{w.T("report.province"), w.T("report.language")}}
	for _, key := range []string{"accepted", "failed", "uncertain", "skipped", "clicks"} {
		t.Columns = append(t.Columns, rowName(w, key))
	}
	for _, kind := range domain.ResponseKinds() {
		t.Columns = append(t.Columns, rowName(w, string(kind)))
	}
	for _, f := range r.Segments {
		row := []any{provinceName(w, names, f.Province), known(w, f.Lang), f.Accepted, f.Failed, f.Uncertain, f.SkippedPeople(), f.Clicks}
		for _, kind := range domain.ResponseKinds() {
			row = append(row, f.People[kind])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func provinceName(w Words, names Names, code string) string {
	if code == "" {
		return known(w, "")
	}
	return names(code)
}

// known is a name, or that there is none.
func known(w Words, name string) string {
	if name == "" {
		return w.T("report.unknown")
	}
	return name
}

func (r *Report) reasonTable(w Words) Table {
	t := Table{Name: rowName(w, "skipped"), Columns: []string{w.T("report.why"), w.T("report.people")}}
	for _, reason := range r.Reasons() {
		t.Rows = append(t.Rows, []any{reasonName(w, reason.Name), reason.Count})
	}
	return t
}

// reasonName says a reason of the ledger; one that has no text yet is said as it is.
//
//i18n:keys report.reason.*
func reasonName(w Words, reason string) string {
	if key := "report.reason." + reason; w.Has(key) {
		return w.T(key)
	}
	return strings.ReplaceAll(reason, "_", " ")
}

func (r *Report) linkTable(w Words) Table {
	t := Table{Name: w.T("report.links"), Columns: []string{w.T("report.link"), rowName(w, "clicks")}}
	for _, link := range r.Links {
		t.Rows = append(t.Rows, []any{link.Name, link.Count})
	}
	return t
}

func (r *Report) voteTable(w Words) Table {
	t := Table{Name: w.T("report.polls"), Columns: []string{w.T("report.poll_name"), w.T("report.option"), w.T("report.people")}}
	for _, vote := range r.Votes {
		at := strings.LastIndex(vote.Name, ":")
		poll, option := vote.Name[:max(0, at)], vote.Name[at+1:]
		if r.Polls != nil {
			if question, answer := r.Polls(w.Lang(), poll, option); question != "" && answer != "" {
				poll, option = question, answer
			}
		}
		t.Rows = append(t.Rows, []any{poll, option, vote.Count})
	}
	return t
}
