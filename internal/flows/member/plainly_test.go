package member_test

import (
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
)

// agreed reports whether anything is recorded as agreed to, or about to be.
func agreed(p *flowtest.Person) bool {
	me, open := p.Me(), p.Memory().Sessions
	return me.Consents.Given(domain.ForMatching) || len(me.Consents) > 0 || len(open) > 0
}

// Under the consent card only plain words agree.
func TestConsentIsPlain(t *testing.T) {
	stage := flowtest.NewStage(t)
	card := func(lang string) *flowtest.Person {
		p := stage.Person(t)
		p.Do(chat.Event{Kind: chat.Follow})
		p.Taps(chat.Tap{Flow: "language", Value: lang})
		return p
	}
	for _, text := range []string{
		"ต้องยินยอมไหม", "ไม่ยินยอมได้ไหม", "ยินยอมแล้วเป็นไง", "555", "5555+", "ฮ่าๆ", "ค่ะ", "ครับ", "จ้า", "👍", "🙏", "😂", "ทำไม", "เอาไปทำอะไร", "do I have to agree?", "lol", "haha", "why?", "what if I don't?", "hmm", "ยังไงนะ", "อะไรเนี่ย",
		"อืม", "อือ", "เออๆ", "k", "mm hmm", "👌", "หวยออกอะไร", "❤️", "...", "?", "ต้องกดยินยอมเหรอ", "ถ้าไม่ยินยอมล่ะ", "ยินยอมคืออะไร", "agree to what?", "โอเคไหม", "ได้เหรอ", "ok?", "ตกลงมันคืออะไร", "ตกลงต้องทำไง", "หมายความว่าไง", "อ่านไม่ออก",
		"อ่านไม่รู้เรื่อง", "ยาวจัง", "งง", "what does this mean", "what happens if i don't agree", "ยินยอมบางข้อได้ไหม", "รับทราบ", "เข้าใจแล้ว", "got it", "แล้วแต่", "ไม่แน่ใจ", "whatever", "fine", "ok boomer", "ได้ข่าวว่าโดนแฮก", "ข้อมูลเอาไปทำอะไร",
	} {
		p := card("th")
		p.Says(text)
		if agreed(p) {
			t.Errorf("%q agrees", text)
		}
		if p.Says("ยินยอม"); !agreed(p) {
			t.Errorf("after %q, the words of agreement do not agree: %+v", text, p.Last)
		}
	}
	for _, text := range []string{"ตกลงค่ะ", "ยินยอม", "I agree", "ok", "โอเคครับ", "ตกลง", "ยินยอมทั้งหมด"} {
		p := card("th")
		said := p.Says(text)
		if !agreed(p) {
			t.Errorf("%q does not agree: %+v", text, said)
			continue
		}
		back := false
		for _, c := range chat.Offered(said) {
			back = back || c.Tap.Flow == "consent" && c.Tap.Step == "!each"
		}
		if len(p.Me().Consents) > 0 || !back {
			t.Errorf("%q: %d receipts before the age is known, a way back: %t", text, len(p.Me().Consents), back)
		}
	}
}

// Under the consent card, some of it is asked one by one, and a refusal is one.
func TestConsentToSome(t *testing.T) {
	stage := flowtest.NewStage(t)
	for text, want := range map[string]string{
		"โอเค แต่ไม่ให้เบอร์นะ": "each", "ok but not my phone": "each", "ยินยอมแค่จดหมายข่าว": "each", "ยินยอมแค่ข้อแรก": "each", "I don't agree to all of it": "each", "ขอเลือกทีละข้อ": "each",
		"ยังไม่ยินยอม": "none", "ไม่อยากยินยอม": "none", "I don't agree": "none", "ไม่ยินยอมค่ะ": "none", "ไม่ตกลง": "none", "i refuse": "none",
	} {
		p := stage.Person(t)
		p.Do(chat.Event{Kind: chat.Follow})
		p.Taps(chat.Tap{Flow: "language", Value: "th"})
		p.Says(text)
		got := "nothing"
		if open := p.Memory().Sessions; len(open) > 0 && len(p.Me().Consents) == 0 {
			got = "each"
		} else if len(p.Me().Consents) > 0 && !p.Me().Consents.Given(domain.ForMatching) {
			got = "none"
		}
		if got != want {
			t.Errorf("%q leads to %s; want %s: %+v", text, got, want, p.Last)
		}
	}
}

