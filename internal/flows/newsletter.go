package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// newsletterConversation says whether the newsletter comes, with its switch.
func newsletterConversation() Conversation {
	return Conversation{ID: "newsletter", Start: func(t *Turn) {
		m := chat.Message{Text: t.T("newsletter.off"), Nav: t.Commands("nearby", "menu")}
		give := chat.Choice{Label: t.T("newsletter.subscribe.label"), Tap: chat.Tap{Flow: "newsletter", Step: "!on"}, Primary: true}
		if t.Me.Consents.Given(domain.ForNewsletter) {
			m.Text = t.T("newsletter.on")
			give = chat.Choice{Label: t.T("newsletter.unsubscribe.label"), Tap: chat.Tap{Flow: "newsletter", Step: "!off"}}
		}
		m.Choices = []chat.Choice{give}
		t.Say(m)
	}, Tapped: func(t *Turn, tap chat.Tap) {
		subscribe(t, tap.Step == "!on")
	}}
}

// unsubscribeConversation ends the newsletter at once; getting it back is one tap.
func unsubscribeConversation() Conversation {
	return Conversation{ID: "unsubscribe", Start: func(t *Turn) { subscribe(t, false) }}
}

func subscribe(t *Turn, on bool) {
	t.decide(map[domain.Purpose]bool{domain.ForNewsletter: on})
	decided, _ := t.decision(domain.ForNewsletter)
	m := chat.Message{Text: t.T("newsletter.unsubscribed", "Receipt", decided.Receipt)}
	if on {
		m.Text = t.T("newsletter.subscribed", "Receipt", decided.Receipt)
	} else {
		m.Choices = []chat.Choice{{Label: t.T("newsletter.subscribe.label"), Tap: chat.Tap{Flow: "newsletter", Step: "!on"}}}
	}
	m.Nav = t.onward("nearby", "menu")
	t.Say(m)
}
