package member_test

import (
	"fmt"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
)

// Several answers may be typed at once: by name, in other words, by number, all of them; what is not so is no answer.
func TestSeveralTyped(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, c := range []struct{ step, text, want string }{
		{"likes", "เด็กกับสัตว์", "[children animals]"},
		{"likes", "เด็กและคนแก่ด้วย", "[children elderly]"},
		{"likes", "children, dogs and trees", "[children animals environment]"},
		{"likes", "ไม่เอาสัตว์", "open"},
		{"skills", "1 และ 3", "[first_aid cooking]"},
		{"skills", "ข้อ 2", "[driving]"},
		{"skills", "1,2,99", "open"},
		{"skills", "ทำกับข้าวได้ ขับมอไซค์ได้", "[driving cooking]"},
		{"skills", "I'm a nurse", "[medical]"},
		{"skills", "เคยเป็นครู", "[teaching]"},
		{"skills", "ทำอะไรไม่เป็น", "[]"},
		{"skills", "ขับรถไม่ได้", "open"},
		{"skills", "ต้องขับรถเป็นไหม", "open"},
		{"availability", "1,2", "[weekdays weekends]"},
		{"availability", "sat and sun", "[weekends]"},
		{"availability", "weekday evenings", "[weekdays evenings]"},
		{"availability", "ไม่ว่างเลย", "[]"},
		{"languages", "ไทย อังกฤษ จีน", "[th en zh]"},
		{"languages", "I speak Chinese", "[zh]"},
		{"affiliation", "เป็นนักเรียนครับ", "student"},
		{"affiliation", "I work for a company", "company"},
		{"affiliation", "เกษียณแล้ว", "general"},
		{"affiliation", "ไม่ใช่นักเรียน", "open"},
	} {
		p := stage.Person(t)
		p.SignUp("th")
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: c.step})
		p.Says(c.text)
		me := p.Me()
		got := map[string]any{"likes": me.Causes, "skills": me.Skills, "availability": me.Availability, "languages": me.Languages, "affiliation": me.Affiliation}[c.step]
		if said := fmt.Sprint(got); len(p.Memory().Sessions) > 0 && c.want != "open" || len(p.Memory().Sessions) == 0 && said != c.want {
			t.Errorf("at %s, %q: %s, open %t; want %s", c.step, c.text, said, len(p.Memory().Sessions) > 0, c.want)
		}
	}
	p := stage.Person(t)
	p.SignUp("th")
	p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "skills"})
	p.Says("ทั้งหมด")
	if chosen := p.Memory().Sessions[0].Chosen; len(chosen) != len(domain.Skills()) {
		t.Errorf("all are %v", chosen)
	}
	if p.Says("เสร็จแล้ว"); len(p.Me().Skills) != len(domain.Skills()) {
		t.Errorf("all that were kept are %v", p.Me().Skills)
	}
}
