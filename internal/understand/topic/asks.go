package topic

import (
	"slices"
	"strings"
	"unicode"

	"jitasa/internal/thai"
)

// Asks reports whether a normalised text, in lower case, is a question, whatever it is about. It is careful with names: ไหม, สมไหม ใจดี,
// will smith and may are none, nor is "?" alone.
func Asks(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasSuffix(text, "?") {
		return strings.ContainsFunc(text, unicode.IsLetter) // "?" alone asks nothing
	}
	if strings.ContainsFunc(text, isThai) && asksThai(text) {
		return true
	}
	return strings.ContainsFunc(text, alphabetic) && asksEnglish(text)
}

// What the words that ask in Thai are to a text.
const (
	askWord   = iota + 1 // it asks
	askVerb              // the text says something, so that an ending that is a common syllable asks as well
	askMiddle            // it asks if such a verb stands before it: ต้องแจ้งไหมว่า
)

// askers stand anywhere in a question; longer words that ask nothing hide them: อะไรก็ได้, บุหรี่.
var askers = func() *words {
	all := &words{}
	all.add(askWord, "อะไร|อาไร|ยังไง|ยังงัย|ยังไน|อย่างไร|ทำไม|ทำไง|ทามไม|ได้ไง|ไปไง|เป็นไง|ไงดี|ไงบ้าง|ไงต่อ|ว่าไง|ไหน|ใคร|เมื่อไหร่|เมื่อไร|เมื่อใด|เท่าไหร่|เท่าไร|เท่าใด|เท่าไห|กี่|คือไร|ไรบ้าง|ไรดี|ไรมั่ง|ไรได้|ทำไร|ชื่อไร|เบอร์ไร|"+
		"ไหมคะ|ไหมครับ|มั้ยคะ|มั้ยครับ|ใช่ไหม|ใช่มั้ย|หรือเปล่า|รึเปล่า|หรือป่าว|หรือไม่|หรือยัง|รึยัง|ได้ไหม|ได้มั้ย|ดีไหม|ไหมเนี่ย|ไหมอะ|ไหมถ้า|ไหมว่า|ไหมตอน|ไหมเวลา|มั้ยถ้า|มั้ยว่า|"+
		"สายไร|ไรครับ|ไรคะ|ไรค่ะ|ไรอะ|ไงอะ|ไงคะ|ไงครับ|ไงจ๊ะ|พรื่อ|ใดบ้าง|วันใด|ใด๋|จังได๋|หยังแหน่|หยังแน|หยังบ้าง|หยังพ่อง|หยังผ่อง|อีหยัง|อะหยัง|เฮ็ดหยัง|เยียะหยัง|เอาหยัง|แม่นหยัง|จะใด|พันพรื่อ|ไหรมั่ง|ไหรบ้าง|ทำไหร|คือไหร|จักโมง|จั๊กโมง|จักคน|จักชั่วโมง|จักบาท|จักปี|บ่อนใด|ตี้ไหน|อยู่ไส|ท่อใด|ไผจัด|ไผเป็น|ไผเป๋น|ไผเห็น|ไผตอบ|เมื่อใด๋|ขอทราบ|ขอพิกัด|ขอแผนที่|ขอโลเค|ขอโลหน่อย|ส่งแผนที่|ส่งโล|ส่งพิกัด|แชร์โล|แชร์พิกัด|บ่หลาน|บ่คะ|บ่ครับ|บ่จ้า|บ่เด้อ|บ่ยาย|บ่ตา|มั่งอะ|มั่งคะ|มั่งครับ|ตำบลใด|หรือเป็น|"+
		"หรือนอก|หรือออก|หรือไทย|หรือผู้|หรือต้อง|หรือทำ|หรือมี|ได้ปะ|มีปะ|ให้ปะ|ไปปะ|รับปะ|เราปะ|ทำปะ|จริงปะ|ทำมัย|ทามมัย|ที่ใด|ไปไส|ไสน้อ|ทางใด๋|จักมื้อ|ตี้ใด|ไหรกัน|พรือดี|ไปพรือ|ทำพรือ|ยังมั่ง")
	all.add(askMiddle, "ไหม|มั้ย|ม้าย|ม่าย")
	all.add(askVerb, "ถ้า|แล้ว|การ|มี|ได้|เป็น|ต้อง|ใช้|ให้|ไป|มา|ทำ|รับ|นับ|เอา|ใช่|จริง|ฟรี|ไกล|ใกล้|หนัก|ยาก|ง่าย|ดี|สนุก|ว่าง|อยู่|ไหว|แน่|บ่อย|แท้|เหนื่อย|นาน|เต็ม|หลอก|มิจ|บอท|เงิน|ตัง|ปลอดภัย|อันตราย|เกี่ยว|เข้าใจ|รู้|เปลือง|เปลี่ยว|เสีย|จ่าย|พูด|ตก")
	hidden := "ไม่มีอะไร|ไม่มีใคร|ไม่ว่าอะไร|ไม่ได้ทำอะไร|ไม่เห็นอะไร|ไม่เห็นมีอะไร|ไม่เป็นไร|ไม่กี่|ใคร่|บุหรี่|ไม่อยากทำอะไร|ไม่เอาอะไร|อะไรอย่าง|อะไรแบบ|ไหนๆ|ผ้าไหม|เส้นไหม|ใยไหม|หนอนไหม|สายไหม|เลี้ยงไหม|ทอไหม|น้องไหม|กี่เพ้า|หูกี่|ทำอะไรดีๆ|แม่ม่าย|พ่อม่าย|เป็นม่าย|แม่ม้าย|หม้าย|ม่ายได้|ม่ายเอา|ม่ายว่าง|ม่ายไป|ม่ายใช่|ม่ายอยาก|ม่ายชอบ|ม่ายมี|ม่ายรู้|ขอทราบข่าว"
	for _, w := range [...]string{"อะไร", "ยังไง", "อย่างไร", "ที่ไหน", "ไหน", "ใคร", "เมื่อไหร่", "เมื่อไร", "เท่าไหร่", "เท่าไร", "กี่คน", "กี่วัน", "กี่โมง"} {
		hidden += "|" + w + "ก็"
	}
	all.add(none, hidden)
	all.sort()
	return all
}()

