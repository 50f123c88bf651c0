package sos

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/support"
)

// Desk is who is behind the bot.
type Desk interface {
	// Hear takes down what the person says, and tells staff what cannot wait. false: it did not succeed, or there is nobody.
	Hear(t *dialog.Turn, asks, danger bool) (*support.Heard, bool)
	// PassOn gives what the person says to the member of staff who has the word; false: nobody has.
	PassOn(t *dialog.Turn) bool
	// End ends what the person wanted of staff.
	End(t *dialog.Turn)
	// Alone chooses what to say where nobody is on duty: the second to a member of staff.
	Alone(t *dialog.Turn, nobody, alone string) string
}

// SOS is the conversation with somebody in danger.
type SOS struct{ Desk }

// New makes the conversation.
func New(d Desk) *SOS { return &SOS{d} }

// flowID is what its buttons and its intent are called, from before a call meant an organisation's.
const flowID = "call"

// Conversations lists the one.
func (s *SOS) Conversations() []dialog.Conversation { return []dialog.Conversation{s.conversation()} }

// conversation answers a cry for help: the number to call first, then a person, who is told at once. What
// is written and shared in the next hours is for staff, unless it is plainly something else.
func (s *SOS) conversation() dialog.Conversation {
	return dialog.Conversation{
		ID: flowID, Start: s.start, Tapped: s.tapped, Aside: true,
		Cancel: func(t *dialog.Turn) bool {
			if lately(t) {
				s.end(t)
				return true
			}
			return false
		},
		Left: func(t *dialog.Turn) {
			if lately(t) {
				askIfSafe(t)
			}
		},
		Pressed: func(t *dialog.Turn, tap chat.Tap) {
			if tap.Flow != flowID { // they go on with something: the question that waited may be answered again
				t.Memory.Held = false
			}
		},
		Hears: []dialog.Hearing{
			{Surety: dialog.Danger, Hear: s.cries}, {Surety: dialog.Exact, Hear: s.safe},
			{Surety: dialog.Exact, Hear: s.belongs}, {Surety: dialog.Shown, Hear: s.goesOn},
		},
	}
}

func (s *SOS) tapped(t *dialog.Turn, tap chat.Tap) {
	switch tap.Step {
	case "!over":
		s.end(t)
	case "!numbers":
		s.showNumbers(t)
	case "!still":
		t.Memory.SafeAsked = t.Now
		s.start(t)
	default:
		t.Stale()
	}
}

// cries hears that somebody is in harm, whatever else is going on. What staff write to somebody in need speaks of harm as well.
func (s *SOS) cries(t *dialog.Turn) bool {
	if _, button := t.Offered(); !t.InDanger() || button || t.Memory.Answering != nil { // a button that is typed may be called "flood"
		return false
	}
	if repeats(t, t.Said.Danger) && s.PassOn(t) { // the bot does not talk into it
		return true
	}
	s.start(t)
	return true
}

// belongs hears what somebody in need tells while a question of another conversation waits, so that it becomes no answer to it.
func (s *SOS) belongs(t *dialog.Turn) bool { return t.Memory.Held && s.goesOn(t) }

// goesOn hears what somebody tells who was in need lately, unless it answers a question.
func (s *SOS) goesOn(t *dialog.Turn) bool {
	if _, open := t.Open(); !lately(t) || open && !t.Memory.Held && t.Event.Kind == chat.Text {
		return false
	}
	switch t.Event.Kind {
	case chat.Location:
		s.note(t, around(t))
	case chat.Text:
		if ordinary(t) {
			askIfSafe(t)
			return false
		}
		s.note(t, "")
	case chat.Sticker, chat.Media:
		s.note(t, "")
	default:
		return false
	}
	return true
}

// start takes the cry down for staff, and says whom to phone.
func (s *SOS) start(t *dialog.Turn) {
	harm := t.Said.Danger
	danger := !t.Typed() || harm != ""
	if danger && repeats(t, harm) {
		s.note(t, "")
		return
	}
	heard, ok := s.Hear(t, true, danger)
	if !ok {
		return
	}
	t.Memory.SOSAt, t.Memory.SafeAsked = t.Now, time.Time{}
	_, t.Memory.Held = t.Open()
	if !danger {
		t.Memory.Harm = ""
		s.show(t, t.T(told(t, s, heard, "sos.body_gathered")))
		return
	}
	if harm == "" {
		harm = domain.AnyHarm
	}
	t.Memory.DangerAt, t.Memory.Harm = t.Now, harm
	s.show(t, t.T(told(t, s, heard, "sos.body")))
}

// onScreen is how long a card is near enough not to be shown again.
const onScreen = 15 * time.Minute

// repeats reports whether a cry says what the card that was just shown answers.
func repeats(t *dialog.Turn, harm domain.Harm) bool {
	same := harm == "" || harm == domain.AnyHarm || harm == t.Memory.Harm
	return t.Event.Kind == chat.Text && same && t.Memory.Harm != "" && t.Memory.SafeAsked.IsZero() && t.Now.Sub(t.Memory.SOSAt) < onScreen
}

// told names the text that says who has been told.
//
//i18n:keys sos.body sos.body_gathered sos.noted.* sos.noted_nobody.*
func told(t *dialog.Turn, s *SOS, heard *support.Heard, onDuty string) string {
	switch {
	case heard.OnDuty == 0:
		return s.Alone(t, "sos.body_nobody", "sos.body_alone")
	case heard.Later:
		return "sos.body_later"
	}
	return onDuty
}

func (s *SOS) end(t *dialog.Turn) {
	s.End(t)
	forget(t)
	t.Say(chat.Message{Text: t.T("sos.over"), Nav: t.Onward("nearby", "menu")})
}

// forget ends what the bot makes of the danger; staff look after it all the same.
func forget(t *dialog.Turn) {
	t.Memory.SOSAt, t.Memory.SafeAsked, t.Memory.Harm, t.Memory.Held = time.Time{}, time.Time{}, "", false
}

// lastsFor is how long after a cry for help what is said belongs to it.
const lastsFor = 3 * time.Hour

func lately(t *dialog.Turn) bool {
	return !t.Memory.SOSAt.IsZero() && t.Now.Sub(t.Memory.SOSAt) < lastsFor
}

// inDanger reports whether the last cry was one of danger, and no search for people.
func inDanger(t *dialog.Turn) bool { return t.Memory.DangerAt.Equal(t.Memory.SOSAt) }

// note takes down what somebody in need tells; where is the place they shared, if they did.
func (s *SOS) note(t *dialog.Turn, where string) {
	heard, ok := s.Hear(t, true, inDanger(t))
	if !ok {
		return
	}
	number := numbers(t)[0]
	var text string
	switch {
	case where != "":
		text = t.T("sos.noted_place", "Place", where, "Number", number)
	case heard.OnDuty == 0:
		text = t.Vary("sos.noted_nobody", "Number", number)
	case t.Event.Kind == chat.Media:
		text = t.T("sos.no_picture", "Number", number)
	default:
		text = t.Vary("sos.noted", "Number", number)
	}
	t.Aside()
	t.Say(chat.Message{Text: text, Urgent: true, Choices: append(t.Cards().Dial(numbers(t)...), share(t)), Nav: append(t.GoOn(), isOver(t), t.Command("menu"))})
}
