package crash

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"jitasa/internal/linesim"
)

// someone is a person who writes one thing after the other, the next when the
// one before was acknowledged: so the right order of the answers is known.
type someone struct {
	id   string
	sim  *linesim.Sim
	gate *gate
	rng  *rand.Rand
	rest time.Duration // the longest pause between two things
	sent []string      // ids of the events, in order
}

// live follows the bot and then talks until the time is up.
func (s *someone) live(ctx context.Context) error {
	if err := s.act(ctx, func() (linesim.Sent, error) { return s.sim.Follow(s.id) }); err != nil {
		return fmt.Errorf("following: %w", err)
	}
	for n := 1; ctx.Err() == nil; n++ {
		if err := s.act(context.WithoutCancel(ctx), func() (linesim.Sent, error) { return s.say(n) }); err != nil {
			return fmt.Errorf("saying number %d: %w", n, err)
		}
		select {
		case <-time.After(time.Duration(s.rng.Int64N(int64(s.rest)))):
		case <-ctx.Done():
		}
	}
	return nil
}

var errUnacknowledged = errors.New("not acknowledged in a minute")

// act does something and waits until it was acknowledged.
func (s *someone) act(ctx context.Context, do func() (linesim.Sent, error)) error {
	sent, err := do()
	if err != nil {
		return err
	}
	s.sent = append(s.sent, sent.EventID)
	select {
	case <-s.gate.event(sent.EventID).acked:
		return nil
	case <-time.After(time.Minute):
		return errUnacknowledged
	case <-ctx.Done():
		return ctx.Err()
	}
}

// say does one of the things that people do. Every one of them is answered.
func (s *someone) say(n int) (linesim.Sent, error) {
	texts := []string{
		"เมนู", "hello", "ช่วยเหลือ", "หางานที่โคราช", "English", "ภาษาไทย", "sign up", "นายทดสอบ ใจดี", "2530", "ยกเลิก", "back",
		fmt.Sprintf("ข้อความที่ %d", n),
	}
	taps := []string{"f=%21menu", "f=%21nearby", "f=consent&s=%21all", "f=consent&s=%21each", "f=%21profile", "f=language&v=en", "f=language&v=th", "nonsense"}
	switch s.rng.IntN(10) {
	case 0:
		return s.sim.SendLocation(s.id, "", "", 5.6+s.rng.Float64()*14.8, 97.3+s.rng.Float64()*8.3)
	case 1:
		return s.sim.SendSticker(s.id, "446", "1988")
	case 2, 3, 4:
		return s.sim.Postback(s.id, linesim.PostbackInput{Data: taps[s.rng.IntN(len(taps))]})
	default:
		return s.sim.SendText(s.id, texts[s.rng.IntN(len(texts))])
	}
}
