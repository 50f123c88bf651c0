package flowtest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// Turn is one event of a transcript and its answer.
type Turn struct {
	Where    string // file:line
	Did      string // the line of the transcript
	Event    chat.Event
	Answer   []chat.Message
	PassedOn bool   // to a person, who answers
	Lang     string // of the answer
	Plain    bool   // the person reads texts only
}

// Play plays a transcript and gives what was said, without comparing it to the file.
func (s *Stage) Play(tb testing.TB, file string) []Turn {
	tb.Helper()
	turns, _, _ := s.run(tb, file)
	return turns
}

// Play is [Stage.Play] on a stage of its own.
func Play(tb testing.TB, file string) []Turn {
	tb.Helper()
	return NewStage(tb).Play(tb, file)
}

// Check plays a transcript and compares the answers with those that are
// written in it; update writes them instead.
func (s *Stage) Check(tb testing.TB, file string, update bool) []Turn {
	tb.Helper()
	turns, want, got := s.run(tb, file)
	if bytes.Equal(want, got) {
		return turns
	}
	if update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			tb.Fatal(err)
		}
		return turns
	}
	tb.Errorf("%s: answers differ (-written +given); -update writes them:\n%s", file,
		cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")))
	return turns
}

// script is a transcript being played.
type script struct {
	tb     testing.TB
	person *Person
	people map[string]*Person // by what a transcript calls them
	kept   map[string]chat.Choice
	turns  []Turn
	where  string
}

func (s *Stage) run(tb testing.TB, file string) (turns []Turn, want, got []byte) {
	tb.Helper()
	want, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	run := &script{tb: tb, person: s.Person(tb), kept: map[string]chat.Choice{}}
	run.people = map[string]*Person{"person": run.person}
	var out strings.Builder
	space := false
	for n, line := range strings.Split(strings.TrimRight(string(want), "\n"), "\n") {
		if strings.HasPrefix(line, margin) {
			continue
		}
		if line == "" {
			space = true
			continue
		}
		if space && out.Len() > 0 {
			out.WriteByte('\n')
		}
		space = false
		out.WriteString(line + "\n")
		run.where = fmt.Sprintf("%s:%d", file, n+1)
		for _, l := range run.line(line) {
			out.WriteString(strings.TrimRight(margin+l, " ") + "\n")
		}
	}
	return run.turns, want, []byte(out.String())
}

// line does what one line says, and gives the answer in lines.
func (s *script) line(line string) []string {
	s.tb.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "#":
		return nil
	case "name":
		s.person.Name = rest
		return nil
	case "+":
		s.person.Now = s.person.Now.Add(s.duration(rest))
		return nil
	case "volunteer":
		s.person.SignUp(rest)
		return nil
	case "visitor":
		s.person.Visit(rest)
		return nil
	case "manager", "staff", "many":
		s.person.ID = map[string]string{"manager": ManagerID, "staff": StaffID, "many": ManyID}[verb]
		s.person.Visit(rest)
		return nil
	case "as":
		s.as(strings.Fields(rest))
		return nil
	case "off", "on", "left":
		s.means(verb, rest)
		return nil
	case "pushed":
		return write(s.person.Gets(rest), false)
	case "round":
		return s.round()
	case "keep":
		name, label, _ := strings.Cut(rest, " = ")
		s.kept[name] = s.find(label)
		return nil
	case "~":
		s.replace(rest)
		return nil
	}
	e := s.event(verb, rest)
	answer := s.person.Do(e)
	plain := s.person.Memory().Plain
	s.turns = append(s.turns, Turn{Where: s.where, Did: line, Event: e, PassedOn: s.person.Effects.PassedOn, Answer: answer, Lang: s.person.Lang, Plain: plain})
	lines := write(answer, plain)
	if m := s.person.Effects.Menu; m != "" {
		lines = append(lines, "(rich menu: "+m+")")
	}
	return append(lines, s.effects()...)
}

// effects is what else comes of the last event.
func (s *script) effects() (lines []string) {
	s.tb.Helper()
	for _, told := range s.person.Effects.Tell {
		lines = append(lines, s.tell(told)...)
	}
	lines = append(lines, s.toldOfShifts()...)
	if r := s.person.Effects.Erase; r != "" {
		lines = append(lines, "(erased: "+r+")")
	}
	for _, r := range s.person.Effects.Responses {
		lines = append(lines, strings.TrimSpace("(response to "+r.Campaign+": "+string(r.Kind)+" "+r.Value)+")")
	}
	return lines
}

// means changes who is on duty, or how many messages are left.
func (s *script) means(verb, rest string) {
	s.tb.Helper()
	h := s.person.house
	if verb != "left" {
		h.empty, h.alone = verb == "off" && rest == "duty", verb == "off" && rest == "other"
		return
	}
	n, err := strconv.Atoi(rest)
	if err != nil {
		s.fail("%q is no number of messages", rest)
	}
	h.left = n
}

func (s *script) event(verb, rest string) chat.Event {
	s.tb.Helper()
	switch verb {
	case "follow", "unblock":
		return chat.Event{Kind: chat.Follow, Unblocked: verb == "unblock"}
	case "sticker":
		return chat.Event{Kind: chat.Sticker}
	case "photo":
		return chat.Event{Kind: chat.Media}
	case "unsend":
		return chat.Event{Kind: chat.Unsend}
	case "unfollow":
		return chat.Event{Kind: chat.Unfollow}
	case ">":
		return chat.Event{Kind: chat.Text, Text: s.withCode(rest)}
	case "say":
		return chat.Event{Kind: chat.Text, Text: s.quoted(rest)}
	case "@":
		return chat.Event{Kind: chat.Location, Place: &chat.Place{Point: s.point(rest)}}
	case "*":
		label, picked, _ := strings.Cut(rest, " = ")
		return tapping(s.find(label), picked)
	case "tap":
		tap, ok := chat.ParseTap(rest)
		if !ok {
			s.fail("%q is no tap", rest)
		}
		return chat.Event{Kind: chat.Tapped, Tap: tap}
	case "!":
		c, ok := s.kept[rest]
		if !ok {
			s.fail("no button was kept as %q", rest)
		}
		return tapping(c, "")
	}
	s.fail("what does %q mean?", verb)
	return chat.Event{}
}

