package importer_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
)

// parts of a workbook: each is a name and the pieces of its content, which may be repeated.
type part struct {
	name   string
	pieces []piece
}

type piece struct {
	text  string
	times int
}

// workbook makes a file of a sheet, written piece by piece, and of further parts.
func workbook(t testing.TB, book string, sheet []piece, more ...part) string {
	t.Helper()
	const related = `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`
	once := func(text string) []piece { return []piece{{text, 1}} }
	all := append([]part{
		{"_rels/.rels", once("<Relationships>" + fmt.Sprintf(related, 1, "officeDocument", "xl/workbook.xml") + "</Relationships>")},
		{"xl/workbook.xml", once(`<workbook xmlns:r="urn:r">` + book + `<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		{"xl/_rels/workbook.xml.rels", once("<Relationships>" + fmt.Sprintf(related, 1, "worksheet", "worksheets/sheet1.xml") +
			fmt.Sprintf(related, 2, "sharedStrings", "/xl/sharedStrings.xml") + "</Relationships>")},
		{"xl/worksheets/sheet1.xml", append(append(once("<worksheet><sheetData>"), sheet...), piece{"</sheetData></worksheet>", 1})},
	}, more...)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range all {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range p.pieces {
			for range one.times {
				if _, err := io.WriteString(w, one.text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func cells(row string, texts ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%s">`, row)
	for i, text := range texts {
		fmt.Fprintf(&b, `<c r="%c%s" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, row, text)
	}
	return b.String() + "</row>"
}

var (
	titles = piece{cells("1", "id", "title_en", "organisation", "starts_at"), 1}
	plain  = piece{cells("2", "a", "A", "G", "2026-12-01"), 1}
)

// A few bytes can stand for gigabytes; whatever they unfold to, the process bears it, and says what is wrong.
func TestBearsWhatUnfolds(t *testing.T) {
	mega := strings.Repeat("a", 1<<20)
	for _, c := range []struct {
		name, file string
		format     importer.Format
		code       string // "": the file is fine
	}{
		{"a row at the end of the sheet", workbook(t, "", []piece{titles, plain, {`<row r="1048576"><c r="A1048576" s="1"/></row>`, 1}}), importer.XLSX, ""},
		{"a formula at the end of the sheet", workbook(t, "", []piece{titles, plain, {`<row r="1048576"><c r="A1048576"><f>1</f></c></row>`, 1}}), importer.XLSX, "formula"},
		{"a row beyond the sheet", workbook(t, "", []piece{titles, plain, {`<row r="2000000000"><c r="A2000000000"><f>1</f></c></row>`, 1}}), importer.XLSX, "sheet_unreadable"},
		{"a column beyond the sheet", workbook(t, "", []piece{titles, plain, {`<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row>`, 1}}), importer.XLSX, "sheet_unreadable"},
		{"the last column", workbook(t, "", []piece{titles, plain, {`<row r="3"><c r="XFD3"><v>1</v></c></row>`, 1}}), importer.XLSX, "extra_cell"},
		{"cells of no end", workbook(t, "", []piece{titles, {`<row r="2"><c r="A2"/>`, 1}, {`<c/>`, 4 << 20}}), importer.XLSX, "sheet_unreadable"},
		{"a cell of 32 MB", workbook(t, "", []piece{titles, {`<row r="2"><c r="A2" t="inlineStr"><is><t>`, 1}, {mega, 32}, {"</t></is></c></row>", 1}}), importer.XLSX, "sheet_row_too_long"},
		{"a text of 32 MB", workbook(t, "", []piece{titles}, part{"xl/sharedStrings.xml", []piece{{"<sst><si><t>", 1}, {mega, 32}, {"</t></si></sst>", 1}}}), importer.XLSX, "sheet_row_too_long"},
		{"texts of 64 MB", workbook(t, "", []piece{titles}, part{"xl/sharedStrings.xml", []piece{{"<sst>", 1}, {"<si><t>" + mega[:1000] + "</t></si>", 64_000}, {"</sst>", 1}}}), importer.XLSX, "workbook_too_large"},
		{"two million texts", workbook(t, "", []piece{titles}, part{"xl/sharedStrings.xml", []piece{{"<sst>", 1}, {"<si/>", 2_000_000}, {"</sst>", 1}}}), importer.XLSX, "workbook_too_large"},
		{"a long text in every row", workbook(t, "", []piece{titles, {`<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`, 20_000}}, part{"xl/sharedStrings.xml", []piece{{"<sst><si><t>" + mega[:3000] + "</t></si></sst>", 1}}}), importer.XLSX, "too_much_text"},
		{"too many rows", workbook(t, "", []piece{titles, {`<row><c><v>1</v></c></row>`, 100_001}}), importer.XLSX, "too_many_rows"},
		{"a large style sheet", workbook(t, "", []piece{titles, plain}, part{"xl/styles.xml", []piece{{"<styleSheet>", 1}, {"<xf/>", 4 << 20}}}), importer.XLSX, ""},
		{"a quote that is not closed", head + good + `"` + strings.Repeat(mega, 30), importer.CSV, "row_too_long"},
		{"commas", head + strings.Repeat(",", 30<<20), importer.CSV, "row_too_long"},
		{"a header of commas", strings.Repeat(",", 30<<20), importer.CSV, "row_too_long"},
		{"too many lines", "id,title_en,organisation,starts_at\n" + strings.Repeat("1\n", 100_001), importer.CSV, "too_many_rows"},
		{"a list of no end", `[{"id":["a"` + strings.Repeat(`,"a"`, 8<<20) + "]}]", importer.JSON, "object_too_long"},
		{"keys of no end", `[{"id":1` + strings.Repeat(`,"a":1`, 5<<20) + "}]", importer.JSON, "object_too_long"},
		{"brackets", strings.Repeat("[", 30<<20), importer.JSON, "bad_json"},
		{"too many objects", strings.Repeat("{}\n", 100_001), importer.JSON, "too_many_rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			all, err := importer.Opportunities(strings.NewReader(c.file), c.format, importer.Options{Places: places})
			runtime.ReadMemStats(&after)
			if grown := (after.Sys - before.Sys) >> 20; grown > 300 {
				t.Errorf("%d MB more", grown)
			}
			if took := time.Since(began); took > 3*time.Minute { // seconds; a minute and a half under the race detector on a busy machine
				t.Errorf("it took %v", took)
			}
			if c.code == "" {
				if err != nil || len(all) != 1 {
					t.Errorf("%d opportunities, %v", len(all), err)
				}
				return
			}
			var p *importer.Problems
			if !errors.As(err, &p) || all != nil || !has(p, c.code) {
				t.Errorf("%d opportunities, %.300v; want %s", len(all), err, c.code)
			}
		})
	}
}

// has reports a problem of that kind.
func has(p *importer.Problems, code string) bool {
	for _, one := range p.First {
		if one.Code == code {
			return true
		}
	}
	return false
}

// What other programs than ours write: texts that are shared, in several looks, escaped; days from 1904; values of
// formulas; cells without their names.
func TestReadsWhatSpreadsheetsWrite(t *testing.T) {
	text := workbook(t, `<workbookPr date1904="1"/>`, []piece{titles, {`<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c>` +
		`<c t="str"><f>A1</f><v>a_x0042_c_x00e9_</v></c><c><v>44892.5</v></c></row>`, 1}},
		part{"xl/sharedStrings.xml", []piece{{`<sst><si><t>x-1</t></si><si><r><rPr><b/></rPr><t>Cl</t></r><r><t>ean</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>`, 1}}})
	all, err := read(t, text, importer.XLSX)
	if err != nil {
		t.Fatal(err)
	}
	want := []*domain.Opportunity{{
		Meta: domain.Meta{ID: "x-1"}, Title: domain.Text{"en": "Clean"}, Organisation: "aBcé", Cause: "general", Kind: domain.OneDay,
		StartsAt: time.Date(2026, 11, 28, 5, 0, 0, 0, time.UTC), State: domain.Open,
	}}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
}

// A formula whose result is an error is no title.
func TestRefusesErrorsOfFormulas(t *testing.T) {
	text := workbook(t, "", []piece{titles, {`<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`, 1}})
	if p := problems(t, text, importer.XLSX); p.First[0].Code != "error_value" || !strings.Contains(said(t, p), "#DIV/0!") {
		t.Error(p)
	}
}
