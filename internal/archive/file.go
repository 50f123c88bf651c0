package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"jitasa/internal/store"
)

// WriteFile writes a portable backup into a file and reads it again. The file is made beside its place first, so that a
// failure leaves nothing that looks whole. One that is there already is left alone, or with replace gives way to the new one.
func WriteFile(ctx context.Context, from []store.Stored, path string, replace bool, now time.Time, seen func(collection string, documents int)) ([]Result, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".jitasa-backup-*") // for its owner alone
	if err != nil {
		return nil, fmt.Errorf("making the backup: %w", err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it was moved, or is of no use
	if err := errors.Join(Write(ctx, from, f, now, seen), f.Sync()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(fmt.Errorf("reading the backup: %w", err), f.Close())
	}
	sums, err := Verify(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("checking the backup: %w", err)
	}
	keep := os.Link // unlike a renaming, it leaves a file alone that is there
	if replace {
		keep = os.Rename
	}
	if err := keep(f.Name(), path); err != nil {
		return nil, fmt.Errorf("keeping the backup: %w", err)
	}
	return summed(from, sums), nil
}

// WriteOut writes a portable backup to where nothing can be read again, and so reads it on its way.
func WriteOut(ctx context.Context, from []store.Stored, out io.Writer, now time.Time, seen func(collection string, documents int)) ([]Result, error) {
	read, write := io.Pipe()
	var sums map[string]Sum
	checked := make(chan error, 1)
	go func() {
		var err error
		sums, err = Verify(read)
		checked <- errors.Join(err, read.CloseWithError(err))
	}()
	err := Write(ctx, from, io.MultiWriter(out, write), now, seen)
	if err = errors.Join(err, write.CloseWithError(err), <-checked); err != nil {
		return nil, err
	}
	return summed(from, sums), nil
}

// summed are the results of a backup that was read again.
func summed(of []store.Stored, sums map[string]Sum) (all []Result) {
	for _, c := range of {
		all = append(all, Result{Collection: c.Name(), Sum: sums[c.Name()]})
	}
	return all
}

// Checked reads a portable backup to its end, before anything is done with it, and says when it was begun. It can be read
// from its start afterwards.
func Checked(file io.ReadSeeker) (begun time.Time, err error) {
	if _, err = Verify(file); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err == nil {
		begun, err = Begun(file)
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("reading the backup: %w", err)
	}
	return begun, nil
}
