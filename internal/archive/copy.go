package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// What keeps a copy from being made, or from being right.
var (
	// ErrNotEmpty: there is something in the target, and it is not a copy that was cut off.
	ErrNotEmpty = errors.New("the target is not empty")
	// ErrDiffers: source and target are not the same at the end.
	ErrDiffers = errors.New("the copy differs from its source")
)

// Options of a copy.
type Options struct {
	// Source names the source to the target's note: who names the same may go on.
	Source string
	// IntoNonempty: leave what is in the target, and add what is not.
	IntoNonempty bool
	Now          func() time.Time
	// Then is done, if set, to a target that has everything and may not be used yet: done again, if it is cut off.
	Then func(ctx context.Context) error
	// Progress is told what is done with which collection, and of how many more documents.
	Progress func(doing, collection string, documents int)
}

// Result is what became of a collection.
type Result struct {
	Collection string
	Sum
	Conflicts int // documents that the target has, with another content
}

// Copy copies all collections and checks that they are the same afterwards. from
// and to list the same collections (collections.Collections.All).
func Copy(ctx context.Context, from, to []store.Stored, notes *Notes, o Options) ([]Result, error) {
	if err := bears(to, levelOf(from)); err != nil {
		return nil, err
	}
	far, err := notes.begin(ctx, to, o)
	if err != nil {
		return nil, err
	}
	if far == copied {
		return nil, notes.then(ctx, o)
	}
	var results []Result
	for i := range from {
		conflicts, err := copyCollection(ctx, from[i], to[i], far == cutOff && !o.IntoNonempty, o)
		if err != nil {
			return results, err
		}
		results = append(results, Result{Collection: from[i].Name(), Conflicts: conflicts})
	}
	for i := range from {
		if results[i].Sum, err = compare(ctx, from[i], to[i], o, results[i].Conflicts); err != nil {
			return results, err
		}
	}
	return results, notes.then(ctx, o)
}

// copyCollection copies what the target does not have: the next batch is read while one is written.
func copyCollection(ctx context.Context, from, to store.Stored, resumed bool, o Options) (conflicts int, err error) {
	after := ""
	if resumed {
		if after, err = reached(ctx, to); err != nil {
			return 0, err
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	batches := make(chan []any, 1)
	g.Go(func() error {
		defer close(batches)
		return each(ctx, from, after, func(docs []any) error {
			select {
			case batches <- docs:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	g.Go(func() error {
		for docs := range batches {
			n, err := write(ctx, to, docs)
			if err != nil {
				return err
			}
			conflicts += n
			o.Progress("copying", to.Name(), len(docs))
		}
		return nil
	})
	return conflicts, g.Wait()
}

// reached is the id behind which a copy that was cut off goes on. Its last
// batch may have holes, so that one is done again.
func reached(ctx context.Context, to store.Stored) (string, error) {
	byID, _ := to.Schema().Key("")
	docs, _, err := to.Table().Find(ctx, store.Range{Index: byID, Limit: 2*readAtOnce + 1, Reverse: true})
	if err != nil {
		return "", fmt.Errorf("looking how far %s came: %w", to.Name(), err)
	}
	if len(docs) <= 2*readAtOnce { // also where the engine gave fewer, to bound memory: then all is looked at again
		return "", nil
	}
	return idOf(docs[len(docs)-1]), nil
}

// write inserts documents as they are, and counts those that are there with another content.
func write(ctx context.Context, to store.Stored, docs []any) (conflicts int, err error) {
	recs := make([]store.Record, len(docs))
	for i, doc := range docs {
		d, ok := doc.(store.Doc)
		if !ok {
			return 0, fmt.Errorf("%w: a %T is no document", domain.ErrInvalid, doc)
		}
		recs[i] = store.Record{ID: d.Key().ID, Version: d.Key().Version, Doc: doc}
	}
	each, err := to.Table().Insert(ctx, recs)
	if err != nil {
		return 0, fmt.Errorf("writing %s: %w", to.Name(), err)
	}
	var ids []string
	var there []any
	for i, err := range each {
		if err != nil {
			ids, there = append(ids, recs[i].ID), append(there, docs[i])
		}
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return different(ctx, to, ids, there)
}

// different counts the documents that are not the same in a store.
func different(ctx context.Context, in store.Stored, ids []string, docs []any) (n int, err error) {
	found, err := in.Table().Get(ctx, ids)
	if err != nil {
		return 0, fmt.Errorf("reading %s: %w", in.Name(), err)
	}
	for i := range found {
		same := false
		if found[i] != nil {
			a, errA := line(found[i])
			b, errB := line(docs[i])
			if err := errors.Join(errA, errB); err != nil {
				return 0, err
			}
			same = bytes.Equal(a, b)
		}
		if !same {
			n++
		}
	}
	return n, nil
}

// compare checks that a collection is the same on both sides, or, in a target
// that had content of its own, that everything of the source is in it but for
// the conflicts that are known.
func compare(ctx context.Context, from, to store.Stored, o Options, conflicts int) (Sum, error) {
	seen := func(n int) { o.Progress("checking", from.Name(), n) }
	if o.IntoNonempty {
		return compareWithin(ctx, from, to, seen, conflicts)
	}
	var sums [2]Sum
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { sums[0], err = SumOf(ctx, from, seen); return err })
	g.Go(func() (err error) { sums[1], err = SumOf(ctx, to, func(int) {}); return err })
	if err := g.Wait(); err != nil {
		return Sum{}, err
	}
	if sums[0] != sums[1] {
		return sums[1], fmt.Errorf("%w: %s has %d documents at the source and %d in the target; stop the bot and do it again, into an empty target",
			ErrDiffers, from.Name(), sums[0].Documents, sums[1].Documents)
	}
	return sums[0], nil
}

func compareWithin(ctx context.Context, from, to store.Stored, seen func(int), conflicts int) (Sum, error) {
	s, differ := newSumming(), 0
	err := each(ctx, from, "", func(docs []any) error {
		ids := make([]string, len(docs))
		for i, doc := range docs {
			raw, err := line(doc)
			if err != nil {
				return err
			}
			s.add(raw)
			ids[i] = idOf(doc)
		}
		n, err := different(ctx, to, ids, docs)
		differ += n
		seen(len(docs))
		return err
	})
	if err == nil && differ > conflicts {
		err = fmt.Errorf("%w: %d documents of %s", ErrDiffers, differ-conflicts, from.Name())
	}
	return s.sum(), err
}
