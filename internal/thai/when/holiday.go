package when

import (
	"slices"
	"strings"
	"time"

	"jitasa/internal/thai/lunar"
)

// holiday is a day with a name. Where it is the same every year, month and day
// tell it; elsewhere "on" does.
type holiday struct {
	words      string // spellings; what is also a person's name stands in asName
	asName     string
	month, day int
	days       int // how many, at least one
	on         func(year int) (Day, bool)
}

// holidays are the days that people call by their names; the numbers are those of
// THAI.md section 7. Where a year's day is not known the name means nothing.
func holidays() []holiday {
	return []holiday{
		{words: "ปีใหม่|วันปีใหม่|หยุดปีใหม่|ช่วงปีใหม่|เทศกาลปีใหม่|วันหยุดปีใหม่|ปีใหม่สากล|new year|new years|new year holiday|the new year", month: 12, day: 31, days: 2},
		{words: "วันขึ้นปีใหม่|new year's day|new year’s day|new years day", month: 1, day: 1, days: 1},
		{words: "วันสิ้นปี|คืนข้ามปี|วันข้ามปี|คืนสิ้นปี|ส่งท้ายปี|วันส่งท้ายปี|คืนส่งท้ายปี|เคานต์ดาวน์|เคาท์ดาวน์|new year's eve|new year’s eve|new years eve|nye", month: 12, day: 31, days: 1},
		{words: "วันเด็ก|วันเด็กแห่งชาติ|children's day|children’s day|childrens day|kids day|kid's day", days: 1, on: childrensDay},
		{words: "วันครู|วันครูแห่งชาติ|teacher's day|teachers' day|teachers day|teacher’s day", month: 1, day: 16, days: 1},
		{words: "ตรุษจีน|วันตรุษจีน|ตรุษจีนนี้|chinese new year|lunar new year|cny", days: 1, on: lunar.ChineseNewYear},
		{words: "วาเลนไทน์|วันวาเลนไทน์|วาเลนไทม์|วันวาเลนไทม์|วันแห่งความรัก|valentine|valentines|valentine's|valentine's day|valentine’s day|valentines day", month: 2, day: 14, days: 1},
		{words: "มาฆบูชา|วันมาฆบูชา|วันมาฆะ|มาฆะ|วันมาฆ|มาฆะบูชา|วันมาฆะบูชา|มาฆบุชา|makha bucha|makha bucha day|magha puja|makha puja|makhabucha", days: 1, on: lunar.Makha},
		{words: "วันสตรีสากล|women's day|women’s day|international women's day|womens day", month: 3, day: 8, days: 1},
		{words: "วันจักรี|chakri day|chakri memorial day", month: 4, day: 6, days: 1},
		{words: "วันสงกรานต์|ช่วงสงกรานต์|เทศกาลสงกรานต์|หยุดสงกรานต์|วันหยุดสงกรานต์|สงกราน|วันสงกราน|ช่วงสงกราน|สงกานต์|วันสงกานต์|ปีใหม่ไทย|วันปีใหม่ไทย|ปีใหม่เมือง|songkran|songkran festival|songkarn|sonkran|thai new year|water festival", asName: "สงกรานต์", month: 4, day: 13, days: 3},
		{words: "วันผู้สูงอายุ|วันผู้สูงอายุแห่งชาติ", month: 4, day: 13, days: 1},
		{words: "วันครอบครัว", month: 4, day: 14, days: 1},
		{words: "earth day|วันคุ้มครองโลก", month: 4, day: 22, days: 1},
		{words: "วันแรงงาน|วันแรงงานแห่งชาติ|labour day|labor day|may day", month: 5, day: 1, days: 1},
		{words: "วันฉัตรมงคล|coronation day", month: 5, day: 4, days: 1},
		{words: "วิสาขบูชา|วันวิสาขบูชา|วิสาขะบูชา|วันวิสาขะบูชา|วิสาขะ|วันวิสาขะ|วันวิสาข|visakha bucha|visakha bucha day|wisakha bucha|visaka bucha|visakha puja|vesak|vesak day|wesak|visakhabucha", days: 1, on: lunar.Visakha},
		{words: "วันเฉลิมราชินี|วันเฉลิมพระชนมพรรษาพระราชินี|queen's birthday", month: 6, day: 3, days: 1},
		{words: "วันสิ่งแวดล้อมโลก|world environment day|environment day", month: 6, day: 5, days: 1},
		{words: "อาสาฬหบูชา|วันอาสาฬหบูชา|อาสาฬหะบูชา|อาสาฬบูชา|วันอาสาฬบูชา|อาสาฬหะ|วันอาสาฬหะ|อาสาฬ|อาสาลหบูชา|วันอาสาลหบูชา|asalha bucha|asanha bucha|asahna bucha|asarnha bucha|asalha puja|asalha bucha day", days: 1, on: lunar.Asalha},
		{words: "เข้าพรรษา|วันเข้าพรรษา|เข้าพรรสา|เข้าพันษา|วันเข้าพันษา|buddhist lent|buddhist lent day|khao phansa|khao pansa|start of buddhist lent|beginning of buddhist lent", days: 1, on: lunar.AfterAsalha(1)},
		{words: "วันเฉลิมพระชนมพรรษา|วันเฉลิม|king's birthday", month: 7, day: 28, days: 1},
		{words: "วันแม่|วันแม่แห่งชาติ|mother's day|mother’s day|mothers day|mothers' day", month: 8, day: 12, days: 1},
		{words: "วันเยาวชน|วันเยาวชนแห่งชาติ", month: 9, day: 20, days: 1},
		{words: "วันนวมินทร|วันนวมินทรมหาราช", month: 10, day: 13, days: 1},
		{words: "ออกพรรษา|วันออกพรรษา|ออกพรรสา|ออกพันษา|วันออกพันษา|ok phansa|awk phansa|ok pansa|auk pansa|end of buddhist lent|the end of buddhist lent", days: 1, on: lunar.AfterAsalha(89)},
		{words: "วันอาสาสมัครไทย", month: 10, day: 21, days: 1},
		{words: "วันปิยมหาราช|วันปิยะ|วันปิยะมหาราช|ปิยมหาราช|chulalongkorn day|chulalongkorn memorial day", month: 10, day: 23, days: 1},
		{words: "ฮาโลวีน|วันฮาโลวีน|ฮัลโลวีน|halloween", month: 10, day: 31, days: 1},
		{words: "ลอยกระทง|วันลอยกระทง|คืนลอยกระทง|ลอยกะทง|วันลอยกะทง|ยี่เป็ง|loy krathong|loi krathong|loy kratong|loi kratong|loy krathong day|yi peng|yee peng", days: 1, on: lunar.AfterAsalha(118)},
		{words: "วันพ่อ|วันพ่อแห่งชาติ|วันชาติ|father's day|father’s day|fathers day|fathers' day|วันอาสาสมัครสากล|international volunteer day|volunteer day", month: 12, day: 5, days: 1},
		{words: "วันรัฐธรรมนูญ|วันรัฐธรรมนูน|constitution day", month: 12, day: 10, days: 1},
		{words: "คริสต์มาสอีฟ|คริสมาสอีฟ|christmas eve|xmas eve", month: 12, day: 24, days: 1},
		{words: "คริสต์มาส|วันคริสต์มาส|คริสมาส|วันคริสมาส|คริสมาสต์|วันคริสมาสต์|คริสต์มาสต์|คริสมาต|คริสมัส|christmas|christmas day|xmas|x'mas|xmas day", month: 12, day: 25, days: 1},
		{words: "วันพระ|วันธรรมสวนะ|holy day|buddhist holy day"}, // the last: see lunar.HolyDay
	}
}

