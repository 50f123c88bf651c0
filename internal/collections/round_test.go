package collections_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/bot"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store"
)

// made draws a value of any type: texts of any length, JSON that is JSON, times as they are kept.
func made[T any](t *rapid.T, label string) T {
	return rapid.MakeCustom[T](rapid.MakeConfig{
		Types: map[reflect.Type]*rapid.Generator[any]{
			reflect.TypeFor[json.RawMessage](): rapid.Custom(func(t *rapid.T) any {
				raw, _ := json.Marshal(map[string]string{"text": rapid.String().Draw(t, "text")}) // a string is JSON
				return json.RawMessage(raw)
			}),
			reflect.TypeFor[time.Time](): rapid.Custom(func(t *rapid.T) any {
				return time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "ms")).UTC()
			}),
			reflect.TypeFor[chat.Choice](): rapid.Custom(func(t *rapid.T) any { // of which a message has many
				return chat.Choice{Label: rapid.String().Draw(t, "label"), Tap: chat.Tap{Flow: "!menu"}, Days: &chat.Days{}}
			}),
			reflect.TypeFor[domain.Meta](): rapid.Custom(func(t *rapid.T) any {
				return domain.Meta{ID: "x" + rapid.StringN(0, 12, -1).Draw(t, "id")}
			}),
		},
	}).Draw(t, label)
}

// few draws none, one or two: such values are large.
func few[T any](t *rapid.T, label string) (all []T) {
	for range rapid.IntRange(0, 2).Draw(t, label+" length") {
		all = append(all, made[T](t, label))
	}
	return all
}

// Whatever a document holds comes back as it was written, the writer's own document
// stays as it was, and what lies in the database has none of its secrets.
func TestEveryDocumentComesBack(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	t.Run("volunteers", func(t *testing.T) {
		comesBack(t, c.Volunteers.Collection, func(t *rapid.T) domain.Volunteer {
			v := made[domain.Volunteer](t, "volunteer")
			v.PhoneBlind, v.EmailBlind = "", "" // the store's
			return v
		})
	})
	t.Run("threads", func(t *testing.T) {
		comesBack(t, c.Threads.Collection, func(t *rapid.T) bot.Thread {
			return bot.Thread{
				Meta: made[domain.Meta](t, "meta"), Memory: made[dialog.Memory](t, "memory"), Outbox: few[bot.Outgoing](t, "outbox"),
				Waiting: few[chat.Message](t, "waiting"), Consumed: made[[]string](t, "consumed"),
			}
		})
	})
	t.Run("log", func(t *testing.T) {
		comesBack(t, c.Log.Collection, func(t *rapid.T) chat.Exchange { return made[chat.Exchange](t, "exchange") })
	})
	t.Run("inbox", func(t *testing.T) {
		comesBack(t, c.Inbox.Collection, func(t *rapid.T) inbox.Event { return made[inbox.Event](t, "event") })
	})
}

func comesBack[T any, P interface {
	*T
	store.Doc
}](t *testing.T, c *store.Collection[T], draw func(*rapid.T) T) {
	ctx, n := context.Background(), 0
	rapid.Check(t, func(t *rapid.T) {
		doc := draw(t)
		n++
		P(&doc).Key().ID += fmt.Sprintf("/%d", n) // texts may be alike
		if err := c.Insert(ctx, &doc); err != nil {
			t.Fatal(err)
		}
		written := writtenAs(t, &doc)
		got, err := c.Get(ctx, P(&doc).Key().ID)
		if err != nil {
			t.Fatal(err)
		}
		if read := writtenAs(t, got); !bytes.Equal(read, written) || P(got).Key().Sealed != nil {
			t.Fatalf("written\n%s\nread\n%s", written, read)
		}
		kept, err := c.Table().Get(ctx, []string{P(&doc).Key().ID})
		if err != nil {
			t.Fatal(err)
		}
		left := reflect.ValueOf(kept[0]).Elem()
		for i := range left.NumField() {
			if f := left.Type().Field(i); f.Tag.Get("seal") == "true" && !left.Field(i).IsZero() {
				t.Fatalf("%s is kept in plain", f.Name)
			}
		}
		swapped(ctx, t, c, kept[0].(*T), P(got).Key().ID)
	})
}

