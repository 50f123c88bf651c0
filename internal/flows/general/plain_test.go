package general_test

import (
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
)

// Whoever cannot read what is shown is offered texts only, and nobody else is.
func TestSmallLetters(t *testing.T) {
	stage := flowtest.NewStage(t)
	offered := func(text string) bool {
		p := stage.Person(t)
		p.SignUp("th")
		for _, c := range chat.Offered(p.Says(text)) {
			if c.Tap.Flow == "plain" && c.Tap.Step == "!on" {
				return true
			}
		}
		return p.Memory().Plain
	}
	for _, text := range []string{
		"อ่านไม่เห็น ตัวหนังสือเล็ก", "ตัวหนังสือเล็กไป", "ตัวเล็กมาก มองไม่เห็น", "ขอตัวใหญ่ๆ", "ตาไม่ค่อยดี", "สายตาไม่ดีค่ะ", "ยายตามัวแล้ว", "อ่านไม่ออก", "ขยายตัวอักษร", "เพิ่มขนาดฟอนต์", "ผมตาบอดครับ", "ใช้โปรแกรมอ่านหน้าจอ",
		"font too small", "bigger text please", "I can't read this", "text is tiny", "can you make the letters bigger", "I'm blind", "I use a screen reader", "my eyesight is bad", "large print",
	} {
		if !offered(text) {
			t.Errorf("%q is not offered texts only", text)
		}
	}
	for _, text := range []string{"อยากช่วยคนตาบอด", "อ่านหนังสือให้คนตาบอด", "help blind people", "ต้นไม้เล็ก", "หมาตัวเล็ก", "เด็กเล็ก", "น้ำท่วมมองไม่เห็นถนน", "งานเล็กๆ", "a small job", "big event", "สอนคนอ่านไม่ออกเป็นอาสา"} {
		if offered(text) {
			t.Errorf("%q is offered texts only", text)
		}
	}
}

// The way back to cards is understood in many words, and nothing else is one.
func TestBackToCards(t *testing.T) {
	stage := flowtest.NewStage(t)
	plain := func(text string) bool {
		p := stage.Person(t)
		p.SignUp("th")
		p.Says("ข้อความล้วน")
		p.Says("โปรไฟล์")
		p.Says(text)
		return p.Memory().Plain
	}
	for _, text := range []string{
		"กลับไปแบบเดิม", "ขอการ์ด", "normal mode", "การ์ด", "ขอปุ่มคืน", "แบบเดิม", "เอาแบบเก่า", "โหมดปกติ", "cards please", "go back to normal", "ไม่เอาแบบนี้แล้ว", "ปิดข้อความล้วน", "ยกเลิกข้อความล้วน", "ออกจากโหมดข้อความ",
		"turn off plain text", "I want pictures again", "ขอรูปด้วย", "เปลี่ยนกลับ", "exit plain mode", "stop plain text",
	} {
		if plain(text) {
			t.Errorf("%q does not lead back", text)
		}
	}
	for _, text := range []string{"เมนู", "1", "หางาน", "ปิด", "stop", "ออกไปช่วยน้ำท่วม", "ข้อถัดไป", "ขอบคุณ"} {
		if !plain(text) {
			t.Errorf("%q leads back", text)
		}
	}
}

// The first thing that somebody says may tell the language.
func TestLanguageFirst(t *testing.T) {
	stage := flowtest.NewStage(t)
	for text, want := range map[string]string{
		"speak English": "en", "english please": "en", "eng": "en", "ไม่พูดไทย": "en", "only english": "en", "พูดไทย": "th", "ไทย": "th", "ภาษาไทยค่ะ": "th", // chosen
		"日本語": "", "こんにちは": "", "မင်္ဂလာပါ": "", "你好": "", "Русский": "", "hola": "", "xin chào": "", "Konnichiwa!": "", "bonjour": "", "ขอภาษาพม่าหน่อย": "", // what there is
	} {
		p := stage.Person(t)
		p.Do(chat.Event{Kind: chat.Follow})
		said := p.Says(text)
		if got := p.Memory().Lang; got != want {
			t.Errorf("%q speaks %q; want %q", text, got, want)
		}
		choices := 0
		for _, c := range chat.Offered(said) {
			if c.Tap.Flow == "language" {
				choices++
			}
		}
		if want == "" && choices != 2 {
			t.Errorf("%q offers %d languages: %+v", text, choices, said)
		}
	}
	for _, text := range []string{"eng", "hola", "ภาษาอังกฤษยาก"} { // a word like any other, once a language is chosen
		p := stage.Person(t)
		p.SignUp("th")
		if p.Says(text); p.Memory().Lang != "th" {
			t.Errorf("%q changes the language that was chosen", text)
		}
	}
}
