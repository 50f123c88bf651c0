package importer

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with a file.
type Problem struct {
	Row    int    // as the spreadsheet counts: the header is row 1; in JSON, the first object is row 1; 0: the whole file
	Column string // name of the column; empty: the whole row
	Code   string // stable: "missing", "duplicate_id", "bad_time", …
	Text   string // in English
}

// String is the line that people read.
func (p Problem) String() string {
	switch {
	case p.Row == 0:
		return p.Text
	case p.Column == "":
		return fmt.Sprintf("row %d: %s", p.Row, p.Text)
	}
	return fmt.Sprintf("row %d, column %s: %s", p.Row, p.Column, p.Text)
}

// MaxProblems is how many problems are kept; the others are counted.
const MaxProblems = 100

// Problems is the error of a file that cannot be imported.
type Problems struct {
	First []Problem // at most MaxProblems: those of the whole file, then in the order of rows
	Total int
}

// Error lists the problems that were kept, one a line.
func (p *Problems) Error() string {
	var b strings.Builder
	for i, one := range p.First {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(one.String())
	}
	if more := p.Total - len(p.First); more > 0 {
		fmt.Fprintf(&b, "\nand %d more problems", more)
	}
	return b.String()
}

func (p *Problems) add(row int, column, code, format string, args ...any) {
	p.Total++
	if row > 0 && len(p.First) >= MaxProblems {
		return
	}
	at := len(p.First)
	if row == 0 { // it may explain the others
		at = 0
	}
	p.First = slices.Insert(p.First, at, Problem{row, column, code, fmt.Sprintf(format, args...)})
	p.First = p.First[:min(len(p.First), MaxProblems)]
}

// err is nil where there is nothing wrong.
func (p *Problems) err() error {
	if p.Total == 0 {
		return nil
	}
	return p
}
