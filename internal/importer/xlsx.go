package importer

import (
	"bytes"

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
	headed := false
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
			t.sheetRow(f, sheet, at, cells)
		}
	}
	if err := rows.Error(); err != nil {
		t.problems.add(0, "", "unreadable", "the first sheet cannot be read to its end")
	}
}

func (t *table) sheetRow(f *excelize.File, sheet string, at int, cells []string) {
	rec := t.record(at, cells)
	rec.serials = true
	if !rec.empty() {
		t.row(rec)
	}
}
