package demo

import (
	"strings"
	"time"
)

// schedule gives a job its time and seats.
func (p *planner) schedule(j *job) {
	at, err := time.Parse("15:04", j.At)
	if err != nil {
		at = time.Time{}.Add(9 * time.Hour)
	}
	day := p.day(j)
	j.starts = time.Date(day.Year(), day.Month(), day.Day(), at.Hour(), at.Minute(), 0, 0, p.today.Location())
	j.ends = j.starts.Add(time.Duration(j.Hours) * time.Hour)
	if j.Kind == "continuing" || j.Kind == "remote" {
		j.ends = p.lasting(j)
	}
	j.seats = j.Seats[0] + p.random.IntN(j.Seats[1]-j.Seats[0]+1)
}

// day is when the job starts: emergencies within days, a part of the rest today, tomorrow or this
// weekend, most within two months; continuing work may have begun.
func (p *planner) day(j *job) time.Time {
	var from, span int
	switch {
	case j.Kind == "emergency":
		from, span = 0, 4
	case j.Kind == "continuing" || j.Kind == "remote":
		from, span = -25, 45
	case p.random.IntN(5) == 0:
		from, span = 0, 3
	case p.random.IntN(4) == 0:
		from, span = 1, 7
	default:
		from, span = 4, 54
	}
	day := p.today.AddDate(0, 0, from+p.random.IntN(span))
	if !j.inSeason(int(day.Month())) {
		day = p.today // the season ends before the day
	}
	if j.Kind == "emergency" {
		return day
	}
	for !fits(j.On, day.Weekday()) || !j.worksOn(day.Weekday()) || holiday(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// worksOn reports whether the organiser names a day of the week, or none.
func (t *template) worksOn(d time.Weekday) bool {
	return t.Weekdays == "" || strings.Contains(t.Weekdays, strings.ToLower(d.String()[:3]))
}

// lasting is the end of work that goes on: open, or in two to six months, at the hour at which a shift ends.
func (p *planner) lasting(j *job) time.Time {
	months := p.random.IntN(8) - 1
	if months < 1 {
		return time.Time{}
	}
	return j.starts.AddDate(0, 1+months, 0).Add(time.Duration(j.Hours) * time.Hour)
}

// holiday reports New Year and Songkran, when people are with their families.
func holiday(d time.Time) bool {
	switch _, month, day := d.Date(); month {
	case time.December:
		return day == 31
	case time.January:
		return day == 1
	case time.April:
		return day >= 13 && day <= 15
	}
	return false
}

// fits reports whether a day of the week is one of those named.
func fits(on string, d time.Weekday) bool {
	switch on {
	case "weekend":
		return d == time.Saturday || d == time.Sunday
	case "weekday":
		return d != time.Saturday && d != time.Sunday
	case "any", "":
		return true
	}
	return on == strings.ToLower(d.String()[:3])
}
