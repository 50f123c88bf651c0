package importer_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/importer"
)

// places knows Surin, two of its districts, and Bangkok.
var places = importer.PlacesFunc(func(code string) (domain.Point, bool) {
	p, ok := map[string]domain.Point{
		"32": {Lat: 14.88, Lng: 103.49}, "3201": {Lat: 14.881, Lng: 103.494}, "3205": {Lat: 14.63, Lng: 103.40}, "10": {Lat: 13.75, Lng: 100.51},
	}[code]
	return p, ok
})

const head = "id,title_th,title_en,summary_th,summary_en,organisation,cause,kind,province_code,district_code,lat,lng,starts_at,ends_at,seats,skills,minors_ok,expenses,contact,source,licence\n"

const good = `t-1,เก็บขยะ,Clean up,"สองบรรทัด
ในช่องเดียว",Summary,กลุ่มจิตอาสา,environment,oneday,32,3205,14.7,103.41,2026-11-28T08:00:00+07:00,2026-11-28T12:00:00+07:00,20,Driving; first_aid;driving,ใช่,มีอาหาร,LINE,ข้อมูลสาธิต,CC BY-NC-SA 3.0 TH
`

func read(t *testing.T, text string, f importer.Format) ([]*domain.Opportunity, error) {
	t.Helper()
	return importer.Opportunities(strings.NewReader(text), f, importer.Options{Places: places})
}

func one(t *testing.T, text string) *domain.Opportunity {
	t.Helper()
	all, err := read(t, text, importer.CSV)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d opportunities, error:\n%v", len(all), err)
	}
	return all[0]
}

func wanted() *domain.Opportunity {
	return &domain.Opportunity{
		Meta: domain.Meta{ID: "t-1"}, Title: domain.Text{"th": "เก็บขยะ", "en": "Clean up"},
		Summary: domain.Text{"th": "สองบรรทัด\nในช่องเดียว", "en": "Summary"}, Organisation: "กลุ่มจิตอาสา",
		Cause: "environment", Kind: domain.OneDay, Province: "32", District: "3205", Point: &domain.Point{Lat: 14.7, Lng: 103.41},
		StartsAt: time.Date(2026, 11, 28, 1, 0, 0, 0, time.UTC), EndsAt: time.Date(2026, 11, 28, 5, 0, 0, 0, time.UTC),
		Seats: 20, Skills: []string{"driving", "first_aid"}, MinorsOK: true, Expenses: "มีอาหาร", Contact: "LINE",
		Source: "ข้อมูลสาธิต", Licence: "CC BY-NC-SA 3.0 TH", State: domain.Open,
	}
}

func TestReadsARow(t *testing.T) {
	if diff := cmp.Diff(wanted(), one(t, head+good)); diff != "" {
		t.Error(diff)
	}
}

