package why

import "testing"

// Whoever asks why something is asked says it in many ways; an answer, a name and a question about something else are none.
func TestAsked(t *testing.T) {
	for _, text := range []string{
		"ทำไม", "ทำไมอ่ะ", "ถามทำไม", "ถามทำไมคะ", "จะรู้ไปทำไม", "เอาไปทำอะไร", "เอาเบอร์ไปทำอะไรคะ", "เอาไปทำไร", "จำเป็นไหม", "จำเป็นต้องบอกไหม",
		"ต้องบอกอายุด้วยเหรอ", "ต้องใส่เบอร์ไหม", "ต้องยินยอมไหม", "ไม่ยินยอมได้ไหม", "ไม่บอกได้ไหมครับ", "ทำไมต้องรู้ปีเกิด", "ขอเบอร์แม่ทำไม", "ข้ามได้มั้ย", "ขอไปทำไม?", "เพื่ออะไร",
		"why", "Why?", "why do you need that", "why do you need my phone number?", "what for?", "do I have to agree?", "do i have to tell you my age", "is it necessary?", "what is it for", "is this required", "?", "??", "งง", "ไม่เข้าใจค่ะ", "หมายความว่าไง", "อันนี้คืออะไรคะ", "ถ้าไม่บอกล่ะ", "ไม่ยินยอมจะเป็นอะไรไหม", "ต้องกดยินยอมเหรอ", "what does this mean?", "what happens if i don't agree", "huh?",
	} {
		if !Asked(text) {
			t.Errorf("%q does not ask why", text)
		}
	}
	for _, text := range []string{
		"", "...", "สมศรี", "คุณคืออะไร", "ไม่บอกล่ะ", "งงงวย", "ไม่บอก", "ไม่ตอบ", "ข้าม", "ต้อง", "ฟรีไหม", "ทำอะไรได้บ้าง", "ทำไมน้ำท่วมบ่อย", "จำเป็น", "ไหม", "ต้น", "เพื่อน", "Will Smith", "Whitney", "skip", "my name is Ann", "my name", "what is jitasa",
		"ข้อมูลของฉัน", "ยินยอม", "ตกลง", "เบอร์แม่ 0812345678", "why is the sky blue", "have to", "ให้",
	} {
		if Asked(text) {
			t.Errorf("%q asks why", text)
		}
	}
}
