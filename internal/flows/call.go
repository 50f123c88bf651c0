package flows

import "jitasa/internal/chat"

// callConversation answers a cry for help: hotlines first, then a person.
func callConversation() Conversation {
	return Conversation{ID: "call", Start: func(t *Turn) {
		t.Say(chat.Message{
			Cards: []chat.Card{{
				Tone: chat.Alert, Icon: "🚨", Title: t.T("call.title"), Body: t.T("call.body"),
				Rows: []chat.Row{
					{Icon: "🌊", Label: t.T("call.disaster"), Value: "1784"}, {Icon: "🚑", Label: t.T("call.medical"), Value: "1669"},
					{Icon: "👮", Label: t.T("call.police"), Value: "191"}, {Icon: "🚒", Label: t.T("call.fire"), Value: "199"},
					{Icon: "🤲", Label: t.T("call.social"), Value: "1300"}, {Icon: "🧳", Label: t.T("call.tourist"), Value: "1155"},
				},
				Note: t.T("call.note"),
				Choices: []chat.Choice{
					{Label: t.T("call.dial_disaster.label"), Does: chat.OpensURL, URL: "tel:1784", Primary: true},
					{Label: t.T("call.dial_medical.label"), Does: chat.OpensURL, URL: "tel:1669"},
				},
			}},
			Alt: t.T("call.title"), Nav: append(t.goOn(), t.Commands("human", "nearby", "menu")...),
		})
	}}
}
