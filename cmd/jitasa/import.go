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

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/i18n"
	"jitasa/internal/importer"
	"jitasa/internal/place"
	"jitasa/internal/store"
)

// importCommand reads a file into the store, as a whole or not at all.
func importCommand(ctx context.Context, args []string, s command.Streams) int {
	t, code := newTransfer("import", args, s)
	if t == nil {
		return code
	}
	if t.template != "" {
		return t.finish(t.writeTemplate())
	}
	return t.finish(t.read(ctx))
}

// exportCommand writes what the store holds into a file that import reads.
func exportCommand(ctx context.Context, args []string, s command.Streams) int {
	t, code := newTransfer("export", args, s)
	if t == nil {
		return code
	}
	return t.finish(t.write(ctx))
}

// transfer is one import or export.
type transfer struct {
	command.Streams
	config   config.Config
	words    *i18n.Texts
	what     string // opportunities, organisations or networks
	path     string // "-": standard input or output
	as       string // the format, where the name of the file does not tell it
	format   importer.Format
	template string // where to write the columns, instead of importing
	dryRun   bool
	warnings int
}

// newTransfer reads the command line; nil: exit with the code.
func newTransfer(name string, args []string, s command.Streams) (*transfer, int) {
	texts, err := i18n.Load()
	if err != nil {
		return nil, command.Fail(s, err)
	}
	lang := command.Spoken(args)
	t := &transfer{Streams: s, words: texts.For(lang)}
	usage := t.usage(name, args)
	own := config.WithFlags(func(f *pflag.FlagSet) {
		command.LangFlag(f, &lang, "")
		f.StringVar(&t.as, "format", "", "csv, xlsx or json, where the name of FILE does not say it")
		if name == "import" {
			f.BoolVar(&t.dryRun, "dry-run", false, "check the file and say what would change, without saving")
			f.StringVar(&t.template, "template", "", "write an empty file with the columns to this name instead (.csv or .xlsx)")
		}
	})
	operands := 2
	if slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, "--template") }) {
		operands = 1
	}
	c, rest, code, ok := command.Configured(s, args, usage, operands, own)
	if !ok {
		return nil, code
	}
	if !slices.Contains(kinds(), rest[0]) {
		fmt.Fprintln(s.Err, usage)
		return nil, 2
	}
	t.config, t.what, t.path = c, rest[0], t.template
	if operands == 2 {
		t.path = rest[1]
	}
	of := t.path
	if t.as != "" {
		of = "." + t.as
	}
	if t.format, err = importer.FormatOf(of); err != nil {
		return nil, command.Fail(s, command.Mistaken("%v; or say --format", err))
	}
	return t, 0
}

// kinds are what can be imported.
func kinds() []string { return []string{"opportunities", "organisations", "networks"} }

// named is a kind in words.
func (t *transfer) named(kind string) string { return t.words.T("import.kind." + kind) }

// usage describes the columns as well, once it is known of what.
func (t *transfer) usage(name string, args []string) string {
	own := ""
	if name == "import" {
		own = " [--dry-run]\n       jitasa import opportunities|organisations|networks --template FILE"
	}
	usage := fmt.Sprintf("usage: jitasa %s opportunities|organisations|networks FILE%s\n\nFILE ends in .csv, .xlsx or .json; - is standard input or output, in a --format.", name, own)
	for _, kind := range kinds() {
		if slices.Contains(args, kind) {
			usage += "\n\n" + t.words.T("import.columns", "Kind", t.named(kind)) + "\n" + strings.TrimRight(importer.Describe(kind, t.words), "\n")
		}
	}
	return usage
}

// finish tells what went wrong, problems of the file one a line.
func (t *transfer) finish(err error) int {
	var problems *importer.Problems
	switch {
	case errors.As(err, &problems):
		fmt.Fprintln(t.Err, problems.In(t.words))
		fmt.Fprintln(t.Err, t.words.T("import.refused", "File", filepath.Base(t.path), "Number", problems.Total))
		return 1
	case errors.Is(err, context.Canceled): // of serve a good end, but not of this
		fmt.Fprintln(t.Err, "jitasa:", t.words.T("import.interrupted"))
		return 1
	}
	return command.Fail(t.Streams, err)
}

