package flowtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// Person is somebody who talks to the bot. What the bot knows of them lies
// there as JSON between two events.
type Person struct {
	ID      string
	Name    string // what the platform calls them
	Now     time.Time
	Last    []chat.Message // the last answer that was not empty
	Effects dialog.Effects // of the last event
	Lang    string         // that the last answer is in

	tb     testing.TB
	stage  *Stage
	house  *house // shared with those beside them
	memory []byte
	me     []byte
	events int
}

// tick is how long a person takes for each event.
const tick = 20 * time.Second

// Person comes new to the bot at [Start].
func (s *Stage) Person(tb testing.TB) *Person {
	tb.Helper()
	return &Person{tb: tb, stage: s, house: s.house(tb), ID: "U00000000000000000000000000000001", Name: "สมศรี", Now: Start()}
}

// Beside is somebody else at the same time, in the same house.
func (p *Person) Beside(id, name string) *Person {
	p.tb.Helper()
	other := &Person{tb: p.tb, stage: p.stage, house: p.house, ID: id, Name: name, Now: p.Now}
	for _, r := range id[len(id)-2:] { // events of two people have different ids
		other.events += 100_000 * int(r-'0'+1)
	}
	return other
}

// Is makes the person a member of staff.
func (p *Person) Is(s domain.Staff) {
	p.tb.Helper()
	s.ID, s.Person = "appointed", p.ID
	p.house.hires(&s)
}

// Memory is what the bot remembers, as it was stored.
func (p *Person) Memory() dialog.Memory {
	p.tb.Helper()
	var m dialog.Memory
	p.read(p.memory, &m)
	return m
}

// Me is the profile, as it was stored.
func (p *Person) Me() *domain.Volunteer {
	p.tb.Helper()
	v := &domain.Volunteer{Meta: domain.Meta{ID: p.ID}}
	p.read(p.me, v)
	return v
}

// Stored is the memory's JSON.
func (p *Person) Stored() []byte { return p.memory }

// Store replaces the memory, to try what another version wrote.
func (p *Person) Store(memory []byte) { p.memory = memory }

// Do lets the person do something and gives the answer. The event gets its id,
// person and time here.
func (p *Person) Do(e chat.Event) []chat.Message {
	p.tb.Helper()
	p.Now = p.Now.Add(tick)
	p.events++
	e.ID, e.Person, e.At, e.Received, e.Reply = fmt.Sprintf("01JTEST%06d", p.events), p.ID, p.Now, p.Now, "reply"
	first := p.play(e)
	if again := p.play(e); cmp.Diff(first, again) != "" {
		p.tb.Errorf("the same event played twice differs (-first +again):\n%s", cmp.Diff(first, again))
	}
	p.memory, p.me = []byte(first.Memory), []byte(first.Me)
	p.Effects, p.Lang = first.Effects, first.Lang
	p.house.responded(p.ID, first.Effects.Responses)
	if len(first.Answer) > 0 {
		p.Last = first.Answer
	}
	return first.Answer
}

// Gets has a call for help pushed to the person, after everything that they have said so far.
func (p *Person) Gets(call string) []chat.Message {
	p.tb.Helper()
	p.Now = p.Now.Add(tick)
	c := p.house.pushes(call, p.ID, p.Now)
	p.Lang = p.Memory().Lang
	p.Last = cards.In(p.stage.Speak(p.Lang), p.stage.World.Places).Call(c)
	return p.Last
}

// played is all that comes of one event.
type played struct {
	Memory, Me string
	Answer     []chat.Message
	Effects    dialog.Effects
	Lang       string
}

