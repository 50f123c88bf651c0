package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// script is what each person writes, over and over: commands, a question that
// opens, answers and wrong answers to it, and the way out.
func script() []string {
	return []string{"เมนู", "หางานใกล้ฉัน", "ภาคอีสาน", "สุรินทร์", "ย้อนกลับ", "ยกเลิก", "ช่วยด้วย วิธีใช้", "จดหมายข่าว"}
}

// turnRows: whole turns, from the webhook to the reply call, one after the
// other on each connection, against an echo that stores nothing.
func turnRows(ctx context.Context, s settings) ([]row, error) {
	bare, err := turns(ctx, s, "echo")
	if err != nil {
		return nil, err
	}
	ours, err := turns(ctx, s, "web,worker")
	if err != nil {
		return nil, err
	}
	ratio := ours.rate / bare.rate
	return []row{{
		work:   fmt.Sprintf("whole turn, SQLite, %d connections", s.connections),
		figure: fmt.Sprintf("%.0f/s (echo %.0f/s), p99 %s", ours.rate, bare.rate, ours.p99.Round(100*time.Microsecond)),
		ratio:  fmt.Sprintf("%.2f", ratio), goal: "≥ 0.5 ×, p99 < 100 ms", verdict: verdict(ratio >= 0.5 && ours.p99 < 100*time.Millisecond),
	}}, nil
}

func turns(ctx context.Context, s settings, role string) (outcome, error) {
	api, err := startSink(ctx)
	if err != nil {
		return outcome{}, err
	}
	defer api.Close() //nolint:errcheck // the bench of this server is over
	var tokens atomic.Int64
	texts := script()
	mine := max(1, people/s.connections) // persons of a connection, in turn
	return underLoadWith(ctx, s, role, api, func(c *client, conn, round int) (time.Duration, error) {
		token := fmt.Sprintf("%032x", tokens.Add(1))
		text := texts[round/mine%len(texts)]
		body := textEvent(person(conn*mine+round%mine), token, text)
		replied := api.expect(token)
		start := time.Now()
		status, err := c.post(body)
		if err != nil {
			return 0, err
		}
		if status != 200 {
			return 0, fmt.Errorf("webhook answered %d", status)
		}
		if err := await(replied, text); err != nil {
			return 0, err
		}
		return time.Since(start), nil
	})
}
