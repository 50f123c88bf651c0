package understand_test

import (
	"testing"

	"jitasa/internal/understand"
)

func TestAnnounces(t *testing.T) {
	for text, want := range map[string]bool{
		"ประกาศหาอาสา": true, "ขอแรงอาสา ครับ": true, "Broadcast": true, "call volunteers please": true, "ระดมพล!": true,
		"ขอความช่วยเหลือ":           false, // who says so may be in need, manager or not
		"ขอแรงคนช่วยกรอกทราย 20 คน": true, "we need 20 volunteers to fill sandbags": true, "โรงเรียนเราขาดครูอาสา": true, "volunteers needed on Saturday": true, "ระดมอาสาช่วยน้ำท่วม": true,
		"ต้องการอาสาไหม": false, "do you need volunteers?": false, "หางานอาสา": false, "I need help": false, "อยากเป็นอาสา 2 คน": false, "we are trapped, need people": false, "ใบอนุญาตทำงานต้องใช้ไหมสำหรับอาสา": false,
		"ช่วยด้วย": false, "": false, "ครับ": false, "ประกาศเตือนภัย": false, "volunteers": false,
	} {
		if got := understand.Announces(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// BenchmarkSeeks reads texts that speak of people, in which it is looked for whoever seeks some.
func BenchmarkSeeks(b *testing.B) {
	r := newReader(b)
	now := moment(b, someSunday)
	for name, s := range map[string]string{
		"seeks":   "วัดเราขอแรงคนช่วยกรอกทราย 20 คน",
		"wishes":  "อยากเป็นอาสาสมัครช่วยคนที่น้ำท่วมครับ",
		"chat":    "เมื่อวานคนเยอะมากเลย สนุกดี ขอบคุณทุกคนนะคะ",
		"english": "we need 20 volunteers to fill sandbags",
		"remark":  "thank you, that was a lot of fun with my family",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.Read(s, now)
			}
		})
	}
}
