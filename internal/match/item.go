package match

import (
	"math"
	"slices"
	"strconv"
	"time"

	"jitasa/internal/domain"
)

// item is an opportunity as the search sees it: 48 bytes, no pointers, so that a
// million of them cost the garbage collector nothing. Times are Unix seconds.
type item struct {
	key        uint64  // hash of the id: breaks ties, finds items by id
	x, y, z    float32 // unit vector of the point (precise to half a metre); 0 where there is none
	start, end uint32  // end: never, for work without one
	created    uint32
	skills     uint32 // set of domain.Skills
	text       uint32 // number of its text, from 1; 0: none
	seats      uint16 // left; noLimit
	languages  uint16 // set of domain.SpokenLanguages, each of which is enough; empty: not said
	flags      uint16
	province   uint8           // gazetteer code 10–96; 0: none
	weekdays   domain.Weekdays // on which it goes on
}

const (
	never   = math.MaxUint32
	noLimit = math.MaxUint16
	few     = 5 // seats left that are worth a word
	day     = 24 * 60 * 60
	// thailand is ahead of UTC by so much, all year round.
	thailand = 7 * 60 * 60
)

// The flags of an item.
const (
	minorsOK uint16 = 1 << iota
	noEnd           // EndsAt is empty: a date matches only the day of the start (or all, if continuing)
	onWeekday
	onWeekend
	inEvening
	sitting
	certified
	// When it can be done, for those who ask for it.
	mornings
	afternoons
	evenings
	weekends
	workdays
)

// group is what all items of one tree have in common.
type group struct {
	cause, kind uint8 // positions in words
	placed      bool  // has a point and is not remote
}

// words turns the codes of the domain into small numbers.
type words struct {
	causes []domain.Cause
	kinds  []domain.Kind
	skills []string
	spoken []string
	zone   *time.Location
}

func newWords() *words {
	return &words{domain.Causes(), domain.Kinds(), domain.Skills(), domain.SpokenLanguages(), time.FixedZone("", thailand)}
}

// keyOf must be the same in every process and release, because it stands in cursors (FNV-1a).
func keyOf(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return h
}

func seconds(t time.Time) uint32 { return uint32(min(max(t.Unix(), 0), never-2)) }

// wanted reports whether the opportunity belongs into an index at all: what is
// closed or has no seat left is not suggested to anybody.
func wanted(o *domain.Opportunity) bool {
	left, limited := o.SeatsLeft()
	return o.ID != "" && o.State != domain.Closed && (!limited || left > 0)
}

// pack makes the item of an opportunity.
func (w *words) pack(o *domain.Opportunity) (item, group) {
	it := item{
		key: keyOf(o.ID), start: seconds(o.StartsAt), end: endOf(o), created: seconds(o.CreatedAt),
		skills: uint32(some(w.skills, o.Skills)), languages: uint16(some(w.spoken, o.Languages)), seats: noLimit, province: provinceOf(o.Province),
	}
	it.weekdays, _ = o.WorksOn(w.zone)
	it.flags = w.flags(o, it.weekdays)
	if left, limited := o.SeatsLeft(); limited {
		it.seats = uint16(min(left, noLimit-1))
	}
	g := group{
		cause:  uint8(max(0, slices.Index(w.causes, o.Cause))),
		kind:   uint8(max(0, slices.Index(w.kinds, o.Kind))),
		placed: o.Point != nil && o.Kind != domain.Remote,
	}
	if g.placed {
		x, y, z := vector(*o.Point)
		it.x, it.y, it.z = float32(x), float32(y), float32(z)
	}
	return it, g
}

// endOf is the moment from which the work is over: the rule is domain's.
func endOf(o *domain.Opportunity) uint32 {
	switch {
	case !o.EndsAt.IsZero():
		return max(seconds(o.EndsAt), seconds(o.StartsAt)+1)
	case o.Kind == domain.Continuing || o.Kind == domain.Remote:
		return never
	}
	return seconds(o.StartsAt.Add(24 * time.Hour))
}

