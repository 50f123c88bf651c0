package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/line"
)

// newDeliverer makes what sends to many, and the budget of everything that costs a message.
func (a *App) newDeliverer(o deliver.Options) *dispatch.Desk {
	for _, k := range deliver.Kinds() {
		for _, s := range deliver.Ends() {
			a.countSent(k, s, 0) // what has not happened is shown as well
		}
	}
	if o.Requests == (limits.Rate{}) && a.config.Line.Rate > 0 {
		o.Requests = limits.Rate{Messages: a.config.Line.Rate, Per: time.Second}
	}
	out := &courier{sender: a.Sender}
	a.budget = &limits.Budget{Platform: out, Reserve: a.config.Reserve, Now: a.now}
	return dispatch.New(deliver.Parts{
		Campaigns: a.Store.Campaigns, Batches: a.Store.Batches, Rolls: a.Store.Rolls, Contents: a.Store.Contents, Paces: a.Store.Paces, Rests: a.Store.Rests,
		Audience: a.Store.Audience, Readers: a.Store.Responses, Courier: out, Budget: a.budget, Composer: a.composer,
		Filled:  a.filled,
		Settled: a.countSent,
		Owner:   ulid.Make().String(), NewID: newToken, NewKey: uuid.NewString, Now: a.local, Log: a.log, Options: o,
	})
}

// countSent counts people to whom something was sent.
func (a *App) countSent(k deliver.Kind, s deliver.BatchState, people int) {
	if slices.Contains(deliver.Ends(), s) {
		a.metrics.Sent(string(k), string(s), people)
	}
}

// newToken is short, and never the same twice.
func newToken() string { return strings.ToLower(ulid.Make().String()) }

// filled reports whether a campaign need not go on: enough will come.
func (a *App) filled(ctx context.Context, c *deliver.Campaign) (bool, error) {
	if c.Kind != deliver.Call {
		return false, nil
	}
	return a.calls().Over(ctx, c.Subject)
}

// composer makes the content of a campaign.
func (a *App) composer(ctx context.Context, c *deliver.Campaign) (deliver.Composer, error) {
	switch {
	case len(c.Messages) > 0:
		return sameForAll(c.Messages), nil
	case c.Kind == deliver.Newsletter:
		return a.News.Composer(ctx, c)
	case c.Kind == deliver.Call:
		return a.callComposer(ctx, c.Subject)
	}
	return nil, fmt.Errorf("campaign %s of kind %s has no content", c.ID, c.Kind)
}

// sameForAll is content that is the same for everybody.
type sameForAll []chat.Message

func (t sameForAll) Variant(p *audience.Person) deliver.Variant {
	key := p.Lang()
	if p.Reach.Plain {
		key += "-plain"
	}
	return deliver.Variant{Key: key, Province: p.Province(), Lang: p.Lang(), Plain: p.Reach.Plain}
}

func (t sameForAll) Compose(context.Context, deliver.Variant) ([]chat.Message, error) { return t, nil }

// courier is LINE as deliveries see it. Each content is rendered once.
type courier struct {
	sender   *line.Sender
	mu       sync.Mutex
	rendered map[string][]line.Object
}

// renderedAtMost bounds the contents kept ready: more variants than a campaign has at one time.
const renderedAtMost = 2048

func (c *courier) objects(content *deliver.Content) []line.Object {
	c.mu.Lock()
	defer c.mu.Unlock()
	objects, ok := c.rendered[content.ID]
	if !ok {
		objects = line.Render(content.Messages, line.Options{Plain: content.Plain, Lang: content.Lang})
		if c.rendered == nil || len(c.rendered) >= renderedAtMost {
			c.rendered = map[string][]line.Object{}
		}
		c.rendered[content.ID] = objects
	}
	return objects
}

// Send pushes to one person and multicasts to several: a push has the higher rate.
func (c *courier) Send(ctx context.Context, p deliver.Parcel) error {
	objects := c.objects(p.Content)
	if len(p.People) == 1 {
		return asDeliverError(c.sender.Push(ctx, p.People[0], objects, p.RetryKey, p.Unit))
	}
	return asDeliverError(c.sender.Multicast(ctx, p.People, objects, p.RetryKey, p.Unit))
}

func (c *courier) Quota(ctx context.Context) (limit, used int64, err error) {
	q, err := c.sender.Quota(ctx)
	if err != nil { // whatever LINE says to a question is its own or the operator's to mend, and passes
		return 0, 0, fmt.Errorf("%w: %w", domain.ErrUnavailable, asDeliverError(err))
	}
	if !q.Limited {
		return -1, int64(q.Used), nil
	}
	return int64(q.Limit), int64(q.Used), nil
}

// asDeliverError says LINE's errors in the words of deliveries.
func asDeliverError(err error) error {
	if err == nil {
		return nil
	}
	var said error
	var failed *line.Error
	switch {
	case errors.Is(err, line.ErrObjects), errors.Is(err, line.ErrRecipient), errors.Is(err, line.ErrUnit):
		said = deliver.ErrRejected
	case !errors.As(err, &failed):
	case failed.Kind == line.QuotaExhausted:
		said = deliver.ErrQuota
	case failed.Kind == line.RateLimited:
		said = deliver.ErrRate
	case failed.Kind == line.Unauthorized:
		said = deliver.ErrUnauthorized
	case failed.Kind == line.Rejected, failed.Kind == line.NotFound:
		said = deliver.ErrRejected
	}
	if said == nil {
		return err
	}
	if failed != nil && failed.Doubt {
		said = errors.Join(said, deliver.ErrDoubt)
	}
	return fmt.Errorf("%w: %w", said, err)
}
