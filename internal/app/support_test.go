package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
	"jitasa/internal/store"
)

// clerk makes a member of staff who answers people, in English.
func (r *rig) clerk(id, name string) *talker {
	r.Helper()
	p := r.person(name)
	p.tap("f=language&v=en")
	s := &domain.Staff{Meta: domain.Meta{ID: id}, Name: name, Role: domain.Coordinator, Person: p.id, Lang: "en", CreatedAt: domain.Instant(r.sim.Now())}
	if err := r.app.Store.Staff.Insert(r.Context(), s); err != nil {
		r.Fatal(err)
	}
	return p
}

// silent does something that the bot leaves to a person.
func (p *talker) silent(text string) {
	p.Helper()
	before := p.last()
	if _, err := p.sim.SendText(p.id, text); err != nil {
		p.Fatal(err)
	}
	p.until("kept", func() bool {
		t, err := p.app.Store.Support.Last(p.Context(), p.id)
		if err != nil {
			p.Fatal(err)
		}
		l, ok := t.Last()
		return ok && l.Text == text
	})
	chat, err := p.sim.Chat(p.id)
	if err != nil {
		p.Fatal(err)
	}
	for _, e := range chat {
		if e.Seq > before && e.From == linesim.FromBot {
			p.Errorf("the bot talks into it: %s", e.Message)
		}
	}
}

// finds waits until something is kept for the person's next answer.
func (p *talker) finds(text string) {
	p.Helper()
	p.until("kept for them: "+text, func() bool {
		thread, err := p.app.Store.Threads.Get(p.Context(), p.id)
		return err == nil && slices.ContainsFunc(thread.Waiting, func(m chat.Message) bool { return strings.Contains(m.Text, text) })
	})
}

func has(t *testing.T, said, want string) {
	t.Helper()
	if !strings.Contains(said, want) {
		t.Errorf("no %q in %s", want, said)
	}
}

// Somebody cries for help: what the bot says that it did, it did. Staff read it on their phones, one of them answers,
// what is said then goes to the one who has the word, and at the end the bot answers again.
func TestDangerReachesStaff(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		kanya, dan := r.clerk("s1", "Kanya"), r.clerk("s2", "Dan")
		p := r.person("สมศรี")
		p.tap("f=language&v=th")
		atKanya, atDan := kanya.last(), dan.last()
		has(t, raw(p.text("ช่วยด้วย น้ำท่วมบ้าน อยู่บนหลังคา")), "เราแจ้งเจ้าหน้าที่แล้ว")
		alarm := kanya.next(atKanya)
		has(t, alarm, "อยู่บนหลังคา")
		has(t, alarm, "สมศรี")
		has(t, dan.next(atDan), "อยู่บนหลังคา")
		take := find(t, alarm, `f=answer&s=%21take&v=[0-9A-Za-z]*`)

		has(t, raw(kanya.tap(take)), "1 message")
		has(t, raw(dan.tap(take)), "Kanya is talking to them already")
		atPerson := p.last()
		has(t, raw(kanya.text("A boat is coming")), "On its way to สมศรี")
		answer := p.next(atPerson)
		has(t, answer, "Kanya (เจ้าหน้าที่)")
		has(t, answer, "A boat is coming")

		atKanya, atDan = kanya.last(), dan.last()
		p.silent("น้ำยังขึ้นอยู่")
		has(t, kanya.next(atKanya), "น้ำยังขึ้นอยู่")
		if dan.last() != atDan {
			t.Error("what is said to one member of staff went to another")
		}
		has(t, raw(kanya.tap(strings.Replace(take, "%21take", "%21back", 1))), "looks after สมศรี again")
		said := raw(p.text("เมนู"))
		has(t, said, "บอตกลับมาตอบ")
		has(t, said, "อยากทำอะไรดี")
	})
}

