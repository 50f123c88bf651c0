package public_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
	"jitasa/internal/web/public"
)

type words string

func (w words) Lang() string                 { return string(w) }
func (w words) T(id string, _ ...any) string { return string(w) + ":" + id }
func (words) Has(string) bool                { return false }
func (words) Day(time.Time) string           { return "" }
func (words) Clock(time.Time) string         { return "" }

// serve serves the pages, and gives the address of the server.
func serve(t *testing.T, parts public.Parts) string {
	t.Helper()
	kit, err := page.New([]page.Texts{words("th"), words("en")}, public.Files())
	if err != nil {
		t.Fatal(err)
	}
	parts.Kit, parts.Now = kit, time.Now
	if parts.Log == nil {
		parts.Log = slog.New(slog.DiscardHandler)
	}
	pages, err := public.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", pages.Missing())
	for _, r := range pages.Routes() {
		mux.Handle(r.Pattern, r)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// ask asks for an address, with headers in pairs.
func ask(t *testing.T, method, address string, headers ...string) (a *http.Response, body string) {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	if a, err = http.DefaultClient.Do(q); err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	_ = a.Body.Close()
	return a, string(content)
}

// news is an archive with one issue, or one that fails.
type news struct{ fails error }

func (n news) sheet(what string) (page.Sheet, error) {
	return page.NewSheet([]byte(what), time.Unix(1_000_000, 0)), n.fails
}

func (n news) Archive(_ context.Context, lang string) (page.Sheet, error) {
	return n.sheet("archive " + lang)
}
func (n news) Feed(_ context.Context, lang string) (page.Sheet, error) {
	return n.sheet("feed " + lang)
}
func (n news) Issue(_ context.Context, id, lang string) (page.Sheet, error) {
	if id != "june" {
		return page.Sheet{}, fmt.Errorf("issue %s: %w", id, domain.ErrNotFound)
	}
	return n.sheet(id + " " + lang)
}

// What may be kept is sent once; HEAD is answered as GET is, without the content; each in the language asked for.
func TestPagesAreSentOnce(t *testing.T) {
	at := serve(t, public.Parts{News: news{}})
	for path, kept := range map[string]string{
		"/": "public, max-age=60", "/privacy": "public, max-age=60", "/assets/site.css": "public, max-age=3600",
		"/news/": "public, max-age=5", "/news/june": "public, max-age=5", "/feed.atom": "public, max-age=5",
	} {
		first, body := ask(t, "GET", at+path)
		tag, changed := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
		if first.StatusCode != http.StatusOK || tag == "" || changed == "" || first.Header.Get("Cache-Control") != kept || body == "" {
			t.Fatalf("%s: %d, %v", path, first.StatusCode, first.Header)
		}
		if csp := first.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "form-action 'none'") ||
			strings.Contains(csp, "https:") != (kept == "public, max-age=5") {
			t.Errorf("%s: policy %s", path, csp)
		}
		for name, value := range map[string]string{"If-None-Match": tag, "If-Modified-Since": changed} {
			if a, body := ask(t, "GET", at+path, name, value); a.StatusCode != http.StatusNotModified || body != "" {
				t.Errorf("%s with %s: %d, %d bytes; want 304 and nothing", path, name, a.StatusCode, len(body))
			}
		}
		if a, _ := ask(t, "GET", at+path, "If-None-Match", `"other"`); a.StatusCode != http.StatusOK {
			t.Errorf("%s changed: %d", path, a.StatusCode)
		}
		head, none := ask(t, "HEAD", at+path)
		first.Header.Del("Date")
		head.Header.Del("Date")
		if got, want := fmt.Sprint(head.Header), fmt.Sprint(first.Header); head.StatusCode != http.StatusOK || none != "" || got != want || head.ContentLength != int64(len(body)) {
			t.Errorf("HEAD %s: %d, %d bytes, %s\nwant %s", path, head.StatusCode, len(none), got, want)
		}
		if strings.HasPrefix(path, "/assets") {
			continue
		}
		english, text := ask(t, "GET", at+path, "Accept-Language", "en-GB,th;q=0.5")
		if chosen, thai := ask(t, "GET", at+path+"?lang=th", "Accept-Language", "en"); english.Header.Get("Vary") != "Accept-Language" || text == body || thai != body || chosen.Header.Get("ETag") != tag {
			t.Errorf("%s in English: %s\nin Thai: %s", path, text, thai)
		}
	}
}

// What goes wrong is said by a page, in the reader's language, which nobody keeps.
func TestWhatGoesWrong(t *testing.T) {
	out := domain.ErrUnavailable
	there, broken := serve(t, public.Parts{News: news{}, Exports: exports{}}), serve(t, public.Parts{News: news{out}, Exports: exports{fails: out}})
	for address, want := range map[string]struct {
		status int
		says   string
	}{
		there + "/nothing":         {http.StatusNotFound, "en:page.missing.title"},
		there + "/news/july":       {http.StatusNotFound, "en:page.missing.title"},
		there + "/assets/none.css": {http.StatusNotFound, "en:page.missing.title"},
		there + "/r/bad":           {http.StatusNotFound, "en:page.lost.title"},
		there + "/my/other":        {http.StatusNotFound, "en:page.gone.title"},
		broken + "/news/":          {http.StatusServiceUnavailable, "en:page.sorry.title"},
		broken + "/news/june":      {http.StatusServiceUnavailable, "en:page.sorry.title"},
		broken + "/feed.atom":      {http.StatusServiceUnavailable, "en:page.sorry.title"},
		broken + "/my/secret":      {http.StatusServiceUnavailable, "en:page.sorry.title"},
	} {
		a, body := ask(t, "GET", address, "Accept-Language", "en")
		if a.StatusCode != want.status || !strings.Contains(body, want.says) || a.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d, %v, %s\nwant %d, %s", address, a.StatusCode, a.Header, body, want.status, want.says)
		}
		if h := a.Header; h.Get("Cache-Control") != "no-store" || h.Get("ETag") != "" || h.Get("Content-Disposition") != "" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", address, a.Header)
		}
		if head, none := ask(t, "HEAD", address, "Accept-Language", "en"); head.StatusCode != want.status || none != "" || head.ContentLength != int64(len(body)) {
			t.Errorf("HEAD %s: %d, %d bytes", address, head.StatusCode, len(none))
		}
	}
}

// exports are somebody's data, or break off in the middle of it.
type exports struct{ fails, breaks error }

func (e exports) Export(_ context.Context, secret string, _ time.Time, w io.Writer) error {
	if secret != "secret" {
		return domain.ErrNotFound
	}
	if e.fails != nil {
		return e.fails
	}
	_, err := io.WriteString(w, "{}")
	return errors.Join(err, e.breaks)
}

// Somebody's data are a file for them alone; if they break off, no page is put behind them.
func TestMyData(t *testing.T) {
	for _, e := range []exports{{}, {breaks: domain.ErrUnavailable}} {
		a, body := ask(t, "GET", serve(t, public.Parts{Exports: e})+"/my/secret")
		if h := a.Header; a.StatusCode != http.StatusOK || body != "{}" || h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "no-referrer" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || !strings.HasPrefix(h.Get("Content-Type"), "application/json") {
			t.Errorf("%d, %v, %q", a.StatusCode, h, body)
		}
	}
}
