package calls_test

import (
	"testing"

	"jitasa/internal/calls"
)

// The first time in the words of a manager, also where only the second of a span says which half of the day it is.
func TestStartIn(t *testing.T) {
	for text, want := range map[string]string{
		"บ่ายโมงถึงห้าโมงเย็น": "13:00", "13.00–17.00 น.": "13:00", "1 to 5 pm": "13:00", "9 to 5 pm": "09:00", "9-16 น.": "09:00", "8-10 pm": "20:00", "9:30 - 11 am": "09:30", "ทั้งวัน": "", "หกโมง": "", "": "",
	} {
		got, ok := calls.StartIn(text)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q: %s, %v", text, got, ok)
		}
	}
}
