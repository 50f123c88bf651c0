package collections_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

// A store that an older version made is written so that it can go on with it, until somebody raises it. What was written
// before is read ever after, and the older version is refused from then on.
func TestLevels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	answer := []chat.Message{chat.Say(strings.Repeat("หางานใกล้ฉัน ", 40))}
	visit := func(schema, least int, id string) (level, size int) {
		t.Helper()
		e, err := sqlite.Open(t.Context(), path, sqlite.Options{Schema: schema, Least: least})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		}()
		c, _ := on(t, e, master)
		x := chat.NewExchange(chat.Event{ID: id, Person: "U1", Kind: chat.Text, Text: "หางาน", At: time.UnixMilli(1000)}, answer)
		if err := c.Log.Insert(t.Context(), x); err != nil {
			t.Fatal(err)
		}
		raw, err := c.Log.Table().Get(t.Context(), []string{id})
		if err != nil {
			t.Fatal(err)
		}
		for x, err := range c.Log.Of(t.Context(), "U1") {
			if err != nil || x.Answer[0].Text != answer[0].Text || x.Text != "หางาน" {
				t.Errorf("%s: %v", id, err)
			}
		}
		return e.Level(), len(raw[0].(interface{ Key() *domain.Meta }).Key().Sealed["answer"])
	}
	level, plain := visit(collections.OldestSchema, collections.OldestSchema, "1")
	if level != collections.OldestSchema {
		t.Errorf("the older version's store is at %d", level)
	}
	if level, size := visit(collections.SchemaVersion, collections.OldestSchema, "2"); level != collections.OldestSchema || size != plain {
		t.Errorf("before it is raised: level %d, %d bytes, the older version's were %d", level, size, plain)
	}
	visit(collections.OldestSchema, collections.OldestSchema, "3") // goes on
	if level, size := visit(collections.SchemaVersion, collections.SchemaVersion, "4"); level != collections.SchemaVersion || size > plain/4 {
		t.Errorf("raised: level %d, %d bytes of %d", level, size, plain)
	}
	if level, _ := visit(collections.SchemaVersion, collections.OldestSchema, "5"); level != collections.SchemaVersion {
		t.Errorf("opened again: level %d", level)
	}
	if _, err := sqlite.Open(t.Context(), path, sqlite.Options{Schema: collections.OldestSchema, Least: collections.OldestSchema}); !errors.Is(err, store.ErrSetup) {
		t.Errorf("the older version got %v", err)
	}
}

// A new store is at the newest version, and the test above is of the version before.
func TestNewStoreIsNewest(t *testing.T) {
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{Schema: collections.SchemaVersion, Least: collections.OldestSchema})
	if err != nil {
		t.Fatal(err)
	}
	if e.Level() != collections.SchemaVersion || store.PackedFrom > collections.SchemaVersion || store.PackedFrom <= collections.OldestSchema {
		t.Errorf("level %d", e.Level())
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

// What the platform delivered is not packed: it is there for a moment, and says little that the dictionary has. One that an
// earlier version packed is read.
func TestEventsAreNotPacked(t *testing.T) {
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{Schema: collections.SchemaVersion})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	c, keys := on(t, e, master)
	raw := json.RawMessage(`{"text":"` + strings.Repeat("หางานใกล้ฉัน ", 40) + `"}`)
	if err := c.Inbox.Insert(t.Context(), &inbox.Event{Meta: domain.Meta{ID: "1"}, Person: "U1", Raw: raw, Open: true}); err != nil {
		t.Fatal(err)
	}
	kept, err := c.Inbox.Table().Get(t.Context(), []string{"1"})
	if err != nil {
		t.Fatal(err)
	}
	if size := len(kept[0].(*inbox.Event).Sealed["raw"]); size < len(raw) {
		t.Errorf("%d bytes of %d", size, len(raw))
	}
	const packed = "01e3082e8004863501002011251900250308227d5d" // as in package store
	was, err := hex.DecodeString(packed)
	if err != nil {
		t.Fatal(err)
	}
	earlier := &inbox.Event{Meta: domain.Meta{ID: "2", Version: 1}, Person: "U1", Open: true}
	sealed, err := keys.Seal(was, []byte("inbox\x002\x00raw"))
	if err != nil {
		t.Fatal(err)
	}
	earlier.Sealed = map[string][]byte{"raw": sealed}
	if each, err := c.Inbox.Table().Insert(t.Context(), []store.Record{{ID: "2", Version: 1, Doc: earlier}}); err != nil || each[0] != nil {
		t.Fatal(each, err)
	}
	for id, want := range map[string]string{"1": string(raw), "2": `[{"text":"` + strings.Repeat("หางานใกล้ฉัน ", 30) + `"}]`} {
		if e, err := c.Inbox.Get(t.Context(), id); err != nil || string(e.Raw) != want {
			t.Errorf("%s: %+v, %v", id, e, err)
		}
	}
}
