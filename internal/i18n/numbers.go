package i18n

import (
	"math"
	"strconv"
	"strings"
)

// numbers are the marks of a language within numbers, looked up once.
type numbers struct{ group, decimal string }

func newNumbers(t *Texts) numbers {
	return numbers{group: t.T("number.group"), decimal: t.T("number.decimal")}
}

// Number writes a quantity with its thousands separated: "23,403".
func (t *Texts) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if len(digits) <= 3 {
		return sign + digits
	}
	head := len(digits) % 3
	var b strings.Builder
	b.WriteString(sign)
	b.WriteString(digits[:head])
	for i := head; i < len(digits); i += 3 {
		if i > 0 {
			b.WriteString(t.numbers.group)
		}
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}

// KM writes a distance in kilometres as exactly as it helps: "850 ม.", "2.3 กม.", "120 กม.". Metres are rounded to
// tens. A negative or undefined distance gives nothing.
func (t *Texts) KM(km float64) string {
	if math.IsNaN(km) || math.IsInf(km, 0) || km < 0 {
		return ""
	}
	if metres := int(math.Round(km*100)) * 10; metres < 1000 {
		return t.T("number.metres", "Value", strconv.Itoa(metres))
	}
	tenths := int(math.Round(km * 10))
	value := t.Number(int(math.Round(km)))
	if tenths < 100 && tenths%10 != 0 {
		value = strconv.Itoa(tenths/10) + t.numbers.decimal + strconv.Itoa(tenths%10)
	}
	return t.T("number.kilometres", "Value", value)
}

// List joins names: "ก, ข, ค". Without an "and", which reads badly between
// labels that have one of their own: "Listening and Doctor or nurse".
func (t *Texts) List(items []string) string { return strings.Join(items, t.T("list.comma")) }

// Phone writes a Thai number in E.164 form as it is dialled at home: +66812345678 is "081-234-5678", +6621234567
// "02-123-4567", +6644123456 "044-123-456". Any other text, such as a foreign number or a hotline, is given as it is.
func (t *Texts) Phone(e164 string) string {
	rest, thai := strings.CutPrefix(e164, "+66")
	if !thai || strings.Trim(rest, "0123456789") != "" {
		return e164
	}
	local := "0" + rest
	switch {
	case len(local) == 10:
		return local[:3] + "-" + local[3:6] + "-" + local[6:]
	case len(local) == 9 && local[1] == '2':
		return local[:2] + "-" + local[2:5] + "-" + local[5:]
	case len(local) == 9:
		return local[:3] + "-" + local[3:6] + "-" + local[6:]
	}
	return e164
}
