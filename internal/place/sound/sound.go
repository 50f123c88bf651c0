package sound

// Longest bounds what is folded, in letters.
const Longest = 48

// Append appends the form of a key (see thai.Key) to buf; nothing for one that is too long or in other letters.
func Append(buf []byte, key string) []byte {
	if key == "" {
		return buf
	}
	if key[0] < 0x80 {
		return latinSound(buf, key)
	}
	return thaiSound(buf, key)
}

// What a Thai letter is to the ear. Capitals are finals: a consonant without a vowel of its own.
const (
	stopT, stopK, stopP, nasalN = 'D', 'Q', 'B', 'N'
	ai                          = 'A' // ไ ใ ัย
)

// consonants has the sound of ก to ฮ.
const consonants = "kKKKKKgjccscydtTTTndtTTTnbpPfPfPmylUlUwssshloh"

// heard is a letter of a key: its sound, and what it was.
type heard struct {
	r         rune
	class     byte
	consonant bool
}

func thaiSound(buf []byte, key string) []byte {
	var all [Longest]heard
	hs := all[:0]
	for _, r := range key {
		switch {
		case r == '์': // silences the letter before it, and its vowel
			if n := len(hs); n > 1 && !hs[n-1].consonant && (hs[n-1].r == 'ิ' || hs[n-1].r == 'ุ') {
				hs = hs[:n-1]
			}
			if n := len(hs); n > 0 && hs[n-1].consonant {
				hs = hs[:n-1]
			}
			continue
		case r >= '็' && r <= '๎': // ็ and tones
			continue
		}
		n := len(hs)
		if n == Longest {
			return buf
		}
		if r == 'น' && n > 2 && hs[n-1].r == 'อ' && hs[n-2].r == 'ค' && hs[n-3].r == 'น' { // นคอน is how นคร sounds
			hs[n-1] = hear('ร')
			continue
		}
		if n > 1 && hs[n-1].r == r && r != 'ร' && hs[n-1].consonant { // one too many
			continue
		}
		hs = append(hs, hear(r))
	}
	if n := len(hs); n > 3 && hs[n-1].r == 'ิ' && hs[n-2].r == 'ม' { // the end of ภูมิ is silent
		hs = hs[:n-1]
	}
	return finals(buf, clusters(hs))
}

func hear(r rune) heard {
	switch {
	case r >= 'ก' && r <= 'ฮ':
		return heard{r, consonants[r-'ก'], true}
	case r >= '0' && r <= '9':
		return heard{r, byte(r), false}
	}
	switch r {
	case 'า', 'ั', 'ำ', 'ๅ':
		return heard{r, 'a', false}
	case 'ิ', 'ี':
		return heard{r, 'i', false}
	case 'ึ', 'ื':
		return heard{r, 'U', false}
	case 'ุ', 'ู':
		return heard{r, 'u', false}
	case 'เ':
		return heard{r, 'e', false}
	case 'แ':
		return heard{r, 'E', false}
	case 'โ':
		return heard{r, 'O', false}
	case 'ใ', 'ไ':
		return heard{r, ai, false}
	}
	return heard{r, 0, false} // ะ and what is not heard
}

// follows reports whether the letter is a vowel that is written after its consonant.
func (h heard) follows() bool { return !h.consonant && h.r >= 'ะ' && h.r <= 'ู' }

