package flows_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flow/flowtest"
)

// memoryAtMost bounds what a thread keeps of a conversation, in bytes of JSON.
const memoryAtMost = 64 << 10

// TestAnySequence lets people do anything in any order. Playing each event
// twice, and through JSON, is what [flowtest.Person] does anyway.
func TestAnySequence(t *testing.T) {
	stage := flowtest.NewStage(t)
	rapid.Check(t, func(r *rapid.T) {
		p := stage.Person(t)
		switch rapid.IntRange(0, 5).Draw(r, "begins") { // from the places where there is most to do
		case 0:
			p.SignUp("th")
		case 1:
			p.SignUp("en")
			p.Says("work in Surin")
		case 2:
			p.Visit("th")
			p.Says("เสาร์นี้ที่โคราช")
		case 3:
			p.ID = flowtest.ManagerID
			p.Visit("th")
			p.Taps(chat.Tap{Flow: "broadcast", Step: "!new", Value: "surin-flood"})
		case 4:
			p.ID = flowtest.StaffID
			p.Visit("en")
			p.Taps(chat.Tap{Flow: "approve", Step: "!yes", Value: "call-open"})
		}
		var old []chat.Tap
		for range rapid.IntRange(1, 30).Draw(r, "events") {
			e := anyEvent(r, p, old)
			before := p.Memory()
			answer := p.Do(e)
			if t.Failed() {
				r.Fatalf("after %+v", e)
			}
			held(r, p, e, answer)
			keepsAnswers(r, before.Sessions, p.Memory().Sessions, e)
			for _, c := range chat.Offered(answer) {
				old = append(old, c.Tap)
			}
			old = old[max(0, len(old)-200):]
		}
	})
}

// held is what is true after every event.
func held(r *rapid.T, p *flowtest.Person, e chat.Event, answer []chat.Message) {
	if e.Kind == chat.Unfollow || e.Kind == chat.Unsend || e.Kind == chat.Other {
		return
	}
	if len(answer) == 0 && p.Effects.PassedOn { // the bot keeps out of what is said to a member of staff
		return
	}
	if len(answer) == 0 {
		r.Fatalf("silence after %+v", e)
	}
	if !leadsOn(answer) {
		r.Fatalf("a dead end after %+v: %+v", e, answer)
	}
	if n := len(p.Stored()); n > memoryAtMost {
		r.Fatalf("memory has grown to %d bytes", n)
	}
	if !json.Valid(bytes.TrimSpace(p.Stored())) {
		r.Fatal("memory is no JSON")
	}
	for _, c := range buttons(answer) {
		if c.Label == "" || len(c.Tap.String()) > 300 {
			r.Fatalf("button %+v after %+v", c, e)
		}
		if back, ok := chat.ParseTap(c.Tap.String()); c.Does == chat.SendsTap && (!ok || back != c.Tap) {
			r.Fatalf("tap %+v does not survive its postback", c.Tap)
		}
	}
}

// keepsAnswers: what was answered in a conversation that is still open stays
// answered, unless the person went back.
func keepsAnswers(r *rapid.T, before, after []flow.Session, e chat.Event) {
	for _, b := range before {
		i := slices.IndexFunc(after, func(a flow.Session) bool { return a.Flow == b.Flow && a.ID == b.ID })
		if i < 0 {
			continue
		}
		lost := 0
		for _, id := range b.Answered {
			if !slices.Contains(after[i].Answered, id) {
				lost++
			}
		}
		went := e.Tap.Flow == "!back" || e.Kind == chat.Text
		if lost > 1 || lost == 1 && !went {
			r.Fatalf("answers %v became %v after %+v", b.Answered, after[i].Answered, e)
		}
	}
}

