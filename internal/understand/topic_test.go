package understand_test

import "testing"

// A question about "this work" asks what it asks without these words.
func TestAsksAboutThisWork(t *testing.T) {
	r, now := newReader(t), moment(t, someSunday)
	for text, want := range map[string]string{
		"งานนี้ฟรีไหม": "work.cost", "งานนี้พาลูกไปได้ไหม": "work.children", "งานนี้ถ้าฝนตก": "work.rain", "งานนี้มีข้าวไหม": "work.lunch", "งานนี้น่าสนใจ": "", "สมัครงานนี้": "",
	} {
		if got := r.Read(text, now).Topic; got != want {
			t.Errorf("%s: %q; want %q", text, got, want)
		}
	}
}
