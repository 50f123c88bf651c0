package typeset_test

import (
	"image/color"

	"jitasa/internal/typeset"
)

// pages are what is looked at: a certificate in each language, and one with everything that is hard.
func pages() map[string]typeset.Page {
	green := color.RGBA{11, 110, 79, 255}
	return map[string]typeset.Page{
		"th": {
			Lang: "th", Issuer: "เครือข่ายจิตอาสา", Heading: "ประกาศนียบัตรจิตอาสา", Lead: "ขอมอบให้ไว้เพื่อแสดงว่า", Holder: "กัญญารัตน์ ปิ่นน้ำผึ้ง",
			Body:  []string{"ได้ร่วมเป็นอาสาสมัคร “ฟื้นฟูป่าชายเลนบ้านขุนสมุทรจีน”", "ด้วยความตั้งใจและความรับผิดชอบต่อผู้อื่น"},
			Rows:  []typeset.Row{{"ชั่วโมงที่ยืนยันแล้ว", "36.5 ชั่วโมง"}, {"ระหว่าง", "1 มิ.ย. – 30 พ.ย. 2569"}, {"ผู้ยืนยัน", "ครูที่ปรึกษา ฐูปนีย์ กุญชร"}},
			Small: []string{"ตรวจสอบได้ที่ https://bot.example.org/verify/7K3M-9QPA", "ออกให้เมื่อ 30 พฤศจิกายน 2569 · เลขที่ 7K3M-9QPA"},
			QR:    "https://bot.example.org/verify/7K3M-9QPA", Accent: green,
		},
		"en": {
			Lang: "en", Issuer: "Jitasa Volunteer Network", Heading: "Certificate of Volunteering", Lead: "This is given to", Holder: "Alexandra Montgomery-Siriwattana",
			Body:  []string{"who took part in “Restoring the mangrove forest of Ban Khun Samut Chin” with care for others and for the work."},
			Rows:  []typeset.Row{{"Confirmed hours", "36.5 hours"}, {"From – to", "1 June – 30 Nov 2026"}, {"Confirmed by", "Thupani Kunchon, teacher"}},
			Small: []string{"Verify at https://bot.example.org/verify/7K3M-9QPA", "Issued 30 November 2026 · No. 7K3M-9QPA"},
			QR:    "https://bot.example.org/verify/7K3M-9QPA", Accent: color.RGBA{30, 64, 128, 255},
		},
		"hard": {
			Lang: "th", Issuer: "ปี่ นี้ น้ำ ญู ฐู กิ่ง ผู้ใหญ่ ที่ปรึกษา", Heading: "ปี่ป้าฟ้าฝี่ ฬู้ ญุ ฐุ ฎุ ฏู กฺ กั๊ก ปั๋ว ซ้ำ ค่ำ", Lead: "คำนำ 🙏🏽 ทำ ผู้ใหญ่ 漢字",
			Holder: "พระครูวิสุทธิญาณสุนทร (ฐิตญาโณ) ฟื้นฟูเปี่ยมด้วยน้ำใจ ณ อยุธยา von Hohenlohe-Waldenburg-Schillingsfürst",
			Body:   []string{"อาสาสมัครWith Englishปนไทย 24/7 และเลขไทย ๑๒๓ กับ 100% — “เปี๊ยะ” ฿1,500", "ผู้\u200bใหญ่\u200bบ้าน\u200bที่\u200bปรึกษา\u200bชุมชน\u200bร่วม\u200bกัน\u200bฟื้นฟู\u200bป่า\u200bชาย\u200bเลน\u200bและ\u200bแหล่ง\u200bน้ำ\u200bของ\u200bหมู่บ้าน\u200bเพื่อ\u200bคน\u200bรุ่น\u200bต่อ\u200bไป"},
			Rows:   []typeset.Row{{"ชั่วโมง", "1,234.5"}, {"ปี", "๒๕๖๙"}, {"ผู้ยืนยัน", "Ñandú Łukasz Đặng Thị Hồng"}, {"ที่", "กฐินญี่ปุ่น"}, {"หมู่", "ปิ่น"}},
			Small:  []string{"https://bot.example.org/verify/ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ/1234567890"},
			QR:     "https://bot.example.org/verify/7K3M-9QPA?x=1234567890123456789012345678901234567890", Accent: color.RGBA{255, 200, 0, 255},
		},
	}
}
