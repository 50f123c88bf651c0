package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
)

// serving runs `jitasa serve` on a file, in the background.
func serving(t *testing.T, path, says string) (said *waiting, end func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	said = &waiting{text: says, found: make(chan struct{})}
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{
			"serve", "--addr", "127.0.0.1:0", "--store", "sqlite:" + path, "--line-secret", "s", "--line-token", "t", "--line-api", "http://127.0.0.1:9",
			"--key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
		}, command.Streams{In: strings.NewReader(""), Out: said, Err: said})
	}()
	return said, func() int {
		cancel()
		return <-code
	}
}

func (w *waiting) until(t *testing.T) {
	t.Helper()
	select {
	case <-w.found:
	case <-time.After(30 * time.Second):
		t.Fatalf("it never said %q:\n%s", w.text, w)
	}
}

// A restart that overlaps: the new process waits, says so, and serves once the old one has ended.
func TestRestartOverlaps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jitasa.db")
	old, endOld := serving(t, path, `"serving"`)
	old.until(t)
	impatient, endImpatient := serving(t, path, "waiting for the process that serves this database")
	impatient.until(t)
	if code := endImpatient(); code != 0 || strings.Contains(impatient.String(), `"serving"`) {
		t.Errorf("ended while it waited: exit %d\n%s", code, impatient)
	}
	next, endNext := serving(t, path, `"serving"`)
	select {
	case <-next.found:
		t.Fatal("two processes serve one file")
	case <-time.After(300 * time.Millisecond): // long enough to start; what is looked for is that nothing happens
	}
	if code := endOld(); code != 0 {
		t.Errorf("exit %d\n%s", code, old)
	}
	next.until(t)
	if code := endNext(); code != 0 {
		t.Errorf("exit %d\n%s", code, next)
	}
}
