package understand_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/place"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
	"jitasa/internal/understand"
)

func ExampleReader_Read() {
	g, err := place.New()
	if err != nil {
		panic(err)
	}
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, thai.Zone())
	out, err := json.Marshal(understand.New(g).Read("หางานเสาร์นี้ที่โคราชครับ", now))
	fmt.Println(string(out), err)
	// Output: {"input":"หางานเสาร์นี้ที่โคราชครับ","intent":"nearby","place":"30","date_from":"2026-11-28","date_to":"2026-11-28"} <nil>
}

// A text that is the command and nothing else may be obeyed anywhere; one
// that only contains it may be an answer.
func TestSure(t *testing.T) {
	r := newReader(t)
	now := moment(t, someSunday)
	for text, want := range map[string]bool{
		"ยกเลิก": true, "ยกเลิกครับ": true, "ขอยกเลิกหน่อยนะคะ": true, "cancel please": true, "menu": true, "สมคัร": true, "l,y8i": true, "หางานที่โคราช": true, "ใช่ค่ะ": true, "👍🏽": true,
		"ผมเคยลบข้อมูลของฉันไปแล้วเมื่อปีก่อนโน้น": false, "น้ำท่วม ต้องการคน": false, "อยากเป็นอาสาที่เชียงใหม่": false, "โคราช": false, "ใจดี": false, "มูลนิธิคุยกับคนไร้บ้านแห่งชาติ": false,
	} {
		if got := r.Read(text, now); got.Sure != want {
			t.Errorf("%s: sure %t, intent %q, word %q", text, got.Sure, got.Intent, got.Word)
		}
	}
}

func TestWords(t *testing.T) {
	r := newReader(t)
	now := moment(t, someSunday)
	for text, want := range map[string]understand.Word{
		"ใช่": understand.Yes, "ได้เลยครับ": understand.Yes, "โอเคค่ะ": understand.Yes, "ครับ": understand.Yes, "OK": understand.Yes, "👍": understand.Yes, "✅": understand.Yes,
		"ไม่": understand.No, "ไม่ครับ": understand.No, "ไม่ใช่ค่ะ": understand.No, "ยังไม่": understand.No, "no thanks": understand.No, "No.": understand.No, "👎": understand.No,
		"ข้าม": understand.Skip, "ข้ามไปก่อนค่ะ": understand.Skip, "skip": understand.Skip, "ไม่ระบุ": understand.Skip, "เสร็จแล้วครับ": understand.Done, "พอแล้ว": understand.Done, "done": understand.Done,
		"ทั้งหมด": understand.All, "อะไรก็ได้ค่ะ": understand.All, "anything": understand.All, "ไม่มี": understand.None, "ขอบคุณมากค่ะ": understand.Thanks, "ขอบคุณที่ช่วยเหลือนะคะ": understand.Thanks, "thank you": understand.Thanks,
		"สวัสดีครับ": understand.Hello, "Hello": understand.Hello, "ดีค่ะ": understand.Hello, "บาย": understand.Bye, "ดูเพิ่มเติม": understand.More,
		"ได้ค่า": understand.Yes, "เคๆ": understand.Yes, "อือ": understand.Yes, "จ้า": understand.Yes, "yes please": understand.Yes, "ไม่อะ": understand.No, "ไม่ละ": understand.No, "ม่าย": understand.No, "Nope!": understand.No,
		"ไม่มีเบอร์": understand.Skip, "no phone": understand.Skip, "ไม่รู้": understand.Skip, "ยังไม่มี": understand.None, "แค่นี้แหละ": understand.Done, "แล้วแต่เลยค่ะ": understand.All,
		"555": understand.Laugh, "5555+": understand.Laugh, "ฮ่าๆๆ": understand.Laugh, "lol": understand.Laugh, "haha": understand.Laugh, "😂😂": understand.Laugh, "ไม่เป็นไรค่ะ": understand.Fine, "never mind, no problem": "", "no problem": understand.Fine,
		"ขอบคุณคับบบ": understand.Thanks, "ขอบคุณค่าาาา": understand.Thanks, "รับทราบค่ะ": understand.Ack, "อ๋อ เข้าใจแล้วครับ": understand.Ack, "I see": understand.Ack, "โง่ว่ะ": understand.Insult, "ไอ้ควาย": understand.Insult, "stupid bot": understand.Insult, "f*** you": understand.Insult, "❤️❤️": understand.Joy, "🙏🏼": understand.Thanks,
		"ควายไถนา": "", "ชื่อควาย": "", "ขำไหม ชื่อขำ": "", "555/12 หมู่ 3": "",
		"ใช่ที่โคราช": "", "ไม่อยากสมัคร": "", "ได้ยินไหม": "", "ok boomer": "", "หมา": "", "": "", "ขอบคุณ แต่ไม่": "", "อยากไป": "",
	} {
		if got := r.Read(text, now); got.Word != want {
			t.Errorf("%q: word %q, want %q (intent %q)", text, got.Word, want, got.Intent)
		}
	}
}

