package cards

import (
	"testing"

	"jitasa/internal/i18n"
	"jitasa/internal/thai"
)

// Phones are read as people write them, and dialled with their extension; what an older version took as a contact is shown as it is.
func TestContact(t *testing.T) {
	texts, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		t.Fatal(err)
	}
	for contact, want := range map[string][2]string{
		"คุณแดง 0812345678":                      {"คุณแดง 081-234-5678", "tel:+66812345678"},
		"คุณแดง ๐๒ ๑๒๓ ๔๕๖๗ ต่อ ๑๒":              {"คุณแดง 02-123-4567 ต่อ 12", "tel:+6621234567,12"},
		"021234567 ต่อ 12 หรือ 0812345678 (แดง)": {"02-123-4567 ต่อ 12 หรือ 081-234-5678 (แดง)", "tel:+6621234567,12"},
		"บ่ายสาม":                                {"บ่ายสาม", ""},
		"":                                       {"", ""},
	} {
		if got := In(texts.For("th"), nil).contactText(contact); got != want[0] {
			t.Errorf("%q is shown as %q", contact, got)
		}
		if got := Dial(contact); got != want[1] {
			t.Errorf("%q is dialled as %q", contact, got)
		}
	}
}