func TestReadsWhatPeoplesComputersWrite(t *testing.T) {
	text := head + good
	thai, err := charmap.Windows874.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	// The commas of the text stand between cells only.
	semicolons := strings.ReplaceAll(strings.ReplaceAll(text, "Driving; first_aid;driving", `"Driving; first_aid;driving"`), ",", ";")
	for name, text := range map[string]string{
		"BOM": "\ufeff" + text, "Windows-874": thai, "UTF-16": wide, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"),
		"semicolons": semicolons, "tabs": strings.ReplaceAll(text, ",", "\t"), "capitals": strings.Replace(text, "id,title_th", " ID ,Title_TH", 1),
		"blank lines": head + "\n,,,,,,,,,,,,,,,,,,,,\n" + good + "\n\n", "unseen characters": strings.Replace(text, "เก็บขยะ", "\u200bเก็บ\u200bขยะ\u00a0", 1),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(wanted(), one(t, text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadsJSON(t *testing.T) {
	object := `{"id":"t-1","title_th":"เก็บขยะ","title_en":"Clean up","summary_th":"สองบรรทัด\nในช่องเดียว","summary_en":"Summary",
		"organisation":"กลุ่มจิตอาสา","cause":"environment","kind":"oneday","province_code":32,"district_code":"3205","lat":14.7,"lng":103.41,
		"starts_at":"2026-11-28T08:00:00+07:00","ends_at":"2026-11-28T12:00:00+07:00","seats":20,"skills":["driving","first_aid"],
		"minors_ok":true,"expenses":"มีอาหาร","contact":"LINE","source":"ข้อมูลสาธิต","licence":"CC BY-NC-SA 3.0 TH"}`
	for name, text := range map[string]string{"array": "[" + object + "]", "lines": strings.ReplaceAll(object, "\n", " ") + "\n"} {
		all, err := read(t, text, importer.JSON)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff([]*domain.Opportunity{wanted()}, all); diff != "" {
			t.Error(name, diff)
		}
	}
}

func TestLeavesWhatIsEmpty(t *testing.T) {
	text := "id,title_en,organisation,starts_at,district_code,kind\nr1,Translate,Group,2026-11-28T08:00:00Z,,remote\nr2,Help,Group,2026-12-01 09:30,3201,\n"
	all, err := read(t, text, importer.CSV)
	if err != nil {
		t.Fatal(err)
	}
	want := []*domain.Opportunity{
		{
			Meta: domain.Meta{ID: "r1"}, Title: domain.Text{"en": "Translate"}, Organisation: "Group", Cause: "general", Kind: domain.Remote,
			StartsAt: time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC), State: domain.Open,
		},
		{
			Meta: domain.Meta{ID: "r2"}, Title: domain.Text{"en": "Help"}, Organisation: "Group", Cause: "general", Kind: domain.OneDay,
			Province: "32", District: "3201", Point: &domain.Point{Lat: 14.881, Lng: 103.494}, // the district's
			StartsAt: time.Date(2026, 12, 1, 2, 30, 0, 0, time.UTC), State: domain.Open,
		},
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
}

// words are the texts of a language.
func words(t *testing.T, lang string) *i18n.Texts {
	t.Helper()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts.For(lang)
}

// said is what somebody who reads English is told of a file.
func said(t *testing.T, err error) string {
	t.Helper()
	var p *importer.Problems
	if !errors.As(err, &p) {
		t.Fatalf("%v; want problems", err)
	}
	return p.In(words(t, "en"))
}

// problems of a file that must not be imported.
func problems(t *testing.T, text string, f importer.Format) *importer.Problems {
	t.Helper()
	all, err := read(t, text, f)
	var p *importer.Problems
	if all != nil || !errors.As(err, &p) {
		t.Fatalf("%d opportunities and the error %v; want problems only", len(all), err)
	}
	return p
}

func TestListsEveryProblemOfARow(t *testing.T) {
	const row = "t-%d,ชื่อ,,,,กลุ่ม,food,oneday,32,3201,14.9,103.5,2026-11-28T08:00:00+07:00,,5,,true,,,,\n"
	for _, c := range []struct{ was, is, want string }{
		{"t-2", "", "row 2, column id: must not be empty"},
		{"t-2", "t 2", `row 2, column id: "t 2": an id has only letters A–Z, digits, and . _ - :`},
		{"ชื่อ", "  ", "row 2, column title_th: a title is needed, in title_th or title_en"},
		{"กลุ่ม", "", "row 2, column organisation: must not be empty"},
		{"food", "fod", `row 2, column cause: "fod" is none of general, children`},
		{"oneday", "someday", `row 2, column kind: "someday" is none of oneday`},
		{",32,", ",99,", `row 2, column province_code: "99" is no such code`},
		{",32,", ",10,", "row 2, column district_code: the district 3201 is not in the province 10"},
		{"3201", "32", `row 2, column district_code: "32" is no such code; it has 4 digits`},
		{"14.9", "abc", `row 2, column lat: "abc" is no number of degrees`},
		{"14.9", "NaN", `row 2, column lat: "NaN" is no number of degrees`},
		{"14.9", "", "row 2, column lat: lat and lng must both be there"},
		{"14.9", "48.1", "row 2, column lat: 48.1, 103.5 is not in Thailand"},
		{"14.9,103.5", "103.5,14.9", "row 2, column lat: 103.5, 14.9 is not in Thailand; lat and lng seem to be swapped"},
		{"14.9,103.5", "95,200", "row 2, column lat: 95, 200 is no point on the earth"},
		{"14.9,103.5", "0,0", "row 2, column lat: 0, 0 is not in Thailand"},
		{"2026-11-28T08:00:00+07:00", "", "row 2, column starts_at: must not be empty"},
		{"2026-11-28T08:00:00+07:00", "28/11/69", `row 2, column starts_at: "28/11/69" may be 2026-11-28 or 2069-11-28; write the year in full`},
		{"2026-11-28T08:00:00+07:00", "2569-11-28T08:00:00+07:00", "row 2, column starts_at: the year 2569 looks Buddhist; write 2026"},
		{"+07:00,", "+07:00,2026-11-28T07:59:00+07:00", "row 2, column ends_at: the work ends before it starts"},
		{",5,", ",-1,", `row 2, column seats: "-1" is no whole number`},
		{",5,", ",many,", `row 2, column seats: "many" is no whole number`},
		{"true", "perhaps", `row 2, column minors_ok: "perhaps" is none of true`},
		{"ชื่อ", strings.Repeat("ก", 201), "row 2, column title_th: 201 characters; at most 200 are possible"},
		{"ชื่อ", "a\x07b", "row 2, column title_th: there is an invisible control character (U+0007)"},
		{"ชื่อ", "a\u202eb", "row 2, column title_th: there is an invisible control character (U+202E)"},
		{"ชื่อ", "\"a\nb\"", "row 2, column title_th: line breaks and tabs are not possible here"},
		{"t-2", "t-3", `row 3, column id: "t-3" stands in row 2 already`},
		{"true,,,,", "true,,,,,more", "row 2: the row has more cells than the header has columns"},
		{"ชื่อ", `a"b`, "row 2: the quotes of the row do not match"},
	} {
		text := head + strings.Replace(fmt.Sprintf(row, 2), c.was, c.is, 1) + fmt.Sprintf(row, 3)
		if p := problems(t, text, importer.CSV); p.Total != 1 || !strings.HasPrefix(said(t, p), c.want) {
			t.Errorf("%q instead of %q:\n got %s\nwant %s", c.is, c.was, said(t, p), c.want)
		}
	}
}

func TestListsProblemsOfTheFile(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "the file is empty"},
		{"header only", head, "the file has no rows"},
		{"missing columns", "title_th\nx\n", "row 1, column id: the column is missing\nrow 1, column organisation: the column is missing\nrow 1, column starts_at: the column is missing"},
		{"unknown column", strings.Replace(head, "seats", "sits", 1) + good, `row 1, column sits: unknown column "sits"; known are id, title_th`},
		{"column twice", strings.Replace(head, "contact", "id", 1) + good, "row 1, column id: the column stands twice"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x01\x02", "row 1, column"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := said(t, problems(t, c.text, importer.CSV)); !strings.HasPrefix(got, c.want) {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestListsProblemsOfJSON(t *testing.T) {
	const ok = `{"id":"a","title_en":"A","organisation":"G","starts_at":"2026-11-28T08:00:00Z"}`
	for _, c := range []struct{ text, want string }{
		{"[" + ok + ",", "row 2: the JSON is broken here"},
		{"[" + ok, "the JSON is broken here"},
		{"[" + ok + "] x", "there is something after the end of the array"},
		{`[1,` + ok + `]`, "row 1: an object was expected here, not number"},
		{`{"id":{"$gt":""},"title_en":"A","organisation":"G","starts_at":"2026-11-28T08:00:00Z"}`, "row 1, column id: the value must be a text"},
		{`{"identity":"a","title_en":"A"}`, `row 1, column identity: unknown column "identity"`},
		{strings.Repeat("[", 20_000), "row 1: the JSON is broken here"},
	} {
		if got := said(t, problems(t, c.text, importer.JSON)); !strings.HasPrefix(got, c.want) {
			t.Errorf("%.60s\n got %.300s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestCountsTheProblemsBeyondAHundred(t *testing.T) {
	text := head + strings.Repeat(",,,,,,,,,,,,,,,,,,,,x\n", 60)
	p := problems(t, text, importer.CSV)
	if p.Total != 60*4 || len(p.First) != importer.MaxProblems || !strings.HasSuffix(said(t, p), "\nand 140 more problems") {
		t.Errorf("%d problems, %d listed:\n%s", p.Total, len(p.First), said(t, p))
	}
	if p.First[99].Row != 26 {
		t.Errorf("the hundredth problem is in row %d; want 26", p.First[99].Row)
	}
}

func TestRefusesLargeFiles(t *testing.T) {
	p := problems(t, head+strings.Repeat(" ", importer.MaxBytes), importer.CSV)
	if p.First[0].Code != "file_too_large" {
		t.Error(p)
	}
}

// sheet makes a file with a header and a row.
func sheet(t *testing.T, change func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	header := []string{"id", "title_en", "organisation", "starts_at", "minors_ok", "seats", "lat", "lng"}
	if err := f.SetSheetRow("Sheet1", "A1", &header); err != nil {
		t.Fatal(err)
	}
	row := []any{"x-1", "Help", "Group", time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC), true, 12, 14.9, 103.5}
	if err := f.SetSheetRow("Sheet1", "A2", &row); err != nil {
		t.Fatal(err)
	}
	change(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadsCellsOfASpreadsheet(t *testing.T) {
	all, err := read(t, sheet(t, func(*excelize.File) {}), importer.XLSX)
	if err != nil {
		t.Fatal(err)
	}
	want := []*domain.Opportunity{{
		Meta: domain.Meta{ID: "x-1"}, Title: domain.Text{"en": "Help"}, Organisation: "Group", Cause: "general", Kind: domain.OneDay,
		Point:    &domain.Point{Lat: 14.9, Lng: 103.5},
		StartsAt: time.Date(2026, 11, 28, 1, 0, 0, 0, time.UTC), // the cell means Thailand's time
		Seats:    12, MinorsOK: true, State: domain.Open,
	}}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
}

func TestNeverRunsFormulas(t *testing.T) {
	text := sheet(t, func(f *excelize.File) {
		if err := f.SetCellFormula("Sheet1", "B2", `HYPERLINK("http://example.org","x")`); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("Sheet1", "B2", nil); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellFormula("Sheet1", "B2", `HYPERLINK("http://example.org","x")`); err != nil {
			t.Fatal(err)
		}
	})
	p := problems(t, text, importer.XLSX)
	if want := "row 2, column title_en: the cell holds a formula without a result; paste the value"; p.First[0].In(words(t, "en")) != want {
		t.Errorf("got %s\nwant %s", said(t, p), want)
	}
}

func TestRefusesWhatIsNoSpreadsheet(t *testing.T) {
	for _, text := range []string{"PK\x03\x04 broken", head + good} {
		if p := problems(t, text, importer.XLSX); p.First[0].Code != "unreadable" {
			t.Error(p)
		}
	}
}

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]importer.Format{"a.CSV": importer.CSV, "b.tsv": importer.CSV, "c.xlsx": importer.XLSX, "d.jsonl": importer.JSON} {
		if got, err := importer.FormatOf(name); got != want || err != nil {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	if _, err := importer.FormatOf("letter.pdf"); !errors.Is(err, domain.ErrInvalid) {
		t.Error(err)
	}
}

func TestReadsWhatAnOrganiserMaySay(t *testing.T) {
	yes, no := true, false
	head := "id,title_en,organisation,starts_at,kind,weekdays,hours,languages,sitting,certificate,picture\n"
	for cells, want := range map[string]domain.Opportunity{
		"mon;Wed; fri,08:00-12:00,th;en,yes,no,":   {Weekdays: []string{"mon", "wed", "fri"}, Hours: "08:00-12:00", Languages: []string{"th", "en"}, Sitting: &yes, Certificate: &no},
		"จันทร์-ศุกร์,8.30 – 16.00 น.,EN,ไม่,ใช่,": {Weekdays: []string{"mon", "tue", "wed", "thu", "fri"}, Hours: "08:30-16:00", Languages: []string{"en"}, Sitting: &no, Certificate: &yes},
		"sat-mon,,,,,":  {Weekdays: []string{"mon", "sat", "sun"}},
		"จ. พ.,,,,,":    {}, // no separator: not guessed
		"weekends,,,,,": {Weekdays: []string{"sat", "sun"}},
		"วันเสาร์/วันอาทิตย์,9:00 ถึง 11:00,sign;,,1,": {Weekdays: []string{"sat", "sun"}, Hours: "09:00-11:00", Languages: []string{"sign"}, Certificate: &yes},
		",,,,,":                          {},
		"funday,,,,,":                    {},
		",8-12,,,,":                      {},
		",25:00-26:00,,,,":               {},
		",,klingon,,,":                   {},
		",,,,,https://example.org/a.jpg": {Picture: "https://example.org/a.jpg"},
		",,,,,http://example.org/a.jpg":  {},
		",,,,,https:///a.jpg":            {},
		",,,,,javascript:alert(1)":       {},
		",,,maybe,,":                     {},
	} {
		all, err := read(t, head+"w1,Help,Group,2026-12-01 09:30,continuing,"+cells+"\n", importer.CSV)
		if bad := cells == "จ. พ.,,,,," || strings.Contains(cells, "funday") || strings.Contains(cells, ",8-12") || strings.Contains(cells, "25:00") || strings.Contains(cells, "klingon") || strings.Contains(cells, "maybe") || strings.Contains(cells, "http:") || strings.Contains(cells, "///") || strings.Contains(cells, "script"); bad {
			if err == nil {
				t.Errorf("%s: taken", cells)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", cells, err)
			continue
		}
		got := domain.Opportunity{Weekdays: all[0].Weekdays, Hours: all[0].Hours, Languages: all[0].Languages, Sitting: all[0].Sitting, Certificate: all[0].Certificate, Picture: all[0].Picture}
		if len(got.Weekdays) == 0 {
			got.Weekdays = nil
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(cells, diff)
		}
	}
}
