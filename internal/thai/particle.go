package thai

import "strings"

// particles are the words of politeness that close a sentence and mean nothing
// else. Longer ones stand before those that they end with.
var particles = []string{
	"จ้ะลูก", "จ้าลูก", "จ๊ะลูก", "ค่ะลูก", "นะลูก", "จ้ะหลาน", "จ้าหลาน", "ค่ะหลาน", "นะหลาน",
	"นะครับ", "นะคะ", "นะค่ะ", "นะคับ", "นะจ๊ะ", "นะจ้ะ", "หน่อยครับ", "หน่อยค่ะ", "ครับผม", "คร้าบ", "คร๊าบ", "ครับ", "คับ", "คั้บ",
	"ค้าบ", "ค่ะ", "คะ", "ค้ะ", "ค่า", "จ้า", "จ้ะ", "จ๊ะ", "จ๋า", "น้า", "นะ", "หน่อย", "ด้วย", "เด้อ", "ฮะ", "ฮับ", "ขอรับ", "please", "pls", "plz",
}

// particlesEnd are the particles by their last byte, in order.
var particlesEnd = func() (out [256][]string) {
	for _, p := range particles {
		last := p[len(p)-1]
		out[last] = append(out[last], p)
	}
	return out
}()

// Particles returns the words of politeness (ครับ, ค่ะ, นะ, please), longer
// ones before those that they end with.
func Particles() []string { return append([]string(nil), particles...) }

// TrimParticles removes politeness and punctuation from the end of a text in
// the form of [Lower], and spaces from both ends: "โคราชครับ!" → "โคราช". A
// text that is nothing else becomes "".
func TrimParticles(s string) string {
	const cut = " \t\r\n.,!?…~ๆ/()\"'"
	s = strings.Trim(s, cut)
	for s != "" {
		short := s
		for _, p := range particlesEnd[s[len(s)-1]] {
			if rest, ok := strings.CutSuffix(s, p); ok && endsWell(rest, p) {
				short = strings.Trim(rest, cut)
				break
			}
		}
		if short == s {
			break
		}
		s = short
	}
	return s
}

// endsWell reports whether a particle may be cut off: what is left must not end
// in the middle of a word (ชนะ is no ช + นะ).
func endsWell(rest, particle string) bool {
	if particle[0] < 0x80 {
		return rest == "" || strings.HasSuffix(rest, " ")
	}
	if rest == "" {
		return true
	}
	if strings.HasSuffix(rest, " ") {
		return true
	}
	switch particle {
	case "นะ", "คะ", "ค่า", "ด้วย", "น้า", "ฮะ": // endings of ordinary words, too: ชนะ, คณะ, ราคา
		return len([]rune(rest)) >= 4
	}
	return true
}
