package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/archive"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// readReceipts reads the receipts of all that was named, before anything is written.
func (m *moving) readReceipts(ctx context.Context, from []string) error {
	if len(from) == 0 {
		return nil
	}
	if m.key == "" {
		return config.Problems{{Name: "JITASA_KEY", Text: "is needed with --receipts: only with it a receipt tells whose it is"}}
	}
	m.receipts = []*domain.Erasure{}
	for _, name := range from {
		read := receiptsOfStore
		if strings.HasSuffix(name, portable) {
			read = receiptsOfFile
		}
		all, err := read(ctx, name)
		if err != nil {
			return fmt.Errorf("reading receipts: %w", err)
		}
		m.receipts = append(m.receipts, all...)
	}
	return nil
}

func receiptsOfFile(_ context.Context, path string) ([]*domain.Erasure, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, command.Mistaken("--receipts: %v", err)
	}
	defer func() { _ = f.Close() }() // only read
	return archive.Receipts(f)
}

// receiptsOfStore reads the receipts of a store, of which nothing else has to be whole.
func receiptsOfStore(ctx context.Context, name string) (all []*domain.Erasure, err error) {
	if strings.HasSuffix(name, database) && !strings.Contains(name, ":") {
		name = "sqlite:" + name
	}
	at, err := config.ParseStore(name)
	if err != nil {
		return nil, command.Mistaken("--receipts %v", err)
	}
	if _, err := os.Stat(at.Path); at.Engine == config.SQLite && err != nil {
		return nil, command.Mistaken("--receipts: there is no file %s", at.Path)
	}
	e, err := opening.Engine(ctx, at)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	kept, err := collections.OpenErasures(ctx, e)
	if err != nil {
		return nil, err
	}
	for r, err := range kept.Find(ctx, store.Query{}) {
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// eraseAgain erases whom the receipts know from a store that has everything of a backup.
func (m *moving) eraseAgain(ctx context.Context, e store.Engine) error {
	o, err := opening.Unlock(ctx, e, m.key)
	if err != nil {
		return err
	}
	restored, err := app.Restored(ctx, o, []byte(m.key), time.Now)
	if err != nil {
		return err
	}
	if m.again, err = restored.EraseAgain(ctx, m.receipts, m.begun); err != nil {
		return fmt.Errorf("erasing again: %w", err)
	}
	return nil
}

// eraseOnly is eraseAgain for a store that was restored before.
func (m *moving) eraseOnly(ctx context.Context, at config.Store) (err error) {
	target, err := open(ctx, at, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.close()) }()
	if err := m.eraseAgain(ctx, target.engine); err != nil {
		return err
	}
	m.sayErased()
	return nil
}

// sayErased says what came of erasing again, or that it is left to do.
func (m *moving) sayErased() {
	if m.receipts == nil {
		fmt.Fprintln(m.Err, "note: whoever was erased after this backup was made is in the store again, until you give receipts: jitasa restore --help")
		return
	}
	a := m.again
	fmt.Fprintf(m.Out, "%d people erased again, of %d erasures since the backup\n", a.People, a.Receipts)
	if a.Foreign > 0 {
		fmt.Fprintf(m.Err, "note: %d receipts were made under another master key: when JITASA_KEY is that one, run jitasa restore --receipts again\n", a.Foreign)
	}
	if a.Unmarked > 0 {
		fmt.Fprintf(m.Err, "note: %d receipts do not tell whose they are, being of an older version, or older than a backup may be\n", a.Unmarked)
	}
}
