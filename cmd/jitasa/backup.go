package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"jitasa/internal/archive"
	"jitasa/internal/config"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

const backupUsage = `usage: jitasa backup FILE              writes all of JITASA_STORE into a file, while the bot runs, and checks it
       jitasa backup --receipts FILE   writes, in a moment, only the receipts of erasures, in place of what was in FILE

FILE.jsonl.zst can be restored into any store; FILE.db, of an SQLite store only, is the database as it is at one moment.
What is sealed stays sealed: keep JITASA_KEY as well, and somewhere else.`

const restoreUsage = `usage: jitasa restore FILE [--receipts FROM]…   brings a backup into JITASA_STORE, which must be empty, and checks it
       jitasa restore --receipts FROM             only erases again, in a store that was restored before

FILE is what jitasa backup wrote. Whoever was erased after that is in it again: with receipts of the time since, and
JITASA_KEY, they are erased anew. FROM is what jitasa backup --receipts wrote, a newer backup, or the store that is
replaced, if it can still be read (sqlite:PATH or mongodb://…). Interrupted and done again, it goes on where it was.`

// The forms of a backup.
const (
	portable = ".jsonl.zst"
	database = ".db"
)

// receipts is the collection of receipts of erasures.
const receipts = "erasures"

// backupCommand is `jitasa backup`.
func backupCommand(ctx context.Context, args []string, s streams) int {
	m := &moving{streams: s}
	c, rest, code, ok := configured(s, args, backupUsage, 1, config.WithFlags(func(f *pflag.FlagSet) {
		f.BoolVar(&m.only, "receipts", false, "write only the receipts of erasures")
	}))
	if !ok {
		return code
	}
	return m.finish(m.backup(ctx, c.Store, rest[0]))
}

func (m *moving) backup(ctx context.Context, of config.Store, path string) (err error) {
	if m.only && !strings.HasSuffix(path, portable) {
		return fmt.Errorf("%w: the file must end in %s", store.ErrSetup, portable)
	}
	if !strings.HasSuffix(path, portable) && !strings.HasSuffix(path, database) {
		return fmt.Errorf("%w: the file must end in %s or %s", store.ErrSetup, portable, database)
	}
	source, err := open(ctx, of, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.close()) }()
	if m.only {
		source.all = slices.DeleteFunc(source.all, func(c store.Stored) bool { return c.Name() != receipts })
	}
	if strings.HasSuffix(path, portable) {
		err = m.writePortable(ctx, source, path)
	} else {
		file, ok := source.engine.(*sqlite.Engine)
		if !ok {
			return fmt.Errorf("%w: a backup of this store must end in %s", store.ErrSetup, portable)
		}
		err = file.Backup(ctx, path)
	}
	if err != nil {
		return err
	}
	m.endBar()
	fmt.Fprintf(m.out, "written to %s, and checked\n", path)
	return nil
}

// writePortable makes the file beside its place first, so that a failure leaves nothing that looks whole.
func (m *moving) writePortable(ctx context.Context, from side, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".jitasa-backup-*") // for its owner alone
	if err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it was moved, or is of no use
	write := func(collection string, n int) { m.progress("writing", collection, n) }
	if err := errors.Join(archive.Write(ctx, from.all, f, time.Now(), write), f.Sync()); err != nil {
		return errors.Join(err, f.Close())
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return errors.Join(fmt.Errorf("reading the backup: %w", err), f.Close())
	}
	sums, err := archive.Verify(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("checking the backup: %w", err)
	}
	keep := os.Link
	if m.only { // receipts are only added, so the newest file has all of them
		keep = os.Rename
	}
	if err := keep(f.Name(), path); err != nil { // unlike a renaming, it leaves a file alone that is there
		return fmt.Errorf("keeping the backup: %w", err)
	}
	var results []archive.Result
	for _, c := range from.all {
		results = append(results, archive.Result{Collection: c.Name(), Sum: sums[c.Name()]})
	}
	return m.report(results, nil)
}

// restoreCommand is `jitasa restore`.
func restoreCommand(ctx context.Context, args []string, s streams) int {
	m := &moving{streams: s}
	var from []string
	own := config.WithFlags(func(f *pflag.FlagSet) {
		f.BoolVar(&m.into, "into-nonempty", false, "add to what is in the store, which stays as it is")
		f.StringArrayVar(&from, "receipts", nil, "erase again whom these receipts know: a file, or the old store")
	})
	operands := 1
	if _, rest, err := config.Load(args, os.Getenv, own); err == nil && len(rest) == 0 && len(from) > 0 {
		operands = 0
	}
	c, rest, code, ok := configured(s, args, restoreUsage, operands, own)
	if !ok {
		return code
	}
	m.key = c.Key.Reveal()
	if err := m.readReceipts(ctx, from); err != nil {
		return m.finish(err)
	}
	if len(rest) == 0 {
		return m.finish(m.eraseOnly(ctx, c.Store))
	}
	if err := m.restore(ctx, c.Store, rest[0]); err != nil {
		return m.finish(err)
	}
	m.sayErased()
	return 0
}

func (m *moving) restore(ctx context.Context, to config.Store, path string) (err error) {
	if strings.HasSuffix(path, database) {
		return m.copy(ctx, "sqlite:"+path, to.Address())
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: opening the backup: %w", store.ErrSetup, err)
	}
	defer func() { _ = f.Close() }()             // only read
	if _, err := archive.Verify(f); err != nil { // before a store is made for nothing
		return fmt.Errorf("reading the backup: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	if m.begun, err = archive.Begun(f); err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	target, notes, err := openTarget(ctx, to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.close()) }()
	results, err := archive.Restore(ctx, f, target.all, notes, m.options(named(config.Store{Engine: config.SQLite, Path: path}), target))
	return m.report(results, err)
}
