package main

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"
)

// client sends webhooks over one connection, with as little work as HTTP/1.1
// allows: the load must not be what is measured.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	buf  []byte
}

func dial(ctx context.Context, addr string) (*client, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	return &client{conn: conn, in: bufio.NewReader(conn)}, nil
}

// post sends a signed body and returns the status.
func (c *client) post(body []byte) (int, error) {
	mac := hmac.New(sha256.New, []byte(channelSecret))
	mac.Write(body)
	c.buf = append(c.buf[:0], "POST /webhook/line HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nX-Line-Signature: "...)
	c.buf = base64.StdEncoding.AppendEncode(c.buf, mac.Sum(nil))
	c.buf = append(c.buf, "\r\nContent-Length: "...)
	c.buf = strconv.AppendInt(c.buf, int64(len(body)), 10)
	c.buf = append(c.buf, "\r\n\r\n"...)
	c.buf = append(c.buf, body...)
	if _, err := c.conn.Write(c.buf); err != nil {
		return 0, fmt.Errorf("sending: %w", err)
	}
	return c.answer()
}

func (c *client) answer() (status int, err error) {
	line, err := c.in.ReadSlice('\n')
	if err != nil || len(line) < 12 {
		return 0, errors.Join(errors.New("no status line"), err)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, fmt.Errorf("reading status: %w", err)
	}
	length := 0
	for {
		header, err := c.in.ReadSlice('\n')
		if err != nil {
			return 0, fmt.Errorf("reading header: %w", err)
		}
		if len(header) <= 2 {
			break
		}
		if name, value, _ := strings.Cut(string(header), ":"); strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return 0, fmt.Errorf("reading length: %w", err)
			}
		}
	}
	if _, err := c.in.Discard(length); err != nil {
		return 0, fmt.Errorf("reading body: %w", err)
	}
	return status, nil
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
// every duration that it reported. one gets the connection's number and round.
func load(ctx context.Context, addr string, s settings, one func(c *client, conn, round int) (time.Duration, error)) ([]time.Duration, time.Duration, error) {
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
			c, err := dial(context.WithoutCancel(ctx), addr)
			if err != nil {
				failed.Store(&err)
				return
			}
			defer c.conn.Close() //nolint:errcheck // the load is over
			for round := 0; ctx.Err() == nil; round++ {
				took, err := one(c, n, round)
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
