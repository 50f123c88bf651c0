package topic_test

import (
	"testing"

	"jitasa/internal/understand/sentences"
	"jitasa/internal/understand/topic"
)

// TestAsks holds names and answers apart from questions: what asks is never stored as somebody's name.
func TestAsks(t *testing.T) {
	for _, text := range []string{
		"ฟรีไหม", "ฟรีไหมคะ", "ไกลมั้ย", "ได้ป่ะ", "เต็มยัง", "ไปยังไง", "ใครจัด", "กี่โมง", "ที่ไหนอะ", "ทำไมต้องถามอายุ", "ไปสายไหน", "มีปลั๊กป่าวจ้า", "ต้องแจ้งไหมว่าพิการ", "ถ้าฝนตกล่ะ",
		"กินข้าวยัง", "วันนี้หวยออกอะไร", "GPS ไหม", "แม่น บ่?", "คิดตังบ่", "ต้องยินยอมไหม",
		"is it free", "do I have to agree", "What's your name", "how much", "where", "why", "can I bring my kids", "are children allowed", "any costs", "i'm pregnant is it ok", "I'm 16, can I join",
		"may i ask a question", "will it rain", "hello, is there parking", "free?", "fri mai", "chai phasa arai", "tam mai tong hai ber", "yu nai krub", "what is Chiang Mai like",
	} {
		if !topic.Asks(sentences.Normal(text)) {
			t.Errorf("%q asks", text)
		}
	}
	for _, text := range []string{
		"ไหม", "น้องไหม", "สมไหม ใจดี", "สมไหม", "ผ้าไหม", "สายไหม", "เขตสายไหม", "ต้นไม้", "มะลิ", "ปะแดง", "วันละ", "ว่างเปล่า", "มือเปล่า", "อะไรก็ได้", "วันไหนก็ได้", "ที่ไหนก็ได้ค่ะ", "ไม่มีอะไร", "ไม่เป็นไร", "บุหรี่",
		"สมศรี", "บุญก่อ", "ใครก็ได้", "ปลอดภัยแล้ว", "โอเค", "555", "?", "??", "", "พี่ไหม", "ยัง", "มานะ", "หรือ", "กรุงเทพ",
		"Will Smith", "May", "Mai", "Chiang Mai", "Watt", "Who", "How", "i know what to do", "we're on the roof", "help there is a fire", "what a nice day", "my dog is a good boy", "no", "free", "I have a car", "Cando",
	} {
		if topic.Asks(sentences.Normal(text)) {
			t.Errorf("%q asks nothing", text)
		}
	}
}
