package demo

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"
)

// seed makes the data what it is; another one gives other picks.
const seed = 2568

// wanted is how much work a province gets.
func wanted(province string) int {
	switch province {
	case "32": // Surin, the home of the networks
		return 16
	case "10":
		return 20
	case "50":
		return 12
	case "40", "90", "30":
		return 9
	case "20", "83", "84", "80", "34", "41", "57", "81":
		return 7
	}
	return 4
}

// job is a template at a place and a time.
type job struct {
	*template
	*spot
	id           string
	point        int // of spot.points
	starts, ends time.Time
	seats        int
	number       int // within the province
}

// planner chooses what happens where.
type planner struct {
	*material
	random *rand.Rand
	today  time.Time // midnight
	used   map[string]int
	causes map[string]int
	turn   map[string]int // spots used, by template and province
}

// plan makes all jobs, province by province, then the remote ones.
func (m *material) plan(today time.Time) []job {
	p := &planner{
		material: m, random: rand.New(rand.NewPCG(seed, 1)), today: today,
		used: map[string]int{}, causes: map[string]int{}, turn: map[string]int{},
	}
	var jobs []job
	for _, code := range p.provinces {
		jobs = append(jobs, p.province(code)...)
	}
	return append(jobs, p.remote()...)
}

// province chooses templates that fit, the local and least used ones first, no cause twice before all had their turn.
func (p *planner) province(code string) []job {
	var jobs []job
	here := map[string]int{} // causes in this province
	done := map[string]bool{}
	for n := range wanted(code) {
		t := p.choose(code, here, done)
		if t == nil {
			break
		}
		here[t.Cause]++
		done[t.Key] = true
		p.used[t.Key]++
		p.causes[t.Cause]++
		j := job{template: t, spot: p.place(code, t), number: n + 1}
		j.id = "demo-" + code + "-" + twoDigits(n+1)
		j.point = p.random.IntN(len(j.spot.points))
		p.schedule(&j)
		jobs = append(jobs, j)
	}
	return jobs
}

func (p *planner) choose(code string, here map[string]int, done map[string]bool) *template {
	var best *template
	order := func(a, b *template) int {
		return cmp.Or(
			cmp.Compare(here[a.Cause], here[b.Cause]),
			cmp.Compare(p.weight(a), p.weight(b)),
			cmp.Compare(p.causes[a.Cause], p.causes[b.Cause]),
		)
	}
	for _, i := range p.random.Perm(len(p.templates)) {
		t := &p.templates[i]
		if done[t.Key] || !t.inSeason(int(p.today.Month())) || !slices.ContainsFunc(p.spots[code], func(s spot) bool { return t.suits(&s) }) {
			continue
		}
		if best == nil || order(t, best) < 0 {
			best = t
		}
	}
	return best
}

// weight counts uses; what needs a special place counts half, so that it is taken where it fits.
func (p *planner) weight(t *template) int {
	if t.local() {
		return p.used[t.Key]
	}
	return 2 * p.used[t.Key]
}

// place takes the fitting districts of the province in turn.
func (p *planner) place(code string, t *template) *spot {
	var fitting []*spot
	for i := range p.spots[code] {
		if s := &p.spots[code][i]; t.suits(s) {
			fitting = append(fitting, s)
		}
	}
	slices.SortStableFunc(fitting, func(a, b *spot) int { return cmp.Compare(p.turn[a.district], p.turn[b.district]) })
	p.turn[fitting[0].district]++
	return fitting[0]
}

// remote makes one job of each remote template.
func (p *planner) remote() []job {
	var jobs []job
	for i := range p.templates {
		t := &p.templates[i]
		if t.Kind != "remote" {
			continue
		}
		j := job{template: t, id: "demo-00-" + twoDigits(len(jobs)+1), number: len(jobs) + 1}
		p.schedule(&j)
		jobs = append(jobs, j)
	}
	return jobs
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10%10), '0' + byte(n%10)}) }
