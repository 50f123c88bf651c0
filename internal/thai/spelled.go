package thai

import (
	"strconv"
	"strings"
)

// spelledWords are the words of a spoken number; those from ten up multiply.
var spelledWords = [...]struct {
	word  string
	value int
}{
	{"ศูนย์", 0}, {"หนึ่ง", 1}, {"เอ็ด", 1}, {"สอง", 2}, {"ยี่", 2}, {"สาม", 3}, {"สี่", 4}, {"ห้า", 5}, {"หก", 6},
	{"เจ็ด", 7}, {"แปด", 8}, {"เก้า", 9}, {"สิบ", 10}, {"ร้อย", 100}, {"พัน", 1000},
}

// Unspell writes numbers of two and more words in digits, as they come from
// those who speak to their phone: "เกิดปีสองพันห้าร้อยสิบ" → "เกิดปี 2510 ", "สองห้าหนึ่งศูนย์" → "2510".
func Unspell(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		values, end := spelledAt(s, i)
		if len(values) < 2 {
			out.WriteByte(s[i])
			i++
			continue
		}
		out.WriteString(" " + spelledNumber(values) + " ")
		i = end
	}
	return out.String()
}

func spelledAt(s string, i int) (values []int, end int) {
	for end = i; ; {
		found := false
		for _, w := range spelledWords {
			if strings.HasPrefix(s[end:], w.word) {
				values, end, found = append(values, w.value), end+len(w.word), true
				break
			}
		}
		if !found {
			return values, end
		}
	}
}

// spelledNumber is a number with its units (two thousand five hundred), or one
// told digit by digit.
func spelledNumber(values []int) string {
	total, digit, units := 0, 0, false
	var digits strings.Builder
	for _, v := range values {
		if v >= 10 {
			total += max(digit, 1) * v
			digit, units = 0, true
			continue
		}
		digit = v
		digits.WriteString(strconv.Itoa(v))
	}
	if units {
		return strconv.Itoa(total + digit)
	}
	return digits.String()
}
