package cards

import (
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/support"
)

// linesShown bounds the words of a thread on one card.
const linesShown = 6

// aboutThread tells a member of staff of one thread: the place on the map, then the words.
func (c Cards) aboutThread(t *support.Thread, eyebrow string) []chat.Message {
	card := c.Thread(t, eyebrow)
	card.Choices = []chat.Choice{c.AnswerChoice(t, "!take", "support.answer.label")}
	var all []chat.Message
	if t.Shared() {
		all = append(all, c.MapOf(t))
	}
	return append(all, chat.Message{Cards: []chat.Card{card}, Alt: eyebrow + ": " + c.Called(t), Private: true, Urgent: t.Danger})
}

// MapOf shows where the person is.
func (c Cards) MapOf(t *support.Thread) chat.Message {
	return chat.Message{Place: &chat.Place{Point: *t.Point, Title: c.Called(t), Address: c.whereText(t)}, Private: true}
}

// Thread shows who wants a person, with their last words, where they are and since when they wait.
func (c Cards) Thread(t *support.Thread, eyebrow string) chat.Card {
	card := chat.Card{Tone: chat.Calm, Icon: "💬", Eyebrow: eyebrow, Title: c.Called(t), Body: c.words(t)}
	if t.Danger {
		card.Tone, card.Icon = chat.Alert, "🚨"
	}
	if where := c.whereText(t); where != "" {
		card.Rows = append(card.Rows, chat.Row{Icon: "📍", Label: c.T("support.where"), Value: where})
	}
	card.Rows = append(card.Rows, chat.Row{Icon: "🕐", Label: c.T("support.since"), Value: c.moment(t.Since, t.Last)})
	return card
}

// moment is a time of day, with its day where that is not the day of the last words.
func (c Cards) moment(at time.Time, last func() (support.Line, bool)) string {
	if l, ok := last(); ok && c.Day(l.At) == c.Day(at) {
		return c.Clock(at)
	}
	return c.Range(at, at)
}

// words are what was said last, by whom where it was not the person.
func (c Cards) words(t *support.Thread) string {
	lines := t.Lines[max(0, len(t.Lines)-linesShown):]
	said := make([]string, 0, len(lines))
	for _, l := range lines {
		text := c.lineText(l)
		if l.Staff != "" {
			text = c.T("support.said_staff", "Text", text)
		}
		said = append(said, text)
	}
	return strings.Join(said, "\n")
}

func (c Cards) lineText(l support.Line) string {
	switch {
	case l.Unsent:
		return c.T("support.sort.unsent")
	case l.Sort != support.Words:
		return c.sortText(l.Sort)
	}
	return l.Text
}

// sortText says what a line is that has no words.
//
//i18n:keys support.sort.*
func (c Cards) sortText(s support.Sort) string { return c.T("support.sort." + string(s)) }

// whereText names the place of a thread; "" if none is known.
func (c Cards) whereText(t *support.Thread) string {
	return c.PlaceOf(t.Where)
}

// AnswerChoice is a button of staff about a thread.
func (c Cards) AnswerChoice(t *support.Thread, step, label string) chat.Choice {
	return chat.Choice{Label: c.T(label), Tap: chat.Tap{Flow: "answer", Step: step, Value: t.ID}, Primary: step == "!take"}
}

// theyWait lists threads to be answered, beside each other.
func (c Cards) theyWait(threads []*support.Thread, text string) chat.Message {
	m := chat.Message{Text: text, Alt: text, Private: true}
	for _, t := range threads[:min(len(threads), ThreadsShown)] {
		card := c.Thread(t, c.T("support.wait"))
		card.Choices = []chat.Choice{c.AnswerChoice(t, "!take", "support.answer.label")}
		m.Cards = append(m.Cards, card)
	}
	m.Nav = []chat.Choice{c.waitingChoice()}
	return m
}

// waitingChoice shows staff who waits.
func (c Cards) waitingChoice() chat.Choice {
	return chat.Choice{Label: c.T("command.waiting.label"), Tap: chat.Tap{Flow: "!waiting"}}
}

// ThreadsShown bounds the people in one answer.
const ThreadsShown = 10
