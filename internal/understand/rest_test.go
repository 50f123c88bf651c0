package understand_test

import (
	"strings"
	"testing"
)

func TestWhatIsLeftOver(t *testing.T) {
	r := newReader(t)
	now := moment(t, someSunday)
	for text, want := range map[string]struct{ rest, named, only string }{
		"อยากช่วยกรอกกระสอบทราย":             {"กรอกกระสอบทราย", "", ""},
		"อยากอาบน้ำช้าง":                     {"อาบน้ำ", "ช้าง", ""},
		"elephants near Surin on Sunday":     {"", "elephants", ""},
		"beach clean-up in Phuket":           {"", "beach clean-up", ""},
		"I want to fill sandbags in Surin!":  {"fill sandbags", "", ""},
		"งานที่พาลูกไปได้":                   {"", "", "minors"},
		"มีงานที่เด็กทำได้ไหม":               {"", "", "minors"},
		"งานที่ใช้ภาษาอังกฤษได้ ในเชียงใหม่": {"", "", "english"},
		"no Thai needed": {"", "", "english"},
		"หางานนั่งทำ ไม่ต้องยืน":                                {"", "", "sitting"},
		"งานที่นับชั่วโมง กยศ. ได้":                             {"", "", "certificate"},
		"volunteer hours for student loan, can I bring my kids": {"", "", "certificate|minors"},
		"สอนเด็ก": {"", "สอนเด็ก", ""},
		"555":     {"", "", ""},
	} {
		got := r.Read(text, now)
		if only, named := strings.Join(got.Only, "|"), strings.Join(got.Named, "|"); got.Rest != want.rest || only != want.only || named != want.named {
			t.Errorf("%s: rest %q, named %q, only %q", text, got.Rest, named, only)
		}
	}
}