// The sentence that staff were told is only said where somebody is there to be told.
func TestNobodyOnDuty(t *testing.T) {
	r := newRig(t)
	for i, change := range []func(*domain.Staff){
		func(s *domain.Staff) { s.Role = domain.Editor }, func(s *domain.Staff) { s.Person = "" },
		func(s *domain.Staff) { s.DisabledAt = domain.Instant(time.Now()) }, func(s *domain.Staff) {
			if _, err := r.sim.Unfollow(s.Person); err != nil {
				t.Fatal(err)
			}
			r.until("gone", func() bool {
				thread, err := r.app.Store.Threads.Get(t.Context(), s.Person)
				return err == nil && !thread.Following
			})
		},
	} {
		id := "s" + string(rune('0'+i))
		r.clerk(id, "Kanya")
		s, err := r.app.Store.Staff.Get(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		change(s)
		if err := r.app.Store.Staff.Replace(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	p := r.person("สมศรี")
	p.tap("f=language&v=en")
	for _, text := range []string{"talk to a person", "help us, our house is flooded, send help"} {
		said := raw(p.text(text))
		if strings.Contains(said, "have been told") || strings.Contains(said, "passing this on") || !strings.Contains(said, "tel:1784") {
			t.Errorf("after %q: %s", text, said)
		}
	}
	if n, err := r.app.Store.Campaigns.Count(t.Context(), store.Query{}); err != nil || n != 0 {
		t.Errorf("%d notices were sent to nobody, %v", n, err)
	}
}

// A member of staff who wants a person is answered by a colleague: they neither take nor hear of their own request, and
// alone on duty they are told so.
func TestOwnRequestIsForColleagues(t *testing.T) {
	r := newRig(t, func(o *app.Options) { o.Timers.Poll = 20 * time.Millisecond })
	kanya, p := r.clerk("s1", "Kanya"), r.person("สมศรี")
	has(t, raw(kanya.text("talk to a person")), "only one of our staff")
	own, err := r.app.Store.Support.Last(t.Context(), kanya.id)
	if err != nil {
		t.Fatal(err)
	}
	p.text("ขอคุยกับเจ้าหน้าที่ เรื่องบริจาคข้าว")
	before := kanya.last()
	r.sim.Advance(5 * time.Minute)
	told := kanya.next(before)
	has(t, told, "บริจาคข้าว")
	if strings.Contains(told, own.ID) {
		t.Errorf("they are told of their own request: %s", told)
	}
	has(t, raw(kanya.tap("f=answer&s=%21take&v="+own.ID)), "your own request")
	if said := raw(kanya.text("who is waiting")); strings.Contains(said, own.ID) || !strings.Contains(said, "บริจาคข้าว") {
		t.Errorf("who waits: %s", said)
	}
	dan := r.clerk("s2", "Dan")
	before = dan.last()
	r.sim.Advance(5 * time.Minute)
	told = dan.next(before)
	has(t, told, own.ID)
	has(t, raw(dan.tap("f=answer&s=%21take&v="+own.ID)), "You have taken this")
}

// The month's messages are used up but for the reserve: whoever asks for a person is not told that staff know. Staff are
// warned once, find a line with their next answer, and their own answers wait and say so. Danger is told from the reserve.
func TestNoMessagesToTellStaff(t *testing.T) {
	r := newRig(t)
	r.reserve = 20
	quick := func(o *app.Options) { o.Timers.Poll = 20 * time.Millisecond }
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	r.url, r.end = r.start(quick)
	r.balance(r.url)
	kanya, p, other, third := r.clerk("s1", "Kanya"), r.person("สมศรี"), r.person("บุญมี"), r.person("ทองดี")
	for _, one := range []*talker{p, other, third} {
		one.tap("f=language&v=en")
	}
	r.quota(linesim.Quota{Type: "limited", Value: 100, Used: 85})
	r.sim.Advance(time.Minute)

	before := kanya.last()
	has(t, raw(p.text("talk to a person")), "cannot alert our staff just now")
	r.sim.Advance(time.Minute) // the look at who waits may have been just before
	has(t, kanya.next(before), "used up")
	r.sim.Advance(4 * time.Minute)
	kanya.finds("Somebody is waiting")
	r.sim.Advance(4 * time.Minute)
	has(t, raw(kanya.text("menu")), "Somebody is waiting")
	take := find(t, raw(kanya.text("who is waiting")), `f=answer&s=%21take&v=[0-9A-Za-z]*`)
	has(t, raw(kanya.tap(take)), "it is kept until they write again")
	has(t, raw(kanya.text("Bring it to the temple")), "will read it when they write again")
	if r.pushes(kanya) != 1 || r.pushes(p) != 0 {
		t.Errorf("%d pushed to staff, %d to who asks", r.pushes(kanya), r.pushes(p))
	}
	has(t, raw(p.text("which one?")), "Bring it to the temple")

	before = kanya.last()
	has(t, raw(other.text("help, my house is flooded, I am on the roof")), "Our staff have been told")
	has(t, kanya.next(before), "on the roof")

	r.quota(linesim.Quota{Type: "limited", Value: 100, Used: 100})
	r.sim.Advance(time.Minute)
	has(t, raw(third.text("help, my house is flooded, we are on the bridge")), "cannot alert our staff just now")
	r.sim.Advance(time.Minute)
	kanya.finds("Somebody needs help now")
	if r.pushes(kanya) != 2 {
		t.Errorf("%d pushed to staff", r.pushes(kanya))
	}
	has(t, raw(kanya.text("menu")), "Somebody needs help now")
	r.quota(linesim.Quota{Type: "none"})
	r.sim.Advance(2 * time.Minute)
	kanya.hears("on the bridge") // beside what else waited for messages, in any order
}

// What was said to staff is found in one's data; erased or taken back, it is nowhere any more.
func TestSupportIsErased(t *testing.T) {
	r := newRig(t)
	kanya := r.clerk("s1", "Kanya")
	p := r.person("สมศรี")
	p.tap("f=language&v=en")
	before := kanya.last()
	p.text("help us, our house is flooded, send help " + markedText)
	take := find(t, kanya.next(before), `f=answer&s=%21take&v=[0-9A-Za-z]*`)
	kanya.tap(take)
	before = p.last()
	kanya.text("we come, " + markedName)
	p.next(before)
	kanya.text("menu")
	_, data := p.fetch(p.link())
	has(t, data, markedText)
	has(t, data, markedName)
	thread, err := r.app.Store.Support.Last(t.Context(), p.id)
	if err != nil || len(thread.Notices) != 2 {
		t.Fatalf("%+v, %v", thread, err)
	}
	p.erase()
	if n, err := r.app.Store.Support.Count(t.Context(), store.Query{}); err != nil || n != 0 {
		t.Errorf("%d threads are left, %v", n, err)
	}
	for _, key := range thread.Notices {
		c, err := r.app.Store.Campaigns.Get(t.Context(), "tell-"+key)
		if err != nil || len(c.Messages) != 0 {
			t.Errorf("%s still says %v, %v", key, c.Messages, err)
		}
	}
	if n, err := r.app.Store.Contents.Count(t.Context(), store.Query{}); err != nil || n != 0 {
		t.Errorf("%d contents are left, %v", n, err)
	}
	for x, err := range r.app.Store.Log.Of(t.Context(), kanya.id) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range x.Answer {
			if said := raw([]linesim.Entry{{Message: []byte(m.Text)}}); strings.Contains(said, markedText) || len(m.Cards) > 0 && strings.Contains(m.Cards[0].Body, markedText) {
				t.Errorf("the log of staff has it: %v", m)
			}
		}
	}
}

// Somebody takes a message back that staff were told of.
func TestSupportUnsend(t *testing.T) {
	r := newRig(t)
	kanya := r.clerk("s1", "Kanya")
	p := r.person("สมศรี")
	p.tap("f=language&v=en")
	before := kanya.last()
	sent, err := r.sim.SendText(p.id, "help us, our house is flooded, send help "+markedText)
	if err != nil {
		t.Fatal(err)
	}
	kanya.next(before)
	if _, err := r.sim.Unsend(p.id, sent.Entry.ID); err != nil {
		t.Fatal(err)
	}
	r.until("taken back", func() bool {
		thread, err := r.app.Store.Support.Last(t.Context(), p.id)
		return err == nil && len(thread.Lines) == 1 && thread.Lines[0].Unsent && thread.Lines[0].Text == ""
	})
	has(t, raw(kanya.text("who is waiting")), "message taken back")
	if n, err := r.app.Store.Contents.Count(t.Context(), store.Query{}); err != nil || n != 0 {
		t.Errorf("%d contents are left, %v", n, err)
	}
}

// Somebody who cries for help after a call was planned for them does not get it: they are asked for right before it is sent.
func TestInDangerIsLeftOut(t *testing.T) {
	r := newRig(t)
	people := r.subscribers(2)
	p := &talker{rig: r, id: people[0]}
	p.text("ช่วยด้วย น้ำท่วมบ้าน อยู่บนหลังคา")
	c := newsletterTo("all")
	c.ID, c.Kind, c.Subject, c.Purpose = "call-danger", deliver.Call, "call-danger", domain.ForEmergency
	if e, err := r.app.Deliver.Estimate(t.Context(), c, 0); err != nil || e.People != 1 || e.Skipped[deliver.InDanger] != 1 {
		t.Errorf("%+v, %v", e, err)
	}
	if v, err := r.app.Store.Volunteers.Get(t.Context(), p.id); err != nil || !v.UpdatedAt.After(v.CreatedAt) {
		t.Errorf("the profile is not known to have changed, so that a planned batch would reach them: %v", err)
	}
}
