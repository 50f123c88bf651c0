package sos

import (
	_ "embed" // the words
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
	switch {
	case t.Said.Intent == "":
	case t.Said.Intent == understand.SOS, t.Said.Guessed: // "what do I do now" is no question of how the bot works
		return false
	case t.Said.Intent == understand.Nearby:
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

//go:embed over.txt
var overList string

// over are the words of people whose danger is over, and of those whose is not, by what they say, as thai.Key has them.
var over = func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(overList) {
		if says, words, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			for w := range strings.SplitSeq(words, "|") {
				all[says] = append(all[says], thai.Key(w))
			}
		}
	}
	return all
}()

// safe hears in other words than the button's that the danger is over.
func (s *SOS) safe(t *dialog.Turn) bool {
	if !lately(t) || t.Event.Kind != chat.Text || t.Said.Danger != "" {
		return false
	}
	said := thai.Key(thai.TrimParticles(thai.Lower(t.Text)))
	if t.Said.Asks || holds(said, over["not"]) || !holds(said, over["over"]) {
		return false
	}
	s.end(t)
	return true
}

// holds reports whether one of the words stands in a text.
func holds(said string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
}
