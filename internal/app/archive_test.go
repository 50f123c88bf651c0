package app_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/store"
)

// ask fetches a page of the app's; headers are pairs.
func (r *rig) ask(method, path string, headers ...string) (status int, h http.Header, body string) {
	r.Helper()
	q, err := http.NewRequestWithContext(r.Context(), method, r.url+path, nil)
	if err != nil {
		r.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	a, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		r.Fatal(err)
	}
	defer a.Body.Close()
	content, err := io.ReadAll(a.Body)
	if err != nil {
		r.Fatal(err)
	}
	return a.StatusCode, a.Header, string(content)
}

// published puts issues into the archive, one a month.
func (r *rig) published(ids ...string) {
	r.Helper()
	for i, id := range ids {
		issue := &domain.Issue{Meta: domain.Meta{ID: id}, Markdown: strings.Replace(demo.Issue(), "2026-11", id, 1), PublishedAt: domain.Instant(r.sim.Now().AddDate(0, -i-1, 0))}
		if err := r.app.Store.Issues.Insert(r.Context(), issue); err != nil {
			r.Fatal(err)
		}
	}
}

// A page of the archive is made once and not sent twice; what is withdrawn is gone within seconds.
func TestArchiveIsPrintedOnce(t *testing.T) {
	r := newRig(t)
	r.published("2026-10", "2026-09")
	for _, path := range []string{"/news/", "/news/2026-10", "/feed.atom"} {
		status, h, body := r.ask("GET", path)
		tag := h.Get("ETag")
		if status != http.StatusOK || tag == "" || h.Get("Last-Modified") == "" || !strings.Contains(body, "2026-10") && path != "/news/2026-10" {
			t.Fatalf("%s: %d, %v", path, status, h)
		}
		if status, _, body := r.ask("GET", path, "If-None-Match", tag); status != http.StatusNotModified || body != "" {
			t.Errorf("%s again: %d, %d bytes", path, status, len(body))
		}
		if status, _, body := r.ask("HEAD", path); status != http.StatusOK || body != "" {
			t.Errorf("HEAD %s: %d, %d bytes", path, status, len(body))
		}
		r.sim.Advance(3 * time.Second) // looked at again, and the same
		if status, _, _ := r.ask("GET", path, "If-None-Match", tag); status != http.StatusNotModified {
			t.Errorf("%s later: %d", path, status)
		}
		if _, english, _ := r.ask("GET", path+"?lang=en"); english.Get("ETag") == tag {
			t.Errorf("%s is the same in English", path)
		}
	}
	if _, err := r.app.Store.Issues.Update(t.Context(), "2026-10", func(i *domain.Issue) error { i.PublishedAt = time.Time{}; return nil }); err != nil {
		t.Fatal(err)
	}
	r.sim.Advance(3 * time.Second)
	if status, _, body := r.ask("GET", "/news/2026-10"); status != http.StatusNotFound || !strings.Contains(body, "ไม่มีหน้านี้") {
		t.Errorf("withdrawn: %d", status)
	}
	for _, path := range []string{"/news/", "/feed.atom"} {
		if _, _, body := r.ask("GET", path); strings.Contains(body, "2026-10") || !strings.Contains(body, "2026-09") {
			t.Errorf("%s after a withdrawal:\n%s", path, body)
		}
	}
	if _, err := r.app.Store.Issues.Update(t.Context(), "2026-09", func(i *domain.Issue) error {
		i.Markdown = strings.Replace(i.Markdown, "น้ำลดแล้ว แต่งานยังไม่จบ", "น้ำลดแล้ว และงานจบแล้ว", 1)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	r.sim.Advance(3 * time.Second)
	if _, _, body := r.ask("GET", "/news/2026-09"); !strings.Contains(body, "และงานจบแล้ว") {
		t.Error("a correction is not shown")
	}
}

// A crowd that clicks is counted by the hour, each once, from however many processes; what an older release kept counts too.
func TestClicksAreCountedByTheHour(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		if err := r.app.Store.Clicks.Insert(t.Context(), &domain.Click{Meta: domain.Meta{ID: "01JDZZZZZZZZZZZZZZZZZZZZZZ"}, Campaign: "2026-12", Link: "story", Variant: "32/th"}); err != nil {
			t.Fatal(err)
		}
		link := r.app.Links.Link("2026-12", "story", "32/th", "https://example.org/")
		token := link[strings.LastIndex(link, "/")+1:]
		var people sync.WaitGroup
		for range 2 { // two processes
			counting := measure.NewRedirects(r.app.Links, r.app.Store.Clicks, r.sim.Now)
			for range 200 {
				people.Go(func() {
					if err := counting.Count(t.Context(), token); err != nil {
						t.Error(err)
					}
				})
			}
		}
		people.Wait()
		if n, err := r.app.Store.Clicks.Count(t.Context(), store.Query{}); err != nil || n > 3 { // one more if an hour ended meanwhile
			t.Errorf("%d documents, %v", n, err)
		}
		report, err := measure.Sources{Ledger: nothing{}, Clicks: r.app.Store.Clicks, Responses: r.app.Store.Responses}.Report(t.Context(), measure.Query{Campaign: "2026-12"})
		if err != nil || report.Total.Clicks != 401 || len(report.Links) != 1 || report.Links[0].Count != 401 {
			t.Errorf("%+v, %v", report, err)
		}
	})
}
