package finding

import (
	"errors"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// agrees is the step of the button that records interest where the bot has asked whether some work is meant: a typed yes is that button then.
const agrees = "!agrees"

// detailsConversation shows one opportunity in full, its map, and records interest.
func (f *Finding) detailsConversation() dialog.Conversation {
	return dialog.Conversation{ID: "opportunity", Yes: agrees, Plainly: true, AtOnce: true, Hears: f.hearsPointing(), Tapped: func(t *dialog.Turn, tap chat.Tap) {
		found, err := f.Work.Opportunities(t.Ctx, tap.Value)
		if err != nil {
			t.Failed = err
			return
		}
		if len(found) == 0 {
			members.Drop(t.Me, tap.Value)
			t.Say(chat.Message{Text: t.T("opportunity.gone"), Nav: t.Commands("nearby", "my_signups", "menu")})
			return
		}
		t.Shows(workFlow, tap.Value)
		switch o := found[0]; tap.Step {
		case "!show":
			f.details(t, o, tap.Session)
		case "!map":
			showMap(t, o)
		case "!want", agrees:
			f.want(t, o, tap.Session)
		case "!drop":
			members.Drop(t.Me, o.ID)
			again := opportunityChoice(t, "want", "nearby.undo.label", o, false)
			t.Say(chat.Message{Text: t.T("opportunity.dropped", "Title", title(t, o)), Choices: []chat.Choice{again}, Nav: t.Commands("my_signups", "nearby", "menu")})
		default:
			t.Stale()
		}
	}}
}

// opportunityHead is what every card of an opportunity begins with.
func opportunityHead(t *dialog.Turn, o *domain.Opportunity) chat.Card {
	card := chat.Card{
		Tone: chat.Leaf, Icon: cards.CauseIcon(o.Cause), Title: title(t, o),
		Eyebrow: t.T("cause."+string(o.Cause)+".label") + " · " + t.T("kind."+string(o.Kind)+".label"),
	}
	if o.Kind == domain.Emergency {
		card.Tone = chat.Alert
	}
	if o.Picture != "" {
		card.Image = &chat.Image{URL: o.Picture} // nobody says what it shows: the title does
	}
	return card
}

func title(t *dialog.Turn, o *domain.Opportunity) string { return o.Title.In(t.Words.Lang()) }

func seatsLeft(t *dialog.Turn, o *domain.Opportunity) string {
	left, limited := o.SeatsLeft()
	switch {
	case !limited:
		return ""
	case left == 0:
		return t.T("opportunity.full")
	}
	return t.T("opportunity.seats", "Count", left)
}

// details shows everything about work; campaign is what led there, if anything did.
func (f *Finding) details(t *dialog.Turn, o *domain.Opportunity, campaign string) {
	t.Responds(campaign, domain.HasOpened, o.ID)
	card := opportunityHead(t, o)
	card.Body = o.Summary.In(t.Words.Lang())
	row := func(icon, key, value string) {
		if value != "" {
			card.Rows = append(card.Rows, chat.Row{Icon: icon, Label: t.T(key), Value: value})
		}
	}
	row("📅", "opportunity.when", when(t, o))
	row("📍", "opportunity.where", whereOf(t, o))
	row("🏠", "opportunity.by", t.InLanguage(o.Organisation))
	seats := seatsLeft(t, o)
	if seats == "" {
		seats = t.T("opportunity.unlimited")
	}
	row("💺", "opportunity.room", seats)
	row("🧰", "opportunity.skills", t.Cards().Labels("skill.", domain.Known(o.Skills, domain.Skills())))
	row("🧒", "opportunity.minors", t.T(map[bool]string{true: "opportunity.minors_ok", false: "opportunity.minors_no"}[o.MinorsOK]))
	card.Rows = append(card.Rows, rowsOfDemands(t, o)...)
	row("💰", "opportunity.expenses", t.InLanguage(o.Expenses))
	row("☎️", "opportunity.contact", t.InLanguage(o.Contact))
	card.Note = credit(t, o)
	join := opportunityChoice(t, "want", "opportunity.interested.label", o, true)
	join.Tap.Session = campaign
	card.Choices = []chat.Choice{join}
	if wanted(t, o) {
		card.Choices = []chat.Choice{opportunityChoice(t, "drop", "opportunity.drop.label", o, false)}
	}
	if joins := f.joins(t, o, campaign); len(joins) > 0 {
		card.Choices = joins
	}
	if o.Point != nil {
		card.Choices = append(card.Choices, opportunityChoice(t, "map", "opportunity.map.label", o, false))
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: title(t, o), Nav: fromResults(t, "my_signups")})
}

