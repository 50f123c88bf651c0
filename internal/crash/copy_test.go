package crash

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store/mongo/mongotest"
)

// TestCopyKilled: `jitasa store copy` to a MongoDB server, killed at random
// moments and begun again, ends with the same on both sides: the last run says so itself.
func TestCopyKilled(t *testing.T) {
	d := mongotest.New(t)
	binary, from := build(t), "sqlite:"+filepath.Join(t.TempDir(), "from.db")
	const people = 30_000
	fillVolunteers(t, from, people)
	rng := rand.New(rand.NewPCG(*seed, 0))
	kills := 0
	args := []string{"store", "copy", "--from", from, "--to", d.URI}
	for n := 0; ; n++ {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(250+n*120+rng.IntN(300))*time.Millisecond)
		command := exec.CommandContext(ctx, binary, args...) // killed with SIGKILL
		command.Env = append(os.Environ(), "JITASA_KEY=")
		out, err := command.CombinedOutput()
		killed := ctx.Err() != nil
		cancel()
		if err == nil {
			if !strings.Contains(string(out), fmt.Sprintf("volunteers     %d", people)) {
				t.Errorf("it says:\n%s", out)
			}
			break
		}
		if !killed && strings.Contains(string(out), "--into-nonempty") && kills > 0 {
			args = append(args, "--into-nonempty") // the one before was killed when all was done: this one finds the same on both sides
			continue
		}
		if !killed {
			t.Fatalf("%v\n%s", err, out)
		}
		kills++
	}
	t.Logf("%d kills", kills)
	if kills < 3 {
		t.Errorf("killed only %d times", kills)
	}
}

func fillVolunteers(t *testing.T, address string, n int) {
	t.Helper()
	settings, _, err := config.Load([]string{"--store", address, "--key", masterKey}, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	o, err := opening.Store(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	at := domain.Instant(time.Now())
	var all []*domain.Volunteer
	for i := range n {
		all = append(all, &domain.Volunteer{Meta: domain.Meta{ID: fmt.Sprintf("U%032x", i)}, Name: "สมชาย", Phone: "+66812345678", CreatedAt: at, UpdatedAt: at, SignedUpAt: at})
	}
	_, err = o.Collections.Volunteers.InsertNew(t.Context(), all)
	if err := errors.Join(err, o.Engine.Close()); err != nil {
		t.Fatal(err)
	}
}
