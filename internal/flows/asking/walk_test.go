package asking_test

import (
	"slices"
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/match"
	"jitasa/internal/understand/sentences"
)

// workTopics are all that can be asked about work.
func workTopics(t *testing.T) (topics []string) {
	t.Helper()
	model, err := sentences.Model()
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range model.Classes(sentences.Topic) {
		if strings.HasPrefix(topic, "work.") {
			topics = append(topics, topic)
		}
	}
	return append(topics, "work.join")
}

// asks taps what asks about a matter, and gives the answer's text.
func asks(t *testing.T, p *flowtest.Person, topic, id string) string {
	t.Helper()
	answer := p.Taps(chat.Tap{Flow: "asking", Step: "!about", Session: topic, Value: id})
	if len(answer) != 1 || answer[0].Text == "" || len(answer[0].Nav) == 0 {
		t.Fatalf("%s of %s: %v", topic, id, answer)
	}
	return answer[0].Text
}

// Everything can be asked about every piece of work and every call, in both languages, and no answer comes twice within three.
func TestEverythingCanBeAsked(t *testing.T) {
	stage := flowtest.NewStage(t)
	ids := []string{"call:call-open", "call:call-old"}
	for _, m := range stage.World.Work.Near(match.Query{Now: flowtest.Start(), Limit: 18}).Matches {
		ids = append(ids, m.ID)
	}
	if len(ids) < 18 {
		t.Fatalf("%d to ask about", len(ids))
	}
	topics := workTopics(t)
	for _, lang := range []string{"th", "en"} {
		p := stage.Person(t)
		p.SignUp(lang)
		p.Gets("call-open")
		p.Gets("call-old")
		for _, id := range ids {
			for _, topic := range topics {
				a, b, c := asks(t, p, topic, id), asks(t, p, topic, id), asks(t, p, topic, id)
				if a == b || b == c || a == c {
					t.Errorf("%s of %s in %s: the same twice within three: %q, %q, %q", topic, id, lang, a, b, c)
				}
				for _, said := range []string{a, b, c} {
					if strings.Contains(said, "asking.") || strings.Contains(said, "{{") || strings.Contains(said, "<no value>") || strings.Contains(said, "“”") {
						t.Errorf("%s of %s in %s: %q", topic, id, lang, said)
					}
				}
			}
		}
	}
}

// What is asked about something that is not there any more is answered all the same.
func TestWhatIsGone(t *testing.T) {
	p := flowtest.NewStage(t).Person(t)
	p.Visit("en")
	for _, id := range []string{"gone", "call:gone", "call:call-open", ""} { // the last call never went to them
		if said := asks(t, p, "work.cost", id); !strings.Contains(said, "closed") {
			t.Errorf("%q: %q", id, said)
		}
	}
}

// offers reports whether the last answer offers to pass the question on.
func offers(p *flowtest.Person) bool {
	_, ok := p.Finds("🙋 ฝากถาม", 1)
	return ok
}

// passed reports whether staff have what was asked.
func passed(p *flowtest.Person) bool { return p.Memory().Human }

// Passing on needs a yes to just that: not one that promises to come, that comes later, or that answers another question.
func TestAgreedToPassOn(t *testing.T) {
	stage := flowtest.NewStage(t)
	const unknown = "ทำไมท้องฟ้าเป็นสีฟ้า"
	for _, c := range []struct {
		name string
		says []string
		want bool
	}{
		{"yes", []string{unknown, "ใช่"}, true},
		{"politely", []string{unknown, "เอาค่ะ"}, true},
		{"promises to come", []string{unknown, "ไปแน่นอน"}, false},
		{"no", []string{unknown, "ไม่ต้อง"}, false},
		{"later", []string{unknown, "ขอบคุณ", "ใช่"}, false},
		{"another question", []string{unknown, "ฟรีไหม", "ใช่"}, false},
		{"only asks", []string{unknown}, false},
	} {
		p := stage.Person(t)
		p.Visit("th")
		for _, text := range c.says {
			p.Says(text)
		}
		if passed(p) != c.want {
			t.Errorf("%s: passed on: %v", c.name, passed(p))
		}
	}
}