func TestLanguageAndPlainText(t *testing.T) {
	r := newReader(t)
	now := moment(t, someSunday)
	for text, want := range map[string][2]string{
		"english": {"en", ""}, "ภาษาไทย": {"th", ""}, "ขอภาษาอังกฤษหน่อย": {"en", ""}, "switch to thai": {"th", ""}, "พูดไทย": {"th", ""}, "speak English": {"en", ""}, "日本語": {"ja", ""}, "日本語でお願いします": {"ja", ""}, "中文": {"zh", ""}, "မြန်မာ": {"my", ""}, "ລາວ": {"lo", ""}, "ខ្មែរ": {"km", ""}, "한국어": {"ko", ""},
		"Tiếng Việt": {"vi", ""}, "ญี่ปุ่นได้ไหม": {"ja", ""}, "do you speak chinese": {"zh", ""}, "ฉันพูดภาษาจีนได้": {"", ""}, "อ่านไม่เห็น ตัวหนังสือเล็ก": {"", "on"}, "I can't see the cards": {"", "on"}, "เอาแบบเดิม": {"", "off"}, "cards again": {"", "off"}, "หมาตัวใหญ่ไปได้ไหม": {"", ""},
		"ภาษา": {"", ""}, "โหมดข้อความ": {"", "on"}, "plain text": {"", "on"}, "ปิดโหมดข้อความ": {"", "off"}, "show cards please": {"", "off"},
	} {
		if got := r.Read(text, now); got.Lang != want[0] || got.Plain != want[1] {
			t.Errorf("%s: language %q, plain %q; want %v", text, got.Lang, got.Plain, want)
		}
	}
}

// Whoever types a language's own name, as its button says it, is spoken to in it.
func TestEveryLanguageIsAskedForByItsName(t *testing.T) {
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	for _, l := range domain.Languages() {
		name := texts.For(l.Tag).T("language.name.label")
		if got := r.Read(name, moment(t, someSunday)); got.Intent != understand.Language || got.Lang != l.Tag {
			t.Errorf("%s asks for the language %q, intent %q; want %s", name, got.Lang, got.Intent, l.Tag)
		}
	}
}

func TestSeveralCauses(t *testing.T) {
	got := newReader(t).Read("ชอบหมา ปลูกป่า กับสอนหนังสือ ไม่เอาเด็ก", moment(t, someSunday))
	if want := []string{"animals", "environment", "education"}; !slices.Equal(got.Causes, want) {
		t.Errorf("causes %v, want %v", got.Causes, want)
	}
}

// Every cause and kind of the domain has a word, and no other code comes out.
func TestEveryCauseAndKindHasWords(t *testing.T) {
	r := newReader(t)
	now := moment(t, someSunday)
	for code, words := range map[domain.Cause]string{
		"general": "งานทั่วไป|general", "children": "เด็กกำพร้า|orphans", "elderly": "ผู้สูงอายุ|old people", "disability": "คนพิการ|blind", "women": "สตรี|women", "animals": "แมวจร|stray dogs", "environment": "ปลูกป่า|tree planting",
		"education": "สอนหนังสือ|teaching", "health": "โรงพยาบาล|hospital", "food": "โรงครัว|soup kitchen", "disaster": "น้ำท่วม|flood", "construction": "ก่อสร้าง|construction", "arts": "ดนตรี|music", "religion": "ศาสนา|temple",
		"handicraft": "งานฝีมือ|knitting", "it": "คอมพิวเตอร์|programming", "media": "ถ่ายรูป|photography", "coordination": "ประสานงาน|coordination", "law": "กฎหมาย|lawyer",
	} {
		if !slices.Contains(domain.Causes(), code) {
			t.Errorf("%s is no cause", code)
		}
		for w := range strings.SplitSeq(words, "|") {
			if got := r.Read(w, now); !slices.Equal(got.Causes, []string{string(code)}) {
				t.Errorf("%s: %v, want %s", w, got.Causes, code)
			}
		}
	}
	for code, word := range map[domain.Kind]string{
		domain.OneDay: "งานวันเดียว", domain.Continuing: "ระยะยาว", domain.Emergency: "ฉุกเฉิน", domain.Training: "อบรม", domain.EventKind: "มหกรรม", domain.Remote: "ออนไลน์",
	} {
		if got := r.Read(word, now); !slices.Equal(got.Kinds, []string{string(code)}) {
			t.Errorf("%s: %v, want %s", word, got.Kinds, code)
		}
	}
}

func TestEveryIntentIsReached(t *testing.T) {
	r := newReader(t)
	examples := map[understand.Intent]string{
		understand.SignUp: "สมัคร", understand.Nearby: "nearby", understand.Profile: "โปรไฟล์", understand.MyData: "my data", understand.Erase: "ลบข้อมูล", understand.Language: "language", understand.Help: "help", understand.Human: "แอดมิน",
		understand.Cancel: "ยกเลิก", understand.Back: "กลับ", understand.Menu: "เมนู", understand.Newsletter: "ข่าวสาร", understand.Unsubscribe: "stop", understand.MySignups: "งานของฉัน", understand.SOS: "sos", understand.Waiting: "ใครรออยู่", understand.Console: "หน้าทำงาน",
	}
	for _, intent := range understand.Intents() {
		if got := r.Read(examples[intent], moment(t, someSunday)); examples[intent] == "" || got.Intent != intent || !got.Sure {
			t.Errorf("%s: %q, sure %t; want %q", examples[intent], got.Intent, got.Sure, intent)
		}
	}
}

