package mongo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/domain"
)

// big is what fills a command.
var big = strings.Repeat("x", batchBytes)

// rig is a batch over a server that answers when the test lets it.
type rig struct {
	batch[string]

	mu   sync.Mutex
	sent [][]string // what went together
	let  chan error // the answer to the next command; nil: at once
}

func newRig(t *testing.T) *rig {
	t.Helper()
	e := &Engine{watch: newWatch()}
	e.work, e.abort = context.WithCancel(t.Context())
	r := &rig{let: make(chan error)}
	r.batch = batch[string]{engine: e, do: r.answer, size: func(s string) (int, int) { return 1, len(s) }}
	return r
}

func (r *rig) answer(ctx context.Context, all []string) error {
	r.mu.Lock()
	r.sent = append(r.sent, slices.Clone(all))
	r.mu.Unlock()
	if slices.Contains(all, "panic") {
		panic("a document")
	}
	if slices.Contains(all, "bad") {
		return fmt.Errorf("%w: as it is", errMalformed)
	}
	select {
	case err := <-r.let:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// start asks for something without waiting for it.
func (r *rig) start(ctx context.Context, what string) <-chan error {
	told := make(chan error, 1)
	go func() { told <- r.ask(ctx, what) }()
	synctest.Wait()
	return told
}

func (r *rig) want(t *testing.T, sent ...string) {
	t.Helper()
	synctest.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	var got []string
	for _, group := range r.sent {
		got = append(got, strings.ReplaceAll(strings.Join(group, "+"), big, "big"))
	}
	if !slices.Equal(got, sent) {
		t.Errorf("sent %q, want %q", got, sent)
	}
}

// Who is alone has a command at once; what comes while it is under way goes together.
func TestGathering(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		a := r.start(t.Context(), "a")
		r.want(t, "a")
		b, c := r.start(t.Context(), "b"), r.start(t.Context(), "c")
		r.want(t, "a")
		r.let <- nil
		r.want(t, "a", "b+c")
		r.let <- domain.ErrUnavailable
		if <-a != nil || !errors.Is(<-b, domain.ErrUnavailable) || !errors.Is(<-c, domain.ErrUnavailable) {
			t.Error("somebody was told of another's command")
		}
		r.start(t.Context(), "d")
		r.want(t, "a", "b+c", "d")
		r.let <- nil
	})
}

// Who gives up leaves: at once, and without the others. What was not sent is not.
func TestGivingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.start(t.Context(), "a")
		ctx, cancel := context.WithCancel(t.Context())
		gone, stays := r.start(ctx, "gone"), r.start(t.Context(), "stays")
		r.let <- nil
		r.want(t, "a", "gone+stays")
		never := r.start(ctx, "never")
		cancel()
		if !errors.Is(<-gone, context.Canceled) || !errors.Is(<-never, context.Canceled) {
			t.Error("who gave up was told something else")
		}
		r.let <- nil
		if err := <-stays; err != nil {
			t.Errorf("who stayed: %v", err)
		}
		r.want(t, "a", "gone+stays")
	})
}

// Callers who run out of time, one after the other, are how a server that hangs is noticed.
func TestOutOfTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		for range lateAtAll {
			if r.engine.watch.down() {
				t.Error("taken for lost too early")
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if err := r.ask(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			cancel()
		}
		if err := r.ask(t.Context(), "a"); !errors.Is(err, domain.ErrUnavailable) {
			t.Errorf("when nobody was answered: %v", err)
		}
		r.engine.abort()
	})
}

// What may not go together, or is too much, waits for the next command, and nothing overtakes it.
func TestBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		for _, what := range []string{"a", "b", big, "c"} {
			r.start(t.Context(), what)
		}
		r.let <- nil
		r.want(t, "a", "b")
		r.let <- nil
		r.let <- nil
		r.want(t, "a", "b", "big", "c")
		r.let <- nil

		r = newRig(t)
		r.joins = func() func(string) bool {
			seen := map[string]bool{}
			return func(s string) bool { was := seen[s]; seen[s] = true; return !was }
		}
		for _, what := range []string{"a", "b", "b", "c", "b"} {
			r.start(t.Context(), what)
		}
		for range 3 {
			r.let <- nil
		}
		r.want(t, "a", "b+c", "b", "b")
		r.let <- nil

		r = newRig(t)
		r.start(t.Context(), "a")
		for range batchMost + 1 {
			r.start(t.Context(), "b")
		}
		r.let <- nil
		synctest.Wait()
		r.let <- nil
		synctest.Wait()
		r.let <- nil
		if n := len(r.sent[1]); n != batchMost {
			t.Errorf("%d at a time", n)
		}
	})
}

// One whom the server cannot read fails alone, and so does one that makes the driver panic.
func TestCulprit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.start(t.Context(), "a")
		b, bad, c := r.start(t.Context(), "b"), r.start(t.Context(), "bad"), r.start(t.Context(), "c")
		for range 3 {
			r.let <- nil
		}
		if <-b != nil || !errors.Is(<-bad, errMalformed) || <-c != nil {
			t.Error("the others were told of it")
		}
		r.want(t, "a", "b+bad+c", "b", "bad", "c")
		if err := r.ask(t.Context(), "panic"); !errors.Is(err, errPanicked) || strings.Contains(err.Error(), "document") {
			t.Errorf("a panic: %v", err)
		}
		r.start(t.Context(), "d")
		r.let <- nil
		r.want(t, "a", "b+bad+c", "b", "bad", "c", "panic", "d")
	})
}

// A command that hangs holds up what comes for a while only.
func TestHanging(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		hangs := r.start(t.Context(), "hangs")
		b := r.start(t.Context(), "b")
		time.Sleep(lendAfter - time.Millisecond)
		r.want(t, "hangs")
		time.Sleep(time.Millisecond)
		r.want(t, "hangs", "b")
		c := r.start(t.Context(), "c")
		r.let <- nil
		r.let <- nil
		r.want(t, "hangs", "b", "c")
		r.let <- nil
		if <-hangs != nil || <-b != nil || <-c != nil {
			t.Error("somebody failed")
		}
		synctest.Wait()
		if r.flying != 0 {
			t.Errorf("%d commands are said to be under way", r.flying)
		}
	})
}

// Close lets commands come to their end, for a while; nothing new begins.
func TestClosing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, ends := range []bool{true, false} {
			r := newRig(t)
			a := r.start(t.Context(), "a")
			closed := make(chan struct{})
			go func() { r.engine.settle(); close(closed) }()
			synctest.Wait()
			if err := r.ask(t.Context(), "late"); !errors.Is(err, domain.ErrUnavailable) {
				t.Errorf("after Close: %v", err)
			}
			began := time.Now()
			if ends {
				r.let <- nil
			}
			if err := <-a; ends != (err == nil) || err != nil && !errors.Is(err, domain.ErrUnavailable) {
				t.Errorf("under way at Close, ends %v: %v", ends, err)
			}
			<-closed
			if took := time.Since(began); ends != (took == 0) || took > closeIn {
				t.Errorf("Close took %v", took)
			}
		}
	})
}
