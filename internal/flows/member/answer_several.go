package member

import (
	"errors"
	"slices"
	"strings"

	"jitasa/internal/flow"
	"jitasa/internal/thai"
)

// loosely reads a text that is no list of options as the ones that it names on the way: "ทำอาหารได้ค่ะ", "เย็นๆ หลังเลิกงาน". words
// are what else they are called, by value; a text that is a question, or says what is not so, names none.
func loosely(a flow.Answer[[]string], all func(flow.Input) []flow.Option, words map[string][]string) flow.Answer[[]string] {
	return flow.Answer[[]string]{Options: a.Options, Parse: func(in flow.Input) ([]string, error) {
		v, err := a.Parse(in)
		var invalid *flow.Invalid
		if !errors.As(err, &invalid) || in.Value != "" || in.Text == "" || in.Sounds.Asks || asksSomething(in.Text) {
			return v, err
		}
		text := thai.Lower(in.Text)
		if slices.ContainsFunc([]string{"ไม่", "not ", "n't ", "no "}, func(no string) bool { return strings.Contains(text, no) }) {
			return v, err
		}
		var labels []string
		for _, o := range all(in) {
			called := append([]string{o.Label}, words[o.Value]...)
			if slices.ContainsFunc(called, func(w string) bool { return strings.Contains(text, thai.Lower(w)) }) {
				labels = append(labels, o.Label)
			}
		}
		if len(labels) == 0 {
			return v, err
		}
		in.Text, in.Word = strings.Join(labels, ","), ""
		return a.Parse(in)
	}}
}

// timesFree are what people call the times when they are free.
var timesFree = map[string][]string{
	"weekdays":    {"จันทร์-ศุกร์", "จันทร์ถึงศุกร์", "จ-ศ", "จันทร์", "อังคาร", "วันพุธ", "พฤหัส", "ศุกร์", "วันทำงาน", "weekday", "mon-fri", "monday", "tuesday", "wednesday", "thursday", "friday", "during the week"},
	"weekends":    {"วันหยุด", "เสาร์", "อาทิตย์", "สุดสัปดาห์", "ส-อา", "ส.อา", "วีคเอน", "weekend", "saturday", "sunday", "day off", "days off"},
	"evenings":    {"เย็น", "ค่ำ", "กลางคืน", "หลังเลิกงาน", "หลังเลิกเรียน", "เลิกงาน", "เลิกเรียน", "หลังห้าโมง", "หลัง 5 โมง", "หลัง 6 โมง", "evening", "after work", "after school", "at night", "after six", "after 6"},
	"holidays":    {"ปิดเทอม", "ช่วงหยุด", "หยุดยาว", "นักขัต", "สงกรานต์", "ปีใหม่", "holiday", "vacation", "school break"},
	"emergencies": {"ฉุกเฉิน", "เวลาน้ำท่วม", "ตอนมีเหตุ", "emergenc", "disaster"},
	"online":      {"ออนไลน์", "จากบ้าน", "ที่บ้าน", "online", "from home", "remote"},
	"anytime":     {"ทุกวัน", "ตลอด", "แล้วแต่", "ได้หมด", "ได้ทุก", "เมื่อไหร่ก็", "เมื่อไรก็", "วันไหนก็", "ตอนไหนก็", "เวลาไหนก็", "กี่โมงก็", "ยังไงก็ได้", "ว่างหมด", "ไม่จำกัด", "เกษียณ", "anytime", "any time", "any day", "every day", "everyday", "always", "whenever", "up to you", "flexible", "anything"},
}

// affiliationsCalled are what people call the kinds of volunteer.
var affiliationsCalled = map[string][]string{
	"general":  {"ทั่วไป", "คนทั่วไป", "ประชาชน", "ประชาชนทั่วไป", "ธรรมดา", "คนธรรมดา", "ชาวบ้าน", "individual", "just me", "nobody special", "private person"},
	"sdhsv":    {"อพม", "อาสาสมัครพัฒนาสังคม"},
	"ministry": {"กระทรวง", "อสม", "อสม.", "ข้าราชการ", "village health volunteer"},
	"student":  {"นักเรียน", "นักศึกษา", "นิสิต", "เด็กมหาลัย", "เรียนอยู่", "student", "university student", "pupil"},
	"company":  {"พนักงาน", "บริษัท", "มนุษย์เงินเดือน", "ทำงานบริษัท", "employee", "company", "office worker"},
	"foreign":  {"ต่างชาติ", "ฝรั่ง", "foreigner", "expat", "tourist", "farang"},
}

// calledAlso adds what else people call the options, by value.
func calledAlso(options func(flow.Input) []flow.Option, words map[string][]string) func(flow.Input) []flow.Option {
	return func(in flow.Input) []flow.Option {
		all := options(in)
		for i := range all {
			all[i].Words = append(all[i].Words, words[all[i].Value]...)
		}
		return all
	}
}
