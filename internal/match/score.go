package match

import (
	"math"
	"math/bits"
	"slices"

	"jitasa/internal/domain"
)

// What a reason weighs, in points × 1000. Being near weighs most and fades with
// distance: half at 8 km, a tenth at 72 km.
const (
	pointsTitle        = 500_000
	pointsNear         = 400_000
	pointsCause        = 220_000
	pointsUrgent       = 150_000
	pointsSkill        = 120_000
	pointsSoon         = 80_000
	pointsAvailability = 60_000
	pointsFew          = 40_000
	pointsNew          = 40_000

	halfKM = 8
	week   = 7 * day
	// nearKM: up to this distance "near" is a reason.
	nearKM = 50
)

// want is a query made ready: codes as small numbers, times as seconds.
type want struct {
	now              uint32
	from, to         uint32
	days             uint64
	located          bool
	x, y, z          float64
	province         uint8
	must             uint16          // flags that the work must have
	languages        uint16          // one of them is enough; 0: does not matter
	weekdays         domain.Weekdays // of the span of time asked for; EveryDay: does not matter
	causes           uint32          // set; 0: all
	kinds            uint8           // set; 0: all
	likes            uint32
	skills           uint32
	when             uint16 // set of the onWeekday, onWeekend, inEvening flags
	emergencies      bool
	online           bool
	exclude          []string
	excluded         []uint64 // keys of exclude, sorted
	after            cursor
	urgent, remote   uint8  // positions of these kinds
	nearest, placed  bool   // score by distance alone; search what has a place
	byDistance       bool   // score what has a place by distance alone, page by page
	part             part   // of the answer
	byWords, byLikes bool   // what leads
	within           bounds // what lies outside is left out
	leading          bounds // of what leads
	hits             []hits // of each layer, if words are looked for
	onlyHits         bool
}

// bounds are where work may lie: in the province (0: in any) and within the circle (squared chord), or in either of them.
type bounds struct {
	province uint8
	circle   float64
	either   bool
}

func (b *bounds) hold(inProvince bool, c2 float64) bool {
	if b.either {
		return inProvince || c2 <= b.circle
	}
	return inProvince && c2 <= b.circle
}

// everywhere is the circle that holds the earth.
const everywhere = 5

func (w *words) want(q *Query) *want {
	t := &want{
		now: seconds(q.Now), to: never, days: math.MaxUint64, province: provinceOf(q.Province),
		languages: uint16(some(w.spoken, q.Languages)), weekdays: domain.EveryDay,
		causes: set(w.causes, q.Causes), kinds: uint8(set(w.kinds, q.Kinds)), likes: set(w.causes, q.Likes), skills: uint32(some(w.skills, q.Skills)),
		exclude: q.Exclude, urgent: uint8(slices.Index(w.kinds, domain.Emergency)), remote: uint8(slices.Index(w.kinds, domain.Remote)),
		placed: true,
	}
	t.dates(q)
	t.require(minorsOK, q.Minor)
	t.require(sitting, q.Sitting)
	t.require(certified, q.Certificate)
	t.require(weekends, q.Weekend)
	t.require(workdays, q.Weekday)
	t.require(map[Part]uint16{Mornings: mornings, Afternoons: afternoons, Evenings: evenings}[q.Part], q.Part != "")
	if len(q.Languages) > 0 && t.languages == 0 {
		t.languages = 1 << 15 // asked for a language that is none: matches nothing
	}
	if q.Point != nil && q.Point.Valid() {
		t.located = true
		x, y, z := vector(*q.Point)
		t.x, t.y, t.z = float64(float32(x)), float64(float32(y)), float64(float32(z))
	}
	t.byDistance = q.Nearest && t.located
	for _, a := range q.Availability {
		t.prefer(a)
	}
	for _, id := range q.Exclude {
		t.excluded = append(t.excluded, keyOf(id))
	}
	slices.Sort(t.excluded)
	return t
}

func (t *want) dates(q *Query) {
	if !q.From.IsZero() {
		t.from = seconds(q.From)
	}
	if !q.To.IsZero() {
		t.to = max(seconds(q.To), t.from+1)
	}
	if t.to == never {
		return
	}
	if t.to-t.from < week {
		t.weekdays = weekdaysOf(t.from, t.to)
	}
	// What has not ended by now is at work after now, or started (without an end) in the last 24 hours.
	from := max(t.from, max(t.now, 2*day)-2*day)
	if from >= t.to {
		from = t.from
	}
	t.days = days(from, t.to)
}

