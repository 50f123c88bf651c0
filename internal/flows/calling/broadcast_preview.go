package calling

import (
	"errors"
	"slices"
	"strings"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
)

// managed is one of the organisations; nil if it is none of them.
func managed(mine []*domain.Organisation, id string) *domain.Organisation {
	at := slices.IndexFunc(mine, func(o *domain.Organisation) bool { return o.ID == id })
	if at < 0 {
		return nil
	}
	return mine[at]
}

// previewDraft makes a call of the answers, and shows it.
func (a *Calling) previewDraft(t *dialog.Turn, s flow.State[broadcastDraft]) {
	mine, _ := t.Managed()
	d := s.Draft
	o := managed(mine, d.Organisation)
	if t.Failed != nil || o == nil || d.Place == nil {
		t.Stale()
		return
	}
	a.previewCall(t, &domain.Call{
		Meta: domain.Meta{ID: "call-" + t.Event.ID}, Organisation: d.Organisation, Name: o.Name, By: t.Event.Person, Lang: t.Words.Lang(), What: d.What,
		Place: *d.Place, KM: d.KM, When: d.When, Now: d.Now, From: d.From, To: d.To, StartsAt: startsAt(d),
		Need: d.Need, Contact: d.Contact, Skills: d.Skills, Urgent: d.Urgent, State: domain.Proposed, CreatedAt: domain.Instant(t.Now),
	})
}

// previewCall shows a call as people would get it, who would, and what it costs.
func (a *Calling) previewCall(t *dialog.Turn, c *domain.Call) {
	e, err := a.Calls.Estimate(t.Ctx, t.Actor(), c)
	if notMine(t, err) { // any more
		return
	}
	t.Memory.Calling = c
	t.Say(t.Cards().Call(c)...)
	m := estimated(t, c, e)
	if calls.Sendable(c, e, t.Now) == nil {
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("broadcast.send.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!send", Session: c.ID}, Primary: true})
	}
	m.Choices = append(m.Choices, chat.Choice{Label: t.T("broadcast.change.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!change"}})
	m.Nav = t.Commands("broadcast", "menu")
	t.Say(m)
}

// changeCall offers the answers of the call that was previewed, to change one.
func changeCall(t *dialog.Turn) {
	c := t.Memory.Calling
	if c == nil {
		t.Stale()
		return
	}
	var choices []chat.Choice
	for _, step := range answersOf(c) {
		choices = append(choices, chat.Choice{Label: t.T("broadcast." + step + "_row"), Tap: chat.Tap{Flow: "broadcast", Step: "!edit", Value: step}})
	}
	choices = append(choices, chat.Choice{Label: t.T("broadcast.again.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!new", Value: c.Organisation}})
	t.Say(chat.Message{Text: t.T("broadcast.change"), Choices: choices, Nav: t.Commands("broadcast", "menu")})
}

// answersOf are the questions that a call has an answer to.
//
//i18n:keys broadcast.*_row
func answersOf(c *domain.Call) []string {
	all := []string{"what", "place", "radius", "when", "start", "need", "contact", "skills", "urgent"}
	return slices.DeleteFunc(all, func(step string) bool {
		return step == "radius" && c.KM == 0 || step == "start" && (c.Now || calls.SaysStart(c.When))
	})
}

// editCall asks one question of the previewed call again.
func (a *Calling) editCall(t *dialog.Turn, step string) {
	c := t.Memory.Calling
	if c == nil {
		t.Stale()
		return
	}
	s := flow.State[broadcastDraft]{Answered: answersOf(c), Draft: broadcastDraft{
		Organisation: c.Organisation, What: c.What, Place: &c.Place, KM: c.KM, When: c.When, Now: c.Now, From: c.From, To: c.To, Start: startOf(c),
		Need: c.Need, Contact: c.Contact, Skills: c.Skills, Urgent: c.Urgent,
	}}
	if !a.ask.Edit(t, s, step) {
		a.previewCall(t, c)
	}
}

// leftOut are why people in the area do not get a call, in the order in which they are told.
//
//i18n:keys report.reason.*
func leftOut() []string {
	return []string{"no_consent", "left", "too_often", "minor", "guardian", "in_danger", "got_it", "gone", "read_it", "cancelled", "enough"}
}

func estimated(t *dialog.Turn, c *domain.Call, e domain.CallEstimate) chat.Message {
	card := chat.Card{Tone: chat.Calm, Icon: "🔎", Title: t.T("broadcast.preview"), Body: t.T("broadcast.preview_body")}
	card.Rows = append([]chat.Row{t.Cards().ContactRow(c)}, t.Cards().CostRows(e)...)
	for _, r := range leftOut() {
		if n := e.LeftOut[r]; n > 0 {
			card.Rows = append(card.Rows, chat.Row{Icon: "➖", Label: t.T("report.reason." + r), Value: t.T("broadcast.people.label", "Count", n)})
		}
	}
	if e.Unskilled > 0 {
		card.Rows = append(card.Rows, chat.Row{Icon: "➖", Label: t.T("broadcast.unskilled"), Value: t.T("broadcast.people.label", "Count", e.Unskilled)})
	}
	switch err := calls.Sendable(c, e, t.Now); {
	case errors.Is(err, calls.ErrPast):
		card.Body = t.T("broadcast.when.past")
	case errors.Is(err, calls.ErrUnreachable):
		card.Body = t.T("broadcast.contact.unclear")
	case errors.Is(err, calls.ErrNobody):
		card.Body = nobodyText(t, e)
	case errors.Is(err, calls.ErrOverCost):
		card.Body = t.T("broadcast.over_quota")
	}
	return chat.Message{Cards: []chat.Card{card}, Alt: t.T("broadcast.preview")}
}

// nobodyText says what leaves everybody out, and what would help.
func nobodyText(t *dialog.Turn, e domain.CallEstimate) string {
	if e.InArea() == 0 {
		return t.T("broadcast.nobody")
	}
	lines := []string{t.T("broadcast.nobody_of", "Count", e.InArea())}
	if e.Unskilled > 0 {
		lines = append(lines, t.T("broadcast.try_skills"))
	}
	if e.LeftOut["too_often"] > 0 {
		lines = append(lines, t.T("broadcast.try_urgent"))
	}
	return strings.Join(append(lines, t.T("broadcast.try_place")), "\n")
}

// propose asks staff to approve the call that was previewed.
func (a *Calling) propose(t *dialog.Turn, id string) {
	c := t.Memory.Calling
	if c == nil || c.ID != id {
		t.Stale()
		return
	}
	p, err := a.Calls.Propose(t.Ctx, t.Actor(), t.Event.ID, c)
	if unsendable(err) { // any more
		a.previewCall(t, c)
		return
	}
	if notMine(t, err) {
		return
	}
	dialog.Tell(t, p.Notices...)
	t.Memory.Calling = nil
	key := "broadcast.proposed"
	if len(p.Notices) == 0 {
		key = "broadcast.no_staff"
	}
	t.Say(chat.Message{Text: t.T(key), Nav: t.Commands("broadcast", "human", "menu")})
}

// unsendable reports whether a call could not be sent now.
func unsendable(err error) bool {
	return slices.ContainsFunc([]error{calls.ErrPast, calls.ErrUnreachable, calls.ErrNobody, calls.ErrOverCost}, func(why error) bool { return errors.Is(err, why) })
}
