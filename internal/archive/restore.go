package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"jitasa/internal/store"
)

// Restore brings a portable backup into a store, after all of it was checked. It
// goes on with one that was cut off, and checks the store at the end.
func Restore(ctx context.Context, file *os.File, to []store.Stored, notes *Notes, o Options) ([]Result, error) {
	sums, err := Verify(file)
	if err != nil {
		return nil, err
	}
	if err := fits(file, sums, to); err != nil {
		return nil, err
	}
	far, err := notes.begin(ctx, to, o)
	if err != nil {
		return nil, err
	}
	if far == copied {
		return nil, notes.then(ctx, o)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading the backup: %w", err)
	}
	conflicts := map[string]int{}
	if _, err := scan(file, func(name string, lines [][]byte) error {
		n, err := restoreBatch(ctx, find(to, name), lines)
		conflicts[name] += n
		o.Progress("restoring", name, len(lines))
		return err
	}); err != nil {
		return nil, err
	}
	var results []Result
	for _, c := range to {
		r := Result{Collection: c.Name(), Sum: sums[c.Name()], Conflicts: conflicts[c.Name()]}
		results = append(results, r)
		if o.IntoNonempty {
			continue
		}
		is, err := SumOf(ctx, c, func(n int) { o.Progress("checking", c.Name(), n) })
		if err != nil {
			return results, err
		}
		if _, there := sums[c.Name()]; there && is != r.Sum {
			return results, fmt.Errorf("%w: %s has %d documents in the backup and %d in the store", ErrDiffers, c.Name(), r.Documents, is.Documents)
		}
	}
	return results, notes.then(ctx, o)
}

// fits reports whether a target can take in a backup.
func fits(file *os.File, sums map[string]Sum, to []store.Stored) error {
	if err := known(sums, to); err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	_, level, err := firstLine(file)
	if err != nil {
		return err
	}
	return bears(to, level)
}

func find(in []store.Stored, name string) store.Stored {
	for _, c := range in {
		if c.Name() == name {
			return c
		}
	}
	return nil
}

func known(sums map[string]Sum, to []store.Stored) error {
	if _, keys := sums["keys"]; !keys && len(sums) == 1 { // what jitasa backup --receipts wrote
		return ErrReceipts
	}
	for name := range sums {
		if find(to, name) == nil {
			return ErrNewer
		}
	}
	return nil
}

func restoreBatch(ctx context.Context, to store.Stored, lines [][]byte) (conflicts int, err error) {
	docs := make([]any, len(lines))
	for i, raw := range lines {
		docs[i] = to.Schema().New()
		if json.Unmarshal(raw, docs[i]) != nil {
			return 0, ErrDamaged
		}
	}
	return write(ctx, to, docs)
}
