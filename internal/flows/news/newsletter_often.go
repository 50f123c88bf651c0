package news

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// askOften asks how often to write: every choice is one tap.
func askOften(t *dialog.Turn) {
	t.Say(chat.Message{
		Text: t.T("newsletter.often"),
		Choices: []chat.Choice{
			newsletterChoice(t, "monthly", "!monthly"), newsletterChoice(t, "emergencies", "!emergencies"), newsletterChoice(t, "nothing", "!nothing"),
		},
		Nav: t.Onward("newsletter", "menu"),
	})
}

// often decides what is sent without being asked for: the newsletter and calls in
// emergencies, calls alone, or nothing.
func (n *News) often(t *dialog.Turn, step, issue string) {
	decisions := members.Frequency(strings.TrimPrefix(step, "!")).Decisions()
	if t.Me.Consents.Given(domain.ForNewsletter) && !decisions[domain.ForNewsletter] {
		t.Responds(issue, domain.HasLeft, "")
	}
	n.Consent(t, decisions, step)
}

func sayOften(t *dialog.Turn, step string) {
	decided, _ := t.Me.Consents.Last(domain.ForNewsletter)
	text := t.T("newsletter.frequency."+strings.TrimPrefix(step, "!"), "Receipt", decided.Receipt)
	if p := map[string]domain.Purpose{"!monthly": domain.ForNewsletter, "!emergencies": domain.ForEmergency}[step]; p != "" {
		text += t.Cards().Pending(t.Me, p, t.Now)
	}
	t.Say(chat.Message{Text: text, Choices: t.Cards().Guardian(t.Me, t.Now), Nav: t.Onward("nearby", "newsletter", "menu")})
}

// conditions lists what an audience can be chosen by, as in newsletter.condition.NAME.
//
//i18n:keys newsletter.condition.*
func conditions() []string {
	return []string{"person", "province", "district", "network", "lang", "cause", "skill", "kind", "active", "quiet", "near"}
}

// why answers "why did I get this".
func (n *News) why(t *dialog.Turn, issue string) {
	var lines []string
	if t.Me.Consents.Given(domain.ForNewsletter) {
		decided, _ := t.Me.Consents.Last(domain.ForNewsletter)
		lines = append(lines, t.T("newsletter.why_consent", "Day", t.Words.Day(decided.At.In(t.Now.Location())), "Receipt", decided.Receipt))
	} else {
		lines = append(lines, t.T("newsletter.why_not"))
	}
	if n.Issues != nil && dialog.NamesCampaign(issue) {
		met, got, err := n.Issues.Why(t.Ctx, issue, t.Me)
		if err != nil {
			t.Failed = err
			return
		}
		for _, c := range met {
			if slices.Contains(conditions(), c) {
				lines = append(lines, "• "+t.T("newsletter.condition."+c))
			}
		}
		if !got.IsZero() {
			lines = append(lines, t.T("newsletter.why_sent", "Day", t.Words.Day(got.In(t.Now.Location()))))
		}
	}
	t.Say(chat.Message{
		Text:    strings.Join(lines, "\n"),
		Choices: []chat.Choice{newsletterChoice(t, "often", "!often"), newsletterChoice(t, "unsubscribe", "!off")},
		Nav:     t.Onward("my_data", "menu"),
	})
}
