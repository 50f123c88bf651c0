package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// sink is where replies arrive: it accepts everything and tells who waits for a reply token.
type sink struct {
	server  *http.Server
	url     string
	waiting sync.Map // reply token → chan struct{}

	recipients atomic.Int64 // of what was pushed or multicast
}

func startSink(ctx context.Context) (*sink, error) {
	l, err := listenLocal(ctx)
	if err != nil {
		return nil, err
	}
	s := &sink{url: "http://" + l.Addr().String()}
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	go s.serve(l)
	return s, nil
}

func (s *sink) serve(l net.Listener) { _ = s.server.Serve(l) } // ends with Close

func (s *sink) Close() error { return s.server.Close() }

var tokenField = []byte(`"replyToken":"`)

func (s *sink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Method == http.MethodGet { // a profile
		_, _ = io.WriteString(w, `{"userId":"U","displayName":"Bench","language":"th"}`)
		return
	}
	_, _ = io.WriteString(w, `{"sentMessages":[{"id":"1"}]}`)
	if to, _, ok := bytes.Cut(body, []byte(`"],"messages"`)); ok && bytes.HasPrefix(to, []byte(`{"to":["`)) {
		s.recipients.Add(int64(bytes.Count(to, []byte(`","`)) + 1))
		return
	}
	if bytes.HasPrefix(body, []byte(`{"to":"`)) {
		s.recipients.Add(1)
		return
	}
	if _, rest, ok := bytes.Cut(body, tokenField); ok {
		token, _, _ := bytes.Cut(rest, []byte{'"'})
		if c, ok := s.waiting.LoadAndDelete(string(token)); ok {
			close(c.(chan struct{}))
		}
	}
}

// expect registers a reply token before its event is sent.
func (s *sink) expect(token string) <-chan struct{} {
	c := make(chan struct{})
	s.waiting.Store(token, c)
	return c
}

var errNoReply = errors.New("no reply within 10 s")

func await(c <-chan struct{}, text string) error {
	select {
	case <-c:
		return nil
	case <-time.After(10 * time.Second):
		return fmt.Errorf("%w: %s", errNoReply, text)
	}
}
