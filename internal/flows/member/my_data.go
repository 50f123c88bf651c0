package member

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// myDataConversation shows everything kept about a person, and the ways to
// export, correct, withdraw and erase it.
func (m *Member) myDataConversation() dialog.Conversation {
	return dialog.Conversation{ID: "my_data", Start: showMyData, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		switch tap.Step {
		case "!export":
			m.export(t)
		case "!consents":
			m.showConsents(t, "")
		case "!give", "!withdraw":
			m.changeConsent(t, domain.Purpose(tap.Value), tap.Step == "!give")
		default:
			showMyData(t)
		}
	}}
}

func showMyData(t *dialog.Turn) {
	mine := chat.Card{Tone: chat.Calm, Icon: "📂", Title: t.T("mydata.title"), Body: t.T("mydata.intro")}
	for _, q := range fields(t) {
		if v := q.shown(t); v != "" {
			mine.Rows = append(mine.Rows, chat.Row{Icon: q.icon, Label: t.T("field." + q.id), Value: v})
		}
	}
	mine.Rows = append(mine.Rows,
		chat.Row{Icon: "💛", Label: t.T("mydata.interests"), Value: t.T("mydata.count", "Count", len(t.Me.Interested))},
		chat.Row{Icon: "🙈", Label: t.T("mydata.hidden"), Value: t.T("mydata.count", "Count", len(t.Me.Hidden))},
		chat.Row{Icon: "🌐", Label: t.T("mydata.language"), Value: t.T("language.name.label")},
		chat.Row{Icon: "📊", Label: t.T("mydata.counting"), Value: t.T(counted(t.Me)), Edit: countEdit(t)},
		chat.Row{Icon: "💬", Label: t.T("mydata.messages"), Value: t.T("mydata.messages_kept")},
		chat.Row{Icon: "📬", Label: t.T("mydata.sent"), Value: t.T("mydata.messages_kept")},
	)
	if _, manages := t.Managed(); manages {
		mine.Rows = append(mine.Rows, chat.Row{Icon: "📣", Label: t.T("mydata.calls"), Value: t.T("mydata.in_copy")})
	}
	export := myDataChoice(t, "mydata.export.label", "!export", "")
	export.Primary = true
	mine.Choices = []chat.Choice{export, myDataChoice(t, "mydata.consents.label", "!consents", "")}
	if t.Me.SignedUp() {
		mine.Choices = append(mine.Choices, t.Command("profile"))
	}
	mine.Choices = append(mine.Choices, t.Command("erase"))
	t.Say(chat.Message{Cards: []chat.Card{mine}, Alt: t.T("mydata.title"), Nav: t.Commands("nearby", "menu")})
}

// counted names the text that says whether a person is counted.
func counted(v *domain.Volunteer) string {
	if v.Unmeasured {
		return "mydata.uncounted"
	}
	return "mydata.counted"
}

// countEdit is the switch for being counted, at the end of a row.
func countEdit(t *dialog.Turn) *chat.Choice {
	edit := t.Cards().Counting(t.Me)
	edit.Label, edit.Full = t.T("profile.edit.label"), edit.Label
	return &edit
}

// showConsents lists the present decisions, each with its date, receipt and switch.
func (m *Member) showConsents(t *dialog.Turn, note string) {
	card := chat.Card{Tone: chat.Calm, Icon: "🔒", Title: t.T("consent.mine")}
	for _, p := range domain.Purposes() {
		row := chat.Row{Icon: purposeIcon(p), Label: t.T("consent.name." + string(p)), Value: t.T("consent.undecided")}
		if c, ok := t.Me.Consents.Last(p); ok {
			key := "consent.declined_on"
			if c.Given {
				key = "consent.given_on"
			}
			row.Value = t.T(key, "Day", t.Words.Day(c.At.In(t.Now.Location())), "Receipt", c.Receipt) + t.Cards().Pending(t.Me, p, t.Now)
		}
		key, step := "consent.give.label", "!give"
		if t.Me.Consents.Given(p) {
			key, step = "consent.withdraw.label", "!withdraw"
		}
		row.Edit = &chat.Choice{Label: t.T(key), Full: t.T(key) + ": " + row.Label, Tap: chat.Tap{Flow: "my_data", Step: step, Value: string(p)}}
		card.Rows = append(card.Rows, row)
	}
	if m.Notice != "" {
		card.Choices = []chat.Choice{{Label: t.T("consent.notice.label"), Does: chat.OpensURL, URL: m.Notice}}
	}
	t.Say(chat.Message{Text: note, Cards: []chat.Card{card}, Alt: t.T("consent.mine"), Nav: t.Commands("my_data", "menu")})
}

func (m *Member) changeConsent(t *dialog.Turn, p domain.Purpose, given bool) {
	if !slices.Contains(domain.Purposes(), p) {
		t.Stale()
		return
	}
	m.Consent(t, members.Decisions{p: given}, thenMyData)
}

// sayConsent says what a change of one consent means.
func (m *Member) sayConsent(t *dialog.Turn, p domain.Purpose, given bool) {
	decided, _ := t.Me.Consents.Last(p)
	if p == domain.ForMatching && !given && t.Me.SignedUp() { // say what that means
		t.Say(chat.Message{
			Text:    t.T("consent.withdrawn_matching"),
			Choices: []chat.Choice{myDataChoice(t, "consent.undo.label", "!give", string(p)), t.Command("erase")},
			Nav:     t.Commands("nearby", "my_data", "menu"),
		})
		return
	}
	key := "consent.withdrawn"
	if given {
		key = "consent.given"
	}
	m.showConsents(t, t.T(key, "Purpose", t.T("consent.name."+string(p)), "Receipt", decided.Receipt))
}

func myDataChoice(t *dialog.Turn, key, step, value string) chat.Choice {
	return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: "my_data", Step: step, Value: value}}
}

// export gives an address under which the data can be fetched for a while.
func (m *Member) export(t *dialog.Turn) {
	url, until, err := m.Exports.ExportLink(t.Ctx, t.Event.Person, t.Event.ID, t.Now)
	if err != nil {
		t.Failed = err
		return
	}
	t.Say(chat.Message{
		Cards: []chat.Card{{
			Tone: chat.Calm, Icon: "📦", Title: t.T("mydata.export_ready"),
			Body:    t.T("mydata.export_until", "Until", t.Words.Range(until.In(t.Now.Location()), until.In(t.Now.Location()))),
			Choices: []chat.Choice{{Label: t.T("mydata.download.label"), Does: chat.OpensURL, URL: url, Primary: true}},
		}},
		Alt: t.T("mydata.export_ready"), Nav: t.Commands("my_data", "menu"),
	})
}
