package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// script is what each person writes, over and over: commands, a question that
// opens, a wrong answer to it, the way back and the way out, and a thank-you.
// The answers are of ordinary size: cards with buttons, questions with choices, texts.
func script() []string {
	return []string{"เมนู", "หางานใกล้ฉัน", "ที่ไหนก็ไม่รู้", "ย้อนกลับ", "ยกเลิก", "วิธีใช้", "จดหมายข่าว", "ขอบคุณ"}
}

// turnRows: whole turns, from the webhook to the reply call, one after the
// other on each connection, against an echo that stores nothing. It flatters, and stands beside [realisticRows] for the
// comparison with older figures: nobody has signed up, there is no work, a thread is always at hand, and as the script starts
// anew with each load, three of its texts are sent.
func turnRows(ctx context.Context, s settings) ([]row, error) {
	api, err := startSink(ctx)
	if err != nil {
		return nil, err
	}
	defer api.Close() //nolint:errcheck // this bench is over
	p, err := compare(ctx, s, "web,worker", api, turns(ctx, s, api))
	if err != nil {
		return nil, err
	}
	return []row{{
		work:   fmt.Sprintf("whole turn, SQLite, %d connections", s.connections),
		figure: p.String(), ratio: fmt.Sprintf("%.2f", p.ratio), goal: "≥ 0.5 ×, p99 < 100 ms",
		verdict: verdict(p.ratio >= 0.5 && p.p99 < 100*time.Millisecond),
	}}, nil
}

// turns sends an event and waits for its reply call.
func turns(ctx context.Context, s settings, api *sink) once {
	var tokens atomic.Int64
	texts := script()
	mine := max(1, people/s.connections) // persons of a connection, in turn
	return func(c *client, conn, round int) (time.Duration, error) {
		token := fmt.Sprintf("%032x", tokens.Add(1))
		text := texts[round/mine%len(texts)]
		body := textEvent(person(conn*mine+round%mine), token, text)
		replied := api.expect(token)
		start := time.Now()
		if err := c.post(ctx, body); err != nil {
			return 0, err
		}
		if err := await(replied, text); err != nil {
			return 0, err
		}
		return time.Since(start), nil
	}
}
