package public_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/web/public"
)

const phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36 Line/14.19.0"

// door leads every token but one to a page, and counts.
type door struct {
	counted atomic.Int32
	fails   error
	slow    bool
}

func (d *door) Target(token string) (string, error) {
	if token != "good" {
		return "", domain.ErrNotFound
	}
	return "https://example.org/?a=1&b=ก", nil
}

func (d *door) Count(ctx context.Context, _ string) error {
	if d.slow {
		<-ctx.Done()
		return ctx.Err()
	}
	if ctx.Err() == nil {
		d.counted.Add(1)
	}
	return d.fails
}

// opened is a server of the links alone.
func opened(t *testing.T, d public.Links) (address string, log *journal) {
	t.Helper()
	log = &journal{}
	return serve(t, public.Parts{Links: d, Log: slog.New(slog.NewTextHandler(log, nil))}) + "/r/", log
}

// journal is a log that can be read while it is written.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// follow asks for a link without following it; headers are pairs.
func follow(t *testing.T, method, address string, headers ...string) *http.Response {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("User-Agent", phone)
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	a, err := (&http.Transport{}).RoundTrip(q)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return a
}

// Whoever clicks gets on, and is not told of to anybody on the way.
func TestRedirect(t *testing.T) {
	d := &door{}
	address, _ := opened(t, d)
	a := follow(t, "GET", address+"good")
	if a.StatusCode != http.StatusFound || a.Header.Get("Location") != "https://example.org/?a=1&b=%e0%b8%81" {
		t.Errorf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Set-Cookie": ""} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if d.counted.Load() != 1 {
		t.Errorf("counted %d", d.counted.Load())
	}
}

// A link that is none leads to a page that says so, and nowhere else.
func TestNoLink(t *testing.T) {
	d := &door{}
	address, _ := opened(t, d)
	without, _ := opened(t, nil)
	for _, link := range []string{address + "bad", address + "https:%2F%2Fevil.example", address + "good2", without + "good"} {
		a := follow(t, "GET", link)
		if a.StatusCode != http.StatusNotFound || a.Header.Get("Location") != "" {
			t.Errorf("%s: %d, %v", link, a.StatusCode, a.Header)
		}
	}
	if kind := follow(t, "GET", address+"bad").Header.Get("Content-Type"); kind != "text/html; charset=utf-8" {
		t.Errorf("whoever has a bad link is shown %s", kind)
	}
	if n := d.counted.Load(); n != 0 {
		t.Errorf("counted %d", n)
	}
}

// Who does not want it is not counted, nor is what is no person; all get on.
func TestNotCounted(t *testing.T) {
	d := &door{}
	address, _ := opened(t, d)
	for _, headers := range [][]string{
		{"DNT", "1"}, {"Sec-GPC", "1"}, {"Sec-Purpose", "prefetch;prerender"}, {"Purpose", "prefetch"}, {"X-Purpose", "preview"}, {"User-Agent", ""},
		{"User-Agent", "facebookexternalhit/1.1;line-poker/1.0"}, {"User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
		{"User-Agent", "TelegramBot (like TwitterBot)"}, {"User-Agent", "curl/8.5.0"}, {"User-Agent", "WhatsApp/2.23.20.0"},
	} {
		if a := follow(t, "GET", address+"good", headers...); a.StatusCode != http.StatusFound {
			t.Errorf("%q: %d", headers, a.StatusCode)
		}
	}
	if a := follow(t, "HEAD", address+"good"); a.StatusCode != http.StatusFound {
		t.Errorf("HEAD: %d", a.StatusCode)
	}
	if n := d.counted.Load(); n != 0 {
		t.Errorf("counted %d", n)
	}
	for _, headers := range [][]string{{"DNT", "0"}, {"Sec-GPC", "0"}, {"Purpose", ""}} {
		follow(t, "GET", address+"good", headers...)
	}
	if n := d.counted.Load(); n != 3 {
		t.Errorf("counted %d of 3", n)
	}
}

// A store that fails, or does not answer, stops nobody; of many who wait for it most are not counted.
func TestRedirectWithoutStore(t *testing.T) {
	failing := &door{fails: fmt.Errorf("writing: %w", domain.ErrUnavailable)}
	address, log := opened(t, failing)
	if a := follow(t, "GET", address+"good"); a.StatusCode != http.StatusFound || !strings.Contains(log.String(), "click not counted") || strings.Contains(log.String(), "good") {
		t.Errorf("%d\n%s", a.StatusCode, log)
	}
	address, _ = opened(t, &door{slow: true})
	start := time.Now()
	var people sync.WaitGroup
	for range 200 {
		people.Go(func() {
			if a := follow(t, "GET", address+"good"); a.StatusCode != http.StatusFound {
				t.Error(errors.New(a.Status))
			}
		})
	}
	people.Wait()
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("200 people waited %v", took)
	}
}

// Whoever clicks all the time gets on, and is counted so often; somebody else is counted still.
func TestClicksOfOneClient(t *testing.T) {
	d := &door{}
	address, _ := opened(t, d)
	for range 80 {
		if a := follow(t, "GET", address+"good", "X-Forwarded-For", "198.51.100.1"); a.StatusCode != http.StatusFound {
			t.Fatal(a.Status)
		}
	}
	if n := d.counted.Load(); n < 60 || n > 75 {
		t.Errorf("counted %d of 80", n)
	}
	before := d.counted.Load()
	follow(t, "GET", address+"good", "X-Forwarded-For", "198.51.100.2")
	if d.counted.Load() != before+1 {
		t.Error("another client is not counted")
	}
}
