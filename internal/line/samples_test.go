package line_test

import (
	"fmt"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// sample is a rendering held by a golden file of its name.
type sample struct {
	name     string
	lang     string
	plain    bool
	messages []chat.Message
}

func tap(flow, step, value string) chat.Tap {
	return chat.Tap{Flow: flow, Step: step, Session: "k3", Value: value}
}

func choice(label, value string) chat.Choice {
	return chat.Choice{Label: label, Tap: tap("signup", "causes", value)}
}

func nav(labels ...string) []chat.Choice {
	var out []chat.Choice
	for i, l := range labels {
		out = append(out, chat.Choice{Label: l, Tap: chat.Tap{Flow: "!nav" + string(rune('a'+i))}})
	}
	return out
}

func numbered(prefix string, n int) []chat.Choice {
	out := make([]chat.Choice, n)
	for i := range out {
		out[i] = choice(fmt.Sprintf("%s %d", prefix, i+1), fmt.Sprint(i+1))
	}
	return out
}

func named(labels string) []chat.Choice {
	var out []chat.Choice
	for i, l := range strings.Split(labels, " ") {
		out = append(out, choice(l, fmt.Sprint(i)))
	}
	return out
}

const northeast = "กาฬสินธุ์ ขอนแก่น ชัยภูมิ นครพนม นครราชสีมา บึงกาฬ บุรีรัมย์ มหาสารคาม มุกดาหาร ยโสธร ร้อยเอ็ด เลย ศรีสะเกษ สกลนคร สุรินทร์ หนองคาย หนองบัวลำภู อำนาจเจริญ อุดรธานี อุบลราชธานี"

func opportunityTH(i int, title, when string) chat.Card {
	return chat.Card{
		Tone: chat.Leaf, Icon: "🌱", Eyebrow: "สิ่งแวดล้อม", Title: title,
		Body: when,
		Tags: []string{fmt.Sprintf("📍 %d.3 กม.", i+2), "เหลือ 4 ที่", "มีอาหารกลางวัน"},
		Note: "แนะนำเพราะอยู่ใกล้คุณ และคุณสนใจงานสิ่งแวดล้อม",
		Choices: []chat.Choice{
			{Label: "ดูรายละเอียด", Primary: true, Tap: tap("nearby", "!details", fmt.Sprint("01J", i))},
			{Label: "แผนที่", Full: "แผนที่ของ " + title, Tap: tap("nearby", "!map", fmt.Sprint("01J", i))},
			{Label: "ไม่สนใจ", Full: "ไม่สนใจ " + title, Tap: tap("nearby", "!hide", fmt.Sprint("01J", i))},
		},
	}
}

func profileCard(tone chat.Tone, th bool) chat.Card {
	say := func(thai, english string) string {
		if th {
			return thai
		}
		return english
	}
	edit := func(step string) *chat.Choice {
		return &chat.Choice{Label: say("แก้ไข", "Edit"), Full: say("แก้ไขข้อนี้", "Edit "+step), Tap: tap("profile", step, "!edit")}
	}
	return chat.Card{
		Tone: tone, Icon: "🙂", Eyebrow: say("ตรวจดูอีกครั้ง", "Please check"), Title: say("ข้อมูลของคุณ", "Your details"),
		Rows: []chat.Row{
			{Icon: "👤", Label: say("ชื่อ", "Name"), Value: say("สมหญิง ใจดี", "Somying Jaidee"), Edit: edit("name")},
			{Icon: "🎂", Label: say("ปีเกิด", "Year of birth"), Value: say("พ.ศ. 2538", "1995"), Edit: edit("birth")},
			{Icon: "📍", Label: say("พื้นที่", "Area"), Value: say("ต.เฉนียง อ.เมืองสุรินทร์ จ.สุรินทร์", "Chaniang, Mueang Surin, Surin"), Edit: edit("place")},
			{Icon: "💚", Label: say("งานที่สนใจ", "Causes"), Value: say("สัตว์ · สิ่งแวดล้อม · การศึกษา", "Animals · environment · education"), Edit: edit("causes")},
			{Label: say("โทรศัพท์", "Phone"), Value: ""},
		},
		Note: say("เราเก็บข้อมูลเท่าที่จำเป็น และคุณขอลบได้ทุกเมื่อ", "We keep only what is needed. You can erase it at any time."),
		Choices: []chat.Choice{
			{Label: say("ถูกต้องแล้ว", "That's right"), Primary: true, Tap: tap("signup", "confirm", "yes")},
			{Label: say("ยกเลิก", "Cancel"), Tap: chat.Tap{Flow: "!cancel"}},
			{Label: say("อ่านประกาศฉบับเต็ม", "Read the full notice"), Does: chat.OpensURL, URL: "https://example.org/privacy?lang=th"},
		},
	}
}

func samples() []sample {
	family := "👩‍👩‍👧‍👦"
	return append([]sample{
		{name: "text_th", lang: "th", messages: []chat.Message{{Text: "สวัสดีค่ะ ยินดีต้อนรับสู่จิตอาสา", Choices: []chat.Choice{choice("สมัคร", "y"), choice("ดูงานใกล้ฉัน", "n")}, Nav: nav("เมนู", "ช่วยเหลือ")}}},
		{name: "text_en", lang: "en", messages: []chat.Message{chat.Say("Which year were you born?", numbered("Year", 3)...)}},
		{name: "profile_th", lang: "th", messages: []chat.Message{{Cards: []chat.Card{profileCard(chat.PlainTone, true)}, Nav: nav("ย้อนกลับ", "เมนู")}}},
		{name: "profile_en", lang: "en", messages: []chat.Message{{Cards: []chat.Card{profileCard(chat.PlainTone, false)}, Nav: nav("Back", "Menu")}}},
		{name: "profile_plain_th", lang: "th", plain: true, messages: []chat.Message{{Cards: []chat.Card{profileCard(chat.PlainTone, true)}, Nav: nav("ย้อนกลับ", "เมนู")}}},
		{name: "nearby_th", lang: "th", messages: []chat.Message{{
			Text: "พบงานใกล้คุณ 3 งานในระยะ 10 กม.",
			Cards: []chat.Card{
				opportunityTH(0, "ปลูกป่าชายเลน", "เสาร์ 28 พ.ย. 2569 · 08.00–12.00 น."),
				opportunityTH(1, "เก็บขยะรอบอ่างเก็บน้ำห้วยเสนง กับเครือข่ายรักษ์สิ่งแวดล้อมสุรินทร์", "อาทิตย์ 29 พ.ย. 2569 · 07.30 น."),
				opportunityTH(2, "ทำฝายชะลอน้ำ", "เสาร์ 5 ธ.ค. 2569"),
			},
			Nav: nav("ดูเพิ่ม", "กรอง", "เมนู"),
		}}},
		{name: "grid_causes_th", lang: "th", messages: []chat.Message{{Text: "สนใจงานด้านไหน เลือกได้หลายอย่าง",
			Choices: append([]chat.Choice{{Label: "สัตว์", Chosen: true, Tap: tap("signup", "causes", "animals")}}, named("ทั่วไป ภัยพิบัติ หัตถกรรม ศาสนา ศิลปะ อาหาร สิ่งแวดล้อม ก่อสร้าง ประสานงาน เด็ก ผู้หญิง ผู้สูงอายุ คนพิการ ไอที สื่อ กฎหมาย สุขภาพ การศึกษา")...),
			Nav:     nav("เสร็จแล้ว", "ข้าม", "ย้อนกลับ")}}},
		{name: "grid_provinces_th", lang: "th", messages: []chat.Message{{Text: "จังหวัดไหน", Nav: nav("ย้อนกลับ"),
			Choices: append([]chat.Choice{{Label: "ส่งตำแหน่ง", Does: chat.SharesPlace}}, named(northeast)...)}}},
		{name: "grid_forty_en", lang: "en", messages: []chat.Message{{Text: "Which district?", Choices: numbered("A rather long district name", 40), Nav: nav("Back", "Menu")}}},
		{name: "plain_forty_en", lang: "en", plain: true, messages: []chat.Message{{Text: "Which district?", Choices: numbered("District", 40), Nav: nav("Back", "Menu")}}},
		{name: "pickers_en", lang: "en", messages: []chat.Message{{Text: "When and where?", Choices: []chat.Choice{
			{Label: "Pick a date", Does: chat.PicksDate, Tap: tap("nearby", "date", ""), Days: &chat.Days{Min: "2026-11-22", Max: "2027-11-22", Start: "2026-11-28"}},
			{Label: "Share location", Does: chat.SharesPlace},
			{Label: "Call 1784", Does: chat.OpensURL, URL: "tel:1784"},
			{Label: "แผนที่", Does: chat.OpensURL, URL: "https://example.org/แผนที่?q=สุรินทร์ 1"},
		}}}},
		{name: "place_card_th", lang: "th", messages: []chat.Message{{Cards: []chat.Card{{Tone: chat.Leaf, Icon: "📍", Title: "คุณอยู่แถวไหน", Body: "บอกเป็นชื่อ หรือส่งตำแหน่งก็ได้",
			Choices: []chat.Choice{{Label: "ส่งตำแหน่ง", Does: chat.SharesPlace}, choice("เลือกจากรายชื่อ", "list")}}}, Nav: nav("ย้อนกลับ")}}},
		{name: "facts_th", lang: "th", messages: []chat.Message{{Cards: []chat.Card{{Tone: chat.Leaf, Icon: "🐶", Title: "พาน้องหมาเดินเล่น", Rows: []chat.Row{
			{Icon: "📅", Label: "เวลา", Value: "ส. 28 พ.ย. 2569 09.00–12.00 น."}, {Icon: "📍", Label: "สถานที่", Value: "อ.เมืองสุรินทร์ จ.สุรินทร์"},
			{Icon: "💺", Label: "จำนวน", Value: "ว่าง 4 ที่"}, {Icon: "🧒", Label: "อายุ", Value: "20 ปีขึ้นไป"}, {Icon: "💰", Label: "ค่าใช้จ่าย"}, {Value: "ไม่มีป้าย"},
		}}}}}},
		{name: "place_th", lang: "th", messages: []chat.Message{{Text: "จุดนัดพบ", Place: &chat.Place{Point: domain.Point{Lat: 14.8818, Lng: 103.4936}, Title: "ศาลากลางจังหวัดสุรินทร์", Address: "ถ.หลักเมือง ต.ในเมือง อ.เมืองสุรินทร์ จ.สุรินทร์ 32000"}}}},
		{name: "place_bare_en", lang: "en", messages: []chat.Message{{Place: &chat.Place{}}}},
		{name: "earlier_choices_th", lang: "th", messages: []chat.Message{chat.Say("ตอบได้เลย", choice("ใช่", "y"), choice("ไม่", "n")), {Text: "มีข่าวฝาก"}}},
		{name: "long_text_th", lang: "th", messages: []chat.Message{{Text: strings.Repeat("วันนี้มีงานอาสาใกล้บ้านคุณหลายงาน ", 200), Nav: nav("เมนู")}}},
		{name: "cut_th", lang: "th", messages: []chat.Message{chat.Say("ป้ายยาว", choice("น้ำท่วมที่เชียงใหม่ต้องการคนช่วยด่วนมากที่สุด", "1"), choice(strings.Repeat(family, 25), "2"), choice(strings.Repeat("ก้ำ", 21), "3"), choice("\u200b", "4"), choice("สองบรรทัด\nในปุ่มเดียว", "5"))}},
		{name: "odd_en", lang: "en", messages: []chat.Message{{}, {Text: " \u200b "}, {Text: "ok\x00\x07 {{.}} {\"$gt\":\"\"} <b>&amp;</b>\r\nnext\ttab \xff"}, {Cards: []chat.Card{{}}}, {Cards: []chat.Card{{Title: "Only a title"}}}, {Choices: []chat.Choice{choice("A", "1")}}}},
		{name: "huge_rows_only_en", lang: "en", messages: []chat.Message{{Cards: []chat.Card{{Rows: []chat.Row{{Value: strings.Repeat(family, 1300)}}}}}}},
		{name: "huge_card_th", lang: "th", messages: []chat.Message{{Cards: []chat.Card{hugeCard()}}}},
	}, tones()...)
}

func tones() []sample {
	var out []sample
	for _, t := range []struct {
		name                       string
		tone                       chat.Tone
		icon, eyebrow, title, body string
	}{
		{"welcome_th", chat.Warm, "🧡", "ยินดีต้อนรับ", "จิตอาสา: งานอาสาใกล้บ้านคุณ", "บอกเราว่าคุณอยู่ที่ไหนและชอบทำอะไร แล้วเราจะหางานที่เหมาะให้ ใช้เวลาไม่ถึงสองนาที"},
		{"erase_th", chat.Alert, "⚠️", "ลบข้อมูล", "ลบข้อมูลของคุณทั้งหมดหรือไม่", "ลบแล้วกู้คืนไม่ได้ คุณจะได้รับใบยืนยันการลบ"},
		{"notice_en", chat.Calm, "🔔", "Notice", "A coordinator will answer you", "Someone from the network reads your message during office hours, 09:00–17:00."},
		{"found_en", chat.Leaf, "🌳", "Environment", "Plant mangroves at Khlong Khon", "Sat 28 Nov 2026 · 08:00–12:00"},
	} {
		out = append(out, sample{name: t.name, lang: t.name[len(t.name)-2:], messages: []chat.Message{{Cards: []chat.Card{{
			Tone: t.tone, Icon: t.icon, Eyebrow: t.eyebrow, Title: t.title, Body: t.body,
			Choices: []chat.Choice{{Label: "✓ OK", Primary: true, Tap: tap("x", "y", "1")}, {Label: "ไม่ / No", Tap: tap("x", "y", "2")}, {Label: "เมนู", Tap: chat.Tap{Flow: "!menu"}}},
		}}}}})
	}
	return out
}

func hugeCard() chat.Card {
	c := chat.Card{Tone: chat.Calm, Icon: "📚", Title: "ข้อมูลทั้งหมดของคุณ", Body: strings.Repeat("เรื่องยาวมาก ", 300), Note: strings.Repeat("หมายเหตุ ", 300)}
	for i := range 24 {
		c.Rows = append(c.Rows, chat.Row{Label: fmt.Sprintf("รายการที่ %d", i+1), Value: strings.Repeat("ค่า ", 40), Edit: &chat.Choice{Label: "แก้ไข", Tap: tap("profile", "row", fmt.Sprint(i))}})
		c.Tags = append(c.Tags, fmt.Sprintf("ป้าย %d", i))
		c.Choices = append(c.Choices, choice(fmt.Sprintf("ปุ่ม %d", i), fmt.Sprint(i)))
	}
	return c
}
