package deliver_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// emptied is a crowd of which some are erased. At some moments it lets a test do something.
type emptied struct {
	crowd
	mu      sync.Mutex // of gone: it is asked by the planner and by several senders
	gone    map[string]bool
	read    func() // by the planner: it has seen everybody
	checked func() // before the first person's batch is claimed: it has been asked who changed
	every   func() // after so many people that the planner looks at the time
}

func (e *emptied) Of(ctx context.Context, s deliver.Segment, after string) iter.Seq2[*deliver.Person, error] {
	return func(yield func(*deliver.Person, error) bool) {
		n := 0
		for p, err := range e.crowd.Of(ctx, s, after) {
			if e.isGone(p.ID) || len(s.People) > 0 && !slices.Contains(s.People, p.ID) {
				continue
			}
			if n++; n%256 == 0 && e.every != nil {
				e.every()
			}
			if !yield(p, err) {
				return
			}
		}
		once(&e.read)
	}
}

func (e *emptied) Changed(_ context.Context, people []string, _, _ time.Time) (map[string]*deliver.Person, error) {
	changed := map[string]*deliver.Person{}
	for _, p := range people {
		if e.isGone(p) {
			changed[p] = nil
		}
	}
	if slices.Contains(people, e.crowd[0]) {
		once(&e.checked)
	}
	return changed, nil
}

func (e *emptied) isGone(person string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.gone[person]
}

// once calls a function that is set, and forgets it.
func once(f *func()) {
	if do := *f; do != nil {
		*f = nil
		do()
	}
}

// empties is a hall with so many people who can be erased.
func empties(t testing.TB, n int) (*hall, *deliver.Deliverer, *emptied) {
	h := newHall(t)
	for i := range n {
		h.crowd = append(h.crowd, fmt.Sprintf("U%04d", i))
	}
	e := &emptied{crowd: h.crowd, gone: map[string]bool{}}
	d := h.process("p")
	d.Audience = e
	return h, d, e
}

func (e *emptied) erase(h *hall, d *deliver.Deliverer, people ...string) {
	h.Helper()
	for _, p := range people {
		e.mu.Lock()
		e.gone[p] = true
		e.mu.Unlock()
		if err := d.Forget(h.Context(), p); err != nil {
			h.Fatal(err)
		}
	}
}

// add has a campaign sent without counting first whom it is for.
func (h *hall) add(c *deliver.Campaign) {
	h.Helper()
	c.State, c.Active, c.CreatedAt = deliver.Scheduled, true, h.now
	if err := h.all.Campaigns.Insert(h.Context(), c); err != nil {
		h.Fatal(err)
	}
}

func letter(id string) *deliver.Campaign {
	return &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: deliver.Newsletter, Subject: "issue"}
}

// traces fails if a document names one of these people.
func (h *hall) traces(people ...string) {
	h.Helper()
	look := func(kind string, doc any, err error) {
		if err != nil {
			h.Fatal(err)
		}
		text := fmt.Sprintf("%+v", doc)
		for _, p := range people {
			if strings.Contains(text, p) {
				h.Errorf("%s is in a %s: %s", p, kind, text)
			}
		}
	}
	for d, err := range h.all.Campaigns.Find(h.Context(), store.Query{}) {
		look("campaign", d, err)
	}
	for d, err := range h.all.Batches.Find(h.Context(), store.Query{}) {
		look("batch", d, err)
	}
	for d, err := range h.all.Rolls.Find(h.Context(), store.Query{}) {
		look("roll", d, err)
	}
}

// Somebody who is erased while a plan is written is not sent anything, and is not kept in it: neither among those who
// are to get it nor among those who are not.
func TestErasedWhilePlanning(t *testing.T) {
	h, d, e := empties(t, 20)
	for _, id := range []string{"first", "again"} { // the second time everybody has got it
		h.add(letter(id))
		gone := []string{"U0003", "U0019"} // the last one is how far the plan came
		if id == "again" {
			gone = []string{"U0005", "U0018"}
		}
		e.read = func() { e.erase(h, d, gone...) }
		h.work(d)
		h.traces(gone...)
	}
	if len(h.book.got) != 18 || h.book.got["U0003"]+h.book.got["U0019"] > 0 {
		t.Errorf("got it: %v", h.book.got)
	}
}

// A planner that is killed, or whose campaign is cancelled, leaves nobody behind either.
func TestErasedAfterALostPlan(t *testing.T) {
	h, d, e := empties(t, 20)
	h.add(letter("killed"))
	d.Campaigns = &unlucky{Campaigns: h.all.Campaigns}
	if _, err := d.Round(t.Context()); err == nil {
		if _, err = d.Round(t.Context()); err == nil {
			t.Fatal("the plan was written")
		}
	}
	d.Campaigns = h.all.Campaigns
	e.erase(h, d, "U0004")
	for b, err := range h.all.Rolls.Find(t.Context(), store.Query{}) {
		if err != nil || slices.Contains(b.People, "U0004") {
			t.Errorf("U0004 is on a roll of a plan that was lost, %v", err)
		}
	}
	if err := d.Cancel(t.Context(), "killed"); err != nil {
		t.Fatal(err)
	}
	h.work(d)
	h.traces("U0004")
}

// unlucky loses the database when a plan is to count.
type unlucky struct{ *store.Campaigns }

