package offer_test

import (
	"testing"
	"time"

	"jitasa/internal/place"
	"jitasa/internal/understand"
	"jitasa/internal/understand/offer"
)

// A question offers an answer where it asks only whether that will do.
func TestOf(t *testing.T) {
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	r := understand.New(g)
	for text, want := range map[string]string{
		"เชียงใหม่ได้ไหม":               "เชียงใหม่",
		"สุรินทร์ใช่ไหมคะ":              "สุรินทร์",
		"ขอเปลี่ยนเป็นเชียงใหม่ได้ไหม":  "เชียงใหม่",
		"อยู่ที่สุรินทร์ได้ไหมครับ":     "สุรินทร์",
		"ปราสาทได้ไหม":                  "ปราสาท",
		"maybe Chiang Mai?":             "chiang mai",
		"is Chiang Mai ok":              "chiang mai",
		"Chiang Mai, is that possible?": "chiang mai",
		"Surin?":                        "surin",
		"สัก 10 คนได้ไหมคะ":             "สัก 10 คน",
		"ขอนแก่นได้ไหม":                 "ขอนแก่น",
		"ขอเชียงใหม่ได้ไหม":             "เชียงใหม่",
		"2510 ใช่ไหม":                   "2510",
		"how about 20 people?":          "20 people",
		"พรุ่งนี้ 9 โมงได้ไหม":          "พรุ่งนี้ 9 โมง",
		"tomorrow 9am ok?":              "tomorrow 9am",
		"anything but animals":          "anything but animals",
		"ทำอะไรไม่เป็น":                 "ทำอะไรไม่เป็น",

		"เชียงใหม่": "",
		"น้ำประปาเชียงใหม่กินได้ไหม":        "",
		"is the tap water in chiang mai ok": "",
		"พรุ่งนี้เชียงใหม่ฝนตกไหม":          "",
		"กรุงเทพกี่องศาแล้ว":                "",
		"cheap hotel in pattaya?":           "",
		"is there school on monday":         "",
		"เอาอาหารเข้าดรีมเวิลด์ได้ป่าว":     "",
		"เอาหมาขึ้นบีทีเอสได้ไหม":           "",
		"ชายหาดอะไรอะ":                      "",
		"7x8 = ?":                           "",
		"gta 6 ได้ไหม":                      "",
		"salary of a 7-eleven manager?":     "",
		"my age is 68, problem?":            "",
	} {
		if got := offer.Of(r.Read(text, time.Date(2026, 7, 24, 10, 0, 0, 0, time.UTC))); got != want {
			t.Errorf("%q offers %q, want %q", text, got, want)
		}
	}
}
