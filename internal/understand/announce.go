package understand

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// Announces reports whether a text is what somebody says who looks for volunteers
// on behalf of an organisation: in one of the fixed short ways, in which somebody in need
// may cry for help as well, so that whoever asks must know who wrote it, or in a sentence
// that tells whom they look for (see [seeksPeople]).
func Announces(text string) bool {
	lower := thai.Lower(text)
	return announces(lower) || seeksPeople(lower)
}

// announces reports whether a text in lower case is one of the fixed short ways.
func announces(lower string) bool {
	if len(lower) > longestAnnouncement {
		return false
	}
	return announcements[thai.Key(thai.TrimParticles(lower))]
}

// What a text holds that looks for people: somebody seeks, and those sought are
// volunteers, or people who are counted or have something to do. Thai is read without spaces.
var (
	seeking = phrase{
		thai.NewWordSet("ต้องการ", "ขอแรง", "ขอกำลัง", "ขาดแคลน", "ขาด", "รับสมัคร", "เปิดรับ", "ประกาศหา", "ประกาศรับ", "ระดม", "ตามหา", "กำลังหา", "มองหา", "อยากได้", "ช่วยหา", "อยากให้มี", "ต้องใช้"),
		thai.NewWordSet("พี่", "น้อง", "เพื่อน", "ครู", "หมอ", "ช่าง", "พยาบาล", "แรง", "ทีม", "กลุ่ม", "แกนนำ", "ผู้", "สมาชิก", "นักศึกษา", "คน", "มือ", "ขับรถ", "เพิ่ม", "ด่วน", "อีก", "ใจดี", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		thai.NewWordSet("อาสา", "จิตอาสา", "คน", "กำลังคน", "ผู้ช่วย", "สตาฟ", "ทีมงาน", "แรงงาน"),
	}
	seekingWeakly = phrase{first: thai.NewWordSet("หา", "ขอ", "รับ", "เรียก"), last: thai.NewWordSet("จิตอาสา", "อาสา", "คน")}
	countedThai   = phrase{
		first: thai.NewWordSet("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "ร้อย", "หลาย", "สัก"),
		last:  thai.NewWordSet("คน", "ท่าน", "ชีวิต", "นาย"),
	}
	seekingVolunteers = thai.NewWordSet("ต้องการ", "ขอแรง", "ขาด", "รับสมัคร", "เปิดรับ", "ประกาศหา", "ประกาศรับ", "ระดม", "ตามหา", "กำลังหา", "มองหา", "อยากได้")

	inTheName  = strings.Split("มูลนิธิ|สมาคม|ชมรม|วัด|โรงเรียน|รร.|ศูนย์|ชุมชน|หมู่บ้าน|โครงการ|ค่าย|ทีม|กลุ่ม|เทศบาล|อบต|โรงพยาบาล|รพ|บ้านพัก|สถานสงเคราะห์|มัสยิด|โบสถ์|เครือข่าย|องค์กร|ทางเรา|พวกเรา|โรงครัว|จุดอพยพ|กู้ภัย", "|")
	askingThai = []phrase{
		{thai.NewWordSet("อาสาสมัคร", "อาสา", "คน"), thai.NewWordSet("มา", "ไป", "ช่วย", "อยู่", "เพิ่ม", "อีก", "ด้วย"), thai.NewWordSet("ไหม", "มั้ย", "มั๊ย", "ป่าว", "เปล่า", "หรือ", "รึ", "ปะ", "ป่ะ")},
		{first: thai.NewWordSet("ใคร", "แถวไหน"), last: thai.NewWordSet("ต้องการ", "รับ", "ขาด", "เปิดรับ")},
	}
	howThai     = strings.Split("ยังไง|ทำไง|ที่ไหน|ตรงไหน|อะไร|ติดต่อใคร|ใช่ไหม|ได้ไหม|ได้มั้ย", "|")
	wishingThai = phrase{thai.NewWordSet("ต้องการ", "สนใจ", "อยาก", "ขอ"), thai.NewWordSet("จะ"), thai.NewWordSet("สมัคร", "เป็น", "ทำ", "ไป", "ร่วม", "เข้าร่วม", "ช่วย")}
	findingWork = strings.Split("หางาน|หาที่|งานอาสา|งานจิตอาสา|รับสมัครงาน|อยากได้งาน|อยากได้ชม|ชั่วโมงจิตอาสา|ชมจิตอาสา|ชม.จิตอาสา|ไม่ใช่จิตอาสา|ไม่ใช่อาสา", "|")
	inDistress  = strings.Split("ช่วยด้วย|ติดอยู่|ออกไม่ได้|จมน้ำ|หลังคา|บาดเจ็บ|เจ็บหนัก|เลือด|กำลังจะตาย|ไม่หายใจ|trapped|stuck|drowning|dying|bleeding|help me|help us|save me|save us|can't get out|roof", "|")
)

// What a text in English holds that looks for people. All of it names them, and says so with one of the words of seekingEnglish.
var (
	crewEnglish    = []string{"volunteer", "helper", "hands", "people", "persons", "driver", "cook", "teacher", "tutor", "translator", "nurse", "doctor", "students", "adults", "men", "staff"}
	seekingEnglish = []string{"need", "want", "require", "seek", "look", "search", "recruit", "call", "short", "could use", "find", "get", "send"}
	seekEnglish    = regexp.MustCompile(`\b(?:need|needs|needing|wants?|requires?|seeks?|seeking|looking for|look for|searching for|recruiting|recruit|call for|calling for|calling all|calling|short of|short on|short|could use|in need of|find us|find me|get us|send us|get me)\s+` +
		`(?:(?:about|around|some|more|a few|few|several|many|a lot of|at least|up to|a couple of|another|any|strong|young|local|extra|good|kind|willing|skilled|\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|a|an|english|thai|speaking)\s+){0,4}` +
		`(volunteers?|helpers?|helping hands|hands|pairs of hands|people|persons|drivers?|cooks?|teachers?|tutors?|translators?|nurses?|doctors?|students|adults|men|women|staff)\b`)
	neededEnglish  = regexp.MustCompile(`\b(?:volunteers?|helpers?|hands|people|drivers|cooks|teachers|staff)\s+(?:are\s+|is\s+|urgently\s+|still\s+|badly\s+)*(?:needed|wanted|required)\b`)
	countedEnglish = regexp.MustCompile(`\b(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|several|some|more)\b`)
	workEnglish    = regexp.MustCompile(`^\s+(?:work|jobs?|opportunit|positions?|activit|projects?|stuff|something|things?|places?|events?)`)
	askingEnglish  = regexp.MustCompile(`\b(?:do|does|did|who|where|which|are|is|if)\b[^.!]*\b(?:need|needs|looking for|require|want|needed|wanted)\b|\b(?:want|wants|like|love|wish) to\b|\bwork for\b`)
)

// seeksPeople reports whether a text in lower case looks for people who help with
// something, on behalf of others: ขอแรงคนช่วยกรอกทราย 20 คน, we need 20 volunteers. Who asks
// whether somebody needs them, looks for such work or is in need does not.
func seeksPeople(s string) bool {
	switch {
	case strings.Contains(s, "อาสา") || strings.Contains(s, "คน"):
		return seeksInThai(strings.Join(strings.Fields(s), "")) && !holds(s, inDistress)
	case len(s) > 0 && s[0] < 0x80:
		return seeksInEnglish(s)
	}
	return false
}

func seeksInThai(s string) bool {
	counted := countedThai.in(s)
	return (seeksVolunteers(s) || counted && (seekingWeakly.in(s) || strings.Contains(s, "ต้องการ") && strings.Contains(s, "ช่วย")) ||
		seeking.in(s) && (counted || holds(s, inTheName) || strings.Contains(s, "ขอแรงคน"))) &&
		!wishingThai.in(s) && !holds(s, findingWork) && (counted || !asksForPeople(s))
}

// asksForPeople reports whether somebody asks whether volunteers or people are needed.
func asksForPeople(s string) bool {
	return holds(s, howThai) || slices.ContainsFunc(askingThai, func(p phrase) bool { return p.in(s) })
}

// holds reports whether a text holds one of the words.
func holds(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// seeksVolunteers reports whether volunteers are sought, whatever stands between.
func seeksVolunteers(s string) bool {
	const farthest = 40 // letters
	for i := range s {
		n := seekingVolunteers.Begin(s[i:])
		if n == 0 {
			continue
		}
		between, _, ok := strings.Cut(s[i+n:], "อาสา")
		if !ok {
			return false
		}
		if utf8.RuneCountInString(between) <= farthest && !strings.Contains(between, "|") {
			return true
		}
	}
	return false
}

// phrase is words in a row: one that is first, any of those between, and one that is last. At every
// letter of every text, a regular expression of so many words would cost more than all else.
type phrase struct{ first, between, last thai.WordSet }

// in reports whether the words are somewhere in a text.
func (p phrase) in(s string) bool {
	for i := range s {
		for n := p.first.Begin(s[i:]); n > 0; n = p.between.Begin(s[i:]) {
			if i += n; p.last.Begins(s[i:]) {
				return true
			}
		}
	}
	return false
}

func seeksInEnglish(s string) bool {
	if !holds(s, crewEnglish) || !holds(s, seekingEnglish) {
		return false
	}
	m := seekEnglish.FindStringSubmatchIndex(s)
	if m == nil && !neededEnglish.MatchString(s) || askingEnglish.MatchString(s) || holds(s, inDistress) {
		return false
	}
	if m == nil {
		return true
	}
	switch crew := s[m[2]:m[3]]; {
	case workEnglish.MatchString(s[m[3]:]): // "looking for volunteer work"
		return false
	case strings.HasPrefix(crew, "volunteer"), strings.HasPrefix(crew, "helper"), strings.HasSuffix(crew, "hands"):
		return true
	default:
		return countedEnglish.MatchString(s[m[0]:m[2]]) || strings.HasPrefix(strings.TrimSpace(s[m[3]:]), "to ")
	}
}

// longestAnnouncement bounds the texts that can be one of announcements, in bytes.
const longestAnnouncement = 200

// announcements are the fixed ways, as keys; read-only.
var announcements = keys("ประกาศ|ประกาศขอแรง|ประกาศขอแรงอาสา|ประกาศหาอาสา|ประกาศหาอาสาสมัคร|ประกาศหาจิตอาสา|ประกาศหาคน|ประกาศหาคนช่วย|ประกาศรับอาสา|ประกาศรับอาสาสมัคร|" +
	"ประกาศรับสมัครอาสา|ประกาศของฉัน|ประกาศของเรา|ขอประกาศ|ขอแรงอาสา|ขอแรง|ขออาสา|ขออาสาสมัคร|หาอาสา|หาอาสาสมัคร|หาอาสามาช่วย|หาคนช่วย|ต้องการอาสา|ต้องการอาสาสมัคร|" +
	"ต้องการจิตอาสา|ระดมอาสา|ระดมอาสาสมัคร|ระดมพล|เรียกอาสา|broadcast|announce|call volunteers|call for volunteers|a call for volunteers|find volunteers|" +
	"looking for volunteers|need volunteers|we need volunteers|my calls|our calls")

func keys(spellings string) map[string]bool {
	out := map[string]bool{}
	for s := range strings.SplitSeq(spellings, "|") {
		out[thai.Key(s)] = true
	}
	return out
}
