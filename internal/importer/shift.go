package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// weekdayNames are how people write the days of the week: the start of an English name, or a Thai name with or without วัน.
func weekdayNames() map[string]domain.Weekdays {
	names := map[string]domain.Weekdays{
		"daily": domain.EveryDay, "every day": domain.EveryDay, "ทุกวัน": domain.EveryDay,
		"weekdays": domain.WorkingDays, "วันธรรมดา": domain.WorkingDays, "วันทำงาน": domain.WorkingDays,
		"weekends": domain.Weekend, "weekend": domain.Weekend, "เสาร์อาทิตย์": domain.Weekend, "วันหยุด": domain.Weekend,
	}
	thaiNames := [][]string{{"จันทร์", "จ"}, {"อังคาร", "อ"}, {"พุธ", "พ"}, {"พฤหัสบดี", "พฤหัส", "พฤ"}, {"ศุกร์", "ศ"}, {"เสาร์", "ส"}, {"อาทิตย์", "อา"}}
	english := []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	for i, code := range domain.WeekdayCodes() {
		day := domain.WeekdaysOf([]string{code})
		for _, n := range append([]string{code, english[i], english[i] + "s"}, thaiNames[i]...) {
			names[n] = day
		}
	}
	return names
}

// between stands for the days from one to another.
var between = regexp.MustCompile(`\s*(?:-|–|—|ถึง|\bto\b)\s*`)

// weekdays are separated by semicolons, commas or slashes; "mon-fri" is a span of them.
func (r *row) weekdays(name string) []string {
	names := weekdayNames()
	read := func(s string) domain.Weekdays {
		s = strings.Trim(strings.TrimSpace(s), ".")
		if w, ok := names[s]; ok {
			return w
		}
		return names[strings.TrimPrefix(s, "วัน")]
	}
	var all domain.Weekdays
	for _, part := range strings.FieldsFunc(strings.ToLower(r.line(name, maxSkills*maxSkill)), func(c rune) bool { return strings.ContainsRune(";,/", c) }) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		days := read(part)
		if ends := between.Split(strings.TrimSpace(part), -1); days == 0 && len(ends) == 2 {
			days = span(read(ends[0]), read(ends[1]))
		}
		if days == 0 {
			r.bad(name, "bad_weekday", "Value", shown(strings.TrimSpace(part)))
			return nil
		}
		all |= days
	}
	if all == 0 {
		return nil // not said
	}
	return all.Codes()
}

// span is the days from one to another, over a Sunday if need be; none if either is not one day.
func span(first, last domain.Weekdays) (days domain.Weekdays) {
	codes := domain.WeekdayCodes()
	from, to := first.Codes(), last.Codes()
	if len(from) != 1 || len(to) != 1 {
		return 0
	}
	for i := slices.Index(codes, from[0]); ; i = (i + 1) % len(codes) {
		day := domain.WeekdaysOf(codes[i : i+1])
		if days |= day; day == last {
			return days
		}
	}
}

// shiftHours is "08:00-12:00", also "8.00 – 12.00 น.".
var shiftHours = regexp.MustCompile(`^([0-9]{1,2})[:.]([0-9]{2})\s*(?:น\.?)?\s*(?:-|–|—|ถึง|to)\s*([0-9]{1,2})[:.]([0-9]{2})\s*(?:น\.?)?$`)

// hours are those of a day, from and to.
func (r *row) hours(name string) string {
	s := thai.Normalize(r.line(name, maxSkill))
	if s == "" {
		return ""
	}
	clock := func(hour, minute string) string {
		h, _ := strconv.Atoi(hour) // digits both
		m, _ := strconv.Atoi(minute)
		if h > 23 || m > 59 {
			return ""
		}
		return fmt.Sprintf("%02d:%02d", h, m)
	}
	if m := shiftHours.FindStringSubmatch(s); m != nil {
		if from, to := clock(m[1], m[2]), clock(m[3], m[4]); from != "" && to != "" && from != to {
			return from + "-" + to
		}
	}
	r.bad(name, "bad_hours", "Value", shown(s))
	return ""
}

// languages are codes, separated by semicolons; each is enough for the work.
func (r *row) languages(name string) []string {
	var all []string
	for _, s := range strings.Split(strings.ToLower(r.line(name, maxSkills*maxSkill)), ";") {
		s = strings.TrimSpace(s)
		if s == "" || slices.Contains(all, s) {
			continue
		}
		if !slices.Contains(domain.SpokenLanguages(), s) {
			r.bad(name, "bad_choice", "Value", shown(s), "Choices", joined(domain.SpokenLanguages()))
			continue
		}
		all = append(all, s)
	}
	return all
}

// said is yes or no; nil for an empty cell, where the organiser has not said.
func (r *row) said(name string) *bool {
	if clean(r.cell(name)) == "" {
		return nil
	}
	v := r.boolean(name)
	return &v
}
