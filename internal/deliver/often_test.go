package deliver_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/delivertest"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// hall is some people, a platform that accepts everything, and as many processes as a test wants on one store.
type hall struct {
	testing.TB
	all   *collections.Collections
	book  *platform
	crowd crowd
	mu    sync.Mutex // of now, while a process is at work
	now   time.Time
}

func newHall(t testing.TB, people ...string) *hall {
	t.Helper()
	return hallOn(t, delivertest.Opened(t), people...)
}

func hallOn(t testing.TB, all *collections.Collections, people ...string) *hall {
	return &hall{
		TB: t, all: all, crowd: people, now: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC),
		book: &platform{keys: map[string]bool{}, got: map[string]int{}, draw: func() int { return 0 }},
	}
}

// process is one more process on the store.
func (h *hall) process(name string) *dispatch.Desk {
	var n atomic.Int64
	next := func() string { return fmt.Sprintf("%sn%d", name, n.Add(1)) }
	return dispatch.New(deliver.Parts{
		Campaigns: h.all.Campaigns, Batches: h.all.Batches, Rolls: h.all.Rolls, Contents: h.all.Contents, Paces: h.all.Paces, Rests: h.all.Rests, Audience: h.crowd, Courier: h.book,
		Composer: func(context.Context, *deliver.Campaign) (deliver.Composer, error) { return delivertest.Same{}, nil },
		Owner:    name, NewID: next, NewKey: next, Now: h.clock, Log: slog.New(slog.DiscardHandler),
		Options: deliver.Options{Requests: limits.Rate{Messages: -1}},
	})
}

func (h *hall) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// tick lets time pass while a process is at work.
func (h *hall) tick(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

// work lets a process do what it can at this moment.
func (h *hall) work(d *dispatch.Desk) {
	h.Helper()
	for range 100 {
		wait, err := d.Round(h.Context())
		if err != nil {
			h.Fatal(err)
		}
		if wait > 0 {
			return
		}
	}
	h.Fatal("it never rests")
}

func (h *hall) call(id string, change ...func(*deliver.Campaign)) *deliver.Campaign {
	c := &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: deliver.Call, Subject: id, OncePer: 24 * time.Hour}
	for _, f := range change {
		f(c)
	}
	return c
}

func (h *hall) begin(d *dispatch.Desk, c *deliver.Campaign) {
	h.Helper()
	if _, err := d.Start(h.Context(), c, 0); err != nil {
		h.Fatal(err)
	}
}

// A call that goes out for two days reaches its last people on the second: for them the day begins then, not when the call began.
func TestOnceADayFromWhenSent(t *testing.T) {
	h := newHall(t, "a", "b")
	d := h.process("p")
	h.begin(d, h.call("first", func(c *deliver.Campaign) { c.Wave = deliver.Wave{People: 1, Every: 20 * time.Hour} }))
	h.work(d) // a
	h.now = h.now.Add(20 * time.Hour)
	h.work(d) // b
	h.now = h.now.Add(6 * time.Hour)
	for _, after := range []struct {
		wait   time.Duration
		people int // may get the next
	}{{0, 1}, {18*time.Hour - time.Millisecond, 1}, {time.Millisecond, 2}} {
		h.now = h.now.Add(after.wait)
		people, skipped, err := d.Count(t.Context(), h.call("second"))
		if err != nil || people != after.people || skipped[deliver.TooOften] != 2-after.people {
			t.Errorf("at %s: %d people, %v left out, %v", h.now.Format(time.DateTime), people, skipped, err)
		}
	}
}

// Who is about to be sent a call is not planned for another; who was left out of it, or was never reached before it was cancelled, is.
func TestOnceADayOfWhatIsPlanned(t *testing.T) {
	h := newHall(t, "a", "b")
	d := h.process("p")
	h.begin(d, h.call("first", func(c *deliver.Campaign) { c.Wave = deliver.Wave{People: 1, Every: time.Hour} }))
	h.work(d)
	count := func() int {
		people, _, err := d.Count(t.Context(), h.call("second"))
		if err != nil {
			t.Fatal(err)
		}
		return people
	}
	if n := count(); n != 0 {
		t.Errorf("%d people, while the first call goes out", n)
	}
	if err := d.Cancel(t.Context(), "first"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // before its batches are swept, and after
		if n := count(); n != 1 {
			t.Errorf("%d people, once the first call is cancelled", n)
		}
		h.work(d)
	}
}

// A person decides days later that a batch was sent: nobody got it then.
func TestOnceADayAfterADecision(t *testing.T) {
	h := newHall(t, "a")
	d := h.process("p")
	h.book.draw = func() int { return 6 }
	h.begin(d, h.call("first"))
	h.work(d)
	h.now = h.now.Add(3 * 24 * time.Hour)
	h.work(d)
	h.book.draw = func() int { return 0 }
	c, err := h.all.Campaigns.Get(t.Context(), "first")
	if err != nil {
		t.Fatal(err)
	}
	s, err := d.Status(t.Context(), c)
	if err != nil || len(s.Doubtful) != 1 {
		t.Fatalf("%v in doubt, %v", s.Doubtful, err)
	}
	if err := d.Decide(t.Context(), s.Doubtful[0], true); err != nil {
		t.Fatal(err)
	}
	if people, _, err := d.Count(t.Context(), h.call("second")); err != nil || people != 1 {
		t.Errorf("%d people, %v", people, err)
	}
}

// lists fails a test that reads every campaign of a kind.
type lists struct {
	*collections.Campaigns
	h *hall
}

