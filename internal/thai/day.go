package thai

import (
	"fmt"
	"time"
)

// Zone returns Asia/Bangkok: UTC+7 all year.
func Zone() *time.Location { return zone }

var zone = time.FixedZone("Asia/Bangkok", 7*60*60)

// Day is a day of the Gregorian calendar, without a time or a zone.
type Day struct {
	Year  int // C.E.
	Month time.Month
	Day   int
}

// DayOf returns the day that it is in Thailand at the moment t.
func DayOf(t time.Time) Day {
	y, m, d := t.In(Zone()).Date()
	return Day{y, m, d}
}

// String returns the ISO form, "2026-11-22".
func (d Day) String() string {
	y, m, n := d.Year, int(d.Month), d.Day
	if y < 0 || y > 9999 || m < 0 || m > 99 || n < 0 || n > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, n)
	}
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(n / 10), digit(n)})
}

// Start returns the first moment of the day in [Zone].
func (d Day) Start() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone()) }

// Add returns the day n days later (earlier for n < 0).
func (d Day) Add(n int) Day {
	return DayOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, Zone()))
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.Start().Weekday() }

// Before reports whether d is earlier than e.
func (d Day) Before(e Day) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// IsZero reports whether d is no day at all.
func (d Day) IsZero() bool { return d == Day{} }

// Exists reports whether the calendar has such a day.
func (d Day) Exists() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year int, m time.Month) int {
	return time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