func (t *want) require(flag uint16, asked bool) {
	if asked {
		t.must |= flag
	}
}

func (t *want) prefer(availability string) {
	switch availability {
	case "weekdays":
		t.when |= onWeekday
	case "weekends", "holidays":
		t.when |= onWeekend
	case "evenings":
		t.when |= inEvening
	case "emergencies":
		t.emergencies = true
	case "online":
		t.online = true
	}
}

func set[T comparable](all, some []T) (s uint32) {
	for _, v := range some {
		if i := slices.Index(all, v); i >= 0 {
			s |= 1 << i
		}
	}
	if s == 0 && len(some) > 0 {
		return 1 << 31 // asked for something that does not exist: matches nothing
	}
	return s
}

// admits reports whether the group can hold an answer.
func (t *want) admits(g group) bool {
	liked := t.likes&(1<<g.cause) != 0
	if t.byLikes && (t.part.leads() && !liked || !t.part.leads() && liked && (!t.placed || t.leadsAll())) {
		return false
	}
	return g.placed == t.placed && (t.causes == 0 || t.causes&(1<<g.cause) != 0) && (t.kinds == 0 || t.kinds&(1<<g.kind) != 0)
}

// base is the part of the score that a whole group shares.
func (t *want) base(g group) (points int32) {
	if t.likes&(1<<g.cause) != 0 {
		points += pointsCause
	}
	if g.kind == t.urgent {
		points += pointsUrgent
	}
	if g.kind == t.urgent && t.emergencies || g.kind == t.remote && t.online {
		points += pointsAvailability
	}
	return points
}

// away is the squared chord to an item. The conversions forbid fused operations, so that
// a node around a single spot is bounded by exactly the score of the items there.
func (t *want) away(it *item) float64 {
	dx, dy, dz := float64(it.x)-t.x, float64(it.y)-t.y, float64(it.z)-t.z
	return float64(float64(dx*dx)+float64(dy*dy)) + float64(dz*dz)
}

// awayBox is the squared chord to the nearest corner, edge or face of a node's box.
func (t *want) awayBox(n *node) float64 {
	dx, dy, dz := outside(t.x, n.lo[0], n.hi[0]), outside(t.y, n.lo[1], n.hi[1]), outside(t.z, n.lo[2], n.hi[2])
	return float64(float64(dx*dx)+float64(dy*dy)) + float64(dz*dz)
}

func outside(v float64, lo, hi float32) float64 {
	return max(float64(lo)-v, v-float64(hi), 0)
}

// alone reports whether the distance alone counts.
func (t *want) alone() bool { return t.nearest || t.byDistance && t.placed }

// near is what a distance is worth; it never rises with c2.
func (t *want) near(c2 float64) int32 {
	km := domain.EarthRadiusKM * math.Sqrt(c2)
	if t.alone() {
		return -int32(km * 1000)
	}
	return int32(pointsNear / (1 + km/halfKM))
}

// soon is what a start is worth: only what is still to come, within a week.
func (t *want) soon(start uint32) int32 {
	if start < t.now || start-t.now >= week {
		return 0
	}
	return int32(int64(pointsSoon) * int64(week-(start-t.now)) / week)
}

func (t *want) fresh(created uint32) int32 {
	if created >= t.now {
		return pointsNew
	}
	if t.now-created >= week {
		return 0
	}
	return int32(int64(pointsNew) * int64(week-(t.now-created)) / week)
}

// score of an item at a distance, in a group of the given base.
func (t *want) score(it *item, base int32, c2 float64) int32 {
	s := int32(0)
	if t.located && t.placed {
		s = t.near(c2)
	}
	if t.alone() {
		return s
	}
	s += base + t.soon(it.start) + t.fresh(it.created)
	if it.skills&t.skills != 0 {
		s += pointsSkill
	}
	if it.flags&t.when != 0 {
		s += pointsAvailability
	}
	if it.seats <= few {
		s += pointsFew
	}
	return s
}

