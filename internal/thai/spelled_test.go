package thai_test

import (
	"testing"

	"jitasa/internal/thai"
)

// Numbers of several words become digits, told as a number or digit by digit; one word may be anything, as สาม in สามชัย is.
func TestUnspell(t *testing.T) {
	for s, want := range map[string]string{
		"เกิดปีสองพันห้าร้อยสิบ": "เกิดปี 2510 ", "สองห้าหนึ่งศูนย์": " 2510 ", "อายุยี่สิบเอ็ดปี": "อายุ 21 ปี", "สามชัย": "สามชัย", "": "",
	} {
		if got := thai.Unspell(s); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}
