package asking

import (
	"strings"
	"testing"
)

// A question points at one of a list by its place, and at none by words that only sound so.
func TestNamed(t *testing.T) {
	for text, want := range map[string]int{
		"อันที่สอง ฟรีไหม": 2, "อันแรกมีรถไหม": 1, "งานที่ 3 ไปยังไง": 3, "อัน2มีข้าวไหม": 2, "อันสุดท้ายล่ะ": 8, "ข้อสี่กี่ชั่วโมง": 4, "งานหนึ่งกี่โมง": 1,
		"is the second one free?": 2, "how do I get to number 3?": 3, "what about the last one": 8, "and the third?": 3, "Is the 1st one far?": 1, "option two, is it free": 2,
		"ฟรีไหม": 0, "ไปครั้งแรกต้องทำไง": 0, "is it free?": 0, "is this my last chance?": 0, "when is the first bus?": 0, "สองคนไปได้ไหม": 0, "กี่คน": 0,
	} {
		got, err := named(text, 8)
		if err != nil {
			got = 0
		}
		if got != want {
			t.Errorf("%q points at %d, want %d", text, got, want)
		}
	}
}

// What does no more than point asks the same of another one.
func TestOnlyPoints(t *testing.T) {
	for text, want := range map[string]bool{
		"แล้วอันที่สองล่ะ": true, "อันสุดท้ายล่ะคะ": true, "and the third one?": true, "what about the second one": true, "อันที่สอง": true,
		"อันที่สอง ฟรีไหม": false, "is the second one free?": false, "อันที่สองไกลไหม": false,
	} {
		rest := strings.TrimSpace(pointer.ReplaceAllString(strings.ToLower(text), " "))
		if got := around.MatchString(rest); got != want {
			t.Errorf("%q only points: %v (%q)", text, got, rest)
		}
	}
}

// Whether one can come is asked in few words; what else is asked has topics of its own.
func TestMayI(t *testing.T) {
	for text, want := range map[string]bool{
		"ไปได้ไหม": true, "ไปด้วยได้ไหมคะ": true, "ผมไปได้มั้ย": true, "ขอไปด้วยได้ไหม": true, "สมัครได้ไหม": true, "เข้าร่วมได้ป่าว": true,
		"can i come?": true, "can we join?": true, "can i still join": true, "may i help?": true,
		"พาลูกไปได้ไหม": false, "ไปยังไง": false, "ไปได้": false, "can i bring my dog?": false, "can i come by bus?": false, "i can come": false, "ไปรถไฟได้ไหม": false,
	} {
		if got := mayI.MatchString(text); got != want {
			t.Errorf("%q asks whether one can come: %v", text, got)
		}
	}
}