// closers end a question, between in the middle of what is said as well; those of the second list are common endings of names and words as well: ต้นไม้, มะม่วง, ธุระ.
var (
	closers = []string{"ไหม", "มั้ย", "ไม๊", "มั๊ย", "ม้าย", "ม่าย", "ป่ะ", "ป่าว", "หรอ", "เหรอ", "เร้อ", "หรือ", "เปล่า", "ยัง"}
	between = []string{"ป่ะ", "ป่าว", "หรอ", "เหรอ", "ม้าย", "ม่าย", "บ่", "ก่อ"}
	perhaps = []string{"มะ", "ปะ", "ละ", "ล่ะ", "รึ", "ไม้", "มัย", "บ่", "บ้อ", "บ่อ", "ติ", "ก่", "ก่อ", "ก๋อ"}
)

// named are the beginnings of names that only end like a question: น้องไหม, สมไหม.
var named = []string{"น้อง", "พี่", "ป้า", "น้า", "ยาย", "คุณ", "ครู", "สม", "แพร", "ปุย", "ดอก", "ผ้า", "สาย", "เขตสาย", "เส้น", "ใย", "หนอน", "ทอ", "ชื่อ", "เรียก", "ปลูก", "นาง", "นางสาว", "ด.ญ.", "ว่าง", "ตัว", "มือ", "ต้น", "แล้วก็", "ก็"}

func asksThai(said string) bool {
	text := plain(said)
	var room [16]uint32
	found, _ := askers.in(text, room[:0])
	verb := slices.Index(found, askVerb)
	middle := slices.Index(found, askMiddle)
	if slices.Contains(found, askWord) || verb >= 0 && middle > verb {
		return true
	}
	if endsAsking(text) {
		return true
	}
	for clause := range strings.FieldsSeq(said) { // มีคนมารับบ่ แม่ขับรถบ่เป็น
		clause = withoutParticles(clause)
		for _, c := range between {
			if stem, ok := strings.CutSuffix(clause, c); ok {
				if found, _ = askers.in(stem, room[:0]); slices.Contains(found, askVerb) {
					return true
				}
			}
		}
	}
	return false
}

// endsAsking reports whether a text, or a part of it before a comma, ends with a word that asks.
func endsAsking(text string) bool {
	var room [16]uint32
	bare := withoutParticles(text)
	for part := range strings.SplitSeq(bare, ",") {
		part = strings.TrimSpace(part)
		for _, c := range closers {
			if stem, ok := strings.CutSuffix(part, c); ok && stem != "" && !slices.Contains(named, stem) {
				return true
			}
		}
		for _, c := range perhaps {
			if stem, ok := strings.CutSuffix(part, c); ok && !strings.HasSuffix(stem, "ต้น") {
				if said, _ := askers.in(stem, room[:0]); slices.Contains(said, askVerb) {
					return true
				}
			}
		}
	}
	return false
}

// withoutParticles is a text without the polite ends that stand behind a question.
func withoutParticles(text string) string {
	for range 3 {
		short := thai.TrimParticles(strings.TrimRight(text, " .!~…)"))
		for _, p := range [...]string{"อะ", "อ่ะ", "อ่า", "เนี่ย", "นะ", "วะ", "ว่ะ", "จ๊ะ", "จ้ะ", "คร้าบ", "ฮะ", "ลูก", "หลาน", "หนอ", "น้อ", "บ้าง", "เด้อ", "เจ้า", "แหน่"} {
			if s, ok := strings.CutSuffix(short, p); ok && s != "" {
				short = strings.TrimSpace(s)
			}
		}
		if short == text || short == "" {
			break
		}
		text = short
	}
	return text
}
