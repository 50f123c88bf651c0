package match_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// timely reports whether work begins in the part of the day and of the week that are asked for.
func timely(q *match.Query, o *domain.Opportunity) bool {
	days, _ := o.WorksOn(now.Location())
	here := o.Kind != domain.Remote && o.Point != nil
	free := !here && o.Hours == "" && !(!o.EndsAt.IsZero() && o.EndsAt.Before(o.StartsAt.AddDate(0, 0, 1).Add(time.Nanosecond)))
	if o.Kind != domain.Continuing && !free {
		days = 1 << o.StartsAt.In(now.Location()).Weekday()
	}
	if free && len(o.Weekdays) == 0 {
		days = domain.EveryDay
	}
	if q.Weekend && days&domain.Weekend == 0 || q.Weekday && days&domain.WorkingDays == 0 {
		return false
	}
	if free {
		return true
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

// Work from anywhere whose hours are free suits whoever asks for a time, and says so with no reason; one with hours, or of a day, has its own.
func TestAtWill(t *testing.T) {
	season := func(o *domain.Opportunity) {
		remote(o)
		o.StartsAt = time.Date(2026, time.November, 15, 9, 0, 0, 0, now.Location()) // a Sunday
		o.EndsAt = o.StartsAt.AddDate(0, 6, 0)
	}
	ix := match.Build([]domain.Opportunity{
		work("free", "education", 0, 1, season),
		work("endless", "education", 0, 1, season, func(o *domain.Opportunity) { o.EndsAt = time.Time{} }),
		work("noplace", "education", 0, 1, season, func(o *domain.Opportunity) { o.Kind = domain.Continuing }),
		work("hours", "education", 0, 1, season, func(o *domain.Opportunity) { o.Hours = "09:00-11:00" }),
		work("mondays", "education", 0, 1, season, func(o *domain.Opportunity) { o.Weekdays = []string{"mon"} }),
		work("lecture", "education", 0, 1, season, func(o *domain.Opportunity) {
			o.EndsAt = o.StartsAt.Add(2 * time.Hour)
			o.StartsAt = o.StartsAt.AddDate(0, 0, 28)
			o.EndsAt = o.EndsAt.AddDate(0, 0, 28)
		}),
		work("here", "education", 1, 1, season, func(o *domain.Opportunity) { o.Kind, o.Point = domain.OneDay, &surin }),
	})
	for _, c := range []struct {
		name string
		q    match.Query
		want string
	}{
		{"evening", match.Query{Part: match.Evenings}, "endless free mondays noplace"},
		{"afternoon", match.Query{Part: match.Afternoons}, "endless free mondays noplace"},
		{"morning", match.Query{Part: match.Mornings}, "endless free here hours lecture mondays noplace"},
		{"weekday", match.Query{Weekday: true}, "endless free mondays noplace"},
		{"weekend", match.Query{Weekend: true}, "endless free here hours lecture noplace"},
	} {
		c.q.Now, c.q.Limit = now, 20
		got := strings.Fields(ids(ix.Near(c.q)))
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}
