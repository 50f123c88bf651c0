package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/i18n"
	"jitasa/internal/match"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/place"
	"jitasa/internal/store"
)

// News is the newsletter, as readers, campaigns and the archive see it.
type News struct {
	issues        *collections.Issues
	segments      *store.Collection[deliver.Saved]
	networks      *store.Collection[domain.Network]
	opportunities *collections.Opportunities
	places        *place.Gazetteer
	live          *match.Live
	texts         *i18n.Catalog
	links         measure.Links
	deliver       *deliver.Deliverer // nil: nothing is sent here
	base          string             // address of the pages
	volunteers    *collections.Volunteers
	audience      *collections.Audience
	zone          *time.Location
	now           func() time.Time
	reserve       int // messages of the month that are not the newsletter's
}

// errIssue says that what is published cannot be read: it was, when it was published.
var errIssue = errors.New("the issue cannot be read")

func parsed(kept *domain.Issue) (*newsletter.Issue, error) {
	issue, problems := newsletter.Parse([]byte(kept.Markdown))
	if newsletter.Bad(problems) {
		return nil, fmt.Errorf("%w: %s", errIssue, kept.ID)
	}
	return issue, nil
}

// worksOf reads the opportunities that an issue names, if they are still open.
func (n *News) worksOf(ctx context.Context, issue *newsletter.Issue) (map[string]*domain.Opportunity, error) {
	var ids []string
	for _, b := range issue.Blocks {
		ids = append(ids, b.IDs...)
	}
	found, err := work{n.live, n.opportunities}.Opportunities(ctx, ids...)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*domain.Opportunity, len(found))
	for _, o := range found {
		byID[o.ID] = o
	}
	return byID, nil
}

// around finds the best opportunities around a place; "" is the whole country.
func (n *News) around(code string, many int) []string {
	q := match.Query{Now: n.now(), Limit: many, Enough: many}
	if p, ok := n.places.Place(code); ok {
		q.Point = &p.Point
	}
	var ids []string
	for _, m := range n.live.Near(q).Matches {
		ids = append(ids, m.ID)
	}
	return ids
}

// page is the address of an issue on the web.
func (n *News) page(issue, lang string) string { return n.base + "/news/" + issue + "?lang=" + lang }

// Latest implements flows.News: the issue as its reader gets it, free of charge.
func (n *News) Latest(ctx context.Context, w flows.Words, r flows.Reader) (id string, said []chat.Message, err error) {
	for kept, err := range n.issues.Published(ctx, r.Now, 1) {
		if err != nil {
			return "", nil, fmt.Errorf("looking for the newsletter: %w", err)
		}
		issue, err := parsed(kept)
		if err != nil {
			return "", nil, err
		}
		c, err := n.composer(ctx, issue)
		if err != nil {
			return "", nil, err
		}
		p := &deliver.Person{ID: r.ID, Unmeasured: r.Unmeasured, Reach: domain.Reach{Lang: w.Lang()}}
		if r.Home != nil {
			p.Home = &deliver.Home{Province: r.Home.Province, District: r.Home.District}
		}
		said, err := c.Compose(ctx, c.Variant(p))
		return issue.ID, said, err
	}
	return "", nil, nil
}

// Why implements flows.News.
func (n *News) Why(ctx context.Context, issue string, r flows.Reader) (conditions []string, got time.Time, err error) {
	if n.deliver == nil {
		return nil, time.Time{}, nil
	}
	c, err := n.deliver.Campaigns.Get(ctx, CampaignOf(issue))
	if errors.Is(err, domain.ErrNotFound) {
		return nil, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("looking for a campaign: %w", err)
	}
	x, err := n.deliver.Why(ctx, c, r.ID, collections.PersonOf(r.Volunteer))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("explaining a campaign: %w", err)
	}
	for _, check := range x.Checks {
		if check.OK {
			conditions = append(conditions, check.Condition)
		}
	}
	if x.Entry != nil && x.Entry.State == deliver.Accepted {
		got = x.Entry.At
	}
	return conditions, got, nil
}

// composer makes the variants of an issue.
func (n *News) composer(ctx context.Context, issue *newsletter.Issue) (*issueComposer, error) {
	works, err := n.worksOf(ctx, issue)
	if err != nil {
		return nil, err
	}
	return &issueComposer{News: n, issue: issue, works: works, near: most(issue), picked: map[string]picks{}, ids: map[string][]string{}}, nil
}

// issueComposer says one issue to each kind of reader. Those near each other
// mostly get the same opportunities, and so the same message.
type issueComposer struct {
	*News
	issue *newsletter.Issue
	works map[string]*domain.Opportunity
	near  int

	mu     sync.Mutex
	picked map[string]picks    // by place
	ids    map[string][]string // by key
}

type picks struct {
	key string
	ids []string
}

// Variant implements deliver.Composer.
func (c *issueComposer) Variant(p *deliver.Person) deliver.Variant {
	lang := c.texts.For(p.Lang()).Lang()
	key := lang
	if p.Reach.Plain {
		key += "-plain"
	}
	if p.Unmeasured {
		key += "-uncounted"
	}
	return deliver.Variant{Key: key + "-" + c.pick(p), Province: p.Province(), Lang: lang, Plain: p.Reach.Plain}
}

// pick names what is picked for the place of a person.
func (c *issueComposer) pick(p *deliver.Person) string {
	code := p.District()
	if code == "" {
		code = p.Province()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.picked[code]
	if !ok {
		if c.near > 0 {
			found.ids = c.News.around(code, c.near)
		}
		province := p.Province()
		if province == "" {
			province = "00"
		}
		sum := sha256.Sum256([]byte(strings.Join(found.ids, "\x00")))
		found.key = province + "-" + hex.EncodeToString(sum[:5])
		c.picked[code], c.ids[found.key] = found, found.ids
	}
	return found.key
}

// Compose implements deliver.Composer.
func (c *issueComposer) Compose(ctx context.Context, v deliver.Variant) ([]chat.Message, error) {
	w := c.texts.For(v.Lang)
	rest := strings.TrimPrefix(v.Key, v.Lang+"-")
	rest = strings.TrimPrefix(rest, "plain-")
	around, counted := strings.CutPrefix(rest, "uncounted-")
	c.mu.Lock()
	ids := c.ids[around]
	c.mu.Unlock()
	near, err := work{c.live, c.opportunities}.Opportunities(ctx, ids...)
	if err != nil {
		return nil, err
	}
	to := newsletter.Reader{Zone: c.zone, Picks: near, Works: c.works, Page: c.page(c.issue.ID, v.Lang)}
	if p, ok := c.places.Place(v.Province); ok {
		to.Province = p.Name(v.Lang)
	}
	if !counted {
		to.Link = func(name, url string) string { return c.links.Link(c.issue.ID, name, v.Province+"/"+v.Lang, url) }
	}
	return c.issue.Compose(w, to), nil
}
