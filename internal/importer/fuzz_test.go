package importer_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
)

// whole checks what holds for any file: all or nothing, and what was read can be written and read again.
func whole(t *testing.T, data []byte, f importer.Format) {
	all, err := importer.Opportunities(bytes.NewReader(data), f, importer.Options{Places: places})
	var p *importer.Problems
	switch {
	case err == nil && len(all) == 0:
		t.Fatal("no opportunities and no problem")
	case err != nil && (len(all) > 0 || !errors.As(err, &p) || p.Total < len(p.First) || len(p.First) == 0):
		t.Fatalf("%d opportunities and %v", len(all), err)
	case err != nil:
		return
	}
	for _, o := range all {
		if o.ID == "" || o.Organisation == "" || o.Title == nil || o.StartsAt.IsZero() || !o.EndsAt.IsZero() && o.EndsAt.Before(o.StartsAt) {
			t.Fatalf("let through: %+v", o)
		}
	}
	var b bytes.Buffer
	if err := importer.WriteOpportunities(&b, importer.CSV, each(all), time.UTC); err != nil {
		t.Fatal(err)
	}
	again, err := importer.Opportunities(&b, importer.CSV, importer.Options{Places: places})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all, again); diff != "" {
		t.Fatal(diff)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte(head + good))
	f.Add([]byte(strings.ReplaceAll(head+good, ",", "\t")))
	f.Add([]byte("id;title_th;organisation;starts_at\na;'=b;c;2026-01-01\n"))
	f.Add([]byte("\xff\xfei\x00d\x00"))
	f.Fuzz(func(t *testing.T, data []byte) { whole(t, data, importer.CSV) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"id":"a","title_en":"A","organisation":"G","starts_at":"2026-11-28T08:00:00Z","skills":["x"],"seats":3}]`))
	f.Add([]byte("{}\n{}"))
	f.Fuzz(func(t *testing.T, data []byte) { whole(t, data, importer.JSON) })
}

func FuzzXLSX(f *testing.F) {
	var b bytes.Buffer
	docs := []*domain.Opportunity{wanted()}
	if err := importer.WriteOpportunities(&b, importer.XLSX, each(docs), time.UTC); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte(workbook(f, `<workbookPr date1904="1"/>`, []piece{titles, plain, {`<row r="2000000000"><c r="A2000000000"><f>1</f></c></row>`, 1}})))
	f.Add([]byte(workbook(f, "", []piece{titles, plain, {`<row><c t="s"><v>1</v></c><c r="XFD3" t="e"><v>_x0042_</v></c></row>`, 1}},
		part{"xl/sharedStrings.xml", []piece{{"<sst><si><r><t>a</t></r></si><si/></sst>", 1}}})))
	f.Fuzz(func(t *testing.T, data []byte) { whole(t, data, importer.XLSX) })
}
