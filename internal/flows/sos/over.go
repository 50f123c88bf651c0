package sos

import (
	"slices"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// ordinary reports whether a text is plainly about something else than the danger, so that it goes its ordinary way. Where they are, who
// is with them and what happens belongs to the danger, also where it sounds like a search for work.
func ordinary(t *dialog.Turn) bool {
	switch t.Said.Word {
	case understand.Thanks, understand.Hello, understand.Bye, understand.Laugh, understand.Fine:
		return true
	}
	switch t.Said.Intent {
	case "":
	case understand.SOS:
		return false
	case understand.Nearby:
		return t.Said.Sure || peaceful(t)
	default:
		return true
	}
	return peaceful(t) || t.Said.Refers != "" && t.Memory.AtHand != nil || asksOfUs(t.Said.Topic)
}

// asksOfUs reports whether a question is about the network or the bot; whether anybody comes is about the danger.
func asksOfUs(topic string) bool {
	return topic != "network.staff" && topic != "network.contact" && (strings.HasPrefix(topic, "bot.") || strings.HasPrefix(topic, "network."))
}

// peaceful reports whether a text names work that nobody speaks of who is in danger.
func peaceful(t *dialog.Turn) bool {
	return slices.ContainsFunc(t.Said.Causes, func(cause string) bool {
		return slices.Contains([]string{"environment", "education", "arts", "handicraft", "it", "media", "coordination", "law"}, cause)
	})
}

// askAgainAfter is how long the bot does not ask again whether the danger is over.
const askAgainAfter = 30 * time.Minute

// askIfSafe asks kindly whether the danger is over, beside the answer to something else. Who goes on with other things without
// saying so is not in need any more.
func askIfSafe(t *dialog.Turn) {
	switch asked := t.Memory.SafeAsked; {
	case asked.Equal(t.Now): // in this turn
		return
	case !asked.IsZero() && t.Now.Sub(asked) < askAgainAfter:
		forget(t)
		return
	}
	t.Memory.SafeAsked = t.Now
	t.Finally("sos.safe", func() {
		answer := t.Answer()
		if len(answer) == 0 || !lately(t) {
			return
		}
		t.SayFirst(chat.Say(t.T("sos.safe")))
		last := &t.Answer()[len(answer)]
		last.Choices = append([]chat.Choice{isOver(t), {Label: t.T("sos.still.label"), Tap: chat.Tap{Flow: flowID, Step: "!still"}}}, last.Choices...)
	})
}

// safe hears in other words than the button's that the danger is over.
func (s *SOS) safe(t *dialog.Turn) bool {
	if !lately(t) || t.Event.Kind != chat.Text || t.Said.Danger != "" {
		return false
	}
	said := thai.Key(thai.TrimParticles(thai.Lower(t.Text)))
	for _, not := range []string{"ไม่ปลอด", "ยังไม่", "ไม่โอเค", "not", "n't"} {
		if strings.Contains(said, thai.Key(not)) {
			return false
		}
	}
	if t.Said.Asks {
		return false
	}
	for _, over := range []string{
		"ปลอดภัยแล้ว", "ปลอดภัยครบ", "ปลอดภัยทุกคน", "แล้วปลอดภัย", "มาช่วยแล้ว", "ช่วยไว้ได้", "ช่วยขึ้นมาได้", "ขึ้นฝั่งแล้ว", "ขึ้นฝั่งครบ", "ถึงโรงพยาบาลแล้ว", "ถึงรพแล้ว", "ไฟดับแล้ว", "ดับไฟได้แล้ว", "จับงูได้แล้ว", "งูไปแล้ว", "น้ำลดแล้ว", "ปลอดภัยดี", "รอดแล้ว", "ไม่เป็นไรแล้ว", "ไม่เป็นอะไรแล้ว", "มีคนมาช่วยแล้ว", "กู้ภัยมาแล้ว", "รถพยาบาลมาแล้ว", "ตำรวจมาแล้ว", "ออกมาได้แล้ว", "โอเคแล้ว", "ดีขึ้นแล้ว", "เจอแล้ว", "เจอตัวแล้ว",
		"i'm safe", "im safe", "i am safe", "we are safe", "we're safe", "safe now", "i'm ok now", "i'm okay now", "we're ok now", "help has arrived", "help is here", "we got out", "got out safely", "we were rescued", "the fire is out", "safe and sound", "ambulance is here", "police are here", "found him", "found her", "it's over", "false alarm",
	} {
		if strings.Contains(said, thai.Key(over)) {
			s.end(t)
			return true
		}
	}
	return false
}
