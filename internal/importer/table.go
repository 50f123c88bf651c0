package importer

import (
	"errors"
	"slices"
	"strings"
)

// column is what a file may have.
type column struct {
	name     string
	required bool  // the file must have the column; whether a cell may be empty is for the row
	args     []any // what its description names: pairs of a name and a value
}

func names(columns []column) []string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = c.name
	}
	return all
}

// record is one row, with a cell for each of the columns asked for.
type record struct {
	row   int
	cells []string
	// Of a spreadsheet: dates may be serial numbers, counted from 1904 rather than 1900.
	serials, from1904 bool
}

func (r *record) empty() bool {
	return !slices.ContainsFunc(r.cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// table reads records of one file. Each reader reports to problems what is wrong, and goes on as far as that makes sense.
type table struct {
	columns  []column
	problems *Problems
	row      func(record)
	full     bool // more is not wanted: reading can end

	columnsAt []int // position in the file → position in columns; -1: unknown
}

// read hands every record of the file to t.row.
func (t *table) read(data []byte, f Format) {
	if f == XLSX {
		t.readXLSX(data)
		return
	}
	text, err := utf8Text(data)
	switch {
	case err != nil:
		t.problems.add(0, "", "file_encoding")
	case f == CSV:
		t.readCSV(text)
	case f == JSON:
		t.readJSON(text)
	default:
		t.problems.add(0, "", "unknown_format", "Format", string(f))
	}
}

// header learns the order of the columns; false: reading on makes no sense.
func (t *table) header(row int, names []string) bool {
	for len(names) > 0 && strings.TrimSpace(names[len(names)-1]) == "" {
		names = names[:len(names)-1] // spreadsheets pad
	}
	seen := map[string]bool{}
	t.columnsAt = make([]int, len(names))
	for i, name := range names {
		name = strings.ToLower(clean(name))
		t.columnsAt[i] = t.position(name)
		switch {
		case t.columnsAt[i] < 0:
			t.unknown(row, name)
		case seen[name]:
			t.problems.add(row, name, "duplicate_column")
		}
		seen[name] = true
	}
	complete := true
	for _, c := range t.columns {
		if c.required && !seen[c.name] {
			t.problems.add(row, c.name, "missing_column")
			complete = false
		}
	}
	return complete
}

func (t *table) position(name string) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.name == name })
}

func (t *table) unknown(row int, name string) {
	t.problems.add(row, shown(name), "unknown_column", "Column", shown(name), "Known", joined(names(t.columns)))
}

// record orders the cells of a row as the columns are.
func (t *table) record(row int, cells []string) record {
	r := record{row: row, cells: make([]string, len(t.columns))}
	for i, c := range cells {
		switch {
		case i < len(t.columnsAt) && t.columnsAt[i] >= 0:
			r.cells[t.columnsAt[i]] = c
		case i >= len(t.columnsAt) && strings.TrimSpace(c) != "":
			t.problems.add(row, "", "extra_cell")
			return r
		}
	}
	return r
}

// The most that is read of a file, whatever its size: a few bytes of a workbook can be many rows.
const (
	maxRows = 100_000
	maxText = 2 * MaxBytes // of all cells
	maxRow  = 256 << 10    // bytes of a row of CSV, or an object of JSON
)

// readTable reads the file and hands its records over; what fails before is a problem of the file.
func readTable(data []byte, f Format, columns []column, problems *Problems, row func(record)) {
	if len(data) == 0 {
		problems.add(0, "", "empty_file")
		return
	}
	rows, text := 0, 0
	t := &table{columns: columns, problems: problems}
	t.row = func(r record) {
		rows++
		for _, c := range r.cells {
			text += len(c)
		}
		switch {
		case rows > maxRows:
			t.full = true
			problems.add(0, "", "too_many_rows", "Limit", maxRows)
		case text > maxText:
			t.full = true
			problems.add(0, "", "too_much_text", "Limit", maxText>>20)
		default:
			row(r)
		}
	}
	t.read(data, f)
	if rows == 0 && problems.Total == 0 {
		problems.add(0, "", "no_rows")
	}
}

// tooLarge makes a problem of the size of the file, and leaves other errors alone.
func tooLarge(err error) error {
	if !errors.Is(err, errTooLarge) {
		return err
	}
	p := &Problems{}
	p.add(0, "", "file_too_large", "Limit", MaxBytes>>20)
	return p
}
