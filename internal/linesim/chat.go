package linesim

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"
)

// Who an entry is from, and what it is.
const (
	FromBot    = "bot"
	FromPerson = "person"
	FromSystem = "system"

	KindMessage  = "message"
	KindFollow   = "follow"
	KindUnfollow = "unfollow"
	KindPostback = "postback"
)

// Entry is one line of a chat as the person's phone shows it.
type Entry struct {
	Seq     int64           `json:"seq"`
	ID      string          `json:"id"` // message id; "" when it is no message
	From    string          `json:"from"`
	Kind    string          `json:"kind"`
	At      time.Time       `json:"at"`
	Message json.RawMessage `json:"message,omitempty"` // LINE message object as sent
	Data    string          `json:"data,omitempty"`    // of a postback
	Sender  *Sender         `json:"sender,omitempty"`
	Replied bool            `json:"replied"` // the bot used this entry's reply token
	Unsent  bool            `json:"unsent"`
	Read    bool            `json:"read"` // the bot marked it as read
}

// Sender is the name and icon that a message shows instead of the bot's.
type Sender struct {
	Name    string `json:"name,omitempty"`
	IconURL string `json:"iconUrl,omitempty"`
}

// Text of a text message; "" for every other entry.
func (e Entry) Text() string {
	var m struct{ Type, Text string }
	if json.Unmarshal(e.Message, &m) != nil || m.Type != "text" && m.Type != "textV2" {
		return ""
	}
	return m.Text
}

// Chat is everything in a person's chat with the bot, oldest first.
func (s *Sim) Chat(personID string) ([]Entry, error) { return s.ChatAfter(personID, 0) }

// ChatAfter is the part of Chat with a greater Seq.
func (s *Sim) ChatAfter(personID string, seq int64) ([]Entry, error) {
	p := s.people.get(personID)
	if p == nil {
		return nil, ErrNoPerson
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.after(seq), nil
}

func (p *person) after(seq int64) []Entry {
	from := sort.Search(len(p.entries), func(i int) bool { return p.entries[i].Seq > seq })
	return append([]Entry{}, p.entries[from:]...)
}

// WaitChat blocks until done accepts the chat or ctx ends, and returns the
// chat. It wakes at every change; there is no polling.
func (s *Sim) WaitChat(ctx context.Context, personID string, done func([]Entry) bool) ([]Entry, error) {
	p := s.people.get(personID)
	if p == nil {
		return nil, ErrNoPerson
	}
	for {
		p.mu.Lock()
		chat := p.after(0)
		if done(chat) {
			p.mu.Unlock()
			return chat, nil
		}
		if p.changed == nil {
			p.changed = make(chan struct{})
		}
		changed := p.changed
		p.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return chat, fmt.Errorf("waiting for the chat: %w", ctx.Err())
		}
	}
}

// WaitReply blocks until the bot has said at least n messages after seq, and
// returns what it said.
func (s *Sim) WaitReply(ctx context.Context, personID string, seq int64, n int) ([]Entry, error) {
	said := func(chat []Entry) []Entry {
		return slices.DeleteFunc(slices.Clone(chat), func(e Entry) bool { return e.From != FromBot || e.Seq <= seq })
	}
	chat, err := s.WaitChat(ctx, personID, func(chat []Entry) bool { return len(said(chat)) >= n })
	return said(chat), err
}

// append adds entries to the chat; the caller holds p.mu. Seq is drawn under
// the lock, so that entries are sorted by it.
func (s *Sim) append(p *person, entries ...Entry) []Entry {
	for i := range entries {
		e := &entries[i]
		e.Seq = s.seq.Add(1)
		if e.From == FromBot {
			p.info.Unread++
		}
		e.Read = e.From == FromPerson && !s.opt.ManualRead
		if s.opt.NoBodies {
			e.Message = nil
		} else if e.Kind == KindMessage {
			p.info.LastText = preview(e.Message)
		}
	}
	if !s.opt.NoBodies {
		p.entries = append(p.entries, entries...)
		if n := s.opt.ChatSize; n > 0 && len(p.entries) > 2*n {
			p.entries = append([]Entry(nil), p.entries[len(p.entries)-n:]...)
		}
	}
	p.wake()
	return entries
}

func (p *person) wake() {
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

// amend changes the entry with this seq, if the chat still has it.
func (s *Sim) amend(p *person, seq int64, change func(*Entry)) Entry {
	p.mu.Lock()
	i := sort.Search(len(p.entries), func(i int) bool { return p.entries[i].Seq >= seq })
	if i == len(p.entries) || p.entries[i].Seq != seq {
		p.mu.Unlock()
		return Entry{}
	}
	change(&p.entries[i])
	e := p.entries[i]
	p.wake()
	p.mu.Unlock()
	s.publishChat(p, e)
	return e
}

// find is the person's own message with this id.
func (p *person) find(messageID string) (Entry, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := len(p.entries) - 1; i >= 0; i-- {
		if e := p.entries[i]; e.ID == messageID && e.From == FromPerson {
			return e, true
		}
	}
	return Entry{}, false
}

// manyPeople is where the list of people gets too long to be sent again with
// every message; pages then ask for it.
const manyPeople = 500

func (s *Sim) publishChat(p *person, entries ...Entry) {
	if s.people.count() <= manyPeople {
		s.publishPeople() // first, so that a page knows what is unread
	}
	for _, e := range entries {
		s.hub.publish("chat", func() any { return map[string]any{"person": p.id, "entry": e} })
	}
}
