package dialog

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// openAtMost bounds the conversations that wait for a person; the oldest is given up.
const openAtMost = 3

// Talk is a typed flow together with how it ends.
type Talk[D any] struct {
	Flow   flow.Flow[D]
	Finish func(*Turn, flow.State[D])
	Cancel func(*Turn, flow.State[D])
}

// Start opens the flow with a draft and asks its first open question.
func (k Talk[D]) Start(t *Turn, s flow.State[D]) {
	s.Session = t.Session()
	t.resuming = true // what led here is no answer
	in := t.input()
	t.resuming = false
	next, said, outcome := k.Flow.Advance(s, in)
	k.settle(t, next, said, outcome)
}

// StartWith opens the flow with the first question answered as if a button of that value was tapped.
func (k Talk[D]) StartWith(t *Turn, s flow.State[D], value string) {
	s.Session = t.Session()
	step := k.Flow.Current(s)
	in := t.input()
	in.Tap, in.Word = &chat.Tap{Flow: k.Flow.ID(), Step: step.ID, Session: s.Session, Value: value}, ""
	next, said, outcome := k.Flow.Advance(s, in)
	k.settle(t, next, said, outcome)
}

// Begin goes on with the open session of the flow, or starts one.
func (k Talk[D]) Begin(t *Turn, s flow.State[D]) {
	if open, ok := t.Opened(k.Flow.ID()); ok {
		t.AskAgain()
		k.Take(t, open)
		return
	}
	k.Start(t, s)
}

// Edit opens the flow at one question; answers of an open session are kept.
// false: there is no such question (any more).
func (k Talk[D]) Edit(t *Turn, s flow.State[D], step string) bool {
	s.Session = t.Session()
	if open, ok := t.Opened(k.Flow.ID()); ok {
		if awake, err := flow.Wake[D](open); err == nil {
			s = awake
		}
	}
	next, said, outcome := k.Flow.Edit(s, step, t.input())
	if outcome == flow.Stale {
		return false
	}
	k.settle(t, next, said, outcome)
	return true
}

// More asks the later questions too, or goes on with them.
func (k Talk[D]) More(t *Turn, s flow.State[D]) {
	if open, ok := t.Opened(k.Flow.ID()); ok && open.Opened {
		k.Begin(t, s)
		return
	}
	s.Opened = true
	k.Start(t, s)
}

// AskAgain makes of the turn the wish to hear the open question again.
func (t *Turn) AskAgain() { t.resuming = true }

// Resume asks the open question once more, when everything else is said.
func (t *Turn) Resume() { t.resumes = true }

// Take goes on with an open session; false: no answer to the open question.
func (k Talk[D]) Take(t *Turn, session flow.Session) bool {
	s, err := flow.Wake[D](session)
	if err != nil { // a draft of another shape: begin again, keeping nothing
		s = flow.State[D]{Session: session.ID}
	}
	in := t.input()
	next, said, outcome := k.Flow.Advance(s, in)
	if in.Word != flow.Why && outcome == flow.Asking && next.Tries > s.Tries && t.elsewhere() && !t.sharedInVain(said) {
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

func (k Talk[D]) settle(t *Turn, s flow.State[D], said []chat.Message, outcome flow.Outcome) {
	switch outcome {
	case flow.Finished:
		t.Close(k.Flow.ID())
		k.Finish(t, s)
	case flow.Cancelled:
		t.Close(k.Flow.ID())
		k.Cancel(t, s)
	default:
		session, err := flow.Rest(k.Flow.ID(), s, t.Now)
		if err != nil {
			t.Close(k.Flow.ID())
			return
		}
		t.keep(session)
		t.Say(said...)
	}
}

// Session names a new session after its event, so that a turn played again gives the same buttons.
func (t *Turn) Session() string {
	id := t.Event.ID
	return id[max(0, len(id)-6):]
}

func (t *Turn) keep(s flow.Session) {
	t.Close(s.Flow)
	t.Memory.Sessions = append(t.Memory.Sessions, s)
	if over := len(t.Memory.Sessions) - openAtMost; over > 0 {
		t.Memory.Sessions = t.Memory.Sessions[over:]
	}
}

// Close gives the open session of a flow up.
func (t *Turn) Close(flowID string) {
	t.Memory.Sessions = slices.DeleteFunc(t.Memory.Sessions, func(s flow.Session) bool { return s.Flow == flowID })
}

// Open is the conversation at hand, if any.
func (t *Turn) Open() (flow.Session, bool) {
	if n := len(t.Memory.Sessions); n > 0 {
		return t.Memory.Sessions[n-1], true
	}
	return flow.Session{}, false
}

// Opened is the open session of a flow, if it has one.
func (t *Turn) Opened(flowID string) (flow.Session, bool) {
	for _, s := range t.Memory.Sessions {
		if s.Flow == flowID {
			return s, true
		}
	}
	return flow.Session{}, false
}

// GoOn offers the way back into a conversation that waits.
func (t *Turn) GoOn() []chat.Choice {
	s, ok := t.Open()
	if !ok {
		return nil
	}
	return []chat.Choice{{Label: t.T("resume." + s.Flow + ".label"), Tap: chat.Tap{Flow: "!resume"}, Primary: true}}
}

// Onward is the way back into a conversation that waits, and other ways; the
// one that it is the same as is left out.
func (t *Turn) Onward(intents ...string) []chat.Choice {
	if s, ok := t.Open(); ok {
		intents = slices.DeleteFunc(intents, func(i string) bool { return i == s.Flow })
	}
	return append(t.GoOn(), t.Commands(intents...)...)
}
