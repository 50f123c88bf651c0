package crash

import (
	"testing"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/collections"
	"jitasa/internal/config"
)

// checkStore looks at what the program left: no event open, no answer in an
// outbox that was not delivered, and one exchange for each event.
func checkStore(t *testing.T, address string, people []*someone) {
	t.Helper()
	c := look(t, address)
	for e, err := range c.Inbox.Open(t.Context(), "", 0) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("event %s is still open", e.ID)
	}
	for _, s := range people {
		checkThread(t, c, s)
		checkLog(t, c, s)
	}
}

// closed waits until no event is open: one whose process was killed between its answer and its end is somebody else's once
// the lease is over. Several processes are at work on the store.
func closed(t *testing.T, address string, within time.Duration) {
	t.Helper()
	c := look(t, address)
	for began := time.Now(); time.Since(began) < within; time.Sleep(100 * time.Millisecond) {
		open := 0
		for _, err := range c.Inbox.Open(t.Context(), "", 1) {
			if err != nil {
				t.Fatal(err)
			}
			open++
		}
		if open == 0 {
			return
		}
	}
}

// look opens the store beside whoever works on it, until the test ends.
func look(t *testing.T, address string) *collections.Collections {
	t.Helper()
	settings, _, err := config.Load([]string{"--store", address, "--key", masterKey}, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	o, err := opening.Store(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return o.Collections
}

func checkThread(t *testing.T, c *collections.Collections, s *someone) {
	t.Helper()
	thread, err := c.Threads.Get(t.Context(), s.id)
	if err != nil {
		t.Errorf("person %s: %v", s.id, err)
		return
	}
	for _, o := range thread.Outbox { // kept until the person's next event, but the event must be done
		e, err := c.Inbox.Get(t.Context(), o.Event)
		if err != nil || e.Open {
			t.Errorf("the answer to %s is not settled (%v)", o.Event, err)
		}
	}
}

func checkLog(t *testing.T, c *collections.Collections, s *someone) {
	t.Helper()
	logged := map[string]int{}
	for x, err := range c.Log.Of(t.Context(), s.id) {
		if err != nil {
			t.Fatal(err)
		}
		logged[x.ID]++
		if len(x.Answer) == 0 {
			t.Errorf("the exchange of %s has no answer", x.ID)
		}
	}
	for _, id := range s.sent {
		if logged[id] != 1 {
			t.Errorf("event %s was logged %d times", id, logged[id])
		}
	}
	if len(logged) != len(s.sent) {
		t.Errorf("person %s: %d exchanges for %d events", s.id, len(logged), len(s.sent))
	}
}
