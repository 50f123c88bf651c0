package linesim

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// hook is the bot's webhook and what is on its way to it.
type hook struct {
	client *http.Client

	mu         sync.RWMutex
	url        string
	active     bool
	redelivery bool

	hold    sync.Mutex
	holding bool
	held    []*event

	idle    sync.Mutex
	pending int           // first attempts and redeliveries that are due
	empty   chan struct{} // closed when pending falls to 0; nil: nobody waits
}

// WebhookState is what LINE's console shows of the webhook.
type WebhookState struct {
	URL        string `json:"url"`
	Active     bool   `json:"active"`
	Redelivery bool   `json:"redelivery"`
}

func newHook(o Options) *hook {
	transport := &http.Transport{
		MaxIdleConnsPerHost: o.WebhookInFlight,
		MaxConnsPerHost:     o.WebhookInFlight,
		IdleConnTimeout:     30 * time.Second,
		DisableCompression:  true,
	}
	return &hook{
		client: &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // LINE does not follow redirects
		}},
		url: o.WebhookURL, active: true, redelivery: !o.NoRedelivery,
	}
}

func (h *hook) state() WebhookState {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return WebhookState{URL: h.url, Active: h.active, Redelivery: h.redelivery}
}

func (h *hook) change(f func(*WebhookState)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	w := WebhookState{URL: h.url, Active: h.active, Redelivery: h.redelivery}
	f(&w)
	h.url, h.active, h.redelivery = w.URL, w.Active, w.Redelivery
}

// SetWebhook changes where events go and whether failed ones are redelivered.
func (s *Sim) SetWebhook(w WebhookState) error {
	if w.URL != "" {
		if err := checkWebhookURL(w.URL); err != nil {
			return err
		}
	}
	s.hook.change(func(to *WebhookState) { *to = w })
	s.publishWebhook()
	return nil
}

func (s *Sim) publishWebhook() { s.hub.publish("webhook", func() any { return s.Webhook() }) }

// Webhook tells where events go.
func (s *Sim) Webhook() WebhookState { return s.hook.state() }

func (h *hook) begin() {
	h.idle.Lock()
	h.pending++
	h.idle.Unlock()
}

func (h *hook) end() {
	h.idle.Lock()
	defer h.idle.Unlock()
	h.pending--
	if h.pending == 0 && h.empty != nil {
		close(h.empty)
		h.empty = nil
	}
}

// WaitIdle blocks until no webhook is waiting or on its way. Redeliveries that
// are due later on the virtual clock do not count: Advance the clock to them.
func (s *Sim) WaitIdle(ctx context.Context) error {
	s.hook.idle.Lock()
	if s.hook.pending == 0 {
		s.hook.idle.Unlock()
		return nil
	}
	if s.hook.empty == nil {
		s.hook.empty = make(chan struct{})
	}
	empty := s.hook.empty
	s.hook.idle.Unlock()
	select {
	case <-empty:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for webhooks: %w", ctx.Err())
	}
}

// dispatch queues the event's first attempt behind the person's earlier ones.
func (s *Sim) dispatch(ev *event) {
	if w := s.hook.state(); w.URL == "" || !w.Active {
		s.record(Log{At: s.Now(), Dir: "webhook", Method: http.MethodPost, Person: ev.person.id,
			Note: "not sent: the webhook is " + map[bool]string{true: "not set", false: "switched off"}[w.URL == ""]})
		return
	}
	s.events.add(ev)
	if s.hook.keep(ev) {
		return
	}
	s.route(ev)
}

// route sends the event on its way, unless a fault wants otherwise.
func (s *Sim) route(ev *event) {
	f := s.faults.webhook()
	if f.Kind != "" {
		s.publishFaults() // it may have been the last time
	}
	switch f.Kind {
	case FaultWebhookDrop:
		s.record(Log{At: s.Now(), Dir: "webhook", Method: http.MethodPost, Person: ev.person.id, Note: "fault webhook-drop: not sent"})
		return
	case FaultWebhookReorder:
		s.clock.at(s.Now().Add(f.wait(time.Second)), func() { s.again(ev) })
		return
	case FaultWebhookDuplicate:
		s.enqueue(ev)
	}
	s.enqueue(ev)
}

func (s *Sim) enqueue(ev *event) {
	p := ev.person
	s.hook.begin()
	p.mu.Lock()
	p.queue = append(p.queue, ev)
	start := !p.busy
	p.busy = true
	p.mu.Unlock()
	if start && !s.spawn(func() { s.drain(p) }) {
		s.hook.end()
	}
}

// drain sends a person's events one after the other.
func (s *Sim) drain(p *person) {
	for {
		p.mu.Lock()
		if len(p.queue) == 0 {
			p.busy, p.queue = false, nil
			p.mu.Unlock()
			return
		}
		ev := p.queue[0]
		p.queue = p.queue[1:]
		p.mu.Unlock()
		s.attempt(ev, false)
		s.hook.end()
	}
}

// again sends an event outside of its person's order, as redeliveries come.
func (s *Sim) again(ev *event) {
	s.hook.begin()
	if !s.spawn(func() { defer s.hook.end(); s.attempt(ev, true) }) {
		s.hook.end()
	}
}

// Redeliver sends an event once more, whatever became of it before.
func (s *Sim) Redeliver(webhookEventID string) error {
	ev := s.events.get(webhookEventID)
	if ev == nil {
		return fmt.Errorf("%w: event %s", ErrNoMessage, webhookEventID)
	}
	s.again(ev)
	return nil
}

// attempt sends the event once and plans the next attempt when that failed.
// The first attempt is never marked as a redelivery, however late it comes.
func (s *Sim) attempt(ev *event, outOfOrder bool) {
	ev.mu.Lock()
	number := ev.attempts
	ev.attempts++
	ev.mu.Unlock()
	duplicate := number > 0 && !outOfOrder
	body, err := ev.body(s.opt.Bot.UserID, number > 0 && !duplicate)
	if err != nil {
		s.opt.Logger.Error("cannot build webhook", "error", err)
		return
	}
	now := s.Now()
	for _, e := range ev.bundle() {
		s.replies.arm(e, now)
	}
	status, answer, err := s.post(s.hook.state().URL, body)
	entry := Log{At: now, Dir: "webhook", Method: http.MethodPost, Path: s.hook.path(), Status: status,
		Ms: ms(s.Now().Sub(now)), Person: ev.person.id, Request: body, Response: asJSON(answer), RequestID: ev.id}
	if err != nil {
		entry.Note = err.Error()
	}
	s.record(entry)
	if status/100 == 2 || duplicate || number >= s.opt.RedeliveryMax || !s.hook.state().Redelivery {
		return
	}
	s.clock.at(s.Now().Add(s.opt.RedeliveryBackoff(number+1)), func() { s.again(ev) })
}

func (h *hook) path() string {
	u, err := url.Parse(h.state().URL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}
