package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/app/tryout"
	"jitasa/internal/i18n"
	"jitasa/internal/linesim/browsertest"
)

// world is one demo, and one browser to look at it.
type world struct {
	*tryout.Demo
	texts   *i18n.Catalog
	browser context.Context
	shots   string // folder of the screenshots
}

// startDemo runs the demo on free ports until the test ends.
func startDemo(t *testing.T) *tryout.Demo {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background()) // the browser goes first, then the demo
	d, err := tryout.NewDemo(ctx, tryout.DemoOptions{BotAddr: "127.0.0.1:0", PhoneAddr: "127.0.0.1:0"})
	if err != nil {
		stop()
		t.Fatal(err)
	}
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- d.Run(ctx, func() { close(ready) }) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the demo ended with: %v", err)
		}
	})
	select {
	case <-ready:
	case err := <-ended:
		ended <- nil
		t.Fatalf("the demo did not start: %v", err)
	}
	return d
}

func loadTexts(t *testing.T) *i18n.Catalog {
	t.Helper()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// noBrowser is true where somebody chose to do without these tests, and says so.
func noBrowser(t *testing.T) bool {
	if os.Getenv("JITASA_NO_BROWSER") != "1" {
		return false
	}
	fmt.Fprintf(os.Stderr, "\n*** JITASA_NO_BROWSER=1: %s DID NOT RUN. Nobody looked at what people see. ***\n\n", t.Name())
	return true
}

func openWorld(t *testing.T) *world {
	t.Helper()
	w := &world{Demo: startDemo(t), texts: loadTexts(t), shots: os.Getenv("JITASA_SCREENSHOTS")}
	if w.shots == "" {
		w.shots = t.TempDir()
	}
	if err := os.MkdirAll(w.shots, 0o750); err != nil {
		t.Fatal(err)
	}
	w.browser = browsertest.Open(t)
	return w
}

// keep writes a screenshot and says where.
func (w *world) keep(t *testing.T, name string, shot []byte) string {
	t.Helper()
	path := filepath.Join(w.shots, name+".png")
	if err := os.WriteFile(path, shot, 0o600); err != nil {
		t.Error(err)
	}
	return path
}

// now is the time on the phone.
func (w *world) now() time.Time { return w.Sim.Now() }
