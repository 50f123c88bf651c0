package asking

import (
	"slices"
	"strings"
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// work is a piece of work as what a question is about; false: it is not there any more.
func (a *Asking) work(t *dialog.Turn, id string) (matter, bool) {
	found, err := a.Work.Opportunities(t.Ctx, id)
	if err != nil {
		t.Failed = err
	}
	if len(found) == 0 {
		return matter{}, false
	}
	o, lang := found[0], t.Words.Lang()
	w := asked{t, o, a.Work}
	return matter{
		id: id, title: o.Title.In(lang), by: t.InLanguage(o.Organisation), text: o.Summary.In(lang), expenses: t.InLanguage(o.Expenses),
		fact: w.fact, choices: w.choices, nav: []chat.Choice{w.button("show", "opportunity.details.label"), a.Work.Back(t), t.Command("human"), t.Command("menu")},
	}, true
}

// asked is a piece of work that somebody asks about.
type asked struct {
	*dialog.Turn
	*domain.Opportunity
	shown Work
}

// fact is what the fields of the work say.
func (w asked) fact(topic string) (fact, bool) {
	if f, ok := w.taking(strings.TrimPrefix(topic, ofWork)); ok {
		return f, true
	}
	switch strings.TrimPrefix(topic, ofWork) {
	case "cost":
		if w.Expenses == "" {
			return fact{key: "cost_unsaid", unsure: true}, true
		}
		return w.said("cost", w.expenses())
	case "paid":
		if w.Expenses == "" {
			return fact{key: "paid_nothing"}, true
		}
		return w.said("paid", w.expenses())
	case "when":
		return w.said("when", w.shown.When(w.Turn, w.Opportunity))
	case "hours":
		return w.hours()
	case "where", "directions":
		return w.where(strings.TrimPrefix(topic, ofWork))
	case "children":
		return fact{key: yesOr("children", w.MinorsOK), open: true}, true
	case "friend":
		f := w.room()
		f.key, f.open = "friend_"+f.key, true
		return f, true
	case "seats":
		return w.room(), true
	case "join":
		f := w.room()
		f.key = "join_" + f.key
		return f, true
	case "more":
		return w.said("more", w.Summary.In(w.Words.Lang()))
	}
	return w.demanded(strings.TrimPrefix(topic, ofWork))
}

// taking is what is said of work that people can join here; false: it is none, or its fields say it.
func (w asked) taking(topic string) (fact, bool) {
	switch {
	case w.Owner == "":
	case topic == "bring":
		return w.said("bring", w.shown.Bring(w.Turn, w.Opportunity))
	case topic == "join", topic == "friend", topic == "cancel":
		return fact{key: topic + "_here"}, true
	}
	return fact{}, false
}

// demanded is what the work demands and gives.
func (w asked) demanded(topic string) (fact, bool) {
	switch topic {
	case "fit":
		return fact{key: yesOr("fit", domain.Yes(w.Sitting)), open: true}, w.Sitting != nil
	case "skills":
		if names := w.Cards().Labels("skill.", domain.Known(w.Skills, domain.Skills())); names != "" {
			return fact{key: "skills", args: []any{"Said", names}, open: true}, true
		}
		return fact{key: "skills_none", open: true}, true
	case "language":
		f, ok := w.said("language", w.Cards().Labels("spoken.", domain.Known(w.Languages, domain.SpokenLanguages())))
		f.open = true
		return f, ok
	case "certificate", "loan":
		return fact{key: yesOr(topic, domain.Yes(w.Certificate))}, w.Certificate != nil
	case "organiser":
		return w.said("organiser", w.InLanguage(w.Organisation))
	case "contact":
		return w.said("contact", w.InLanguage(w.Contact))
	case "cancel":
		return fact{key: "cancel", open: true}, true
	case "rain":
		return fact{key: "rain_remote"}, w.remote()
	case "sleep":
		return fact{key: "sleep_day"}, w.aDay() || w.remote()
	}
	return fact{}, false
}

// yesOr is the key of a yes or a no.
func yesOr(key string, yes bool) string {
	if yes {
		return key + "_yes"
	}
	return key + "_no"
}

// said is a fact of one value; false: there is none.
func (w asked) said(key, value string) (fact, bool) {
	return fact{key: key, args: []any{"Said", value}}, value != ""
}

// expenses are what the organiser says of them, in one line.
func (w asked) expenses() string { return strings.ReplaceAll(w.InLanguage(w.Expenses), ";", ",") }

func (w asked) remote() bool { return w.Kind == domain.Remote || w.Point == nil }

// aDay reports whether the work begins and ends on one day.
func (w asked) aDay() bool {
	d := w.EndsAt.Sub(w.StartsAt)
	return !w.EndsAt.IsZero() && d > 0 && d < 24*time.Hour
}

func (w asked) where(topic string) (fact, bool) {
	if w.remote() {
		return fact{key: "remote"}, true
	}
	f, ok := w.said(topic, w.shown.Where(w.Turn, w.Opportunity))
	f.open = topic == "directions"
	return f, ok
}

// room is how many can still come.
func (w asked) room() fact {
	switch left, limited := w.SeatsLeft(); {
	case !limited:
		return fact{key: "seats_open"}
	case left == 0:
		return fact{key: "seats_full"}
	default:
		return fact{key: "seats", args: []any{"Count", left}}
	}
}

// hours is how long the work takes on one day.
func (w asked) hours() (fact, bool) {
	zone := w.Now.Location()
	from, to := w.Shift(zone)
	if w.aDay() {
		from, to = w.StartsAt.In(zone).Format(clock), w.EndsAt.In(zone).Format(clock)
	}
	begin, err := time.Parse(clock, from)
	end, err2 := time.Parse(clock, to)
	if err != nil || err2 != nil {
		return fact{}, false
	}
	long := end.Sub(begin)
	if long <= 0 {
		long += 24 * time.Hour
	}
	f := fact{key: "hours", args: []any{"Count", int(long.Hours()), "Shift", strings.Trim(w.Words.Shift(nil, from, to), ", ")}, open: true}
	if half := long % time.Hour; half != 0 {
		f.key, f.args = "hours_minutes", append(f.args, "Minutes", int(half.Minutes()))
	}
	if w.Hours == "" && !w.aDay() { // the hours of several days are made up of its beginning and its end
		return fact{key: "when", args: []any{"Said", w.shown.When(w.Turn, w.Opportunity)}, open: true}, true
	}
	return f, true
}

const clock = "15:04"

// choices are the buttons that answer a question better than words.
func (w asked) choices(topic string) (all []chat.Choice) {
	switch strings.TrimPrefix(topic, ofWork) {
	case "where", "directions":
		if w.Point != nil {
			all = append(all, w.button("map", "opportunity.map.label"))
		}
	case "contact", "cancel":
		if phone := cards.Dial(w.Contact); phone != "" {
			all = append(all, chat.Choice{Label: w.T("opportunity.dial.label"), Does: chat.OpensURL, URL: phone})
		}
		if topic == ofWork+"cancel" && slices.Contains(w.Me.Interested, w.ID) {
			all = append(all, w.button("drop", "opportunity.drop.label"))
		}
	}
	switch {
	case w.Owner != "":
		all = append(all, w.button("want", "taking.join.label"))
	case !slices.Contains(w.Me.Interested, w.ID):
		all = append(all, w.button("want", "opportunity.interested.label"))
	}
	return all
}

func (w asked) button(step, key string) chat.Choice {
	return chat.Choice{Label: w.T(key), Tap: chat.Tap{Flow: workFlow, Step: "!" + step, Value: w.ID}}
}
