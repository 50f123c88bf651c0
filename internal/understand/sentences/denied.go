package sentences

import (
	"hash/fnv"
	"slices"
	"strings"
)

// Commands are denied as well as given: อย่าลบข้อมูล, "don't delete my data". Whoever learns has to see that in every command, so that no
// list needs to say it: of each that begins with something to do, one denial is made, which is no command.

// wishes begin a command, and are no part of what is to be done.
var wishes = []string{
	"อยากจะ", "อยาก", "ขอให้", "ขอ", "ช่วย", "รบกวน", "ต้องการ", "จะ", "ผม", "หนู", "ฉัน", "เรา", "พี่", "ยาย", "ป้า", "ลุง",
	"please ", "pls ", "plz ", "can you ", "could you ", "can i ", "could i ", "i want to ", "i'd like to ", "i would like to ", "i wanna ", "let me ", "i want you to ", "just ", "i need to ",
}

// deeds are what is done in commands.
var deeds = []string{
	"ลบ", "ยกเลิก", "สมัคร", "ลงทะเบียน", "ลงชื่อ", "เปลี่ยน", "แก้", "ส่ง", "หยุด", "คุย", "โทร", "ดู", "หา", "เปิด", "ออก", "กลับ", "ย้อน", "ติดต่อ", "พูด", "เอา", "ถอน", "เข้า", "แสดง", "ต่อ", "ให้", "เรียก", "ปิด", "เริ่ม", "ถาม",
	"delete ", "remove ", "erase ", "cancel ", "sign ", "register ", "change ", "edit ", "update ", "send ", "stop ", "talk ", "speak ", "call ", "show ", "find ", "open ", "leave ", "go ", "contact ", "join ", "unsubscribe ", "block ", "switch ", "connect ", "get ", "quit ", "start ", "see ", "download ", "wipe ", "take ", "give ", "turn ", "put ", "enroll ", "fix ",
}

var (
	denialsThai    = []string{"อย่า", "อย่าเพิ่ง", "ไม่ต้อง", "ไม่อยาก", "ไม่ได้", "ไม่ได้อยาก", "ยังไม่อยาก", "ไม่ได้ขอให้", "ไม่ต้องการ"}
	denialsEnglish = []string{"don't ", "do not ", "please don't ", "i don't want to ", "no need to ", "i didn't ask to ", "you don't have to ", "never ", "i'm not trying to "}
)

// Denied denies a command, where that says the contrary. What is no command, denies already, or would be another command if denied, it leaves.
func Denied(l Line) (Line, bool) {
	if l.Class == None || l.Class == "newsletter" || strings.Contains(l.Text, "ไม่") || strings.Contains(l.Text, "อย่า") ||
		strings.Contains(l.Text, "n't") || strings.Contains(" "+l.Text+" ", " no ") || strings.Contains(" "+l.Text+" ", " not ") {
		return Line{}, false
	}
	text := l.Text
	for {
		i := slices.IndexFunc(wishes, func(w string) bool { return strings.HasPrefix(text, w) })
		if i < 0 {
			break
		}
		text = strings.TrimSpace(text[len(wishes[i]):])
	}
	if !slices.ContainsFunc(deeds, func(w string) bool { return strings.HasPrefix(text, w) }) {
		return Line{}, false
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(text))
	denials := denialsEnglish
	if text[0] >= 0x80 {
		denials = denialsThai
	}
	return Line{None, denials[int(h.Sum32()%uint32(len(denials)))] + text}, true
}
