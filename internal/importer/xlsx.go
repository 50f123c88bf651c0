package importer

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of what an XLSX file may unfold to, against archives made to explode.
const (
	maxUnzipped   = 400 << 20
	maxSheetInRAM = 32 << 20
)

// readXLSX reads the first sheet, as stored: dates are serial numbers.
func (t *table) readXLSX(data []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxSheetInRAM,
	})
	if err != nil {
		t.problems.add(0, "", "unreadable", "the file cannot be read as XLSX")
		return
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	rows, err := f.Rows(sheet)
	if err != nil {
		t.problems.add(0, "", "unreadable", "the first sheet cannot be read")
		return
	}
	defer rows.Close()
	headed, formulas := false, formulasOf(f, sheet)
	for at := 1; rows.Next(); at++ {
		cells, err := rows.Columns()
		if err != nil {
			t.problems.add(at, "", "unreadable", "the row cannot be read; the rest of the file was not read")
			return
		}
		switch {
		case len(cells) == 0:
		case !headed:
			if headed = true; !t.header(at, cells) {
				return
			}
		default:
			t.sheetRow(formulas, at, cells)
		}
	}
	if err := rows.Error(); err != nil {
		t.problems.add(0, "", "unreadable", "the first sheet cannot be read to its end")
	}
}

// sheetRow hands over a row, if there is anything in it.
func (t *table) sheetRow(f formulas, at int, cells []string) {
	rec := t.record(at, cells)
	rec.serials = true
	unfinished := t.uncalculated(f, at, &rec)
	if unfinished || !rec.empty() {
		t.row(rec)
	}
}

// formulas are those of a sheet. A formula counts as the value that was stored with it; it is never run.
type formulas struct {
	file  *excelize.File
	sheet string
	some  bool // there are any: looking them up costs memory
}

func formulasOf(f *excelize.File, sheet string) formulas {
	some := false
	f.Pkg.Range(func(name, content any) bool {
		path, _ := name.(string)
		xml, ok := content.([]byte)
		// A sheet too large for memory is not in the package; then we cannot know.
		some = some || strings.HasPrefix(path, "xl/worksheets/") && (!ok || bytes.Contains(xml, []byte("<f>")) || bytes.Contains(xml, []byte("<f ")))
		return !some
	})
	return formulas{f, sheet, some}
}

// uncalculated reports the known columns that hold a formula without a stored value.
func (t *table) uncalculated(f formulas, at int, rec *record) (found bool) {
	if !f.some {
		return false
	}
	for i, column := range t.at {
		if column < 0 || rec.cells[column] != "" {
			continue
		}
		name, err := excelize.CoordinatesToCellName(i+1, at)
		if err != nil {
			continue
		}
		if text, err := f.file.GetCellFormula(f.sheet, name); err == nil && text != "" {
			t.problems.add(at, t.columns[column].name, "formula", "the cell holds a formula without a result; paste the value")
			found = true
		}
	}
	return found
}
