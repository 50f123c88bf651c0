package collections

import (
	"context"
	"encoding/json"
	"iter"
	"runtime"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// homeIndex finds people by where they are kept, as coarse as it is in plain.
func homeIndex() store.Index {
	return store.Index{Name: "home", Fields: []string{"home.province", "home.district"}}
}

// located is a profile as campaigns see it, with its point as it is kept: opening nothing else makes a circle of people cheap.
type located struct {
	ID   string `json:"_id"`
	Home *struct {
		Province string       `json:"province,omitempty"`
		District string       `json:"district,omitempty"`
		Point    domain.Point `json:"point,omitzero"` // in profiles that were never sealed
	} `json:"home,omitempty"`
	BirthYear   int                `json:"birthYear,omitempty"`
	Adult       bool               `json:"adult,omitempty"`
	GuardianOK  bool               `json:"guardianOk,omitempty"`
	Causes      []domain.Cause     `json:"causes,omitempty"`
	Skills      []string           `json:"skills,omitempty"`
	Affiliation string             `json:"affiliation,omitempty"`
	Network     string             `json:"network,omitempty"`
	Consents    []audience.Consent `json:"consents,omitempty"`
	Unmeasured  bool               `json:"unmeasured,omitempty"`
	Reach       domain.Reach       `json:"reach,omitzero"`
	UpdatedAt   time.Time          `json:"updatedAt"`
	Sealed      struct {
		Point []byte `json:"home/point,omitempty"`
	} `json:"sealed,omitzero"`
}

// near streams everybody who may be within a circle, in no order, but nobody twice: who moves is found in both places.
func (a *Audience) near(ctx context.Context, c audience.Circle, after string) iter.Seq2[*audience.Person, error] {
	return func(yield func(*audience.Person, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		found, failed := a.search(ctx, a.places(c), after)
		defer func() {
			stop()
			for range found { // until nobody searches any more
			}
		}()
		seen := map[string]bool{}
		for people := range found {
			for _, p := range people {
				if seen[p.ID] {
					continue
				}
				if seen[p.ID] = true; !yield(p, nil) {
					return
				}
			}
		}
		if err := <-failed; err != nil {
			yield(nil, err)
		}
	}
}

// search looks in several places at a time. In each somebody reads, and somebody decodes and opens what was read before; a
// connection is held for some hundred documents, then others get their turn.
func (a *Audience) search(ctx context.Context, places []store.Query, after string) (found chan []*audience.Person, failed chan error) {
	found, failed = make(chan []*audience.Person, searches), make(chan error, 1)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(min(searches, max(2, runtime.GOMAXPROCS(0)/2)))
	go func() {
		defer close(found)
		for _, q := range places {
			g.Go(func() error { return a.searchIn(ctx, q, after, found) })
		}
		failed <- g.Wait()
	}()
	return found, failed
}

// searches is how many places are looked in at a time, at most, and foundAtOnce how many people are handed over.
const (
	searches    = 4
	foundAtOnce = 256
)

func (a *Audience) searchIn(ctx context.Context, q store.Query, after string, found chan<- []*audience.Person) error {
	var people []*audience.Person
	pass := func() error {
		select {
		case found <- people:
			people = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for l, err := range a.located.Find(ctx, q) {
		if err != nil {
			return err
		}
		if l.ID <= after {
			continue
		}
		p, err := a.open(ctx, l)
		if err != nil {
			return err
		}
		if people = append(people, p); len(people) < foundAtOnce {
			continue
		}
		if err := pass(); err != nil {
			return err
		}
	}
	return pass()
}

// places are the queries for those who may be within a circle.
func (a *Audience) places(c audience.Circle) []store.Query {
	if a.Around == nil {
		return []store.Query{{}}
	}
	codes, ok := a.Around(c.Point, c.KM)
	if !ok {
		return []store.Query{{}}
	}
	queries := make([]store.Query, len(codes))
	for i, code := range codes {
		queries[i] = store.Query{Index: "home", Prefix: []any{code[:2], nil}}
		if len(code) > 2 {
			queries[i].Prefix[1] = code
		}
	}
	return queries
}

// open is the person, with the point where they are looked for.
func (a *Audience) open(ctx context.Context, l *located) (*audience.Person, error) {
	p := &audience.Person{
		ID: l.ID, BirthYear: l.BirthYear, Adult: l.Adult, GuardianOK: l.GuardianOK, Causes: l.Causes, Skills: l.Skills,
		Affiliation: l.Affiliation, Network: l.Network, Consents: l.Consents, Unmeasured: l.Unmeasured, Reach: l.Reach, UpdatedAt: l.UpdatedAt,
	}
	if l.Home == nil {
		return p, nil
	}
	p.Home = &audience.Home{Province: l.Home.Province, District: l.Home.District}
	p.Point = &l.Home.Point
	if len(l.Sealed.Point) == 0 {
		return p, nil
	}
	if err := a.volunteers.OpenField(ctx, l.ID, "home/point", l.Sealed.Point, func(plain []byte) (err error) {
		*p.Point, err = pointOf(plain)
		return err
	}); err != nil {
		return nil, err
	}
	return p, nil
}

// pointOf reads a point as it is sealed. The decoder of JSON takes as long for it as all the rest of opening it.
func pointOf(plain []byte) (p domain.Point, err error) {
	lat, lng, two := strings.Cut(string(plain), `,"lng":`)
	lat, begins := strings.CutPrefix(lat, `{"lat":`)
	lng, ends := strings.CutSuffix(lng, "}")
	if two && begins && ends && strings.Trim(lat+lng, "0123456789.eE-+") == "" {
		var failed error
		p.Lat, err = strconv.ParseFloat(lat, 64)
		if p.Lng, failed = strconv.ParseFloat(lng, 64); err == nil && failed == nil {
			return p, nil
		}
	}
	return p, json.Unmarshal(plain, &p) // it was written by something else
}
