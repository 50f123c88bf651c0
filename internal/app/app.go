package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/app/opening"
	"jitasa/internal/bot"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/hours"
	"jitasa/internal/i18n"
	"jitasa/internal/inbox"
	"jitasa/internal/line"
	"jitasa/internal/match"
	"jitasa/internal/measure"
	"jitasa/internal/metrics"
	"jitasa/internal/newsroom"
	"jitasa/internal/place"
	"jitasa/internal/privacy"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/shifts"
	"jitasa/internal/store"
	"jitasa/internal/timer"
	"jitasa/internal/understand"
	"jitasa/internal/web"
	"jitasa/internal/web/console"
	"jitasa/internal/web/page"
	"jitasa/internal/web/public"
)

// App is a running Jitasa, as far as one process goes.
type App struct {
	Store   *collections.Collections
	Places  *place.Gazetteer
	Live    *match.Live
	Sender  *line.Sender
	Bot     *bot.Bot
	Deliver *dispatch.Desk // nil where answers do not go to LINE
	News    *newsroom.Service
	Handler http.Handler
	Links   measure.Links // makes the links of what is sent to many

	config     config.Config
	timers     timer.Options
	log        *slog.Logger
	now        func() time.Time
	metrics    *metrics.Metrics
	engine     store.Engine
	keys       *seal.Keys
	budget     *limits.Budget // of the month's messages; nil where nothing costs any
	texts      *i18n.Catalog
	desk       *privacy.Desk
	taking     *shifts.Service
	hours      *hours.Service
	dispatcher *inbox.Dispatcher
	indexedAt  atomic.Int64 // when the opportunities were last read, in Unix milliseconds; 0: not yet
}

// Options change what New builds, for tests and the demo.
type Options struct {
	Log *slog.Logger
	Now func() time.Time // default time.Now
	// Platform replaces LINE as the place where answers go (the terminal).
	Platform Platform
	Inbox    inbox.Options
	Lease    inbox.Lease // of a process that shares its store; made up if it has no owner
	Deliver  deliver.Options
	Timers   timer.Options // owner and clock are the app's
	Keyless  bool          // without a master key, what is not sealed can be read of a store that has keys
}

// Platform is where people chat, and knows what they are called.
type Platform interface {
	bot.Platform
	bot.Names
}

// New builds an app and opens its store. Nothing is served and nothing is
// handled before Run.
func New(ctx context.Context, c config.Config, o Options) (*App, error) {
	version, _ := Version()
	a := &App{config: c, timers: o.Timers, log: o.Log, now: o.Now, metrics: metrics.New(version, runtime.Version())}
	if a.now == nil {
		a.now = time.Now
	}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	opened, err := opening.Wrapped(ctx, c, o.Keyless, func(e store.Engine) store.Engine { return a.metrics.Store(e, time.Now) })
	if err != nil {
		return nil, err
	}
	a.engine, a.keys, a.Store = opened.Engine, opened.Keys, opened.Collections
	if level := a.engine.Level(); level < collections.SchemaVersion {
		a.log.Info("the store is written as an older version wrote it; once none is at work on it any more: jitasa store upgrade", "level", level, "newest", collections.SchemaVersion)
	}
	if err := a.build(o); err != nil {
		return nil, errors.Join(err, a.engine.Close())
	}
	return a, nil
}

