package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/thai"
)

// Threads keeps threads.
type Threads interface {
	Get(ctx context.Context, id string) (*Thread, error)
	Save(ctx context.Context, t *Thread) error
}

// Volunteers keeps profiles.
type Volunteers interface {
	Get(ctx context.Context, id string) (*domain.Volunteer, error)
	Save(ctx context.Context, v *domain.Volunteer) error
}

// Log keeps exchanges.
type Log interface {
	InsertNew(ctx context.Context, entries []*chat.Exchange) ([]bool, error)
	// Unsend removes the content of a message, if it is there.
	Unsend(ctx context.Context, person, message string, since time.Time) error
}

// Eraser deletes everything about a person but the thread.
type Eraser interface {
	Erase(ctx context.Context, person, receipt string, now time.Time) error
}

// Inbox knows which events are over and done with.
type Inbox interface {
	Done(ctx context.Context, event string) (bool, error)
}

// Platform is where people chat. Reply and Push say ErrReplyToken, ErrUndeliverable,
// ErrNoQuota; any other error may pass.
type Platform interface {
	Reply(ctx context.Context, token string, m []chat.Message, s Style) error
	Push(ctx context.Context, person, retryKey string, m []chat.Message, s Style) error
	Loading(ctx context.Context, person string) error
	Name(ctx context.Context, person string) (string, error)
	LinkMenu(ctx context.Context, person, lang string) error
}

// What a Platform can say.
var (
	ErrReplyToken    = errors.New("reply token used up or expired")
	ErrUndeliverable = errors.New("message refused for good")
	ErrNoQuota       = errors.New("the month's messages are used up")
)

// Parts are what a bot is made of.
type Parts struct {
	Threads    Threads
	Volunteers Volunteers
	Log        Log
	Eraser     Eraser
	Inbox      Inbox
	Platform   Platform
	World      flows.World
	Speak      func(lang string) flows.Words
	Now        func() time.Time // in the zone in which people mean dates
	Logger     *slog.Logger
}

// Bot answers events. It is safe for concurrent use, for different persons.
type Bot struct {
	Parts
	router *flows.Router
	recent *recent
}

// New makes a bot of its parts.
func New(p Parts) *Bot {
	return &Bot{Parts: p, router: flows.NewRouter(p.World), recent: newRecent(10_000)}
}

// attempts is how often a turn is begun anew because another process was faster.
const attempts = 8

