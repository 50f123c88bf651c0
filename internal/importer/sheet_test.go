package importer_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
)

func sheets() []importer.Sheet {
	return []importer.Sheet{
		{Name: "สรุป", Columns: []string{"รายการ", "จำนวน"}, Rows: [][]any{{"ส่งถึง LINE", 1234}, {"=1+1", 0}}},
		{Name: "ว่าง", Columns: []string{"ลิงก์"}},
	}
}

// A workbook has every table as a sheet; numbers are numbers, and texts never formulas.
func TestWorkbook(t *testing.T) {
	var out bytes.Buffer
	if err := importer.WriteSheets(&out, importer.XLSX, sheets()...); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"สรุป", "ว่าง"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := f.GetRows("สรุป")
	if diff := cmp.Diff([][]string{{"รายการ", "จำนวน"}, {"ส่งถึง LINE", "1234"}, {"=1+1", "0"}}, rows); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if kind, err := f.GetCellType("สรุป", "B2"); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
		t.Errorf("the number is a %v, %v", kind, err)
	}
	if formula, err := f.GetCellFormula("สรุป", "A3"); err != nil || formula != "" {
		t.Errorf("a text became the formula %q, %v", formula, err)
	}
	if empty, err := f.GetRows("ว่าง"); err != nil || len(empty) != 1 {
		t.Errorf("%q, %v", empty, err)
	}
}

// Other formats hold one table; what a spreadsheet would run is quoted there.
func TestOneSheet(t *testing.T) {
	var out bytes.Buffer
	if err := importer.WriteSheets(&out, importer.CSV, sheets()[0]); err != nil {
		t.Fatal(err)
	}
	if want := "รายการ,จำนวน\nส่งถึง LINE,1234\n'=1+1,0\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	for _, f := range []importer.Format{importer.CSV, importer.JSON} {
		if err := importer.WriteSheets(&out, f, sheets()...); !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("%s took two tables: %v", f, err)
		}
	}
	if err := importer.WriteSheets(&out, importer.XLSX); !errors.Is(err, domain.ErrInvalid) {
		t.Errorf("a workbook without sheets: %v", err)
	}
	for _, name := range []string{"", "a/b", "12345678901234567890123456789012"} {
		if err := importer.WriteSheets(&out, importer.XLSX, importer.Sheet{Name: name, Columns: []string{"a"}}); err == nil {
			t.Errorf("%q names a sheet", name)
		}
	}
}
