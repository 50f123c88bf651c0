package when

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// words is the vocabulary of dates, times and ages, read-only.
var words = newVocabulary()

func newVocabulary() vocabulary {
	v := vocabulary{}
	v.numbers()
	v.months()
	v.weekdays()
	v.days()
	v.clock()
	v.dayparts()
	v.holidays()
	for r := range v {
		slices.SortStableFunc(v[r], func(a, b vocable) int { return cmp.Compare(len(b.word), len(a.word)) })
	}
	return v
}

// add adds spellings separated by "|".
func (v vocabulary) add(k kind, val, aux int, spellings string) {
	for w := range strings.SplitSeq(spellings, "|") {
		r, _ := utf8.DecodeRuneInString(w)
		v[r] = append(v[r], vocable{w, token{kind: k, val: val, aux: aux}})
	}
}

func (v vocabulary) numbers() {
	units := []string{"", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"}
	tens := []string{"", "สิบ", "ยี่สิบ", "สามสิบ", "สี่สิบ", "ห้าสิบ"}
	for t, ten := range tens {
		for u, unit := range units {
			if t > 0 && u == 1 {
				unit = "เอ็ด"
			}
			if n := 10*t + u; n > 0 {
				v.add(number, n, 0, ten+unit)
			}
		}
	}
	for i, w := range strings.Fields("one two three four five six seven eight nine ten eleven twelve") {
		v.add(number, i+1, 0, w)
	}
}

func (v vocabulary) months() {
	for i, row := range []struct{ full, short, abbr string }{
		{"มกราคม|มกราคา|january", "มกรา", "ม.ค.|ม.ค|มค.|มค|jan|jan."},
		{"กุมภาพันธ์|กุมภาพัน|กุมภาพันธุ์|february|febuary", "กุมภา", "ก.พ.|ก.พ|กพ.|กพ|feb|feb."},
		{"มีนาคม", "มีนา|march", "มี.ค.|มี.ค|มีค.|มีค|mar|mar."},
		{"เมษายน|เมษายล|april", "เมษา", "เม.ย.|เม.ย|เมย.|เมย|apr|apr."},
		{"พฤษภาคม|พฤกษภาคม|พฤศภาคม", "พฤษภา|may", "พ.ค.|พ.ค|พค.|พค"},
		{"มิถุนายน|มิถุนายล", "มิถุนา|june", "มิ.ย.|มิ.ย|มิย.|มิย|jun|jun."},
		{"กรกฎาคม|กรกฏาคม", "กรกฎา|กรกฏา|july", "ก.ค.|ก.ค|กค.|กค|jul|jul."},
		{"สิงหาคม", "สิงหา|august", "ส.ค.|ส.ค|สค.|สค|aug|aug."},
		{"กันยายน|september", "กันยา", "ก.ย.|ก.ย|กย.|กย|sep|sep.|sept|sept."},
		{"ตุลาคม|october", "ตุลา", "ต.ค.|ต.ค|ตค.|ตค|oct|oct."},
		{"พฤศจิกายน|พฤษจิกายน|พฤศจิกาย|november", "พฤศจิกา|พฤศจิ", "พ.ย.|พ.ย|พย.|พย|nov|nov."},
		{"ธันวาคม|ธันวาคา|december", "ธันวา", "ธ.ค.|ธ.ค|ธค.|ธค|dec|dec."},
	} {
		v.add(month, i+1, certain, row.full)
		v.add(month, i+1, short, row.short)
		v.add(month, i+1, abbr, row.abbr)
	}
}

func (v vocabulary) weekdays() {
	for i, row := range []struct{ thai, heard, abbr, english, en, sung string }{
		{"อาทิตย์|อาทิต|อาทิตย|อาทิด|อาทิดย์|อาธิตย์|อาทิท|อาทิตต์", "ทิตย์|ทิต|ทิด", "อา.", "sunday|sundays|sundy|sundey", "sun|sun.", "athit|arthit|atit|artit|aathit|athid|ahtit"},
		{"จันทร์|จันทร|จันท์|จันทร์์", "จัน|จันท", "จ.", "monday|mondays|moday|mondy", "mon|mon.", "jan|chan|jaan|chann|jun"},
		{"อังคาร|อังคาน|อังคาล|อังคาร์|อังค่าร|องคาร", "", "อ.", "tuesday|tuesdays|tusday|teusday", "tue|tue.|tues", "angkarn|angkan|angkhan|ungkarn|ungkan|angkaan|angkhaan|angkharn|ang karn|ang kan"},
		{"พุธ|พุท", "พุด|พุทธ|พุฒ", "พ.", "wednesday|wednesdays|wensday|wendesday", "wed|wed.", "put|phut|pud|poot|phud|pudh|puth"},
		{"พฤหัสบดี|พฤหัส|พฤหัสฯ|พฤหัด|พฤหัดบดี|พะหัส|พะหัด|พะหัสบดี|พรึหัส|พรึหัด|พรึหัสบดี|พรหัส|พระหัส|พระหัสบดี|พฤหัสดี|พฤหัดสบดี|พฤหัสสบดี|พฤหัท|พฤหัส์|พรึหั้ด|พึหัส|พึหัด", "", "พฤ.", "thursday|thursdays|thurday|thrusday", "thu|thu.|thur|thurs", "paruhat|pharuehat|pruhat|paruehat|phruehat|pharuhat|paruhas|pruehat|paruhad|prueha|phareuhat|pareuhat|paru hat"},
		{"ศุกร์|ศุกร|สุกร์|ศุกว์|ศุกร์์", "ศุก|สุก|ซุก|ศุข|สุข|ศุกต์|สุกร", "ศ.", "friday|fridays|firday|fridy", "fri|fri.", "suk|sook|souk|sukk"},
		{"เสาร์|เสาร|เสา์ร|เสาว์|เสาร์์|เส่าร์", "เสา|เส่า|เซาร์", "ส.", "saturday|saturdays|satuday|saterday|saturdy", "sat|sat.", "sao|saao|saow|saw"},
	} {
		for w := range strings.SplitSeq(row.thai, "|") {
			aux := short
			if i == 0 {
				aux = sunOrWeek
			}
			v.add(weekday, i, aux, w)
			v.add(weekday, i, certain, "วัน"+w)
		}
		for w := range strings.FieldsFuncSeq(row.heard, isBar) {
			v.add(weekday, i, heard, w)
			v.add(weekday, i, heardDay, "วัน"+w)
		}
		for w := range strings.SplitSeq(row.sung, "|") {
			v.sung(i, w)
		}
		v.add(weekday, i, certain, "วัน"+row.abbr)
		v.add(weekday, i, abbr, row.abbr)
		v.add(weekday, i, certain, row.english)
		v.add(weekday, i, abbr, row.en)
	}
}

func isBar(r rune) bool { return r == '|' }

// sung adds a weekday in Latin letters: wan sao, sao nee, wan athit na; athit na is next week.
func (v vocabulary) sung(day int, w string) {
	v.add(weekday, day, certain, "wan "+w+"|wan"+w)
	for word, aux := range map[string]int{" nee": thisOne, " ni": thisOne, " na": nextOne} {
		if word != " ni" {
			v.add(weekday, day, aux, "wan "+w+word)
		}
		switch {
		case day == 0:
			v.add(week, 0, aux, w+word)
			v.add(weekend, 0, 0, "sao "+w+word+"|sao"+w+word)
		case w != "chan" && w != "jun" && w != "saw" && w != "put":
			v.add(weekday, day, aux, w+word)
		}
	}
	if day == 0 {
		v.add(weekend, 0, 0, "sao "+w+"|sao"+w+"|sao-"+w)
	}
}

func (v vocabulary) days() {
	v.add(relative, 0, 0, "วันนี้|วันนี่|วันนี|วันนี้้|wan nee|wan ni|wan nii|today")
	v.add(relative, 0, partOfDay(Morning), "เช้านี้|this morning")
	v.add(relative, 0, partOfDay(Afternoon), "บ่ายนี้|this afternoon")
	v.add(relative, 0, partOfDay(Evening), "เย็นนี้|this evening")
	v.add(relative, 0, partOfDay(Night), "คืนนี้|ค่ำนี้|ค่ำคืนนี้|tonight|tonite")
	v.add(relative, 1, 0, "พรุ่งนี้|วันพรุ่งนี้|พรุ้งนี้|พรุงนี้|พุ่งนี้|พุ่งนี|พรุ่งนี|พรุ่งนี่|พรุ่งงี้|พรุ่งนิ|วันพรุ่ง|พรุ่งนี้้|พรุ้งนี|พลุ่งนี้|วันพรุงนี้|วันพุ่งนี้|prungnee|prung nee|prung ni|prungni|phrung nee|phrung ni|phrungnee|phrungni|pung nee|pungnee|proong nee|wan prung nee|tomorrow|tmr|tmrw|tomorow|tommorow|tommorrow|2morrow")
	v.add(relative, 1, partOfDay(Morning), "พรุ่งเช้า")
	v.add(relative, 2, 0, "มะรืน|มะรืนนี้|วันมะรืน|วันมะรืนนี้|มะรืนนี|มะรืนนี่|มะรืี้นี้|มะรืนี้|มะรื่น|มะรื่นนี้|มะลืน|มะลืนนี้|มะรึน|มะรึนนี้|marun nee|maruen nee|ma ruen nee|day after tomorrow|the day after tomorrow")
	v.add(relative, 3, 0, "มะเรื่อง|มะเรื่องนี้")
	v.add(relative, -1, 0, "เมื่อวาน|เมื่อวานนี้|yesterday")
	v.add(this, 0, 0, "นี้|นี่|ที่จะถึงนี้|ที่จะถึง|ที่จะมาถึง|ที่กำลังจะถึง|this|this coming|coming")
	v.add(next, 0, 0, "หน้า|ถัดไป|next|the next|following")
	v.add(past, 0, 0, "ที่แล้ว|ที่ผ่านมา|ก่อน|last|previous")
	v.add(week, 0, 0, "สัปดาห์|สัปดา|สัปดาร์|สัปห์ดา|week|weeks")
	v.add(weekend, 0, 0, "เสาร์อาทิตย์|เสาร์-อาทิตย์|เสาร์ อาทิตย์|เสาร์ - อาทิตย์|วันเสาร์อาทิตย์|วันเสาร์-อาทิตย์|วันเสาร์ อาทิตย์|วันเสาร์และอาทิตย์|วันเสาร์และวันอาทิตย์|"+
		"เสาร์และอาทิตย์|เสาร์อาทิต|ส.-อา.|ส-อา|สุดสัปดาห์|วันสุดสัปดาห์|วันหยุดสุดสัปดาห์|สุดสัปดา|เสาร์หรืออาทิตย์|วันเสาร์หรืออาทิตย์|วันเสาร์หรือวันอาทิตย์|เสาร์ หรือ อาทิตย์|เสาร์กับอาทิตย์|เสา อาทิตย์|เสาอาทิตย์|เสาทิตย์|เสาทิต|เสาทิด|เสาร์ทิตย์|เสาร์ทิต|เสาร์ทิด|เสาอาทิต|เสาอาทิด|เสาร์อาทิด|เสาร์อาทิตย|เสา-อาทิตย์|เสา ทิตย์|"+
		"ส.อา.|ส-อา.|ส. อา.|ส.- อา.|ส. - อา.|weekend|wkend|sat and sun|sat & sun|sat-sun|sat/sun|sat or sun|saturday and sunday|saturday & sunday|saturday or sunday")
	v.add(weekend, 0, 1, "weekends|วันหยุด") // a habit, or any day off, but with this or next
	v.add(monthUnit, 0, 0, "เดือน|month|months")
	v.add(monthUnit, 0, nextOne, "เดือนน่า|duean na|deuan na|duen na|duan na|dern na|duean naa|deuan naa|dueanna")
	v.add(monthUnit, 0, thisOne, "duean nee|deuan nee|duen nee|duan nee|duean ni|deuan ni")
	v.add(week, 0, nextOne, "สัปดาห์น่า|สัปดาน่า|อาทิตย์น่า|อาทิตน่า|sapda na|sabda na")
	v.add(yearUnit, 0, 0, "ปี|year|years")
	v.add(dayUnit, 0, 0, "วัน|day|days")
	v.add(part, partBegin, 1, "ต้นเดือน|beginning of the month|start of the month|early in the month")
	v.add(part, partMid, 1, "กลางเดือน|middle of the month")
	v.add(part, partLate, 1, "ปลายเดือน|ท้ายเดือน")
	v.add(part, partEnd, 1, "สิ้นเดือน|ปลายสิ้นเดือน|end of the month|end of month|month end")
	v.add(part, partBegin, 0, "ต้น|early|beginning of|start of")
	v.add(part, partMid, 0, "กลาง|mid|mid-|middle of")
	v.add(part, partLate, 0, "ปลาย|late")
	v.add(part, partEnd, 0, "สิ้น|end of|the end of")
	v.add(dayMark, 0, 0, "วันที่|วันที|วันทื่|wan tee|wan thi")
	v.add(ahead, 0, 0, "อีก|อีกสัก|อีกซัก|in")
	v.add(prep, 0, 0, "ที่|ช่วง|ภายใน|ราว|ราวๆ|ประมาณ|on|of|the|during|around|by|within|แถวๆ|ใน|ของ")
	v.add(since, 0, 0, "ตั้งแต่|ตั้งแต|ตังแต่|นับตั้งแต่|นับแต่|from|starting|starting from|starting on")
	v.add(onward, 0, 0, "เป็นต้นไป|เป็นต้นมา|onward|onwards|and later|and after")
	v.add(after, 0, 0, "หลัง|หลังจาก|พ้น|after")
	v.add(before, 0, 0, "ก่อนถึง|ก่อนจะถึง|before")
	v.add(fromNow, 0, 0, "ข้างหน้า|from now|from today|นับจากนี้|นับจากวันนี้|จากนี้|จากวันนี้")
	v.add(upTo, 0, 0, "ถึง|จนถึง|ไปจนถึง|ไปถึง|to|until|till|til|through|up to|up until")
	v.add(other, 0, 0, "คิดถึง|พูดถึง|หมายถึง|รวมถึง|นึกถึง|มาถึง|เข้าถึง|ส่งถึง|ใกล้ถึง|ใกล้จะถึง|จะถึง|กว่าจะถึง|ยังไม่ถึง|เดินทางถึง|กล่าวถึง|จนกว่า|จนท|ใจเย็น|น้ำเย็น|ตู้เย็น|อาหารเช้า|อาหารเย็น|ข้าวเช้า|ข้าวเย็น|มื้อเช้า|มื้อเย็น|มื้อเที่ยง|ข้าวเที่ยง|อาหารเที่ยง|รถเช้า|หลังคา|หลังบ้าน|หลังวัด|ของขวัญ|วันหยุดราชการ")
	v.add(upTo, 0, 1, "-|–|—|~")
	v.add(slash, 0, 0, "/")
	v.add(dot, 0, 0, ".")
	v.add(colon, 0, 0, ":")
	v.add(comma, 0, 0, ",")
	v.add(comma, 0, 1, "และ|กับ|&|and") // 12 และ 13 ธ.ค.; before a year only a comma
	v.add(every, 0, 0, "ทุก|ทุกๆ|every|each")
	v.add(era, beOffset, 0, "พ.ศ.|พ.ศ|พศ.|พศ|ปีพ.ศ.|ปี พ.ศ.|b.e.|be")
	v.add(era, 0, 0, "ค.ศ.|ค.ศ|คศ.|คศ|ปีค.ศ.|ปี ค.ศ.|c.e.|a.d.|ad")
}

func (v vocabulary) clock() {
	v.add(hour, 0, 0, "โมง")
	v.add(morning, 0, 0, "เช้า")
	v.add(evening, 0, 0, "เย็น")
	v.add(tum, 0, 0, "ทุ่ม")
	v.add(ti, 0, 0, "ตี")
	v.add(bai, 0, 0, "บ่าย")
	v.add(noon, 12, 0, "เที่ยง|เที่ยงวัน|เที่ยงตรง|noon|midday")
	v.add(noon, 0, 0, "เที่ยงคืน|midnight")
	v.add(half, 0, 0, "ครึ่ง")
	v.add(nalika, 0, 0, "น.|น|นาฬิกา|hrs|hours")
	v.add(meridiem, 0, 0, "am|a.m.|a.m")
	v.add(meridiem, 12, 0, "pm|p.m.|p.m")
	v.add(minute, 0, 0, "นาที")
	v.add(timeMark, 0, 0, "เวลา|ตอน|at|เวลาประมาณ|ราวๆ|สัก")
	v.add(ageMark, 0, 0, "อายุ|i am|i'm|im|i’m|age|aged|my age is")
	v.add(ageUnit, 0, 0, "ขวบ|years old|year old|yrs old|yo|y/o|yrs")
	// Words that begin like one of the above and are none.
	v.add(other, 0, 0, "เที่ยงธรรม|เที่ยงแท้|ดวงอาทิตย์|พระอาทิตย์|พระจันทร์|ดวงจันทร์|หน้ากาก|ห้าม|เก้าอี้|ปีก|ปีน|"+
		"ตีสองหน้า|ที่นี่|นี่แหละ|เย็นชา|ปลายทาง|กลางแจ้ง|กลางวัน|ตอนนี้|ตอนนั้น|ต้นไม้|ต้นกล้า|ต้นปี|สามารถ|สามี|วันเกิด|วันสุขสันต์|วันสุขภาพ|วันสุกดิบ|วันสุข์|วันเสาะ|วันพุทธชยันตี|วันพุทธศาสนา|วันพุทธเจ้า|วันจันทร์เพ็ญ|จันทร์เพ็ญ|เสาหน้าบ้าน|เสาหน้าวัด|สุกที่|สุขที่|ซุกที่|วันละ|มีนาย|มีนาง|บ่ายเบี่ยง|ถึงแม้|คนหน้า|"+
		"ดาวอังคาร|ดาวพุธ|ดาวพฤหัส|ดาวพฤหัสบดี|ดาวศุกร์|ดาวเสาร์|black friday|good friday|girl friday|monday blues|sunday school|sunday times|bloody sunday")
}

// beOffset is what Buddhist Era years are ahead of the Common Era.
const beOffset = 543
