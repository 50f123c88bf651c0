package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// trust says what it takes to believe that a name inside a sentence is meant
// as a place.
type trust int

const (
	free    trust = iota // nothing: the letters spell nothing else
	careful              // a word must be able to begin here: a space, or a word such as ที่, แถว, ไป before it
	shy                  // a word before it says that a place is meant, and it ends there
	marked               // an ordinary word, too: จังหวัด, อำเภอ …, its province beside it, or ที่ and then an end
)

// ordinaryProvinces are the provinces whose names are words of every day:
// เลย (at all), แพร่ (spread), ตาก (to dry), น่าน (น่านน้ำ), ตรัง, ตราด (ตรา + ด…).
var ordinaryProvinces = words("เลย แพร่ ตาก น่าน nan tak")

// ordinaryNames are districts and aliases that are also words of every day or
// names of people.
var ordinaryNames = words(`สอง ลอง คง พล จุน ปง สนม สวี เสนา พาน พนา พนม พร้าว พิชัย วัฒนา ลำดวน มะขาม
	ชนบท สังคม สมเด็จ ปราสาท แสวงหา ชื่นชม ไชโย สีชมพู สีดา สามชัย สันติสุข เด่นชัย ท่าเรือ ท่าใหม่ บ้านนา บ้านหมอ บ้านใหม่ บ้านค่าย
	บ้านแพง บ้านสร้าง บ้านกรวด บ้านด่าน บ้านฝาง บ้านไผ่ บ้านหลวง บ้านม่วง บ้านดุง บ้านไร่ บ้านคา บ้านธิ บ้านตาก ทรายมูล ทรายทองวัฒนา
	พระนคร อุทัย มหาราช เพ็ญ เทพา ประเวศ รัษฎา ดุสิต น้ำเกลี้ยง น้ำยืน น้ำหนาว ป่าซาง ป่าบอน ป่าแดด นาดี นาหม่อม นาทม ฝาง ฮอด ลี้ งาว
	คลองหลวง ห้างฉัตร เสริมงาม เกาะยาว โชคชัย โพธาราม ศรีนคร สามเงา สองแคว สมเด็จ สนามชัย หนองบัว ทับทัน ทองแสนขัน ลาดยาว ลานสัก เนินมะปราง
	เมืองจันทร์ เมืองยาง เมืองปาน เมืองสรวง วังทอง วังหิน วังเหนือ วังใหญ่ ศิลาลาด เฉลิมพระเกียรติ
	เพชร จันท์ มุก ชล สิงห์ กาญจน์ กาญ ปทุม นนท์ นน สกล สุพรรณ ปราจีน สุราด มีน วาริน ปราณ
	song long khong pong fang phan sung mae li ko surat muk chum suan samoeng sawi`)

// wordsEven are those of them that are words even where people say where they live (อยู่ชนบท).
var wordsEven = words("สอง ลอง คง พล จุน ปง สนม สวี สมเด็จ ชนบท สังคม แสวงหา ชื่นชม สีชมพู มหาราช ท่าเรือ ท่าใหม่ บ้านนา บ้านหมอ บ้านใหม่ บ้านสร้าง บ้านหลวง บ้านไร่ บ้านด่าน เกาะยาว หนองบัว สองแคว วังใหญ่ วังหิน สันติสุข มะขาม น้ำยืน เสนา พาน พร้าว")

// wordsLiving are the words after which people say where they live, shortly: อยู่นนท์, คนปทุม. จาก is none: who writes จากนนท์ is called so.
var wordsLiving = thai.NewWordSet("อยู่", "อยุ่", "อยู", "แถว", "ย่าน", "ชาว", "คน", "มาจาก", "พัก", "แถวๆ")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

func (g *Gazetteer) trustIn(key string, p Place) trust {
	if p.Level == spot && g.shy[key] {
		return shy
	}
	if ordinaryProvinces[key] || ordinaryNames[key] || g.everyday[key] {
		return marked
	}
	n := utf8.RuneCountInString(key)
	latin := key[0] < 0x80
	switch {
	case latin && p.Level == Province && n >= 4:
		return free
	case latin && n < 3:
		return marked
	case latin, n <= 4, key == "กระบี่", key == "ประจวบ", p.Level == spot && strings.HasPrefix(key, "ม"): // ม.เกษตร
		return careful
	case p.Level == Province || n >= 8:
		return free
	}
	return careful
}

