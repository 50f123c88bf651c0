package deliver

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
)

// Campaigns keeps campaigns.
type Campaigns interface {
	Insert(ctx context.Context, c *Campaign) error
	Get(ctx context.Context, id string) (*Campaign, error)
	Update(ctx context.Context, id string, change func(*Campaign) error) (*Campaign, error)
	// Kept streams those that ended before a time and whose ledgers are not deleted yet.
	Kept(ctx context.Context, before time.Time) iter.Seq2[*Campaign, error]
	Lists
}

// Lists are the ways in which campaigns are found. Of reads all that there ever were: it is for passes that nobody waits for.
type Lists interface {
	// Active streams those in which something is left to do.
	Active(ctx context.Context) iter.Seq2[*Campaign, error]
	// Of streams every campaign of a kind.
	Of(ctx context.Context, k Kind) iter.Seq2[*Campaign, error]
	// About streams those of a kind that carry the same.
	About(ctx context.Context, k Kind, subject string) iter.Seq2[*Campaign, error]
	// Naming streams those whose segment names somebody.
	Naming(ctx context.Context, person string) iter.Seq2[*Campaign, error]
	// Ended streams those of a kind that ended at a time or later.
	Ended(ctx context.Context, k Kind, from time.Time) iter.Seq2[*Campaign, error]
}

// Batches keeps batches.
type Batches interface {
	InsertNew(ctx context.Context, b []*Batch) ([]bool, error)
	Update(ctx context.Context, id string, change func(*Batch) error) (*Batch, error)
	// Open streams the batches of a block that are not settled, in the order of Seq.
	Open(ctx context.Context, token string) iter.Seq2[*Batch, error]
	// Of streams every batch of a campaign.
	Of(ctx context.Context, campaign string) iter.Seq2[*Batch, error]
	Delete(ctx context.Context, ids ...string) error
}

// Rolls keeps who is in which batch.
type Rolls interface {
	InsertNew(ctx context.Context, r []*Roll) ([]bool, error)
	Get(ctx context.Context, id string) (*Roll, error)
	// With streams the ids of those of a campaign that somebody is on: of one block, or of all where the token is "".
	With(ctx context.Context, campaign, token, person string) iter.Seq2[string, error]
	Update(ctx context.Context, id string, change func(*Roll) error) (*Roll, error)
	Delete(ctx context.Context, ids ...string) error
}

// Contents keeps what is sent.
type Contents interface {
	InsertNew(ctx context.Context, c []*Content) ([]bool, error)
	Get(ctx context.Context, id string) (*Content, error)
	Delete(ctx context.Context, ids ...string) error
}

// Audience knows people.
type Audience interface {
	// Of streams, in the order of ids, behind the one given, at least everybody of the segment. Where
	// the segment has a Near, people come with their points, in any order.
	Of(ctx context.Context, s audience.Segment, after string) iter.Seq2[*audience.Person, error]
	// Changed gives those of some people who may have changed since a time; nil for who is gone.
	Changed(ctx context.Context, people []string, since, now time.Time) (map[string]*audience.Person, error)
}

// Readers knows who has read something as a free reply.
type Readers interface {
	Readers(ctx context.Context, subject string) iter.Seq2[string, error]
}

// Courier carries messages to the platform. A nil error means that the request
// was accepted, now or by an earlier call with the same key; ErrQuota, ErrRate,
// ErrRejected and ErrUnauthorized that it certainly was not, unless ErrDoubt is
// in the error as well. Any other error leaves that open.
type Courier interface {
	limits.Quota
	Send(ctx context.Context, p Parcel) error
}

// Parcel is one request.
type Parcel struct {
	Content  *Content
	People   []string // at most MaxBatch
	RetryKey string
	Unit     string // for the platform's statistics; "" for none
}

// What a Courier can say.
var (
	ErrQuota        = errors.New("the month's messages are used up")
	ErrRate         = errors.New("too many requests")
	ErrRejected     = errors.New("the platform refuses the request for good")
	ErrUnauthorized = errors.New("the platform does not know us")
	ErrDoubt        = errors.New("an attempt before may have been accepted")
)

// Parts are what a Deliverer is made of.
type Parts struct {
	Campaigns Campaigns
	Batches   Batches
	Rolls     Rolls
	Contents  Contents
	Paces     limits.Paces
	Rests     limits.Rests
	Audience  Audience
	Readers   Readers
	Courier   Courier
	Budget    *limits.Budget // nil: nothing is kept in reserve
	// Composer makes the content of a campaign.
	Composer func(ctx context.Context, c *Campaign) (Composer, error)
	// Filled reports whether a campaign can stop because enough have answered; nil: never.
	Filled func(ctx context.Context, c *Campaign) (bool, error)
	// Settled is told of each batch that this process settles while it sends; nil: nobody is.
	Settled func(k Kind, s BatchState, people int)

	Owner  string           // of leases: another for each process
	NewID  func() string    // short, of letters and digits, never the same twice
	NewKey func() string    // a retry key: a UUID
	Now    func() time.Time // in the zone in which people mean hours
	Log    *slog.Logger
	Options
}

// Options change how fast a Deliverer works. The zero value is for production.
type Options struct {
	Senders  int           // batches of each kind in flight at once; default 8
	Requests limits.Rate   // of the platform, over all campaigns and processes; default 180 a second of LINE's 200, negative: none
	Lease    time.Duration // of a batch or a plan; default 6 s. Who takes a batch over early repeats the same request: no harm
	KeyLife  time.Duration // how long the platform certainly remembers a retry key; default 23 h of LINE's 24
	Poll     time.Duration // between looks for work; default 2 s
	Retry    time.Duration // before a batch is tried again, doubled for each further try; default 10 s
	Probe    time.Duration // before a call or a notice that paused itself tries to go on, doubled for each further try up to 16 times; default 30 s
	InARow   int           // failed attempts after which a campaign is paused; default 20
}

// Deliverer plans and sends campaigns. It is safe for concurrent use.
type Deliverer struct {
	Parts
	pacer   *limits.Pacer
	peace   *limits.Peace
	recall  recall
	flights *flights
}

// New makes a deliverer of its parts.
func New(p Parts) *Deliverer {
	o := &p.Options
	set(&o.Senders, 8)
	set(&o.Lease, 6*time.Second)
	set(&o.KeyLife, 23*time.Hour)
	set(&o.Poll, 2*time.Second)
	set(&o.Retry, 10*time.Second)
	set(&o.Probe, 30*time.Second)
	set(&o.InARow, 20)
	if o.Requests == (limits.Rate{}) {
		o.Requests = limits.Rate{Messages: 180, Per: time.Second}
	}
	return &Deliverer{
		Parts: p, pacer: &limits.Pacer{Paces: p.Paces, Requests: o.Requests, Now: p.Now}, peace: &limits.Peace{Rests: p.Rests, Now: p.Now},
		flights: newFlights(o.Senders),
	}
}

func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Nudge makes Run look for work at once.
func (d *Deliverer) Nudge() { tell(d.flights.nudged) }

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }
