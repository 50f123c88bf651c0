package i18n

import (
	"strconv"
	"time"
)

// buddhistEra is what is added to a year of the common era.
const buddhistEra = 543

// dates are the words of a language for dates, looked up once.
type dates struct {
	weekdays   [7]string
	months     [12]string
	yearOffset int
	padHours   bool
}

func newDates(t *Texts) dates {
	var d dates
	for i := range d.weekdays {
		d.weekdays[i] = t.T("date.weekday." + strconv.Itoa(i))
	}
	for i := range d.months {
		d.months[i] = t.T("date.month." + strconv.Itoa(i+1))
	}
	if t.T("date.era") == "buddhist" {
		d.yearOffset = buddhistEra
	}
	d.padHours = t.T("date.hour_digits") == "2"
	return d
}

// Year gives a year of the common era as people write it: 2026 is "2569" in Thai and "2026" in English.
func (t *Texts) Year(ce int) string { return strconv.Itoa(ce + t.dates.yearOffset) }

// Day is a date with its weekday: "ส. 29 พ.ย. 2569", "Sun 29 Nov 2026".
func (t *Texts) Day(at time.Time) string {
	at = at.In(t.zone)
	return t.T("date.day", "Weekday", t.dates.weekdays[at.Weekday()], "Day", at.Day(),
		"Month", t.dates.months[at.Month()-1], "Year", t.Year(at.Year()))
}

// DayShort is Day without the year.
func (t *Texts) DayShort(at time.Time) string {
	at = at.In(t.zone)
	return t.T("date.day_short", "Weekday", t.dates.weekdays[at.Weekday()], "Day", at.Day(),
		"Month", t.dates.months[at.Month()-1])
}

// Clock is a time of day: "09.00 น.", "9:00".
func (t *Texts) Clock(at time.Time) string { return t.T("date.clock", "Time", t.clockFace(at)) }

func (t *Texts) clockFace(at time.Time) string {
	at = at.In(t.zone)
	hour := strconv.Itoa(at.Hour())
	if t.dates.padHours {
		hour = twoDigits(at.Hour())
	}
	return t.T("date.time", "Hour", hour, "Minute", twoDigits(at.Minute()))
}

// Shift is when work goes on, week by week, from one time of day to another ("08:00"; either may be empty):
// "ทุก จ. พ. ศ. 08.00–12.00 น.", "Mon – Fri, 8:00–12:00".
func (t *Texts) Shift(days []time.Weekday, from, to string) string {
	text := t.weekly(days)
	face := func(clock string) string {
		at, err := time.ParseInLocation("15:04", clock, t.zone)
		if err != nil {
			return ""
		}
		return t.clockFace(at)
	}
	switch first, last := face(from), face(to); {
	case first == "":
		return text
	case last == "":
		return t.T("date.moment", "Day", text, "Clock", t.T("date.clock", "Time", first))
	default:
		return t.T("date.hours", "Day", text, "From", first, "To", last)
	}
}

// weekly names days of the week, Monday first; three or more in a row as a span.
func (t *Texts) weekly(days []time.Weekday) string {
	switch len(days) {
	case 0:
		return ""
	case len(t.dates.weekdays):
		return t.T("date.daily")
	}
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = t.dates.weekdays[d]
	}
	if n := len(days); n > 2 && (int(days[n-1])-int(days[0])+7)%7 == n-1 {
		return t.T("date.weekly", "Days", t.T("date.span", "From", names[0], "To", names[n-1]))
	}
	text := names[0]
	for _, name := range names[1:] {
		text = t.T("date.weekdays", "Some", text, "Next", name)
	}
	return t.T("date.weekly", "Days", text)
}

// Range is a span of time, as short as it stays clear:
//
//	one day      ส. 28 พ.ย. 2569 09.00–12.00 น.                    Sat 28 Nov 2026, 9:00–12:00
//	several      ส. 28 พ.ย. 09.00 น. – อา. 29 พ.ย. 2569 16.00 น.   Sat 28 Nov, 9:00 – Sun 29 Nov 2026, 16:00
//	open end     ตั้งแต่ ส. 28 พ.ย. 2569 09.00 น.                    from Sat 28 Nov 2026, 9:00
//	whole days   ส. 28 – อา. 29 พ.ย. 2569                          Sat 28 – Sun 29 Nov 2026
//	two months   จ. 30 พ.ย. – อ. 1 ธ.ค. 2569                       Mon 30 Nov – Tue 1 Dec 2026
//
// An open end is a zero to, or one before from. Whole days begin at 00:00 and end at 23:59 or at 00:00 of the day after.
// A zero from gives nothing.
func (t *Texts) Range(from, to time.Time) string {
	if from.IsZero() {
		return ""
	}
	from, to = from.In(t.zone), to.In(t.zone)
	open := to.Year() <= 1 || to.Before(from)
	switch {
	case open && midnight(from):
		return t.T("date.open", "From", t.Day(from))
	case open:
		return t.T("date.open", "From", t.moment(t.Day(from), from))
	case midnight(from) && (midnight(to) || to.Hour() == 23 && to.Minute() == 59):
		if midnight(to) && to.After(from) {
			to = to.AddDate(0, 0, -1)
		}
		return t.wholeDays(from, to)
	case sameDay(from, to) && from.Equal(to):
		return t.moment(t.Day(from), from)
	case sameDay(from, to):
		return t.T("date.hours", "Day", t.Day(from), "From", t.clockFace(from), "To", t.clockFace(to))
	}
	return t.T("date.span", "From", t.moment(t.firstDay(from, to), from), "To", t.moment(t.Day(to), to))
}

func (t *Texts) wholeDays(from, last time.Time) string {
	if sameDay(from, last) {
		return t.Day(from)
	}
	return t.T("date.span", "From", t.firstOfDays(from, last), "To", t.Day(last))
}

// firstOfDays leaves out the month, too, where the last day names it.
func (t *Texts) firstOfDays(first, last time.Time) string {
	if first.Year() == last.Year() && first.Month() == last.Month() {
		return t.T("date.day_only", "Weekday", t.dates.weekdays[first.Weekday()], "Day", first.Day())
	}
	return t.firstDay(first, last)
}

// Days is a span of whole days, both included.
func (t *Texts) Days(first, last time.Time) string {
	return t.wholeDays(first.In(t.zone), last.In(t.zone))
}

// firstDay leaves out the year where the last day names it.
func (t *Texts) firstDay(first, last time.Time) string {
	if first.Year() == last.Year() {
		return t.DayShort(first)
	}
	return t.Day(first)
}

func (t *Texts) moment(day string, at time.Time) string {
	return t.T("date.moment", "Day", day, "Clock", t.Clock(at))
}

func sameDay(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

func midnight(at time.Time) bool { return at.Hour() == 0 && at.Minute() == 0 }

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
