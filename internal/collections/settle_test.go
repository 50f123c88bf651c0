package collections_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store/sqlite"
)

// at opens a store whose documents are of a version.
func at(t *testing.T, schema int) *collections.Collections {
	t.Helper()
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{Schema: schema})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	rings, err := collections.OpenKeys(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := seal.Open(t.Context(), rings, master, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := collections.Open(t.Context(), e, keys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func inserted(t *testing.T, c *collections.Collections, id, person string, when time.Time, logged bool) {
	t.Helper()
	if err := c.Inbox.Insert(t.Context(), &inbox.Event{Meta: domain.Meta{ID: id}, Person: person, At: when, Received: when, Open: true}); err != nil {
		t.Fatal(err)
	}
	if !logged {
		return
	}
	if err := c.Log.Insert(t.Context(), chat.NewExchange(chat.Event{ID: id, Person: person, Kind: chat.Text, At: when}, nil)); err != nil {
		t.Fatal(err)
	}
}

// Answered events that are in the log leave the inbox, and are known by it; the others stay. In a store of an older version
// all stay: a process of that version looks for them there.
func TestSettle(t *testing.T) {
	for schema, want := range map[int][]bool{collections.OldestSchema: {false, false}, collections.SchemaVersion: {true, false}} {
		c := at(t, schema)
		inserted(t, c, "logged", "U1", time.UnixMilli(1), true)
		inserted(t, c, "silent", "U1", time.UnixMilli(2), false)
		gone, err := c.Inbox.Settle(t.Context(), []string{"logged", "silent"})
		if err != nil || !slices.Equal(gone, want) {
			t.Errorf("version %d: %v, %v", schema, gone, err)
		}
		for i, id := range []string{"logged", "silent"} {
			if _, err := c.Inbox.Get(t.Context(), id); errors.Is(err, domain.ErrNotFound) != want[i] {
				t.Errorf("version %d, %s: %v", schema, id, err)
			}
		}
		if known, err := c.Inbox.Settled(t.Context(), []string{"new", "logged"}); err != nil || !slices.Equal(known, []bool{false, true}) {
			t.Errorf("version %d: known %v, %v", schema, known, err)
		}
	}
}

// Who is erased leaves the ids of what they sent in the last days, and nothing else: it is not answered when it comes again.
func TestForgottenEventsAreKnown(t *testing.T) {
	c := at(t, collections.SchemaVersion)
	now := time.UnixMilli(1_800_000_000_000).UTC()
	inserted(t, c, "old", "U1", now.Add(-inbox.Remembered-time.Hour), true)
	inserted(t, c, "recent", "U1", now.Add(-time.Hour), true)
	inserted(t, c, "last", "U1", now, true)
	inserted(t, c, "hers", "U2", now, true)
	if _, err := c.Inbox.Settle(t.Context(), []string{"old", "recent", "last", "hers"}); err != nil {
		t.Fatal(err)
	}
	if err := c.Log.Forget(t.Context(), "U1"); err != nil {
		t.Fatal(err)
	}
	for id, stays := range map[string]bool{"old": false, "recent": true, "last": true, "hers": false} {
		e, err := c.Inbox.Get(t.Context(), id)
		if stays && (err != nil || e.Open || e.Person != "" || e.Raw != nil) || !stays && !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("%s: %+v, %v", id, e, err)
		}
	}
	for range c.Log.Of(t.Context(), "U1") {
		t.Error("something of the person is left in the log")
	}
}
