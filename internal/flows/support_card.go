package flows

import (
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/place"
	"jitasa/internal/support"
)

// linesShown bounds the words of a thread on one card.
const linesShown = 6

// aboutThread tells a member of staff of one thread: the place on the map, then the words.
func aboutThread(w Words, g *place.Gazetteer, t *support.Thread, eyebrow string) []chat.Message {
	card := threadCard(w, g, t, eyebrow)
	card.Choices = []chat.Choice{answerChoice(w, t, "!take", "support.answer.label")}
	var all []chat.Message
	if t.Shared() {
		all = append(all, mapOf(w, g, t))
	}
	return append(all, chat.Message{Cards: []chat.Card{card}, Alt: eyebrow + ": " + calledIn(w, t), Private: true, Urgent: t.Danger})
}

// mapOf shows where the person is.
func mapOf(w Words, g *place.Gazetteer, t *support.Thread) chat.Message {
	return chat.Message{Place: &chat.Place{Point: *t.Point, Title: calledIn(w, t), Address: whereText(w, g, t)}, Private: true}
}

// threadCard shows who wants a person, with their last words, where they are and since when they wait.
func threadCard(w Words, g *place.Gazetteer, t *support.Thread, eyebrow string) chat.Card {
	card := chat.Card{Tone: chat.Calm, Icon: "💬", Eyebrow: eyebrow, Title: calledIn(w, t), Body: words(w, t)}
	if t.Danger {
		card.Tone, card.Icon = chat.Alert, "🚨"
	}
	if where := whereText(w, g, t); where != "" {
		card.Rows = append(card.Rows, chat.Row{Icon: "📍", Label: w.T("support.where"), Value: where})
	}
	card.Rows = append(card.Rows, chat.Row{Icon: "🕐", Label: w.T("support.since"), Value: moment(w, t.Since, t.Last)})
	return card
}

// moment is a time of day, with its day where that is not the day of the last words.
func moment(w Words, at time.Time, last func() (support.Line, bool)) string {
	if l, ok := last(); ok && w.Day(l.At) == w.Day(at) {
		return w.Clock(at)
	}
	return w.Range(at, at)
}

// words are what was said last, by whom where it was not the person.
func words(w Words, t *support.Thread) string {
	lines := t.Lines[max(0, len(t.Lines)-linesShown):]
	said := make([]string, 0, len(lines))
	for _, l := range lines {
		text := lineText(w, l)
		if l.Staff != "" {
			text = w.T("support.said_staff", "Text", text)
		}
		said = append(said, text)
	}
	return strings.Join(said, "\n")
}

func lineText(w Words, l support.Line) string {
	switch {
	case l.Unsent:
		return w.T("support.sort.unsent")
	case l.Sort != support.Words:
		return sortText(w, l.Sort)
	}
	return l.Text
}

// sortText says what a line is that has no words.
//
//i18n:keys support.sort.*
func sortText(w Words, s support.Sort) string { return w.T("support.sort." + string(s)) }

// whereText names the place of a thread; "" if none is known.
func whereText(w Words, g *place.Gazetteer, t *support.Thread) string {
	p, ok := g.Place(homeCode(t.Where))
	if !ok {
		return ""
	}
	return placeName(g, p, w.Lang(), false)
}

// answerChoice is a button of staff about a thread.
func answerChoice(w Words, t *support.Thread, step, label string) chat.Choice {
	return chat.Choice{Label: w.T(label), Tap: chat.Tap{Flow: "answer", Step: step, Value: t.ID}, Primary: step == "!take"}
}

// theyWait lists threads to be answered, beside each other.
func theyWait(w Words, g *place.Gazetteer, threads []*support.Thread, text string) chat.Message {
	m := chat.Message{Text: text, Alt: text, Private: true}
	for _, t := range threads[:min(len(threads), peopleShown)] {
		card := threadCard(w, g, t, w.T("support.wait"))
		card.Choices = []chat.Choice{answerChoice(w, t, "!take", "support.answer.label")}
		m.Cards = append(m.Cards, card)
	}
	m.Nav = []chat.Choice{waitingChoice(w)}
	return m
}

// waitingChoice shows staff who waits.
func waitingChoice(w Words) chat.Choice {
	return chat.Choice{Label: w.T("command.waiting.label"), Tap: chat.Tap{Flow: "!waiting"}}
}

// peopleShown bounds the people in one answer.
const peopleShown = 10
