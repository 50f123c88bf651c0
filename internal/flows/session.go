package flows

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// openAtMost bounds the conversations that wait for a person; the oldest is given up.
const openAtMost = 3

// talk is a typed flow together with how it ends.
type talk[D any] struct {
	flow   flow.Flow[D]
	finish func(*Turn, flow.State[D])
	cancel func(*Turn, flow.State[D])
}

// start opens the flow with a draft and asks its first open question.
func (k talk[D]) start(t *Turn, s flow.State[D]) {
	s.Session = t.session()
	in := t.input()
	in.Event, in.Word = chat.Event{}, flow.Resume // what led here is no answer
	next, said, outcome := k.flow.Advance(s, in)
	k.settle(t, next, said, outcome)
}

// startWith opens the flow with the first question answered as if a button of that value was tapped.
func (k talk[D]) startWith(t *Turn, s flow.State[D], value string) {
	s.Session = t.session()
	step := k.flow.Current(s)
	in := t.input()
	in.Event = chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: k.flow.ID(), Step: step.ID, Session: s.Session, Value: value}}
	in.Word = ""
	next, said, outcome := k.flow.Advance(s, in)
	k.settle(t, next, said, outcome)
}

// begin goes on with the open session of the flow, or starts one.
func (k talk[D]) begin(t *Turn, s flow.State[D]) {
	if open, ok := t.opened(k.flow.ID()); ok {
		t.askAgain()
		k.take(t, open)
		return
	}
	k.start(t, s)
}

// edit opens the flow at one question; answers of an open session are kept.
// false: there is no such question (any more).
func (k talk[D]) edit(t *Turn, s flow.State[D], step string) bool {
	s.Session = t.session()
	if open, ok := t.opened(k.flow.ID()); ok {
		if awake, err := flow.Wake[D](open); err == nil {
			s = awake
		}
	}
	next, said, outcome := k.flow.Edit(s, step, t.input())
	if outcome == flow.Stale {
		return false
	}
	k.settle(t, next, said, outcome)
	return true
}

// more asks the later questions too, or goes on with them.
func (k talk[D]) more(t *Turn, s flow.State[D]) {
	if open, ok := t.opened(k.flow.ID()); ok && open.Opened {
		k.begin(t, s)
		return
	}
	s.Opened = true
	k.start(t, s)
}

// askAgain makes of the turn the wish to hear the open question again.
func (t *Turn) askAgain() {
	t.Event = chat.Event{ID: t.Event.ID, Person: t.Event.Person, Kind: chat.Tapped, Tap: chat.Tap{Flow: "!" + string(flow.Resume)}}
}

// take goes on with an open session; false: no answer to the open question.
func (k talk[D]) take(t *Turn, session flow.Session) bool {
	s, err := flow.Wake[D](session)
	if err != nil { // a draft of another shape: begin again, keeping nothing
		s = flow.State[D]{Session: session.ID}
	}
	next, said, outcome := k.flow.Advance(s, t.input())
	if outcome == flow.Asking && next.Tries > s.Tries && t.elsewhere() && !t.sharedInVain(said) {
		return false
	}
	k.settle(t, next, said, outcome)
	return outcome != flow.Asking || next.Tries <= s.Tries
}

// sharedInVain: a place was asked for, and the one that was shared will not do.
func (t *Turn) sharedInVain(question []chat.Message) bool {
	return t.Event.Kind == chat.Location && slices.ContainsFunc(question, func(m chat.Message) bool {
		return slices.ContainsFunc(m.Choices, func(c chat.Choice) bool { return c.Does == chat.SharesPlace })
	})
}

func (k talk[D]) settle(t *Turn, s flow.State[D], said []chat.Message, outcome flow.Outcome) {
	switch outcome {
	case flow.Finished:
		t.close(k.flow.ID())
		k.finish(t, s)
	case flow.Cancelled:
		t.close(k.flow.ID())
		k.cancel(t, s)
	default:
		session, err := flow.Rest(k.flow.ID(), s, t.Now)
		if err != nil {
			t.close(k.flow.ID())
			return
		}
		t.keep(session)
		t.Say(said...)
	}
}

// session names a new session after its event, so that a turn played again gives the same buttons.
func (t *Turn) session() string {
	id := t.Event.ID
	return id[max(0, len(id)-6):]
}

func (t *Turn) keep(s flow.Session) {
	t.close(s.Flow)
	t.Memory.Sessions = append(t.Memory.Sessions, s)
	if over := len(t.Memory.Sessions) - openAtMost; over > 0 {
		t.Memory.Sessions = t.Memory.Sessions[over:]
	}
}

func (t *Turn) close(flowID string) {
	t.Memory.Sessions = slices.DeleteFunc(t.Memory.Sessions, func(s flow.Session) bool { return s.Flow == flowID })
}

// open is the conversation at hand, if any.
func (t *Turn) open() (flow.Session, bool) {
	if n := len(t.Memory.Sessions); n > 0 {
		return t.Memory.Sessions[n-1], true
	}
	return flow.Session{}, false
}

func (t *Turn) opened(flowID string) (flow.Session, bool) {
	for _, s := range t.Memory.Sessions {
		if s.Flow == flowID {
			return s, true
		}
	}
	return flow.Session{}, false
}

// goOn offers the way back into a conversation that waits.
func (t *Turn) goOn() []chat.Choice {
	s, ok := t.open()
	if !ok {
		return nil
	}
	return []chat.Choice{{Label: t.T("resume." + s.Flow + ".label"), Tap: chat.Tap{Flow: "!resume"}, Primary: true}}
}

// onward is the way back into a conversation that waits, and other ways; the
// one that it is the same as is left out.
func (t *Turn) onward(intents ...string) []chat.Choice {
	if s, ok := t.open(); ok {
		intents = slices.DeleteFunc(intents, func(i string) bool { return i == s.Flow })
	}
	return append(t.goOn(), t.Commands(intents...)...)
}
