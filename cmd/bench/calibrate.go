package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// calibrate tells how many people a second a client reaches that does nothing but send the same multicast to 500 again and
// again: how fast this machine is at the moment, whatever we do.
func calibrate(ctx context.Context, api *sink) (float64, error) {
	to := make([]string, 500)
	for i := range to {
		to[i] = person(i)
	}
	body := []byte(`{"to":["` + strings.Join(to, `","`) + `"],"messages":[{"type":"text","text":"` + strings.Repeat("ข่าวเดือนนี้ ", 200) + `"}]}`)
	const requests, senders = 4000, 8
	transport := &http.Transport{MaxIdleConnsPerHost: senders}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	var sent atomic.Int64
	var g errgroup.Group
	start := time.Now()
	for range senders {
		g.Go(func() error {
			for sent.Add(1) <= requests {
				if err := multicast(ctx, client, api.url, body); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := g.Wait()
	return requests * float64(len(to)) / time.Since(start).Seconds(), err
}

func multicast(ctx context.Context, client *http.Client, url string, body []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/v2/bot/message/multicast", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("making a request: %w", err)
	}
	answer, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("sending: %w", err)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return errors.Join(err, answer.Body.Close())
}
