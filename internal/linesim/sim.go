package linesim

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"
)

// Sim is one simulated official account with the people who talk to it. All
// methods may be called from several goroutines.
type Sim struct {
	opt     Options
	checker *Checker
	clock   *clock
	ids     *ids
	seq     atomic.Int64 // numbers chat entries and log entries alike
	hub     *hub
	log     *logRing
	stats   stats
	faults  *faults
	quota   *quota
	rates   *rates
	tokens  *channelTokens
	replies *replyTokens
	retries *retryKeys
	book    *book
	units   *unitNames
	counts  *deliveryCounts
	people  *people
	menus   *menus
	media   *media
	events  *eventStore
	hook    *hook
	casts   *narrowcasts
	batches *menuBatches
	handler http.Handler

	life   sync.Mutex
	closed bool
	work   sync.WaitGroup
	done   context.Context // cancelled by Close; ends what waits for the bot
	stop   context.CancelFunc
}

// New makes a platform without people. It binds no address: serve Handler
// where you like, and Close it in the end.
func New(o Options) (*Sim, error) {
	o = o.withDefaults()
	if err := o.check(); err != nil {
		return nil, err
	}
	s := &Sim{opt: o, clock: newClock(o.Clock), ids: newIDs(o.Seed), hub: newHub(), log: newLogRing(o.LogSize)}
	if s.opt.Bot.UserID == "" {
		s.opt.Bot.UserID = "U" + s.ids.hex32()
	}
	s.checker = NewChecker(!o.Lenient)
	s.done, s.stop = context.WithCancel(context.Background())
	s.tokens = newChannelTokens(o.ChannelToken)
	s.hook = newHook(o)
	s.build()
	s.handler = s.routes()
	return s, nil
}

func (o Options) check() error {
	if o.WebhookURL != "" {
		if err := checkWebhookURL(o.WebhookURL); err != nil {
			return fmt.Errorf("checking options: %w", err)
		}
	}
	if o.Bot.UserID != "" && !isUserID(o.Bot.UserID) {
		return fmt.Errorf("checking options: bot user id %q is not U and 32 hex digits", o.Bot.UserID)
	}
	if o.Quota.Type != quotaNone && o.Quota.Type != quotaLimited {
		return fmt.Errorf("checking options: quota type %q is neither none nor limited", o.Quota.Type)
	}
	return nil
}

// checkWebhookURL is looser than LINE, which wants https: the bot under test
// usually listens on loopback without TLS.
func checkWebhookURL(raw string) error {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("webhook URL %q is not an http(s) URL", raw)
	}
	return nil
}

func isUserID(id string) bool   { return isID(id, 'U') }
func isTargetID(id string) bool { return isID(id, 'U') || isID(id, 'C') || isID(id, 'R') }

func isID(id string, kind byte) bool {
	if len(id) != 33 || id[0] != kind {
		return false
	}
	for i := 1; i < len(id); i++ {
		if c := id[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// isUUID accepts what LINE calls a UUID in hexadecimal format.
func isUUID(key string) bool {
	const plain = 36 // longer forms with urn: or braces are not for headers
	return len(key) == plain && uuid.Validate(key) == nil
}

// Reset forgets people, chats, menus, books, log and faults; tokens, webhook
// settings and the clock stay.
func (s *Sim) Reset() {
	s.clock.clear()
	s.log.clear()
	s.stats.clear()
	locked(&s.people.mu, func() { s.people.byID, s.people.order = map[string]*person{}, nil })
	locked(&s.menus.mu, func() {
		s.menus.byID, s.menus.order = map[string]*menu{}, nil
		s.menus.aliases, s.menus.standard = map[string]string{}, ""
	})
	locked(&s.media.mu, func() { clear(s.media.byID); s.media.order, s.media.bytes = nil, 0 })
	locked(&s.events.mu, func() { s.events.byID, s.events.order, s.events.next = map[string]*event{}, nil, 0 })
	locked(&s.replies.mu, func() { clear(s.replies.unused); clear(s.replies.seen); s.replies.order = nil })
	locked(&s.retries.mu, func() { clear(s.retries.keys); s.retries.order = nil })
	locked(&s.book.mu, func() { s.book.list, s.book.total = nil, 0 })
	locked(&s.units.mu, func() { clear(s.units.names) })
	locked(&s.counts.mu, func() { clear(s.counts.days) })
	locked(&s.casts.mu, func() { clear(s.casts.byID) })
	locked(&s.batches.mu, func() { clear(s.batches.byID) })
	locked(&s.rates.mu, func() { clear(s.rates.windows) })
	locked(&s.faults.mu, func() { s.faults.list = nil; s.faults.any.Store(0) })
	s.quota.set(s.opt.Quota, s.Now())
	s.hub.publish("people", func() any { return s.People() })
	s.publishFaults()
	s.publishQuota()
}

// Bot is the account that the simulator plays.
func (s *Sim) Bot() Bot { return s.opt.Bot }

// Handler serves the Messaging API, the control API and the phone page.
func (s *Sim) Handler() http.Handler { return s.handler }

// Run keeps the simulator alive until ctx ends, then closes it.
func (s *Sim) Run(ctx context.Context) error {
	<-ctx.Done()
	return s.Close()
}

// Close stops deliveries and streams and waits for their goroutines.
func (s *Sim) Close() error {
	s.life.Lock()
	if s.closed {
		s.life.Unlock()
		return nil
	}
	s.closed = true
	s.life.Unlock()
	s.clock.close()
	s.stop()
	s.hub.close()
	s.work.Wait()
	s.hook.client.CloseIdleConnections()
	return nil
}

// spawn runs f on a goroutine that Close waits for; not after Close.
func (s *Sim) spawn(f func()) bool {
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return false
	}
	s.work.Go(f)
	return true
}

// build makes the parts that Reset empties.
func (s *Sim) build() {
	s.faults, s.quota, s.rates = newFaults(s.ids), newQuota(s.opt.Quota), newRates()
	s.replies, s.retries = newReplyTokens(), newRetryKeys()
	s.book, s.units, s.counts = newBook(s.opt.BookSize), newUnitNames(), newDeliveryCounts()
	s.people, s.menus, s.media = newPeople(), newMenus(), newMedia()
	s.events, s.casts, s.batches = newEventStore(s.opt.EventsKept), newNarrowcasts(), newMenuBatches()
}

// locked runs f under a lock.
func locked(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}
