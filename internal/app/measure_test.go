package app_test

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/domain"
	"jitasa/internal/measure"
)

// clicks follows a link as a phone does, and gives where it leads.
func (r *rig) clicks(link string, headers ...string) (status int, target string) {
	r.Helper()
	q, err := http.NewRequestWithContext(r.Context(), http.MethodGet, link, nil)
	if err != nil {
		r.Fatal(err)
	}
	q.Header.Set("User-Agent", "Mozilla/5.0 (iPhone) Line/14.19.0")
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	a, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		r.Fatal(err)
	}
	if err := a.Body.Close(); err != nil {
		r.Fatal(err)
	}
	return a.StatusCode, a.Header.Get("Location")
}

func all[T any](t *testing.T, docs iter.Seq2[*T, error]) (list []T) {
	t.Helper()
	for doc, err := range docs {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, *doc)
	}
	return list
}

// A link leads on and is counted by the hour, with nothing in the database that tells who it was; while
// the database does not answer it leads on all the same.
func TestLinksOfANewsletter(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		const target = "https://example.org/story"
		link := strings.Replace(r.app.Links.Link("2026-12", "story", "32/th", target), r.app.Links.BaseURL, r.url, 1)
		for _, headers := range [][]string{nil, nil, {"DNT", "1"}, {"Sec-GPC", "1"}} {
			if status, to := r.clicks(link, headers...); status != http.StatusFound || to != target {
				t.Errorf("%q: %d to %q", headers, status, to)
			}
		}
		found := all(t, r.app.Store.Clicks.Of(t.Context(), "2026-12"))
		if len(found) != 1 || found[0].Count != 2 || found[0].Link != "story" || found[0].Variant != "32/th" || !found[0].At.Equal(found[0].At.Truncate(time.Hour)) || time.Since(found[0].At) > 2*time.Hour {
			t.Errorf("counted: %+v", found)
		}
		if id, err := ulid.Parse(found[0].ID); err != nil || !ulid.Time(id.Time()).Equal(found[0].At) {
			t.Errorf("the id tells the moment: %s, %v", found[0].ID, err)
		}
		if status, to := r.clicks(link + "A"); status != http.StatusNotFound || to != "" {
			t.Errorf("a link that is none: %d to %q", status, to)
		}
		if r.path != "" {
			unlock := r.lock()
			status, to := r.clicks(link)
			unlock()
			if status != http.StatusFound || to != target {
				t.Errorf("without a database: %d to %q", status, to)
			}
		}
	})
}

// did sums up what is recorded of a campaign: "poll vote:1 by U…".
func (r *rig) did(campaign string) []string {
	r.Helper()
	var all []string
	for doc, err := range r.app.Store.Responses.In(r.Context(), campaign) {
		if err != nil {
			r.Fatal(err)
		}
		all = append(all, strings.TrimSpace(string(doc.Kind)+" "+doc.Value)+" in "+doc.Variant)
	}
	return all
}

// What people do because of an issue is recorded once for each, stands in their
// copy, and is gone with them.
func TestResponses(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p, other := r.person(markedProfile), r.person("OTHERPERSON")
		p.signUp()
		other.tap("f=newsletter&s=%21poll&n=2026-12&v=vote%3A1")
		for _, tap := range []string{"v=vote%3A1", "v=vote%3A1", "v=vote%3A2", "v=other%3A0"} {
			p.tap("f=newsletter&s=%21poll&n=2026-12&" + tap)
		}
		p.tap("f=newsletter&s=%21off&n=2026-12")
		p.tap("f=newsletter&s=%21off&n=2026-12")
		want := []string{"poll other:0 in 31/en", "poll vote:1 in /th", "poll vote:2 in 31/en", "unsubscribed in 31/en"}
		if got := r.did("2026-12"); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		p.tap("f=newsletter&s=%21uncount")
		_, body := p.fetch(p.link())
		var export struct {
			Profile   domain.Volunteer
			Responses []domain.Response
		}
		if err := json.Unmarshal([]byte(body), &export); err != nil {
			t.Fatal(err)
		}
		if len(export.Responses) != 3 || !export.Profile.Unmeasured || slices.ContainsFunc(export.Responses, func(r domain.Response) bool { return r.Person != p.id }) {
			t.Errorf("the copy has %+v", export.Responses)
		}
		p.tap("f=%21erase")
		for _, data := range p.buttons() {
			if strings.Contains(data, "yes") {
				p.tap(data)
			}
		}
		if got := r.did("2026-12"); !slices.Equal(got, []string{"poll vote:1 in /th"}) {
			t.Errorf("after the erasure: %q", got)
		}
	})
}

// A report adds up what is in the store, on either engine.
func TestReportFromTheStore(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		ctx := t.Context()
		record := measure.Recorder{Kept: r.app.Store.Responses}
		for i, person := range []string{"Ua", "Ub", "Ub", "Uc"} {
			done := &domain.Response{Campaign: "2026-12", Kind: domain.HasJoined, Value: string(rune('a' + i)), Person: person, Variant: "32/th", At: time.Now()}
			read := &domain.Response{Campaign: "2026-12", Kind: domain.HasRead, Person: person, Variant: "32/th", At: time.Now()}
			if err := record.Record(ctx, done, read); err != nil {
				t.Fatal(err)
			}
		}
		if err := record.Record(ctx, &domain.Response{Campaign: "2026-11", Kind: domain.HasRead, Person: "Ud", At: time.Now()}); err != nil {
			t.Fatal(err)
		}
		sources := measure.Sources{Ledger: nothing{}, Clicks: r.app.Store.Clicks, Responses: r.app.Store.Responses, Platform: r.app.Sender}
		report, err := sources.Report(ctx, measure.Query{Campaign: "2026-12", Unit: measure.Unit("2026-12"), From: time.Now(), To: time.Now()})
		if err != nil || report.Total.People[domain.HasJoined] != 3 || report.Total.People[domain.HasRead] != 3 || report.Untold != nil || len(report.Segments) != 1 {
			t.Errorf("%+v, %v", report, err)
		}
		var readers []string
		for person, err := range r.app.Store.Responses.Readers(ctx, "2026-12") {
			if err != nil {
				t.Fatal(err)
			}
			readers = append(readers, person)
		}
		if !slices.Equal(readers, []string{"Ua", "Ub", "Uc"}) {
			t.Errorf("read by %q", readers)
		}
	})
}

type nothing struct{}

func (nothing) Segments(context.Context, string) iter.Seq2[measure.Sent, error] {
	return func(func(measure.Sent, error) bool) {}
}

// After a year nobody counts any more who clicked or answered.
func TestMeasuresAreNotKeptForever(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p := r.person("Somchai")
		p.tap("f=newsletter&s=%21poll&n=2026-12&v=vote%3A1")
		r.clicks(strings.Replace(r.app.Links.Link("2026-12", "story", "32/th", "https://example.org/"), r.app.Links.BaseURL, r.url, 1))
		left := func() int {
			return len(all(t, r.app.Store.Clicks.Of(t.Context(), "2026-12"))) + len(r.did("2026-12"))
		}
		r.sim.Advance(364 * 24 * time.Hour)
		if left() != 2 {
			t.Fatalf("%d of a click and an answer", left())
		}
		r.sim.Advance(3 * 24 * time.Hour)
		r.until("both to be deleted", func() bool { return left() == 0 })
	})
}