// bound is at least the score of every item below the node.
func (t *want) bound(n *node, base int32, c2 float64) int32 {
	s := int32(0)
	if t.located && t.placed {
		s = t.near(c2)
	}
	if t.alone() {
		return s
	}
	s += base + t.fresh(n.maxCreated)
	if n.maxStart >= t.now {
		s += t.soon(max(n.minStart, t.now))
	}
	if n.skills&t.skills != 0 {
		s += pointsSkill
	}
	if n.flags&t.when != 0 {
		s += pointsAvailability
	}
	if n.few {
		s += pointsFew
	}
	return s
}

// mayHold reports whether the filters leave a chance for something below the node.
func (t *want) mayHold(n *node, province uint8, c2 float64) bool {
	if !(n.maxEnd > t.now && n.days&t.days != 0 && n.minStart < t.to && n.maxEnd > t.from && n.weekdays&t.weekdays != 0) ||
		n.flags&t.must != t.must || t.languages != 0 && n.languages&t.languages == 0 {
		return false
	}
	return t.within.hold(province == 0 || n.provinces[province>>6]&(1<<(province&63)) != 0, c2)
}

// accepts applies the filters to an item; what is excluded by id comes later.
func (t *want) accepts(it *item, province uint8, c2 float64) bool {
	if !(it.end > t.now && it.start < t.to && it.until() > t.from) || it.flags&t.must != t.must ||
		t.languages != 0 && it.languages&t.languages == 0 || t.weekdays != domain.EveryDay && !it.worksWithin(t.from, t.to) {
		return false
	}
	return t.within.hold(province == 0 || it.province == province, c2)
}

// leadsAll reports whether all liked work of the rest stands among what leads.
func (t *want) leadsAll() bool {
	l := &t.leading
	return l.circle == everywhere && l.province == 0 || t.within.province == 0 && (l.province == 0 || l.either) && t.within.circle <= l.circle
}

// led reports whether an item of the rest stands among what leads.
func (t *want) led(in *rooted, it *item, at uint32, c2 float64) bool {
	if t.part.leads() || !t.byWords && !t.byLikes {
		return false
	}
	if t.byWords && !t.hits[in.number].any.has(at) || t.byLikes && t.likes&(1<<in.cause) == 0 {
		return false
	}
	return !t.placed || t.leading.hold(t.leading.province == 0 || it.province == t.leading.province, c2)
}

// reasons of a found item, heaviest first.
func (t *want) reasons(w *words, in *rooted, f *found) []Reason {
	it, g, c2 := &in.items[f.item], in.group, f.c2
	type weighed struct {
		Reason
		points int32
	}
	all := make([]weighed, 0, 8)
	add := func(points int32, r Reason) { all = append(all, weighed{r, points}) }
	if t.hits != nil && t.hits[in.number].title.has(f.item) {
		add(pointsTitle, Reason{Code: Titled})
	}
	if km := kmOf(c2); t.located && g.placed && km <= nearKM {
		add(t.near(c2), Reason{Code: Near, Number: km})
	}
	if t.likes&(1<<g.cause) != 0 {
		add(pointsCause, Reason{Code: Cause, Word: string(w.causes[g.cause])})
	}
	if g.kind == t.urgent {
		add(pointsUrgent, Reason{Code: Urgent})
	}
	if shared := it.skills & t.skills; shared != 0 {
		add(pointsSkill, Reason{Code: Skill, Word: w.skills[bits.TrailingZeros32(shared)]})
	}
	if p := t.soon(it.start); p > 0 {
		add(p, Reason{Code: Soon, Number: float64((it.start - t.now) / day)})
	}
	if code := t.fitting(it.flags); code != "" {
		add(pointsAvailability, Reason{Code: code})
	}
	if it.seats <= few {
		add(pointsFew, Reason{Code: FewSeats, Number: float64(it.seats)})
	}
	if p := t.fresh(it.created); p > 0 {
		add(p, Reason{Code: New, Number: float64((max(t.now, it.created) - it.created) / day)})
	}
	if g.kind == t.remote {
		add(0, Reason{Code: Remote})
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return int(b.points) - int(a.points) })
	out := make([]Reason, len(all))
	for i, r := range all {
		out[i] = r.Reason
	}
	return out
}

func (t *want) fitting(flags uint16) Code {
	switch shared := flags & t.when; {
	case shared&onWeekend != 0:
		return Weekend
	case shared&inEvening != 0:
		return Evening
	case shared&onWeekday != 0:
		return Weekday
	}
	return ""
}
