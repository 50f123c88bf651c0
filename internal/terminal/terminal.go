package terminal

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/bot"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// person is the id of who talks.
const person = "U00000000000000000000000000000001"

// Bot answers events.
type Bot interface {
	Handle(ctx context.Context, e chat.Event) error
}

// Terminal is where one person chats at a keyboard. Choices are numbered; a number chooses, anything else is said.
type Terminal struct {
	Person string // what the person is called, as a platform would know it
	In     io.Reader
	Out    io.Writer
	Now    func() time.Time

	offered []chat.Choice
}

// Talk hands over what is typed until the input ends.
func (t *Terminal) Talk(ctx context.Context, b Bot) error {
	if err := b.Handle(ctx, t.event(chat.Event{Kind: chat.Follow})); err != nil {
		return fmt.Errorf("greeting: %w", err)
	}
	lines := bufio.NewScanner(t.In)
	for fmt.Fprint(t.Out, "\n> "); lines.Scan() && ctx.Err() == nil; fmt.Fprint(t.Out, "\n> ") {
		text := strings.TrimSpace(lines.Text())
		if text == "" {
			continue
		}
		if err := b.Handle(ctx, t.event(t.read(text))); err != nil {
			return fmt.Errorf("answering: %w", err)
		}
	}
	fmt.Fprintln(t.Out)
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	return nil
}

func (t *Terminal) event(e chat.Event) chat.Event {
	now := t.Now()
	e.ID, e.Person, e.At, e.Received, e.Reply = ulid.MustNew(ulid.Timestamp(now), ulid.DefaultEntropy()).String(), person, now, now, "terminal"
	return e
}

// read makes an event of a line: a number, "@14.88,103.49" for a location, a text.
func (t *Terminal) read(line string) chat.Event {
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(t.offered) {
		return chat.Event{Kind: chat.Tapped, Tap: t.offered[n-1].Tap}
	}
	if point, ok := strings.CutPrefix(line, "@"); ok {
		lat, lng, _ := strings.Cut(point, ",")
		y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
		x, errX := strconv.ParseFloat(strings.TrimSpace(lng), 64)
		if errY == nil && errX == nil {
			return chat.Event{Kind: chat.Location, Place: &chat.Place{Point: domain.Point{Lat: y, Lng: x}}}
		}
	}
	return chat.Event{Kind: chat.Text, Text: line}
}

// Prepare takes all messages at once: a terminal has no limits.
func (t *Terminal) Prepare(m []chat.Message, _ bot.Style) []bot.Batch { return []bot.Batch{m} }

// Reply prints an answer.
func (t *Terminal) Reply(_ context.Context, _ string, b bot.Batch) error {
	m, _ := b.([]chat.Message)
	t.offered = chat.Offered(m)
	for i, p := range chat.Plain(m) {
		fmt.Fprintf(t.Out, "\n%s\n", p.Text)
		if p.Place != nil {
			fmt.Fprintf(t.Out, "📍 %s (%.5f, %.5f)\n", p.Place.Title, p.Place.Lat, p.Place.Lng)
		}
		if i == len(m)-1 {
			t.ways(taps(p.Nav), len(t.offered)-len(taps(p.Nav)))
		}
	}
	return nil
}

func taps(choices []chat.Choice) []chat.Choice {
	return chat.Offered([]chat.Message{{Choices: choices}})
}

func (t *Terminal) ways(nav []chat.Choice, from int) {
	labels := make([]string, len(nav))
	for i, c := range nav {
		labels[i] = fmt.Sprintf("[%d %s]", from+i+1, c.Label)
	}
	if len(labels) > 0 {
		fmt.Fprintln(t.Out, strings.Join(labels, " "))
	}
}

// Push prints an answer that comes without a question.
func (t *Terminal) Push(ctx context.Context, _, _ string, b bot.Batch) error {
	return t.Reply(ctx, "", b)
}

// Loading shows nothing: a terminal is fast enough.
func (t *Terminal) Loading(context.Context, string) error { return nil }

// Name is what the person is called.
func (t *Terminal) Name(context.Context, string) (string, error) { return t.Person, nil }

// LinkMenu does nothing: a terminal has no rich menu.
func (t *Terminal) LinkMenu(context.Context, string, string) error { return nil }
