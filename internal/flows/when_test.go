package flows_test

import (
	"encoding/json"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/thai"
)

// When people are needed is kept as days, with what else was said: a card is read on other days than it was written.
func TestWhen(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, time.November, d, 0, 0, 0, 0, thai.Zone()) } // Monday is the 23rd
	var none time.Time
	stage := flowtest.NewStage(t)
	for said, want := range map[string]struct {
		words    string
		from, to time.Time // none: asked again
	}{
		"วันนี้ 13.00–17.00 น.": {"13.00–17.00 น.", day(23), day(24)},
		"พรุ่งนี้เช้า 8 โมง":    {"เช้า 8 โมง", day(24), day(25)},
		"เสาร์นี้ทั้งวัน":       {"ทั้งวัน", day(28), day(29)},
		"28-30 พ.ย.": {"", day(28), day(31)},
		"28/11/2569": {"", day(28), day(29)},
		"คืนนี้":     {"คืนนี้", day(23), day(24)},
		"ตั้งแต่พรุ่งนี้จนน้ำลด": {"ตั้งแต่พรุ่งนี้จนน้ำลด", day(24), day(25)},
		"all of Saturday":       {"all of Saturday", day(28), day(29)},
		"tomorrow and Saturday": {"tomorrow and Saturday", day(24), day(29)},
		"บ่ายสอง":               {"บ่ายสอง", day(23), day(24)},
		"วันนี้ 8.00–17.00 น.":  {"8.00–17.00 น.", day(23), day(24)}, // it has begun, and goes on
		"วันนี้ 8.00 น.":        {"", none, none},
		"พรุ่งนี้ 8.00 น.":      {"8.00 น.", day(24), day(25)},
		"เมื่อวาน":              {"", none, none},
		"ตีสาม":                 {"", none, none}, // it is nine in the morning
		"5/6/68":                {"", none, none},
		"31 พ.ย.":               {"", none, none},
		"เมื่อไรก็ได้":          {"", none, none},
		"ๆ":                     {"", none, none},
		"\u202eเสาร์นี้\u200b ทั้งวัน": {"ทั้งวัน", day(28), day(29)},
	} {
		p := stage.Person(t)
		p.ID = flowtest.ManagerID
		p.Visit("th")
		p.Taps(chat.Tap{Flow: "broadcast", Step: "!new", Value: "surin-flood"})
		p.Says("ช่วยกรอกกระสอบทราย")
		p.Says("สุรินทร์")
		p.Says(said)
		var got struct {
			When     string    `json:"when"`
			From, To time.Time //
		}
		if err := json.Unmarshal(p.Memory().Sessions[0].Draft, &got); err != nil {
			t.Fatal(err)
		}
		if got.When != want.words || !got.From.Equal(want.from) || !got.To.Equal(want.to) {
			t.Errorf("%q: %q from %v to %v", said, got.When, got.From, got.To)
		}
	}
}

// "Now" begins when it is said, and goes on for a day.
func TestNow(t *testing.T) {
	stage := flowtest.NewStage(t)
	for said, words := range map[string]string{"ตอนนี้เลย": "", "ด่วนครับ": "", "right now": "", "ตอนนี้ถึงสี่ทุ่ม": "ตอนนี้ถึงสี่ทุ่ม"} {
		p := stage.Person(t)
		p.ID = flowtest.ManagerID
		p.Visit("th")
		p.Taps(chat.Tap{Flow: "broadcast", Step: "!new", Value: "surin-flood"})
		p.Says("ช่วยกรอกกระสอบทราย")
		p.Says("สุรินทร์")
		p.Says(said)
		var got struct {
			When     string    `json:"when"`
			Now      bool      `json:"now"`
			From, To time.Time //
		}
		if err := json.Unmarshal(p.Memory().Sessions[0].Draft, &got); err != nil {
			t.Fatal(err)
		}
		if got.When != words || !got.Now || !got.From.Equal(p.Now) || got.To.Sub(got.From) != 24*time.Hour {
			t.Errorf("%q: %+v", said, got)
		}
	}
}