func anyEvent(r *rapid.T, p *flowtest.Person, old []chat.Tap) chat.Event {
	if rapid.IntRange(0, 9).Draw(r, "wait") == 0 {
		p.Now = p.Now.Add(time.Duration(rapid.IntRange(0, 400*24).Draw(r, "hours")) * time.Hour)
	}
	offered := chat.Offered(p.Last)
	switch kind := rapid.IntRange(0, 15).Draw(r, "kind"); {
	case kind < 8 && len(offered) > 0:
		return chat.Event{Kind: chat.Tapped, Tap: rapid.SampledFrom(offered).Draw(r, "tap").Tap}
	case kind < 10 && len(old) > 0:
		return chat.Event{Kind: chat.Tapped, Tap: rapid.SampledFrom(old).Draw(r, "old tap")}
	case kind == 10:
		return chat.Event{Kind: chat.Tapped, Tap: anyTap(r)}
	case kind == 11:
		return chat.Event{Kind: chat.Location, Place: &chat.Place{Point: anyPoint(r)}}
	case kind == 12:
		return chat.Event{Kind: rapid.SampledFrom([]chat.EventKind{
			chat.Sticker, chat.Media, chat.Follow, chat.Unfollow, chat.Unsend, chat.Other,
		}).Draw(r, "other")}
	case kind == 13 && len(offered) > 0: // a calendar under any button
		tap := rapid.SampledFrom(offered).Draw(r, "picker").Tap
		return chat.Event{Kind: chat.Tapped, Tap: tap, Picked: rapid.SampledFrom([]string{"1967-05-01", "2026-12-05", "x", "2026-99-99"}).Draw(r, "picked")}
	}
	return chat.Event{Kind: chat.Text, Text: anyText(r)}
}

func anyText(r *rapid.T) string {
	return rapid.OneOf(rapid.SampledFrom(sayings()), rapid.String(), rapid.Custom(func(r *rapid.T) string {
		return rapid.SampledFrom(sayings()).Draw(r, "first") + " " + rapid.SampledFrom(sayings()).Draw(r, "second")
	})).Draw(r, "text")
}

// sayings are texts that lead somewhere, and some that do not.
func sayings() []string {
	return []string{
		"สมัครอาสา", "sign up", "หางานใกล้ฉัน", "เมนู", "help", "ยกเลิก", "back", "ย้อนกลับ", "ข้าม", "skip", "เสร็จแล้ว", "ใช่", "no", "ทั้งหมด",
		"สมศรี", "2510", "66", "15 ปี", "2549", "2560", "0812345678", "สุรินทร์", "ปากน้ำ", "เมืองเพชร", "เสาร์นี้ที่โคราช", "5/6/68", "31 กุมภา",
		"เด็ก สัตว์", "ช่วยหมาแมว", "ไม่เกิน 20 กม.", "ข้อมูลของฉัน", "ลบข้อมูลทั้งหมด", "ภาษา", "english please", "ข้อความล้วน", "แสดงการ์ด", "1", "7",
		"คุยกับเจ้าหน้าที่", "ช่วยด้วยน้ำท่วม", "จดหมายข่าว", "unsubscribe", "โปรไฟล์", "งานที่สนใจ", "สวัสดี", "ขอบคุณ", "มีอีกไหม", "ไม่มี",
		`{"$gt":""}`, "{{.}}", "\x00\u200b\u202e", "", "   ", "?", "<b>", "สมศรี อายุ 58 อยู่สุรินทร์ ชอบเด็ก",
	}
}