func (a *App) build(o Options) (err error) {
	if a.texts, err = i18n.Load(i18n.WithZone(a.config.Zone), i18n.WithLogger(a.log)); err != nil {
		return fmt.Errorf("loading texts: %w", err)
	}
	if a.Places, err = place.New(); err != nil {
		return fmt.Errorf("loading gazetteer: %w", err)
	}
	a.Store.Audience.Around = a.Places.Around
	a.Live = match.NewLive(a.Store.Opportunities, a.now)
	if a.desk, err = a.newDesk(); err != nil {
		return err
	}
	if a.Links, err = measure.NewLinks(a.desk.Key, a.baseURL()); err != nil {
		return err
	}
	platform := o.Platform
	if platform == nil {
		if a.Sender, err = a.newSender(); err != nil {
			return err
		}
		platform = &linePlatform{sender: a.Sender}
		a.Deliver = a.newDeliverer(o.Deliver)
	}
	a.News = a.newNewsroom()
	if a.taking, a.hours, err = a.shifts(); err != nil {
		return err
	}
	box := inbox.New(a.Store.Inbox, a.lease(o.Lease))
	world := a.world()
	a.Bot = bot.New(bot.Parts{
		Threads: a.Store.Threads, Volunteers: a.Store.Volunteers, Log: unsending{a.Store.Log, supportDesk(a.Store.Support, a.Deliver)}, Eraser: a.desk, Inbox: box,
		Responses: measure.Recorder{Kept: a.Store.Responses}, Pusher: a.pusher(), Budget: a.spending(),
		Platform: platform, Names: platform, Router: dialog.NewRouter(flows.All(world)), World: world.Dialog(), Reader: world.Reader, Speak: a.speak, Now: a.local, Logger: a.log,
	})
	o.Inbox.Now, o.Inbox.Abandon = a.now, a.apologise
	a.dispatcher = inbox.NewDispatcher(box, a.handle, a.log, o.Inbox)
	var spoken []page.Texts
	for _, l := range domain.Languages() {
		spoken = append(spoken, a.texts.For(l.Tag))
	}
	kit, err := page.New(spoken, public.Files(), console.Files())
	if err != nil {
		return fmt.Errorf("preparing pages: %w", err)
	}
	pages, err := public.New(public.Parts{Kit: kit, Links: measure.NewRedirects(a.Links, a.Store.Clicks, a.now), Exports: a.desk, Now: a.now, Log: a.log})
	if err != nil {
		return fmt.Errorf("preparing pages: %w", err)
	}
	pages.News = a.archive(pages)
	parts := web.Parts{
		Platform: webhookReader{secret: string(a.config.Line.Secret), count: a.metrics.Event}, Inbox: countedInbox{box, a.metrics.Event}, Dispatcher: a.dispatcher,
		Public: pages, Console: a.console(kit), Ready: a.ready, Now: a.now, Log: a.log, HealthOnly: !a.config.Roles.Web,
	}
	if token := a.config.Metrics.Token.Reveal(); token != "" {
		parts.Metrics = a.metrics.Handler(token)
	}
	a.Handler = a.metrics.Ack("/webhook/line", web.New(parts), a.now)
	a.metrics.Watch(a.sources())
	return nil
}

func (a *App) speak(lang string) cards.Words { return a.texts.For(lang) }

// local is the time in the zone in which people mean dates.
func (a *App) local() time.Time { return a.now().In(a.config.Zone) }

func (a *App) world() flows.World {
	return flows.World{
		Places: a.Places, Reader: understand.New(a.Places), Work: work{a.Live, a.Store.Opportunities}, Exports: a.desk,
		News: a.News, Calls: a.calls(), Taking: a.taking, Hours: a.hours, Access: a.access(), Support: a.support(), Console: signIn{a}, Notice: a.baseURL() + "/privacy",
	}
}

// archive is the newsletter on the web.
func (a *App) archive(pages *public.Pages) *public.Archive {
	return public.NewArchive(public.ArchiveParts{
		Newsroom: a.News, Index: a.Live.Index, Speak: func(lang string) public.Words { return a.texts.For(lang) }, Pages: pages,
		Base: a.baseURL(), Zone: a.config.Zone, Now: a.now,
	})
}

// console is where staff work in the browser.
func (a *App) console(kit *page.Kit) *console.Console {
	return console.New(console.Parts{
		Kit: kit, Access: a.access(), Doors: Doors(a.Store, a.desk.Key, a.now), Calls: a.calls(), Teller: teller{a},
		Cards: func(lang string) cards.Cards { return cards.In(a.texts.For(lang), a.Places) },
		Base:  a.baseURL(), Now: a.local, Log: a.log,
	})
}

// spending is nil where nothing costs anything.
func (a *App) spending() bot.Budget {
	if a.budget == nil {
		return nil
	}
	return budget{a.budget}
}

func (a *App) baseURL() string { return BaseURL(a.config) }

// BaseURL is the address under which people reach us.
func BaseURL(c config.Config) string {
	if c.PublicURL != "" {
		return c.PublicURL
	}
	return "http://" + c.Addr
}

func (a *App) newDesk() (*privacy.Desk, error) {
	key, err := a.masterKey()
	if err != nil {
		return nil, err
	}
	marks, err := privacy.NewMarks(key)
	if err != nil {
		return nil, err
	}
	return &privacy.Desk{
		Parts: Owners(a.Store, a.local), Tickets: a.Store.Exports, Erasures: a.Store.Erasures, Marked: a.Store.Erasures, Marks: marks, Key: key, BaseURL: a.baseURL(),
	}, nil
}

// ErasedAt is when somebody was erased last; see [privacy.Desk.ErasedAt].
func (a *App) ErasedAt(ctx context.Context, person string) (time.Time, error) {
	return a.desk.ErasedAt(ctx, person)
}

func (a *App) newSender() (*line.Sender, error) {
	sender, err := line.NewSender(line.SenderOptions{
		Endpoint: a.config.Line.API, DataEndpoint: a.config.Line.DataAPI, Token: line.Fixed(a.config.Line.Token), Logger: a.log, Clock: a.now,
		Observe: a.metrics.Call,
	})
	if err != nil {
		return nil, fmt.Errorf("preparing LINE: %w", err)
	}
	return sender, nil
}

