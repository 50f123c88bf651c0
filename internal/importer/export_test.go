package importer_test

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
)

func each[T any](docs []*T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// hard draws texts that files find hard.
func hard(t *rapid.T, name string) string {
	parts := []string{"อาสา", "น้ำ", "a", "=1+1", "+66", "-", "@x", "'", "''=", "\"", ",", ";", "<b>", "&amp;", "é", "😀", "0012", "1e5", "TRUE", "{{.}}", "$gt", "\\"}
	return strings.TrimSpace(strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 4).Draw(t, name), ""))
}

func text(t *rapid.T, name string) domain.Text {
	all := domain.Text{"th": hard(t, name), "en": hard(t, name)}
	if lang := rapid.SampledFrom([]string{"", "th", "en"}).Draw(t, name+" without"); lang != "" {
		delete(all, lang)
	}
	return all
}

func opportunity(t *rapid.T, id string) *domain.Opportunity {
	moment := func(name string) time.Time {
		return time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, name), 0).UTC()
	}
	o := &domain.Opportunity{
		Meta: domain.Meta{ID: id}, Title: text(t, "title"), Organisation: hard(t, "organisation"),
		Cause: rapid.SampledFrom(domain.Causes()).Draw(t, "cause"), Kind: rapid.SampledFrom(domain.Kinds()).Draw(t, "kind"),
		StartsAt: moment("start"), Seats: rapid.IntRange(0, 50).Draw(t, "seats"), MinorsOK: rapid.Bool().Draw(t, "minors"), State: domain.Open,
	}
	if rapid.Bool().Draw(t, "more") {
		o.Summary, o.Expenses, o.Contact, o.Source, o.Licence = text(t, "summary"), hard(t, "expenses"), hard(t, "contact"), hard(t, "source"), hard(t, "licence")
		o.EndsAt = o.StartsAt.Add(time.Duration(rapid.IntRange(0, 1000).Draw(t, "hours")) * time.Hour)
		o.Skills = []string{"driving", "ทำอาหาร"}
		o.Weekdays, o.Hours, o.Languages = []string{"mon", "sun"}, "08:00-12:30", []string{"th", "en"}
		yes, no := true, false
		o.Sitting, o.Certificate, o.Picture = &yes, &no, "https://example.org/a%20b.jpg?w=1"
		o.Province, o.District = "32", "3205"
		o.Point = &domain.Point{Lat: rapid.Float64Range(6, 20).Draw(t, "lat"), Lng: rapid.Float64Range(98, 105).Draw(t, "lng")}
	}
	return o
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom([]importer.Format{importer.CSV, importer.JSON, importer.XLSX}).Draw(t, "format")
		var docs []*domain.Opportunity
		for i := range rapid.IntRange(1, 5).Draw(t, "n") {
			docs = append(docs, opportunity(t, string(rune('a'+i))))
		}
		var b bytes.Buffer
		if err := importer.WriteOpportunities(&b, f, each(docs), time.FixedZone("ICT", 7*60*60)); err != nil {
			t.Fatal(err)
		}
		again, err := importer.Opportunities(bytes.NewReader(b.Bytes()), f, importer.Options{Places: places})
		if err != nil {
			t.Fatalf("%s\n%s", err, b.String())
		}
		if diff := cmp.Diff(docs, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOrganisationsAndNetworksAreReadAgain(t *testing.T) {
	organisations := []*domain.Organisation{
		{Meta: domain.Meta{ID: "o1"}, Name: domain.Text{"th": "มูลนิธิ, หนึ่ง", "en": "One"}, Network: "surin-1", List: "members"},
		{Meta: domain.Meta{ID: "o2"}, Name: domain.Text{"en": "Two"}},
	}
	networks := []*domain.Network{{Meta: domain.Meta{ID: "surin-1"}, Name: domain.Text{"th": "เครือข่าย"}, Province: "32", Organisations: 10, Members: 680}}
	for _, f := range []importer.Format{importer.CSV, importer.JSON, importer.XLSX} {
		var a, b bytes.Buffer
		if err := errors.Join(importer.WriteOrganisations(&a, f, each(organisations)), importer.WriteNetworks(&b, f, each(networks))); err != nil {
			t.Fatal(err)
		}
		gotO, errO := importer.Organisations(&a, f, importer.Options{Places: places})
		gotN, errN := importer.Networks(&b, f, importer.Options{Places: places})
		if err := errors.Join(errO, errN); err != nil {
			t.Fatal(f, err)
		}
		if diff := cmp.Diff(organisations, gotO) + cmp.Diff(networks, gotN); diff != "" {
			t.Error(f, diff)
		}
	}
}

func TestOrganisationsListTheirProblems(t *testing.T) {
	_, err := importer.Organisations(strings.NewReader("id,name_th,name_en,network,list\n,,,,\nx y,ก,,,\na,,,,\n"), importer.CSV, importer.Options{})
	want := "row 3, column id: \"x y\": an id has only letters A–Z, digits, and . _ - :\nrow 4, column name_th: a name is needed, in name_th or name_en"
	if got := said(t, err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestSpreadsheetsDoNotRunWhatIsExported(t *testing.T) {
	docs := []*domain.Organisation{{Meta: domain.Meta{ID: "o1"}, Name: domain.Text{"en": `=HYPERLINK("http://example.org")`}}}
	var b bytes.Buffer
	if err := importer.WriteOrganisations(&b, importer.CSV, each(docs)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"'=HYPERLINK(`) {
		t.Errorf("a formula in the file: %s", b.String())
	}
}

func TestAnErrorOfTheStoreEndsTheExport(t *testing.T) {
	down := errors.New("down")
	docs := func(yield func(*domain.Network, error) bool) { yield(nil, down) }
	if err := importer.WriteNetworks(&bytes.Buffer{}, importer.CSV, docs); !errors.Is(err, down) {
		t.Error(err)
	}
}