// anyTap is a button that was never shown like that: of another version, or made up.
func anyTap(r *rapid.T) chat.Tap {
	tap := rapid.SampledFrom([]chat.Tap{
		{Flow: "nearby", Step: "!set"}, {Flow: "nearby", Step: "!more"}, {Flow: "nearby", Step: "!hide"}, {Flow: "nearby", Step: "!again"},
		{Flow: "nearby", Step: "!where"}, {Flow: "nearby", Step: "!when"}, {Flow: "nearby", Step: "where"}, {Flow: "nearby", Step: "!x"},
		{Flow: "signup", Step: "!edit"}, {Flow: "signup", Step: "!rest"}, {Flow: "signup", Step: "name"}, {Flow: "signup", Step: "birth"},
		{Flow: "signup", Step: "place"}, {Flow: "signup", Step: "causes"}, {Flow: "signup", Step: "skills"}, {Flow: "signup", Step: "x"},
		{Flow: "opportunity", Step: "!show"}, {Flow: "opportunity", Step: "!want"}, {Flow: "my_data", Step: "!withdraw"}, {Flow: "my_data", Step: "!give"},
		{Flow: "consent", Step: "!all"}, {Flow: "consent", Step: "!none"}, {Flow: "consent", Step: "!each"}, {Flow: "consent", Step: "matching"},
		{Flow: "erase", Step: "!yes"}, {Flow: "newsletter", Step: "!on"}, {Flow: "newsletter", Step: "!off"}, {Flow: "newsletter", Step: "!poll"}, {Flow: "newsletter", Step: "!uncount"}, {Flow: "human", Step: "!done"}, {Flow: "call", Step: "!over"},
		{Flow: "language"}, {Flow: "welcome"}, {Flow: "nobody"}, {Flow: "!back"}, {Flow: "!skip"}, {Flow: "!cancel"}, {Flow: "!resume"}, {Flow: "!x"}, {},
	}).Draw(r, "button")
	tap.Session = rapid.SampledFrom([]string{"", "000002", "zzz", "2026-12", "a/b"}).Draw(r, "session")
	tap.Value = rapid.OneOf(rapid.SampledFrom([]string{
		"", "any", "name", "phone", "agrees", "r:NE", "p:32", "c:3201", "w:32", "a:1.2", "p:99", "km:all", "km:25", "km:-5", "km:1e300", "when:today",
		"when:2026-13-99", "cause:animals", "cause:x", "kind:x", "kind:any", "clear", "matching", "vote:1", "vote:", ":", "!clear", "!done", "?66", "?", "-", "2510",
	}), rapid.StringN(0, 20, 60)).Draw(r, "value")
	return tap
}

func anyPoint(r *rapid.T) domain.Point {
	return rapid.SampledFrom([]domain.Point{
		{Lat: 14.88, Lng: 103.49}, {Lat: 13.75, Lng: 100.5}, {}, {Lat: 90}, {Lat: -90, Lng: 180}, {Lat: 35.68, Lng: 139.69}, {Lat: 1000, Lng: -1000},
	}).Draw(r, "point")
}

// TestBackUndoes: answering and going back asks the same question again, from
// every question of the sign-up.
func TestBackUndoes(t *testing.T) {
	stage := flowtest.NewStage(t)
	rapid.Check(t, func(r *rapid.T) {
		p := stage.Person(t)
		p.Do(chat.Event{Kind: chat.Follow})
		p.Taps(chat.Tap{Flow: "language", Value: rapid.SampledFrom([]string{"th", "en"}).Draw(r, "lang")})
		p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
		year := strconv.Itoa(rapid.IntRange(1920, 2020).Draw(r, "year"))
		answers := []string{"Somsri", year, "no", "0812345678", "yes", "Surin"}
		for range rapid.IntRange(1, 6).Draw(r, "answers") {
			before := p.Last
			open := p.Memory().Sessions
			if len(open) == 0 {
				return
			}
			answer := answers[0]
			answers = answers[1:]
			p.Says(answer)
			if sessions := p.Memory().Sessions; len(sessions) == 0 || len(sessions[0].Answered) <= len(open[0].Answered) {
				continue // not understood here: nothing to undo
			}
			if again := p.Says("back"); step(again) != step(before) {
				r.Fatalf("back from the answer %q asks %q, not %q", answer, step(again), step(before))
			}
			p.Says(answer)
		}
	})
}

// step is the question that an answer's buttons belong to.
func step(answer []chat.Message) string {
	last := answer[len(answer)-1]
	for _, c := range append(slices.Clone(last.Choices), last.Nav...) {
		if c.Tap.Step != "" {
			return c.Tap.Step
		}
	}
	return ""
}
