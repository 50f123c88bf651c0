package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"
)

// client sends webhooks over a connection of its own.
type client struct {
	http *http.Client
	url  string
}

func newClient(addr string) *client {
	return &client{http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}}, url: "http://" + addr + "/webhook/line"}
}

func (c *client) close() { c.http.CloseIdleConnections() }

// post sends a signed body; anything but 200 is an error.
func (c *client) post(ctx context.Context, body []byte) error {
	mac := hmac.New(sha256.New, []byte(channelSecret))
	mac.Write(body)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("making a request: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Line-Signature", base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	answer, err := c.http.Do(r)
	if err != nil {
		return fmt.Errorf("sending: %w", err)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("webhook answered %d", answer.StatusCode)
	}
	return nil
}

// person is the id of the n-th person.
func person(n int) string { return fmt.Sprintf("U%032x", n+1) }

// textEvent is a webhook body with one text, as LINE sends it.
func textEvent(person, reply, text string) []byte {
	now := time.Now()
	id := ulid.MustNew(ulid.Timestamp(now), ulid.DefaultEntropy()).String()
	return fmt.Appendf(nil, `{"destination":"Ubench","events":[{"type":"message","message":{"type":"text","id":"%d","quoteToken":"q","text":%q},`+
		`"webhookEventId":"%s","deliveryContext":{"isRedelivery":false},"timestamp":%d,"source":{"type":"user","userId":"%s"},"replyToken":"%s","mode":"active"}]}`,
		now.UnixNano(), text, id, now.UnixMilli(), person, reply)
}

// load calls one for each connection, again and again, for a while, and returns
// every duration that it reported. one gets the connection's number and round; of
// several servers it gets another each round.
func load(ctx context.Context, addrs []string, s settings, one func(c *client, conn, round int) (time.Duration, error)) ([]time.Duration, time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, s.seconds)
	defer cancel()
	var (
		wg     sync.WaitGroup
		all    = make([][]time.Duration, s.connections)
		failed atomic.Pointer[error]
		start  = time.Now()
	)
	for n := range s.connections {
		wg.Go(func() {
			clients := make([]*client, len(addrs))
			for i, addr := range addrs {
				clients[i] = newClient(addr)
				defer clients[i].close()
			}
			for round := 0; ctx.Err() == nil; round++ {
				took, err := one(clients[(n+round)%len(clients)], n, round)
				if err != nil {
					failed.Store(&err)
					cancel()
					return
				}
				all[n] = append(all[n], took)
			}
		})
	}
	wg.Wait()
	took := time.Since(start)
	var durations []time.Duration
	for _, d := range all {
		durations = append(durations, d...)
	}
	if err := failed.Load(); err != nil {
		return nil, 0, *err
	}
	return durations, took, nil
}
