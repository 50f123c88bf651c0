package linesim_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

const (
	testSecret = "secret of the test channel"
	testToken  = "token of the test channel"
)

// hookCall is one request that the bot under test received.
type hookCall struct {
	body      []byte
	signature string
}

func (h hookCall) event(t *testing.T) map[string]any {
	t.Helper()
	var body struct{ Events []map[string]any }
	if err := json.Unmarshal(h.body, &body); err != nil || len(body.Events) != 1 {
		t.Fatalf("webhook body %s: %v", h.body, err)
	}
	return body.Events[0]
}

// world is a simulator over real HTTP with a bot that records what it gets and
// answers what status says.
type world struct {
	t   *testing.T
	sim *linesim.Sim
	api *httptest.Server

	mu     sync.Mutex
	calls  []hookCall
	status func(n int) int // n counts from 0
}

func newWorld(t *testing.T, change func(*linesim.Options)) *world {
	t.Helper()
	w := &world{t: t, status: func(int) int { return http.StatusOK }}
	bot := httptest.NewServer(http.HandlerFunc(w.receive))
	o := linesim.Options{ChannelSecret: testSecret, ChannelToken: testToken, WebhookURL: bot.URL + "/hook", Seed: 1}
	if change != nil {
		change(&o)
	}
	var err error
	if w.sim, err = linesim.New(o); err != nil {
		t.Fatal(err)
	}
	w.api = httptest.NewServer(w.sim.Handler())
	t.Cleanup(func() {
		if err := w.sim.Close(); err != nil {
			t.Error(err)
		}
		w.api.Close()
		bot.Close()
	})
	return w
}

func (w *world) receive(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.t.Error(err)
	}
	w.mu.Lock()
	n := len(w.calls)
	w.calls = append(w.calls, hookCall{body, r.Header.Get("X-Line-Signature")})
	status := w.status(n)
	w.mu.Unlock()
	rw.WriteHeader(status)
}

// hooks waits until all webhooks are through and lists them.
func (w *world) hooks() []hookCall {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.sim.WaitIdle(ctx); err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]hookCall(nil), w.calls...)
}

// friend is a person who follows the bot.
func (w *world) friend(name string) string {
	w.t.Helper()
	p := w.sim.AddPerson(name, "th")
	if _, err := w.sim.Follow(p.ID); err != nil {
		w.t.Fatal(err)
	}
	return p.ID
}

// result is an answer of the API.
type result struct {
	status int
	header http.Header
	body   string
}

func (r result) field(t *testing.T, name string) any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(r.body), &m); err != nil {
		t.Fatalf("answer %q: %v", r.body, err)
	}
	return m[name]
}

type header struct{ name, value string }

func (w *world) do(method, path, body string, headers ...header) result {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.api.URL+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+testToken)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		req.Header.Set(h.name, h.value)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return result{res.StatusCode, res.Header, string(raw)}
}

// want fails unless the answer has the status and contains the part.
func (w *world) want(r result, status int, part string) {
	w.t.Helper()
	if r.status != status || !strings.Contains(r.body, part) {
		w.t.Errorf("answer %d %s, want %d with %q", r.status, r.body, status, part)
	}
}

func textTo(id, text string) string {
	return fmt.Sprintf(`{"to":%q,"messages":[{"type":"text","text":%q}]}`, id, text)
}

func replyWith(token, text string) string {
	return fmt.Sprintf(`{"replyToken":%q,"messages":[{"type":"text","text":%q}]}`, token, text)
}

// A whole turn: somebody says something, the bot hears it and answers.
func TestTurn(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("สมชาย")
	sent, err := w.sim.SendText(id, "สวัสดี")
	if err != nil {
		t.Fatal(err)
	}
	hooks := w.hooks()
	if len(hooks) != 2 {
		t.Fatalf("%d webhooks, want follow and message", len(hooks))
	}
	ev := hooks[1].event(t)
	r := w.do("POST", "/v2/bot/message/reply", replyWith(ev["replyToken"].(string), "ยินดีต้อนรับ"))
	w.want(r, 200, `"sentMessages":[{"id":"`)
	if r.header.Get("X-Line-Request-Id") == "" {
		t.Error("no x-line-request-id")
	}
	chat, err := w.sim.WaitReply(t.Context(), id, sent.Entry.Seq, 1)
	if err != nil || chat[0].Text() != "ยินดีต้อนรับ" {
		t.Fatalf("chat %+v, %v", chat, err)
	}
	whole, err := w.sim.Chat(id)
	if err != nil || len(whole) != 3 || !whole[1].Replied || whole[0].Kind != linesim.KindFollow {
		t.Fatalf("chat %+v, %v", whole, err)
	}
}
