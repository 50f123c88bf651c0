package flows_test

import (
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
)

// asked is the open question: the flow, and the step that its ways around name.
func asked(p *flowtest.Person) (string, string) {
	m := p.Memory()
	if len(m.Sessions) == 0 {
		return "", ""
	}
	open := m.Sessions[len(m.Sessions)-1]
	for _, o := range m.Offered {
		if strings.HasPrefix(o.Tap.Flow, "!") && o.Tap.Step != "" && o.Tap.Session == open.ID {
			return open.Flow, o.Tap.Step
		}
	}
	return open.Flow, ""
}

// At every open question, whoever asks why gets the reason in a line or two, then the question again in one; nothing is answered.
func TestEveryQuestionSaysWhy(t *testing.T) {
	stage := flowtest.NewStage(t)
	agree := chat.Tap{Flow: "consent", Step: "!all"}
	all := map[string]bool{}
	for _, lang := range []string{"th", "en"} {
		scripts := map[string][]any{
			"a minor":    {agree, "2553", "ฟ้า", "0812345678", "แม่ยินยอมแล้ว", "สุรินทร์", "เด็ก"},
			"one by one": {chat.Tap{Flow: "consent", Step: "!each"}, "ยินยอม", "ไม่ยินยอม", "ยินยอม", "ยินยอม", "2510", "สมศรี", "สุรินทร์"},
			"the rest":   {agree, "2510", "สมศรี", "สุรินทร์", "เด็ก", chat.Tap{Flow: "signup", Step: "!rest"}, "ข้าม", "ข้าม", "ข้าม", "ข้าม", "ข้าม", "ข้าม", "ข้าม"},
			"where":      {chat.Tap{Flow: "!nearby"}},
		}
		for name, script := range scripts {
			for _, why := range []string{"ทำไม", "why?", "ถามทำไมคะ", "เอาไปทำอะไร", "why do you need this", "จำเป็นไหม", "หมายความว่าไง", "do I have to?", "what is it for", "ต้องตอบด้วยเหรอ"} {
				p := stage.Person(t)
				p.Do(chat.Event{Kind: chat.Follow})
				p.Taps(chat.Tap{Flow: "language", Value: lang})
				answer(t, stage, p, lang, name, why, script, all)
			}
		}
		for _, why := range []string{"ทำไม", "why do you need it?", "เอาไปทำอะไรคะ", "ไม่เข้าใจ", "is it necessary"} {
			p := stage.Person(t)
			p.ID = flowtest.ManagerID
			p.Visit(lang)
			answer(t, stage, p, lang, "a call for help", why, []any{
				map[string]string{"th": "ประกาศขอแรง", "en": "Call volunteers"}[lang], map[string]string{"th": "ประกาศใหม่", "en": "New call"}[lang],
				"ช่วยกรอกกระสอบทราย", "ขุขันธ์ ศรีสะเกษ", "10", "พรุ่งนี้", "9 โมง", "20 คน", "คุณแดง 081-234-5678", "ข้าม",
			}, all)
		}
	}
	for _, id := range []string{
		"signup.name", "signup.guardian", "signup.agrees", "signup.place", "signup.causes", "signup.likes", "signup.skills", "signup.availability", "signup.languages", "signup.affiliation", "signup.phone", "signup.email",
		"consent.birth", "consent.matching", "consent.newsletter", "consent.emergency", "consent.contact", "nearby.where", "broadcast.what", "broadcast.place", "broadcast.when", "broadcast.start", "broadcast.need", "broadcast.contact", "broadcast.skills", "broadcast.urgent",
	} {
		if !all[id] {
			t.Errorf("nobody came to %s", id)
		}
	}
}

// answer plays a script, and asks why at every question on the way.
func answer(t *testing.T, stage *flowtest.Stage, p *flowtest.Person, lang, name, why string, script []any, all map[string]bool) {
	t.Helper()
	last := ""
	for i, does := range script {
		switch does := does.(type) {
		case chat.Tap:
			p.Taps(does)
		case string:
			p.Says(does)
		}
		flowID, step := asked(p)
		id := flowID + "." + step
		if flowID == "" || id == last {
			continue
		}
		last = id
		all[id] = true
		before := p.Memory().Sessions
		said := p.Says(why)
		want := stage.Speak(lang).T(id + ".why")
		after := p.Memory().Sessions
		if len(said) == 0 || !strings.HasPrefix(said[0].Text, want) || len(after) != len(before) {
			t.Errorf("%s, %s, after %d answers, at %s: %q says %+v", lang, name, i, id, why, said)
			return
		}
		if was, is := before[len(before)-1], after[len(after)-1]; string(was.Draft) != string(is.Draft) || len(was.Answered) != len(is.Answered) {
			t.Errorf("%s, %s, at %s: %q is an answer: %s", lang, name, id, why, is.Draft)
		}
		if line := strings.TrimPrefix(said[0].Text, want+"\n"); len(said) > 1 || strings.Contains(line, "\n") || line == "" {
			t.Errorf("%s, %s, at %s: %q has not the question in one line: %q", lang, name, id, why, line)
		}
	}
}
