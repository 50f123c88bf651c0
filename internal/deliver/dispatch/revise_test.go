package dispatch_test

import (
	"context"
	"errors"
	"iter"
	"sync"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/delivertest"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// sourced composes what the campaign's source says.
type sourced struct {
	delivertest.Same
	text string
}

func (s sourced) Compose(context.Context, deliver.Variant) ([]chat.Message, error) {
	return []chat.Message{chat.Say(s.text)}, nil
}

// rig is a desk that revises one issue.
type rig struct{ *delivertest.Rig }

// newRevised is a rig whose campaigns say what their source does; texts notes what each person got.
func newRevised(t *testing.T, people int, change ...func(*deliver.Parts)) (r *rig, texts func() map[string][]string) {
	t.Helper()
	r = &rig{delivertest.New(t, people)}
	p := r.Parts()
	p.Composer = func(_ context.Context, c *deliver.Campaign) (deliver.Composer, error) {
		return sourced{text: c.Source}, nil
	}
	for _, f := range change {
		f(&p)
	}
	r.D = dispatch.New(p)
	got := map[string][]string{}
	var mu sync.Mutex
	r.To.Answer = func(p deliver.Parcel) error {
		mu.Lock()
		defer mu.Unlock()
		if r.To.Fails != nil {
			return r.To.Fails
		}
		for _, id := range p.People {
			got[id] = append(got[id], p.Content.Messages[0].Text)
		}
		return nil
	}
	return r, func() map[string][]string { return got }
}

func (r *rig) issue(text string, change ...func(*deliver.Campaign)) *deliver.Campaign {
	c := &deliver.Campaign{Meta: domain.Meta{ID: "issue"}, Kind: deliver.Newsletter, Subject: "issue", Source: text}
	for _, f := range change {
		f(c)
	}
	return c
}

func (r *rig) begin(c *deliver.Campaign) {
	r.Helper()
	if _, err := r.D.Start(r.Context(), c, 0); err != nil {
		r.Fatal(err)
	}
}

func (r *rig) seen() *deliver.Campaign { return r.Status("issue").Campaign }

// each fails unless everybody got exactly these texts.
func (r *rig) each(texts map[string][]string, want string) {
	r.Helper()
	for _, id := range r.Who.IDs {
		if got := texts[id]; len(got) != 1 || got[0] != want {
			r.Fatalf("%s got %v, not %s once", id, got, want)
		}
	}
}

// What is scheduled, or planned and not sent yet, is replaced: everybody gets the new text at the new time, once,
// and nothing is left of the old one.
func TestReviseBeforeTheFirstBatch(t *testing.T) {
	for name, before := range map[string]func(*rig){
		"scheduled": func(r *rig) { r.Work() },
		"planned": func(r *rig) {
			r.To.Fails = deliver.ErrQuota
			r.Wait(2 * time.Hour)
			r.Is("issue", deliver.Paused, deliver.NoQuota, 0)
			r.To.Fails = nil
		},
		"cancelled": func(r *rig) {
			r.To.Fails = deliver.ErrQuota
			r.Wait(2 * time.Hour)
			r.To.Fails = nil
			if err := r.D.Cancel(r.Context(), "issue"); err != nil {
				r.Fatal(err)
			}
			r.Work()
		},
		"refused for good": func(r *rig) {
			r.To.Fails = deliver.ErrRejected
			r.Wait(2 * time.Hour)
			r.To.Fails = nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, texts := newRevised(t, 700)
			r.begin(r.issue("with a tpyo", func(c *deliver.Campaign) { c.NotBefore = r.Now.Add(time.Hour) }))
			before(r)
			old := r.contents()
			at := r.Now.Add(24 * time.Hour)
			if _, err := r.D.Revise(t.Context(), r.seen(), r.issue("mended", func(c *deliver.Campaign) { c.NotBefore = at }), 0); err != nil {
				t.Fatal(err)
			}
			if kept := r.contents(); len(kept) > 0 {
				t.Errorf("of %v there is still %v", old, kept)
			}
			r.Wait(23 * time.Hour)
			if len(texts()) > 0 {
				t.Error("sent before its new time")
			}
			r.Wait(2 * time.Hour)
			r.each(texts(), "mended")
			r.Is("issue", deliver.Done, "", 700)
		})
	}
}

// contents are the ids of what batches of the issue say.
func (r *rig) contents() (ids []string) {
	r.Helper()
	for b, err := range r.All.Batches.Of(r.Context(), "issue") {
		if err != nil {
			r.Fatal(err)
		}
		ids = append(ids, b.Content)
	}
	return ids
}

