package importer

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// start is the moment from which on; a day begins at 00:00.
func (r *row) start(name string) time.Time {
	t, _ := r.moment(name)
	return t
}

// end is the moment until which; a day without a time of day is meant as a whole.
func (r *row) end(name string) time.Time {
	t, day := r.moment(name)
	if day {
		return t.Add(24*time.Hour - time.Second)
	}
	return t
}

// moment is a time, in UTC and milliseconds, and whether it is only a day; zero where the cell is empty or wrong.
// RFC 3339 is the rule; without a zone the time is Thailand's; dates may be written as people do in the chat, with their year.
func (r *row) moment(name string) (t time.Time, day bool) {
	s := thai.Normalize(clean(r.cell(name)))
	if s == "" {
		return time.Time{}, false
	}
	t, day, ok := r.parseTime(s)
	if !ok {
		if t, day, ok = r.saidTime(name, s); !ok {
			return time.Time{}, false
		}
	}
	switch {
	case t.Year() >= 2400:
		r.bad(name, "buddhist_year", "Year", t.Year(), "Meant", t.Year()-543)
	case t.Year() < 2000 || t.Year() > 2100:
		r.bad(name, "bad_year", "Year", t.Year())
	default:
		return t.UTC().Truncate(time.Millisecond), day
	}
	return time.Time{}, false
}

// parseTime reads what computers write. A spreadsheet has one number for a day and for its midnight: the day is meant.
func (r *row) parseTime(s string) (t time.Time, day, ok bool) {
	thailand := thai.Zone()
	if r.serials {
		if days, err := strconv.ParseFloat(s, 64); err == nil && days > 1 && days < 100_000 {
			t, err := excelize.ExcelDateToTime(days, r.from1904)
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, thailand), days == math.Trunc(days), err == nil
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, thailand); err == nil {
			return t, layout == time.DateOnly, true
		}
	}
	return time.Time{}, false, false
}

// The same text must mean the same day whenever the file is read: it is read as of two days, years apart.
func readOn() [2]time.Time {
	return [2]time.Time{time.Date(2026, 1, 15, 12, 0, 0, 0, thai.Zone()), time.Date(2030, 7, 17, 12, 0, 0, 0, thai.Zone())}
}

// saidTime reads what people write: "5/12/2569", "เสาร์ที่ 5 ธ.ค. 2569 เวลา 9.00 น.".
func (r *row) saidTime(name, s string) (t time.Time, day, ok bool) {
	var hits [2]when.DateHit
	for i, now := range readOn() {
		var err error
		var ambiguous *when.AmbiguousDate
		switch hits[i], err = when.FindDate(s, now); {
		case errors.As(err, &ambiguous):
			days := make(oneOf, len(ambiguous.Candidates))
			for i, c := range ambiguous.Candidates {
				days[i] = domain.Text{"": c.String()}
			}
			r.bad(name, "ambiguous_date", "Value", shown(s), "Days", days)
			return time.Time{}, false, false
		case err != nil:
			r.bad(name, "bad_time", "Value", shown(s))
			return time.Time{}, false, false
		}
	}
	hit := hits[0]
	switch {
	case hit.Range != hits[1].Range:
		r.bad(name, "no_year", "Value", shown(s))
		return time.Time{}, false, false
	case hit.From != hit.To:
		r.bad(name, "several_days", "Value", shown(s))
		return time.Time{}, false, false
	}
	text := thai.Lower(s)
	clock, day, ok := r.clock(text[:hit.Start] + " " + text[hit.End:])
	if !ok {
		r.bad(name, "bad_time", "Value", shown(s))
		return time.Time{}, false, false
	}
	return hit.From.Start().Add(time.Duration(clock.Hour)*time.Hour + time.Duration(clock.Minute)*time.Minute), day, true
}

// clock reads the time of day that stands beside a date; where there is none, it is the day.
func (r *row) clock(rest string) (c when.Clock, day, ok bool) {
	hit, err := when.FindTime(rest)
	switch day = errors.Is(err, when.ErrNone); {
	case err == nil:
		rest = rest[:hit.Start] + rest[hit.End:]
	case !day:
		return c, false, false // it may be two
	}
	for _, word := range []string{"เวลา", "วันที่", "น.", "at", ",", "-"} {
		rest = strings.Replace(rest, word, "", 1)
	}
	return hit.Clock, day, strings.TrimSpace(rest) == ""
}
