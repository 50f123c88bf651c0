package understand_test

import (
	"testing"

	"jitasa/internal/understand"
)

func TestAnnounces(t *testing.T) {
	for text, want := range map[string]bool{
		"ประกาศหาอาสา": true, "ขอแรงอาสา ครับ": true, "Broadcast": true, "call volunteers please": true, "ระดมพล!": true,
		"ขอความช่วยเหลือ": false, // who says so may be in need, manager or not
		"ช่วยด้วย":        false, "": false, "ครับ": false, "ประกาศเตือนภัย": false, "volunteers": false,
	} {
		if got := understand.Announces(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
