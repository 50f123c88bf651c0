package chat

import (
	"strconv"
	"strings"
)

// Plain says messages as texts without cards. Buttons of cards become numbered
// lines (numbers as in [Offered], which the bot understands when typed); the
// choices of the last message stay choices as well, for those who can tap.
func Plain(messages []Message) []Message {
	out := make([]Message, 0, len(messages))
	number := 0
	for i, m := range messages {
		p := Message{Place: m.Place, CanWait: m.CanWait, Private: m.Private, Alt: m.Alt}
		var b strings.Builder
		b.WriteString(m.Text)
		for _, c := range m.Cards {
			blank(&b)
			number = writeCard(&b, c, number)
		}
		if i == len(messages)-1 {
			p.Choices, p.Nav = Shown(m.Choices), m.Nav
			number = writeChoices(&b, m.Choices, number)
		}
		p.Text = b.String()
		out = append(out, p)
	}
	return out
}

func blank(b *strings.Builder) {
	if b.Len() > 0 {
		b.WriteString("\n\n")
	}
}

func line(b *strings.Builder, parts ...string) {
	text := strings.TrimSpace(strings.Join(parts, " "))
	if text == "" {
		return
	}
	if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
		b.WriteByte('\n')
	}
	b.WriteString(text)
}

func writeCard(b *strings.Builder, c Card, number int) int {
	if c.Eyebrow == "" { // an emoji alone on a line is noise when it is read out
		line(b, c.Icon, c.Title)
	} else {
		line(b, c.Icon, c.Eyebrow)
		line(b, c.Title)
	}
	if c.Image != nil && c.Image.Alt != "" {
		line(b, "🖼", c.Image.Alt)
	}
	line(b, c.Body)
	for _, r := range c.Rows {
		text := r.Label + ": " + r.Value
		if r.Edit != nil {
			number++
			text += " [" + strconv.Itoa(number) + " " + r.Edit.full() + "]"
		}
		line(b, r.Icon, text)
	}
	line(b, strings.Join(c.Tags, " · "))
	line(b, c.Note)
	return writeChoices(b, c.Choices, number)
}

func writeChoices(b *strings.Builder, choices []Choice, number int) int {
	for _, c := range choices {
		switch c.Does {
		case SendsTap:
			number++
			if c.Later {
				continue
			}
			mark := ""
			if c.Chosen {
				mark = "✓ "
			}
			line(b, strconv.Itoa(number)+") "+mark+c.full())
		case OpensURL:
			line(b, c.full()+": "+c.URL)
		}
	}
	return number
}

func (c Choice) full() string {
	if c.Full != "" {
		return c.Full
	}
	return c.Label
}
