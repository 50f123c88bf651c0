package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/archive"
	"jitasa/internal/config"
)

// TestMain lets scripts run this test binary as the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jitasa": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := run(ctx, os.Args[1:], command.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
		stop()
		os.Exit(code)
	}})
}

// TestScripts plays testdata/script. $TAKEN is an address on which somebody else listens.
//
//	code N jitasa …             runs it; the exit code must be N
//	cutoff FILE DATABASE        begins to restore a backup, and is cut off
//	interrupted TEXT jitasa …   runs it until it says TEXT, presses Ctrl-C; it must end well within ten seconds
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			var lc net.ListenConfig
			l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			e.Defer(func() { _ = l.Close() })
			e.Setenv("TAKEN", l.Addr().String())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": code, "interrupted": interrupted, "cutoff": cutoff},
	})
}

func code(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func cutoff(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := context.WithCancel(context.Background())
	f, err := os.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	target, notes, err := openTarget(ctx, config.Store{Engine: config.SQLite, Path: ts.MkAbs(args[1])})
	ts.Check(err)
	_, err = archive.Restore(ctx, f, target.all, notes, archive.Options{Source: "b", Now: time.Now, Progress: func(string, string, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		ts.Fatalf("not cut off: %v", err)
	}
	ts.Check(target.close())
}

func interrupted(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	said := &waiting{text: args[0], found: make(chan struct{})}
	command := exec.Command(path, args[2:]...)
	command.Dir, command.Stdout, command.Stderr = ts.MkAbs("."), said, said
	command.Env = append(os.Environ(), "TMPDIR="+ts.Getenv("TMPDIR"), "JITASA_LINE_SECRET="+ts.Getenv("JITASA_LINE_SECRET"),
		"JITASA_LINE_TOKEN="+ts.Getenv("JITASA_LINE_TOKEN"), "JITASA_KEY="+ts.Getenv("JITASA_KEY"))
	ts.Check(command.Start())
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case <-said.found:
	case err := <-ended:
		ts.Fatalf("it ended by itself: %v\n%s", err, said)
	case <-time.After(30 * time.Second):
		_ = command.Process.Kill() // the message is what matters
		ts.Fatalf("it never said %q:\n%s", args[0], said)
	}
	ts.Check(command.Process.Signal(os.Interrupt))
	select {
	case err := <-ended:
		if err != nil {
			ts.Fatalf("after Ctrl-C: %v\n%s", err, said)
		}
	case <-time.After(10 * time.Second):
		_ = command.Process.Kill() // the message is what matters
		ts.Fatalf("it went on for ten seconds after Ctrl-C:\n%s", said)
	}
}

// waiting collects output until some text has come.
type waiting struct {
	text  string
	found chan struct{}
	once  sync.Once

	mu sync.Mutex
	b  bytes.Buffer
}

func (w *waiting) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.b.Write(p)
	if strings.Contains(w.b.String(), w.text) {
		w.once.Do(func() { close(w.found) })
	}
	return n, err
}

func (w *waiting) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}
