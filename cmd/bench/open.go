package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// openRow sends so many texts a second, answered or not, as people do: who is slow is
// asked no less. A turn's time counts from when it was to be sent.
func openRow(ctx context.Context, s settings, servers []*child, t *talk, perSecond int) (row, error) {
	var p50, p99 [2][]time.Duration
	for round := range rounds + 1 {
		for i, server := range servers {
			took, err := open(ctx, s.seconds/rounds, server.addr, t, perSecond)
			if err != nil {
				return row{}, err
			}
			if round > 0 {
				p50[i], p99[i] = append(p50[i], percentile(took, 0.5)), append(p99[i], percentile(took, 0.99))
			}
		}
	}
	mid := func(d []time.Duration) time.Duration {
		slices.Sort(d)
		return d[len(d)/2]
	}
	ours, goal := mid(p99[0]), map[int]time.Duration{300: 8 * time.Millisecond, 1000: 20 * time.Millisecond}[perSecond]
	return row{
		work:    fmt.Sprintf("realistic turn, open loop, %d/s", perSecond),
		figure:  fmt.Sprintf("p50 %s, p99 %s (echo %s, %s)", tenth(mid(p50[0])), tenth(ours), tenth(mid(p50[1])), tenth(mid(p99[1]))),
		ratio:   fmt.Sprintf("p99 %.1f ×", float64(ours)/float64(max(1, mid(p99[1])))),
		goal:    "p99 < " + goal.String(),
		verdict: verdict(ours < goal),
	}, nil
}

func tenth(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }

// openConnections are enough that none is waited for at these rates.
const openConnections = 256

func open(ctx context.Context, during time.Duration, addr string, t *talk, perSecond int) ([]time.Duration, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	n := int(during.Seconds() * float64(perSecond))
	took := make([]time.Duration, n)
	due := make(chan int)
	start := time.Now()
	at := func(i int) time.Time { return start.Add(time.Duration(i) * time.Second / time.Duration(perSecond)) }
	var wg sync.WaitGroup
	var failed atomic.Pointer[error]
	for range openConnections {
		wg.Go(func() {
			c := newClient(addr)
			defer c.close()
			for i := range due {
				if err := t.say(ctx, c, i*7919%t.people); err != nil { // a prime: everybody in turn, far from each other
					failed.CompareAndSwap(nil, &err)
					cancel()
					continue
				}
				took[i] = time.Since(at(i))
			}
		})
	}
	for i := range n {
		time.Sleep(time.Until(at(i)))
		if ctx.Err() != nil {
			break
		}
		due <- i
	}
	close(due)
	wg.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	return took, ctx.Err()
}