func (p *Person) play(e chat.Event) played {
	p.tb.Helper()
	memory, me := p.Memory(), p.Me()
	if p.memory == nil {
		memory.Name = p.Name
	}
	p.house.Time = p.Now
	p.house.arrives(p.ID)
	t := p.turn(e, &memory, me)
	p.house.router.Route(t)
	if t.Failed != nil {
		p.tb.Fatal("turn failed:", t.Failed)
	}
	for n := range t.Effects.Tell {
		t.Went(n, p.house.tell(&t.Effects.Tell[n]))
	}
	p.house.reads[p.ID], p.house.profiles[p.ID] = t.Words.Lang(), t.Me
	out := played{Memory: p.write(memory), Me: p.write(t.Me), Effects: t.Effects, Lang: t.Words.Lang()}
	if t.Effects.Erase != "" {
		out.Me = p.write(&domain.Volunteer{Meta: domain.Meta{ID: p.ID}})
	}
	p.read([]byte(p.write(t.Answer())), &out.Answer) // the outbox is stored as well
	return out
}

// turn is what the bot makes of an event.
func (p *Person) turn(e chat.Event, memory *dialog.Memory, me *domain.Volunteer) *dialog.Turn {
	lang := memory.Lang
	if lang == "" {
		lang = "th"
	}
	t := &dialog.Turn{
		World: p.house.world.Dialog(), Ctx: context.Background(), Event: e, Now: p.Now,
		Words: p.stage.Speak(lang), Speak: p.stage.Speak, Me: me, Memory: memory,
	}
	if e.Kind == chat.Text {
		t.Text = thai.Normalize(e.Text)
		t.Said = p.stage.World.Reader.Read(e.Text, p.Now)
	}
	return t
}

func (p *Person) read(from []byte, into any) {
	p.tb.Helper()
	if from == nil {
		return
	}
	if err := json.Unmarshal(from, into); err != nil {
		p.tb.Fatalf("reading %T: %v", into, err)
	}
}

func (p *Person) write(v any) string {
	p.tb.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		p.tb.Fatalf("storing %T: %v", v, err)
	}
	return b.String()
}

// Says writes a text.
func (p *Person) Says(text string) []chat.Message {
	p.tb.Helper()
	return p.Do(chat.Event{Kind: chat.Text, Text: text, Message: "m"})
}

// Shares shares a location.
func (p *Person) Shares(lat, lng float64) []chat.Message {
	p.tb.Helper()
	return p.Do(chat.Event{Kind: chat.Location, Place: &chat.Place{Point: domain.Point{Lat: lat, Lng: lng}}})
}

// Taps taps a button, whether or not it is still shown.
func (p *Person) Taps(tap chat.Tap) []chat.Message {
	p.tb.Helper()
	return p.Do(chat.Event{Kind: chat.Tapped, Tap: tap})
}

// Visit comes to the bot, chooses a language and declines to be remembered.
func (p *Person) Visit(lang string) {
	p.tb.Helper()
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: lang})
	p.Taps(chat.Tap{Flow: "consent", Step: "!none"})
}

// SignUp comes to the bot, chooses a language, agrees to everything and signs
// up: born in 1967, near Surin, for any cause.
func (p *Person) SignUp(lang string) {
	p.tb.Helper()
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: lang})
	p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
	p.Says("1967")
	p.Says(p.Name)
	p.Shares(14.88, 103.49)
	p.Taps(chat.Tap{Flow: "signup", Step: "causes", Value: "any"})
	if !p.Me().SignedUp() {
		p.tb.Fatal("signing up did not end:", write(p.Last, false))
	}
}

// Finds gives the nth button (from 1) of the last answer whose label, or what
// it says in full, is the text.
func (p *Person) Finds(label string, n int) (chat.Choice, bool) {
	for _, c := range shown(p.Last) {
		if c.Label == label || c.Full == label {
			if n--; n == 0 {
				return c, true
			}
		}
	}
	return chat.Choice{}, false
}

// shown are all buttons of an answer that a person can use.
func shown(answer []chat.Message) []chat.Choice {
	var all []chat.Choice
	for i, m := range answer {
		for _, c := range m.Cards {
			for _, r := range c.Rows {
				if r.Edit != nil {
					all = append(all, *r.Edit)
				}
			}
			all = append(all, c.Choices...)
		}
		if i == len(answer)-1 {
			all = append(append(all, m.Choices...), m.Nav...)
		}
	}
	return all
}
