package finding

import (
	"regexp"
	"slices"
	"strings"

	"jitasa/internal/dialog"
	"jitasa/internal/match"
	spoken "jitasa/internal/thai/when"
)

// What work can have to be like in time, beside understand.Demands: the part of the day in which it begins, the days of the week.
const (
	atWeekends = "weekend"
	onWeekdays = "weekday"
)

// times are all that there is: of the parts one counts, and of the days.
func times() (parts, days []string) {
	return []string{string(match.Mornings), string(match.Afternoons), string(match.Evenings)}, []string{atWeekends, onWeekdays}
}

// The words of those who are free on some days of any week; a day that is named is none of them.
var (
	weekends = regexp.MustCompile(`วันหยุด|\b(?:weekends|holidays?|days? off|(?:every|each|any) weekend)\b`)
	weekdays = regexp.MustCompile(`วันธรรมดา|วันทำงาน|วันทำการ|จันทร์ ?(?:-|–|ถึง) ?ศุกร์|\b(?:week ?days?|working days?|mon(?:day)?s? ?(?:-|–|to) ?fri(?:day)?s?)\b`)
	// afterWork is the evening, wherever in a text it stands.
	afterWork = regexp.MustCompile(`หลัง(?:เลิก)(?:งาน|เรียน)|\bafter (?:work|school|office hours)\b`)
	// empty are words that no title is looked for by.
	empty = regexp.MustCompile(`^(?:หลัง|ก่อน|ทุก|ช่วง|แค่|แต่|เฉพาะ|after|before|only)$`)
	// denied and working say that a time is not meant, or not free.
	denied = regexp.MustCompile(`ไม่|บ่ว่าง|ม่าย|ยกเว้น|ติด|ต้องทำงาน|ทำงาน(?:ตอน|ช่วง|กลาง)|\b(?:not|no|cannot|busy|except|i(?:'m| am)? work(?:ing)?)\b|n't\b|n’t\b|\bcant\b`)
	// besides are the words that a text may hold which names nothing but a time.
	besides = regexp.MustCompile(`^(?:เช้า|บ่าย|เย็น|ค่ำ|ดึก|สาย|กลาง|คืน|กลางคืน|หลัง|ก่อน|แค่|แต่|เฉพาะ|ทุก|ช่วง|ๆ|หยุด|นักขัตฤกษ์|ราชการ|ธรรมดา|ทำการ|ศุกร์|จันทร์|ถึง|ๆ|only|just|after|before|come|every|each|any|usually|mostly|` +
		`mornings?|afternoons?|evenings?|nights?|weekends?|weekdays?|days?|off|holidays?|working|mon|fri|monday|friday|mondays|fridays|o'clock)+$`)
)

// timesSaid are the parts of the day and the days of the week that a text names.
func timesSaid(t *dialog.Turn) (all []string) {
	if !t.Typed() {
		return nil
	}
	switch p := t.Said.Part; {
	case p == spoken.Morning, p == "" && t.Said.Time != "" && t.Said.Time < "12:00":
		all = append(all, string(match.Mornings))
	case p == spoken.Afternoon, p == "" && t.Said.Time != "" && t.Said.Time < "17:00":
		all = append(all, string(match.Afternoons))
	case p != "", t.Said.Time != "", afterWork.MatchString(strings.ToLower(t.Text)):
		all = append(all, string(match.Evenings))
	}
	said := strings.ToLower(t.Text)
	switch {
	case t.Said.DateFrom != "":
	case weekends.MatchString(said):
		all = append(all, atWeekends)
	case weekdays.MatchString(said):
		all = append(all, onWeekdays)
	}
	if denied.MatchString(said) {
		return nil
	}
	return all
}

// onlyTimes reports whether a text names a time and nothing else: "หลังหกโมงเย็น", "weekends". Asked of what is shown, it is no search.
func onlyTimes(t *dialog.Turn) bool {
	if t.Said.Word != "" || t.Said.Topic != "" || t.Said.Danger != "" || t.Said.Phone != "" || len(timesSaid(t)) == 0 {
		return false
	}
	if t.Said.Asks && t.Memory.AtHand != nil && !seeking.MatchString(strings.ToLower(t.Text)) {
		return false
	}
	return !slices.ContainsFunc(strings.Fields(t.Said.Rest), func(w string) bool { return !besides.MatchString(strings.ToLower(w)) })
}

// timesFrom narrows the search to when the text says: what was said of it before is no more, but a day of which the hour is told now.
func (s *search) timesFrom(t *dialog.Turn) {
	said := timesSaid(t)
	if len(said) == 0 && t.Said.DateFrom == "" {
		return
	}
	s.atAnyTime()
	_, days := times()
	for _, code := range said {
		if s.atTime(code); slices.Contains(days, code) {
			s.From, s.To = "", ""
		}
	}
}

// atTime narrows the search to a part of the day or to some days of the week, of which the last that was said counts.
func (s *search) atTime(code string) bool {
	parts, days := times()
	for _, all := range [][]string{parts, days} {
		if slices.Contains(all, code) {
			s.Only = append(slices.DeleteFunc(slices.Clone(s.Only), func(o string) bool { return slices.Contains(all, o) }), code)
			return true
		}
	}
	return false
}

// atAnyTime forgets them.
func (s *search) atAnyTime() {
	parts, days := times()
	s.Only = slices.DeleteFunc(slices.Clone(s.Only), func(o string) bool { return slices.Contains(parts, o) || slices.Contains(days, o) })
}

// timed narrows a query to them.
func timed(q *match.Query, code string) {
	switch parts, _ := times(); {
	case slices.Contains(parts, code):
		q.Part = match.Part(code)
	case code == atWeekends:
		q.Weekend = true
	case code == onWeekdays:
		q.Weekday = true
	}
}
