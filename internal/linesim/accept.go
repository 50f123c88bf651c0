package linesim

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// sentMessage is LINE's receipt for one message object.
type sentMessage struct {
	ID         string `json:"id"`
	QuoteToken string `json:"quoteToken,omitempty"`
}

// sending is a request to send that passed every check.
type sending struct {
	Endpoint  string // "reply", "push", "multicast", "narrowcast", "broadcast"
	RequestID string
	RetryKey  string
	At        time.Time
	To        []string
	Messages  []json.RawMessage
	Units     []string
}

// Delivery is one accepted recipient of one request.
type Delivery struct {
	Recipient string
	Endpoint  string // "reply", "push", "multicast", "narrowcast", "broadcast"
	RequestID string
	RetryKey  string
	At        time.Time
	Messages  []json.RawMessage // nil with Options.NoBodies
	Delivered bool              // false: the person has blocked the bot or does not exist
}

// book holds what was accepted, for tests.
type book struct {
	size int

	mu      sync.Mutex
	list    []booked
	total   int64 // recipients ever accepted
	changed chan struct{}
}

type booked struct {
	sending
	reached []bool
}

func newBook(size int) *book { return &book{size: size} }

func (b *book) add(entry booked) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total += int64(len(entry.To))
	if b.changed != nil {
		close(b.changed)
		b.changed = nil
	}
	if b.size < 0 {
		return
	}
	b.list = append(b.list, entry)
	if b.size > 0 && len(b.list) > 2*b.size {
		b.list = append([]booked(nil), b.list[len(b.list)-b.size:]...)
	}
}

// Accepted lists every accepted recipient in the order of acceptance.
func (s *Sim) Accepted() []Delivery {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	var out []Delivery
	for _, a := range s.book.list {
		for i, to := range a.To {
			out = append(out, Delivery{Recipient: to, Endpoint: a.Endpoint, RequestID: a.RequestID,
				RetryKey: a.RetryKey, At: a.At, Messages: a.Messages, Delivered: a.reached[i]})
		}
	}
	return out
}

// AcceptedCount is the number of recipients accepted so far, kept or not.
func (s *Sim) AcceptedCount() int64 {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	return s.book.total
}

// WaitAccepted blocks until AcceptedCount is at least n.
func (s *Sim) WaitAccepted(ctx context.Context, n int64) error {
	for {
		s.book.mu.Lock()
		if s.book.total >= n {
			s.book.mu.Unlock()
			return nil
		}
		if s.book.changed == nil {
			s.book.changed = make(chan struct{})
		}
		changed := s.book.changed
		s.book.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("waiting for deliveries: %w", ctx.Err())
		}
	}
}

// deliver hands an accepted request to its recipients and writes it down. The
// receipt is that of the last recipient; only 1:1 endpoints show it.
func (s *Sim) deliver(m sending) []sentMessage {
	entry := booked{sending: m, reached: make([]bool, len(m.To))}
	outlines := outlinesOf(m.Messages)
	var receipt []sentMessage
	for i, id := range m.To {
		receipt, entry.reached[i] = s.hand(id, m, outlines)
	}
	s.counts.add(m.Endpoint, m.At, entry.reached)
	if s.opt.NoBodies {
		entry.Messages = nil
	}
	s.book.add(entry)
	return receipt
}

// outline is what the platform needs to know of a message that passed the
// checker.
type outline struct {
	Type   string
	Sender *Sender
}

func outlinesOf(messages []json.RawMessage) []outline {
	out := make([]outline, len(messages))
	for i, raw := range messages {
		_ = json.Unmarshal(raw, &out[i]) // it passed the checker
	}
	return out
}

// hand puts the messages into one chat, unless they cannot arrive there.
func (s *Sim) hand(id string, m sending, outlines []outline) ([]sentMessage, bool) {
	p := s.people.get(id)
	if p == nil && m.Endpoint != "push" {
		return nil, false
	}
	receipt := make([]sentMessage, len(m.Messages))
	entries := make([]Entry, len(m.Messages))
	for i, raw := range m.Messages {
		receipt[i] = s.receipt(outlines[i].Type)
		entries[i] = Entry{ID: receipt[i].ID, From: FromBot, Kind: KindMessage, At: m.At, Message: raw, Sender: outlines[i].Sender}
	}
	if p == nil {
		return receipt, false
	}
	p.mu.Lock()
	if !p.info.Following || p.info.Blocked {
		p.mu.Unlock()
		return receipt, false
	}
	entries = s.append(p, entries...)
	p.mu.Unlock()
	s.publishChat(p, entries...)
	return receipt, true
}

// receipt of a message; what people can quote gets a quote token.
func (s *Sim) receipt(kind string) sentMessage {
	sent := sentMessage{ID: s.ids.messageID()}
	switch kind {
	case "text", "textV2", "sticker", "image", "video", "template", "flex", "imagemap":
		sent.QuoteToken = s.ids.token("quote", sent.ID)
	}
	return sent
}

// reaches counts the recipients who will get the message: the quota is charged
// for them only.
func (s *Sim) reaches(to []string) int64 {
	var n int64
	for _, id := range to {
		p := s.people.get(id)
		if p == nil && s.opt.AllowUnknown || p != nil && p.reachable() {
			n++
		}
	}
	return n
}

// sendOnce is the common end of push, multicast, narrowcast and broadcast: the
// retry key makes it happen once, the quota may forbid it.
func (c *call) sendOnce(m sending, status int, deliver func(sending) []sentMessage) answer {
	m.RequestID, m.RetryKey, m.At = c.requestID, c.retryKey, c.Now()
	var mine *accepted
	if c.retryKey != "" {
		if !isUUID(c.retryKey) {
			return c.refuse(http.StatusBadRequest, "Invalid X-Line-Retry-Key: it must be a UUID in hexadecimal format")
		}
		var earlier *accepted
		if mine, earlier = c.retries.claim(c.retryKey, c.requestID, m.At); earlier != nil {
			c.findings = append(c.findings, "retry key accepted before, request "+earlier.requestID)
			a := reply(http.StatusConflict, apiError{Message: "The retry key is already accepted", Sent: earlier.sent})
			a.accepted = earlier.requestID
			return a
		}
	}
	if !c.units.admit(m.Units, m.At) {
		c.retries.release(c.retryKey)
		return c.refuse(http.StatusBadRequest, "The number of custom aggregation units exceeds the monthly limit")
	}
	if !c.quota.spend(c.reaches(m.To), m.At) {
		c.retries.release(c.retryKey)
		return c.refuse(http.StatusTooManyRequests, msgQuota)
	}
	sent := deliver(m)
	if mine != nil {
		c.retries.finish(mine, sent)
	}
	c.publishQuota()
	if sent == nil {
		return reply(status, nil)
	}
	return reply(status, map[string]any{"sentMessages": sent})
}
