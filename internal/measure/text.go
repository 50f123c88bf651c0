package measure

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Text is the report for a terminal: every table, with its columns in line.
func (r *Report) Text(w Words, names Names) string {
	var b strings.Builder
	b.WriteString(w.T("report.title", "Campaign", r.Campaign) + "\n")
	for _, t := range r.Tables(w, names) {
		b.WriteString("\n" + t.Name + "\n")
		t.write(&b, w)
	}
	return b.String()
}

// gap is between two columns.
const gap = "  "

// write sets numbers to the right and texts to the left.
func (t Table) write(b *strings.Builder, w Words) {
	lines := make([][]string, 0, len(t.Rows)+1)
	lines = append(lines, t.Columns)
	numeric := make([]bool, len(t.Columns))
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, cell := range row {
			switch c := cell.(type) {
			case int:
				line[i], numeric[i] = w.Number(c), true
			case string:
				line[i] = c
			}
		}
		lines = append(lines, line)
	}
	wide := make([]int, len(t.Columns))
	for _, line := range lines {
		for i, cell := range line {
			wide[i] = max(wide[i], columns(cell))
		}
	}
	for _, line := range lines {
		cells := make([]string, len(line))
		for i, cell := range line {
			pad := strings.Repeat(" ", wide[i]-columns(cell))
			cells[i] = cell + pad
			if numeric[i] {
				cells[i] = pad + cell
			}
		}
		b.WriteString(gap + strings.TrimRight(strings.Join(cells, gap), " ") + "\n")
	}
}

// columns is how much room a text takes in a terminal. Thai vowels and tone marks
// above and below a letter take none; Chinese characters take two columns.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
