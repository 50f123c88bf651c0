package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/archive"
	"jitasa/internal/config"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

const backupUsage = `usage: jitasa backup FILE              writes all of JITASA_STORE into a file, while the bot runs, and checks it
       jitasa backup FOLDER            the same, under a name with the time in it
       jitasa backup --receipts FILE   writes, in a moment, only the receipts of erasures, in place of what was in FILE

FILE.jsonl.zst can be restored into any store; FILE.db, of an SQLite store only, is the database as it is at one moment.
FILE - is standard output, in the first form. What is sealed stays sealed: keep JITASA_KEY as well, and somewhere else.`

const restoreUsage = `usage: jitasa restore FILE [--receipts FROM]…   brings a backup into JITASA_STORE, which must be empty, and checks it
       jitasa restore --receipts FROM             only erases again, in a store that was restored before

FILE is what jitasa backup wrote; - is standard input. Whoever was erased after that is in it again: with receipts of the time since, and
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
func backupCommand(ctx context.Context, args []string, s command.Streams) int {
	r := &regular{moving: &moving{Streams: s}, now: time.Now}
	c, rest, code, ok := command.Configured(s, args, backupUsage, 1, config.WithFlags(func(f *pflag.FlagSet) {
		f.BoolVar(&r.only, "receipts", false, "write only the receipts of erasures")
		f.DurationVar(&r.keep, "keep", 0, "of a folder: remove its backups that are older, such as 2160h (0: none)")
		f.DurationVar(&r.every, "every", 0, "of a folder, or of receipts: go on, and write again each time, such as 24h; JITASA_METRICS_ADDR shows the age")
	}))
	if !ok {
		return code
	}
	r.of = c.Store
	info, err := os.Stat(rest[0])
	folder := err == nil && info.IsDir()
	switch {
	case folder && !r.only:
		r.folder = rest[0]
		return r.finish(r.run(ctx, c.Metrics.Addr))
	case r.only && r.every != 0 && r.keep == 0 && !folder && rest[0] != "-":
		r.file = rest[0]
		return r.finish(r.run(ctx, c.Metrics.Addr))
	case r.keep != 0 || r.every != 0:
		return command.Fail(s, command.Mistaken("--keep is of whole backups in a folder, --every of those or of receipts in a file: %s is neither", rest[0]))
	case rest[0] == "-":
		return r.finish(r.backupOut(ctx, c.Store))
	}
	return r.finish(r.backup(ctx, c.Store, rest[0]))
}

// source is the store, as far as the backup is to hold it.
func (m *moving) source(ctx context.Context, of config.Store) (side, error) {
	source, err := open(ctx, of, true)
	if err == nil && m.only {
		source.all = slices.DeleteFunc(source.all, func(c store.Stored) bool { return c.Name() != receipts })
	}
	return source, err
}

// backupOut writes a backup to standard output, and reads it again on its way; what it has to say goes to standard error.
func (m *moving) backupOut(ctx context.Context, of config.Store) (err error) {
	source, err := m.source(ctx, of)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.close()) }()
	results, err := archive.WriteOut(ctx, source.all, m.Out, time.Now(), m.writing)
	if err != nil {
		return err
	}
	aside := &moving{Streams: command.Streams{In: m.In, Out: m.Err, Err: m.Err}, bar: m.bar}
	return aside.report(results, nil)
}

// writing shows how far a backup is.
func (m *moving) writing(collection string, n int) { m.progress("writing", collection, n) }

// canBe tells whether a backup can have a name.
func (m *moving) canBe(path string) error {
	switch {
	case strings.HasSuffix(path, portable):
		return nil
	case m.only:
		return command.Mistaken("the file must end in %s", portable)
	case !strings.HasSuffix(path, database):
		return command.Mistaken("the file must end in %s or %s", portable, database)
	}
	return nil
}

func (m *moving) backup(ctx context.Context, of config.Store, path string) (err error) {
	if err := m.canBe(path); err != nil {
		return err
	}
	source, err := m.source(ctx, of)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.close()) }()
	if strings.HasSuffix(path, portable) {
		err = m.writePortable(ctx, source, path)
	} else {
		file, ok := source.engine.(*sqlite.Engine)
		if !ok {
			return command.Mistaken("a backup of this store must end in %s", portable)
		}
		err = file.Backup(ctx, path)
	}
	if err != nil {
		return err
	}
	m.endBar()
	fmt.Fprintf(m.Out, "written to %s, and checked\n", path)
	return nil
}

// writePortable writes a file. Receipts are only added to a store, so the newest file has all of them and replaces the one before.
func (m *moving) writePortable(ctx context.Context, from side, path string) error {
	results, err := archive.WriteFile(ctx, from.all, path, m.only, time.Now(), m.writing)
	if err != nil {
		return err
	}
	return m.report(results, nil)
}

// restoreCommand is `jitasa restore`.
func restoreCommand(ctx context.Context, args []string, s command.Streams) int {
	m := &moving{Streams: s}
	var from []string
	own := config.WithFlags(func(f *pflag.FlagSet) {
		f.BoolVar(&m.into, "into-nonempty", false, "add to what is in the store, which stays as it is")
		f.StringArrayVar(&from, "receipts", nil, "erase again whom these receipts know: a file, or the old store")
	})
	operands := 1
	if _, rest, err := config.Load(args, os.Getenv, own); err == nil && len(rest) == 0 && len(from) > 0 {
		operands = 0
	}
	c, rest, code, ok := command.Configured(s, args, restoreUsage, operands, own)
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

// backupFile opens a backup. What comes in by standard input is kept meanwhile: it is read twice, to be checked first.
func (m *moving) backupFile(path string) (*os.File, error) {
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, command.Mistaken("opening the backup: %v", err)
		}
		return f, nil
	}
	f, err := os.CreateTemp("", "jitasa-restore-*")
	if err != nil {
		return nil, command.Mistaken("keeping the backup while it is read: %v (TMPDIR names another folder)", err)
	}
	if err := os.Remove(f.Name()); err != nil { // gone with us, whatever happens
		return nil, errors.Join(err, f.Close())
	}
	if _, err := io.Copy(f, m.In); err != nil {
		return nil, errors.Join(fmt.Errorf("reading the backup: %w", err), f.Close())
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(fmt.Errorf("reading the backup: %w", err), f.Close())
	}
	return f, nil
}

func (m *moving) restore(ctx context.Context, to config.Store, path string) (err error) {
	if strings.HasSuffix(path, database) {
		return m.copy(ctx, "sqlite:"+path, to.Address())
	}
	f, err := m.backupFile(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()                   // only read
	if m.begun, err = archive.Checked(f); err != nil { // before a store is made for nothing
		return err
	}
	target, notes, err := openTarget(ctx, to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.close()) }()
	results, err := archive.Restore(ctx, f, target.all, notes, m.options(named(config.Store{Engine: config.SQLite, Path: path}), target))
	return m.report(results, err)
}
