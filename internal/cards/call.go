package cards

import (
	"strconv"
	"strings"
	"time"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// Call is a call for help as people get it.
func (c Cards) Call(call *domain.Call) []chat.Message {
	answer := func(key, step string, primary bool) chat.Choice {
		return chat.Choice{Label: c.T(key), Tap: chat.Tap{Flow: "answer_call", Step: step, Value: call.ID}, Primary: primary}
	}
	title := c.T("help_wanted.title")
	if call.Urgent {
		title = c.T("help_wanted.urgent")
	}
	card := chat.Card{
		Tone: chat.Alert, Icon: "🆘", Eyebrow: call.Name.In(c.Lang()), Title: title, Body: call.What, Rows: c.callRows(call), Note: c.T("help_wanted.note"),
		Choices: append([]chat.Choice{
			answer("help_wanted.come.label", "!come", true), answer("help_wanted.later.label", "!later", false), answer("help_wanted.cannot.label", "!cannot", false),
		}, c.Dial(domain.Flooded.Hotlines()...)...),
	}
	return []chat.Message{{Cards: []chat.Card{card}, Alt: title + ": " + call.What}}
}

// WhereRow says where people are needed.
func (c Cards) WhereRow(call *domain.Call) chat.Row {
	where := c.PlaceOf(call.Place)
	if call.KM > 0 {
		where = c.T("help_wanted.around", "Place", where, "KM", strconv.FormatFloat(call.KM, 'f', -1, 64))
	}
	return chat.Row{Icon: "📍", Label: c.T("broadcast.place_row"), Value: where}
}

// WhenRow says when.
func (c Cards) WhenRow(call *domain.Call) chat.Row {
	return chat.Row{Icon: "📅", Label: c.T("broadcast.when_row"), Value: c.whenText(call)}
}

func (c Cards) callRows(call *domain.Call) []chat.Row {
	rows := []chat.Row{
		c.WhereRow(call), c.WhenRow(call),
		{Icon: "👥", Label: c.T("broadcast.need_row"), Value: c.T("broadcast.people.label", "Count", call.Need)},
	}
	if len(call.Skills) > 0 {
		labels := make([]string, 0, len(call.Skills))
		for _, s := range domain.Known(call.Skills, domain.Skills()) {
			labels = append(labels, c.T("skill."+s+".label"))
		}
		rows = append(rows, chat.Row{Icon: "🧰", Label: c.T("broadcast.skills_row"), Value: c.List(labels)})
	}
	return rows
}

// whenText says when people are needed, to somebody who may read it days later.
// The time is written out where the words beside the days do not say it, or not in the reader's language.
func (c Cards) whenText(call *domain.Call) string {
	parts := make([]string, 0, 3)
	switch {
	case call.From.IsZero(): // of an older version
		return call.When
	case call.Now:
		parts = append(parts, c.T("broadcast.since", "From", c.Range(call.From, time.Time{})))
	default:
		parts = append(parts, c.Days(call.From, call.To.Add(-time.Minute)))
	}
	if !call.StartsAt.IsZero() && (!calls.SaysStart(call.When) || c.Lang() != call.Lang) {
		parts = append(parts, c.T("broadcast.starts", "At", c.Clock(call.StartsAt)))
	}
	if call.When != "" {
		parts = append(parts, call.When)
	}
	return strings.Join(parts, " · ")
}

// ContactRow says whom to reach, and how.
func (c Cards) ContactRow(call *domain.Call) chat.Row {
	return chat.Row{Icon: "☎️", Label: c.T("broadcast.contact_row"), Value: c.contactText(call.Contact)}
}

// contactText writes the phones of a contact as people read them; what else it says stays.
func (c Cards) contactText(contact string) string {
	var b strings.Builder
	rest := thai.Normalize(contact)
	for {
		hit, ok := thai.FindPhone(rest)
		if !ok {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(rest[:hit.Start] + c.Phone(hit.E164))
		if hit.Ext != "" {
			b.WriteString(" " + c.T("broadcast.extension", "Ext", hit.Ext))
		}
		rest = rest[hit.End:]
	}
}

// CallTitle is what a call is about.
func (c Cards) CallTitle(call *domain.Call) string {
	if call.Disowned() {
		return c.T("broadcast.disowned")
	}
	return call.What
}

// CallState says how far a call is.
//
//i18n:keys broadcast.state.*
func (c Cards) CallState(call *domain.Call, n domain.CallTally, now time.Time) string {
	state := string(call.State)
	switch {
	case (call.State == domain.Approved || call.State == domain.Proposed) && call.Past(now):
		state = "past"
	case call.State == domain.Approved && call.Enough(n.Come):
		state = "filled"
	case call.State == domain.Approved && n.Wait.Why != "":
		state = "waits"
	}
	return c.T("broadcast.state." + state)
}

// Dial is the address that dials the first phone of a contact; "" without one. The comma waits before the extension.
func Dial(contact string) string {
	phone, ext, ok := thai.Phone(contact)
	switch {
	case !ok:
		return ""
	case ext != "":
		return "tel:" + phone + "," + ext
	}
	return "tel:" + phone
}

// CostRows say how many people get a call, and what that costs.
func (c Cards) CostRows(e domain.CallEstimate) []chat.Row {
	rows := []chat.Row{{Icon: "📨", Label: c.T("broadcast.matches"), Value: c.T("broadcast.people.label", "Count", e.People)}}
	if e.Limited {
		cost, left := c.T("broadcast.messages.label", "Count", e.People), c.T("broadcast.messages.label", "Count", e.Left)
		rows = append(rows, chat.Row{Icon: "💸", Label: c.T("broadcast.cost"), Value: c.T("broadcast.cost_of", "Cost", cost, "Left", left)})
	}
	return rows
}
