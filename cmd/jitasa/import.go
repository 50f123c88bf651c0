package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/importer"
	"jitasa/internal/place"
	"jitasa/internal/store"
)

// importCommand reads a file into the store, as a whole or not at all.
func importCommand(ctx context.Context, args []string, s streams) int {
	t, code := newTransfer("import", args, s)
	if t == nil {
		return code
	}
	return t.finish(t.read(ctx))
}

// exportCommand writes what the store holds into a file that import reads.
func exportCommand(ctx context.Context, args []string, s streams) int {
	t, code := newTransfer("export", args, s)
	if t == nil {
		return code
	}
	return t.finish(t.write(ctx))
}

// transfer is one import or export.
type transfer struct {
	streams
	config config.Config
	what   string // opportunities, organisations or networks
	path   string
	format importer.Format
	dryRun bool
}

// newTransfer reads the command line; nil: exit with the code.
func newTransfer(command string, args []string, s streams) (*transfer, int) {
	t := &transfer{streams: s}
	own := config.WithFlags(func(f *pflag.FlagSet) {
		if command == "import" {
			f.BoolVar(&t.dryRun, "dry-run", false, "check the file and say what would change, without saving")
		}
	})
	c, rest, code, ok := configured(s, args, transferUsage(command), 2, own)
	if !ok {
		return nil, code
	}
	if !slices.Contains([]string{"opportunities", "organisations", "networks"}, rest[0]) {
		fmt.Fprintln(s.err, transferUsage(command))
		return nil, 2
	}
	t.config, t.what, t.path = c, rest[0], rest[1]
	var err error
	if t.format, err = importer.FormatOf(t.path); err != nil {
		fmt.Fprintln(s.err, "jitasa:", err)
		return nil, 2
	}
	return t, 0
}

func transferUsage(command string) string {
	dry := ""
	if command == "import" {
		dry = " [--dry-run]"
	}
	return fmt.Sprintf("usage: jitasa %s opportunities|organisations|networks FILE%s\n\nFILE ends in .csv, .xlsx or .json.", command, dry)
}

// finish tells what went wrong, problems of the file one a line.
func (t *transfer) finish(err error) int {
	var problems *importer.Problems
	switch {
	case errors.As(err, &problems):
		fmt.Fprintln(t.err, problems)
		fmt.Fprintf(t.err, "%s: %d problems, nothing was imported\n", filepath.Base(t.path), problems.Total)
		return 1
	case errors.Is(err, context.Canceled): // of serve a good end, but not of this
		fmt.Fprintln(t.err, "jitasa: interrupted; done again, it goes on where it was")
		return 1
	}
	return fail(t.streams, err)
}

func (t *transfer) read(ctx context.Context) error {
	f, err := os.Open(t.path)
	if err != nil {
		return fmt.Errorf("opening the file: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	places, err := place.New()
	if err != nil {
		return fmt.Errorf("loading the gazetteer: %w", err)
	}
	o := importer.Options{Places: app.Locate(places)}
	switch t.what {
	case "organisations":
		docs, err := importer.Organisations(f, t.format, o)
		return t.save(ctx, len(docs), err, func(c *store.Collections, s importer.Saving) (importer.Summary, error) {
			return importer.SaveOrganisations(ctx, c.Organisations, docs, s)
		})
	case "networks":
		docs, err := importer.Networks(f, t.format, o)
		return t.save(ctx, len(docs), err, func(c *store.Collections, s importer.Saving) (importer.Summary, error) {
			return importer.SaveNetworks(ctx, c.Networks, docs, s)
		})
	}
	docs, err := importer.Opportunities(f, t.format, o)
	return t.save(ctx, len(docs), err, func(c *store.Collections, s importer.Saving) (importer.Summary, error) {
		return importer.SaveOpportunities(ctx, c.Opportunities, docs, s)
	})
}

// save opens the store once the file is known to be right.
func (t *transfer) save(ctx context.Context, n int, err error, to func(*store.Collections, importer.Saving) (importer.Summary, error)) error {
	if err != nil {
		return err
	}
	return t.withStore(ctx, func(c *store.Collections) error {
		bar := bar(t.streams, int64(n), t.what)
		sum, err := to(c, importer.Saving{Now: time.Now(), DryRun: t.dryRun, Progress: func(done int) { _ = bar.Set(done) }})
		_ = bar.Finish()
		if err != nil {
			return fmt.Errorf("saving: %w", err)
		}
		note := ""
		if t.dryRun {
			note = " (dry run: nothing was saved)"
		}
		fmt.Fprintf(t.out, "%s: %d added, %d changed, %d unchanged%s\n", t.what, sum.Added, sum.Changed, sum.Unchanged, note)
		return nil
	})
}

func (t *transfer) withStore(ctx context.Context, do func(*store.Collections) error) error {
	o, err := app.OpenStore(ctx, t.config)
	if err != nil {
		return err
	}
	return errors.Join(do(o.Collections), o.Engine.Close())
}

// write makes the file beside its place first, so that a failure leaves the old one as it was.
func (t *transfer) write(ctx context.Context) error {
	f, err := os.CreateTemp(filepath.Dir(t.path), ".jitasa-export-*")
	if err != nil {
		return fmt.Errorf("making the file: %w", err)
	}
	err = t.withStore(ctx, func(c *store.Collections) error { return t.export(ctx, c, f) })
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), t.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("exporting: %w", err), os.Remove(f.Name()))
	}
	fmt.Fprintf(t.out, "%s: written to %s\n", t.what, t.path)
	return nil
}

func (t *transfer) export(ctx context.Context, c *store.Collections, w io.Writer) error {
	switch t.what {
	case "organisations":
		return importer.WriteOrganisations(w, t.format, c.Organisations.Find(ctx, store.Query{}))
	case "networks":
		return importer.WriteNetworks(w, t.format, c.Networks.Find(ctx, store.Query{}))
	}
	return importer.WriteOpportunities(w, t.format, c.Opportunities.Find(ctx, store.Query{}), t.config.Zone)
}
