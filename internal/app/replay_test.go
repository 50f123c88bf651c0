package app_test

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
)

// captured is a webhook body as somebody on the way may have kept it.
func captured(at time.Time, person string) string {
	id := ulid.MustNew(ulid.Timestamp(at), ulid.DefaultEntropy())
	return hooked(fmt.Sprintf(`{"webhookEventId":"%s","timestamp":%d,"mode":"active","source":{"type":"user","userId":"%s"},"deliveryContext":{"isRedelivery":false},%s}`,
		id, at.UnixMilli(), person, wrote))
}

// A body that was kept until its events are forgotten does nothing when it is sent again, and is counted;
// so is what comes from a time to come. What is only late is answered.
func TestReplayIsRefused(t *testing.T) {
	r := newRig(t)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	r.metrics = config.Metrics{Token: metricsToken}
	r.url, r.end = r.start()
	r.balance(r.url)
	p := r.person("Somchai")
	kept, late := captured(r.sim.Now(), p.id), captured(r.sim.Now().Add(3*24*time.Hour), p.id)
	accepted := func() bool { return r.counted(`accepted",type="message"`) == 1 }
	r.post(kept, "")
	r.until("the first delivery", accepted)
	r.sim.Advance(inbox.Remembered + 24*time.Hour)
	r.until("forgotten", func() bool {
		ids := regexp.MustCompile(`"webhookEventId":"(\w+)"`).FindStringSubmatch(kept)
		_, err := r.app.Store.Inbox.Get(t.Context(), ids[1])
		return errors.Is(err, domain.ErrNotFound)
	})
	if status := r.post(kept, ""); status != http.StatusOK { // LINE shall not try again
		t.Errorf("status %d", status)
	}
	r.post(captured(r.sim.Now().Add(24*time.Hour), p.id), "")
	if !accepted() || r.counted(`stale",type="message"`) != 1 || r.counted(`early",type="message"`) != 1 {
		t.Error("an old body was taken, or what was refused was not counted")
	}
	r.post(late, "")
	r.until("the late event's answer", func() bool { return r.counted(`accepted",type="message"`) == 2 })
}

// counted is how many events with an outcome (and type) the metrics tell.
func (r *rig) counted(labels string) (n int) {
	r.Helper()
	_, text := r.scrape(metricsToken)
	if found := regexp.MustCompile(`jitasa_webhook_events_total\{outcome="` + labels + `\} (\d+)`).FindStringSubmatch(text); found != nil {
		_, _ = fmt.Sscan(found[1], &n) // digits
	}
	return n
}

// An event that was accepted in time waits for its answer, however long nobody works.
func TestUnansweredEventsAreKept(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		now := domain.Instant(r.sim.Now())
		long := now.Add(-inbox.Remembered - time.Hour)
		r.change(func(o opening.Opened) {
			box := o.Collections.Inbox
			events := map[string]*inbox.Event{
				"waits":    {At: long, Received: long, Open: true, Person: "p"},
				"received": {At: long, Received: now},
				"done":     {At: long, Received: long},
			}
			ids := map[string]string{}
			for name, e := range events {
				e.ID = ulid.MustNew(ulid.Timestamp(long), ulid.DefaultEntropy()).String()
				ids[name] = e.ID
				if err := box.Insert(t.Context(), e); err != nil {
					t.Fatal(err)
				}
			}
			if n, err := box.Purge(t.Context(), now.Add(-inbox.Remembered)); err != nil || n != 1 {
				t.Errorf("%d events purged, %v", n, err)
			}
			for name, gone := range map[string]bool{"waits": false, "received": false, "done": true} {
				if _, err := box.Get(t.Context(), ids[name]); errors.Is(err, domain.ErrNotFound) != gone {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	})
}
