package linesim

import (
	"log/slog"
	"time"
)

// Bot describes the official account that the simulator plays.
type Bot struct {
	UserID      string `json:"userId"` // U and 32 hex digits; made up when empty
	BasicID     string `json:"basicId"`
	DisplayName string `json:"displayName"`
	PictureURL  string `json:"pictureUrl"`
}

// Quota is the monthly number of messages, counted per person reached.
type Quota struct {
	Type  string `json:"type"`  // "none" (no limit) or "limited"
	Value int64  `json:"value"` // the limit when Type is "limited"
	Used  int64  `json:"used"`
}

// Options configures a Sim. The zero value of each field is usable, except
// that a bot needs ChannelSecret and ChannelToken to recognise the platform.
type Options struct {
	ChannelID     string // client_id of the token endpoints; default "1234567890"
	ChannelSecret string // key of the webhook signature
	ChannelToken  string // the long-lived token that is always valid
	WebhookURL    string // where events go; may be set later

	Bot   Bot
	Quota Quota // Type "" means "none"

	Clock  func() time.Time // base of the virtual clock; default time.Now
	Seed   uint64           // ids and probabilities; 0: different in each run
	Logger *slog.Logger     // default: discard

	Lenient      bool // accept unknown properties and unencoded URLs
	NoRateLimits bool // do not answer 429 for too many requests
	AllowUnknown bool // accept pushes to well-formed ids that nobody has (load tests)
	NoBodies     bool // keep no bodies: empty chats, log and Accepted without messages (load tests)
	ManualRead   bool // chat mode "chat": the bot marks messages as read itself
	AnyHost      bool // serve control API and phone to any Host, not loopback names only

	LogSize    int // entries kept; default 2000
	ChatSize   int // entries kept per chat; 0: all
	BookSize   int // acceptances kept by Accepted; 0: all, negative: none
	EventsKept int // webhook events kept for redelivery by hand; default 10000

	WebhookTimeout  time.Duration // default 2 s, as LINE's
	WebhookInFlight int           // connections to the bot at most; default 128

	NoRedelivery      bool                            // start with redelivery switched off
	RedeliveryMax     int                             // attempts after the first; default 8
	RedeliveryBackoff func(attempt int) time.Duration // attempt starts at 1; default 2 s doubling to 5 min
}

func (o Options) withDefaults() Options {
	setDefault(&o.ChannelID, "1234567890")
	setDefault(&o.Bot.BasicID, "@linesim")
	setDefault(&o.Bot.DisplayName, "linesim")
	setDefault(&o.Quota.Type, quotaNone)
	setDefault(&o.LogSize, 2000)
	setDefault(&o.EventsKept, 10_000)
	setDefault(&o.WebhookTimeout, 2*time.Second)
	setDefault(&o.WebhookInFlight, 128)
	setDefault(&o.RedeliveryMax, 8)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.RedeliveryBackoff == nil {
		o.RedeliveryBackoff = doubling
	}
	return o
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func doubling(attempt int) time.Duration {
	return min(2*time.Second<<min(attempt-1, 20), 5*time.Minute)
}
