package flows

import (
	"strings"
	"unicode/utf8"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
)

// longestContact bounds how to reach whoever calls, in characters.
const longestContact = 120

// contactAnswer takes a phone that can be dialled, and whom one speaks to there.
func contactAnswer() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		said := ""
		if in.Word == "" {
			said = flow.Line(in.Text)
		}
		switch n := utf8.RuneCountInString(said); {
		case n > longestContact:
			return "", &flow.Invalid{Key: "flow.too_long", Args: []any{"Max", longestContact}}
		case !calls.Reachable(said):
			return "", &flow.Invalid{Key: "broadcast.contact.unclear"}
		}
		return said, nil
	}}
}

func contactRow(w Words, c *domain.Call) chat.Row {
	return chat.Row{Icon: "☎️", Label: w.T("broadcast.contact_row"), Value: contactText(w, c.Contact)}
}

// contactText writes the phones of a contact as people read them; what else it says stays.
func contactText(w Words, contact string) string {
	var b strings.Builder
	rest := thai.Normalize(contact)
	for {
		hit, ok := thai.FindPhone(rest)
		if !ok {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(rest[:hit.Start] + w.Phone(hit.E164))
		if hit.Ext != "" {
			b.WriteString(" " + w.T("broadcast.extension", "Ext", hit.Ext))
		}
		rest = rest[hit.End:]
	}
}

// dial is the address that dials the first phone of a contact; "" without one. The comma waits before the extension.
func dial(contact string) string {
	phone, ext, ok := thai.Phone(contact)
	switch {
	case !ok:
		return ""
	case ext != "":
		return "tel:" + phone + "," + ext
	}
	return "tel:" + phone
}
