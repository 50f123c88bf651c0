package page_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// face has a form, and serves one page at /.
type face struct {
	*testing.T
	*page.Face
	log bytes.Buffer
}

func newFace(t *testing.T) *face {
	t.Helper()
	f := &face{T: t}
	f.Face = &page.Face{
		Kit: kit(t, fstest.MapFS{
			"a.html":    {Data: []byte(`{{define "main"}}{{.Nonce}} {{.Frame}} {{index .Problems "name"}} {{index .Form "name"}}{{end}}`)},
			"none.html": {Data: []byte(`{{define "main"}}{{asset "none.css"}}{{end}}`)},
		}),
		Log:   slog.New(slog.NewTextHandler(&f.log, nil)),
		Wrong: func(r *page.Request, key string) page.View { return page.View{Page: "a", Title: r.T.T("page." + key)} },
	}
	return f
}

// ask asks for what a handler answers; headers are pairs. A body is that of a form.
func (f *face) ask(h http.Handler, method, path, body string, headers ...string) (a *http.Response, content string) {
	f.Helper()
	server := httptest.NewServer(h)
	defer server.Close()
	q, err := http.NewRequestWithContext(f.Context(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		f.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	if a, err = http.DefaultTransport.RoundTrip(q); err != nil {
		f.Fatal(err)
	}
	b, err := io.ReadAll(a.Body)
	if err != nil {
		f.Fatal(err)
	}
	_ = a.Body.Close()
	return a, string(b)
}

func failing(err error) func(*page.Request) (page.View, error) {
	return func(*page.Request) (page.View, error) { return page.View{}, err }
}

// An error has one meaning to browsers, and one text for people.
func TestWhatErrorsMean(t *testing.T) {
	f := newFace(t)
	for err, want := range map[error]struct {
		status int
		key    string
	}{
		domain.ErrForbidden:   {http.StatusForbidden, "forbidden"},
		domain.ErrNotFound:    {http.StatusNotFound, "missing"},
		domain.ErrConflict:    {http.StatusConflict, "conflict"},
		domain.ErrExists:      {http.StatusConflict, "conflict"},
		domain.ErrInvalid:     {http.StatusUnprocessableEntity, "form"},
		domain.ErrTooLarge:    {http.StatusRequestEntityTooLarge, "form"},
		domain.ErrUnavailable: {http.StatusServiceUnavailable, "sorry"},
		errors.New("any"):     {http.StatusServiceUnavailable, "sorry"},
		&page.Problem{Status: http.StatusGone, Key: "used"}: {http.StatusGone, "used"},
	} {
		f.log.Reset()
		a, body := f.ask(f.Page(failing(fmt.Errorf("wrapped: %w", err))), "GET", "/", "", "Accept-Language", "en")
		if a.StatusCode != want.status || !strings.Contains(body, "en:page."+want.key) {
			t.Errorf("%v: status %d, want %d with %s in\n%s", err, a.StatusCode, want.status, want.key, body)
		}
		if logged := strings.Contains(f.log.String(), "page not made"); logged != (want.status >= 500) {
			t.Errorf("%v: logged %t; only what is our fault is", err, logged)
		}
	}
	if a, body := f.ask(f.Page(failing(page.GoTo("/b"))), "POST", "/", ""); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/b" {
		t.Errorf("status %d to %q, %s", a.StatusCode, a.Header.Get("Location"), body)
	}
}

// A page that cannot be made is an error of ours; if not even that can be said, the status says it.
func TestPagesThatCannotBeMade(t *testing.T) {
	f := newFace(t)
	broken := f.Page(func(*page.Request) (page.View, error) { return page.View{Page: "none"}, nil })
	if a, body := f.ask(broken, "GET", "/", ""); a.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "page.sorry") {
		t.Errorf("status %d\n%s", a.StatusCode, body)
	}
	f.Wrong = func(*page.Request, string) page.View { return page.View{Page: "none"} }
	if a, _ := f.ask(broken, "GET", "/", ""); a.StatusCode != http.StatusInternalServerError {
		t.Errorf("status %d, want 500", a.StatusCode)
	}
}

