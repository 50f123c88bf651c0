package domain_test

import (
	"testing"
	"time"

	"jitasa/internal/domain"
)

func TestWorksOnAndShift(t *testing.T) {
	zone := time.FixedZone("ICT", 7*60*60)
	at := func(day, hour int) time.Time { return time.Date(2026, time.November, day, hour, 0, 0, 0, zone) } // the 23rd is a Monday
	for name, c := range map[string]struct {
		o        domain.Opportunity
		days     domain.Weekdays
		said     bool
		from, to string
	}{
		"said":                       {domain.Opportunity{Kind: domain.Continuing, StartsAt: at(23, 8), Weekdays: []string{"sun"}, Hours: "09:00-11:30"}, 1 << time.Sunday, true, "09:00", "11:30"},
		"begins on a working day":    {domain.Opportunity{Kind: domain.Continuing, StartsAt: at(23, 8)}, domain.WorkingDays, false, "08:00", ""},
		"until the hour of its end":  {domain.Opportunity{Kind: domain.Continuing, StartsAt: at(23, 8), EndsAt: at(23, 12).AddDate(0, 3, 0)}, domain.WorkingDays, false, "08:00", "12:00"},
		"begins on a weekend":        {domain.Opportunity{Kind: domain.Continuing, StartsAt: at(28, 17)}, domain.Weekend, false, "17:00", ""},
		"a day, and nothing of when": {domain.Opportunity{Kind: domain.Continuing, StartsAt: at(23, 0), EndsAt: at(30, 0).Add(-time.Second)}, domain.EveryDay, false, "", ""},
		"not continuing":             {domain.Opportunity{Kind: domain.EventKind, StartsAt: at(27, 8), EndsAt: at(29, 16)}, domain.EveryDay, false, "08:00", "16:00"},
		"written by another version": {domain.Opportunity{Kind: domain.Continuing, StartsAt: at(23, 8), Weekdays: []string{"funday"}}, domain.WorkingDays, false, "08:00", ""},
	} {
		days, said := c.o.WorksOn(zone)
		from, to := c.o.Shift(zone)
		if days != c.days || said != c.said || from != c.from || to != c.to {
			t.Errorf("%s: %v %t, %q–%q", name, days.Codes(), said, from, to)
		}
	}
}
