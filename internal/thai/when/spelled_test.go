package when

import (
	"testing"
	"time"
)

func TestSpelledYears(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]int{
		"เกิดปีสองพันห้าร้อยสิบจ้ะ": 1967,
		"สองห้าหนึ่งศูนย์":          1967,
		"พ.ศ. สองพันห้าร้อย":        1957,
		"สองพันสี่ร้อยเก้าสิบเก้า":  1956,
		"ยายอายุห้าสิบแปดปีจ้ะ":     1968,
		"อายุยี่สิบเอ็ด":            2005,
		"อายุสิบห้า":                2011,
		"เกิดปีสองพันห้าร้อยสามสิบ": 1987,
	} {
		if got, err := Year(text, now); got != want || err != nil {
			t.Errorf("%s: %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"สอง", "พันธุ์", "สองคน", "ร้อยเอ็ด", "สามร้อย", ""} {
		if got, err := Year(text, now); err == nil {
			t.Errorf("%s: %d; want none", text, got)
		}
	}
}
