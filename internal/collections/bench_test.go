package collections_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/bot"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store"
)

// nowhere is an engine that encodes nothing and keeps the last document only, so that what is measured is the seal.
type nowhere struct{ ring, last any }

func (e *nowhere) View(context.Context, *store.Schema) (store.Reader, error) { return nil, nil }

func (e *nowhere) Table(_ context.Context, s *store.Schema) (store.Table, error) {
	return &nowhereTable{engine: e, ring: s.Name == "keys"}, nil
}

func (*nowhere) Level() int { return collections.SchemaVersion }

func (*nowhere) Close() error { return nil }

type nowhereTable struct {
	store.Table
	engine *nowhere
	ring   bool
}

func (t *nowhereTable) Insert(_ context.Context, recs []store.Record) ([]error, error) {
	t.keep(recs[0].Doc)
	return make([]error, len(recs)), nil
}

func (t *nowhereTable) Replace(_ context.Context, rec store.Record, _ int64) error {
	t.keep(rec.Doc)
	return nil
}

func (t *nowhereTable) keep(doc any) {
	if t.ring {
		t.engine.ring = doc
	} else {
		t.engine.last = doc
	}
}

func (t *nowhereTable) Get(context.Context, []string) ([]any, error) {
	if t.ring {
		return []any{t.engine.ring}, nil // nil: there is none yet
	}
	kept := *t.engine.last.(*bot.Thread)
	sealed := map[string][]byte{}
	for name, value := range kept.Sealed {
		sealed[name] = slices.Clone(value)
	}
	kept.Sealed = sealed
	return []any{&kept}, nil
}

// typical is a thread in the middle of a sign-up, about as large as they are.
func typical() *bot.Thread {
	at := time.UnixMilli(1_800_000_000_000).UTC()
	button := chat.Choice{Label: "เด็กและเยาวชน", Tap: chat.Tap{Flow: "signup", Step: "causes", Session: "k3k3k3", Value: "children"}}
	question := chat.Message{Text: strings.Repeat("อยากช่วยเรื่องอะไรบ้าง ", 4), Choices: slices.Repeat([]chat.Choice{button}, 8), Nav: slices.Repeat([]chat.Choice{button}, 4)}
	return &bot.Thread{
		Meta: domain.Meta{ID: "U0123456789abcdef0123456789abcdef"}, Following: true, UpdatedAt: at,
		Memory: dialog.Memory{
			Lang: "th", Name: "สมชาย", Seen: at, Offered: slices.Repeat([]dialog.Offer{{Label: button.Label, Tap: button.Tap}}, 12),
			Sessions: []flow.Session{{Flow: "signup", ID: "k3k3k3", Draft: []byte(`{"name":"สมชาย ใจดี","birthYear":1987}`), Answered: []string{"name", "birth"}, Since: at}},
		},
		Consumed: slices.Repeat([]string{"01JDA7Q2Z3X4C5V6B7N8M9K0P1"}, 32),
		Outbox:   []bot.Outgoing{{Event: "01JDA7Q2Z3X4C5V6B7N8M9K0P1", Reply: "b60d432864f44d079f6d8efe86cf404b", Received: at, Messages: []chat.Message{question}}},
	}
}

// BenchmarkThread is what sealing adds to the writing and reading of a thread; the
// JSON of what is sealed is in it, which the engine then need not write.
func BenchmarkThread(b *testing.B) {
	e := &nowhere{}
	rings, err := collections.OpenKeys(b.Context(), e)
	if err != nil {
		b.Fatal(err)
	}
	keys, err := seal.Open(b.Context(), rings, master, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	c, err := collections.Open(b.Context(), e, keys)
	if err != nil {
		b.Fatal(err)
	}
	thread := typical()
	if err := c.Threads.Insert(b.Context(), thread); err != nil {
		b.Fatal(err)
	}
	b.Run("seal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := c.Threads.Replace(b.Context(), thread); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Threads.Get(b.Context(), thread.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}
