package understand

import (
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// answers adds the words that answer a question.
func (l lexicon) answers() {
	for w, spellings := range map[Word]string{
		Yes:    "ใช่|ใช่แล้ว|ได้|ได้เลย|ตกลง|โอเค|โอเคร|โอเช|เอา|เอาเลย|ยืนยัน|ยอมรับ|ยินยอม|ถูกต้อง|แน่นอน|อืม|จัดไป|yes|yep|yeah|yup|y|ok|okay|sure|confirm|accept|agree|i agree|correct|👍|🆗|✅",
		No:     "ไม่เอา|ไม่ตกลง|ไม่ยอมรับ|ไม่ยินยอม|ยังไม่เอา|ไม่ดีกว่า|ไม่สนใจ|ปฏิเสธ|nope|nah|n|no thanks|no thank you|not now|decline|reject|i do not agree|i don't agree",
		Skip:   "ข้าม|ข้ามไป|ข้ามไปก่อน|ข้ามข้อนี้|ขอข้าม|ไม่ระบุ|ไม่บอก|ไม่สะดวกบอก|ไว้ทีหลัง|ผ่าน|skip|skip this|pass|later|rather not say",
		Done:   "เสร็จ|เสร็จแล้ว|พอแล้ว|ครบแล้ว|เรียบร้อย|เรียบร้อยแล้ว|แค่นี้|เท่านี้|แค่นี้พอ|จบ|done|finished|finish|that's all|that's it|i'm done|ready",
		All:    "ทั้งหมด|ทุกอย่าง|ทุกด้าน|ทุกประเภท|อะไรก็ได้|ได้หมด|ได้ทุกอย่าง|ยังไงก็ได้|แล้วแต่|ไม่จำกัด|all|everything|anything|any|all of them|whatever",
		None:   "ไม่มี|ไม่มีเลย|ไม่มีอะไร|none|nothing|none of them",
		More:   "เพิ่มเติม|ดูเพิ่ม|ดูเพิ่มเติม|ดูต่อ|ขออีก|มีอีกไหม|อีก|more|show more|see more|more please",
		Thanks: "ขอบคุณ|ขอบคุณมาก|ขอบคุณมากๆ|ขอบใจ|ขอบพระคุณ|แต๊งกิ้ว|thank you|thank you very much|thank you so much|thanks|thanks a lot|many thanks|thx|ty|🙏",
		Hello:  "สวัสดี|สวัดดี|หวัดดี|ดีครับ|ดีค่ะ|ดีจ้า|สวัสดีตอนเช้า|ฮัลโหล|hello|hello there|hi|hi there|hey|good morning|good afternoon|good evening|sawasdee|sawatdee",
		Bye:    "ลาก่อน|บาย|บายๆ|ไว้เจอกัน|bye|bye bye|goodbye|see you",
	} {
		v := vocable{role: answer, value: string(w)}
		var keyed []string
		for s := range strings.SplitSeq(spellings, "|") {
			if thai.Key(s) != "" { // emoji are no letters: see emoji
				keyed = append(keyed, s)
			}
		}
		l.add(v, strings.Join(keyed, "|"))
	}
}

// emoji are the whole texts without a letter that answer something.
func emoji(text string) Word {
	switch strings.TrimRight(strings.TrimSpace(text), "\ufe0f🏻🏼🏽🏾🏿") {
	case "👍", "🆗", "✅", "👌":
		return Yes
	case "👎", "❌":
		return No
	case "🙏":
		return Thanks
	case "👋":
		return Hello
	}
	return ""
}

// small adds the words that carry no meaning of their own, or little.
func (l lexicon) small() {
	l.add(vocable{role: polite}, strings.Join(thai.Particles(), "|")+"|ฮ่ะ|555|5555|55555|thank")
	l.add(vocable{role: negation}, "ไม่|ไม่อยาก|ไม่ต้องการ|ไม่ได้|ไม่ได้อยาก|ยังไม่|ยังไม่อยาก|ไม่ต้อง|ไม่ใช่|อย่า|อย่าเพิ่ง|ห้าม|มิได้|don't|dont|do not|not|never|no|didn't|didnt|did not|doesn't|can't|cannot|won't|กลัว|เกลียด|แพ้|anything but|everything but|except|except for|but not|other than|ยกเว้น|นอกจาก|afraid of|allergic to|hate")
	l.add(vocable{role: filler}, "ชอบ|รัก|อยาก|อยากจะ|อยากให้|ขอ|ต้องการ|สนใจ|ผม|ฉัน|ดิฉัน|หนู|เรา|พวกเรา|พี่|น้อง|จะ|ก็|ได้ไหม|ได้มั้ย|ได้ป่าว|ไหม|มั้ย|ไม๊|ยังไง|อย่างไร|ที่ไหน|ตรงไหน|เมื่อไหร่|วันไหน|ไหน|"+
		"บ้าง|อะไร|อะไรบ้าง|มี|ให้|ที่|ใน|แถว|ย่าน|ช่วง|วัน|ตอน|เวลา|ของ|นี้|เลย|แล้ว|ทำ|ไป|มา|อยู่|กับ|และ|หรือ|เป็น|ว่า|คือ|การ|ต้อง|ทำไง|สามารถ|ว่าง|จาก|หา|ร่วม|สำหรับ|เกี่ยวกับ|ด้าน|เรื่อง|แบบ|ประเภท|ดู|เข้า|ขอดู|เปิด|กด|"+
		"i|i'm|im|i am|i'd|we|we're|me|you|want|wanna|to|would|like|can|could|do|does|how|what|where|when|is|are|there|the|a|an|for|in|at|on|of|with|and|or|some|any|this|show|let|let's|get|my|"+
		"know|kindly|just|now|here|near|around|open|go|see|free|available|s|about|have|has|it")
	l.add(vocable{role: work}, "งาน|งานอาสา|อาสา|อาสาสมัคร|จิตอาสา|ช่วย|ช่วยงาน|ช่วยเหลือ|กิจกรรม|ทำบุญ|ทำความดี|ไปช่วย|volunteer|volunteers|volunteering|work|job|jobs|help|helping|opportunity|opportunities|activity|activities")
	l.add(vocable{role: organisation}, "มูลนิธิ|สมาคม|เครือข่าย|ชมรม|กลุ่ม|สภา|ศูนย์|สำนักงาน|บริษัท|foundation|association|network|centre|center|council")
	l.add(vocable{role: blocker}, "my dog|my cat|my child|my children|my kid|my kids|my son|my daughter|my family|หมาป่วย|แมวป่วย|หมาหาย|แมวหาย|หมาฉัน|แมวฉัน|หมาผม|แมวผม|คนแก่ทำได้|ผู้สูงอายุทำได้|คนพิการทำได้|คนแก่ไปได้|ขายของออนไลน์|ซื้อของออนไลน์|จังหวัด|หวัด|ไข้หวัด|ตวัด|สมัครแล้ว|สมัครไปแล้ว|ลงทะเบียนแล้ว|ลงทะเบียนไปแล้ว|ยกเลิกแล้ว|ยกเลิกไปแล้ว|หยุดงาน|งานแต่ง|งานศพ|งานบ้าน|งานประจำ|งานยุ่ง|ทำงานประจำ|พนักงานบริษัท|หมาย|หมายเลข|หมายถึง|ความหมาย|จุดหมาย|ทะเลาะ|ป่าว|ป่วน|ยาก|วัดผล|ครูด|หมายความว่า|เด็กชาย|เด็กหญิง|คอมเมนต์|สื่อสาร|สวนทาง|คนแก่ง|กลับบ้าน|"+
		"help desk|homework|work permit|ออกกำลัง|ออกกำลังกาย|ได้รับ|ได้ยิน|cancer|เลิกงาน|เลิกเรียน|เลิกกัน|ผ่านมา|ผ่านไป|ผ่านแล้ว|ข้ามถนน|ข้ามวัน|ลบเลข|ตกลงกัน|งานเลี้ยง|งานวิจัย|เจ้าหน้าที่ตำรวจ|ช่วยเปิด|ไทยพาณิชย์|ไทยรัฐ|ร้อน|หมอก|หมอน|แมวมอง|อาหารเช้า|อาหารเที่ยง|อาหารเย็น")
	// A day off is an answer to "when are you free?", and no wish to stop.
	l.add(vocable{role: blocker}, "วันหยุด|วันหยุดราชการ|วันหยุดยาว|วันหยุดนักขัตฤกษ์|วันหยุดพักร้อน|หยุดยาว|หยุดเสาร์|หยุดเสาร์อาทิตย์|หยุดวัน|หยุดทุก|หยุดปีใหม่|หยุดสงกรานต์|หยุดเรียน|วันไหนหยุด|หยุดวันไหน|หยุดพัก|ได้หยุด")
	for k, spellings := range map[domain.Kind]string{
		domain.OneDay:     "วันเดียว|ครั้งเดียว|หนึ่งวัน|one day|one-day|single day|one time",
		domain.Continuing: "ต่อเนื่อง|ระยะยาว|งานประจำสัปดาห์|ทุกสัปดาห์|ทุกอาทิตย์|long term|ongoing|regular|weekly|continuing",
		domain.Emergency:  "ฉุกเฉิน|เร่งด่วน|ด่วน|ด่วนๆ|emergency|urgent",
		domain.Training:   "อบรม|ฝึกอบรม|เวิร์กช็อป|เวิร์คช็อป|training|workshop|course",
		domain.EventKind:  "ตลาดนัด|ตลาดนัดอาสาสมัคร|อีเวนต์|อีเว้นท์|ตลาดนัดอาสา|มหกรรม|event|events|fair|festival",
		domain.Remote:     "ออนไลน์|ทำที่บ้าน|ทำจากบ้าน|จากที่บ้าน|ทางไกล|online|remote|remotely|from home|at home",
	} {
		l.add(vocable{role: form, value: string(k)}, spellings)
	}
}