// What was begun is not finished with a page that says what went wrong.
func TestAnAnswerThatBreaksOff(t *testing.T) {
	f := newFace(t)
	h := f.Do(func(w http.ResponseWriter, _ *page.Request) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, domain.ErrUnavailable)
	})
	if a, body := f.ask(h, "GET", "/", ""); a.StatusCode != http.StatusOK || body != "half" || !strings.Contains(f.log.String(), "broken off") {
		t.Errorf("status %d, %q, log %s", a.StatusCode, body, &f.log)
	}
}

// A form of another site's page is refused before it does anything; one of ours, or of no browser, is taken.
func TestFormsOfOtherSites(t *testing.T) {
	f := newFace(t)
	done := 0
	h := f.Page(func(*page.Request) (page.View, error) {
		done++
		return page.View{Page: "a"}, nil
	})
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		if a, body := f.ask(h, "POST", "/", "", headers...); a.StatusCode != http.StatusForbidden || !strings.Contains(body, "page.form") || done > 0 {
			t.Errorf("%v: status %d, done %d times\n%s", headers, a.StatusCode, done, body)
		}
	}
	for _, headers := range [][]string{{"Sec-Fetch-Site", "same-origin"}, {}} {
		if a, _ := f.ask(h, "POST", "/", "", headers...); a.StatusCode != http.StatusOK {
			t.Errorf("%v: status %d", headers, a.StatusCode)
		}
	}
	if a, _ := f.ask(h, "GET", "/", "", "Sec-Fetch-Site", "cross-site"); a.StatusCode != http.StatusOK {
		t.Errorf("a link from another site: status %d", a.StatusCode)
	}
}

// A form's nonce is one of ours, or the form is refused; so is one that is too long.
func TestNonces(t *testing.T) {
	f := newFace(t)
	var got string
	h := f.Page(func(r *page.Request) (v page.View, err error) {
		got, err = r.Nonce()
		return page.View{Page: "a"}, err
	})
	_, shown := f.ask(h, "POST", "/", "nonce=ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if got != "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		t.Errorf("the nonce is %q", got)
	}
	fresh, _, _ := strings.Cut(shown[strings.Index(shown, "<main>")+len("<main>\n"):], " ")
	if a, _ := f.ask(h, "POST", "/", url.Values{"nonce": {fresh + "-disable_me"}}.Encode()); a.StatusCode != http.StatusOK || got != fresh+"-disable_me" {
		t.Errorf("the nonce of the page, %q: status %d, %q", fresh, a.StatusCode, got)
	}
	for _, bad := range []string{"", "nonce=", "nonce=boss", "nonce=" + fresh + "A", "nonce=" + fresh + "-", "nonce=" + fresh + "-a/b", "nonce=" + fresh + "&x=" + strings.Repeat("x", 64<<10)} {
		if a, body := f.ask(h, "POST", "/", bad); a.StatusCode != http.StatusBadRequest || !strings.Contains(body, "page.form") {
			t.Errorf("%.60s: status %d", bad, a.StatusCode)
		}
	}
}

// A form with a mistake is shown again, with what was filled in and what is wrong, in words.
func TestFormsWithMistakes(t *testing.T) {
	f := newFace(t)
	h := f.Page(func(r *page.Request) (page.View, error) {
		r.Frame = "FRAME " + r.Field("name")
		again := func() (page.View, error) { return page.View{Page: "a"}, nil }
		return page.View{}, &page.Invalid{Fields: map[string]string{"name": "name.problem"}, Again: again}
	})
	if a, body := f.ask(h, "POST", "/", "name=%3Cb%3E", "Accept-Language", "en"); a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "FRAME &lt;b&gt; en:name.problem &lt;b&gt;") {
		t.Errorf("status %d\n%s", a.StatusCode, body)
	}
	h = f.Page(func(*page.Request) (page.View, error) {
		return page.View{}, &page.Invalid{Again: formless(domain.ErrForbidden)}
	})
	if a, _ := f.ask(h, "POST", "/", ""); a.StatusCode != http.StatusForbidden {
		t.Errorf("a form that may not be shown: status %d", a.StatusCode)
	}
}

