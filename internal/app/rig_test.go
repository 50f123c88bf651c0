package app_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/linesim"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/thai"
)

const (
	secret    = "rig-secret"
	token     = "rig-token"
	masterKey = "the master key: 32 bytes of them"
)

// rig is an app connected to a simulated LINE by HTTP, both ways, with a
// database file of its own.
type rig struct {
	*testing.T
	sim      *linesim.Sim
	platform *httptest.Server
	url      string // of the app
	path     string // of the database, if it is a file
	store    config.Store
	metrics  config.Metrics
	roles    config.Roles // both, if neither is set
	reserve  int          // of the month's messages, for calls
	logs     *journal
	app      *app.App // the one started last
	apps     []*app.App
	end      func() error

	mu    sync.Mutex
	asked []string // URLs that the app requested
}

// journal is a log that can be read while it is written.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// newRig starts a simulated LINE and an app.
func newRig(t *testing.T, change ...func(*app.Options)) *rig {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rig.db")
	return newRigOn(t, config.Store{Engine: config.SQLite, Path: path}, change...)
}

// newMongoRig is newRig on a MongoDB server.
func newMongoRig(t *testing.T, change ...func(*app.Options)) *rig {
	t.Helper()
	d := mongotest.New(t)
	return newRigOn(t, config.Store{Engine: config.Mongo, URI: config.Secret(d.URI), Database: d.Name}, change...)
}

func newRigOn(t *testing.T, store config.Store, change ...func(*app.Options)) *rig {
	t.Helper()
	return newRigAt(t, store, time.Now, change...)
}

// newRigAt is newRigOn at another time.
func newRigAt(t *testing.T, store config.Store, clock func() time.Time, change ...func(*app.Options)) *rig {
	t.Helper()
	r := &rig{T: t, logs: &journal{}, path: store.Path, store: store}
	sim, err := linesim.New(linesim.Options{
		ChannelSecret: secret, ChannelToken: token, Seed: 1, NoRateLimits: true, Clock: clock,
		RedeliveryMax: 1000, RedeliveryBackoff: func(int) time.Duration { return 20 * time.Millisecond },
	})
	if err != nil {
		t.Fatal(err)
	}
	r.sim = sim
	r.platform = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		r.asked = append(r.asked, q.Method+" "+q.URL.String())
		r.mu.Unlock()
		sim.Handler().ServeHTTP(w, q)
	}))
	t.Cleanup(func() {
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
		r.platform.Close()
	})
	r.url, r.end = r.start(change...)
	t.Cleanup(func() {
		if err := r.end(); err != nil {
			t.Error(err)
		}
	})
	if err := sim.SetWebhook(linesim.WebhookState{URL: r.url + "/webhook/line", Active: true, Redelivery: true}); err != nil {
		t.Fatal(err)
	}
	return r
}

// config is the rig's, but for the address.
func (r *rig) config() config.Config {
	roles := r.roles
	if roles == (config.Roles{}) {
		roles = config.Roles{Web: true, Worker: true}
	}
	return config.Config{
		Zone: thai.Zone(), Roles: roles, Key: masterKey, Store: r.store, Metrics: r.metrics, Reserve: r.reserve,
		Line: config.Line{Secret: secret, Token: token, API: r.platform.URL, DataAPI: r.platform.URL},
	}
}

// start runs an app on the rig's database until end is called.
func (r *rig) start(change ...func(*app.Options)) (url string, end func() error) {
	r.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.Fatal(err)
	}
	o := app.Options{Now: r.sim.Now, Log: slog.New(slog.NewJSONHandler(r.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for _, f := range change {
		f(&o)
	}
	c := r.config()
	c.Addr, c.PublicURL = l.Addr().String(), "http://"+l.Addr().String()
	a, err := app.New(r.Context(), c, o)
	if err != nil {
		r.Fatal(err)
	}
	r.app, r.apps = a, append(r.apps, a)
	ctx, cancel := context.WithCancel(context.Background())
	ended, ready := make(chan error, 1), make(chan struct{})
	go func() { ended <- a.Run(ctx, l, func() { close(ready) }) }()
	<-ready
	return "http://" + l.Addr().String(), sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
}

// person makes somebody who follows the bot and was greeted.
func (r *rig) person(name string) *talker {
	r.Helper()
	p := &talker{rig: r, id: r.sim.AddPerson(name, "th").ID}
	p.do(func() (linesim.Sent, error) { return r.sim.Follow(p.id) })
	return p
}

// talker is somebody with a phone.
type talker struct {
	*rig
	id string
}

// do does something and returns what the bot answers.
func (p *talker) do(act func() (linesim.Sent, error)) []linesim.Entry {
	p.Helper()
	seq := p.last()
	sent, err := act()
	if err != nil {
		p.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(p.Context(), 20*time.Second)
	defer cancel()
	said, err := p.sim.WaitReply(ctx, p.id, max(seq, sent.Entry.Seq), 1)
	if err != nil {
		p.Fatalf("no answer: %v\n%s", err, p.logs)
	}
	return said
}

func (p *talker) text(text string) []linesim.Entry {
	p.Helper()
	return p.do(func() (linesim.Sent, error) { return p.sim.SendText(p.id, text) })
}

func (p *talker) tap(data string) []linesim.Entry {
	p.Helper()
	return p.do(func() (linesim.Sent, error) { return p.sim.Postback(p.id, linesim.PostbackInput{Data: data}) })
}

func (p *talker) at(lat, lng float64) []linesim.Entry {
	p.Helper()
	return p.do(func() (linesim.Sent, error) { return p.sim.SendLocation(p.id, "", "", lat, lng) })
}

func (p *talker) last() int64 {
	p.Helper()
	chat, err := p.sim.Chat(p.id)
	if err != nil {
		p.Fatal(err)
	}
	if len(chat) == 0 {
		return 0
	}
	return chat[len(chat)-1].Seq
}

// raw is everything that the answer says, as the JSON that was sent.
func raw(said []linesim.Entry) string {
	var b strings.Builder
	for _, e := range said {
		b.Write(e.Message)
		b.WriteByte('\n')
	}
	return b.String()
}

// post sends a webhook body; signature "" signs it rightly, "-" leaves the header out.
func (r *rig) post(body, signature string) int {
	r.Helper()
	return r.send(strings.NewReader(body), int64(len(body)), signature, []byte(body))
}

func (r *rig) send(body io.Reader, length int64, signature string, signed []byte) int {
	r.Helper()
	q, err := http.NewRequestWithContext(r.Context(), http.MethodPost, r.url+"/webhook/line", body)
	if err != nil {
		r.Fatal(err)
	}
	q.ContentLength = length
	switch signature {
	case "":
		q.Header.Set("X-Line-Signature", sign(secret, signed))
	case "-":
	default:
		q.Header.Set("X-Line-Signature", signature)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil && strings.Contains(err.Error(), "reset") { // the server hung up while we sent too much
		return 0
	}
	if err != nil {
		r.Fatal(err)
	}
	if err := errors.Join(discard(a.Body), a.Body.Close()); err != nil {
		r.Fatal(err)
	}
	return a.StatusCode
}

func discard(from io.Reader) error {
	_, err := io.Copy(io.Discard, from)
	return err
}

func sign(key string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