func (w *words) flags(o *domain.Opportunity, weekdays domain.Weekdays) (f uint16) {
	give := func(flag uint16, has bool) {
		if has {
			f |= flag
		}
	}
	give(minorsOK, o.MinorsOK)
	give(noEnd, o.EndsAt.IsZero())
	give(sitting, domain.Yes(o.Sitting))
	give(certified, domain.Yes(o.Certificate))
	start, on, free := o.StartsAt.In(w.zone), weekdays, atWill(o)
	if o.Kind != domain.Continuing {
		weekdays = 1 << start.Weekday() // what people keep free is the day on which it starts
	}
	give(onWeekend, weekdays&domain.Weekend != 0)
	give(onWeekday, weekdays&domain.WorkingDays != 0)
	from, _ := o.Shift(w.zone)
	give(inEvening, from >= "17:00")
	switch {
	case !free:
		on = weekdays
	case len(o.Weekdays) == 0:
		on = domain.EveryDay
	}
	give(mornings, free || from != "" && from < "12:00")
	give(afternoons, free || from >= "12:00" && from < "17:00")
	give(evenings, free || from >= "17:00")
	give(weekends, on&domain.Weekend != 0)
	give(workdays, on&domain.WorkingDays != 0)
	return f
}

// atWill reports whether people do the work at what hours they like: it has no place, goes on for days, and nobody named its hours.
func atWill(o *domain.Opportunity) bool {
	placed := o.Point != nil && o.Kind != domain.Remote
	return !placed && o.Hours == "" && (o.EndsAt.IsZero() || o.EndsAt.Sub(o.StartsAt) > 24*time.Hour)
}

// some is the set of those codes that are known.
func some(all, codes []string) (set uint64) {
	for _, c := range codes {
		if i := slices.Index(all, c); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// provinceOf makes a number of the code; 0 for what is no province.
func provinceOf(code string) uint8 {
	n, err := strconv.Atoi(code)
	if err != nil || n < 10 || n > 99 {
		return 0
	}
	return uint8(n)
}

// until is the end of the time in which a date matches.
func (it *item) until() uint32 {
	if it.flags&noEnd != 0 && it.end != never {
		return it.start + 1
	}
	return max(it.end, it.start+1)
}

// worksWithin reports whether one of the item's weekdays lies in a span of time in which the item goes on.
func (it *item) worksWithin(from, to uint32) bool {
	if it.weekdays == domain.EveryDay {
		return true
	}
	from, to = max(from, it.start), min(to, it.until())
	return from < to && it.weekdays&weekdaysOf(from, to) != 0
}

// weekdaysOf is the set of weekdays in Thailand from a moment to another.
func weekdaysOf(from, to uint32) (w domain.Weekdays) {
	first, last := (int64(from)+thailand)/day, (int64(to)-1+thailand)/day
	for d := first; d <= last && d < first+7; d++ {
		w |= 1 << ((d + 4) % 7) // 1 January 1970 was a Thursday
	}
	return w
}

// days is the set of days (since 1970, modulo 64) on which the work goes on.
func days(from, until uint32) uint64 {
	first, last := from/day, (until-1)/day
	if last-first >= 63 {
		return math.MaxUint64
	}
	run := uint64(1)<<(last-first+1) - 1
	return run<<(first%64) | run>>(64-first%64)
}

// vector is the unit vector of a point.
func vector(p domain.Point) (x, y, z float64) {
	sinLat, cosLat := math.Sincos(p.Lat * math.Pi / 180)
	sinLng, cosLng := math.Sincos(p.Lng * math.Pi / 180)
	return cosLat * cosLng, cosLat * sinLng, sinLat
}

// chord2 is the square of the chord of a distance: what the search compares.
func chord2(km float64) float64 {
	if km >= domain.EarthRadiusKM*math.Pi {
		return 5 // more than the earth has
	}
	c := 2 * math.Sin(km/domain.EarthRadiusKM/2)
	return c * c
}

// kmOf is the great-circle distance of a squared chord.
func kmOf(c2 float64) float64 {
	return 2 * domain.EarthRadiusKM * math.Asin(min(1, math.Sqrt(c2)/2))
}
