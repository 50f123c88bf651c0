package app_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"jitasa/internal/app"
	"jitasa/internal/bot"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/linesim"
)

// tokenless is what a person writes on a reply token that no longer works.
func (p *talker) tokenless(n int, text string) {
	p.Helper()
	body := hooked(happened(n, p.id, fmt.Sprintf(`"type":"message","replyToken":"%032x","message":{"type":"text","id":"%d","text":%q}`, n, n, text)))
	if got := p.post(body, ""); got != http.StatusOK {
		p.Fatalf("status %d", got)
	}
}

// sent lists what was accepted after the first n.
func (r *rig) sent(n int64) []linesim.Delivery { return r.sim.Accepted()[n:] }

// A reply token that no longer works is no reason for silence: what the person
// needs is pushed, with a retry key.
func TestExpiredTokenIsPushed(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	before := r.sim.AcceptedCount()
	p.tokenless(30, "เมนู")
	r.until("a push", func() bool { return r.sim.AcceptedCount() > before })
	got := r.sent(before)[0]
	if got.Endpoint != "push" || uuid.Validate(got.RetryKey) != nil || got.Recipient != p.id {
		t.Errorf("endpoint %s, retry key %q", got.Endpoint, got.RetryKey)
	}
}

// What nobody needs now costs nothing: it waits for the next reply.
func TestWhatCanWaitWaits(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	p.tap("f=language&v=en")
	p.tap("f=%21human")
	noted := said(t, p.text("it is about my uncle"))
	before := r.sim.AcceptedCount()
	p.tokenless(31, "still waiting")
	r.until("the event to be done", func() bool { return r.done(31) })
	if n := r.sim.AcceptedCount() - before; n != 0 {
		t.Errorf("%d messages were paid for", n)
	}
	answer := raw(p.tap("f=%21menu"))
	if !strings.Contains(answer, noted) {
		t.Errorf("%q did not ride along with\n%s", noted, answer)
	}
	if strings.Contains(raw(p.tap("f=%21menu")), noted) {
		t.Error("it came twice")
	}
}

// Without quota everything waits for the next reply, which is free.
func TestNoQuota(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	p.tap("f=language&v=en")
	if err := r.sim.SetQuota(linesim.Quota{Type: "limited", Value: 1, Used: 1}); err != nil {
		t.Fatal(err)
	}
	p.tokenless(32, "hello")
	r.until("the event to be done", func() bool { return r.done(32) })
	if answer := raw(p.tap("f=language&v=en")); !strings.Contains(answer, "Hello 😊") {
		t.Errorf("the greeting did not ride along with\n%s", answer)
	}
}

func TestUnfollow(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	before := r.sim.AcceptedCount()
	if _, err := r.sim.Unfollow(p.id); err != nil {
		t.Fatal(err)
	}
	r.until("the event to be done", func() bool {
		thread, err := r.app.Store.Threads.Get(t.Context(), p.id)
		return err == nil && len(thread.Consumed) == 2
	})
	if err := r.end(); err != nil {
		t.Error(err)
	}
	r.look(func(c *collections.Collections) {
		thread, err := c.Threads.Get(t.Context(), p.id)
		if err != nil || thread.Following {
			t.Errorf("still following (%v)", err)
		}
	})
	if n := r.sim.AcceptedCount() - before; n != 0 {
		t.Errorf("%d messages to somebody who left", n)
	}
}

// A slow profile keeps a new person waiting for a moment only.
func TestSlowProfile(t *testing.T) {
	r := newRig(t)
	if _, err := r.sim.SetFault(linesim.Fault{Kind: linesim.FaultTimeoutBefore, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/profile"}, Ms: 15_000}); err != nil {
		t.Fatal(err)
	}
	start := r.sim.Now()
	r.person("Somchai")
	if took := r.sim.Now().Sub(start); took.Seconds() > 4 {
		t.Errorf("the first answer took %v", took)
	}
	r.sim.ClearFault("")
}

// said is the first text of an answer, as it stands in JSON.
func said(t *testing.T, entries []linesim.Entry) string {
	t.Helper()
	for _, e := range entries {
		if text := e.Text(); text != "" {
			first, _, _ := strings.Cut(text, "\n")
			return first
		}
	}
	t.Fatalf("no text in\n%s", raw(entries))
	return ""
}

// done reports whether the event of happened(n, …) has been answered.
func (r *rig) done(n int) bool {
	r.Helper()
	a := r.app
	e, err := a.Store.Inbox.Get(r.Context(), fmt.Sprintf("01JDZZZZZZZZZZZZZZZZZZZZ%02d", n))
	return err == nil && !e.Open
}

// poisoned is a LINE for which the answers to some words cannot be rendered.
type poisoned struct {
	app.Platform
	panics *int
}

func (p poisoned) Prepare(m []chat.Message, s bot.Style) []bot.Batch {
	if len(m) > 0 && len(m[0].Cards) > 0 {
		*p.panics++
		panic("SECRETTEXT")
	}
	return []bot.Batch{m}
}

func (p poisoned) Name(context.Context, string) (string, error) { return "", nil }

func (p poisoned) LinkMenu(context.Context, string, string) error { return nil }

func (p poisoned) Loading(context.Context, string) error { return nil }

// spoken keeps what was replied.
func (p poisoned) Reply(_ context.Context, _ string, b bot.Batch) error {
	m, _ := b.([]chat.Message)
	*p.panics += 1000
	if len(m) != 1 || !strings.Contains(m[0].Text, "ขอโทษ") {
		*p.panics += 100_000
	}
	return nil
}

// A conversation that breaks gives a few kind words, once, and the process lives on.
func TestPoisonedAnswer(t *testing.T) {
	panics := 0
	r := newRig(t, func(o *app.Options) {
		o.Platform = poisoned{panics: &panics}
		o.Inbox.Workers = 1 // so that the count needs no lock
	})
	id := r.sim.AddPerson("Somchai", "th").ID
	if _, err := r.sim.Follow(id); err != nil { // greeted with a card
		t.Fatal(err)
	}
	r.until("an event given up", func() bool { return strings.Contains(r.logs.String(), "event given up") })
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if panics != 1005 {
		t.Errorf("%d: want five attempts that broke, and one apology", panics)
	}
	if strings.Contains(r.logs.String(), "SECRETTEXT") {
		t.Error("what it panicked with is in the log")
	}
	r.checkSettled([]string{id}, 1)
}
