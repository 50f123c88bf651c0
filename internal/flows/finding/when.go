package finding

import (
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// severalDays is the length from which work is a season, not a stay.
const severalDays = 7 * 24 * time.Hour

// when says when work is: a season by its days, with the weekdays and hours that the organiser named.
func when(t *dialog.Turn, o *domain.Opportunity) string {
	zone := t.Now.Location()
	var text string
	switch {
	case o.EndsAt.IsZero():
		text = t.T("opportunity.from", "Day", t.Words.Day(o.StartsAt.In(zone)))
	case o.EndsAt.Sub(o.StartsAt) > severalDays: // hours would look like one long shift
		text = t.Words.Days(o.StartsAt.In(zone), o.EndsAt.In(zone))
	default:
		return t.Words.Range(o.StartsAt.In(zone), o.EndsAt.In(zone))
	}
	if weekly := weekly(t, o); weekly != "" {
		text = weekly + " · " + text
	}
	return text
}

// weekly is on which weekdays and at what hours the work goes on, as far as the organiser said it: nothing is made up.
func weekly(t *dialog.Turn, o *domain.Opportunity) string {
	set, said := o.WorksOn(t.Now.Location())
	if !said {
		return ""
	}
	var days []time.Weekday
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); set.Has(d) { // Monday first
			days = append(days, d)
		}
	}
	from, to := "", ""
	if o.Hours != "" {
		from, to = o.Shift(t.Now.Location())
	}
	return t.Words.Shift(days, from, to)
}

// rowsOfDemands are the rows of what the organiser said of the work, and need not have said.
func rowsOfDemands(t *dialog.Turn, o *domain.Opportunity) (rows []chat.Row) {
	yesNo := func(icon, key string, said *bool, yes, no string) {
		if said == nil {
			return
		}
		value := no
		if *said {
			value = yes
		}
		rows = append(rows, chat.Row{Icon: icon, Label: t.T(key), Value: value})
	}
	if spoken := t.Cards().Labels("spoken.", domain.Known(o.Languages, domain.SpokenLanguages())); spoken != "" {
		rows = append(rows, chat.Row{Icon: "🗣", Label: t.T("opportunity.languages"), Value: spoken})
	}
	yesNo("🪑", "opportunity.sitting", o.Sitting, t.T("opportunity.sitting_yes"), t.T("opportunity.sitting_no"))
	yesNo("🎓", "opportunity.certificate", o.Certificate, t.T("opportunity.certificate_yes"), t.T("opportunity.certificate_no"))
	return rows
}

func whereOf(t *dialog.Turn, o *domain.Opportunity) string {
	if o.Kind == domain.Remote || o.Point == nil {
		return t.T("opportunity.remote")
	}
	return t.NameOf(cards.HomeCode(domain.Home{Province: o.Province, District: o.District}))
}
