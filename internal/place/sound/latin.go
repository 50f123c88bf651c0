package sound

import "strings"

// latinSound folds what the ways to write Thai in Latin letters differ in:
// Ladprao is Lat Phrao, Sathorn Sathon, Cholburi Chonburi.
func latinSound(buf []byte, key string) []byte {
	if len(key) > Longest {
		return buf
	}
	if strings.HasSuffix(key, "ed") || strings.HasSuffix(key, "ge") {
		return buf
	}
	for i := range len(key) {
		if c := key[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') || c == 'c' && (i+1 == len(key) || key[i+1] != 'h') || c == 's' && i+1 < len(key) && key[i+1] == 'h' {
			return buf // nobody writes Thai with a c alone, or sh
		}
	}
	begin := len(buf)
	put := func(s string) {
		for k := range len(s) {
			if n := len(buf); n == begin || buf[n-1] != s[k] {
				buf = append(buf, s[k])
			}
		}
	}
	for i := 0; i < len(key); {
		if n := vowels(key, i); n > 0 {
			put(vowel(key[i:i+n], i+n == len(key) && i > 2))
			i += n
			continue
		}
		s, n := latinConsonant(key, i)
		put(s)
		i += n
	}
	return buf
}

// vowels is how many letters of a vowel begin at key[i]; w and y belong to it where no vowel follows them.
func vowels(key string, i int) int {
	n := 0
	for ; i+n < len(key); n++ {
		switch c := key[i+n]; c {
		case 'a', 'e', 'i', 'o', 'u':
		case 'w', 'y':
			if n == 0 && c == 'w' || i+n == 0 || isVowel(key, i+n+1) {
				return n
			}
		default:
			return n
		}
	}
	return n
}

func isVowel(key string, i int) bool {
	if i < 0 || i >= len(key) {
		return false
	}
	switch key[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// vowel is the sound of a group of vowels; an e at the end of a name is not spoken.
func vowel(group string, end bool) string {
	switch group {
	case "aa":
		return "a"
	case "ae", "oe", "eo", "oea":
		return "e"
	case "ee", "ii", "y", "ea", "iy":
		return "i"
	case "oo", "ou", "ue", "eu", "uu":
		return "u"
	case "uea", "eua", "uua":
		return "ua"
	case "ie":
		return "ia"
	case "aw", "au", "oa":
		return "o"
	case "ay", "ei", "ey", "aai", "aay":
		return "ai"
	case "aeo", "aew", "ew":
		return "eo"
	case "oy":
		return "oi"
	case "oey":
		return "oei"
	case "uy":
		return "ui"
	case "uay", "uey", "uei":
		return "uai"
	case "iw", "iu":
		return "io"
	case "iaw":
		return "iao"
	case "e":
		if end {
			return ""
		}
	}
	return group
}

// latinConsonant is the sound of the consonant at key[i], and how many letters it has.
func latinConsonant(key string, i int) (string, int) {
	next, final := byte(0), !isVowel(key, i+1)
	if i+1 < len(key) {
		next = key[i+1]
	}
	n := 1
	if next == 'h' { // an h behind a consonant is how it is breathed
		n, final = 2, !isVowel(key, i+2)
	}
	switch c := key[i]; c {
	case 'n':
		if next == 'g' {
			return "G", 2
		}
		return "n", n
	case 'h':
		if final && i > 0 {
			return "", 1
		}
		return "h", 1
	case 'c':
		return "j", 2
	case 't':
		if next == 's' || next == 'j' || next == 'c' {
			return "", 1 // Phitsanulok, Ratchathani
		}
		return "t", n
	case 'd', 'b':
		if !final && next != 'h' {
			return key[i : i+1], n
		}
		if c == 'd' {
			return "t", n
		}
		return "p", n
	case 'j', 'p', 'k', 'm', 'f':
		return key[i : i+1], n
	case 'g', 'q':
		return "k", n
	case 's', 'z', 'x':
		if next == 'r' {
			return "s", 2 // Srisaket
		}
		return "s", n
	case 'v', 'w':
		return "w", 1
	case 'l', 'r':
		switch {
		case !final:
			return "l", 1
		case c == 'l':
			return "n", 1
		}
		return "", 1 // Udorn
	}
	return key[i : i+1], 1
}
