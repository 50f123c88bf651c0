package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// newsletterConversation shows the issue of the month, free of charge, says
// whether the newsletter comes and what of it is counted, with a switch for
// each, and takes the answers to its polls.
func newsletterConversation() Conversation {
	return Conversation{ID: "newsletter", Start: readNewsletter, Tapped: func(t *Turn, tap chat.Tap) {
		switch tap.Step {
		case "!often":
			askOften(t)
		case "!monthly", "!emergencies", "!nothing":
			often(t, tap.Step, tap.Session)
		case "!why":
			whyNewsletter(t, tap.Session)
		case "!on":
			subscribe(t, true)
		case "!off":
			leave(t, tap.Session)
		case "!count", "!uncount":
			countMe(t, tap.Step == "!count")
		case "!poll":
			vote(t, tap)
		default:
			showNewsletter(t)
		}
	}}
}

// readNewsletter says the newest issue as an answer, which costs nothing, and then how it comes.
func readNewsletter(t *Turn) {
	if t.News != nil {
		issue, said, err := t.News.Latest(t.Ctx, t.Words.Lang(), t.Me, t.Now)
		if err != nil {
			t.Failed = err
			return
		}
		if len(said) > 0 {
			t.responds(issue, domain.HasRead, "")
			t.Say(said...)
		}
	}
	showNewsletter(t)
}

func showNewsletter(t *Turn) {
	text := t.T("newsletter.off")
	give := newsletterChoice(t, "subscribe", "!on")
	give.Primary = true
	if t.Me.Consents.Given(domain.ForNewsletter) && t.Me.BirthYear > 0 { // without an age it does not count: "subscribe" asks for it
		text = t.T("newsletter.on")
		if t.pending(domain.ForNewsletter) != "" {
			text = t.T("newsletter.pending")
		}
		give = newsletterChoice(t, "unsubscribe", "!off")
	}
	t.Say(chat.Message{
		Text:    text + "\n\n" + t.T(counting(t, "newsletter.counted", "newsletter.uncounted")),
		Choices: []chat.Choice{give, newsletterChoice(t, "often", "!often"), countChoice(t)}, Nav: t.Commands("nearby", "menu"),
	})
}

func newsletterChoice(t *Turn, key, step string) chat.Choice {
	return chat.Choice{Label: t.T("newsletter." + key + ".label"), Tap: chat.Tap{Flow: "newsletter", Step: step}}
}

// unsubscribeConversation ends the newsletter at once; getting it back is one tap.
func unsubscribeConversation() Conversation {
	return Conversation{ID: "unsubscribe", Start: func(t *Turn) { subscribe(t, false) }}
}

// leave ends the newsletter because of the issue whose button was tapped, if it names one.
func leave(t *Turn, issue string) {
	if t.Me.Consents.Given(domain.ForNewsletter) {
		t.responds(issue, domain.HasLeft, "")
	}
	subscribe(t, false)
}

func subscribe(t *Turn, on bool) {
	consent(t, map[domain.Purpose]bool{domain.ForNewsletter: on}, thenNewsletter)
}

func saySubscribed(t *Turn) {
	decided, _ := t.decision(domain.ForNewsletter)
	m := chat.Message{Text: t.T("newsletter.unsubscribed", "Receipt", decided.Receipt)}
	if decided.Given {
		m.Text = t.T("newsletter.subscribed", "Receipt", decided.Receipt) + t.pending(domain.ForNewsletter)
		m.Choices = t.guardianChoice()
	} else {
		m.Choices = []chat.Choice{newsletterChoice(t, "subscribe", "!on")}
	}
	m.Nav = t.onward("nearby", "menu")
	t.Say(m)
}

// countMe lets what the person opens be counted, or not.
func countMe(t *Turn, yes bool) {
	t.Me.Unmeasured = !yes
	t.Say(chat.Message{
		Text: t.T(counting(t, "newsletter.count_on", "newsletter.count_off")), Choices: []chat.Choice{countChoice(t)}, Nav: t.onward("newsletter", "my_data", "menu"),
	})
}

// countChoice is the switch for being counted.
func countChoice(t *Turn) chat.Choice {
	return newsletterChoice(t, counting(t, "uncount", "count"), counting(t, "!uncount", "!count"))
}

// counting is the first where the person is counted, else the second.
func counting(t *Turn, yes, no string) string {
	if t.Me.Unmeasured {
		return no
	}
	return yes
}

// vote takes an answer to a poll. Each person has one in each poll, the last.
func vote(t *Turn, tap chat.Tap) {
	if !isVote(tap.Value) || !t.responds(tap.Session, domain.HasVoted, tap.Value) {
		t.stale()
		return
	}
	t.Say(chat.Message{Text: t.T("newsletter.voted"), Nav: t.onward("nearby", "newsletter", "menu")})
}
