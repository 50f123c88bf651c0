package measure_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/importer"
	"jitasa/internal/measure"
	"jitasa/internal/place"
)

var update = flag.Bool("update", false, "write the golden files anew")

// books are a ledger, a platform and what was counted, in memory.
type books struct {
	sent            []measure.Sent
	opened, clicked *int
	told            error
	asked           string
	clicks          []*domain.Click
	responses       []*domain.Response
	broken          error // of all of them
}

func stream[T any](all []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

func (b *books) Segments(context.Context, string) iter.Seq2[measure.Sent, error] {
	return stream(b.sent, nil)
}

func (b *books) Of(context.Context, string) iter.Seq2[*domain.Click, error] {
	return stream(b.clicks, nil)
}

func (b *books) In(context.Context, string) iter.Seq2[*domain.Response, error] {
	return stream(b.responses, b.broken)
}

func (b *books) Statistics(_ context.Context, unit string, from, to time.Time) (opened, clicked *int, err error) {
	b.asked = fmt.Sprint(unit, " ", from.Format(time.DateOnly), " ", to.Format(time.DateOnly))
	return b.opened, b.clicked, b.told
}

func (b *books) click(n int, link, variant string) {
	for range n {
		b.clicks = append(b.clicks, &domain.Click{Campaign: "2026-12", Link: link, Variant: variant})
	}
}

// did adds what n people did, each of them numbered from first.
func (b *books) did(kind domain.ResponseKind, value, variant string, first, n int) {
	for i := range n {
		b.responses = append(b.responses, &domain.Response{Campaign: "2026-12", Kind: kind, Value: value, Variant: variant, Person: fmt.Sprint("U", first+i)})
	}
}

func (b *books) report(t *testing.T) *measure.Report {
	t.Helper()
	day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	r, err := measure.Sources{Ledger: b, Platform: b, Clicks: b, Responses: b}.Report(t.Context(),
		measure.Query{Campaign: "2026-12", Unit: measure.Unit("2026-12"), From: day, To: day.AddDate(0, 0, 7)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func number(n int) *int { return &n }

// december is a month with something of everything.
func december() *books {
	b := &books{opened: number(1520)}
	seg := func(province, lang string) measure.Segment { return measure.Segment{Province: province, Lang: lang} }
	b.sent = []measure.Sent{
		{Segment: seg("32", "th"), Accepted: 1200, Failed: 3, Uncertain: 1, Skipped: map[string]int{"no_consent": 40, "left": 7}},
		{Segment: seg("10", "th"), Accepted: 800, Skipped: map[string]int{"left": 5, "read_it": 12}},
		{Segment: seg("10", "en"), Accepted: 95},
		{Segment: seg("32", "th"), Accepted: 34}, // a segment may come in parts
		{Segment: seg("20", "th"), Accepted: 64, Skipped: map[string]int{"some_new_reason": 2}},
		{Segment: seg("", ""), Skipped: map[string]int{"gone": 4}},
	}
	b.click(310, "story-1", "32/th")
	b.click(120, "story-1", "10/th")
	b.click(31, "picks", "10/en")
	b.did(domain.HasVoted, "fair:0", "32/th", 0, 20)
	b.did(domain.HasVoted, "fair:1", "10/th", 20, 11)
	b.did(domain.HasVoted, "food:0", "32/th", 0, 5) // the same people in another poll
	b.did(domain.HasJoined, "o1", "32/th", 0, 9)
	b.did(domain.HasJoined, "o2", "32/th", 5, 9) // five of them again
	b.did(domain.HasOpened, "o1", "32/th", 0, 70)
	b.did(domain.HasRead, "", "10/th", 100, 12)
	b.did(domain.HasLeft, "", "/th", 200, 2) // of whom nobody knows where they live
	return b
}

func TestReport(t *testing.T) {
	b := december()
	r := b.report(t)
	if b.asked != measure.Unit("2026-12")+" 2026-12-01 2026-12-08" {
		t.Errorf("asked for %q", b.asked)
	}
	people := func(n ...int) map[domain.ResponseKind]int {
		all := map[domain.ResponseKind]int{}
		for i, kind := range domain.ResponseKinds() {
			if n[i] > 0 {
				all[kind] = n[i]
			}
		}
		return all
	}
	sent := func(province, lang string, accepted int, skipped map[string]int) measure.Sent {
		return measure.Sent{Segment: measure.Segment{Province: province, Lang: lang}, Accepted: accepted, Skipped: skipped}
	}
	surin := sent("32", "th", 1234, map[string]int{"no_consent": 40, "left": 7})
	surin.Failed, surin.Uncertain = 3, 1
	want := []measure.Figures{
		{Sent: sent("10", "en", 95, nil), Clicks: 31},
		{Sent: sent("10", "th", 800, map[string]int{"left": 5, "read_it": 12}), Clicks: 120, People: people(12, 11, 0, 0, 0)},
		{Sent: sent("20", "th", 64, map[string]int{"some_new_reason": 2})},
		{Sent: surin, Clicks: 310, People: people(0, 20, 70, 14, 0)},
		{Sent: sent("", "th", 0, nil), People: people(0, 0, 0, 0, 2)},
		{Sent: sent("", "", 0, map[string]int{"gone": 4})},
	}
	if diff := cmp.Diff(want, r.Segments, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	whole := measure.Figures{Clicks: 461, People: people(12, 31, 70, 14, 2)}
	whole.Accepted, whole.Failed, whole.Uncertain = 2193, 3, 1
	whole.Skipped = map[string]int{"no_consent": 40, "left": 12, "read_it": 12, "some_new_reason": 2, "gone": 4}
	if diff := cmp.Diff(whole, r.Total); diff != "" {
		t.Error(diff)
	}
	if r.Total.Audience() != 2193+3+1+70 || r.Total.SkippedPeople() != 70 {
		t.Errorf("%d people, %d skipped", r.Total.Audience(), r.Total.SkippedPeople())
	}
	if diff := cmp.Diff([]measure.Tally{{"story-1", 430}, {"picks", 31}}, r.Links); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]measure.Tally{{"fair:0", 20}, {"fair:1", 11}, {"food:0", 5}}, r.Votes); diff != "" {
		t.Error(diff)
	}
	if r.Opened == nil || *r.Opened != 1520 || r.Clicked != nil {
		t.Errorf("opened %v, clicked %v", r.Opened, r.Clicked)
	}
	waiting := december()
	waiting.sent[0].Waiting = 5
	if r := waiting.report(t); r.Total.Waiting != 5 || r.Total.Audience() != 2193+3+1+70+5 || r.Provinces()[0].Waiting != 5 || !strings.Contains(r.Text(words(t, "th"), names(t, "th")), "รอส่ง") {
		t.Errorf("%+v", r.Total)
	}
	if provinces := r.Provinces(); len(provinces) != 4 || provinces[0].Province != "32" || provinces[1].Accepted != 895 || provinces[1].Clicks != 151 || provinces[3].Province != "" {
		t.Errorf("%+v", provinces)
	}
}

// That LINE does not answer leaves out what only LINE knows; a book that cannot be read is an error.
func TestReportWithoutSources(t *testing.T) {
	b := december()
	b.told, b.opened = domain.ErrUnavailable, nil
	if r := b.report(t); r.Total.Accepted != 2193 || !errors.Is(r.Untold, domain.ErrUnavailable) || !strings.Contains(r.Text(words(t, "th"), names(t, "th")), "ยังไม่ทราบจาก LINE") {
		t.Errorf("%+v", r)
	}
	b.broken = domain.ErrUnavailable
	if _, err := (measure.Sources{Ledger: b, Clicks: b, Responses: b}).Report(t.Context(), measure.Query{Campaign: "c"}); !errors.Is(err, domain.ErrUnavailable) {
		t.Error(err)
	}
}

func words(t *testing.T, lang string) measure.Words {
	t.Helper()
	catalog, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return catalog.For(lang)
}

func names(t *testing.T, lang string) measure.Names {
	t.Helper()
	places, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	return func(code string) string {
		p, _ := places.Place(code)
		return p.Name(lang)
	}
}

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-written +given); -update writes it:\n%s", name, diff)
	}
}

func TestText(t *testing.T) {
	for _, lang := range []string{"th", "en"} {
		golden(t, "report."+lang+".txt", []byte(december().report(t).Text(words(t, lang), names(t, lang))))
		golden(t, "empty."+lang+".txt", []byte((&books{}).report(t).Text(words(t, lang), names(t, lang))))
	}
}

// Every table fits into a workbook, and the segments into a file of their own.
func TestFiles(t *testing.T) {
	r := december().report(t)
	var sheets []importer.Sheet
	for _, table := range r.Tables(words(t, "th"), names(t, "th")) {
		sheets = append(sheets, importer.Sheet(table))
	}
	var book, csv bytes.Buffer
	if err := importer.WriteSheets(&book, importer.XLSX, sheets...); err != nil || len(sheets) != 5 {
		t.Fatal(len(sheets), err)
	}
	if err := importer.WriteSheets(&csv, importer.CSV, importer.Sheet(r.SegmentTable(words(t, "th"), names(t, "th")))); err != nil {
		t.Fatal(err)
	}
	golden(t, "segments.th.csv", csv.Bytes())
}
