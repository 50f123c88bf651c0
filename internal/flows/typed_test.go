package flows_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/understand"
	"jitasa/internal/understand/offer"
	"jitasa/internal/understand/sentences"
)

var typedAt = flag.String("typed.at", "", "open questions, with commas between: every line is typed at them, not a few at random; \"all\": at each, which takes an hour")

// lines are what people type who answer nothing: a cry for help, a question, or a few words in between.
type lines struct {
	danger, questions, chatter []string
}

// Only what the bot hears as such is in them: what it hears is tested in understand.
func typedLines(tb testing.TB, stage *flowtest.Stage) lines {
	tb.Helper()
	heard := func(text string) bool {
		said := stage.World.Reader.Read(text, flowtest.Start())
		asks := said.Asks && said.Word != understand.All // "any day" is an answer, as "16 okay?" is where a number is asked for
		return (asks || said.Topic != "" || said.Danger != "") && !offer.Figures(offer.Of(said)) && !orders(said)
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

// orders reports whether a question is a polite order: "how do I leave the list" leaves it, with a way back, as "how exit?" leaves the
// open question, "can I go back" goes back, and "can I have another than this" takes this away.
func orders(said understand.Result) bool {
	steers := said.Sure && (said.Intent == understand.Cancel || said.Intent == understand.Back)
	return steers || said.Intent == understand.Unsubscribe || said.Refers == understand.This && said.Wish == understand.Refuse
}

// seeks reports whether a question is after work: one who is asked where to look has said what for, or where.
func seeks(said understand.Result) bool {
	return said.Intent == understand.Nearby || len(said.Only) > 0 || strings.HasPrefix(said.Topic, "work.") || said.Topic == "network.areas"
}

// openQuestion brings a person to a question.
type openQuestion struct {
	name  string
	comes func(*flowtest.Person)
}

// whereCard asks where to look for work.
const whereCard = "where"

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
		{whereCard, func(p *flowtest.Person) { p.Visit("th"); p.Taps(chat.Tap{Flow: "!nearby"}) }},
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
			if q.answers(stage, line) {
				continue
			}
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

// answers reports whether a question may be an answer to the open one, as few are.
func (q openQuestion) answers(stage *flowtest.Stage, line string) bool {
	return q.name == whereCard && seeks(stage.World.Reader.Read(line, flowtest.Start()))
}

// types says lines to the open question, and reports each that changes anything.
func (q openQuestion) types(t *testing.T, stage *flowtest.Stage, lines []string) {
	t.Helper()
	var p *flowtest.Person
	var open []flow.Session
	var me *domain.Volunteer
	for _, line := range lines {
		if q.answers(stage, line) {
			continue
		}
		if p == nil {
			p = stage.Person(t)
			q.comes(p)
			open, me = p.Memory().Sessions, profile(p)
		}
		p.Says(line)
		wrong := becameOf(open, p.Memory().Sessions)
		if diff := cmp.Diff(profile(p), me); wrong == "" && diff != "" {
			wrong = "the profile is changed: " + diff
		}
		if wrong != "" {
			t.Errorf("%s: after %q %s", q.name, line, wrong)
			p = nil
		}
	}
}

// What the property found once: testdata/typed.list, a question and a line each.
func TestTypedOnce(t *testing.T) {
	raw, err := os.ReadFile("testdata/typed.list")
	if err != nil {
		t.Fatal(err)
	}
	at := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		if name, said, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			at[name] = append(at[name], said)
		}
	}
	stage := flowtest.NewStage(t)
	for _, q := range openQuestions() {
		q.types(t, stage, at[q.name])
		delete(at, q.name)
	}
	for name := range at {
		t.Errorf("%s is no open question", name)
	}
}

// A question that asks only whether an answer will do is that answer.
func TestTypedOffers(t *testing.T) {
	stage := flowtest.NewStage(t)
	for name, offers := range map[string][]string{
		"birth":        {"2510 ได้ไหม"},
		"place":        {"เชียงใหม่ได้ไหม", "สุรินทร์ใช่ไหมคะ", "maybe Chiang Mai?", "Surin?"},
		"edit place":   {"ขอเปลี่ยนเป็นเชียงใหม่ได้ไหม"},
		whereCard:      {"เชียงใหม่ได้ไหม", "is Chiang Mai ok"},
		"call where":   {"ที่เชียงใหม่ได้ไหม"},
		"call when":    {"พรุ่งนี้ 9 โมงได้ไหม", "tomorrow 9am ok?"},
		"call need":    {"สัก 10 คนได้ไหมคะ", "10 คนได้ไหม", "how about 20 people?"},
		"call contact": {"0812345678 ได้ไหม"},
		"causes":       {"maybe dogs and the elderly?", "anything but animals"},
		"edit phone":   {"0812345678 ได้ไหม"},
	} {
		for _, offer := range offers {
			i := slices.IndexFunc(openQuestions(), func(q openQuestion) bool { return q.name == name })
			p := stage.Person(t)
			openQuestions()[i].comes(p)
			open := p.Memory().Sessions
			if p.Says(offer); becameOf(open, p.Memory().Sessions) == "" {
				t.Errorf("%s: %q is no answer", name, offer)
			}
		}
	}
}

// The whole of what the property draws from.
func TestTypedAll(t *testing.T) {
	if *typedAt == "" {
		t.Skip("-typed.at names no question")
	}
	stage := flowtest.NewStage(t)
	said := typedLines(t, stage)
	for _, q := range openQuestions() {
		if *typedAt == "all" || slices.Contains(strings.Split(*typedAt, ","), q.name) {
			q.types(t, stage, slices.Concat(said.chatter, said.danger, said.questions))
		}
	}
}
