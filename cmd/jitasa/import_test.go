package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/demo"
	"jitasa/internal/i18n"
	"jitasa/internal/importer"
)

// does runs a command and returns its exit code and all that it says.
func does(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var said bytes.Buffer
	s := command.Streams{In: strings.NewReader(""), Out: &said, Err: &said}
	command := importCommand
	if args[0] == "export" {
		command = exportCommand
	}
	return command(t.Context(), args[1:], s), said.String()
}

func TestImportExport(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("JITASA_STORE", "sqlite:"+filepath.Join(dir, "jitasa.db"))
	t.Setenv("LC_ALL", "C.UTF-8")
	data, err := demo.CSV(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	good, broken := filepath.Join(dir, "demo.csv"), filepath.Join(dir, "broken.csv")
	sheet, again := filepath.Join(dir, "demo.xlsx"), filepath.Join(dir, "demo.json")
	for path, content := range map[string][]byte{good: data, broken: bytes.Replace(data, []byte(",environment,"), []byte(",surroundings,"), 2)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	total := "391" // pinned by the demo's own test
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"import", "opportunities", broken}, 1, "column cause: \"surroundings\" is none of general"},
		{[]string{"import", "opportunities", broken}, 1, "broken.csv: 2 problems, nothing was imported"},
		{[]string{"import", "opportunities", good, "--dry-run"}, 0, "opportunities: " + total + " added, 0 changed, 0 unchanged (dry run: nothing was saved)"},
		{[]string{"import", "opportunities", good}, 0, "opportunities: " + total + " added, 0 changed, 0 unchanged\n"},
		{[]string{"import", "opportunities", good}, 0, "opportunities: 0 added, 0 changed, " + total + " unchanged\n"},
		{[]string{"export", "opportunities", sheet}, 0, "opportunities: written to "},
		{[]string{"import", "opportunities", sheet}, 0, "opportunities: 0 added, 0 changed, " + total + " unchanged\n"},
		{[]string{"export", "opportunities", again}, 0, "opportunities: written to "},
		{[]string{"import", "opportunities", again}, 0, "opportunities: 0 added, 0 changed, " + total + " unchanged\n"},
		{[]string{"import", "volunteers", good}, 2, "usage: jitasa import opportunities"},
		{[]string{"import", "opportunities", filepath.Join(dir, "letter.pdf")}, 2, "must end in .csv, .xlsx or .json"},
		{[]string{"import", "opportunities", filepath.Join(dir, "none.csv")}, 1, "opening the file"},
		{[]string{"import", "--help"}, 0, "--dry-run"},
	} {
		code, said := does(t, c.args...)
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%v: exit code %d, want %d; said\n%s\nwant %s", c.args, code, c.code, said, c.says)
		}
	}
}

// A full disk in the middle: whoever imports is told how far it came, and what to do.
func TestImportCutOff(t *testing.T) {
	t.Setenv("JITASA_STORE", "sqlite:"+filepath.Join(t.TempDir(), "jitasa.db"))
	c, _, err := config.Load(nil, os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	tr := &transfer{Streams: command.Streams{In: strings.NewReader(""), Out: io.Discard, Err: &said}, config: c, words: texts.For("en"), what: "opportunities"}
	full := errors.New("the disk of the database is full")
	err = tr.save(t.Context(), 1200, nil, func(*collections.Collections, importer.Saving) (importer.Summary, error) {
		return importer.Summary{Added: 480, Changed: 15, Unchanged: 5}, full
	})
	if !errors.Is(err, full) || said.String() != "500 of 1200 opportunities were saved: they stay, and the same file goes on from there\n" {
		t.Errorf("%v; said %s", err, &said)
	}
}
