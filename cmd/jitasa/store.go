package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/archive"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/privacy"
	"jitasa/internal/store"
)

const storeUsage = `usage: jitasa store copy --from STORE --to STORE   copies everything from one store to another
       jitasa store compact sqlite:PATH              writes a database file anew, as small as it can be
       jitasa store upgrade                          lets JITASA_STORE be written as this version of the program writes

A STORE is what JITASA_STORE is: sqlite:PATH or mongodb://HOSTS/DATABASE. Stop the bot before you copy or compact. No key is
needed: what is sealed stays sealed, so the bot goes on with the same JITASA_KEY. Interrupted and done again, it goes on where it was.

A database file gives back by itself what is deleted from it, but one of more than 8 MB that was made by an older version does so only after it
was compacted once (or restored from a backup). The disk needs room for it once more; a second for some 100 MB. Interrupted, it is as it was.

A store that an older version made is written so that this one can go on with it. Once no older process is at work on it any
more, upgrade and start anew: what is kept takes less room. Older versions can open it no longer.`

// storeCommand is `jitasa store`.
func storeCommand(ctx context.Context, args []string, s command.Streams) int {
	if len(args) > 0 && args[0] == "upgrade" {
		return upgradeStore(ctx, args[1:], s)
	}
	var from, to string
	m := &moving{Streams: s}
	flags := pflag.NewFlagSet("store", pflag.ContinueOnError)
	flags.StringVar(&from, "from", "", "the store that is copied")
	flags.StringVar(&to, "to", "", "the store that it is copied to; must be empty")
	flags.BoolVar(&m.into, "into-nonempty", false, "add to what is in the target, which stays as it is")
	if code, ok := command.Flagged(s, args, storeUsage, flags); !ok {
		return code
	}
	switch {
	case flags.NArg() == 1 && flags.Arg(0) == "copy" && from != "" && to != "":
		return m.finish(m.copy(ctx, from, to))
	case flags.NArg() == 2 && flags.Arg(0) == "compact" && from == "" && to == "" && !m.into:
		return m.finish(compact(ctx, s, flags.Arg(1)))
	}
	fmt.Fprintln(s.Err, storeUsage)
	return 2
}

// upgradeStore is `jitasa store upgrade`.
func upgradeStore(ctx context.Context, args []string, s command.Streams) int {
	c, _, code, ok := command.Configured(s, args, storeUsage, 0)
	if !ok {
		return code
	}
	if _, err := os.Stat(c.Store.Path); c.Store.Engine == config.SQLite && err != nil {
		return command.Fail(s, command.Mistaken("there is no file %s", c.Store.Path))
	}
	e, err := opening.Raised(ctx, c.Store)
	if err != nil {
		return command.Fail(s, err)
	}
	fmt.Fprintf(s.Out, "the store is at version %d; processes that run must be started anew\n", e.Level())
	if err := e.Close(); err != nil {
		return command.Fail(s, err)
	}
	return 0
}

// moving is a copy, a backup or a restore under way.
type moving struct {
	command.Streams
	into     bool
	only     bool // receipts of erasures
	key      string
	receipts []*domain.Erasure // nil: none were given
	begun    time.Time         // when the backup was; zero: it is of one moment
	again    privacy.Again     // what came of erasing again
	bar      *progressbar.ProgressBar
	on       string
}

// side is a store that is open.
type side struct {
	engine store.Engine
	all    []store.Stored
}

func (s side) close() error { return s.engine.Close() }

// open opens a store below its keys; one that is read must be there.
func open(ctx context.Context, at config.Store, read bool) (s side, err error) {
	if _, err := os.Stat(at.Path); read && at.Engine == config.SQLite && err != nil {
		return s, command.Mistaken("there is no file %s", at.Path)
	}
	if s.engine, err = opening.Engine(ctx, at); err != nil {
		return s, err
	}
	if read { // what is missing there would be missing in the copy, unseen
		err = archive.Finished(ctx, s.engine)
	}
	c, openErr := collections.Open(ctx, s.engine, nil)
	if err = errors.Join(err, openErr); err != nil {
		return s, errors.Join(err, s.engine.Close())
	}
	s.all = c.All()
	return s, nil
}

