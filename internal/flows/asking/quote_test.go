package asking

import "testing"

// What an organiser wrote answers a question only where it speaks of it: the work itself may be about food, toilets and old age.
func TestQuotes(t *testing.T) {
	q := newQuotes()
	for _, c := range []struct{ topic, text, expenses, lang, want string }{
		{"work.bring", "เก็บขยะริมหาด มีถุงมือและคีมให้ยืม ขอให้พกขวดน้ำส่วนตัวมาด้วย", "", "th", "มีถุงมือและคีมให้ยืม ขอให้พกขวดน้ำส่วนตัวมาด้วย"},
		{"work.bring", "Walk the beach. Gloves and tongs are lent; please bring your own water bottle.", "", "en", "Gloves and tongs are lent; please bring your own water bottle"},
		{"work.bring", "ช่วยเปลี่ยนน้ำ และเตรียมอาหารให้ลูกเต่า", "", "th", ""},
		{"work.bring", "Bring surplus food to communities.", "", "en", ""},
		{"work.wear", "เดินเขาประมาณ 3 กิโลเมตร ควรสวมรองเท้าหุ้มข้อและเสื้อแขนยาว", "", "th", "ควรสวมรองเท้าหุ้มข้อและเสื้อแขนยาว"},
		{"work.wear", "Sort warm clothes and blankets, bundle them by family.", "", "en", ""},
		{"work.wear", "Colour in a wall, in clothes that may get stained.", "มีเสื้อทีมงาน", "en", "มีเสื้อทีมงาน; Colour in a wall, in clothes that may get stained"},
		{"work.fit", "เดินเขาประมาณ 3 กิโลเมตร ควรสวมรองเท้า", "", "th", "เดินเขาประมาณ 3 กิโลเมตร"},
		{"work.ride", "ช่วยรับส่ง ตั้งเวที ตักอาหาร", "", "th", ""},
		{"work.ride", "", "มีอาหารกลางวัน; มีรถรับส่งจากตัวเมือง", "th", "มีรถรับส่งจากตัวเมือง"},
		{"work.ride", "We go by the project's pickup and sleep in classrooms.", "", "en", "We go by the project's pickup and sleep in classrooms"},
		{"work.lunch", "Serve a soft-food lunch to members.", "", "en", ""},
		{"work.lunch", "Clear drains. Lunch together, then home.", "", "en", "Lunch together, then home"},
		{"work.lunch", "", "Lunch; Accident insurance", "en", "Lunch"},
		{"work.insurance", "", "Lunch; Accident insurance", "en", "Accident insurance"},
		{"work.children", "และฉีดน้ำบ้านผู้สูงอายุที่ทำเองไม่ไหว", "", "th", ""},
		{"work.children", "มีนักจิตวิทยาเป็นที่ปรึกษา อายุ 20 ปีขึ้นไป", "", "th", "อายุ 20 ปีขึ้นไป"},
		{"work.toilet", "ช่วยกันทำความสะอาดศาลา ล้างห้องน้ำ และจัดโรงทาน", "", "th", ""},
		{"work.toilet", "มีห้องน้ำสะอาด", "", "th", "มีห้องน้ำสะอาด"},
		{"work.sleep", "One night; mentors meet beforehand.", "", "en", "One night"},
		{"work.sleep", "จัดศูนย์พักพิง และใช้วิทยุสื่อสาร", "", "th", ""},
		{"work.rain", "เสริมโครงหลังคาก่อนฝนหน้า", "", "th", ""},
		{"work.rain", "ถ้าฝนตก เลื่อนไปวันถัดไป", "", "th", "ถ้าฝนตก"},
		{"work.cost", "มีถุงมือ", "ไม่มีค่าใช้จ่าย", "th", ""},         // is told by its field
		{"work.wear", "Gather driftwear and horseshoes", "", "en", ""}, // words within words
	} {
		if got := q.about(c.topic, c.text, c.expenses, c.lang); got != c.want {
			t.Errorf("%s of %q and %q: %q, want %q", c.topic, c.text, c.expenses, got, c.want)
		}
	}
}

// A quotation stays short, and says nothing twice.
func TestQuotesAreShort(t *testing.T) {
	got := newQuotes().about("work.bring", "พกขวดน้ำ พกขวดน้ำ พกร่ม มีถุงมือ มีรองเท้า มีหน้ากาก", "", "th")
	if want := "พกขวดน้ำ พกร่ม มีถุงมือ"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