func tapping(c chat.Choice, picked string) chat.Event {
	return chat.Event{Kind: chat.Tapped, Tap: c.Tap, Picked: picked}
}

// find gives a button of the last answer: "label", or "label #2" for the second of that label.
func (s *script) find(label string) chat.Choice {
	s.tb.Helper()
	n := 1
	if name, nth, ok := strings.Cut(label, " #"); ok {
		if v, err := strconv.Atoi(nth); err == nil {
			label, n = name, v
		}
	}
	c, ok := s.person.Finds(label, n)
	if !ok {
		s.fail("no button %q in the last answer:\n%s", label, strings.Join(write(s.person.Last, false), "\n"))
	}
	if c.Does != chat.SendsTap && c.Does != chat.PicksDate {
		s.fail("button %q sends no tap", label)
	}
	return c
}

// replace changes the stored memory as if another version had written it.
func (s *script) replace(rest string) {
	s.tb.Helper()
	old, replacement, ok := strings.Cut(rest, " => ")
	if !ok || !bytes.Contains(s.person.Stored(), []byte(old)) {
		s.fail("nothing to replace in %s", s.person.Stored())
	}
	s.person.Store(bytes.ReplaceAll(s.person.Stored(), []byte(old), []byte(replacement)))
}

// quoted reads a Go string, and how often it is repeated.
func (s *script) quoted(rest string) string {
	s.tb.Helper()
	times := 1
	if i := strings.LastIndex(rest, " × "); i >= 0 {
		if n, err := strconv.Atoi(rest[i+len(" × "):]); err == nil {
			rest, times = rest[:i], n
		}
	}
	text, err := strconv.Unquote(rest)
	if err != nil {
		s.fail("%s is no Go string", rest)
	}
	return strings.Repeat(text, times)
}

func (s *script) point(rest string) domain.Point {
	s.tb.Helper()
	var p domain.Point
	if _, err := fmt.Sscanf(rest, "%f,%f", &p.Lat, &p.Lng); err != nil {
		s.fail("%q is no lat,lng", rest)
	}
	return p
}

func (s *script) duration(rest string) time.Duration {
	s.tb.Helper()
	if days, ok := strings.CutSuffix(rest, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil {
			return time.Duration(n) * 24 * time.Hour
		}
	}
	d, err := time.ParseDuration(rest)
	if err != nil {
		s.fail("%q is no duration", rest)
	}
	return d
}

func (s *script) fail(format string, args ...any) {
	s.tb.Helper()
	s.tb.Fatalf("%s: %s", s.where, fmt.Sprintf(format, args...))
}

// who is told something, and how.
func who(told dialog.Delivery) string {
	name := map[string]string{ManagerID: "the manager", StaffID: "staff", OtherID: "the other member of staff", AdminID: "the admin"}[told.To]
	if name == "" {
		name = "the person"
	}
	switch {
	case told.CanWait:
		return name + " with their next answer"
	case told.Reply != "":
		return name + " as a reply"
	}
	return name
}

// as goes on with somebody else: "person", "staff" or "other". Who comes in for the first time visits the bot, in the language given.
func (s *script) as(who []string) {
	s.tb.Helper()
	now := s.person.Now
	known := s.people[who[0]]
	if known == nil {
		id := map[string]string{"staff": StaffID, "other": OtherID, "second": "U00000000000000000000000000000002", "driver": DriverID}[who[0]]
		if id == DriverID {
			who = append(who, "th", "volunteer")
		}
		if id == "" || len(who) < 2 {
			s.fail("who is %v?", who)
		}
		known = s.person.Beside(id, map[string]string{"staff": "กัญญา", "other": "Dan", "second": "บุญมี", "driver": "ชัย"}[who[0]])
		s.people[who[0]] = known
		if len(who) > 2 {
			known.SignUp(who[1])
		} else {
			known.Visit(who[1])
		}
	}
	s.person = known
	if known.Now.Before(now) {
		known.Now = now
	}
}

// tell shows something on the phone of whom it is for, and says so.
func (s *script) tell(told dialog.Delivery) []string {
	for _, p := range s.people {
		if p.ID == told.To && !told.CanWait {
			p.Last = told.Messages
		}
	}
	lines := append([]string{"(told " + who(told) + ":"}, write(told.Messages, false)...)
	return append(lines, ")")
}

// round is the regular look at who waits, and at shifts.
func (s *script) round() (lines []string) {
	s.tb.Helper()
	s.person.house.Time = s.person.Now
	err := s.person.house.support.Round(context.Background(), func(_ context.Context, all ...domain.Notice) error {
		for _, n := range all {
			to, stage := n.Address(), s.person.stage
			lines = append(lines, s.tell(dialog.Delivery{Envelope: to, Messages: cards.In(stage.Speak(to.Lang), stage.World.Places).Notice(n)})...)
		}
		return nil
	})
	if err == nil {
		err = s.person.house.taking.Round(context.Background())
	}
	if err != nil {
		s.fail("the round failed: %v", err)
	}
	return append(lines, s.toldOfShifts()...)
}