// Handle answers one event, exactly once however often it is called. An error
// means: not done, call again later.
func (b *Bot) Handle(ctx context.Context, e chat.Event) error {
	for range attempts {
		err := b.handle(ctx, e)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("answering an event: %w", domain.ErrConflict)
}

func (b *Bot) handle(ctx context.Context, e chat.Event) error {
	thread, err := b.thread(ctx, e)
	if err != nil {
		return err
	}
	if thread.consumed(e.ID) {
		return b.finish(ctx, thread, e, true)
	}
	me, err := b.me(ctx, e)
	if err != nil {
		return err
	}
	if err := b.answer(ctx, thread, me, e); err != nil {
		return err
	}
	return b.finish(ctx, thread, e, false)
}

func (b *Bot) thread(ctx context.Context, e chat.Event) (*Thread, error) {
	thread, err := b.Threads.Get(ctx, e.Person)
	if errors.Is(err, domain.ErrNotFound) {
		return &Thread{Meta: domain.Meta{ID: e.Person}, Following: true}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("loading thread: %w", err)
	}
	return thread, nil
}

func (b *Bot) me(ctx context.Context, e chat.Event) (*domain.Volunteer, error) {
	me, err := b.Volunteers.Get(ctx, e.Person)
	if errors.Is(err, domain.ErrNotFound) {
		return &domain.Volunteer{Meta: domain.Meta{ID: e.Person}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("loading volunteer: %w", err)
	}
	return me, nil
}

// answer runs the conversation and saves what came of it, the answer included.
func (b *Bot) answer(ctx context.Context, thread *Thread, me *domain.Volunteer, e chat.Event) error {
	if err := b.clear(ctx, thread); err != nil {
		return err
	}
	if thread.Version == 0 && e.Kind != chat.Unfollow {
		thread.Memory.Name = b.name(ctx, e.Person)
	}
	now := b.Now()
	before := *me
	turn := b.turn(ctx, thread, me, e, now)
	stop := b.showLoading(ctx, e)
	b.router.Route(turn)
	stop()
	if turn.Failed != nil {
		return fmt.Errorf("answering: %w", turn.Failed)
	}
	if err := b.keep(ctx, me, before, turn.Effects, now); err != nil {
		return err
	}
	switch e.Kind {
	case chat.Follow:
		thread.Following = true
	case chat.Unfollow:
		thread.Following = false
	case chat.Unsend:
		if err := b.Log.Unsend(ctx, e.Person, e.Message, now.AddDate(0, 0, -2)); err != nil {
			return fmt.Errorf("removing an unsent message: %w", err)
		}
	}
	b.enqueue(thread, turn, e)
	thread.consume(e.ID)
	thread.UpdatedAt = domain.Instant(now)
	if err := b.Threads.Save(ctx, thread); err != nil {
		return fmt.Errorf("saving thread: %w", err)
	}
	return nil
}

func (b *Bot) turn(ctx context.Context, thread *Thread, me *domain.Volunteer, e chat.Event, now time.Time) *flows.Turn {
	lang := thread.Memory.Lang
	if lang == "" {
		lang = "th"
	}
	t := &flows.Turn{
		World: b.World, Ctx: ctx, Event: e, Now: now, Words: b.Speak(lang), Speak: b.Speak, Me: me, Memory: &thread.Memory,
	}
	if e.Kind == chat.Text {
		t.Text = thai.Normalize(e.Text)
		t.Said = b.World.Reader.Read(e.Text, now)
	}
	return t
}

// keep saves the profile if the turn changed it, and erases if it says so.
func (b *Bot) keep(ctx context.Context, me *domain.Volunteer, before domain.Volunteer, effects flows.Effects, now time.Time) error {
	if effects.Erase != "" {
		if err := b.Eraser.Erase(ctx, me.ID, effects.Erase, now); err != nil {
			return fmt.Errorf("erasing: %w", err)
		}
		return nil
	}
	if reflect.DeepEqual(*me, before) {
		return nil
	}
	me.UpdatedAt = domain.Instant(now)
	if me.CreatedAt.IsZero() {
		me.CreatedAt = me.UpdatedAt
	}
	if err := b.Volunteers.Save(ctx, me); err != nil {
		return fmt.Errorf("saving volunteer: %w", err)
	}
	return nil
}

// enqueue puts the answer into the outbox, with what waited for a reply.
func (b *Bot) enqueue(thread *Thread, turn *flows.Turn, e chat.Event) {
	messages := turn.Answer()
	if turn.Effects.Erase != "" {
		thread.Waiting = nil
	}
	if len(messages) > 0 && e.Reply != "" && len(thread.Waiting) > 0 {
		messages = append(append([]chat.Message{}, thread.Waiting...), messages...)
		thread.Waiting = nil
	}
	if len(messages) == 0 && turn.Effects.Menu == "" {
		return
	}
	thread.Outbox = append(thread.Outbox, Outgoing{
		Event: e.ID, Reply: e.Reply, Received: domain.Instant(e.Received), Messages: messages,
		Style: Style{Lang: turn.Words.Lang(), Plain: thread.Memory.Plain}, Menu: turn.Effects.Menu,
		Erased: turn.Effects.Erase != "",
	})
}

// name asks the platform what the person is called; without an answer we do without.
func (b *Bot) name(ctx context.Context, person string) string {
	ctx, cancel := context.WithTimeout(ctx, 1500*time.Millisecond)
	defer cancel()
	name, err := b.Platform.Name(ctx, person)
	if err != nil {
		b.Logger.WarnContext(ctx, "profile not fetched", "error", err)
	}
	return name
}

// loadingAfter is how long an answer may take before the person sees that it is coming.
const loadingAfter = time.Second

func (b *Bot) showLoading(ctx context.Context, e chat.Event) (stop func()) {
	timer := time.AfterFunc(loadingAfter, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := b.Platform.Loading(ctx, e.Person); err != nil {
			b.Logger.WarnContext(ctx, "loading animation not shown", "error", err)
		}
	})
	return func() { timer.Stop() }
}
