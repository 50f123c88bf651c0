package main

import (
	"context"
	"fmt"
	"time"
)

// people write in turn; each has a thread.
const people = 2000

// webhookRows: how many webhooks are accepted, durably, against a webhook that
// stores nothing. The answers are not awaited: the process has the role web, as
// behind a load balancer, so that accepting is what is measured.
func webhookRows(ctx context.Context, s settings) ([]row, error) {
	accept := func(c *client, conn, round int) (time.Duration, error) {
		body := textEvent(person((round*s.connections+conn)%people), "", "สวัสดี")
		start := time.Now()
		if err := c.post(ctx, body); err != nil {
			return 0, err
		}
		return time.Since(start), nil
	}
	api, err := startSink(ctx)
	if err != nil {
		return nil, err
	}
	defer api.Close() //nolint:errcheck // this bench is over
	p, err := compare(ctx, s, "web", api, accept)
	if err != nil {
		return nil, err
	}
	return []row{{
		work:   fmt.Sprintf("webhook accepted durably, %d connections", s.connections),
		figure: p.String(), ratio: fmt.Sprintf("%.2f", p.ratio), goal: "≥ 0.7 ×, p99 < 50 ms",
		verdict: verdict(p.ratio >= 0.7 && p.p99 < 50*time.Millisecond),
	}}, nil
}