// wordsBefore are words after which a place is to be expected.
var wordsBefore = thai.NewWordSet(
	"ที่", "ใน", "แถว", "ย่าน", "ใกล้", "จาก", "ไป", "มา", "อยู่", "อยุ่", "อยู", "พัก", "ณ", "แถบ", "ชาว", "คน", "งาน", "อาสา", "ช่วย", "ท่วม", "ไหม้", "แล้ง", "เขต",
	"เมือง", "และ", "หรือ", "กับ", "สมัคร", "นี้", "หน้า", "โซน", "ฝั่ง", "ตรง", "หลัง", "ข้าง", "ข้างๆ", "ถึง", "ตรงข้าม", "บริเวณ", "ละแวก", "แวะ", "เปลี่ยนเป็น", "อยู่บ้าน",
)

// wordsNaming are those of them after which little else than a place comes (เดินไปสบายๆ is none).
var wordsNaming = thai.NewWordSet("ที่", "แถว", "ย่าน", "ใกล้", "อยู่", "อยุ่", "อยู", "อยู่บ้าน", "แถบ", "โซน", "ฝั่ง", "บริเวณ", "ละแวก", "หน้า", "ตรงข้าม", "จาก")

// wordsBeforeOrdinary are those after which even แพร่, น่าน, ตาก are places if
// they end the sentence; ไป is none of them (เอาผ้าไปตาก).
var wordsBeforeOrdinary = thai.NewWordSet("จาก", "ใน", "อยู่", "คน", "ชาว", "แถว", "ใกล้")

var latinBefore = []string{"inthe", "nearthe", "aroundthe", "atthe", "in", "at", "near", "around", "from", "to", "of", "visit", "by", "nearby", "close", "beside", "outside", "opposite", "live", "stay"}

// sungBefore are Thai words before a place in Latin letters (yoo bangkapi), as people hear them. After none of them a word of every day is
// one: yoo nan is อยู่นาน.
var sungBefore = []string{"yoo", "yu", "yuu", "yuthi", "yoothi", "yutee", "yootee", "thi", "tee", "thee", "thaew", "taew", "thaeo", "taeo", "klai", "glai", "jak", "jaak", "pai", "ngan", "yan"}

// latinAfter are words behind the name of a place.
var latinAfter = []string{"area", "district", "province", "side", "city", "town", "neighborhood", "neighbourhood", "zone", "road", "station"}

// notAfter are words after which the same letters name a person, a street, a firm, a team or a title, or say where
// something to eat or to wear is from (หมูย่างเมืองตรัง).
var notAfter = thai.NewWordSet(strings.Fields(`คุณ นาย นาง นางสาว พี่ น้อง ลุง ป้า อาจารย์ ดร ชื่อ ถนน ซอย ธนาคาร ทีม สโมสร
	โรงแรม เพลง หนัง หนังเรื่อง ละคร ละครเรื่อง ซีรีส์ มิส นางงาม เทพี เชียร์ สิงห์
	หมี่ ผัดหมี่ ส้มตำ ขนมจีน ไก่ย่าง ไก่ทอด หมูย่าง หมูยอ แหนม แหนมเนือง กุนเชียง ไส้อั่ว ไส้กรอก แคบหมู ลูกชิ้น น้ำพริก น้ำพริกหนุ่ม น้ำปลา ปลาร้า กะปิ ไข่เค็ม ปูม้า ปูไข่ หอยนางรม ปลาทู กุ้งเผา
	ข้าวต้ม ข้าวซอย ข้าวมันไก่ ข้าวขาหมู ข้าวหลาม ข้าวยำ ข้าวหอมมะลิ ข้าวเหนียวมะม่วง ก๋วยเตี๋ยว ก๋วยเตี๋ยวเรือ เย็นตาโฟ ราดหน้า ผัดไทย หอยทอด แกงเขียวหวาน แกงไตปลา แกงส้ม ต้มยำ ติ่มซำ บะหมี่ หมูกระทะ
	ขนมหม้อแกง หม้อแกง ทองหยอด โรตี โรตีสายไหม ขนมเปี๊ยะ กะละแม กล้วยตาก กล้วยไข่ มะขามหวาน ทุเรียน ลำไย ส้มโอ เงาะ มังคุด ลองกอง ลิ้นจี่ สับปะรด มะม่วง ส้มสายน้ำผึ้ง กาแฟ เบียร์ ผ้าไหม ผ้าฝ้าย ผ้าซิ่น
	มนต์รัก padthai khun mr mrs ms miss nameis hotel film movie song kingof watching watched listeningto`)...)