// clusters drops what is not spoken: ห in หนอง, ร in กระ and ศรี; ทร is ซ, รร is ั.
func clusters(hs []heard) []heard {
	at := func(i int) heard {
		if i < len(hs) {
			return hs[i]
		}
		return heard{}
	}
	out := hs[:0]
	for i := 0; i < len(hs); i++ {
		h, next := hs[i], at(i+1)
		spoken := at(i+2).follows() || at(i+2).r == 'อ' && at(i+3).consonant || len(out) > 0 && !out[len(out)-1].consonant && out[len(out)-1].r >= 'เ' && out[len(out)-1].r <= 'ไ'
		switch {
		case h.r == 'ห' && (next.class == 'g' || next.class == 'n' || next.class == 'm' || next.class == 'y' || next.class == 'l' || next.class == 'w') && next.consonant:
			continue
		case h.r == 'ร' && next.r == 'ร' && at(i+2).follows(): // one too many
			continue
		case h.r == 'ร' && next.r == 'ร':
			h = heard{'ั', 'a', false}
			i++
			out = append(out, h)
			if after := at(i + 1); !after.consonant || at(i+2).follows() {
				out = append(out, heard{'น', 'n', true})
			}
			continue
		case h.r == 'ท' && next.r == 'ร' && at(i+2).follows() && at(i+2).r != 'ะ':
			h.class, i = 's', i+1
		case next.class == 'l' && next.consonant && spoken && (h.class == 'k' || h.class == 'K' || h.class == 'p' || h.class == 'P' || h.class == 't' || h.class == 's') && h.consonant:
			i++
		case h.r == 'ย' && len(out) > 1 && (out[len(out)-1].r == 'ั' || out[len(out)-1].r == 'า' && !next.follows()):
			n := len(out) - 2 // ชัย is ไช, and so is ชาย
			out[n+1] = out[n]
			out[n] = heard{'ไ', ai, false}
			continue
		case h.r == 'ย' && len(out) > 1 && out[len(out)-2].class == ai && !next.follows():
			continue // ไชย
		case h.class == 0 || h.r == 'อ' && len(out) > 0 && out[len(out)-1].consonant && next.consonant && !at(i+2).follows() && !(at(i+2).class == 'l' && at(i+3).follows()):
			continue // กอน is กร
		}
		out = append(out, h)
	}
	return out
}

// finals appends the sounds; a consonant without a vowel is a final, of which
// the ear knows few, and a stop behind another final is not heard (สุรินทร์, จันทบุรี).
func finals(buf []byte, hs []heard) []byte {
	begin := len(buf)
	put := func(c byte) {
		if n := len(buf); n == begin || buf[n-1] != c {
			buf = append(buf, c)
		}
	}
	bare := func(i int) bool { return i < len(hs) && hs[i].consonant && !vowelled(hs, i) }
	open := true // the syllable can still end with a consonant
	for i, h := range hs {
		if !h.consonant {
			open = true
			if h.class != 0 {
				put(h.class)
			}
			if h.r == 'ำ' {
				put('m')
			}
			continue
		}
		if vowelled(hs, i) || i == 0 || !open && bare(i+1) && hs[i+1].r != 'ร' && !(h.r == 'ร' && len(buf) > begin && buf[len(buf)-1] == stopT) { // กอก begins with ก
			put(h.class)
			open = true
			continue
		}
		open = false
		last := byte(0)
		if len(buf) > begin {
			last = buf[len(buf)-1]
		}
		switch c := final(h); {
		case h.r == 'ร' && (last == stopT || last == stopK): // จักร สมุทร
		case (c == stopT || c == stopK || c == stopP) && (last == nasalN || last == 'm' && c != stopP) && (!bare(i+1) || hs[i+1].r == 'ร'):
		case c == nasalN && last == nasalN && hs[i-1].r != h.r && h.r != 'ร':
			buf = append(buf, c)
		default:
			put(c)
		}
	}
	return buf
}

// vowelled reports whether the consonant hs[i] has a vowel behind or before it.
func vowelled(hs []heard, i int) bool {
	if i+1 < len(hs) && hs[i+1].follows() {
		return true
	}
	return i > 0 && !hs[i-1].consonant && hs[i-1].r >= 'เ' && hs[i-1].r <= 'ไ'
}

func final(h heard) byte {
	switch h.class {
	case 'j', 'c', 's', 'd', 't', 'T':
		return stopT
	case 'k', 'K':
		return stopK
	case 'b', 'p', 'P', 'f':
		return stopP
	case 'n', 'l':
		return nasalN
	}
	if h.r == 'ญ' {
		return nasalN
	}
	return h.class
}
