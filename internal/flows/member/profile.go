package member

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// profileConversation shows the profile as a card; each row opens its question.
func profileConversation() dialog.Conversation {
	return dialog.Conversation{ID: "profile", Start: func(t *dialog.Turn) {
		if !t.Me.SignedUp() {
			t.Say(chat.Message{Text: t.T("profile.none"), Choices: t.SignUpFirst(), Nav: t.Onward("nearby", "my_data", "menu")})
			return
		}
		showProfile(t, "")
	}}
}

func showProfile(t *dialog.Turn, note string) {
	name := t.Cards().Field("name")
	name.Label = t.T("profile.name.label")
	card := chat.Card{
		Tone: chat.PlainTone, Icon: "🙋", Eyebrow: t.T("profile.title"), Title: t.Me.Name,
		Rows: profileRows(t, fields(t)[1:]), // the title says the name
		Choices: []chat.Choice{
			name,
			{Label: t.T("signup.rest.label"), Tap: chat.Tap{Flow: "signup", Step: "!rest"}},
		},
	}
	if n := len(t.Me.Interested); n > 0 {
		card.Tags = append(card.Tags, t.T("profile.interests", "Count", n))
	}
	t.Say(chat.Message{Text: note, Cards: []chat.Card{card}, Nav: t.Commands("nearby", "my_signups", "my_data", "menu")})
}

// profileRows are the fields with their values and a way to change each.
func profileRows(t *dialog.Turn, fields []question) []chat.Row {
	rows := make([]chat.Row, 0, len(fields))
	for _, q := range fields {
		value := q.shown(t)
		if value == "" {
			value = t.T("profile.empty")
		}
		edit := t.Cards().Field(q.id)
		rows = append(rows, chat.Row{Icon: q.icon, Label: t.T("field." + q.id), Value: value, Edit: &edit})
	}
	return rows
}