func (l lists) Of(context.Context, deliver.Kind) iter.Seq2[*deliver.Campaign, error] {
	l.h.Error("every campaign there ever was is read")
	return func(func(*deliver.Campaign, error) bool) {}
}

// What is planned, counted or deleted does not become slower with every campaign that there ever was.
func TestPastIsNotRead(t *testing.T) {
	h := newHall(t, "a")
	d := h.process("p")
	d.Campaigns = lists{h.all.Campaigns, h}
	h.begin(d, h.call("first"))
	h.work(d)
	h.begin(d, &deliver.Campaign{Meta: domain.Meta{ID: "told"}, Kind: deliver.Notice, Subject: "told", Segment: audience.Segment{People: []string{"a"}}})
	h.work(d)
	if h.book.got["a"] != 2 {
		t.Errorf("got %d", h.book.got["a"])
	}
	if err := d.Purge(t.Context(), h.now.Add(time.Hour)); err != nil {
		t.Error(err)
	}
	for b, err := range h.all.Batches.Find(t.Context(), store.Query{}) {
		t.Errorf("%v is kept, %v", b, err)
	}
	for c, err := range h.all.Campaigns.Kept(t.Context(), h.now.Add(time.Hour)) {
		t.Errorf("the next purge looks at %s again, %v", c.ID, err)
	}
	if _, err := h.all.Campaigns.Get(t.Context(), "told"); err != nil { // else it could be sent again
		t.Errorf("that it was sent is not known any more: %v", err)
	}
}

// What an older process wrote over a campaign whose ledger is deleted, which it knows nothing of, is no harm.
func TestPurgedTwice(t *testing.T) {
	h := newHall(t, "a")
	d := h.process("p")
	h.begin(d, h.call("first"))
	h.work(d)
	for range 2 {
		if err := d.Purge(t.Context(), h.now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		c, err := h.all.Campaigns.Update(t.Context(), "first", func(c *deliver.Campaign) error {
			if !c.Purged {
				t.Error("it does not say that its ledger is gone")
			}
			c.Purged = false
			return nil
		})
		if err != nil || !c.Over() {
			t.Fatal(c, err)
		}
	}
}

// A notice is planned as fast after ten thousand as after none.
func BenchmarkNotice(b *testing.B) {
	h := newHall(b, "a")
	for i := range 10 {
		old := make([]*deliver.Campaign, 1000)
		for j := range old {
			id := fmt.Sprintf("old%d-%d", i, j)
			old[j] = &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, State: deliver.Done, EndedAt: h.now}
		}
		if _, err := h.all.Campaigns.InsertNew(b.Context(), old); err != nil {
			b.Fatal(err)
		}
	}
	d := h.process("p")
	for b.Loop() {
		if n, _, err := d.Count(b.Context(), &deliver.Campaign{Meta: domain.Meta{ID: "new"}, Kind: deliver.Notice, Subject: "new"}); n != 1 || err != nil {
			b.Fatal(n, err)
		}
	}
}

// Of two calls that were approved in the same second, and are planned and sent side by side, each person gets one until
// the day is over. An urgent one reaches them in any case, and counts.
func TestOnceADayOfTwoAtOnce(t *testing.T) {
	for _, c := range []struct {
		urgent       string
		wait         time.Duration
		got, resting int
	}{
		{got: 1, resting: 3}, {wait: 24*time.Hour - time.Millisecond, got: 1, resting: 3}, {wait: 24 * time.Hour, got: 2},
		{urgent: "1-slow", got: 2}, {urgent: "2-fast", got: 1, resting: 3},
	} {
		h, one, e := empties(t, 3)
		other := h.process("other")
		for _, id := range []string{"1-slow", "2-fast"} {
			h.add(h.call(id, func(k *deliver.Campaign) {
				if id == c.urgent {
					k.OncePer = 0
				}
			}))
		}
		e.read = func() { // the slow one is being planned, and the fast one has been sent before that is done
			h.work(other)
			h.now = h.now.Add(c.wait)
		}
		h.work(one)
		for _, p := range h.crowd {
			if n := h.book.got[p]; n != c.got {
				t.Errorf("%+v: %s got %d calls", c, p, n)
			}
		}
		slow, err := h.all.Campaigns.Get(t.Context(), "1-slow")
		if err != nil {
			t.Fatal(err)
		}
		s, err := one.Status(t.Context(), slow)
		if err != nil || s.State != deliver.Done || s.Skipped[deliver.TooOften] != c.resting {
			t.Errorf("%+v: %s, %v, %v", c, s.State, s.Skipped, err)
		}
	}
}

// What certainly reached nobody keeps nobody from another call; what may have, does.
func TestOnceADayOfWhatWasRefused(t *testing.T) {
	for outcome, got := range map[int]int{3: 1, 4: 1, 5: 1, 1: 0} { // quota, rejected, unauthorized; no answer
		h := newHall(t, "a")
		d := h.process("p")
		h.add(h.call("first"))
		h.add(h.call("second", func(c *deliver.Campaign) { c.NotBefore = h.now.Add(time.Second) }))
		h.book.draw = func() int { return outcome }
		h.work(d)
		h.book.draw = func() int { return 0 }
		if err := d.Cancel(t.Context(), "first"); err != nil && outcome != 4 {
			t.Fatal(err)
		}
		h.now = h.now.Add(time.Second)
		h.work(d)
		if h.book.got["a"] != got {
			t.Errorf("outcome %d: %d calls", outcome, h.book.got["a"])
		}
	}
}
