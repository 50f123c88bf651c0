package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/line"
	"jitasa/internal/linesim"
)

func TestLineCommand(t *testing.T) {
	sim, err := linesim.New(linesim.Options{ChannelSecret: "secret", ChannelToken: "channel-token"})
	if err != nil {
		t.Fatal(err)
	}
	platform := httptest.NewServer(sim.Handler())
	t.Cleanup(func() {
		platform.Close()
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("JITASA_LINE_API", platform.URL)
	t.Setenv("JITASA_LINE_DATA_API", platform.URL)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !line.Verify("secret", body, r.Header.Get("X-Line-Signature")) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	t.Cleanup(hook.Close)
	t.Setenv("JITASA_ADDR", "0.0.0.0:8080") // so that no public address follows from it
	t.Setenv("JITASA_LINE_SECRET", "secret")
	for _, c := range []struct {
		name, token, public string
		args                []string
		code                int
		says                []string
	}{
		{"no token", "", "", []string{"check"}, 2, []string{"JITASA_LINE_TOKEN"}},
		{"no word", "channel-token", "", nil, 2, []string{"usage: jitasa line setup"}},
		{"help", "", "", []string{"--help"}, 0, []string{"jitasa line setup"}},
		{"wrong token", "w-9281", "", []string{"check"}, 1, []string{"MEND  LINE refuses the channel access token"}},
		{"before", "channel-token", "", []string{"check"}, 1, []string{"ok    The token works", "MEND  No webhook address", "(th) is not installed"}},
		{"setup without an address", "channel-token", "", []string{"setup"}, 1, []string{"JITASA_PUBLIC_URL", "ok    The rich menus are installed"}},
		{"setup of a bot that is down", "channel-token", "https://127.0.0.1:1", []string{"setup"}, 1, []string{"https://127.0.0.1:1/webhook/line failed", "nothing listens there"}},
		{"setup with a wrong token", "w-9281", "", []string{"setup"}, 1, []string{"MEND  LINE refuses the channel access token"}},
		{"setup", "channel-token", hook.URL, []string{"setup"}, 0, []string{"ok    The webhook " + hook.URL + "/webhook/line is on", "ok    Token and secret", "LOOK  Two switches"}},
		{"after", "channel-token", hook.URL, []string{"check"}, 0, []string{"ok    The webhook"}},
		{"moved", "channel-token", "https://bot.example.org", []string{"check"}, 1, []string{"MEND  LINE sends messages to " + hook.URL}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("JITASA_LINE_TOKEN", c.token)
			t.Setenv("JITASA_PUBLIC_URL", c.public)
			var said strings.Builder
			if code := lineCommand(t.Context(), c.args, command.Streams{In: strings.NewReader(""), Out: &said, Err: &said}); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			for _, part := range c.says {
				if !strings.Contains(said.String(), part) {
					t.Errorf("no %q in\n%s", part, said.String())
				}
			}
			if c.token != "" && strings.Contains(said.String(), c.token) {
				t.Errorf("the token is shown:\n%s", said.String())
			}
		})
	}
}
