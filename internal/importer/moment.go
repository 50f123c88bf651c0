package importer

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jitasa/internal/thai"
)

// moment is a time, in UTC and milliseconds; zero where the cell is empty or wrong.
// RFC 3339 is the rule; without a zone the time is Thailand's; dates may be written as people do in the chat, with their year.
func (r *row) moment(name string) time.Time {
	s := thai.Normalize(clean(r.cell(name)))
	if s == "" {
		return time.Time{}
	}
	t, ok := r.parseTime(s)
	if !ok {
		if t, ok = r.saidTime(name, s); !ok {
			return time.Time{}
		}
	}
	switch {
	case t.Year() >= 2400:
		r.bad(name, "buddhist_year", "the year %d looks Buddhist; write %d", t.Year(), t.Year()-543)
	case t.Year() < 2000 || t.Year() > 2100:
		r.bad(name, "bad_time", "the year %d is not between 2000 and 2100", t.Year())
	default:
		return t.UTC().Truncate(time.Millisecond)
	}
	return time.Time{}
}

// parseTime reads what computers write.
func (r *row) parseTime(s string) (time.Time, bool) {
	thailand := thai.Zone()
	if r.serials {
		if days, err := strconv.ParseFloat(s, 64); err == nil && days > 1 && days < 100_000 {
			t, err := excelize.ExcelDateToTime(days, r.from1904)
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, thailand), err == nil
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, thailand); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// The same text must mean the same day whenever the file is read: it is read as of two days, years apart.
func readOn() [2]time.Time {
	return [2]time.Time{time.Date(2026, 1, 15, 12, 0, 0, 0, thai.Zone()), time.Date(2030, 7, 17, 12, 0, 0, 0, thai.Zone())}
}

// saidTime reads what people write: "5/12/2569", "เสาร์ที่ 5 ธ.ค. 2569 เวลา 9.00 น.".
func (r *row) saidTime(name, s string) (time.Time, bool) {
	var hits [2]thai.DateHit
	for i, now := range readOn() {
		var err error
		var ambiguous *thai.AmbiguousDate
		switch hits[i], err = thai.FindDate(s, now); {
		case errors.As(err, &ambiguous):
			days := make([]string, len(ambiguous.Candidates))
			for i, c := range ambiguous.Candidates {
				days[i] = c.String()
			}
			r.bad(name, "ambiguous_date", "%q may be %s; write the year in full", shown(s), strings.Join(days, " or "))
			return time.Time{}, false
		case err != nil:
			r.bad(name, "bad_time", "%q is no time such as 2026-11-22T08:00:00+07:00 or 22/11/2569 8:00", shown(s))
			return time.Time{}, false
		}
	}
	hit := hits[0]
	switch {
	case hit.Range != hits[1].Range:
		r.bad(name, "no_year", "%q depends on the day on which the file is read; write the date with its year", shown(s))
		return time.Time{}, false
	case hit.From != hit.To:
		r.bad(name, "several_days", "%q is several days; the first belongs into starts_at, the last into ends_at", shown(s))
		return time.Time{}, false
	}
	text := thai.Lower(s)
	clock, ok := r.clock(text[:hit.Start] + " " + text[hit.End:])
	if !ok {
		r.bad(name, "bad_time", "%q is no time such as 2026-11-22T08:00:00+07:00 or 22/11/2569 8:00", shown(s))
		return time.Time{}, false
	}
	return hit.From.Start().Add(time.Duration(clock.Hour)*time.Hour + time.Duration(clock.Minute)*time.Minute), true
}

// clock reads the time of day that stands beside a date, and midnight where nothing does.
func (r *row) clock(rest string) (c thai.Clock, ok bool) {
	hit, err := thai.FindTime(rest)
	switch {
	case err == nil:
		rest = rest[:hit.Start] + rest[hit.End:]
	case !errors.Is(err, thai.ErrNone):
		return c, false // it may be two
	}
	for _, word := range []string{"เวลา", "วันที่", "น.", "at", ",", "-"} {
		rest = strings.Replace(rest, word, "", 1)
	}
	return hit.Clock, strings.TrimSpace(rest) == ""
}
