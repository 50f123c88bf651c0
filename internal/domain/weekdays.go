package domain

import (
	"slices"
	"strings"
	"time"
)

// WeekdayCodes lists the codes of the days of the week, Monday first.
func WeekdayCodes() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// Weekdays is a set of days of the week: bit n is time.Weekday n, Sunday is 0.
type Weekdays uint8

// The sets that people name.
const (
	EveryDay    Weekdays = 1<<7 - 1
	Weekend              = Weekdays(1<<time.Saturday | 1<<time.Sunday)
	WorkingDays          = EveryDay &^ Weekend
)

// Has reports whether a day is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// WeekdaysOf reads codes; those it does not know are left out.
func WeekdaysOf(codes []string) (w Weekdays) {
	for _, c := range codes {
		if i := slices.Index(WeekdayCodes(), c); i >= 0 {
			w |= 1 << ((i + 1) % 7)
		}
	}
	return w
}

// Codes lists the days of the set, Monday first.
func (w Weekdays) Codes() []string {
	return slices.DeleteFunc(WeekdayCodes(), func(c string) bool { return w&WeekdaysOf([]string{c}) == 0 })
}

// WorksOn is the set of weekdays on which the work goes on, and whether the organiser said so. Where nothing is said of
// continuing work that begins at an hour, work that begins on a working day is taken for work of working days, and what
// begins on a weekend for work of weekends: enough to leave it out on a Sunday, and not to be told to anybody as a fact.
func (o *Opportunity) WorksOn(zone *time.Location) (days Weekdays, said bool) {
	if days = WeekdaysOf(o.Weekdays); days != 0 {
		return days, true
	}
	start := o.StartsAt.In(zone)
	if o.Kind != Continuing || o.StartsAt.IsZero() || midnight(start) {
		return EveryDay, false
	}
	if Weekend.Has(start.Weekday()) {
		return Weekend, false
	}
	return WorkingDays, false
}

// Shift is from when to when the work goes on, on each of its days, as "08:00" and "12:00"; to is empty where it is not
// known, both are where the organiser named no hour.
func (o *Opportunity) Shift(zone *time.Location) (from, to string) {
	if from, to, ok := strings.Cut(o.Hours, "-"); ok {
		return from, to
	}
	start, end := o.StartsAt.In(zone), o.EndsAt.In(zone)
	if o.StartsAt.IsZero() || midnight(start) {
		return "", ""
	}
	from = start.Format("15:04")
	if to = end.Format("15:04"); o.EndsAt.IsZero() || to <= from || to == "23:59" {
		to = ""
	}
	return from, to
}

func midnight(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 }

// Yes reports whether something was said, and said to be so.
func Yes(said *bool) bool { return said != nil && *said }
