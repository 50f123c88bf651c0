package member_test

import (
	"slices"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
)

// Whoever wants anything but some causes has all others; who names what they like has these.
func TestAnythingBut(t *testing.T) {
	stage := flowtest.NewStage(t)
	likes := func(text string) []domain.Cause {
		p := stage.Person(t)
		p.SignUp("th")
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "likes"})
		p.Says(text)
		return p.Me().Causes
	}
	for _, text := range []string{
		"ยกเว้นสัตว์", "ทุกอย่างยกเว้นสัตว์", "ได้ทุกเรื่องยกเว้นหมาแมวค่ะ", "อะไรก็ได้ยกเว้นสัตว์", "อะไรก็ได้ที่ไม่ใช่สัตว์", "ทุกเรื่อง แต่ไม่เอาสัตว์", "นอกจากสัตว์",
		"anything but animals", "everything except dogs", "all except animals", "anything except for animals please",
	} {
		got := likes(text)
		if len(got) != len(domain.Causes())-1 || slices.Contains(got, domain.Cause("animals")) {
			t.Errorf("%q: %v", text, got)
		}
	}
	if got := likes("ทุกเรื่องยกเว้นสัตว์กับเด็ก"); len(got) != len(domain.Causes())-2 {
		t.Errorf("two left out: %v", got)
	}
	for _, text := range []string{"ไม่เอาสัตว์", "not animals", "ยกเว้นอะไรได้บ้าง"} {
		if got := likes(text); len(got) > 2 {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]domain.Cause{"เด็ก แต่ไม่เอาสัตว์": "children", "children but not animals": "children", "children": "children"} {
		if got := likes(text); !slices.Equal(got, []domain.Cause{want}) {
			t.Errorf("%q: %v", text, got)
		}
	}
}
