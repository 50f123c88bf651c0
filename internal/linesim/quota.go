package linesim

import (
	"fmt"
	"sync"
	"time"
)

const (
	quotaNone    = "none"
	quotaLimited = "limited"
)

// quota counts people reached in the current month, Japan time as on LINE.
type quota struct {
	mu    sync.Mutex
	state Quota
	month string
}

func newQuota(q Quota) *quota { return &quota{state: q} }

func quotaMonth(now time.Time) string {
	return now.In(time.FixedZone("JST", 9*60*60)).Format("2006-01")
}

func (q *quota) roll(now time.Time) {
	month := quotaMonth(now)
	if q.month != "" && q.month != month {
		q.state.Used = 0
	}
	q.month = month
}

// spend takes n from the quota, or nothing when it does not suffice.
func (q *quota) spend(n int64, now time.Time) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.roll(now)
	if q.state.Type == quotaLimited && q.state.Used+n > q.state.Value {
		return false
	}
	q.state.Used += n
	return true
}

func (q *quota) get(now time.Time) Quota {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.roll(now)
	return q.state
}

func (q *quota) set(to Quota, now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.roll(now)
	q.state = to
}

// Quota is this month's state.
func (s *Sim) Quota() Quota { return s.quota.get(s.Now()) }

// SetQuota replaces type, limit and what was used this month.
func (s *Sim) SetQuota(to Quota) error {
	if to.Type != quotaNone && to.Type != quotaLimited || to.Value < 0 || to.Used < 0 {
		return fmt.Errorf("%w: quota %+v", ErrBadInput, to)
	}
	s.quota.set(to, s.Now())
	s.publishQuota()
	return nil
}

func (s *Sim) publishQuota() { s.hub.publish("quota", func() any { return s.Quota() }) }