func (t *transfer) read(ctx context.Context) error {
	f := t.In
	if t.path != "-" {
		file, err := os.Open(t.path)
		if err != nil {
			return fmt.Errorf("opening the file: %w", err)
		}
		defer func() { _ = file.Close() }() // only read
		f = file
	}
	places, err := place.New()
	if err != nil {
		return fmt.Errorf("loading the gazetteer: %w", err)
	}
	o := importer.Options{Places: importer.Located(places), Gazetteer: places, Now: time.Now(), Warn: t.warn}
	switch t.what {
	case "organisations":
		docs, err := importer.Organisations(f, t.format, o)
		return t.save(ctx, len(docs), err, func(c *collections.Collections, s importer.Saving) (importer.Summary, error) {
			office, by := app.Access(c, []byte(t.config.Key), time.Now), access.ByCommand()
			s.CodeFree = func(ctx context.Context, code, organisation string) error {
				return office.Free(ctx, by, code, organisation)
			}
			s.CodeMade = func(ctx context.Context, organisation string) error {
				return office.CodeImported(ctx, by, command.NewID(), organisation)
			}
			return importer.SaveOrganisations(ctx, c.Organisations, docs, s)
		})
	case "networks":
		docs, err := importer.Networks(f, t.format, o)
		return t.save(ctx, len(docs), err, func(c *collections.Collections, s importer.Saving) (importer.Summary, error) {
			return importer.SaveNetworks(ctx, c.Networks, docs, s)
		})
	}
	docs, err := importer.Opportunities(f, t.format, o)
	return t.save(ctx, len(docs), err, func(c *collections.Collections, s importer.Saving) (importer.Summary, error) {
		return importer.SaveOpportunities(ctx, c.Opportunities, docs, s)
	})
}

// warn shows what may be a slip, as far as anybody reads.
func (t *transfer) warn(p importer.Problem) {
	if t.warnings++; t.warnings <= importer.MaxProblems {
		fmt.Fprintln(t.Err, t.words.T("import.warning", "Text", p.In(t.words)))
	}
}

// save opens the store once the file is known to be right.
func (t *transfer) save(ctx context.Context, n int, err error, to func(*collections.Collections, importer.Saving) (importer.Summary, error)) error {
	if err != nil {
		return err
	}
	if more := t.warnings - importer.MaxProblems; more > 0 {
		fmt.Fprintln(t.Err, t.words.T("import.more_warnings", "Number", more))
	}
	return t.withStore(ctx, func(c *collections.Collections) error {
		bar := command.Bar(t.Streams, int64(n), t.named(t.what))
		sum, err := to(c, importer.Saving{Now: time.Now(), DryRun: t.dryRun, Progress: func(done int) { _ = bar.Set(done) }})
		_ = bar.Finish()
		if err != nil {
			if done := sum.Added + sum.Changed + sum.Unchanged; done > 0 {
				fmt.Fprintln(t.Err, t.words.T("import.cut_off", "Done", done, "All", n, "Kind", t.named(t.what)))
			}
			return fmt.Errorf("saving: %w", err)
		}
		done := t.words.T("import.done", "Kind", t.named(t.what), "Added", sum.Added, "Changed", sum.Changed, "Unchanged", sum.Unchanged)
		if t.dryRun {
			done = t.words.T("import.dry_run", "Text", done)
		}
		fmt.Fprintln(t.Out, done)
		return nil
	})
}

func (t *transfer) withStore(ctx context.Context, do func(*collections.Collections) error) error {
	o, err := opening.Store(ctx, t.config)
	if err != nil {
		return err
	}
	return errors.Join(do(o.Collections), o.Engine.Close())
}

// write exports.
func (t *transfer) write(ctx context.Context) error {
	return t.withStore(ctx, func(c *collections.Collections) error {
		return t.put("exporting", func(w io.Writer) error { return t.export(ctx, c, w) })
	})
}

func (t *transfer) writeTemplate() error {
	return t.put("writing the template", func(w io.Writer) error { return importer.WriteTemplate(w, t.format, t.what) })
}

// put makes the file beside its place first, so that a failure leaves the old one as it was.
func (t *transfer) put(doing string, write func(io.Writer) error) error {
	if t.path == "-" {
		return write(t.Out)
	}
	f, err := os.CreateTemp(filepath.Dir(t.path), ".jitasa-export-*")
	if err != nil {
		return fmt.Errorf("making the file: %w", err)
	}
	err = write(f)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), t.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", doing, err), os.Remove(f.Name()))
	}
	fmt.Fprintln(t.Out, t.words.T("import.written", "Kind", t.named(t.what), "File", t.path))
	return nil
}

func (t *transfer) export(ctx context.Context, c *collections.Collections, w io.Writer) error {
	switch t.what {
	case "organisations":
		return importer.WriteOrganisations(w, t.format, c.Organisations.Find(ctx, store.Query{}))
	case "networks":
		return importer.WriteNetworks(w, t.format, c.Networks.Find(ctx, store.Query{}))
	}
	return importer.WriteOpportunities(w, t.format, c.Opportunities.Find(ctx, store.Query{}), t.config.Zone)
}