// Once somebody has got it, or may have, nothing can be changed, and the numbers say why: while it is sent, after a
// cancel, at its end, and when its ledger was deleted long ago.
func TestReviseAfterTheFirstBatch(t *testing.T) {
	r, texts := newRevised(t, 700)
	refused := func(when string, accepted, doubtful int) {
		t.Helper()
		_, err := r.D.Revise(t.Context(), r.seen(), r.issue("again"), 0)
		var got *dispatch.Got
		if !errors.As(err, &got) || !errors.Is(err, dispatch.ErrStarted) || got.Accepted != accepted || got.Doubtful != doubtful {
			t.Fatalf("%s: %v", when, err)
		}
	}
	first, send := true, r.To.Answer
	r.To.Answer = func(p deliver.Parcel) error {
		if first {
			first = false
			refused("in the middle", 0, len(p.People))
			return send(p)
		}
		return deliver.ErrQuota
	}
	r.begin(r.issue("first"))
	r.Work()
	sent := r.Status("issue").Accepted
	refused("paused", sent, 0)
	if err := r.D.Cancel(t.Context(), "issue"); err != nil {
		t.Fatal(err)
	}
	r.Work()
	refused("cancelled", sent, 0)
	if len(texts()) != sent {
		t.Fatalf("%d got it, %d of the ledger", len(texts()), sent)
	}
	if err := r.D.Purge(t.Context(), r.Now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	refused("forgotten", 0, 700)
}

// looking calls a hook once, when people are read for the plan or right before a batch.
type looking struct {
	*delivertest.Readers
	planning, sending func()
}

func (a *looking) Of(ctx context.Context, s audience.Segment, after string) iter.Seq2[*audience.Person, error] {
	if do := a.planning; do != nil {
		a.planning = nil
		defer do()
	}
	return a.Readers.Of(ctx, s, after)
}

func (a *looking) Changed(ctx context.Context, people []string, since, now time.Time) (map[string]*audience.Person, error) {
	if do := a.sending; do != nil {
		a.sending = nil
		do()
	}
	return a.Readers.Changed(ctx, people, since, now)
}

// keeping deletes no batch.
type keeping struct{ deliver.Batches }

func (keeping) Delete(context.Context, ...string) error { return nil }

// Whoever plans or is about to send while it is revised does neither with the old text.
func TestReviseMeetsTheSender(t *testing.T) {
	for _, at := range []string{"planning", "sending", "sending, before the old batches are deleted"} {
		t.Run(at, func(t *testing.T) {
			a := &looking{}
			r, texts := newRevised(t, 700, func(p *deliver.Parts) {
				p.Audience = a
				if at != "planning" && at != "sending" {
					p.Batches = keeping{p.Batches}
				}
			})
			a.Readers = r.Who
			r.begin(r.issue("old"))
			revise := func() {
				seen := r.seen()
				if _, err := r.D.Revise(t.Context(), seen, r.issue("new"), 0); err != nil {
					t.Error(err)
				}
			}
			if at == "planning" {
				a.planning = revise
			} else {
				a.sending = revise
			}
			for range 10 { // the round that finds its batch gone may say so
				if _, err := r.D.Round(t.Context()); err != nil {
					t.Log(err)
				}
				r.Now = r.Now.Add(time.Minute)
			}
			r.each(texts(), "new")
			r.Is("issue", deliver.Done, "", 700)
		})
	}
}

// Of two operators who decide on the same state, the second is told; what the first decided stays.
func TestReviseTogether(t *testing.T) {
	r, texts := newRevised(t, 10)
	r.begin(r.issue("old", func(c *deliver.Campaign) { c.NotBefore = r.Now.Add(time.Hour) }))
	seen := r.seen()
	if _, err := r.D.Revise(t.Context(), seen, r.issue("first"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := r.D.Revise(t.Context(), seen, r.issue("second"), 0); !errors.Is(err, dispatch.ErrChanged) {
		t.Fatalf("the second: %v", err)
	}
	r.Work()
	r.each(texts(), "first")
}

// Who is refused leaves everything as it was.
func TestReviseRefused(t *testing.T) {
	r, texts := newRevised(t, 10)
	r.begin(r.issue("old", func(c *deliver.Campaign) { c.NotBefore = r.Now.Add(time.Hour) }))
	past := r.issue("new", func(c *deliver.Campaign) { c.NotBefore = r.Now.Add(-time.Second) })
	if _, err := r.D.Revise(t.Context(), r.seen(), past, 0); !errors.Is(err, dispatch.ErrPast) {
		t.Errorf("in the past: %v", err)
	}
	r.To.Left = 9
	if _, err := r.D.Revise(t.Context(), r.seen(), r.issue("new"), 0); !errors.Is(err, dispatch.ErrOverCost) {
		t.Errorf("too many: %v", err)
	}
	r.To.Left = -1
	r.Wait(2 * time.Hour)
	r.each(texts(), "old")
}

// A process that is killed while it revises leaves the campaign stopped: nobody resumes what half is there, and the
// next revision ends it.
func TestReviseKilled(t *testing.T) {
	r, texts := newRevised(t, 10)
	r.begin(r.issue("old"))
	if _, err := r.All.Campaigns.Update(t.Context(), "issue", func(c *deliver.Campaign) error {
		c.State, c.Revising, c.Planner = deliver.Paused, "killed", deliver.Lease{Owner: "killed", Until: r.Now.Add(time.Minute)}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := r.D.Resume(t.Context(), "issue"); !errors.Is(err, deliver.ErrState) {
		t.Errorf("resumed: %v", err)
	}
	if _, err := r.D.Revise(t.Context(), r.seen(), r.issue("new"), 0); !errors.Is(err, dispatch.ErrChanged) {
		t.Errorf("while the other may live: %v", err)
	}
	r.Wait(time.Hour)
	if len(texts()) > 0 {
		t.Error("sent while it is revised")
	}
	if _, err := r.D.Revise(t.Context(), r.seen(), r.issue("new"), 0); err != nil {
		t.Fatal(err)
	}
	r.Work()
	r.each(texts(), "new")
}
