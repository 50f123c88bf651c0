package line

import (
	"net/url"
	"strings"
	"time"

	"jitasa/internal/chat"
)

// action is what a button does, in LINE's terms.
type action struct {
	kind    string // postback, message, uri, location, datetimepicker
	label   string
	data    string // postback, datetimepicker
	display string // postback: what the chat shows as said by the person
	text    string // message
	uri     string
	days    chat.Days // datetimepicker in mode date
}

// mapScreen opens LINE's own location picker from a Flex button, where the
// location action is not allowed (LINE URL scheme, developers.line.biz).
const mapScreen = "https://line.me/R/nv/location/"

// flexAction is the action of a choice on a card.
func flexAction(c chat.Choice) (action, bool) {
	if c.Does == chat.SharesPlace {
		return action{kind: "uri", label: label(c, maxFlexLabel), uri: mapScreen}, true
	}
	return actionOf(c, maxFlexLabel)
}

// quickAction is the action of a choice among the quick replies, the only
// place where LINE allows the location action.
func quickAction(c chat.Choice) (action, bool) {
	if c.Does == chat.SharesPlace {
		return action{kind: "location", label: label(c, maxQuickLabel)}, true
	}
	return actionOf(c, maxQuickLabel)
}

// actionOf is false for a choice that cannot do anything on LINE: an address
// that is none, or neither data nor words to send.
func actionOf(c chat.Choice, clusters int) (action, bool) {
	a := action{label: label(c, clusters)}
	if c.Does == chat.OpensURL {
		a.kind, a.uri = "uri", address(c.URL)
		return a, a.uri != ""
	}
	data := c.Tap.String()
	if data == "" || len(data) > maxData {
		// The words stand for the button: the bot understands a typed label.
		a.kind, a.text = "message", cut(full(c), maxDisplay, maxDisplay)
		return a, a.text != ""
	}
	a.data = data
	if c.Does == chat.PicksDate {
		a.kind, a.days = "datetimepicker", bounds(c.Days)
		return a, true
	}
	a.kind, a.display = "postback", cut(full(c), maxDisplay, maxDisplay)
	return a, true
}

func full(c chat.Choice) string {
	if t := shown(c.Full); t != "" {
		return t
	}
	return shown(c.Label)
}

// label is what the button shows, on one line. A chosen one is ticked, a
// nameless one shows dots, because LINE demands a label.
func label(c chat.Choice, clusters int) string {
	t := shown(c.Label)
	if t == "" {
		t = full(c)
	}
	if t == "" {
		t = ellipsis
	}
	if strings.ContainsRune(t, '\n') {
		t = strings.ReplaceAll(t, "\n", " ")
	}
	if c.Chosen {
		t = "✓ " + t
	}
	return cut(t, clusters, 8*clusters)
}

// address is u as LINE takes it (http, https, line, tel; ASCII; at most 1,000
// characters); "" if it cannot be.
func address(u string) string {
	u = escape(strings.TrimSpace(u))
	parsed, err := url.Parse(u)
	if err != nil || len(u) > maxURI {
		return ""
	}
	switch parsed.Scheme {
	case "http", "https", "line":
		if parsed.Host == "" {
			return ""
		}
	case "tel":
		if parsed.Opaque == "" {
			return ""
		}
	default:
		return ""
	}
	return parsed.Scheme + u[len(parsed.Scheme):] // HTTPS: becomes https:
}

// escape percent-encodes what may not stand in an address as it is. What is
// encoded already stays.
func escape(u string) string {
	const upper = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(u); i++ {
		c := u[i]
		if c > ' ' && c < 0x7F && !strings.ContainsRune("\"<>\\^`{|}", rune(c)) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(upper[c>>4])
		b.WriteByte(upper[c&15])
	}
	return b.String()
}

// bounds keeps what LINE accepts of a calendar's bounds: dates from 1900 to
// 2100, the last after the first, the one shown first between them.
func bounds(days *chat.Days) chat.Days {
	if days == nil {
		return chat.Days{}
	}
	d := chat.Days{Min: date(days.Min), Max: date(days.Max), Start: date(days.Start)}
	if d.Min != "" && d.Max != "" && d.Min >= d.Max {
		d.Max = ""
	}
	if d.Start != "" && (d.Start < d.Min || d.Max != "" && d.Start > d.Max) {
		d.Start = ""
	}
	return d
}

func date(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil || s < "1900-01-01" || s > "2100-12-31" {
		return ""
	}
	return s
}

func (a action) appendTo(b []byte) []byte {
	b = append(append(append(b, `{"type":"`...), a.kind...), '"')
	b = appendField(b, "label", a.label)
	b = appendField(b, "data", a.data)
	b = appendField(b, "displayText", a.display)
	b = appendField(b, "text", a.text)
	b = appendField(b, "uri", a.uri)
	if a.kind == "datetimepicker" {
		b = appendField(b, "mode", "date")
		b = appendField(b, "initial", a.days.Start)
		b = appendField(b, "max", a.days.Max)
		b = appendField(b, "min", a.days.Min)
	}
	return append(b, '}')
}

// quickReply is the quickReply object of up to 13 choices; nil for none.
func quickReply(choices []chat.Choice) []byte {
	var b []byte
	n := 0
	for _, c := range choices {
		a, ok := quickAction(c)
		if !ok || n == maxQuick {
			continue
		}
		if n == 0 {
			b = append(make([]byte, 0, 160*len(choices)), `{"items":[`...)
		} else {
			b = append(b, ',')
		}
		b = append(a.appendTo(append(b, `{"type":"action","action":`...)), '}')
		n++
	}
	if n == 0 {
		return nil
	}
	return append(b, ']', '}')
}
