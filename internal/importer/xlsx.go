package importer

import (
	"encoding/xml"
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// The size of a sheet, as spreadsheet programs have it.
const (
	maxSheetRows    = 1_048_576
	maxSheetColumns = 16_384
)

// errStop: enough was read.
var errStop = errors.New("enough")

// sheet reads the rows of a sheet, as stored: dates are serial numbers, and formulas count as the value that was
// stored with them; they are never run.
type sheet struct {
	*table
	book   *workbook
	at     int // row, from 1
	headed bool
	cells  []string
	faulty map[int]bool // columns whose formula has no result
}

// readXLSX reads the first sheet.
func (t *table) readXLSX(data []byte) {
	book, err := openWorkbook(data)
	s := &sheet{table: t, book: book, faulty: map[int]bool{}}
	if err == nil {
		err = book.each(book.sheet, "row", "sheetData", s.readRow)
	}
	switch {
	case err == nil, errors.Is(err, errStop):
	case errors.Is(err, errUnfolds):
		t.problems.add(0, "", "workbook_too_large", "Limit", maxUnpacked>>20)
	case errors.Is(err, errTooLong):
		t.problems.add(s.at, "", "sheet_row_too_long", "Limit", maxSheetRow>>10)
	case s.at > 0:
		t.problems.add(s.at, "", "sheet_unreadable")
	default:
		t.problems.add(0, "", "unreadable", "Format", "XLSX")
	}
}

// readRow reads one row and hands it over, if there is anything in it.
func (s *sheet) readRow(d *xml.Decoder, start xml.StartElement) error {
	s.at++
	if n := attribute(start, "r"); n != "" {
		at, err := strconv.Atoi(n)
		if err != nil || at < 1 || at > maxSheetRows {
			return errNoWorkbook
		}
		s.at = at
	}
	s.cells = s.cells[:0]
	clear(s.faulty)
	for next := 0; ; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if next, err = s.readCell(d, t, next); err != nil {
				return err
			}
		case xml.EndElement:
			return s.handOver()
		}
	}
}

// xmlCell is a cell as it stands in the file.
type xmlCell struct {
	Ref     string    `xml:"r,attr"`
	Kind    string    `xml:"t,attr"`
	Formula *struct{} `xml:"f"`
	Value   *string   `xml:"v"`
	Inline  richText  `xml:"is"`
}

// readCell reads one cell, which stands in the column at where it does not name another, and returns the column after it.
func (s *sheet) readCell(d *xml.Decoder, start xml.StartElement, at int) (next int, err error) {
	var c xmlCell
	if start.Name.Local != "c" {
		return at, d.Skip()
	}
	if err := d.DecodeElement(&c, &start); err != nil {
		return 0, err
	}
	if c.Ref != "" {
		at = columnOf(c.Ref)
	}
	if at < 0 || at >= maxSheetColumns {
		return 0, errNoWorkbook
	}
	text, err := s.value(c)
	if err != nil {
		return 0, err
	}
	switch {
	case c.Kind == "e":
		s.faulty[at] = true
	case c.Formula != nil && c.Value == nil:
		s.faulty[at] = true
	case text == "":
		return at + 1, nil
	}
	for len(s.cells) <= at {
		s.cells = append(s.cells, "")
	}
	s.cells[at] = text
	return at + 1, nil
}

// value is what a cell says.
func (s *sheet) value(c xmlCell) (string, error) {
	switch {
	case c.Kind == "inlineStr":
		return c.Inline.String(), nil
	case c.Value == nil:
		return "", nil
	case c.Kind == "s":
		n, err := strconv.Atoi(strings.TrimSpace(*c.Value))
		if err != nil || n < 0 || n >= len(s.book.texts) {
			return "", errNoWorkbook
		}
		return s.book.texts[n], nil
	case c.Kind == "str":
		return unescaped(*c.Value), nil
	}
	return *c.Value, nil
}

func (s *sheet) handOver() error {
	switch {
	case len(s.cells) == 0:
	case !s.headed:
		if s.headed = true; !s.header(s.at, s.cells) {
			return errStop
		}
	default:
		rec := s.record(s.at, s.cells)
		rec.serials, rec.from1904 = true, s.book.from1904
		if s.faults() || !rec.empty() {
			s.row(rec)
		}
	}
	if s.full {
		return errStop
	}
	return nil
}

// faults reports cells of known columns whose formula has no result.
func (s *sheet) faults() (found bool) {
	for i, column := range s.columnsAt {
		switch {
		case column < 0 || !s.faulty[i]:
			continue
		case s.cells[i] == "":
			s.problems.add(s.at, s.columns[column].name, "formula")
		default:
			s.problems.add(s.at, s.columns[column].name, "error_value", "Error", shown(s.cells[i]))
		}
		found = true
	}
	return found
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf counts from 0: B7 is 1; -1: that is no cell.
func columnOf(ref string) int {
	n := 0
	for _, c := range strings.TrimRight(strings.ToUpper(ref), "0123456789") {
		if c < 'A' || c > 'Z' || n > maxSheetColumns {
			return -1
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

// unescaped gives back the characters that XML has no place for, such as _x000D_ (ECMA-376, part 1, 22.4.2.4).
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`).ReplaceAllStringFunc(s, func(code string) string {
		n, err := strconv.ParseUint(code[2:6], 16, 32)
		if err != nil {
			return code
		}
		return string(rune(n))
	})
}
