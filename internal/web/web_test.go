package web_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/web"
	"jitasa/internal/web/page"
	"jitasa/internal/web/public"
)

type words struct{}

func (words) Lang() string                 { return "th" }
func (words) T(id string, _ ...any) string { return id }
func (words) Has(string) bool              { return false }
func (words) Day(time.Time) string         { return "" }
func (words) Clock(time.Time) string       { return "" }

// everything stands for all that the server needs; each part can be made to fail.
type everything struct {
	accept  error
	panics  bool
	offered int
	waited  time.Duration
}

func (e *everything) Verify([]byte, string) bool { return true }

func (e *everything) Parse(body []byte, _ time.Time) ([]*inbox.Event, int, error) {
	if e.panics {
		panic("SECRETTEXT")
	}
	return []*inbox.Event{{Raw: body}}, 0, nil
}

func (e *everything) Accept(ctx context.Context, events []*inbox.Event) ([]*inbox.Event, error) {
	if deadline, ok := ctx.Deadline(); ok {
		e.waited = time.Until(deadline)
	}
	return events, e.accept
}

func (e *everything) Offer(events ...*inbox.Event) { e.offered += len(events) }

func (e *everything) Export(context.Context, string, time.Time, io.Writer) error { return e.accept }

func pages(t *testing.T, parts public.Parts) *public.Pages {
	t.Helper()
	kit, err := page.New([]page.Texts{words{}}, public.Files())
	if err != nil {
		t.Fatal(err)
	}
	parts.Kit, parts.Now = kit, time.Now
	pages, err := public.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func serve(t *testing.T, e *everything, log io.Writer, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	logger := slog.New(slog.NewTextHandler(log, nil))
	handler := web.New(web.Parts{
		Platform: e, Inbox: e, Dispatcher: e, Public: pages(t, public.Parts{Exports: e, Log: logger}), Now: time.Now, Log: logger,
		Ready: func(context.Context) error { return e.accept },
	})
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body)))
	return w
}

// What is not stored is neither acknowledged nor handed over, and LINE is not
// kept waiting for longer than it waits.
func TestNotStored(t *testing.T) {
	e := &everything{accept: domain.ErrUnavailable}
	if w := serve(t, e, io.Discard, "POST", "/webhook/line", `{}`); w.Code != http.StatusServiceUnavailable || e.offered != 0 {
		t.Errorf("status %d, %d offered", w.Code, e.offered)
	}
	if e.waited <= 0 || e.waited > 1900*time.Millisecond {
		t.Errorf("the store may take %v", e.waited)
	}
	for _, path := range []string{"/readyz", "/my/secret"} {
		if w := serve(t, e, io.Discard, "GET", path, ""); w.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	e.accept = nil
	if w := serve(t, e, io.Discard, "POST", "/webhook/line", `{}`); w.Code != http.StatusOK || e.offered != 1 {
		t.Errorf("status %d, %d offered", w.Code, e.offered)
	}
}

// A handler that panics is a 500, and what it panicked with stays out of the log.
func TestPanic(t *testing.T) {
	var log bytes.Buffer
	w := serve(t, &everything{panics: true}, &log, "POST", "/webhook/line", `SECRETTEXT`)
	if w.Code != http.StatusInternalServerError || !strings.Contains(log.String(), "panicked") || strings.Contains(log.String(), "SECRETTEXT") {
		t.Errorf("status %d\n%s", w.Code, &log)
	}
}

// Nothing that a browser shows may run scripts or be framed; personal data are not kept by caches.
func TestHeaders(t *testing.T) {
	for _, path := range []string{"/", "/privacy", "/assets/site.css", "/my/secret"} {
		h := serve(t, &everything{}, io.Discard, "GET", path, "").Header()
		if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", path, h)
		}
	}
	if got := serve(t, &everything{}, io.Discard, "GET", "/my/secret", "").Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
}

// A process that only works serves nobody, but says how it is.
func TestHealthOnly(t *testing.T) {
	h := web.New(web.Parts{HealthOnly: true, Log: slog.New(slog.DiscardHandler), Now: time.Now})
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK, "/": http.StatusNotFound, "/my/x": http.StatusNotFound} {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != want {
			t.Errorf("%s answers %d, want %d", path, answer.Code, want)
		}
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/webhook/line", strings.NewReader("{}")))
	if answer.Code != http.StatusNotFound {
		t.Errorf("the webhook answers %d", answer.Code)
	}
}

// Each face answers at its addresses, to HEAD as to GET, and to nothing else.
func TestAddresses(t *testing.T) {
	for path, want := range map[string]int{
		"GET /": http.StatusOK, "HEAD /": http.StatusOK, "GET /privacy": http.StatusOK, "HEAD /privacy": http.StatusOK, "POST /privacy": http.StatusMethodNotAllowed, "POST /r/x": http.StatusMethodNotAllowed,
		"HEAD /assets/site.css": http.StatusOK, "GET /my/secret": http.StatusOK, "HEAD /my/secret": http.StatusOK, "GET /privacy/": http.StatusMovedPermanently,
		"GET /news/": http.StatusNotFound, "GET /r/x": http.StatusNotFound, "GET /webhook/line": http.StatusMethodNotAllowed,
	} {
		method, path, _ := strings.Cut(path, " ")
		a := serve(t, &everything{}, io.Discard, method, path, "")
		if a.Code != want || method == "HEAD" && a.Body.Len() > 0 {
			t.Errorf("%s %s: %d, %d bytes; want %d", method, path, a.Code, a.Body.Len(), want)
		}
	}
}

// An address that is none of ours leads to a page that says so, in words.
func TestUnknownAddress(t *testing.T) {
	for _, path := range []string{"/nothing", "/news/../x", "/assets/none.css", "/o/1"} {
		a := serve(t, &everything{}, io.Discard, "GET", path, "")
		if a.Code != http.StatusNotFound || !strings.Contains(a.Body.String(), "page.missing.title") || a.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d, %q", path, a.Code, a.Body)
		}
		if !strings.Contains(a.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", path, a.Header())
		}
	}
}