func (u *unlucky) Update(ctx context.Context, id string, change func(*deliver.Campaign) error) (*deliver.Campaign, error) {
	return u.Campaigns.Update(ctx, id, func(c *deliver.Campaign) error {
		if err := change(c); err != nil {
			return err
		}
		if len(c.Blocks) > 0 {
			return domain.ErrUnavailable
		}
		return nil
	})
}

// Somebody who is erased right before their batch is claimed, by a process that has just read it, is not in it.
func TestErasedBeforeTheClaim(t *testing.T) {
	h, d, e := empties(t, 8)
	h.add(letter("n"))
	e.checked = func() { e.erase(h, d, "U0007") } // in the same batch
	h.work(d)
	h.traces("U0007")
	if h.book.got["U0007"] > 0 || len(h.book.got) != 7 {
		t.Errorf("got it: %v", h.book.got)
	}
}

// rolls keeps which blocks are looked through.
type rolls struct {
	*store.Rolls
	asked []string
}

func (r *rolls) With(ctx context.Context, campaign, token, person string) iter.Seq2[string, error] {
	r.asked = append(r.asked, campaign+"."+token)
	return r.Rolls.With(ctx, campaign, token, person)
}

// Whoever is erased, in whatever order, is found in the only block that they can be in, and by their name in what was for
// them alone; everybody else stays.
func TestForgetReadsOneBlock(t *testing.T) {
	h, d, e := empties(t, 900)
	e.every = func() { h.tick(10 * time.Second) } // a block takes 8
	h.add(letter("n"))
	h.work(d)
	for i := range 20 {
		p := fmt.Sprintf("U%04d", i)
		id := fmt.Sprint("told", i)
		h.add(&deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, Segment: deliver.Segment{People: []string{p, "U0899"}}})
	}
	h.work(d)
	c, err := h.all.Campaigns.Get(t.Context(), "n")
	if err != nil || len(c.Blocks) != 4 {
		t.Fatalf("%+v, %v", c, err)
	}
	var ends []string
	for _, b := range c.Blocks {
		ends = append(ends, b.Through)
	}
	counted := &rolls{Rolls: h.all.Rolls}
	d.Rolls = counted
	e.erase(h, d, "U0300")
	if want := []string{"n." + c.Blocks[1].Token}; !slices.Equal(counted.asked, want) {
		t.Errorf("%v are looked through, not %v", counted.asked, want)
	}
	gone := slices.Concat(ends, []string{"U0000", "U0255", "U0256", "U0257", "U0007", "U0511", "U0512", "U0898"})
	e.erase(h, d, gone...)
	h.traces(append(gone, "U0300")...)
	left := 0
	for p, n := range ledger(t, d, c) {
		if p != "-" {
			left += n
		}
	}
	if want := 900 - len(e.gone); left != want {
		t.Errorf("%d of %d others are left", left, want)
	}
}

// ledger is how often somebody is in it.
func ledger(t *testing.T, d *deliver.Deliverer, c *deliver.Campaign) map[string]int {
	t.Helper()
	in := map[string]int{}
	if err := d.Ledger(t.Context(), c, func(p string, _ deliver.Entry) bool { in[p]++; return true }); err != nil {
		t.Fatal(err)
	}
	return in
}

// BenchmarkForget erases somebody after a year of newsletters to a million people, and two hundred calls. It takes a minute to fill the file.
func BenchmarkForget(b *testing.B) {
	h, d, _ := empties(b, 0)
	const issues, blocks, groups, size = 12, 16, 250, 250
	id := func(block, n int) string { return fmt.Sprintf("U%032x", (block*groups*size+n)*7) }
	fill := func(c *deliver.Campaign, blocks, groups, size int) {
		for k := range blocks {
			token := fmt.Sprint("t", k)
			c.Blocks = append(c.Blocks, deliver.Block{Token: token, Through: id(k, groups*size-1), Batches: groups})
			var batches []*deliver.Batch
			var rolls []*deliver.Roll
			for g := range groups {
				meta := domain.Meta{ID: fmt.Sprintf("%s.%s.%06d", c.ID, token, g)}
				r := &deliver.Roll{Meta: meta}
				for i := range size {
					r.People = append(r.People, id(k, i*groups+g))
				}
				batches = append(batches, &deliver.Batch{Meta: meta, Campaign: c.ID, Count: size, State: deliver.Accepted, Seq: g})
				rolls = append(rolls, r)
			}
			if _, err := h.all.Batches.InsertNew(b.Context(), batches); err != nil {
				b.Fatal(err)
			}
			if _, err := h.all.Rolls.InsertNew(b.Context(), rolls); err != nil {
				b.Fatal(err)
			}
		}
		if err := h.all.Campaigns.Insert(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	for i := range issues {
		fill(&deliver.Campaign{Meta: domain.Meta{ID: fmt.Sprint("issue", i)}, Kind: deliver.Newsletter, State: deliver.Done, Planned: true}, blocks, groups, size)
	}
	for i := range 200 {
		fill(&deliver.Campaign{Meta: domain.Meta{ID: fmt.Sprint("call", i)}, Kind: deliver.Call, State: deliver.Done, Planned: true}, 1, 20, 50)
	}
	n := 0
	for b.Loop() {
		n++
		if err := d.Forget(b.Context(), id(n%blocks, n)); err != nil {
			b.Fatal(err)
		}
	}
}
