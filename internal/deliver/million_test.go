package deliver_test

import (
	"fmt"
	"testing"

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/delivertest"
	"jitasa/internal/domain"
	"jitasa/internal/store/mongo"
	"jitasa/internal/store/mongo/mongotest"
)

const (
	yearsIssues = 12
	yearsCalls  = 200
)

// millions are the ids of a million people, in blocks of batches that divide them as variants do.
type millions struct{ blocks, groups, size int }

func everybody() millions { return millions{blocks: 16, groups: 250, size: 250} }

func (m millions) id(block, n int) string { return fmt.Sprintf("U%032x", (block*m.groups*m.size+n)*7) }

// fill keeps a campaign that was sent to all of them.
func (m millions) fill(b *testing.B, all *collections.Collections, kind deliver.Kind, name string) {
	b.Helper()
	c := &deliver.Campaign{Meta: domain.Meta{ID: name}, Kind: kind, State: deliver.Done, Planned: true}
	for k := range m.blocks {
		token := fmt.Sprint("t", k)
		c.Blocks = append(c.Blocks, deliver.Block{Token: token, Through: m.id(k, m.groups*m.size-1), Batches: m.groups})
		var batches []*deliver.Batch
		var rolls []*deliver.Roll
		for g := range m.groups {
			meta := domain.Meta{ID: fmt.Sprintf("%s.%s.%06d", c.ID, token, g)}
			r := &deliver.Roll{Meta: meta}
			for i := range m.size {
				r.People = append(r.People, m.id(k, i*m.groups+g))
			}
			batches = append(batches, &deliver.Batch{Meta: meta, Campaign: c.ID, Count: m.size, State: deliver.Accepted, Seq: g})
			rolls = append(rolls, r)
		}
		if _, err := all.Batches.InsertNew(b.Context(), batches); err != nil {
			b.Fatal(err)
		}
		if _, err := all.Rolls.InsertNew(b.Context(), rolls); err != nil {
			b.Fatal(err)
		}
	}
	if err := all.Campaigns.Insert(b.Context(), c); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkForget erases somebody after a year of newsletters to a million people, and two hundred calls, and makes the
// copy of somebody's data. It takes a minute to fill the database.
func BenchmarkForget(b *testing.B) {
	engines := map[string]func(*testing.B) *collections.Collections{
		"sqlite": func(b *testing.B) *collections.Collections { return delivertest.Opened(b) },
		"mongodb": func(b *testing.B) *collections.Collections {
			at := mongotest.New(b)
			engine, err := mongo.Open(b.Context(), at.URI, at.Name, mongo.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = engine.Close() }) // nothing is read again
			return delivertest.OpenedOn(b, engine)
		},
	}
	for name, open := range engines {
		b.Run(name, func(b *testing.B) {
			h := hallOn(b, open(b))
			m := everybody()
			for i := range yearsIssues {
				m.fill(b, h.all, deliver.Newsletter, fmt.Sprint("issue", i))
			}
			called := millions{blocks: 1, groups: 20, size: 50}
			for i := range yearsCalls {
				called.fill(b, h.all, deliver.Call, fmt.Sprint("call", i))
			}
			d := h.process("p")
			b.Run("erasure", func(b *testing.B) {
				for n := 0; b.Loop(); n++ {
					if err := d.Forget(b.Context(), m.id(n%m.blocks, 1000+n)); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("copy", func(b *testing.B) {
				got := 0
				for n := 0; b.Loop(); n++ {
					got = 0
					for _, err := range d.ReceivedBy(b.Context(), m.id(n%m.blocks, 9000+n)) {
						if err != nil {
							b.Fatal(err)
						}
						got++
					}
				}
				b.ReportMetric(float64(got), "entries")
			})
		})
	}
}
