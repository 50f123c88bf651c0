package asking

import (
	"regexp"
	"strconv"
	"strings"

	"jitasa/internal/dialog"
	"jitasa/internal/understand"
)

// pointer is how a question points at one of a list, among other words.
var pointer = regexp.MustCompile(`(?:อัน|งาน|ข้อ|ตัว|เบอร์|หมายเลข|ลำดับ)(?:ที่)? ?([0-9]{1,2}|แรก|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|สุดท้าย|ท้ายสุด)|` +
	`(?:number|no\.|option|job|#) ?([0-9]{1,2}|one|two|three|four|five|six|seven|eight)\b|` +
	`\b(first|second|third|fourth|fifth|sixth|seventh|eighth|last|1st|2nd|3rd|[4-8]th)(?: (?:one|job|work|event|activity)\b|\?|$)`)

// ordinals are the words of it; the last is 0.
var ordinals = func() map[string]int {
	all := map[string]int{"สุดท้าย": 0, "ท้ายสุด": 0, "last": 0}
	for _, row := range []string{
		"แรก สอง สาม สี่ ห้า หก เจ็ด แปด", "first second third fourth fifth sixth seventh eighth", "1st 2nd 3rd 4th 5th 6th 7th 8th", "one two three four five six seven eight",
	} {
		for i, w := range strings.Fields(row) {
			all[w] = i + 1
		}
	}
	all["หนึ่ง"] = 1
	return all
}()

// pointsAt is the one of a list of so many that a text points at, from 0; false: at none, or beyond.
func pointsAt(t *dialog.Turn, many int) (int, bool) {
	n, err := strconv.Atoi(t.Said.Refers)
	switch {
	case t.Said.Refers == understand.Last:
		n, err = many, nil
	case t.Said.Refers == "":
		n, err = named(t.Text, many)
	}
	return n - 1, err == nil && n >= 1 && n <= many
}

func named(text string, many int) (int, error) {
	for _, w := range pointer.FindStringSubmatch(strings.ToLower(text)) {
		if n, ok := ordinals[w]; ok && n == 0 {
			return many, nil
		} else if ok {
			return n, nil
		}
		if n, err := strconv.Atoi(w); err == nil {
			return n, nil
		}
	}
	return 0, strconv.ErrSyntax
}

// pointed answers a question about the one of a list that it points at ("อันที่สอง ฟรีไหม"). One that is only pointed at is what the
// question was about that the bot asked back for, or what the same is asked of ("แล้วอันที่สองล่ะ").
func (a *Asking) pointed(t *dialog.Turn) bool {
	if !t.Typed() || t.Said.Danger != "" || t.Said.Wish != "" && t.Said.Wish != understand.Show {
		return false
	}
	topic := a.without(t)
	same := topic == ""
	if same {
		topic = waiting(t)
	}
	if !strings.HasPrefix(topic, ofWork) {
		return false
	}
	ids := a.list(t)
	if t.Failed != nil {
		return true
	}
	n, ok := pointsAt(t, len(ids))
	if !ok {
		return false
	}
	if !same {
		note(t)
	}
	a.ofOne(t, topic, ids[n], true)
	return true
}

// around is what may stand around what points, of a text that does no more.
var around = regexp.MustCompile(`^(?:แล้ว|ส่วน|ของ|ก็|ถ้า|ล่ะ|ละ|หละ|หล่ะ|อะ|อ่ะ|บ้าง|ด้วย|ครับ|คับ|ค่ะ|คะ|จ้ะ|จ้า|and|so|what|how|about|of|for|the|one|please|[ ?.,…])*$`)

// without is the topic of a question without what points in it, which is about nothing; "" where it does no more than point.
func (a *Asking) without(t *dialog.Turn) string {
	text := strings.ToLower(t.Text)
	rest := strings.TrimSpace(pointer.ReplaceAllString(text, " "))
	switch {
	case around.MatchString(rest):
		return ""
	case rest == strings.TrimSpace(text):
		return t.Said.Topic
	}
	return a.Reader.Read(rest, t.Now).Topic
}

// waiting is the topic of the question before: one that waits to hear what it is about, or that may be asked of another one as well.
func waiting(t *dialog.Turn) string {
	asked := t.Memory.Asked
	if asked == nil || !asked.At.Equal(t.Memory.Seen) || asked.About != "" && !t.Said.Asks {
		return ""
	}
	return asked.Topic
}

// list is what a number points into: the list that is shown, or the one from which something was opened.
func (a *Asking) list(t *dialog.Turn) []string {
	ids := a.atHand(t)
	if at := t.Memory.AtHand; len(ids) == 1 && at != nil && at.Flow == workFlow && len(at.Among) > 0 {
		return at.Among
	}
	return ids
}
