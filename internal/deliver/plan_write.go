package deliver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// write makes batches of the block and writes them. They count when the campaign names the block.
func (d *Deliverer) write(ctx context.Context, c *Campaign, b *block) error {
	w := &writer{d: d, c: c, b: b}
	composed := map[string]bool{}
	for _, g := range b.ordered(c.Wave.People) {
		content := c.contentID(g.Key)
		if !composed[content] {
			if err := d.compose(ctx, b.content, g.Variant, content); err != nil {
				return err
			}
			composed[content] = true
		}
		for part := range slices.Chunk(g.people, MaxBatch) {
			batch := &Batch{Content: content, Province: g.Province, Lang: g.Lang, State: Open, Open: b.Token}
			if c.Wave.Every > 0 {
				batch.Due = domain.Instant(b.At.Add(time.Duration(g.wave) * c.Wave.Every))
			}
			if err := w.add(ctx, batch, part); err != nil {
				return err
			}
		}
	}
	b.Batches = w.seq
	b.Skipped = map[string]int{}
	for reason, people := range b.skipped {
		b.Skipped[reason] = len(people)
		for part := range slices.Chunk(people, MaxBatch) {
			if err := w.add(ctx, &Batch{State: Skipped, Reason: reason, Settled: b.At}, part); err != nil {
				return err
			}
		}
	}
	return w.flush(ctx)
}

func (d *Deliverer) compose(ctx context.Context, composer Composer, v Variant, id string) error {
	messages, err := composer.Compose(ctx, v)
	if err != nil {
		return fmt.Errorf("composing: %w", err)
	}
	content := &Content{Meta: domain.Meta{ID: id}, Lang: v.Lang, Plain: v.Plain, Messages: messages}
	if _, err := d.Contents.InsertNew(ctx, []*Content{content}); err != nil {
		return fmt.Errorf("keeping content: %w", err)
	}
	return nil
}

// contentID names what a variant of this edition says.
func (c *Campaign) contentID(variant string) string {
	if c.Edition == 0 {
		return c.ID + "/" + variant
	}
	return fmt.Sprintf("%s/%d/%s", c.ID, c.Edition, variant)
}

// ordered are the groups in the order of sending; in waves of so many people, the nearest first.
func (b *block) ordered(wave int) []waved {
	groups := make([]*group, 0, len(b.groups))
	for _, g := range b.groups {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(x, y *group) int { return compareVariants(x.Variant, y.Variant) })
	if wave <= 0 {
		all := make([]waved, len(groups))
		for i, g := range groups {
			all[i] = waved{group: g}
		}
		return all
	}
	return inWaves(groups, wave)
}

// waved is a group of people of one wave.
type waved struct {
	*group
	wave int
}

func inWaves(groups []*group, size int) []waved {
	type one struct {
		g      *group
		person string
		km     float64
	}
	var everybody []one
	for _, g := range groups {
		for i, p := range g.people {
			o := one{g: g, person: p}
			if g.near != nil {
				o.km = g.near[i]
			}
			everybody = append(everybody, o)
		}
	}
	slices.SortStableFunc(everybody, func(x, y one) int { return cmp.Compare(x.km, y.km) })
	var all []waved
	n := 0
	for part := range slices.Chunk(everybody, size) {
		of := map[*group]*group{}
		for _, o := range part {
			if of[o.g] == nil {
				of[o.g] = &group{Variant: o.g.Variant}
				all = append(all, waved{group: of[o.g], wave: n})
			}
			of[o.g].people = append(of[o.g].people, o.person)
		}
		n++
	}
	return all
}

func compareVariants(x, y Variant) int {
	return cmp.Or(strings.Compare(x.Province, y.Province), strings.Compare(x.Lang, y.Lang), strings.Compare(x.Key, y.Key))
}

// writer writes batches with their rolls, many at a time.
type writer struct {
	d       *Deliverer
	c       *Campaign
	b       *block
	seq     int
	batches []*Batch
	rolls   []*Roll
}

func (w *writer) add(ctx context.Context, b *Batch, people []string) error {
	b.ID = fmt.Sprintf("%s.%s.%06d", w.c.ID, w.b.Token, w.seq)
	b.Campaign, b.Seq, b.Count = w.c.ID, w.seq, len(people)
	w.seq++
	w.batches = append(w.batches, b)
	w.rolls = append(w.rolls, &Roll{Meta: domain.Meta{ID: b.ID}, People: people})
	w.b.written = append(w.b.written, b.ID)
	if len(w.batches) < writeAtOnce {
		return nil
	}
	return w.flush(ctx)
}

// flush writes batches first: a roll that is there has one, and is found by it. None counts before the block does.
func (w *writer) flush(ctx context.Context) error {
	if len(w.batches) == 0 {
		return nil
	}
	if _, err := w.d.Batches.InsertNew(ctx, w.batches); err != nil {
		return fmt.Errorf("writing batches: %w", err)
	}
	if _, err := w.d.Rolls.InsertNew(ctx, w.rolls); err != nil {
		return fmt.Errorf("writing rolls: %w", err)
	}
	w.batches, w.rolls = w.batches[:0], w.rolls[:0]
	return nil
}

// drop deletes what was written of a block that does not count.
func (d *Deliverer) drop(ctx context.Context, b *block) error {
	for part := range slices.Chunk(b.written, writeAtOnce) {
		if err := errors.Join(d.Rolls.Delete(ctx, part...), d.Batches.Delete(ctx, part...)); err != nil {
			return fmt.Errorf("deleting a plan that does not count: %w", err)
		}
	}
	return nil
}