// fromResults leads back to what was found, if anything was, and on.
func fromResults(t *dialog.Turn, also ...string) []chat.Choice {
	nav := t.GoOn()
	if t.Memory.Search != nil {
		nav = append(nav, (*search)(t.Memory.Search).back(t))
	} else {
		nav = append(nav, t.Command("nearby"))
	}
	return append(append(nav, t.Commands(also...)...), t.Command("menu"))
}

func opportunityChoice(t *dialog.Turn, step, key string, o *domain.Opportunity, primary bool) chat.Choice {
	return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: "opportunity", Step: "!" + step, Value: o.ID}, Primary: primary}
}

// credit names source and licence, as every published item must.
func credit(t *dialog.Turn, o *domain.Opportunity) string {
	switch {
	case o.Source == "" && o.Licence == "":
		return ""
	case o.Licence == "":
		return t.T("opportunity.source", "Source", t.InLanguage(o.Source))
	}
	return t.T("opportunity.credit", "Source", t.InLanguage(o.Source), "Licence", o.Licence)
}

func wanted(t *dialog.Turn, o *domain.Opportunity) bool {
	for _, id := range t.Me.Interested {
		if id == o.ID {
			return true
		}
	}
	return false
}

func showMap(t *dialog.Turn, o *domain.Opportunity) {
	if o.Point == nil {
		t.Say(chat.Message{Text: t.T("opportunity.remote"), Nav: t.Commands("nearby", "menu")})
		return
	}
	t.Say(chat.Message{Place: &chat.Place{Point: *o.Point, Title: title(t, o), Address: whereOf(t, o)},
		Choices: []chat.Choice{opportunityChoice(t, "show", "opportunity.details.label", o, false)}, Nav: fromResults(t)})
}

// want leads to a seat where somebody can join, and else records interest; those who have not signed up are asked to, kindly.
func (f *Finding) want(t *dialog.Turn, o *domain.Opportunity, campaign string) {
	switch joins := f.joins(t, o, campaign); {
	case t.Failed != nil:
		return
	case len(joins) == 1:
		t.Press(joins[0].Tap)
		return
	case len(joins) > 1:
		f.details(t, o, campaign)
		return
	}
	already := wanted(t, o)
	err := members.Want(t.Me, o.ID, t.Now)
	if errors.Is(err, members.ErrConsent) {
		t.Say(chat.Message{Text: t.T("opportunity.want_signup"), Choices: t.SignUpFirst(), Nav: t.Onward("nearby", "menu")})
		return
	}
	if err != nil { // the guardian has not agreed
		t.Say(chat.Message{Text: t.T("opportunity.want_guardian"), Choices: t.Cards().Guardian(t.Me, t.Now), Nav: t.Commands("nearby", "profile", "human", "menu")})
		return
	}
	t.Responds(campaign, domain.HasJoined, o.ID)
	t.Say(interestNoted(t, o, already))
}

// interestNoted says that interest is no booking, and what comes next: whom to reach.
func interestNoted(t *dialog.Turn, o *domain.Opportunity, already bool) chat.Message {
	key := "opportunity.wanted"
	switch left, limited := o.SeatsLeft(); {
	case already:
		key = "opportunity.wanted_already"
	case limited && left == 0:
		key = "opportunity.wanted_full"
	}
	m := chat.Message{Text: t.T(key, "Title", title(t, o), "Contact", t.InLanguage(contact(o))), Nav: t.Onward("my_signups", "nearby", "menu")}
	if phone := cards.Dial(o.Contact); phone != "" {
		m.Choices = []chat.Choice{{Label: t.T("opportunity.dial.label"), Does: chat.OpensURL, URL: phone, Primary: true}}
	}
	if _, open := t.Opened("signup"); !t.Me.SignedUp() && !open {
		m.Nav = append(t.Commands("signup"), m.Nav...)
	}
	return m
}

func contact(o *domain.Opportunity) string {
	if o.Contact != "" {
		return o.Contact
	}
	return o.Organisation
}
