package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/store"
)

// childClaims claims the file, says so, and holds it until it is killed.
func childClaims(ctx context.Context, path string, _ int) error {
	if _, err := Claim(ctx, path, 0, func() {}); err != nil {
		return err
	}
	fmt.Println("claimed")
	<-ctx.Done() // which never comes
	return nil
}

// A file is served by one process; the next one waits for it, and not for ever.
func TestClaim(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jitasa.db")
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.db")
	if err := os.Symlink(path, other); err != nil {
		t.Fatal(err)
	}
	waited := 0
	claim := func(path string, wait time.Duration) (func() error, error) {
		return Claim(t.Context(), path, wait, func() { waited++ })
	}
	release, err := claim(path, 0)
	if err != nil || waited != 0 {
		t.Fatal(waited, err)
	}
	for _, name := range []string{path, other} {
		if _, err := claim(name, 10*time.Millisecond); !errors.Is(err, store.ErrSetup) {
			t.Errorf("a second process serves it: %v", err)
		}
	}
	if waited != 2 {
		t.Errorf("it was said %d times that somebody waits, want 2", waited)
	}
	time.AfterFunc(50*time.Millisecond, func() {
		if err := release(); err != nil {
			t.Error(err)
		}
	})
	next, err := claim(other, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := next(); err != nil {
		t.Error(err)
	}
	if _, err := claim(filepath.Join(t.TempDir(), "no", "folder"), 0); !errors.Is(err, store.ErrSetup) {
		t.Error(err)
	}
}

// The claim of a process that is killed is free at once.
func TestClaimOfTheDead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jitasa.db")
	cmd := child(t, "claim", 1, path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if said := bufio.NewScanner(out); !said.Scan() || said.Text() != "claimed" {
		t.Fatal(said.Text())
	}
	if _, err := Claim(t.Context(), path, 0, func() {}); !errors.Is(err, store.ErrSetup) {
		t.Errorf("two processes serve it: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	release, err := Claim(t.Context(), path, 0, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}
