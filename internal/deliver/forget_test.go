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

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
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

func (e *emptied) Of(ctx context.Context, s audience.Segment, after string) iter.Seq2[*audience.Person, error] {
	return func(yield func(*audience.Person, error) bool) {
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

func (e *emptied) Changed(_ context.Context, people []string, _, _ time.Time) (map[string]*audience.Person, error) {
	changed := map[string]*audience.Person{}
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
func empties(t testing.TB, n int) (*hall, *dispatch.Desk, *emptied) {
	h := newHall(t)
	for i := range n {
		h.crowd = append(h.crowd, fmt.Sprintf("U%04d", i))
	}
	e := &emptied{crowd: h.crowd, gone: map[string]bool{}}
	d := h.process("p")
	d.Audience = e
	return h, d, e
}

func (e *emptied) erase(h *hall, d *dispatch.Desk, people ...string) {
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
type unlucky struct{ *collections.Campaigns }

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

// rolls keeps which blocks are looked through, and how many rolls are read whole.
type rolls struct {
	*collections.Rolls
	asked []string
	whole int
}

func (r *rolls) Get(ctx context.Context, id string) (*deliver.Roll, error) {
	r.whole++
	return r.Rolls.Get(ctx, id)
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
		h.add(&deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, Segment: audience.Segment{People: []string{p, "U0899"}}})
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
func ledger(t *testing.T, d *dispatch.Desk, c *deliver.Campaign) map[string]int {
	t.Helper()
	in := map[string]int{}
	if err := d.Ledger(t.Context(), c, func(p string, _ deliver.Entry) bool { in[p]++; return true }); err != nil {
		t.Fatal(err)
	}
	return in
}

// ledgers counts the ledgers that are read whole.
type ledgers struct {
	*collections.Batches
	whole int
}

func (l *ledgers) Of(ctx context.Context, campaign string) iter.Seq2[*deliver.Batch, error] {
	l.whole++
	return l.Batches.Of(ctx, campaign)
}

// kinds keeps of which kinds every campaign is read.
type kinds struct {
	*collections.Campaigns
	whole []deliver.Kind
}

func (k *kinds) Of(ctx context.Context, kind deliver.Kind) iter.Seq2[*deliver.Campaign, error] {
	k.whole = append(k.whole, kind)
	return k.Campaigns.Of(ctx, kind)
}

// The copy of somebody's data reads of each campaign the only block in which they can be, and of the notices their own.
// What it says is what the ledger says, also of who was left out.
func TestCopyReadsOneBlock(t *testing.T) {
	h, d, e := empties(t, 900)
	e.every = func() { h.tick(10 * time.Second) } // a block takes 8
	h.add(letter("n"))
	h.work(d)
	for i := range 9 {
		h.tick(time.Minute)
		id := fmt.Sprint("told", i)
		h.add(&deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, Segment: audience.Segment{People: []string{fmt.Sprintf("U%04d", 300+i/2)}}})
	}
	h.work(d)
	c, err := h.all.Campaigns.Get(t.Context(), "n")
	if err != nil || len(c.Blocks) != 4 {
		t.Fatalf("%+v, %v", c, err)
	}
	for id, err := range h.all.Rolls.With(t.Context(), "n", "", "U0899") { // they left right before it was sent
		if err == nil {
			_, err = h.all.Batches.Update(t.Context(), id, func(b *deliver.Batch) error {
				b.Skips = []deliver.Skip{{Person: "U0899", Reason: deliver.Left}}
				return nil
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	inBlocks, batches, campaigns := &rolls{Rolls: h.all.Rolls}, &ledgers{Batches: h.all.Batches}, &kinds{Campaigns: h.all.Campaigns}
	d.Rolls, d.Batches, d.Campaigns = inBlocks, batches, campaigns
	if got := received(t, d, "U0301"); !slices.Equal(got, []string{"n accepted", "told3 accepted", "told2 accepted"}) {
		t.Errorf("got %v", got)
	}
	if len(inBlocks.asked) != 3 || inBlocks.asked[0] != "n."+c.Blocks[1].Token {
		t.Errorf("%v are looked through, not one block of each", inBlocks.asked)
	}
	if inBlocks.whole+batches.whole > 0 || slices.Contains(campaigns.whole, deliver.Notice) {
		t.Errorf("%d rolls and %d ledgers are read whole, and every campaign of the kinds %v", inBlocks.whole, batches.whole, campaigns.whole)
	}
	want := map[string]string{}
	if err := d.Ledger(t.Context(), c, func(p string, e deliver.Entry) bool { want[p] = fmt.Sprint("n ", e.State, e.Reason); return true }); err != nil {
		t.Fatal(err)
	}
	for p := range want {
		if got := received(t, d, p); got[0] != want[p] {
			t.Errorf("%s got %v, not %q", p, got, want[p])
		}
	}
	if len(want) != 900 || want["U0899"] != "n skipped"+deliver.Left {
		t.Errorf("%d are in the ledger, and %q", len(want), want["U0899"])
	}
}

// received is what the copy says that somebody got.
func received(t *testing.T, d *dispatch.Desk, person string) (got []string) {
	t.Helper()
	for r, err := range d.ReceivedBy(t.Context(), person) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(r.ID, " ", r.State, r.Reason))
	}
	return got
}
