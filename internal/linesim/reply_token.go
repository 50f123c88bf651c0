package linesim

import (
	"sync"
	"time"
)

// A reply token works for a minute after each delivery of its event, unless it
// was used or is more than 20 minutes old (Messaging API reference, "Send
// reply message" and "Redelivered webhooks").
const (
	replyLease  = time.Minute
	replyOldest = 20 * time.Minute
)

type replyToken struct {
	person  *person
	entry   int64 // chat entry that a reply answers
	born    time.Time
	expires time.Time
}

// replyTokens keeps the unused ones; using one deletes it, so a used and an
// unknown token are the same, as for LINE.
type replyTokens struct {
	mu     sync.Mutex
	unused map[string]replyToken
	seen   map[string]struct{} // armed before, within replyOldest
	order  []bornToken
}

type bornToken struct {
	token string
	born  time.Time
}

func newReplyTokens() *replyTokens {
	return &replyTokens{unused: map[string]replyToken{}, seen: map[string]struct{}{}}
}

// arm starts the lease of an event's token at the time of a delivery.
func (t *replyTokens) arm(ev *event, now time.Time) {
	if ev.replyToken == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.purge(now)
	lease := replyToken{person: ev.person, entry: ev.entry, born: ev.at, expires: now.Add(replyLease)}
	if _, again := t.seen[ev.replyToken]; !again {
		if now.Sub(ev.at) > replyOldest {
			return
		}
		t.seen[ev.replyToken] = struct{}{}
		t.order = append(t.order, bornToken{ev.replyToken, ev.at})
		t.unused[ev.replyToken] = lease
		return
	}
	if _, unused := t.unused[ev.replyToken]; unused {
		t.unused[ev.replyToken] = lease
	}
}

// take uses the token up.
func (t *replyTokens) take(token string, now time.Time) (replyToken, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	lease, ok := t.unused[token]
	if !ok || now.After(lease.expires) || now.Sub(lease.born) > replyOldest {
		return replyToken{}, false
	}
	delete(t.unused, token)
	return lease, true
}

// purge forgets tokens that can never work again.
func (t *replyTokens) purge(now time.Time) {
	n := 0
	for n < len(t.order) && now.Sub(t.order[n].born) > replyOldest {
		delete(t.unused, t.order[n].token)
		delete(t.seen, t.order[n].token)
		n++
	}
	t.order = t.order[n:]
}