// openTarget opens a store that is written to, with the note that keeps two copies apart.
func openTarget(ctx context.Context, at config.Store) (s side, notes *archive.Notes, err error) {
	if s, err = open(ctx, at, false); err != nil {
		return s, nil, err
	}
	if notes, err = archive.OpenNotes(ctx, s.engine); err != nil {
		return s, nil, errors.Join(err, s.close())
	}
	return s, notes, nil
}

func (m *moving) copy(ctx context.Context, from, to string) (err error) {
	var stores [2]config.Store
	for i, name := range []string{from, to} {
		if stores[i], err = config.ParseStore(name); err != nil {
			return command.Mistaken("%s %v", []string{"--from", "--to"}[i], err)
		}
	}
	if stores[0] == stores[1] {
		return command.Mistaken("--from and --to are the same")
	}
	source, err := open(ctx, stores[0], true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.close()) }()
	target, notes, err := openTarget(ctx, stores[1])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.close()) }()
	results, err := archive.Copy(ctx, source.all, target.all, notes, m.options(named(stores[0]), target))
	return m.report(results, err)
}

// named identifies a source to the note in the target, without telling what it is.
func named(s config.Store) string {
	name := s.URI.Reveal()
	if s.Engine == config.SQLite {
		name, _ = filepath.Abs(s.Path) // the working directory is there
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

func (m *moving) options(source string, target side) archive.Options {
	o := archive.Options{Source: source, IntoNonempty: m.into, Now: time.Now, Progress: m.progress}
	o.Then = func(ctx context.Context) error {
		if err := forgetMarks(ctx, target); err != nil || m.receipts == nil {
			return err
		}
		return m.eraseAgain(ctx, target.engine)
	}
	return o
}

// forgetMarks makes the next pass over what changed one over everything: what was copied into a store may be older than what
// its mark says was seen, and of a backup that was written while the bot ran, the mark may be newer than the rest.
func forgetMarks(ctx context.Context, target side) error {
	for _, c := range target.all {
		if c.Name() != "timers" {
			continue
		}
		if err := c.Table().Delete(ctx, []string{app.ProfilesTimer}); err != nil {
			return fmt.Errorf("forgetting what was looked at: %w", err)
		}
	}
	return nil
}

// progress shows what is done with which collection.
func (m *moving) progress(doing, collection string, documents int) {
	if on := doing + " " + collection; on != m.on {
		m.endBar()
		m.on, m.bar = on, command.Bar(m.Streams, -1, on)
	}
	_ = m.bar.Add(documents) // a bar that cannot be drawn is no reason to stop
}

func (m *moving) endBar() {
	if m.bar != nil {
		_ = m.bar.Finish()
	}
	m.bar, m.on = nil, ""
}

// errConflicts: documents of the source were left out.
var errConflicts = errors.New("some documents are in the target with another content: they were left as they are")

// report prints what became of each collection.
func (m *moving) report(results []archive.Result, err error) error {
	m.endBar()
	if err != nil {
		return err
	}
	if len(results) == 0 { // all of it was there before
		return nil
	}
	t := tabwriter.NewWriter(m.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "collection\tdocuments\tsha256\t")
	conflicts := 0
	for _, r := range results {
		word := "ok"
		if r.Conflicts > 0 {
			word = fmt.Sprintf("%d conflicts", r.Conflicts)
		}
		digest := r.Digest
		if len(digest) > 16 {
			digest = digest[:16]
		}
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\n", r.Collection, r.Documents, digest, word)
		conflicts += r.Conflicts
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	if conflicts > 0 {
		return errConflicts
	}
	return nil
}

// finish says what went wrong. What is not empty, or not a backup, is for the operator to mend.
func (m *moving) finish(err error) int {
	m.endBar()
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(m.Err, "jitasa: interrupted; done again, it goes on where it was")
		return 1
	case errors.Is(err, archive.ErrNotEmpty), errors.Is(err, archive.ErrUnfinished), errors.Is(err, domain.ErrExists), errors.Is(err, archive.ErrNewer), errors.Is(err, archive.ErrOlder),
		errors.Is(err, archive.ErrFormat), errors.Is(err, archive.ErrReceipts):
		fmt.Fprintln(m.Err, "jitasa:", err)
		return 2
	}
	return command.Fail(m.Streams, err)
}
