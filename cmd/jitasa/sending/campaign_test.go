package sending

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
)

// Any campaign is seen and steered by its id, by either command; one that would pause again at once is not resumed.
func TestCampaignCommand(t *testing.T) {
	sim, err := linesim.New(linesim.Options{ChannelSecret: "s", ChannelToken: "token", Quota: linesim.Quota{Type: "limited", Value: 10, Used: 10}})
	if err != nil {
		t.Fatal(err)
	}
	api := httptest.NewServer(sim.Handler())
	defer api.Close()
	for name, value := range map[string]string{
		"JITASA_STORE": "sqlite:" + filepath.Join(t.TempDir(), "c.db"), "JITASA_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "JITASA_LINE_TOKEN": "token", "JITASA_LINE_API": api.URL, "LANG": "en_US.UTF-8",
	} {
		t.Setenv(name, value)
	}
	keepPaused(t)
	says := func(code int, want string, args ...string) {
		t.Helper()
		var out bytes.Buffer
		run := Campaign
		if args[0] == "newsletter" {
			run = Newsletter
		}
		if got := run(t.Context(), args[1:], command.Streams{In: strings.NewReader(""), Out: &out, Err: &out}); got != code || !strings.Contains(out.String(), want) {
			t.Errorf("%v: exit code %d, without %q:\n%s", args, got, want, &out)
		}
	}
	says(2, "usage: jitasa campaign list", "campaign")
	says(2, "usage: jitasa campaign list", "campaign", "status")
	says(2, "usage: jitasa campaign list", "campaign", "fly", "call-1")
	says(0, "call        call-1              paused  unauthorized  2026-12-01 09:00  2026-12-01 09:01", "campaign", "list")
	says(0, "newsletter  newsletter-2026-12  paused  quota         2026-12-01 09:00  when resumed", "campaign", "list")
	says(0, "it tries again by itself at 2026-12-01 09:01", "campaign", "status", "call-1")
	says(0, "until somebody resumes it", "campaign", "status", "newsletter-2026-12")
	says(2, `"call-9"`, "campaign", "status", "call-9")
	says(1, "it would pause again at once", "campaign", "resume", "call-1")
	says(1, "it would pause again at once", "newsletter", "resume", "2026-12")
	says(0, "paused: LINE does not accept", "campaign", "status", "call-1")
	if err := sim.SetQuota(linesim.Quota{Type: "limited", Value: 20, Used: 10}); err != nil {
		t.Fatal(err)
	}
	says(0, "running", "newsletter", "resume", "call-1")
	says(0, "paused\n", "campaign", "pause", "call-1")
	says(0, "running", "campaign", "resume", "2026-12")
	says(0, "cancelled", "campaign", "cancel", "call-1")
	says(1, "cannot be done in the state", "campaign", "resume", "call-1")
}

// keepPaused puts a call and a newsletter that are paused into the store.
func keepPaused(t *testing.T) {
	t.Helper()
	settings, _, err := config.Load(nil, os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	o, err := opening.Store(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)
	for _, c := range []*deliver.Campaign{
		{Meta: domain.Meta{ID: "call-1"}, Kind: deliver.Call, Why: deliver.Unauthorized, Again: at.Add(time.Minute)},
		{Meta: domain.Meta{ID: "newsletter-2026-12"}, Kind: deliver.Newsletter, Subject: "2026-12", Why: deliver.NoQuota},
	} {
		c.State, c.Active, c.CreatedAt, c.PausedAt = deliver.Paused, true, at, at
		if err := o.Collections.Campaigns.Insert(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Engine.Close(); err != nil {
		t.Fatal(err)
	}
}
