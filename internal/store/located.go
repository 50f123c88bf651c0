package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// homeIndex finds people by where they are kept, as coarse as it is in plain.
func homeIndex() Index {
	return Index{Name: "home", Fields: []string{"home.province", "home.district"}}
}

// located is a profile as campaigns see it, with its point as it is kept: opening nothing else makes a circle of people cheap.
type located struct {
	ID   string `json:"_id"`
	Home *struct {
		Province string       `json:"province,omitempty"`
		District string       `json:"district,omitempty"`
		Point    domain.Point `json:"point,omitzero"` // in profiles that were never sealed
	} `json:"home,omitempty"`
	BirthYear   int               `json:"birthYear,omitempty"`
	Causes      []domain.Cause    `json:"causes,omitempty"`
	Skills      []string          `json:"skills,omitempty"`
	Affiliation string            `json:"affiliation,omitempty"`
	Network     string            `json:"network,omitempty"`
	Consents    []deliver.Consent `json:"consents,omitempty"`
	Unmeasured  bool              `json:"unmeasured,omitempty"`
	Reach       domain.Reach      `json:"reach,omitzero"`
	UpdatedAt   time.Time         `json:"updatedAt"`
	Sealed      struct {
		Point []byte `json:"home/point,omitempty"`
	} `json:"sealed,omitzero"`
}

// near streams everybody who may be within a circle, in no order, but nobody twice: who moves is found in both places.
func (a *Audience) near(ctx context.Context, c deliver.Circle, after string) iter.Seq2[*deliver.Person, error] {
	return func(yield func(*deliver.Person, error) bool) {
		seen := map[string]bool{}
		for _, q := range a.places(c) {
			for l, err := range a.located.Find(ctx, q) {
				if err != nil {
					yield(nil, err)
					return
				}
				if l.ID <= after || seen[l.ID] {
					continue
				}
				seen[l.ID] = true
				p, err := a.open(ctx, l)
				if !yield(p, err) || err != nil {
					return
				}
			}
		}
	}
}

// places are the queries for those who may be within a circle.
func (a *Audience) places(c deliver.Circle) []Query {
	if a.Around == nil {
		return []Query{{}}
	}
	codes, ok := a.Around(c.Point, c.KM)
	if !ok {
		return []Query{{}}
	}
	queries := make([]Query, len(codes))
	for i, code := range codes {
		queries[i] = Query{Index: "home", Prefix: []any{code[:2], nil}}
		if len(code) > 2 {
			queries[i].Prefix[1] = code
		}
	}
	return queries
}

// open is the person, with the point where they are looked for.
func (a *Audience) open(ctx context.Context, l *located) (*deliver.Person, error) {
	p := &deliver.Person{
		ID: l.ID, BirthYear: l.BirthYear, Causes: l.Causes, Skills: l.Skills, Affiliation: l.Affiliation, Network: l.Network,
		Consents: l.Consents, Unmeasured: l.Unmeasured, Reach: l.Reach, UpdatedAt: l.UpdatedAt,
	}
	if l.Home == nil {
		return p, nil
	}
	p.Home = &deliver.Home{Province: l.Home.Province, District: l.Home.District}
	p.Point = &l.Home.Point
	if len(l.Sealed.Point) == 0 {
		return p, nil
	}
	v := a.volunteers
	if v.sealer == nil {
		return nil, v.failed("reading", ErrNoKeys)
	}
	plain, err := v.sealer.Open(ctx, l.Sealed.Point, []byte(v.place(l.ID)+"home/point"))
	if err != nil {
		return nil, v.failed("opening a document of", fmt.Errorf("home/point: %w", err))
	}
	if err := json.Unmarshal(plain, p.Point); err != nil {
		return nil, v.failed("opening a document of", fmt.Errorf("%w: decoding home/point", domain.ErrInvalid)) // the decoder quotes the value
	}
	return p, nil
}
