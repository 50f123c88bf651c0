package news

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// newsletterConversation shows the issue of the month, free of charge, says
// whether the newsletter comes and what of it is counted, with a switch for
// each, and takes the answers to its polls.
func (n *News) newsletterConversation() dialog.Conversation {
	return dialog.Conversation{ID: "newsletter", Start: n.read, Yes: "!on", Tapped: func(t *dialog.Turn, tap chat.Tap) {
		switch tap.Step {
		case "!often":
			askOften(t)
		case "!monthly", "!emergencies", "!nothing":
			n.often(t, tap.Step, tap.Session)
		case "!why":
			n.why(t, tap.Session)
		case "!on":
			n.subscribe(t, true)
		case "!off":
			n.leave(t, tap.Session)
		case "!count", "!uncount":
			countMe(t, tap.Step == "!count")
		case "!poll":
			vote(t, tap)
		default:
			showNewsletter(t)
		}
	}}
}

// read says the newest issue as an answer, which costs nothing, and then how it comes.
func (n *News) read(t *dialog.Turn) {
	if n.Issues != nil {
		issue, said, err := n.Issues.Latest(t.Ctx, t.Words.Lang(), t.Me, t.Now)
		if err != nil {
			t.Failed = err
			return
		}
		if len(said) > 0 {
			t.Responds(issue, domain.HasRead, "")
			t.Say(said...)
		}
	}
	showNewsletter(t)
}

func showNewsletter(t *dialog.Turn) {
	text := t.T("newsletter.off")
	give := newsletterChoice(t, "subscribe", "!on")
	give.Primary = true
	if t.Me.Consents.Given(domain.ForNewsletter) && t.Me.BirthYear > 0 { // without an age it does not count: "subscribe" asks for it
		text = t.T("newsletter.on")
		if t.Cards().Pending(t.Me, domain.ForNewsletter, t.Now) != "" {
			text = t.T("newsletter.pending")
		}
		give = newsletterChoice(t, "unsubscribe", "!off")
	}
	t.Say(chat.Message{
		Text:    text + "\n\n" + t.T(counted(t, "newsletter.counted", "newsletter.uncounted")),
		Choices: []chat.Choice{give, newsletterChoice(t, "often", "!often"), t.Cards().Counting(t.Me)}, Nav: t.Commands("nearby", "menu"),
	})
}

func newsletterChoice(t *dialog.Turn, key, step string) chat.Choice {
	return chat.Choice{Label: t.T("newsletter." + key + ".label"), Tap: chat.Tap{Flow: "newsletter", Step: step}}
}

// unsubscribeConversation ends the newsletter at once; getting it back is one tap.
func (n *News) unsubscribeConversation() dialog.Conversation {
	return dialog.Conversation{ID: "unsubscribe", Start: func(t *dialog.Turn) { n.subscribe(t, false) }}
}

// leave ends the newsletter because of the issue whose button was tapped, if it names one.
func (n *News) leave(t *dialog.Turn, issue string) {
	if t.Me.Consents.Given(domain.ForNewsletter) {
		t.Responds(issue, domain.HasLeft, "")
	}
	n.subscribe(t, false)
}

func (n *News) subscribe(t *dialog.Turn, on bool) {
	n.Consent(t, members.Decisions{domain.ForNewsletter: on}, thenNewsletter)
}

func saySubscribed(t *dialog.Turn) {
	decided, _ := t.Me.Consents.Last(domain.ForNewsletter)
	m := chat.Message{Text: t.T("newsletter.unsubscribed", "Receipt", decided.Receipt)}
	if decided.Given {
		m.Text = t.T("newsletter.subscribed", "Receipt", decided.Receipt) + t.Cards().Pending(t.Me, domain.ForNewsletter, t.Now)
		m.Choices = t.Cards().Guardian(t.Me, t.Now)
	} else {
		m.Choices = []chat.Choice{newsletterChoice(t, "subscribe", "!on")}
	}
	m.Nav = t.Onward("nearby", "menu")
	t.Say(m)
}

// countMe lets what the person opens be counted, or not.
func countMe(t *dialog.Turn, yes bool) {
	members.Count(t.Me, yes)
	t.Say(chat.Message{
		Text: t.T(counted(t, "newsletter.count_on", "newsletter.count_off")), Choices: []chat.Choice{t.Cards().Counting(t.Me)}, Nav: t.Onward("newsletter", "my_data", "menu"),
	})
}

// counted is the first text where the person is counted, else the second.
func counted(t *dialog.Turn, yes, no string) string {
	if t.Me.Unmeasured {
		return no
	}
	return yes
}

// vote takes an answer to a poll. Each person has one in each poll, the last.
func vote(t *dialog.Turn, tap chat.Tap) {
	if !isVote(tap.Value) || !t.Responds(tap.Session, domain.HasVoted, tap.Value) {
		t.Stale()
		return
	}
	t.Say(chat.Message{Text: t.T("newsletter.voted"), Nav: t.Onward("nearby", "newsletter", "menu")})
}