// What has consequences takes no politeness for a yes: a guardian's consent, being 20, erasing it all.
func TestWhatMattersIsPlain(t *testing.T) {
	stage := flowtest.NewStage(t)
	minor := stage.Person(t)
	minor.Do(chat.Event{Kind: chat.Follow})
	minor.Taps(chat.Tap{Flow: "language", Value: "th"})
	minor.Taps(chat.Tap{Flow: "consent", Step: "!all"})
	for _, text := range []string{"2553", "ฟ้า", "0812345678"} {
		minor.Says(text)
	}
	before := len(minor.Memory().Sessions[0].Answered)
	for _, text := range []string{"ค่ะ", "👍", "555", "ต้องขอแม่ก่อนไหม"} {
		if minor.Says(text); len(minor.Memory().Sessions[0].Answered) != before {
			t.Errorf("%q: the guardian agrees", text)
		}
	}
	if minor.Says("แม่ตกลงแล้ว"); len(minor.Memory().Sessions[0].Answered) != before+1 {
		t.Error("the guardian's agreement is not understood")
	}
	erasing := stage.Person(t)
	erasing.SignUp("th")
	erasing.Says("ลบข้อมูลทั้งหมด")
	for _, text := range []string{"ค่ะ", "👍", "555", "ฮ่าๆ", "ลบแล้วเอาคืนได้ไหม"} {
		if erasing.Says(text); erasing.Effects.Erase != "" {
			t.Errorf("%q erases everything", text)
		}
	}
	if erasing.Says("ยืนยันลบทั้งหมด"); erasing.Effects.Erase == "" {
		t.Errorf("the button's words do not erase: %+v", erasing.Last)
	}
}

// What people say of when they are free is an answer, and ends nothing.
func TestWhenFree(t *testing.T) {
	stage := flowtest.NewStage(t)
	for text, want := range map[string]string{
		"วันหยุด": "weekends", "เสาร์อาทิตย์": "weekends", "เย็นๆ": "evenings", "ว่างทุกวัน": "anytime", "แล้วแต่": "anytime", "หลังเลิกงาน": "evenings", "วันธรรมดาค่ะ": "weekdays", "เสาร์-อาทิตย์ครับ": "weekends",
		"จันทร์ถึงศุกร์": "weekdays", "ทุกเย็นหลังเลิกเรียน": "evenings", "ช่วงปิดเทอม": "holidays", "weekends": "weekends", "after work": "evenings", "any time": "anytime", "evenings and weekends": "evenings", "Saturday": "weekends",
	} {
		p := stage.Person(t)
		p.SignUp("th")
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "availability"})
		p.Says(text)
		kept := p.Me().Availability
		found := false
		for _, v := range kept {
			found = found || v == want
		}
		if !found {
			t.Errorf("%q: free %v; want %s", text, kept, want)
		}
	}
	for _, text := range []string{"ไม่ว่างเสาร์อาทิตย์", "ต้องว่างเสาร์อาทิตย์ไหม", "ทำไม"} {
		p := stage.Person(t)
		p.SignUp("th")
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "availability"})
		if p.Says(text); len(p.Me().Availability) > 0 {
			t.Errorf("%q: free %v", text, p.Me().Availability)
		}
	}
}

// Who has no phone has answered, where one may be skipped; a guardian's number is another matter, and stays open.
func TestNoPhone(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, text := range []string{
		"ไม่มีเบอร์", "ไม่มีเบอร์ค่ะ", "ไม่มีโทรศัพท์", "ไม่มีมือถือครับ", "ยังไม่มีเบอร์ไทย", "ไม่ใช้โทรศัพท์", "no phone", "I don't have a phone", "no number", "i have no thai number", "none", "ไม่มี", "ไม่ให้", "ไม่อยากบอก", "rather not say",
	} {
		p := stage.Person(t)
		p.SignUp("th")
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "phone"})
		if p.Says(text); len(p.Memory().Sessions) > 0 || p.Me().Phone != "" {
			t.Errorf("%q is no answer: %+v", text, p.Last)
		}
	}
	for _, text := range []string{"ไม่มีเบอร์ได้ไหม", "เบอร์อะไร", "12345", "เบอร์แม่หรือเบอร์ผม"} {
		p := stage.Person(t)
		p.SignUp("th")
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "phone"})
		if p.Says(text); len(p.Memory().Sessions) == 0 {
			t.Errorf("%q is an answer: %+v", text, p.Last)
		}
	}
}
