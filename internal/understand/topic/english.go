package topic

import "strings"

// part is what a word of English may be in a question.
type part uint8

// The parts; a word can be several.
const (
	wh       part = 1 << iota // what, why
	vague                     // how, who: names as well, where they stand alone
	be                        // is: asks before what it is said of, where a clause begins
	do                        // can: asks before a pronoun anywhere
	pronoun                   // I, you
	article                   // the, my
	greeting                  // hello, but: before a question
	thaiAsks                  // arai, krai: karaoke
)

var english = func() map[string]part {
	all := map[string]part{}
	for _, row := range [...]struct {
		part  part
		words string
	}{
		{wh, "what whats where wheres when whens why whom whose which hows whos anything any wat wht wats wher wen whn wich"},
		{vague, "how who hw hwo"},
		{be, "is are was were has have must isnt arent am does do did can could"},
		{do, "do does did can could will would should shud cud wud shall may dont doesnt cant wont am"},
		{pronoun, "i u you ya we they he she it there this that these those anyone anybody someone somebody"},
		{article, "the a an my your our their his her any some"},
		{greeting, "hi hello hey sorry ok okay and but so please btw also well excuse me then or if"},
		{thaiAsks, "arai yangngai yang ngai yangai tammai thammai krai khrai nai muearai thaorai kee rueplao plao"},
	} {
		for w := range strings.FieldsSeq(row.words) {
			all[w] |= row.part
		}
	}
	return all
}()

// mostWords bounds how many words of English are looked at.
const mostWords = 30

// asksEnglish reports whether a text asks in English, or in karaoke Thai.
func asksEnglish(text string) bool {
	var room [mostWords]string
	words := cut(text, room[:0])
	clause := true // one begins here, or a greeting stands before it
	for i, w := range words {
		if w == "," {
			clause = true
			continue
		}
		if asksAt(words, i, clause) {
			return true
		}
		clause = clause && english[w]&greeting != 0
	}
	return inKaraoke(words) || tagged(text)
}

// tagged reports whether a remark ends like a question: "i'm pregnant, is it ok".
func tagged(text string) bool {
	for _, end := range [...]string{" is that ok", " is that okay", " is that old enough", " is that enough", " is that too late", " is that a problem", " is that fine", " is it ok", " is ok", " is okay", " is it allowed", " is that allowed", " is it possible", " now what", " what about lunch", " right?", " or not"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return strings.Contains(text, " what about ") || strings.Contains(text, " is it ")
}

// asksAt reports whether the word at i begins a question; clause is whether a clause begins there.
func asksAt(words []string, i int, clause bool) bool {
	w, next := english[words[i]], part(0)
	if i+1 < len(words) {
		next = english[words[i+1]]
	}
	left := len(words) - i - 1
	switch {
	case w&do != 0 && next&pronoun != 0:
		return true
	case w&(be|do) != 0 && next&(pronoun|article) != 0 && (clause || i > 0 && english[words[i-1]]&(wh|vague) != 0):
		return true
	case !clause:
		return false
	case w&wh != 0:
		return words[i] != "what" || left == 0 || words[i+1] != "a"
	case w&vague != 0:
		return left >= 2 || left == 1 && next&(be|do) != 0 || left == 1 && words[i] == "how"
	}
	return w&be != 0 && left >= 2 && words[i] != "have" && words[i+1] != "not"
}

// inKaraoke reports whether a text asks in Thai written in Latin letters; chiang mai does not.
func inKaraoke(words []string) bool {
	for len(words) > 0 && (particle[words[len(words)-1]] || words[len(words)-1] == ",") {
		words = words[:len(words)-1]
	}
	n := len(words)
	if n < 2 {
		return false
	}
	for i, w := range words {
		if english[w]&thaiAsks != 0 || i > 0 && pairs[words[i-1]+" "+w] {
			return true
		}
	}
	return (words[n-1] == "mai" || words[n-1] == "mhai") && words[n-2] != "chiang"
}

var pairs = map[string]bool{"yang ngai": true, "yang ngay": true, "tam mai": true, "tham mai": true, "muea rai": true, "mua rai": true, "thao rai": true, "tao rai": true, "rue yang": true, "reu yang": true, "rue plao": true, "reu plao": true, "chue rai": true}

var particle = map[string]bool{"krub": true, "krap": true, "khrap": true, "kub": true, "ka": true, "kha": true, "ja": true, "ha": true, "na": true, "nee": true}

// cut is the words of a text, without apostrophes; a comma stands for signs between them.
func cut(text string, out []string) []string {
	for len(text) > 0 && len(out) < mostWords {
		i := 0
		for i < len(text) && (alphabetic(rune(text[i])) || text[i] == '\'') {
			i++
		}
		switch {
		case i > 0:
			if text[:i] != "we're" { // not were
				out = append(out, strings.ReplaceAll(text[:i], "'", ""))
			}
		case strings.IndexByte(",.;!:", text[0]) >= 0:
			out, i = append(out, ","), 1
		default:
			i = 1
		}
		text = text[i:]
	}
	return out
}