// calendar is [holidays], read-only.
var calendar = holidays()

// in is when it is in a year; a span over New Year belongs to the year in which it ends.
func (h holiday) in(year int) (Range, bool) {
	from, ok := civil(year, time.Month(h.month), h.day), true
	if h.on != nil {
		from, ok = h.on(year)
	}
	if h.month == 12 && h.day == 31 && h.days > 1 {
		from.Year--
	}
	return Range{from, from.Add(h.days - 1)}, ok
}

// upcoming is when it is next, counting from today.
func (h holiday) upcoming(today Day) (Range, bool) {
	if h.days == 0 {
		d, ok := lunar.HolyDay(today)
		return Range{d, d}, ok
	}
	for y := today.Year; y <= today.Year+2; y++ {
		if r, ok := h.in(y); ok && !r.To.Before(today) {
			return r, true
		}
	}
	return Range{}, false
}

func childrensDay(y int) (Day, bool) {
	first := civil(y, time.January, 1)
	return first.Add((int(time.Saturday)-int(first.Weekday())+7)%7 + 7), true
}

func (v vocabulary) holidays() {
	for i, h := range calendar {
		v.add(festival, i, certain, h.words)
		if h.asName != "" {
			v.add(festival, i, short, h.asName)
		}
	}
	v.add(other, 0, 0, "วันพระราช|วันพระบรม|วันพระองค์|วันแม่น้ำ|ปีใหม่ๆ|สงกรานต์ชัย")
}

// wishing are the words before a holiday that make a greeting of it.
func wishing() []string {
	return []string{"สุขสันต์", "สวัสดี", "หวัดดี", "สวีดัด", "สวัสดีวัน", "happy", "merry", "hny"}
}

// festival reads ปีใหม่, วันแม่ปีหน้า, สงกรานต์ 2570, Christmas.
func (p *dateParser) festival(i int) (match, bool) {
	t := p.tokens[i]
	h := calendar[t.val]
	before := strings.TrimSpace(p.text[:t.start])
	if slices.ContainsFunc(wishing(), func(w string) bool { return strings.HasSuffix(before, w) }) {
		return match{next: i + 1, skip: true}, true
	}
	if t.aux == short && !p.meant(i) {
		return match{}, false
	}
	r, ok := h.upcoming(p.today)
	j := i + 1
	y, after, said := p.year(j)
	switch {
	case said && h.days > 0:
		r, ok = h.in(y)
		j = after
	case p.kind(j) == past, p.kind(i-1) == past && p.latin(i-1):
		return match{next: j, skip: true}, true
	case p.kind(j) == this, p.kind(j) == next:
		j++
	}
	if !ok || r.To.Before(p.today) {
		return match{next: j, skip: true}, true
	}
	if r.From.Before(p.today) {
		r.From = p.today
	}
	return match{Range: r, next: j}, true
}

// meant reports whether token i, which is somebody's name as well (สงกรานต์, มีนา),
// is a time here: nothing else is said, or the words around it speak of time or work.
func (p *dateParser) meant(i int) bool {
	switch p.kind(i + 1) {
	case this, next, past, yearUnit, era:
		return true
	}
	before := strings.TrimSpace(p.text[:p.tokens[i].start])
	return p.whole || p.kind(i-1) == prep || slices.ContainsFunc([]string{"งาน", "อาสา", "ว่าง", "ใน", "ตอน", "กิจกรรม", "หยุด", "รับ", "หลัง", "ก่อน", "ไปช่วย", "ไม่ว่าง", "ทำอะไร"},
		func(w string) bool { return strings.HasSuffix(before, w) })
}
