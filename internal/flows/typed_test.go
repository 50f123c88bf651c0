package flows_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/understand"
	"jitasa/internal/understand/sentences"
)

// lines are what people type who answer nothing: a cry for help, a question, or a few words in between.
type lines struct {
	danger, questions, chatter []string
}

// Only what the bot hears as such is in them: what it hears is tested in understand.
func typedLines(tb testing.TB, stage *flowtest.Stage) lines {
	tb.Helper()
	heard := func(text string) bool {
		said := stage.World.Reader.Read(text, flowtest.Start())
		orders := said.Intent == understand.Unsubscribe // "how do I leave the list" leaves it, with a way back
		return (said.Asks || said.Topic != "" || said.Danger != "") && !orders
	}
	read := func(name string) (meant []string) {
		raw, err := os.ReadFile("../understand/sentences/" + name)
		if err != nil {
			tb.Fatal(err)
		}
		samples, err := sentences.Parse(string(raw))
		if err != nil {
			tb.Fatal(err)
		}
		for _, s := range samples {
			if s.Class != sentences.None && heard(s.Text) {
				meant = append(meant, s.Text)
			}
		}
		return meant
	}
	var all lines
	all.danger = read("danger.txt")
	all.questions = read("topics.txt")
	all.chatter = []string{"555", "555+", "ขอบคุณค่ะ", "👍", "😂", "lol", "สวัสดี", "ไอ้บ้า", "stupid bot", "อะไรนะ", "ไม่เข้าใจ", "hmm", "อ๋อ", "ครับ", "ค่ะ", "จ้า"}
	return all
}

// openQuestion brings a person to a question.
type openQuestion struct {
	name  string
	comes func(*flowtest.Person)
}

// consentCard asks, and no conversation is open: nothing is kept before somebody agrees.
const consentCard = "consent"

// openQuestions are the questions that can be open when somebody types.
func openQuestions() []openQuestion {
	signup := func(answers ...string) func(*flowtest.Person) {
		return func(p *flowtest.Person) {
			p.Do(chat.Event{Kind: chat.Follow})
			p.Taps(chat.Tap{Flow: "language", Value: "th"})
			p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
			for _, a := range answers {
				p.Says(a)
			}
		}
	}
	edit := func(field string) func(*flowtest.Person) {
		return func(p *flowtest.Person) {
			p.SignUp("th")
			p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: field})
		}
	}
	broadcast := func(answers ...string) func(*flowtest.Person) {
		return func(p *flowtest.Person) {
			p.ID = flowtest.ManagerID
			p.Visit("th")
			p.Taps(chat.Tap{Flow: "broadcast", Step: "!new", Value: "surin-flood"})
			for _, a := range answers {
				p.Says(a)
			}
		}
	}
	what := []string{"ช่วยกรอกกระสอบทราย", "สุรินทร์", "10", "พรุ่งนี้ 9 โมง", "10", "คุณแดง 0812345678"}
	return []openQuestion{
		{consentCard, func(p *flowtest.Person) {
			p.Do(chat.Event{Kind: chat.Follow})
			p.Taps(chat.Tap{Flow: "language", Value: "th"})
			p.Says("สมัครอาสา")
		}},
		{"birth", signup()},
		{"name", signup("2510")},
		{"guardian", signup("2555")},
		{"place", signup("2510", "สมศรี")},
		{"causes", signup("2510", "สมศรี", "สุรินทร์")},
		{"edit name", edit("name")}, {"edit skills", edit("skills")}, {"edit free time", edit("availability")}, {"edit languages", edit("languages")},
		{"edit kind", edit("affiliation")}, {"edit phone", edit("phone")}, {"edit e-mail", edit("email")}, {"edit place", edit("place")}, {"edit likes", edit("likes")},
		{"where", func(p *flowtest.Person) { p.Visit("th"); p.Taps(chat.Tap{Flow: "!nearby"}) }},
		{"what", broadcast()},
		{"call where", broadcast(what[:1]...)}, {"call radius", broadcast(what[:2]...)}, {"call when", broadcast(what[:3]...)}, {"call need", broadcast(what[:4]...)},
		{"call contact", broadcast(what[:5]...)}, {"call skills", broadcast(what...)},
	}
}

// Whatever is typed, an open question stays open until it is answered, and no cry for help, question or chatter is its answer.
func TestTypedLines(t *testing.T) {
	stage := flowtest.NewStage(t)
	said, questions := typedLines(t, stage), openQuestions()
	rapid.Check(t, func(r *rapid.T) {
		p := stage.Person(t)
		q := rapid.SampledFrom(questions).Draw(r, "question")
		q.comes(p)
		open, me := p.Memory().Sessions, profile(p)
		if len(open) == 0 && q.name != consentCard {
			r.Fatalf("%s is not open", q.name)
		}
		for range rapid.IntRange(1, 6).Draw(r, "lines") {
			line := rapid.SampledFrom(rapid.SampledFrom([][]string{said.danger, said.questions, said.chatter}).Draw(r, "kind")).Draw(r, "line")
			answer := p.Says(line)
			held(r, p, chat.Event{Kind: chat.Text, Text: line}, answer)
			if wrong := becameOf(open, p.Memory().Sessions); wrong != "" {
				r.Fatalf("%s: after %q %s", q.name, line, wrong)
			}
			if diff := cmp.Diff(profile(p), me); diff != "" {
				r.Fatalf("%s: %q changed the profile: %s", q.name, line, diff)
			}
		}
	})
}

// becameOf says what became of the questions that were open; "" if they are as they were.
func becameOf(open, now []flow.Session) string {
	for _, was := range open {
		i := slices.IndexFunc(now, func(s flow.Session) bool { return s.ID == was.ID && s.Flow == was.Flow })
		switch {
		case i < 0:
			return was.Flow + " is lost"
		case !slices.Equal(now[i].Answered, was.Answered) || string(now[i].Draft) != string(was.Draft) || now[i].At != was.At:
			return fmt.Sprintf("%s holds %s, %v, not %s, %v", was.Flow, now[i].Draft, now[i].Answered, was.Draft, was.Answered)
		}
	}
	return ""
}

// profile is what a person has told, without when and how they are written to.
func profile(p *flowtest.Person) *domain.Volunteer {
	me := p.Me()
	me.Reach, me.UpdatedAt = domain.Reach{}, me.CreatedAt
	return me
}

// What the property found once.
func TestTypedExamples(t *testing.T) {
	stage := flowtest.NewStage(t)
	for name, lines := range map[string][]string{
		"causes":     {"ผมนั่งวีลแชร์ สมัครเป็นอาสาได้ไหม", "how should i prepare for flooding"},
		"edit likes": {"can i bring my service dog", "do i have to book"},
		"call need":  {"ลูกอายุ 9 ขวบสมัครเป็นอาสาได้ไหม"},
		"call when":  {"เจ้าหน้าที่ทำงานเสาร์อาทิตย์ไหม"},
		"name":       {"hmm", "รับทราบ"},
	} {
		i := slices.IndexFunc(openQuestions(), func(q openQuestion) bool { return q.name == name })
		p := stage.Person(t)
		openQuestions()[i].comes(p)
		open, me := p.Memory().Sessions, profile(p)
		for _, line := range lines {
			p.Says(line)
			if wrong := becameOf(open, p.Memory().Sessions); wrong != "" {
				t.Errorf("%s: after %q %s", name, line, wrong)
			}
			if diff := cmp.Diff(profile(p), me); diff != "" {
				t.Errorf("%s: %q changed the profile: %s", name, line, diff)
			}
		}
	}
}