func writtenAs(t *rapid.T, doc any) []byte {
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// swapped puts a sealed value in another field's place, and cuts one short: neither opens.
func swapped[T any](ctx context.Context, t *rapid.T, c *store.Collection[T], kept *T, id string) {
	meta := any(kept).(store.Doc).Key()
	var fields []string
	for name := range meta.Sealed {
		fields = append(fields, name)
	}
	if len(fields) == 0 {
		return
	}
	slices.Sort(fields)
	one := rapid.SampledFrom(fields).Draw(t, "field")
	other := rapid.SampledFrom(fields).Draw(t, "its new place")
	value := meta.Sealed[one]
	if one == other {
		value = value[:rapid.IntRange(0, len(value)-1).Draw(t, "cut to")]
	}
	meta.Sealed[other] = value
	old := meta.Version
	meta.Version++
	if err := c.Table().Replace(ctx, store.Record{ID: id, Version: meta.Version, Doc: kept}, old); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get(ctx, id); !errors.Is(err, store.ErrUnreadable) || !errors.Is(err, seal.ErrSealed) {
		t.Fatalf("%s in place of %s: %v", one, other, err)
	}
}

// A document that does not open keeps nobody from being forgotten, nor keys from
// being changed: it is told of, and left as it is.
func TestUnreadableDocuments(t *testing.T) {
	c, keys := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	for _, id := range []string{"01A", "01B"} {
		if err := c.Log.Insert(t.Context(), &chat.Exchange{Meta: domain.Meta{ID: id}, Person: "U1", Text: "text"}); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := c.Log.Table().Get(t.Context(), []string{"01A"})
	if err != nil {
		t.Fatal(err)
	}
	doc := kept[0].(*chat.Exchange)
	doc.Sealed["text"][8] ^= 1
	doc.Version = 2
	if err := c.Log.Table().Replace(t.Context(), store.Record{ID: "01A", Version: 2, Doc: doc}, 1); err != nil {
		t.Fatal(err)
	}
	rotation := seal.Rotation{
		Keys: keys, Step: func(string) {}, Wait: func(context.Context) error { return nil },
		Reseal: func(ctx context.Context) (int, error) {
			_, left, err := c.Reseal(ctx, keys, func(string, int) func() { return func() {} })
			return left, err
		},
	}
	if left, err := rotation.Run(t.Context()); err != nil || left != 1 {
		t.Errorf("left %d, %v", left, err)
	}
	if st, err := keys.Status(t.Context()); err != nil || len(st.Data) != 2 || st.Stage != "" {
		t.Errorf("a key was dropped that a damaged document still needs: %+v, %v", st, err)
	}
	if x, err := c.Log.Get(t.Context(), "01B"); err != nil || x.Text != "text" {
		t.Errorf("%+v, %v", x, err)
	}
	if err := c.Log.Forget(t.Context(), "U1"); err != nil {
		t.Errorf("forgetting: %v", err)
	}
	if n, err := c.Log.Count(t.Context(), store.Query{}); err != nil || n != 0 {
		t.Errorf("%d exchanges are left, %v", n, err)
	}
}

// What a newer version sealed and this one does not know survives a write of this one.
func TestUnknownSecretsSurvive(t *testing.T) {
	c, keys := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	if err := c.Volunteers.Insert(t.Context(), somchai("U1")); err != nil {
		t.Fatal(err)
	}
	sealed, err := keys.Seal([]byte(`"7"`), []byte("volunteers\x00U1\x00tomorrow"))
	if err != nil {
		t.Fatal(err)
	}
	kept, err := c.Volunteers.Table().Get(t.Context(), []string{"U1"})
	if err != nil {
		t.Fatal(err)
	}
	doc := kept[0].(*domain.Volunteer)
	doc.Sealed["tomorrow"], doc.Version = sealed, 2
	if err := c.Volunteers.Table().Replace(t.Context(), store.Record{ID: "U1", Version: 2, Doc: doc}, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Volunteers.Update(t.Context(), "U1", func(v *domain.Volunteer) error { v.Name = "ใหม่"; return nil }); err != nil {
		t.Fatal(err)
	}
	if kept, err = c.Volunteers.Table().Get(t.Context(), []string{"U1"}); err != nil || !bytes.Equal(kept[0].(*domain.Volunteer).Sealed["tomorrow"], sealed) {
		t.Errorf("it is gone (%v)", err)
	}
}
