package linesim

import (
	"sync"
	"time"
)

// retryKept is how long LINE remembers a retry key.
const retryKept = 24 * time.Hour

// accepted is what a repeated request is told about the first one.
type accepted struct {
	requestID string
	sent      []sentMessage // nil where the endpoint does not list them
	at        time.Time
}

// retryKeys makes a request with a key count once.
type retryKeys struct {
	mu    sync.Mutex
	keys  map[string]*accepted
	order []keyTime
}

type keyTime struct {
	key string
	at  time.Time
}

func newRetryKeys() *retryKeys { return &retryKeys{keys: map[string]*accepted{}} }

// claim reserves the key for this request, or returns the earlier acceptance.
func (k *retryKeys) claim(key, requestID string, now time.Time) (mine, earlier *accepted) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.purge(now)
	if was := k.keys[key]; was != nil {
		copied := *was
		return nil, &copied
	}
	mine = &accepted{requestID: requestID, at: now}
	k.keys[key] = mine
	k.order = append(k.order, keyTime{key, now})
	return mine, nil
}

func (k *retryKeys) finish(a *accepted, sent []sentMessage) {
	k.mu.Lock()
	defer k.mu.Unlock()
	a.sent = sent
}

// release forgets a claim whose request was refused after all.
func (k *retryKeys) release(key string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.keys, key)
}

func (k *retryKeys) purge(now time.Time) {
	n := 0
	for n < len(k.order) && now.Sub(k.order[n].at) > retryKept {
		// A released key may have been claimed again later.
		if a := k.keys[k.order[n].key]; a != nil && a.at.Equal(k.order[n].at) {
			delete(k.keys, k.order[n].key)
		}
		n++
	}
	k.order = k.order[n:]
}