func formless(err error) func() (page.View, error) {
	return func() (page.View, error) { return page.View{}, err }
}

// A page that lasts is not sent to whoever has it; one that does not is kept by nobody. HEAD is GET without the content.
func TestWhatIsKept(t *testing.T) {
	f := newFace(t)
	made := page.NewSheet([]byte("made"), time.Unix(1_000_000, 0))
	lasting := f.Page(func(*page.Request) (page.View, error) {
		return page.View{Made: &made, Kind: "text/plain", Lasts: time.Minute, Images: "https:"}, nil
	})
	a, body := f.ask(lasting, "GET", "/", "")
	for name, want := range map[string]string{
		"ETag": made.Tag, "Cache-Control": "public, max-age=60", "Content-Type": "text/plain", "Vary": "Accept-Language", "Content-Length": "4", "Last-Modified": "Mon, 12 Jan 1970 13:46:40 GMT",
		"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":  "nosniff", "Referrer-Policy": "no-referrer",
	} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if again, nothing := f.ask(lasting, "GET", "/", "", "If-None-Match", made.Tag); body != "made" || again.StatusCode != http.StatusNotModified || nothing != "" {
		t.Errorf("%q, then status %d, %q", body, again.StatusCode, nothing)
	}
	f.Forms, f.Cookies, f.Secure = true, "/c", true
	passing := f.Page(func(r *page.Request) (page.View, error) {
		r.SetCookie("a", "b", time.Hour)
		return page.View{Page: "a"}, nil
	})
	a, body = f.ask(passing, "GET", "/", "")
	head, none := f.ask(passing, "HEAD", "/", "")
	if h := a.Header; h.Get("ETag") != "" || h.Get("Cache-Control") != "no-store" || h.Get("Vary") != "" || h.Get("Referrer-Policy") != "same-origin" || !strings.Contains(h.Get("Content-Security-Policy"), "form-action 'self'") {
		t.Errorf("a page that nobody keeps: %v", h)
	}
	if set := a.Header.Get("Set-Cookie"); set != "a=b; Path=/c; Max-Age=3600; HttpOnly; Secure; SameSite=Lax" {
		t.Errorf("the cookie is %s", set)
	}
	if none != "" || head.ContentLength != int64(len(body)) || head.Header.Get("Content-Type") != a.Header.Get("Content-Type") {
		t.Errorf("HEAD: %q, %v", none, head.Header)
	}
}

// The language that somebody chose is remembered where a face has cookies, and only there.
func TestTheChosenLanguage(t *testing.T) {
	f := newFace(t)
	h := f.Page(func(*page.Request) (page.View, error) { return page.View{Page: "a"}, nil })
	says := func(want, set, path string, headers ...string) {
		t.Helper()
		a, body := f.ask(h, "GET", path, "", headers...)
		if got := a.Header.Get("Set-Cookie"); !strings.Contains(body, `<html lang="`+want+`">`) || !strings.HasPrefix(got, set) || (set == "") != (got == "") {
			t.Errorf("%s with %v: want %s, set %q, got cookie %q\n%.60s", path, headers, want, set, got, body)
		}
	}
	kept := []string{"Cookie", "jitasa-language=en"}
	says("th", "", "/")
	says("en", "", "/", "Accept-Language", "en")
	says("en", "", "/?lang=en", "Accept-Language", "th")
	says("th", "", "/", kept...)
	f.Cookies = "/c"
	says("en", "jitasa-language=en; Path=/c", "/?lang=en", "Accept-Language", "th")
	says("en", "", "/", append(kept, "Accept-Language", "th")...)
	says("en", "", "/?lang=en", kept...)
	says("en", "", "/?lang=xx", kept...)
	says("th", "jitasa-language=th", "/?lang=th", kept...)
}