// Under a consent card a yes to passing on is no consent; in the middle of the sign-up it is the answer to the open question.
func TestYesToWhat(t *testing.T) {
	stage := flowtest.NewStage(t)
	p := stage.Person(t)
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: "th"})
	p.Says("ทำไมท้องฟ้าเป็นสีฟ้า")
	if !offers(p) {
		t.Fatal("does not offer to ask")
	}
	p.Says("ใช่")
	if !passed(p) || len(p.Me().Consents) > 0 || len(p.Memory().Sessions) > 0 {
		t.Errorf("passed on: %v, consents %v, asks %v", passed(p), p.Me().Consents, p.Memory().Sessions)
	}
	p = stage.Person(t)
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: "th"})
	p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
	p.Says("ทำไมท้องฟ้าเป็นสีฟ้า")
	p.Says("ใช่")
	if passed(p) {
		t.Error("a yes to the open question passes the one before on")
	}
}

// Who takes a question back has it forgotten, and what is passed on is passed on once.
func TestQuestionTakenBack(t *testing.T) {
	stage := flowtest.NewStage(t)
	p := stage.Person(t)
	p.Visit("th")
	p.Says("ทำไมท้องฟ้าเป็นสีฟ้า")
	button, _ := p.Finds("🙋 ฝากถาม", 1)
	p.Do(chat.Event{Kind: chat.Unsend, Message: "another"})
	if p.Memory().Asked == nil {
		t.Error("another message was taken back, not the question")
	}
	p.Do(chat.Event{Kind: chat.Unsend, Message: "m"})
	if p.Memory().Asked != nil {
		t.Error("the question is kept though it was taken back")
	}
	if p.Taps(button.Tap); passed(p) {
		t.Error("a question that was taken back is passed on")
	}
	p.Says("ทำไมท้องฟ้าเป็นสีฟ้า")
	if p.Taps(button.Tap); passed(p) {
		t.Error("the button of an older question passes the last one on")
	}
	p.Says("ทำไมท้องฟ้าเป็นสีฟ้า")
	button, _ = p.Finds("🙋 ฝากถาม", 1)
	p.Taps(button.Tap)
	if asked := p.Memory().Asked; !passed(p) || asked == nil || asked.Text != "" {
		t.Errorf("passed on %v, kept %+v", passed(p), asked)
	}
	if again := p.Taps(button.Tap); !strings.Contains(again[0].Text, "ส่งคำถามนี้ให้เจ้าหน้าที่แล้ว") {
		t.Errorf("tapped again: %q", again[0].Text)
	}
}

// What names a day, a place or a cause to look for is a search, though it sounds like a question about the work at hand.
func TestSearchesAreNoQuestions(t *testing.T) {
	p := flowtest.NewStage(t).Person(t)
	p.SignUp("th")
	for _, text := range []string{"มีวันเสาร์ไหม", "มีที่เชียงใหม่ไหม", "หางานที่นับชั่วโมง กยศ. ได้"} {
		answer := p.Says(text)
		if !slices.ContainsFunc(answer, func(m chat.Message) bool { return len(m.Cards) > 0 }) {
			t.Errorf("%q finds nothing: %q", text, answer[0].Text)
		}
	}
}

// A call that was pushed is at hand until something else is shown; who asked of one of a list can ask the same of another, and who only
// points at one wants to see it.
func TestWhatIsAtHand(t *testing.T) {
	p := flowtest.NewStage(t).Person(t)
	p.SignUp("en")
	p.Gets("call-open")
	said := func(text string) string { return p.Says(text)[0].Text }
	if got := said("who organises it?"); !strings.Contains(got, "Surin Flood Volunteers") {
		t.Errorf("of the call: %q", got)
	}
	p.Says("work near me")
	if got := said("who organises it?"); !strings.Contains(got, "hich one") {
		t.Errorf("of the list, though a call came before it: %q", got)
	}
	if got := said("the second one"); !strings.Contains(got, "New mothers") {
		t.Errorf("which one is answered by %q", got)
	}
	if got := said("and the third one?"); !strings.Contains(got, "football") || !strings.Contains(got, "Youth") {
		t.Errorf("the same of another: %q", got)
	}
	if got := p.Says("the second one"); len(got[0].Cards) != 1 {
		t.Errorf("one that is only pointed at is not shown: %q", got[0].Text)
	}
}

// A question that ends in what would end something ends nothing.
func TestHowToLeave(t *testing.T) {
	p := flowtest.NewStage(t).Person(t)
	p.SignUp("en")
	p.Says("how do I leave?")
	if c := p.Me().Consents; !c.Given("newsletter") {
		t.Errorf("left by asking how: %v", c)
	}
}
