package domain

import "testing"

func TestHalf(t *testing.T) {
	for text, want := range map[string][2]string{
		"มีที่พัก / A place to sleep": {"มีที่พัก", "A place to sleep"},
		"Lunch / มีอาหารกลางวัน":      {"มีอาหารกลางวัน", "Lunch"},
		"มูลนิธิกระจกเงา":             {"มูลนิธิกระจกเงา", "มูลนิธิกระจกเงา"},
		"ไป / กลับ":                   {"ไป / กลับ", "ไป / กลับ"},
		"and / or":                    {"and / or", "and / or"},
		"24/7 สายด่วน":                {"24/7 สายด่วน", "24/7 สายด่วน"},
		"":                            {"", ""},
	} {
		if th, en := half(text, true), half(text, false); th != want[0] || en != want[1] {
			t.Errorf("%q: %q, %q; want %q", text, th, en, want)
		}
	}
}
