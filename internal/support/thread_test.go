package support

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

// after is a time of the test, in a form that a store keeps.
func after(d time.Duration) time.Time { return noon.Add(d) }

// staff is a member of staff, whose person is called as they are.
func staff(id string) access.Actor {
	return access.Actor{Person: "U-" + id, Staff: &domain.Staff{Meta: domain.Meta{ID: id}, Role: domain.Coordinator, Person: "U-" + id}}
}

// waits is a thread with one thing said at noon.
func waits(danger, reached bool) *Thread {
	t := &Thread{Meta: domain.Meta{ID: "e1"}, Person: "p", State: Waits, Since: noon}
	t.say(Line{Event: "e1", At: noon, Text: "help"}, danger, reached)
	return t
}

// of is a thread in which a member of staff waits themselves.
func of(id string) *Thread {
	t := waits(false, true)
	t.Person = staff(id).Person
	return t
}

func held(danger bool) *Thread {
	t := waits(danger, true)
	if err := t.take(staff("s1"), after(time.Minute)); err != nil {
		panic(err)
	}
	return t
}

// Danger is told at once and is never told less than it was; what else is said waits to be told together.
func TestSay(t *testing.T) {
	for _, c := range []struct {
		name            string
		thread          *Thread
		at              time.Duration
		danger, reached bool
		notice          Kind
		state           State
	}{
		{"danger comes new", &Thread{State: Waits}, 0, true, true, Alarm, Danger},
		{"danger, and nobody is there", &Thread{State: Waits}, 0, true, false, "", Danger},
		{"more of danger that nobody was told of", waits(true, false), time.Second, false, true, Alarm, Danger},
		{"an ordinary question", &Thread{State: Waits}, 0, false, true, "", Waits},
		{"more from somebody who waits", waits(false, true), time.Second, false, true, "", Waits},
		{"who waits is in danger now", waits(false, true), time.Second, true, true, Alarm, Danger},
		{"who is in danger goes on", waits(true, true), time.Second, true, true, "", Danger},
		{"who is in danger says something else", waits(true, true), time.Second, false, true, "", Danger},
		{"just taken", held(false), time.Minute + AgainAfterHands - time.Second, false, true, "", Hands},
		{"taken a minute ago", held(false), time.Minute + AgainAfterHands, false, true, More, Hands},
		{"in hands, and now in danger", held(false), time.Minute, true, true, Alarm, Hands},
		{"in hands, in danger as before", held(true), time.Minute, true, true, More, Hands},
		{"in hands, and nobody can be told", held(false), time.Minute + AgainAfterHands, false, false, "", Hands},
		{"in hands, in danger, and nobody can be told", held(true), time.Minute, true, false, "", Hands},
	} {
		c.thread.say(Line{Event: "e2", At: after(c.at), Text: "more"}, c.danger, c.reached)
		l, _ := c.thread.heard("e2")
		if l.Notice != c.notice || c.thread.State != c.state {
			t.Errorf("%s: notice %q, state %q", c.name, l.Notice, c.thread.State)
		}
		if told := c.thread.Told == len(c.thread.Lines); told != (c.notice != "") {
			t.Errorf("%s: told %t", c.name, told)
		}
	}
}

// The first words after an answer go to staff at once, the next ones a minute later.
func TestSayAfterAnAnswer(t *testing.T) {
	h := held(false)
	if err := h.answer("s1", "a1", "hello", false, after(61*time.Second)); err != nil {
		t.Fatal(err)
	}
	h.say(Line{Event: "e2", At: after(62 * time.Second)}, false, true)
	h.say(Line{Event: "e3", At: after(63 * time.Second)}, false, true)
	first, _ := h.heard("e2")
	second, _ := h.heard("e3")
	if first.Notice != More || second.Notice != "" || len(h.Untold()) != 1 {
		t.Errorf("%+v, %+v, untold %v", first, second, h.Untold())
	}
	if h.due(after(62*time.Second+AgainAfterHands-1)) || !h.due(after(62*time.Second+AgainAfterHands)) {
		t.Error("what was held back is due at another time")
	}
}

func TestDue(t *testing.T) {
	told := func(thread *Thread) *Thread {
		thread.tell(noon)
		thread.say(Line{Event: "e2", At: after(time.Second)}, false, true)
		return thread
	}
	for _, c := range []struct {
		name   string
		thread *Thread
		after  time.Duration
	}{
		{"gathered", waits(false, true), GatherFor},
		{"told before", told(waits(false, true)), AgainAfter},
		{"in danger", told(waits(true, true)), AgainAfterDanger},
	} {
		if c.thread.due(after(c.after - 1)) {
			t.Errorf("%s: due too early", c.name)
		}
		if !c.thread.due(after(c.after)) {
			t.Errorf("%s: not due", c.name)
		}
	}
	if !waits(true, false).due(noon) {
		t.Error("danger that nobody was told of is not due at once")
	}
	if h := held(true); h.due(after(time.Hour)) {
		t.Error("due without anything to tell")
	}
}

