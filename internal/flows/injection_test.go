package flows_test

import (
	"strings"
	"testing"
	"unicode"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
)

// nasty are texts that must only ever be texts.
func nasty() map[string]string {
	return map[string]string{
		"query":      `{"$gt":""}`,
		"template":   `{{.}} {{printf "%s" .}}`,
		"format":     "%s%d%!x(MISSING)",
		"markup":     `<script>alert(1)</script><img src=x onerror=y>`,
		"sql":        "'; DROP TABLE volunteers; --",
		"control":    "a\x00b\x07\x1b[31mc\r\nd",
		"invisible":  "a\u200b\u2060\ufeff\u00adb",
		"direction":  "\u202eevil\u2066x",
		"only marks": "\u0e48\u0e49\u0e33\u0e35",
		"long":       strings.Repeat("ก", 5000),
		"emoji":      strings.Repeat("👩‍👩‍👧‍👦", 500),
		"not utf-8":  "\xff\xfe\xc3\x28",
		"postback":   "f=erase&s=!yes&n=1",
		"path":       "../../etc/passwd",
	}
}

// Every question takes every such text as an answer or asks again, and keeps nothing that cannot be seen.
func TestNastyAnswers(t *testing.T) {
	stage := flowtest.NewStage(t)
	for name, text := range nasty() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, change := range changes(t, stage) {
				p, step := volunteer(t, stage), change.Value
				answered(t, "changing "+step, p.Taps(change))
				answered(t, step, p.Says(text))
				answered(t, step, p.Says(text))
				seen(t, p)
			}
			p := stage.Person(t)
			answered(t, "nothing", p.Says(text))
			answered(t, "hello", p.Do(chat.Event{Kind: chat.Follow}))
			answered(t, "language", p.Says(text))
			answered(t, "english", p.Taps(chat.Tap{Flow: "language", Value: "en"}))
			answered(t, "consent card", p.Says(text))
			answered(t, "each consent", p.Taps(chat.Tap{Flow: "consent", Step: "!each"}))
			answered(t, "consent", p.Says(text))
			answered(t, "asking where", p.Taps(chat.Tap{Flow: "nearby", Step: "!where"}))
			answered(t, "where", p.Says(text))
			answered(t, "a filter", p.Taps(chat.Tap{Flow: "nearby", Step: "!set", Value: text}))
			answered(t, "details", p.Taps(chat.Tap{Flow: "opportunity", Step: "!show", Value: text})) // what this tap gave: silence has no answer
			seen(t, p)
		})
	}
}

// changes are the buttons that ask a question of the profile again.
func changes(t *testing.T, stage *flowtest.Stage) (all []chat.Tap) {
	t.Helper()
	for _, c := range buttons(volunteer(t, stage).Says("profile")) {
		if c.Tap.Step == "!edit" {
			all = append(all, c.Tap)
		}
	}
	if len(all) < 10 {
		t.Fatalf("the profile offers %d questions to change", len(all))
	}
	return all
}

// volunteer is somebody who has signed up and agreed to everything.
func volunteer(t *testing.T, stage *flowtest.Stage) *flowtest.Person {
	t.Helper()
	p := stage.Person(t)
	p.SignUp("th")
	return p
}

func answered(t *testing.T, where string, answer []chat.Message) {
	t.Helper()
	if len(answer) == 0 || !leadsOn(answer) {
		t.Errorf("at %s: %+v leads nowhere", where, answer)
	}
	for _, said := range texts(answer) {
		if len(said) > 20_000 {
			t.Errorf("at %s: %d bytes were said", where, len(said))
		}
	}
}

// seen fails when the profile keeps what cannot be seen.
func seen(t *testing.T, p *flowtest.Person) {
	t.Helper()
	me := p.Me()
	for _, kept := range []string{me.Name, me.Phone, me.Email, me.Guardian, me.Affiliation} {
		if strings.ContainsFunc(kept, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d' }) || len(kept) > 2000 {
			t.Errorf("the profile keeps %q", kept)
		}
	}
}
