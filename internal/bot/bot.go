package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
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
	Delete(ctx context.Context, ids ...string) error
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

// Responses keeps what people did because of something that was sent to many.
type Responses interface {
	// Record may be told the same again.
	Record(ctx context.Context, done ...*domain.Response) error
}

// Inbox knows which events are over and done with.
type Inbox interface {
	Done(ctx context.Context, event string) (bool, error)
}

// Platform is where people chat. Reply and Push say ErrReplyToken,
// ErrUndeliverable, ErrNoQuota; any other error may pass.
type Platform interface {
	// Prepare turns messages into what one Reply or Push takes each; nothing is left out.
	Prepare(m []chat.Message, s Style) []Batch
	Reply(ctx context.Context, token string, b Batch) error
	Push(ctx context.Context, person, retryKey string, b Batch) error
	Loading(ctx context.Context, person string) error
	LinkMenu(ctx context.Context, person, lang string) error
}

// Batch is a prepared request, in a form that only its platform knows.
type Batch any

// Budget knows what may still be spent of the month's messages.
type Budget interface {
	// Spend takes so many: ErrNoQuota where that would touch what is kept in reserve, which only what is urgent may.
	Spend(ctx context.Context, messages int, urgent bool) error
	// Has reports whether there are so many, without taking them.
	Has(ctx context.Context, messages int, urgent bool) bool
}

// Names knows what people are called on the platform.
type Names interface {
	Name(ctx context.Context, person string) (string, error)
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
	Responses  Responses // nil: nobody counts
	Inbox      Inbox
	Platform   Platform
	Names      Names
	Pusher     Pusher // nil: nothing is said to others
	Budget     Budget // nil: pushes are as free as replies
	Router     *dialog.Router
	World      dialog.World // what every turn can look at
	Reader     *understand.Reader
	Speak      func(lang string) cards.Words
	Now        func() time.Time // in the zone in which people mean dates
	Logger     *slog.Logger
}

// Bot answers events. It is safe for concurrent use, for different persons.
type Bot struct {
	Parts
	said *recent // events whose answers this process has delivered
	done *recent // and logged
	warm *warm
}

// New makes a bot of its parts.
func New(p Parts) *Bot {
	return &Bot{Parts: p, said: newRecent(5_000), done: newRecent(5_000), warm: newWarm(2_000)}
}

// attempts is how often a turn is begun anew because another process was faster.
const attempts = 8

// Handle answers one event, exactly once however often it is called. An error
// means: not done, call again later.
func (b *Bot) Handle(ctx context.Context, e chat.Event) error {
	stop := b.showLoading(ctx, e)
	defer stop()
	return b.untilSaved(ctx, e, func(thread *Thread) error {
		me, err := b.me(ctx, e)
		if err != nil {
			return err
		}
		return b.answer(ctx, thread, me, e)
	})
}

