package linesim

import (
	"slices"
	"sync"
	"time"
)

// deliveryCounts are the numbers behind "number of sent messages", by day in
// Japan time and endpoint.
type deliveryCounts struct {
	mu   sync.Mutex
	days map[string]map[string]int64
}

func newDeliveryCounts() *deliveryCounts { return &deliveryCounts{days: map[string]map[string]int64{}} }

func statisticsDay(t time.Time) string {
	return t.In(time.FixedZone("JST", 9*60*60)).Format("20060102")
}

func (d *deliveryCounts) add(endpoint string, at time.Time, reached []bool) {
	var n int64
	for _, r := range reached {
		if r {
			n++
		}
	}
	day := statisticsDay(at)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.days[day] == nil {
		d.days[day] = map[string]int64{}
	}
	d.days[day][endpoint] += n
}

func (d *deliveryCounts) get(endpoint, day string) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.days[day][endpoint]
}

// unitNames are the custom aggregation units used this month.
type unitNames struct {
	mu    sync.Mutex
	month string
	names map[string]struct{}
}

const maxUnitNames = 1000

func newUnitNames() *unitNames { return &unitNames{names: map[string]struct{}{}} }

// admit notes the names, unless a new one would exceed the month's limit.
func (u *unitNames) admit(names []string, now time.Time) bool {
	if len(names) == 0 {
		return true
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.roll(now)
	for _, name := range names {
		if _, known := u.names[name]; !known && len(u.names) >= maxUnitNames {
			return false
		}
		u.names[name] = struct{}{}
	}
	return true
}

func (u *unitNames) roll(now time.Time) {
	if month := quotaMonth(now); month != u.month {
		u.month, u.names = month, map[string]struct{}{}
	}
}

func (u *unitNames) list(now time.Time) []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.roll(now)
	names := make([]string, 0, len(u.names))
	for name := range u.names {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