// One member of staff has the word; whoever comes second learns it.
func TestTakeAndAnswer(t *testing.T) {
	over := waits(false, true)
	over.end(noon)
	for _, c := range []struct {
		name         string
		thread       *Thread
		staff        string
		take, answer error
	}{
		{"who waits", waits(false, true), "s1", nil, ErrOver}, // answering is for who has taken it
		{"in danger", waits(true, true), "s1", nil, ErrOver},
		{"one's own", held(false), "s1", nil, nil},
		{"somebody else's", held(false), "s2", ErrTaken, ErrTaken},
		{"over", over, "s1", ErrOver, ErrOver},
		{"their own", of("s1"), "s1", ErrOwn, ErrOver},
		{"a colleague's own", of("s2"), "s1", nil, ErrOver},
	} {
		copied := *c.thread
		if err := copied.answer(c.staff, "a1", "hi", false, after(time.Hour)); !errors.Is(err, c.answer) || err == nil && c.answer != nil {
			t.Errorf("%s: answering: %v, want %v", c.name, err, c.answer)
		}
		before := c.thread.By
		if err := c.thread.take(staff(c.staff), after(time.Hour)); !errors.Is(err, c.take) || err == nil && c.take != nil {
			t.Errorf("%s: taking: %v, want %v", c.name, err, c.take)
		}
		if c.take == nil && (c.thread.State != Hands || c.thread.By != c.staff) || c.take != nil && c.thread.By != before {
			t.Errorf("%s: %q in the hands of %q", c.name, c.thread.State, c.thread.By)
		}
	}
}

// An answer is said once, and takes an unused reply token once, while it is young.
func TestAnswerIsFreeOnce(t *testing.T) {
	h := held(false)
	h.Reply, h.ReplyAt = "token", after(2*time.Minute)
	at := after(2*time.Minute + TokenLife)
	if h.Free(at) || !h.Free(at.Add(-1)) {
		t.Error("a reply token lives another time")
	}
	for range 2 {
		if err := h.answer("s1", "a1", "one", false, at.Add(-1)); err != nil || h.ReplyFor != "a1" || len(h.Lines) != 2 {
			t.Errorf("%v, for %q, %d lines", err, h.ReplyFor, len(h.Lines))
		}
	}
	if err := h.answer("s1", "a2", "two", false, at.Add(-1)); err != nil || h.ReplyFor != "a1" {
		t.Errorf("%v, for %q", err, h.ReplyFor)
	}
	h.ReplyFor = ""
	if err := h.answer("s1", "a3", "three", true, at.Add(-1)); err != nil || h.ReplyFor != "" {
		t.Errorf("what waits takes the token: %v, for %q", err, h.ReplyFor)
	}
}

// What nobody says a word in for four hours leaves its hands: whom nobody answered waits again.
func TestLapse(t *testing.T) {
	for _, c := range []struct {
		answered, danger bool
		state            State
	}{{true, true, Over}, {true, false, Over}, {false, true, Danger}, {false, false, Waits}} {
		h := held(c.danger)
		spoke := after(time.Minute)
		if c.answered {
			if err := h.answer("s1", "a1", "hello", false, spoke); err != nil {
				t.Fatal(err)
			}
		}
		if h.lapsed(spoke.Add(LapseAfter - 1)) {
			t.Errorf("%+v: too early", c)
		}
		if !h.lapsed(spoke.Add(LapseAfter)) {
			t.Errorf("%+v: not lapsed", c)
		}
		h.lapse(spoke.Add(LapseAfter))
		if h.State != c.state || !c.answered && (h.By != "" || len(h.Untold()) != 1) {
			t.Errorf("%+v: state %q, by %q, untold %v", c, h.State, h.By, h.Untold())
		}
	}
}

func TestUnsay(t *testing.T) {
	p := domain.Point{Lat: 14.9, Lng: 103.5}
	h := waits(true, true)
	h.Where = domain.Home{Province: "32"}
	h.add(Line{Event: "e2", Message: "m2", Text: "secret", Point: &p})
	if h.unsay("m3") || !h.unsay("m2") || h.unsay("m2") {
		t.Error("what was there, and was not taken back yet, is told otherwise")
	}
	if l := h.Lines[1]; l.Text != "" || l.Point != nil || !l.Unsent || h.Point != nil || h.Where.Province != "" {
		t.Errorf("left: %+v, %v, %v", l, h.Point, h.Where)
	}
	if l, ok := h.Last(); !ok || l.Event != "e1" {
		t.Errorf("last %+v", l)
	}
}

// A thread that goes on for ever keeps its beginning and its end.
func TestThreadIsBounded(t *testing.T) {
	h := waits(true, true)
	for i := range 3 * linesAtMost {
		h.say(Line{Event: fmt.Sprint("m", i), At: after(time.Second)}, false, true)
	}
	if n := len(h.Lines); n != linesAtMost || h.Lines[0].Event != "e1" || h.Lines[n-1].Event != fmt.Sprint("m", 3*linesAtMost-1) {
		t.Errorf("%d lines, from %s to %s", n, h.Lines[0].Event, h.Lines[n-1].Event)
	}
	if h.Told > len(h.Lines) || len(h.Untold()) == 0 {
		t.Errorf("told %d of %d", h.Told, len(h.Lines))
	}
}
