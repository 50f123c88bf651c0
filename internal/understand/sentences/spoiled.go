package sentences

import (
	"hash/fnv"
	"strings"
	"unicode/utf8"
)

// shortestSpoiled is how many letters a sentence has at least that is learned with a slip as well.
const shortestSpoiled = 6

// alikeLetters are typed for each other.
var alikeLetters = map[rune]rune{
	'ร': 'ล', 'ล': 'ร', 'ศ': 'ส', 'ษ': 'ส', 'ส': 'ศ', 'ใ': 'ไ', 'ไ': 'ใ', 'ณ': 'น', 'ญ': 'ย', 'ธ': 'ท', 'ภ': 'พ', 'ซ': 'ส', 'ฐ': 'ถ', 'ข': 'ค', 'ะ': 'า',
	'c': 'k', 'k': 'c', 'i': 'e', 'e': 'i', 'y': 'i', 'a': 'e', 'o': 'u', 'z': 's', 's': 'z',
}

// Spoiled is a text as it is typed in haste: a letter is left out, doubled, changed for its neighbour or for one that sounds alike. It is
// always the same slip for a text.
func Spoiled(text string) string {
	letters := []rune(text)
	if len(letters) < shortestSpoiled {
		return text
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	n := h.Sum64()
	at := 1 + int(n%uint64(len(letters)-2)) // never the first letter
	how := n >> 32 % 4
	if mark := strings.IndexFunc(text, func(r rune) bool { return r >= '่' && r <= '๋' }); mark > 0 && how < 2 {
		return text[:mark] + text[mark+utf8.RuneLen('่'):] // tones go first
	}
	switch other, ok := alikeLetters[letters[at]]; {
	case ok && how > 0:
		letters[at] = other
	case letters[at] == ' ' || letters[at+1] == ' ':
		return strings.Replace(text, " ", "", 1)
	case how == 1:
		letters[at], letters[at+1] = letters[at+1], letters[at]
	case how == 2 && letters[at] < utf8.RuneSelf:
		letters = append(letters[:at+1], letters[at:]...)
	default:
		letters = append(letters[:at], letters[at+1:]...)
	}
	return string(letters)
}
