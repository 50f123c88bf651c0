package importer

import (
	"fmt"
	"slices"
	"strings"

	"jitasa/internal/domain"
)

// Words are the texts of the language in which somebody reads, as package i18n has them.
type Words interface {
	T(id string, args ...any) string
	Lang() string
}

// Problem is one thing that is wrong with a file. Its sentence is the text import.problem.CODE.
type Problem struct {
	Row    int    // as the spreadsheet counts: the header is row 1; in JSON, the first object is row 1; 0: the whole file
	Column string // name of the column; empty: the whole row
	Code   string // "missing", "duplicate_id", "bad_time", …
	Args   []any  // what the sentence names: pairs of a name and a value
}

// In is the line that people read.
func (p Problem) In(w Words) string {
	text := w.T("import.problem."+p.Code, inWords(w, p.Args)...)
	switch {
	case p.Row == 0:
		return text
	case p.Column == "":
		return w.T("import.in_row", "Row", p.Row, "Text", text)
	}
	return w.T("import.in_cell", "Row", p.Row, "Column", p.Column, "Text", text)
}

// String is for logs: it says what is wrong where, and nothing of what the file says.
func (p Problem) String() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", p.Row, p.Column)) + ": " + p.Code
}

// oneOf are things of which one was meant, each in the languages that it has.
type oneOf []domain.Text

// inWords puts values that differ by language into the reader's.
func inWords(w Words, args []any) []any {
	args = slices.Clone(args)
	for i, arg := range args {
		switch arg := arg.(type) {
		case domain.Text:
			args[i] = arg.In(w.Lang())
		case oneOf:
			args[i] = arg.in(w)
		}
	}
	return args
}

func (all oneOf) in(w Words) (text string) {
	for i, one := range all {
		if i == 0 {
			text = one.In(w.Lang())
			continue
		}
		text = w.T("import.or", "One", text, "Other", one.In(w.Lang()))
	}
	return text
}

// MaxProblems is how many problems are kept; the others are counted.
const MaxProblems = 100

// Problems is the error of a file that cannot be imported.
type Problems struct {
	First []Problem // at most MaxProblems: those of the whole file, then in the order of rows
	Total int
}

// In lists the problems that were kept, one a line, for people.
func (p *Problems) In(w Words) string {
	lines := make([]string, len(p.First))
	for i, one := range p.First {
		lines[i] = one.In(w)
	}
	if more := p.Total - len(p.First); more > 0 {
		lines = append(lines, w.T("import.more_problems", "Number", more))
	}
	return strings.Join(lines, "\n")
}

// Error is for logs, like [Problem.String].
func (p *Problems) Error() string {
	return fmt.Sprintf("%d problems of the file, by row and column: %v", p.Total, p.First)
}

func (p *Problems) add(row int, column, code string, args ...any) {
	p.Total++
	if row > 0 && len(p.First) >= MaxProblems {
		return
	}
	at := len(p.First)
	if row == 0 { // it may explain the others
		at = 0
	}
	p.First = slices.Insert(p.First, at, Problem{row, column, code, args})
	p.First = p.First[:min(len(p.First), MaxProblems)]
}

// err is nil where there is nothing wrong.
func (p *Problems) err() error {
	if p.Total == 0 {
		return nil
	}
	return p
}
