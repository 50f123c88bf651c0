package line_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/line"
)

// clock is a clock that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func issues(name string) http.HandlerFunc {
	return says(200, fmt.Sprintf(`{"token_type":"Bearer","access_token":%q,"expires_in":900}`, name))
}

func TestStatelessToken(t *testing.T) {
	server := newStand(t, issues("one"), issues("two"), says(500, "{}"), says(500, "{}"), issues("three"))
	at := &clock{at: received}
	source, err := line.NewStateless(line.StatelessOptions{Endpoint: server.URL, ChannelID: "1234", Secret: "shh", Now: at.now})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		pass  time.Duration
		want  string
		calls int
	}{
		{0, "one", 1},
		{11 * time.Minute, "one", 1},
		{time.Minute, "two", 2},      // three minutes before its end
		{13 * time.Minute, "two", 3}, // renewing fails, the old one still works
		{3 * time.Minute, "", 4},
		{0, "three", 5},
	} {
		at.pass(step.pass)
		got, err := source.Token(t.Context())
		if got != step.want || (err == nil) != (step.want != "") || len(server.got()) != step.calls {
			t.Fatalf("after %v: %q, %v, %d calls; want %q, %d calls", step.pass, got, err, len(server.got()), step.want, step.calls)
		}
		if err != nil && strings.Contains(err.Error(), "shh") {
			t.Errorf("the error tells the secret: %v", err)
		}
	}
	c := server.got()[0]
	if c.path != "/oauth2/v3/token" || c.body != "client_id=1234&client_secret=shh&grant_type=client_credentials" {
		t.Errorf("%+v", c)
	}
}

func TestStatelessTokenIsIssuedOnce(t *testing.T) {
	release := make(chan struct{})
	server := newStand(t, func(w http.ResponseWriter, r *http.Request) {
		<-release
		issues("one")(w, r)
	})
	source, err := line.NewStateless(line.StatelessOptions{Endpoint: server.URL, ChannelID: "1234", Secret: "shh"})
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if token, err := source.Token(t.Context()); token != "one" {
				t.Errorf("%q, %v", token, err)
			}
		})
	}
	close(release)
	wait.Wait()
	if n := len(server.got()); n != 1 {
		t.Errorf("issued %d times", n)
	}
}

func TestSenderSaysThatTheTokenCannotBeHad(t *testing.T) {
	tokens := newStand(t, says(400, `{"error":"invalid_client"}`))
	source, err := line.NewStateless(line.StatelessOptions{Endpoint: tokens.URL, ChannelID: "1234", Secret: "shh"})
	if err != nil {
		t.Fatal(err)
	}
	server := newStand(t, ok)
	s, err := line.NewSender(line.SenderOptions{Endpoint: server.URL, Token: source})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Reply(t.Context(), replyToken, objects()); !line.IsKind(err, line.Rejected) || len(server.got()) > 0 {
		t.Errorf("%v, %d calls", err, len(server.got()))
	}
	if err := newSender(t, server.URL, io.Discard).Reply(t.Context(), replyToken, objects()); err != nil {
		t.Error(err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, err := range map[string]error{
		"no token source": second(line.NewSender(line.SenderOptions{})),
		"no endpoint":     second(line.NewSender(line.SenderOptions{Endpoint: "::", Token: line.Fixed("x")})),
		"no data":         second(line.NewSender(line.SenderOptions{DataEndpoint: "::", Token: line.Fixed("x")})),
		"no secret":       second(line.NewStateless(line.StatelessOptions{ChannelID: "1"})),
		"no fixed token":  second(line.Fixed("").Token(t.Context())),
	} {
		if err == nil {
			t.Errorf("%s passes", name)
		}
	}
}
