package member

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// agreesInWords hears the words of the card's main button, though the bot has offered something else since that takes a yes.
func agreesInWords(t *dialog.Turn) bool {
	if _, open := t.Open(); open || !t.SaysYesTo("consent", "!all") {
		return false
	}
	t.Press(chat.Tap{Flow: "consent", Step: "!all"})
	return true
}

// underCard hears what is said under the card in other words than its buttons: a question about it is answered, some of it leads
// to one by one, a refusal is one, and what may be politeness alone is no agreement.
//
//i18n:keys consent.card.why.* consent.plainly.*
func underCard(t *dialog.Turn) bool {
	if _, open := t.Open(); open || !t.Typed() || !t.Offers("consent", "!all") {
		return false
	}
	press := func(step string) { t.Press(chat.Tap{Flow: "consent", Step: step}) }
	said := consentSaid(t.Text)
	asks := t.Said.Asks || strings.Contains(t.Text, "?") || asksSomething(t.Text)
	switch {
	case t.Wonders() && !strings.HasPrefix(t.Said.Topic, "data.why_"), said.names && asks:
		t.Aside()
		t.Say(chat.Say(t.Vary("consent.card.why"), consentChoices(t)...))
	case asks, t.Said.Intent != "" && !said.names:
		return false
	case said.some:
		press("!each")
	case said.refuses:
		press("!none")
	case t.Mumbles(), slices.Contains([]understand.Word{understand.Ack, understand.Skip, understand.All, understand.Done}, t.Said.Word):
		t.Aside()
		t.Say(chat.Say(t.Vary("consent.plainly"), consentChoices(t)...))
	default:
		return false
	}
	return true
}

// aboutConsent is what a text says of agreeing.
type aboutConsent struct {
	names   bool // agreeing at all
	some    bool // to some of it
	refuses bool
}

// consentSaid reads a text for what it says of agreeing.
func consentSaid(text string) aboutConsent {
	text = thai.Lower(text)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	names := has("ยินยอม", "อนุญาต", "ตกลง", "ยอมรับ", "agree", "consent", "accept", "allow")
	no := has("ไม่ยินยอม", "ไม่อยากยินยอม", "ไม่ค่อยอยากยินยอม", "ไม่อนุญาต", "ไม่ตกลง", "ไม่ยอมรับ", "ไม่ขอยินยอม", "not agree", "n't agree", "dont agree", "disagree", "not consent", "n't consent", "not accept", "n't accept", "refuse")
	part := has("not agree to all", "n't agree to all", "not agree to every", "n't agree to every", "แค่", "เฉพาะ", "บางข้อ", "บางอย่าง", "บางเรื่อง", "บางอัน", "ยกเว้น", "แต่ไม่", "อย่างเดียว", "ไม่ทั้งหมด", "ไม่ให้เบอร์", "ไม่เอาจดหมาย", "ไม่เอาข่าว", "ไม่รับข่าว", "ทีละ",
		"only", "just the", "except", "some of", "but no", "but not", "but don't", "not all", "one by one", "no newsletter", "not my phone", "no calls")
	yes := names || has("โอเค", "ok", "ได้", "yes", "ให้", "เลือก", "choose", "fine", "รับ")
	return aboutConsent{names: names, some: part && yes, refuses: no && !part}
}

// sayAgreed says what a typed yes agreed to, with the way back: nothing is written down before the next question is answered,
// or the card was the last.
func sayAgreed(t *dialog.Turn) {
	var names []string
	for _, p := range domain.Purposes() {
		names = append(names, t.T("consent.name."+string(p)))
	}
	card := chat.Card{Tone: chat.Calm, Icon: "🔒", Title: t.T("consent.agreed"), Body: t.T("consent.agreed_to", "List", strings.Join(names, ", "))}
	card.Choices = consentChoices(t)[1:]
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("consent.agreed")})
}
