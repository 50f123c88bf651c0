package member_test

import (
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
)

// naming is somebody who is asked for a name.
func naming(t *testing.T, stage *flowtest.Stage) *flowtest.Person {
	t.Helper()
	p := stage.Person(t)
	p.Name = ""
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: "th"})
	p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
	p.Says("2510")
	return p
}

// What was made of a text where a name is asked for.
const (
	taken, askedBack, refused = "taken", "asked back", "refused"
)

func named(t *testing.T, stage *flowtest.Stage, text string) string {
	t.Helper()
	p := naming(t, stage)
	p.Says(text)
	if len(p.Memory().Sessions) == 0 {
		return refused
	}
	s := p.Memory().Sessions[0]
	switch {
	case strings.Contains(string(s.Draft), `"name":`):
		return taken
	case s.Within != "":
		return askedBack
	}
	return refused
}

func TestNames(t *testing.T) {
	stage := flowtest.NewStage(t)
	for want, texts := range map[string][]string{
		taken: {
			"ไหม", "น้ำ", "ฝน", "ต้นไม้", "เสาร์", "มด", "หมี", "แมว", "ปลา", "ข้าว", "สมหมาย", "วันดี", "ประเสริฐ ใจดี", "ส้ม", "Bank", "Beer", "Benz", "May", "Summer", "ยายสายทอง", "Will Smith",
			"ผมสมชายครับ", "It's Tom", "นาง บุญมี ดีมาก", "นอมือซู", "พะอีแฮ", "ซอเอโด", "คำแพง", "บัวผัน", "อ้ายคำ", "มูฮัมหมัด", "ฟาติเมาะ", "สุไลมาน หะยี", "หลี่ เหมย", "Dr. John Smith", "Mrs. O'Neill", "Prof. Anna Müller", "Mohammed Al-Fayed", "Saw Htoo", "J.P.", "Jo",
			"สมศรี", "นางสาวกนกวรรณ ศรีสุข", "ด.ช. ภูมิพัฒน์ แสงทอง", "ป้าแดง", "ลุงพล", "พี่หนุ่ม", "John", "Mary Jane Watson", "O'Brien", "Jean-Luc", "ชื่อสุรินทร์", "ผมชื่อเสาร์ครับ", "เรียกว่าแมวก็ได้",
			"my name is Paris", "call me Bangkok", "田中", "Nguyễn Văn An", "อลิสา", "ณัฐวุฒิ", "พิมพ์ชนก", "ธนกร วงศ์ใหญ่", "Somchai", "Kanokwan S.", "ครูหนึ่ง", "สมศรีค่ะ", "ฉันชื่อสมศรีค่ะ",
			"April Jones", "June Smith", "Sam June", "Mr Joe Friday", "my name is Chase Friday", "นายวันเสาร์ มีสุข", "จันทร์ ใจดี",
		},
		askedBack: {
			"จ๋า", "ก", "x", "กกกก", "zzzz", "xkcd", "asdfgh", "ฟหกด", "sorry", "ขอโทษ", "no name", "saturday", "Chase Friday", "tuesday weld", "ธันวาคม สุขใจ", "กรุงเทพ", "คนสวย", "dogs",
			"เบื่อ", "หิวข้าว", "🦋", "test", "สมศรี2", "Maximilian Alexander von Hohenstein",
		},
		refused: {
			"25 ธันวา", "next week", "next friday", "Free Friday", "friday night", "maybe monday", "surin friday", "ว่าง วันศุกร์", "2 april", "www.google.com", "ไฟไหม้", "เหี้ย", "fuck you", "หวัดดี", "พรุ่งนี้", "อ.เมือง สุรินทร์", "in Phuket", "what's your name", "บอทหรือคน", "ขอไม่บอกชื่อ", "none of your business", "profile", "งง", "ทำไมต้องบอกชื่อ",
			"ฟรีไหม", "ต้องเตรียมอะไรไป", "มีรถไหม", "ทำไม", "อยากช่วยหมา", "5555", "ฮ่าๆๆ", "haha", "lol", "ok", "โอเค", "ค่ะ", "ใช่", "👍", "0812345678", "โทร 081-234-5678", "somsri@example.com",
			"ไม่รู้จะตอบอะไร", "วันนี้อากาศดีจังเลย", "กินข้าวหรือยัง", "น้ำท่วมบ้าน ช่วยด้วย", "what is this", "do I have to?", "i want to help dogs", "is it free?", "how are you", "เสาร์นี้ที่โคราช",
			"ลูกพี่ไม่สบายอยู่บ้านคนเดียว", "ขอคุยกับคน", "เมนู", "2510", "ขอบคุณ", "สวัสดี", "ยกเลิก", "ใครจะอยากทำงานฟรี", "this bot is stupid", "I don't know what you mean",
		},
	} {
		for _, text := range texts {
			if got := named(t, stage, text); got != want {
				t.Errorf("%q is %s; want %s", text, got, want)
			}
		}
	}
}

// A name that is asked back is taken with yes, or said twice; a no asks for another, and a question is answered.
func TestNameAskedBack(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, says := range [][]string{{"test", "ใช่"}, {"test", "ค่ะ"}, {"test", "test"}, {"test", "ไม่ใช่", "test", "ใช่"}, {"เบื่อ", "ทำไม", "test", "ใช่"}} {
		p := naming(t, stage)
		for _, text := range says {
			if strings.Contains(string(p.Memory().Sessions[0].Draft), `"name":`) {
				t.Errorf("%v: a name is taken before %q", says, text)
			}
			p.Says(text)
		}
		if !strings.Contains(string(p.Memory().Sessions[0].Draft), `"name":"test"`) {
			t.Errorf("%v: %s", says, p.Memory().Sessions[0].Draft)
		}
	}
	p := naming(t, stage)
	old := p.Says("test")
	p.Says("เบื่อ")
	p.Taps(old[len(old)-1].Choices[0].Tap)
	if draft := string(p.Memory().Sessions[0].Draft); strings.Contains(draft, `"name":`) {
		t.Errorf("the button of a name that is not asked back any more takes %s", draft)
	}
}

// Who tells everything at once where the year of birth is asked, in words that are no name, is asked for it.
func TestEverythingAtOnceWithoutName(t *testing.T) {
	p := flowtest.NewStage(t).Person(t)
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: "th"})
	p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
	if answer := p.Says("sign up สมศรี อายุ 58 อยู่สุรินทร์ ชอบเด็ก"); len(answer) == 0 || len(p.Memory().Sessions) == 0 {
		t.Errorf("said %v, open %v", answer, p.Memory().Sessions)
	}
}
