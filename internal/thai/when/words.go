package when

import (
	"cmp"
	_ "embed" // the words
	"slices"
	"strconv"
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
	v.read()
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

//go:embed words.txt
var wordsFile string

// kinds are the names of kinds in the file, and numbers those of values.
func kinds() map[string]kind {
	return map[string]kind{
		"relative": relative, "this": this, "next": next, "past": past, "week": week, "weekend": weekend, "monthUnit": monthUnit, "yearUnit": yearUnit,
		"dayUnit": dayUnit, "part": part, "dayMark": dayMark, "ahead": ahead, "prep": prep, "since": since, "onward": onward, "after": after, "before": before,
		"fromNow": fromNow, "upTo": upTo, "other": other, "slash": slash, "dot": dot, "colon": colon, "comma": comma, "every": every, "era": era, "hour": hour,
		"morning": morning, "evening": evening, "tum": tum, "ti": ti, "bai": bai, "noon": noon, "half": half, "pastHour": pastHour, "minutes": minutes, "nalika": nalika, "meridiem": meridiem,
		"minute": minute, "timeMark": timeMark, "ageMark": ageMark, "ageUnit": ageUnit, "daypart": daypart,
	}
}

func numbers() map[string]int {
	return map[string]int{
		"thisOne": thisOne, "nextOne": nextOne, "partBegin": partBegin, "partMid": partMid, "partLate": partLate, "partEnd": partEnd,
		"inMorning": partOfDay(Morning), "inAfternoon": partOfDay(Afternoon), "inEvening": partOfDay(Evening), "atNight": partOfDay(Night),
	}
}

// read adds the words of the file, which is part of the program: one that is not well-formed is a mistake in it.
func (v vocabulary) read() {
	kinds, numbers := kinds(), numbers()
	var t token
	for line := range strings.Lines(wordsFile) {
		line = strings.TrimRight(line, "\n")
		head, isHead := strings.CutPrefix(line, "== ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case isHead:
			t = header(strings.Fields(head), kinds, numbers)
		default:
			v.add(t.kind, t.val, t.aux, line)
		}
	}
}

// header reads "relative 0 inMorning".
func header(fields []string, kinds map[string]kind, numbers map[string]int) (t token) {
	k, known := kinds[fields[0]]
	t.kind = k
	for i, f := range fields[1:] {
		n, err := strconv.Atoi(f)
		if named, ok := numbers[f]; ok {
			n, err = named, nil
		}
		known = known && err == nil
		*[...]*int{&t.val, &t.aux}[i] = n
	}
	if !known {
		panic("words.txt: " + strings.Join(fields, " "))
	}
	return t
}

// beOffset is what Buddhist Era years are ahead of the Common Era.
const beOffset = 543
