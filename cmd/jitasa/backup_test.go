package main

import (
	"bytes"
	"context"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/config"
)

// Backups into a folder: old ones go once there is a new one, what others put there stays, and the age can be seen.
func TestRegularBackups(t *testing.T) {
	folder, now := t.TempDir(), time.Date(2026, 11, 28, 3, 0, 0, 0, time.UTC)
	for _, name := range []string{"jitasa-20260801T030000Z.jsonl.zst", "jitasa-20261120T030000Z.jsonl.zst", "jitasa-before.jsonl.zst", "other"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db := filepath.Join(t.TempDir(), "jitasa.db")
	r := &regular{
		moving: &moving{Streams: command.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}}, of: config.Store{Engine: config.SQLite, Path: db},
		folder: folder, keep: 90 * 24 * time.Hour, now: func() time.Time { return now },
	}
	left := func() string {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return strings.Join(names, " ")
	}
	if err := r.once(t.Context()); err == nil || !strings.Contains(left(), "20260801") {
		t.Errorf("without a database: %v; there are %s", err, left())
	}
	if err := os.WriteFile(db, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := r.once(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := "jitasa-20261120T030000Z.jsonl.zst jitasa-20261128T030000Z.jsonl.zst jitasa-before.jsonl.zst other"
	if left() != want {
		t.Errorf("there are %s; want %s", left(), want)
	}
	page := httptest.NewRecorder()
	app.BackupAge("backup", r.last).ServeHTTP(page, httptest.NewRequest("GET", "/metrics", nil))
	if !strings.Contains(page.Body.String(), "jitasa_backup_last_success_timestamp_seconds 1.7958") {
		t.Error(page.Body)
	}
}

// One that goes on ends in peace, and has made its first backup at once.
func TestBackupEvery(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "jitasa.db")
	if err := os.WriteFile(db, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	said := &waiting{text: "and checked", found: make(chan struct{})}
	var wrong bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"backup", folder, "--every", "24h", "--store", "sqlite:" + db, "--metrics-addr", "127.0.0.1:0"}, command.Streams{In: strings.NewReader(""), Out: said, Err: &wrong})
	}()
	said.until(t)
	cancel()
	if got := <-code; got != 0 {
		t.Errorf("exit %d, %s%s", got, said, &wrong)
	}
	if code := run(t.Context(), []string{"backup", filepath.Join(folder, "b.jsonl.zst"), "--keep", "1h", "--store", "sqlite:" + db}, command.Streams{In: strings.NewReader(""), Out: said, Err: &wrong}); code != 2 {
		t.Errorf("--keep of a file: exit %d", code)
	}
}

// Receipts are written again and again into one file, whose age can be seen; what cannot be named so is refused at once.
func TestReceiptsEvery(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "jitasa.db")
	if err := os.WriteFile(db, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "receipts.jsonl.zst")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said := &waiting{text: "and checked", found: make(chan struct{})}
	var wrong bytes.Buffer
	code := make(chan int, 1)
	r := &regular{
		moving: &moving{Streams: command.Streams{In: strings.NewReader(""), Out: said, Err: &wrong}, only: true}, of: config.Store{Engine: config.SQLite, Path: db}, file: file, every: 20 * time.Millisecond,
	}
	if r.last() != 0 {
		t.Error("receipts are there before they were written")
	}
	go func() {
		code <- run(ctx, []string{"backup", "--receipts", file, "--every", "20ms", "--store", "sqlite:" + db, "--metrics-addr", "127.0.0.1:0"}, r.Streams)
	}()
	said.until(t)
	first := written(t, file)
	for limit := time.Now().Add(10 * time.Second); !written(t, file).After(first); {
		if time.Now().After(limit) {
			t.Fatal("written once only")
		}
	}
	cancel()
	if got := <-code; got != 0 {
		t.Errorf("exit %d, %s%s", got, said, &wrong)
	}
	page := httptest.NewRecorder()
	app.BackupAge("receipts", r.last).ServeHTTP(page, httptest.NewRequest("GET", "/metrics", nil))
	if r.last() != float64(written(t, file).Unix()) || !strings.Contains(page.Body.String(), "jitasa_receipts_last_success_timestamp_seconds ") {
		t.Error(page.Body)
	}
	for _, args := range [][]string{{"--receipts", file, "--every", "1h", "--keep", "1h"}, {"--receipts", folder, "--every", "1h"}, {"--receipts", filepath.Join(folder, "r.db"), "--every", "1h"}, {file, "--every", "1h"}} {
		if code := run(t.Context(), append([]string{"backup", "--store", "sqlite:" + db}, args...), r.Streams); code != 2 {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

func written(t *testing.T, file string) time.Time {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}