// A part of the day is no time.
func TestParts(t *testing.T) {
	r := newReader(t)
	for text, want := range map[string]when.Part{
		"ช่วงเช้า": when.Morning, "พรุ่งนี้เช้า": when.Morning, "บ่ายๆ": when.Afternoon, "ตอนเย็น": when.Evening, "in the evening": when.Evening, "หลังเลิกงาน": when.Evening, "after work": when.Evening, "คืนนี้": when.Night,
		"เย็นวันเสาร์": when.Evening, "อากาศเย็น": "", "อาหารเช้า": "", "บ่ายสอง": when.Afternoon, "good morning": "",
	} {
		if got := r.Read(text, moment(t, someSunday)); got.Part != want {
			t.Errorf("%s: %q, want %q", text, got.Part, want)
		}
	}
	for p, want := range map[when.Part][2]int{when.Morning: {6, 12}, when.Afternoon: {12, 17}, when.Evening: {17, 21}, when.Night: {19, 24}, "": {}} {
		if from, to := p.Hours(); [2]int{from, to} != want {
			t.Errorf("%s is %d to %d", p, from, to)
		}
	}
}

func TestDateErrors(t *testing.T) {
	r := newReader(t)
	var bad *when.BadDate
	if got := r.Read("31 ก.พ.", moment(t, someSunday)); !errors.As(got.DateError, &bad) {
		t.Errorf("31 ก.พ.: %v", got.DateError)
	}
	var both *when.AmbiguousDate
	if got := r.Read("5/6/68 ครับ", moment(t, someSunday)); !errors.As(got.DateError, &both) || got.DateFrom != "" {
		t.Errorf("5/6/68: %v, %s", got.DateError, got.DateFrom)
	}
}

func TestInputIsKept(t *testing.T) {
	in := "  \u200bโคราช\x00\n😀 "
	if got := newReader(t).Read(in, moment(t, someSunday)); got.Input != in || got.Place != "30" {
		t.Errorf("%q, place %q", got.Input, got.Place)
	}
}

// Long and hostile texts are read in bounded time. The bound is a hundred
// times what it takes, so that only a change of order fails.
func TestLongTexts(t *testing.T) {
	r := newReader(t)
	now := moment(t, someSunday)
	for _, unit := range []string{"ก", "ที่", "เมือง", "เ", "12/", "081-", "a", "ไม่ ", "จ.", "สมัคร", "\u200b", "\x00", "😀", "@", "วันที่ 5 ", "ถึง", "district ", "bang ", "12-14 "} {
		text := strings.Repeat(unit, 5000/utf8.RuneCountInString(unit))
		began := time.Now()
		r.Read(text, now)
		if took := time.Since(began); took > 300*time.Millisecond {
			t.Errorf("%d × %q took %v", 5000/len(unit), unit, took)
		}
	}
}

func FuzzRead(f *testing.F) {
	r := newReader(f)
	now := moment(f, someSunday)
	for _, s := range []string{"หางานเสาร์นี้ที่โคราชครับ", "081-234-5678 a@b.co 5/6/68", "น้ำท่วม ต้องการคน", "l,y8i", "้ำสย", "ไม่ต้องการยกเลิก", "{\"$gt\":\"\"}", "\xff\xfe", "ต.ปากน้ำ ชุมพร 12-14 ธ.ค. 9.00-16.00 น."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := r.Read(s, now)
		if got.Input != s {
			t.Errorf("input %q became %q", s, got.Input)
		}
		if got.Intent != "" && !slices.Contains(understand.Intents(), got.Intent) {
			t.Errorf("%q: intent %q", s, got.Intent)
		}
		if (got.DateFrom == "") != (got.DateTo == "") || got.DateFrom > got.DateTo {
			t.Errorf("%q: %s to %s", s, got.DateFrom, got.DateTo)
		}
		if got.Place != "" && got.Places != nil || len(got.Places) == 1 {
			t.Errorf("%q: place %q and places %v", s, got.Place, got.Places)
		}
		if got.Word != "" && got.Intent != "" {
			t.Errorf("%q: word %q and intent %q", s, got.Word, got.Intent)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	now := moment(b, someSunday)
	for name, s := range map[string]string{
		"place": "โคราช", "date": "พรุ่งนี้", "command": "สมัครครับ", "sentence": "หางานเสาร์นี้ที่โคราชครับ", "typo": "ระยอน", "chat": "วันนี้อากาศดีมากเลยนะ ลูกชายไปโรงเรียนแล้ว", "5000": strings.Repeat("วันนี้อากาศดีมากเลยนะ ", 227),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.Read(s, now)
			}
		})
	}
}
