package deliver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// Variant names what somebody gets: who has the same one is in the same batches.
type Variant struct {
	Key      string // of the content, within the campaign
	Province string
	Lang     string
	Plain    bool
}

// Composer makes the content of one campaign.
type Composer interface {
	// Variant is asked for everybody: it must be cheap.
	Variant(p *audience.Person) Variant
	// Compose is asked once for each content.
	Compose(ctx context.Context, v Variant) ([]chat.Message, error)
}

const (
	// blockPeople bounds what a planner holds in memory; larger blocks make fuller batches.
	blockPeople = 64_000
	// blockTime bounds the wait for the first batch on a slow store. It is halved each time a planner is lost, up
	// to blockHalved times: where processes do not live long, a block has to be done before they end.
	blockTime   = 8 * time.Second
	blockHalved = 4
	// looks is after how many people the time is looked at.
	looks = 256
	// writeAtOnce is how many batches one write takes.
	writeAtOnce = 64
)

// errLost says that somebody else plans, or that the campaign is over.
var errLost = errors.New("the plan was taken over")

// errErased says that somebody has to be struck from a plan before it counts.
var errErased = errors.New("somebody in the plan was erased")

// plan writes the next block of a campaign's plan, if this process gets the lease.
func (d *Deliverer) plan(ctx context.Context, c *Campaign) error {
	mine, err := d.leasePlan(ctx, c.ID)
	if err != nil || mine == nil {
		return err
	}
	b, err := d.writePlan(ctx, mine)
	if err != nil {
		return err
	}
	err = d.endPlan(ctx, mine, b)
	if errors.Is(err, errLost) { // what was written names no block that counts
		return d.drop(ctx, b)
	}
	if err != nil {
		return fmt.Errorf("ending a plan: %w", err)
	}
	return nil
}

// endPlan makes what was written count, once everybody who was erased meanwhile is struck from it.
func (d *Deliverer) endPlan(ctx context.Context, mine *Campaign, b *block) error {
	struck := map[string]bool{}
	for {
		var late []string
		_, err := d.Campaigns.Update(ctx, mine.ID, func(c *Campaign) error {
			if c.Planner.Owner != d.Owner || c.Edition != mine.Edition || c.through() != mine.through() || c.Planned || c.Over() {
				return errLost
			}
			if late = slices.DeleteFunc(slices.Clone(c.Erased), func(p string) bool { return struck[p] }); len(late) > 0 {
				return errErased
			}
			c.Planned, c.Planner = b.end, Lease{Lost: c.Planner.Lost}
			if b.Through != c.through() || b.Batches > 0 {
				c.Blocks = append(c.Blocks, b.Block)
			}
			c.forgetErased()
			return nil
		})
		if !errors.Is(err, errErased) {
			return err
		}
		for _, p := range late {
			if err := d.strikeIn(ctx, mine.ID, b.Token, p); err != nil {
				return err
			}
			struck[p] = true
		}
	}
}

// writePlan writes the next block, and keeps the lease meanwhile.
func (d *Deliverer) writePlan(ctx context.Context, c *Campaign) (*block, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go d.holdPlan(ctx, c.ID, stop)
	b, err := d.gather(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("planning: %w", err)
	}
	if err := d.write(ctx, c, b); err != nil {
		return nil, fmt.Errorf("writing a plan: %w", err)
	}
	b.Took = d.Now().Sub(b.At)
	return b, nil
}

// holdPlan renews the lease until the context ends; when it is lost it says so by stop.
func (d *Deliverer) holdPlan(ctx context.Context, id string, stop func()) {
	ticker := time.NewTicker(d.Lease / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if c, err := d.leasePlan(ctx, id); err != nil || c == nil {
			stop()
			return
		}
	}
}

// leasePlan takes the campaign's planning over; nil if there is nothing to plan or somebody else does.
func (d *Deliverer) leasePlan(ctx context.Context, id string) (*Campaign, error) {
	now := d.Now()
	c, err := d.Campaigns.Update(ctx, id, func(c *Campaign) error {
		taken := c.Planner.Owner != "" && c.Planner.Owner != d.Owner && now.Before(c.Planner.Until)
		if c.Planned || c.Over() || taken {
			return errLost
		}
		lost := c.Planner.Lost
		if c.Planner.Owner != "" && c.Planner.Owner != d.Owner {
			lost++
		}
		c.Planner = Lease{Owner: d.Owner, Until: domain.Instant(now.Add(d.Lease)), Lost: lost}
		return nil
	})
	if errors.Is(err, errLost) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("taking a plan over: %w", err)
	}
	return c, nil
}

// block is a block being gathered.
type block struct {
	Block
	end     bool // of the audience
	content Composer
	groups  map[Variant]*group
	skipped map[string][]string // people by reason
	written []string            // ids of its batches
}

type group struct {
	Variant
	people []string
	near   []float64 // kilometres from where help is needed, if that matters
}

// gather reads the next people of the audience.
func (d *Deliverer) gather(ctx context.Context, c *Campaign) (*block, error) {
	now := d.Now()
	b := &block{Block: Block{Token: d.NewID(), Through: c.through(), At: domain.Instant(now)}, groups: map[Variant]*group{}, skipped: map[string][]string{}, end: true}
	without, err := d.withoutReasons(ctx, c)
	if err != nil {
		return nil, err
	}
	if b.content, err = d.Composer(ctx, c); err != nil {
		return nil, fmt.Errorf("preparing content: %w", err)
	}
	limit, within := blockPeople, blockTime>>min(c.Planner.Lost, blockHalved)
	if c.Segment.Near != nil { // the nearest come first, so everybody has to be known
		limit = 0
	}
	n := 0
	for p, err := range d.Audience.Of(ctx, c.Segment, c.through()) {
		if err != nil {
			return nil, fmt.Errorf("reading the audience: %w", err)
		}
		if limit > 0 && n > 0 && (n == limit || n%looks == 0 && d.Now().Sub(now) > within) {
			b.end = false
			break
		}
		b.Through = max(b.Through, p.ID) // who may be near comes in any order
		n++
		if !c.Segment.Has(p, now) {
			continue
		}
		reason := c.Refuses(p, now)
		if reason == "" {
			reason = without[p.ID]
		}
		if reason != "" {
			b.skipped[reason] = append(b.skipped[reason], p.ID)
			continue
		}
		b.add(c, p, b.content.Variant(p))
	}
	return b, nil
}

func (b *block) add(c *Campaign, p *audience.Person, v Variant) {
	g := b.groups[v]
	if g == nil {
		g = &group{Variant: v}
		b.groups[v] = g
	}
	g.people = append(g.people, p.ID)
	if c.Segment.Near != nil {
		km := c.Segment.Near.KM
		if p.Point != nil {
			km = p.Point.KM(c.Segment.Near.Point)
		}
		g.near = append(g.near, km)
	}
	b.People++
}
