package newsroom

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/newsletter"
)

// edition says one issue to each kind of reader. Those near each other mostly get the same opportunities, and so the
// same message.
type edition struct {
	*Service
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

// edition makes the variants of an issue.
func (s *Service) edition(ctx context.Context, issue *newsletter.Issue) (*edition, error) {
	works, err := s.worksOf(ctx, issue)
	if err != nil {
		return nil, err
	}
	return &edition{Service: s, issue: issue, works: works, near: most(issue), picked: map[string]picks{}, ids: map[string][]string{}}, nil
}

// worksOf reads the opportunities that an issue names, if they are still open.
func (s *Service) worksOf(ctx context.Context, issue *newsletter.Issue) (map[string]*domain.Opportunity, error) {
	var ids []string
	for _, b := range issue.Blocks {
		ids = append(ids, b.IDs...)
	}
	found, err := s.Work.Opportunities(ctx, ids...)
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
func (s *Service) around(code string, many int) []string {
	q := match.Query{Now: s.Now(), Limit: many, Enough: many}
	if p, ok := s.Places.Place(code); ok {
		q.Point = &p.Point
	}
	var ids []string
	for _, m := range s.Work.Near(q).Matches {
		ids = append(ids, m.ID)
	}
	return ids
}

// most is how many opportunities near the reader an issue asks for.
func most(issue *newsletter.Issue) (n int) {
	for _, b := range issue.Blocks {
		n = max(n, b.Near)
	}
	return n
}

// Variant implements deliver.Composer.
func (e *edition) Variant(p *audience.Person) deliver.Variant {
	lang := e.Speak(p.Lang()).Lang()
	key := lang
	if p.Reach.Plain {
		key += "-plain"
	}
	if p.Unmeasured {
		key += "-uncounted"
	}
	return deliver.Variant{Key: key + "-" + e.pick(p), Province: p.Province(), Lang: lang, Plain: p.Reach.Plain}
}

// pick names what is picked for the place of a person.
func (e *edition) pick(p *audience.Person) string {
	code := p.District()
	if code == "" {
		code = p.Province()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	found, ok := e.picked[code]
	if !ok {
		if e.near > 0 {
			found.ids = e.around(code, e.near)
		}
		province := p.Province()
		if province == "" {
			province = "00"
		}
		sum := sha256.Sum256([]byte(strings.Join(found.ids, "\x00")))
		found.key = province + "-" + hex.EncodeToString(sum[:5])
		e.picked[code], e.ids[found.key] = found, found.ids
	}
	return found.key
}

// Compose implements deliver.Composer.
func (e *edition) Compose(ctx context.Context, v deliver.Variant) ([]chat.Message, error) {
	rest := strings.TrimPrefix(v.Key, v.Lang+"-")
	rest = strings.TrimPrefix(rest, "plain-")
	around, uncounted := strings.CutPrefix(rest, "uncounted-")
	e.mu.Lock()
	ids := e.ids[around]
	e.mu.Unlock()
	near, err := e.Work.Opportunities(ctx, ids...)
	if err != nil {
		return nil, err
	}
	to := newsletter.Reader{Zone: e.Zone, Picks: near, Works: e.works, Page: e.Address(e.issue.ID) + "?lang=" + v.Lang}
	if p, ok := e.Places.Place(v.Province); ok {
		to.Province = p.Name(v.Lang)
	}
	if !uncounted {
		to.Link = func(name, url string) string { return e.Links.Link(e.issue.ID, name, v.Province+"/"+v.Lang, url) }
	}
	return e.issue.Compose(e.Speak(v.Lang), to), nil
}