// titles are the beginnings of titles that a place ends. They are also said of a stay, so that nothing may stand before them but a word of
// notAfter.
var titles = []string{"onenightin", "thehangoverin", "hangoverin"}

// notBefore are words before which the same letters name a club, a firm or a thing to eat.
var notBefore = []string{"ยูไนเต็ด", "ยูไนเตด", "เอฟซี", "united", "fc", "airways", "post", "bank", "sausage", "noodle", "beer", "dangerous", "haunted", "breaking", "lovestory", "trafficlovestory", "knockout"}

// wordsAfter are words that can follow a place; behind a short name anything
// else is the rest of a longer word (น่าน|น้ำ, แพร่|ระบาด).
var wordsAfter = thai.NewWordSet(
	"ครับ", "คับ", "ค่ะ", "คะ", "จ้า", "จ้ะ", "นะ", "หน่อย", "บ้าง", "ไหม", "มั้ย", "มี", "เสาร์", "อาทิตย์", "วัน", "พรุ่ง", "มะรืน", "เดือน", "และ", "หรือ",
	"กับ", "ที่", "ไป", "ช่วง", "สัปดาห์", "จังหวัด", "อำเภอ", "ตำบล", "ต้องการ", "น้ำท่วม", "อยาก", "ได้", "ทำ", "ช่วย",
)

// believe reports whether the name in line.Text[i:j] is meant as a place,
// going by the words around it.
func believe(line thai.Line, i, j int, t trust) bool {
	before := line.Text[:i]
	if person(before) || slices.ContainsFunc(notBefore, func(w string) bool { return strings.HasPrefix(line.Text[j:], w) }) {
		return false
	}
	key := line.Text[i:j]
	if strings.HasPrefix(key, "ถนน") && !endsAt(line, j) { // ถนนสุขุมวิทรถติด
		return false
	}
	if t == shy {
		return led(line, i) && endsAt(line, j)
	}
	if key[0] < 0x80 {
		if t == careful && beforeLatin(line, j) {
			return true
		}
		return t != marked && (t == free || afterLatin(line, i) || after(line, i, sungBefore)) || t == marked && ordinaryProvinces[key] && afterLatin(line, i)
	}
	short := utf8.RuneCountInString(key) <= 4 || key == "กระบี่" || key == "ประจวบ"
	switch t {
	case free:
		return true
	case careful:
		return (line.Bound(i) || wordsBefore.Ends(before)) && (!short || endsAt(line, j))
	}
	if !endsAt(line, j) {
		return false
	}
	if !ordinaryProvinces[key] {
		return ordinaryNames[key] && !wordsEven[key] && wordsLiving.Ends(before)
	}
	return strings.HasSuffix(before, "ที่") || key != "เลย" && wordsBeforeOrdinary.Ends(before)
}

// person reports whether what stands before says that a person, a street or a firm is named.
func person(before string) bool {
	for _, t := range titles {
		if rest, ok := strings.CutSuffix(before, t); ok {
			return rest == "" || notAfter.Ends(rest)
		}
	}
	return notAfter.Ends(strings.TrimSuffix(before, "เมือง"))
}

// led reports whether a word before line.Text[i:] says that a place comes.
func led(line thai.Line, i int) bool {
	if line.Text[i] >= 0x80 {
		return wordsNaming.Ends(line.Text[:i])
	}
	return afterLatin(line, i) || after(line, i, sungBefore)
}

// beforeLatin reports whether one of latinAfter follows line.Text[:j].
func beforeLatin(line thai.Line, j int) bool {
	for _, w := range latinAfter {
		if strings.HasPrefix(line.Text[j:], w) && line.Bound(j+len(w)) {
			return true
		}
	}
	return false
}

// afterLatin reports whether one of latinBefore stands before line.Text[i:].
func afterLatin(line thai.Line, i int) bool {
	return after(line, i, latinBefore) || wordsBefore.Ends(line.Text[:i])
}

// after reports whether one of the words stands before line.Text[i:].
func after(line thai.Line, i int, ws []string) bool {
	return slices.ContainsFunc(ws, func(w string) bool { return strings.HasSuffix(line.Text[:i], w) && line.Bound(i-len(w)) })
}

func endsAt(line thai.Line, j int) bool {
	if line.Bound(j) {
		return true
	}
	return wordsAfter.Begins(line.Text[j:])
}
