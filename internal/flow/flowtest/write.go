package flowtest

import (
	"fmt"
	"strings"

	"jitasa/internal/chat"
)

// margin sets an answer off from what a person does.
const margin = "  "

// write says an answer in full, line by line, without the margin.
func write(answer []chat.Message, plain bool) []string {
	if plain {
		answer = chat.Plain(answer)
	}
	var lines []string
	for i, m := range answer {
		if i > 0 {
			lines = append(lines, "--")
		}
		lines = append(lines, message(m)...)
	}
	if len(answer) == 0 {
		lines = append(lines, "(silence)")
	}
	return lines
}

func message(m chat.Message) []string {
	lines := split(m.Text)
	if m.CanWait {
		lines = append(lines, "(can wait)")
	}
	for _, c := range m.Cards {
		lines = append(lines, card(c)...)
	}
	if p := m.Place; p != nil {
		lines = append(lines, fmt.Sprintf("map: %s · %s (%.4f, %.4f)", p.Title, p.Address, p.Lat, p.Lng))
	}
	if shown := chat.Shown(m.Choices); len(shown) > 0 {
		lines = append(lines, buttons("[", "]", shown))
	}
	if len(m.Nav) > 0 {
		lines = append(lines, buttons("‹", "›", m.Nav))
	}
	return lines
}

func card(c chat.Card) []string {
	tone := string(c.Tone)
	if tone == "" {
		tone = "plain"
	}
	lines := []string{"┌ " + strings.TrimSpace(c.Icon+" "+c.Title) + " (" + tone + ")"}
	add := func(s string) {
		for _, l := range split(s) {
			lines = append(lines, "│ "+l)
		}
	}
	if c.Eyebrow != "" {
		add("^ " + c.Eyebrow)
	}
	add(c.Body)
	for _, r := range c.Rows {
		row := r.Icon + " " + r.Label + ": " + r.Value
		if r.Edit != nil {
			row += "  " + buttons("[", "]", []chat.Choice{*r.Edit})
		}
		add(row)
	}
	if len(c.Tags) > 0 {
		add("(" + strings.Join(c.Tags, ") (") + ")")
	}
	if c.Note != "" {
		add("* " + c.Note)
	}
	if len(c.Choices) > 0 {
		add(buttons("[", "]", c.Choices))
	}
	return lines
}

func buttons(open, shut string, choices []chat.Choice) string {
	all := make([]string, len(choices))
	for i, c := range choices {
		label := c.Label
		if c.Chosen {
			label = "✓ " + label
		}
		if c.Primary {
			label = "*" + label
		}
		switch c.Does {
		case chat.SendsTap:
		case chat.SharesPlace:
			label += " → map"
		case chat.PicksDate:
			label += " → calendar " + c.Days.Min + "…" + c.Days.Max
		case chat.OpensURL:
			label += " → " + c.URL
		}
		all[i] = open + label + shut
	}
	return strings.Join(all, " ")
}

// split gives the lines of a text, and none of an empty one.
func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}