// untilSaved finishes an event, after do has answered it and saved the thread
// if nobody had before. It begins anew when somebody else was faster.
func (b *Bot) untilSaved(ctx context.Context, e chat.Event, do func(*Thread) error) error {
	for range attempts {
		thread, err := b.thread(ctx, e)
		if err != nil {
			return err
		}
		again := thread.consumed(e.ID)
		if !again {
			err = do(thread)
		}
		if err == nil {
			err = b.finish(ctx, thread, e, again)
		}
		if err == nil {
			b.warm.put(thread)
		}
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("answering an event: %w", domain.ErrConflict)
}

func (b *Bot) thread(ctx context.Context, e chat.Event) (*Thread, error) {
	if thread := b.warm.take(e.Person); thread != nil {
		return thread, nil
	}
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
	before := me.Clone()
	turn := b.turn(ctx, thread, me, e, now)
	b.Router.Route(turn)
	if turn.Failed != nil {
		return fmt.Errorf("answering: %w", turn.Failed)
	}
	switch e.Kind {
	case chat.Unfollow:
		thread.Following = false
	case chat.Other:
	case chat.Unsend:
		if err := b.Log.Unsend(ctx, e.Person, e.Message, now.AddDate(0, 0, -2)); err != nil {
			return fmt.Errorf("removing an unsent message: %w", err)
		}
	default: // whoever writes can be written to, even if their follow event was lost
		thread.Following = true
	}
	if err := b.keep(ctx, thread, me, before, turn.Effects, now); err != nil {
		return err
	}
	if err := b.respond(ctx, thread, me, turn.Effects.Responses, e); err != nil {
		return err
	}
	if err := b.tell(ctx, thread, turn, e.ID); err != nil {
		return err
	}
	b.enqueue(thread, turn, e)
	return b.save(ctx, thread, e, now)
}

// save makes the answer, in the thread's outbox, durable: from here on the event is consumed.
func (b *Bot) save(ctx context.Context, thread *Thread, e chat.Event, now time.Time) error {
	thread.consume(e.ID)
	thread.UpdatedAt = domain.Instant(now)
	if err := b.Threads.Save(ctx, thread); err != nil {
		return fmt.Errorf("saving thread: %w", err)
	}
	return nil
}

func (b *Bot) turn(ctx context.Context, thread *Thread, me *domain.Volunteer, e chat.Event, now time.Time) *dialog.Turn {
	t := &dialog.Turn{
		World: b.World, Ctx: ctx, Event: e, Now: now, Words: b.Speak(language(thread)), Speak: b.Speak, Me: me, Memory: &thread.Memory, Waits: len(thread.Waiting) > 0,
	}
	if e.Kind == chat.Text {
		t.Text = thai.Normalize(e.Text)
		t.Said = b.Reader.Read(e.Text, now)
	}
	return t
}

// keep saves the profile if the turn changed it, and erases if it says so.
func (b *Bot) keep(ctx context.Context, thread *Thread, me *domain.Volunteer, before *domain.Volunteer, effects dialog.Effects, now time.Time) error {
	if effects.Erase != "" {
		if err := b.current(ctx, thread); err != nil {
			return err
		}
		if err := b.Eraser.Erase(ctx, me.ID, effects.Erase, now); err != nil {
			return fmt.Errorf("erasing: %w", err)
		}
		return nil
	}
	if effects.Unmake {
		return b.unmake(ctx, thread, me)
	}
	if me.Version > 0 {
		me.Reach = thread.Reach(me.Reach, now)
	}
	if reflect.DeepEqual(me, before) {
		return nil
	}
	me.Reach = thread.Reach(me.Reach, now)
	if err := b.current(ctx, thread); err != nil {
		return err
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

// unmake deletes a profile, if there is one.
func (b *Bot) unmake(ctx context.Context, thread *Thread, me *domain.Volunteer) error {
	if me.Version == 0 {
		return nil
	}
	if err := b.current(ctx, thread); err != nil {
		return err
	}
	if err := b.Volunteers.Delete(ctx, me.ID); err != nil {
		return fmt.Errorf("deleting a profile: %w", err)
	}
	return nil
}

// current makes sure that what a turn was answered from is what the store has,
// before anything but the thread is written: domain.ErrConflict if not.
func (b *Bot) current(ctx context.Context, thread *Thread) error {
	if !thread.warm {
		return nil
	}
	stored, err := b.Threads.Get(ctx, thread.ID)
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("looking at the thread again: %w", err)
	}
	if err != nil || stored.Version != thread.Version {
		return domain.ErrConflict
	}
	thread.warm = false
	return nil
}

// name asks the platform what the person is called; without an answer we do without.
func (b *Bot) name(ctx context.Context, person string) string {
	ctx, cancel := context.WithTimeout(ctx, 1500*time.Millisecond)
	defer cancel()
	name, err := b.Names.Name(ctx, person)
	if err != nil {
		b.Logger.WarnContext(ctx, "profile not fetched", "error", err)
	}
	return name
}

// loadingAfter is how long an answer may take before the person sees that it is coming.
const loadingAfter = time.Second

func (b *Bot) showLoading(ctx context.Context, e chat.Event) (stop func()) {
	if e.Kind == chat.Unfollow || e.Kind == chat.Unsend || e.Kind == chat.Other {
		return func() {}
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	timer := time.AfterFunc(loadingAfter, func() {
		if err := b.Platform.Loading(ctx, e.Person); err != nil && ctx.Err() == nil {
			b.Logger.WarnContext(ctx, "loading animation not shown", "error", err)
		}
	})
	return func() { timer.Stop(); cancel() }
}
