package match_test

import (
	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// timely reports whether work begins in the part of the day and of the week that are asked for.
func timely(q *match.Query, o *domain.Opportunity) bool {
	days, _ := o.WorksOn(now.Location())
	if o.Kind != domain.Continuing {
		days = 1 << o.StartsAt.In(now.Location()).Weekday()
	}
	if q.Weekend && days&domain.Weekend == 0 || q.Weekday && days&domain.WorkingDays == 0 {
		return false
	}
	switch from, _ := o.Shift(now.Location()); q.Part {
	case match.Mornings:
		return from != "" && from < "12:00"
	case match.Afternoons:
		return from >= "12:00" && from < "17:00"
	case match.Evenings:
		return from >= "17:00"
	}
	return true
}