// sources are what is counted elsewhere.
func (a *App) sources() metrics.Sources {
	stats := func(of func(inbox.Stats) float64) func() float64 {
		return func() float64 { return of(a.dispatcher.Stats()) }
	}
	return metrics.Sources{
		InFlight: stats(func(s inbox.Stats) float64 { return float64(s.Held) }), Answered: stats(func(s inbox.Stats) float64 { return float64(s.Answered) }),
		Failed: stats(func(s inbox.Stats) float64 { return float64(s.Failures) }), GivenUp: stats(func(s inbox.Stats) float64 { return float64(s.GivenUp) }),
		Opportunities: func() float64 { return float64(a.Live.Index().Len()) },
		IndexAge:      func() float64 { return a.now().Sub(time.UnixMilli(a.indexedAt.Load())).Seconds() },
	}
}

// handle answers one event of the inbox, and times it.
func (a *App) handle(ctx context.Context, stored *inbox.Event) error {
	err := a.answer(ctx, stored)
	a.metrics.Turn(a.now().Sub(stored.Received), err != nil)
	return err
}

func (a *App) answer(ctx context.Context, stored *inbox.Event) error {
	e, err := line.Event(stored.Raw, stored.Received)
	if err != nil { // stored before this version knew better: nobody can answer it
		a.log.ErrorContext(ctx, "stored event unreadable", "event", stored.ID, "error", err)
		return nil
	}
	if e.Kind == chat.Other {
		return nil
	}
	return a.Bot.Handle(ctx, e)
}

// apologise answers an event that is given up.
func (a *App) apologise(ctx context.Context, stored *inbox.Event) error {
	e, err := line.Event(stored.Raw, stored.Received)
	if err != nil {
		return fmt.Errorf("reading event: %w", err)
	}
	if e.Kind == chat.Other || e.Kind == chat.Unfollow || e.Kind == chat.Unsend {
		return nil
	}
	return a.Bot.Apologise(ctx, e)
}

func (a *App) ready(ctx context.Context) error {
	if a.indexedAt.Load() == 0 {
		return errNotIndexed
	}
	_, err := a.Store.Erasures.Get(ctx, "ready?")
	if err != nil && !isNotFound(err) {
		return fmt.Errorf("asking the store: %w", err)
	}
	if a.keys == nil {
		return nil
	}
	if err := a.keys.Fresh(ctx); err != nil {
		return fmt.Errorf("reading keys: %w", err)
	}
	return nil
}

// lease says who this process is among those on the same store. One that only
// accepts has none: whoever works may take its events at once.
func (a *App) lease(given inbox.Lease) inbox.Lease {
	roles := a.config.Roles
	alone := a.config.Store.Engine == config.SQLite && roles.Web && roles.Worker
	if given.Owner != "" || alone || !roles.Worker {
		return given
	}
	return inbox.Lease{Owner: ulid.Make().String(), For: inbox.LeaseTime, Now: a.now}
}

// Run serves on the listener and handles events until the context ends; then it
// stops accepting, finishes what is in work or hands it back, and closes the
// store, which takes some nine seconds at most. ready is called, if set, once everything is in place.
func (a *App) Run(ctx context.Context, l net.Listener, ready func()) error {
	if err := a.index(ctx); err != nil && !errors.Is(err, domain.ErrUnavailable) {
		return errors.Join(err, l.Close(), a.Close())
	}
	server := newServer(a.Handler, a.log)
	var tasks group
	if a.config.Roles.Worker {
		tasks.start(ctx, a.work)
		if a.Deliver != nil {
			tasks.start(ctx, a.sendMany)
		}
	}
	tasks.start(ctx, a.refresh)
	tasks.start(ctx, a.keepTime)
	tasks.start(ctx, a.followKeys)
	tasks.start(ctx, a.sample)
	tasks.start(ctx, a.sampleWaiting)
	tasks.start(ctx, a.followQuota)
	tasks.start(ctx, a.serveMetrics)
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	if ready != nil {
		ready()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-served:
		err = fmt.Errorf("serving: %w", err)
	}
	shutdown(server, a.log) // first, so that what is accepted now finds somebody who handles it
	tasks.stop()
	return errors.Join(err, tasks.wait(), a.Close())
}

// Close closes the store. Run does it by itself.
func (a *App) Close() error {
	if err := a.engine.Close(); err != nil {
		return fmt.Errorf("closing store: %w", err)
	}
	return nil
}

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }

func isExists(err error) bool { return errors.Is(err, domain.ErrExists) }
