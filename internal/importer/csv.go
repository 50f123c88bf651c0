package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// readCSV reads comma, semicolon or tab separated text; the header tells which.
func (t *table) readCSV(text []byte) {
	rows := &ration{from: bytes.NewReader(text), left: maxRow, err: errTooLong}
	r := csv.NewReader(rows)
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator(text), -1, true
	headed, folded, last := false, 0, 0 // folded: line breaks inside cells so far
	for !t.full {
		rows.left = maxRow
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if errors.Is(err, errTooLong) {
			t.problems.add(last+1, "", "row_too_long", "Limit", maxRow>>10)
			return
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			t.problems.add(broken.StartLine-folded, "", "quotes")
			return
		}
		if err != nil {
			t.problems.add(0, "", "unreadable", "Format", "CSV")
			return
		}
		line, _ := r.FieldPos(0)
		row := line - folded
		last = row
		for _, c := range cells {
			folded += strings.Count(c, "\n")
		}
		if !headed {
			if headed = true; !t.header(row, cells) {
				return
			}
			continue
		}
		if rec := t.record(row, cells); !rec.empty() {
			for i, c := range rec.cells {
				rec.cells[i] = unguard(c)
			}
			t.row(rec)
		}
	}
}

// separator is the one that the first line has most of.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, c := range ",;\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// guarded are the beginnings that make a spreadsheet run a cell of a CSV file as a formula.
const guarded = "=+-@\t\r"

// guard quotes such a cell with an apostrophe, as spreadsheets do; unguard takes it away. What
// begins with apostrophes before such a character gets one more, so that none is lost.
func guard(cell string) string {
	if runs(cell) {
		return "'" + cell
	}
	return cell
}

func unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && runs(cell) {
		return cell[1:]
	}
	return cell
}

func runs(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.ContainsRune(guarded, rune(cell[0]))
}
