package sos_test

import (
	"fmt"
	"strings"
	"testing"

	"jitasa/internal/flow/flowtest"
)

// That the danger is over is heard in people's own words, and never where they deny it or ask.
func TestOver(t *testing.T) {
	stage := flowtest.NewStage(t)
	over := func(text string) bool {
		p := stage.Person(t)
		p.SignUp("en")
		p.Says("my friend is drowning")
		if p.Memory().SOSAt.IsZero() {
			t.Fatal("nobody is in danger")
		}
		p.Says(text)
		return p.Memory().SOSAt.IsZero()
	}
	for _, text := range []string{"ปลอดภัยแล้วค่ะ", "กู้ภัยมาแล้ว", "เจอตัวแล้วครับ", "we are safe now", "we went to the hospital, she's safe now", "false alarm, sorry"} {
		if !over(text) {
			t.Errorf("%q does not end it", text)
		}
	}
	for _, text := range []string{"ยังไม่ปลอดภัยแล้วทำไง", "ปลอดภัยแล้วเหรอ", "we aren't safe now", "not safe now", "the ambulance is not here"} {
		if over(text) {
			t.Errorf("%q ends it", text)
		}
	}
}

// What is only guessed to be a command belongs to the danger, and staff read it; what is said plainly goes its ordinary way.
func TestGuessesBelongToTheDanger(t *testing.T) {
	stage := flowtest.NewStage(t)
	for text, ordinary := range map[string]bool{"what do i do now": false, "ทำยังไงต่อดี": false, "ข้อมูลของฉัน": true, "my profile": true} {
		p := stage.Person(t)
		p.SignUp("en")
		p.Says("my friend is drowning")
		answer := p.Says(text)
		if got := !strings.Contains(fmt.Sprint(answer), "tel:"); got != ordinary {
			t.Errorf("%q goes its ordinary way: %v; want %v: %v", text, got, ordinary, answer)
		}
	}
}
