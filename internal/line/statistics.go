package line

import (
	"context"
	"fmt"
	"time"
)

// statisticsZone is the zone whose days LINE's statistics count (UTC+9).
const statisticsZone = 9 * 60 * 60

// statisticsDays is how many days after the first one LINE tells of at once.
const statisticsDays = 30

// Statistics tells how many people opened the messages of a unit, and how many
// opened an address in them, from one day to another. nil: LINE does not tell, for
// there are fewer than 20, or none. Of more than 31 days the first ones count. LINE answers 60 such
// calls an hour, and knows the numbers of a day on the next.
func (s *Sender) Statistics(ctx context.Context, unit string, from, to time.Time) (opened, clicked *int, err error) {
	if !validUnit(unit) {
		return nil, nil, fmt.Errorf("asking for statistics: %w", ErrUnit)
	}
	day := func(t time.Time) string {
		return t.In(time.FixedZone("", statisticsZone)).Format("20060102")
	}
	if last := from.AddDate(0, 0, statisticsDays); to.After(last) {
		to = last
	}
	insight := *s.insight // WithContext changes the client it is called on
	_, told, err := insight.WithContext(ctx).GetStatisticsPerUnitWithHttpInfo(unit, day(from), day(to))
	if err != nil {
		return nil, nil, asked("asking for statistics", err)
	}
	if told.Overview == nil {
		return nil, nil, nil
	}
	return known(told.Overview.UniqueImpression), known(told.Overview.UniqueClick), nil
}

// known is a number of LINE's. Null, which it says of less than 20, arrives as 0.
func known(n int64) *int {
	if n == 0 {
		return nil
	}
	known := int(n)
	return &known
}
