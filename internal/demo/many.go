package demo

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Many is n pieces of cheap synthetic work for load tests, dated from the moment now:
// a fifth of it in Bangkok, the rest spread around the districts of the demo. Texts are
// shared between the pieces. The same arguments give the same work.
func Many(n int, seed uint64, now time.Time) ([]domain.Opportunity, error) {
	m, err := load()
	if err != nil {
		return nil, err
	}
	s := synthesis{random: rand.New(rand.NewPCG(seed, 2)), now: domain.Instant(now)}
	for _, code := range m.provinces {
		s.spots = append(s.spots, m.spots[code]...)
	}
	s.capital = m.spots["10"]
	for i := range m.templates {
		s.kinds = append(s.kinds, newPrototype(&m.templates[i], m.Source, m.Licence))
	}
	all := make([]domain.Opportunity, n)
	for i := range all {
		s.make(&all[i], i)
	}
	return all, nil
}

// synthesis is a mill for opportunities.
type synthesis struct {
	random         *rand.Rand
	now            time.Time
	spots, capital []spot
	kinds          []domain.Opportunity
}

// newPrototype is what all work made from a template has in common; its texts name no place.
func newPrototype(t *template, source, licence string) domain.Opportunity {
	bare := strings.NewReplacer(" {d}", "", ", {d}", "", " {p}", "", ", {p}", "", "{p}", "").Replace
	return domain.Opportunity{
		Title:        domain.Text{"th": bare(t.TH[0]), "en": bare(t.EN[0])},
		Summary:      domain.Text{"th": t.TH[1], "en": t.EN[1]},
		Organisation: "Load test", Cause: domain.Cause(t.Cause), Kind: domain.Kind(t.Kind), Skills: t.Skills, MinorsOK: t.Minors,
		Source: source, Licence: licence, State: domain.Open,
	}
}

func (s *synthesis) make(o *domain.Opportunity, i int) {
	r := s.random
	*o = s.kinds[r.IntN(len(s.kinds))]
	o.ID = "load-" + strconv.Itoa(i)
	o.StartsAt = s.now.Add(time.Duration(r.IntN(60*24)) * time.Hour)
	if o.Kind != domain.Continuing && o.Kind != domain.Remote {
		o.EndsAt = o.StartsAt.Add(time.Duration(2+r.IntN(8)) * time.Hour)
	}
	o.Seats = r.IntN(60)
	o.Taken = r.IntN(o.Seats + 1)
	o.CreatedAt = s.now.Add(-time.Duration(r.IntN(60*24)) * time.Hour)
	o.UpdatedAt = o.CreatedAt
	if o.Kind == domain.Remote {
		return
	}
	from := s.spots
	if r.IntN(5) == 0 {
		from = s.capital
	}
	at := &from[r.IntN(len(from))]
	p := at.points[r.IntN(len(at.points))]
	o.Province, o.District = at.province, at.district
	o.Point = &domain.Point{Lat: p.Lat + (r.Float64()-0.5)/10, Lng: p.Lng + (r.Float64()-0.5)/10} // within some 5 km
}
