package app_test

import (
	"net/http"
	"runtime"
	"testing"
	"time"

	"jitasa/internal/config"
	"jitasa/internal/store/mongo/mongotest"
)

// While the database is away webhooks are refused at once, however many come, and
// nothing piles up; the process says that it is not ready, and recovers by itself.
func TestOutage(t *testing.T) {
	d := mongotest.New(t)
	way := mongotest.NewWay(t, d)
	r := newRigOn(t, config.Store{Engine: config.Mongo, URI: config.Secret(way.URI), Database: d.Name})
	p := r.person("Somchai")
	p.text("เมนู")
	if got := r.get("/readyz"); got != http.StatusOK {
		t.Fatalf("status %d before the outage", got)
	}
	for _, hangs := range []bool{false, true} {
		goroutines := runtime.NumGoroutine()
		way.Close(hangs)
		r.until("not ready", func() bool { return r.get("/readyz") == http.StatusServiceUnavailable })
		r.until("a webhook refused at once", func() bool {
			began := time.Now()
			return r.post(hooked(happened(20, p.id, wrote)), "") == http.StatusServiceUnavailable && time.Since(began) < 100*time.Millisecond
		})
		began := time.Now()
		for range 500 {
			if got := r.post(hooked(happened(20, p.id, wrote)), ""); got != http.StatusServiceUnavailable {
				t.Fatalf("status %d while the database is away", got)
			}
		}
		if took := time.Since(began); took > 15*time.Second { // 2 s here, three times that under the race detector; waiting for the database would take half an hour
			t.Errorf("500 webhooks were refused in %v; want at once", took)
		}
		if n := runtime.NumGoroutine(); n > goroutines+50 {
			t.Errorf("%d goroutines before, %d during the outage", goroutines, n)
		}
		way.Open()
		r.until("ready", func() bool { return r.get("/readyz") == http.StatusOK })
		p.text("เมนู")
	}
}

func (r *rig) get(path string) int {
	r.Helper()
	q, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.url+path, nil)
	if err != nil {
		r.Fatal(err)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		r.Fatal(err)
	}
	_ = a.Body.Close()
	return a.StatusCode
}
