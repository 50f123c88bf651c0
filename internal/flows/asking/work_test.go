package asking

import (
	"testing"
	"time"

	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/thai"
)

// board is work that says only that it was asked.
type board struct{ Work }

func (board) When(*dialog.Turn, *domain.Opportunity) string  { return "WHEN" }
func (board) Where(*dialog.Turn, *domain.Opportunity) string { return "WHERE" }

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 12, day, hour, minute, 0, 0, thai.Zone())
}

func english(t *testing.T) cards.Words {
	t.Helper()
	texts, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		t.Fatal(err)
	}
	return texts.For("en")
}

func turn(w cards.Words) *dialog.Turn {
	return &dialog.Turn{Words: w, Now: at(1, 9, 0), Me: &domain.Volunteer{}, Memory: &dialog.Memory{}}
}

// The fields of a piece of work answer what is asked about it; what they do not say, nobody makes up.
func TestFactsOfWork(t *testing.T) {
	words := english(t)
	yes, no, point := true, false, &domain.Point{Lat: 14, Lng: 103}
	here := domain.Opportunity{Kind: domain.OneDay, Point: point, StartsAt: at(5, 8, 0), EndsAt: at(5, 16, 0)}
	with := func(change func(*domain.Opportunity)) domain.Opportunity {
		o := here
		change(&o)
		return o
	}
	type o = domain.Opportunity
	for _, c := range []struct {
		topic string
		work  domain.Opportunity
		key   string // "": nothing is known
	}{
		{"cost", here, "cost_unsaid"}, {"cost", with(func(w *o) { w.Expenses = "Lunch" }), "cost"},
		{"paid", here, "paid_nothing"}, {"paid", with(func(w *o) { w.Expenses = "Lunch" }), "paid"},
		{"when", here, "when"}, {"where", here, "where"}, {"directions", here, "directions"},
		{"where", with(func(w *o) { w.Point = nil }), "remote"}, {"directions", with(func(w *o) { w.Kind = domain.Remote }), "remote"},
		{"hours", here, "hours"}, {"hours", with(func(w *o) { w.EndsAt = at(5, 9, 30) }), "hours_minutes"},
		{"hours", with(func(w *o) { w.EndsAt = time.Time{} }), ""},
		{"hours", with(func(w *o) { w.EndsAt = at(7, 16, 0) }), "when"},
		{"hours", with(func(w *o) { w.EndsAt, w.Hours = at(30, 0, 0), "08:00-12:00" }), "hours"},
		{"children", here, "children_no"}, {"children", with(func(w *o) { w.MinorsOK = true }), "children_yes"},
		{"seats", here, "seats_open"}, {"seats", with(func(w *o) { w.Seats = 5 }), "seats"}, {"seats", with(func(w *o) { w.Seats, w.Taken = 5, 5 }), "seats_full"},
		{"join", with(func(w *o) { w.Seats, w.Taken = 5, 5 }), "join_seats_full"}, {"friend", here, "friend_seats_open"},
		{"fit", here, ""}, {"fit", with(func(w *o) { w.Sitting = &yes }), "fit_yes"}, {"fit", with(func(w *o) { w.Sitting = &no }), "fit_no"},
		{"certificate", here, ""}, {"certificate", with(func(w *o) { w.Certificate = &yes }), "certificate_yes"}, {"certificate", with(func(w *o) { w.Certificate = &no }), "certificate_no"},
		{"loan", here, ""}, {"loan", with(func(w *o) { w.Certificate = &yes }), "loan_yes"}, {"loan", with(func(w *o) { w.Certificate = &no }), "loan_no"},
		{"skills", here, "skills_none"}, {"skills", with(func(w *o) { w.Skills = domain.Skills()[:1] }), "skills"}, {"skills", with(func(w *o) { w.Skills = []string{"unheard of"} }), "skills_none"},
		{"language", here, ""}, {"language", with(func(w *o) { w.Languages = []string{"en"} }), "language"},
		{"organiser", here, ""}, {"organiser", with(func(w *o) { w.Organisation = "Green Surin" }), "organiser"},
		{"contact", here, ""}, {"contact", with(func(w *o) { w.Contact = "081-234-5678" }), "contact"},
		{"rain", here, ""}, {"rain", with(func(w *o) { w.Point = nil }), "rain_remote"},
		{"sleep", here, "sleep_day"}, {"sleep", with(func(w *o) { w.EndsAt = at(7, 16, 0) }), ""}, {"sleep", with(func(w *o) { w.EndsAt = time.Time{} }), ""},
		{"cancel", here, "cancel"}, {"more", here, ""}, {"more", with(func(w *o) { w.Summary = domain.Text{"en": "We plant"} }), "more"},
		{"bring", here, ""}, {"wear", here, ""}, {"ride", here, ""}, {"lunch", here, ""}, {"insurance", here, ""}, {"toilet", here, ""}, {"pets", here, ""}, {"safe", here, ""},
	} {
		f, ok := asked{turn(words), &c.work, board{}}.fact(ofWork + c.topic)
		if ok != (c.key != "") || ok && f.key != c.key {
			t.Errorf("%s: %q, known %v, want %q", c.topic, f.key, ok, c.key)
		}
	}
}

// How long the work takes is counted from its hours.
func TestHoursOfWork(t *testing.T) {
	words := english(t)
	for _, c := range []struct {
		from, to time.Time
		hours    string
		want     int
	}{
		{at(5, 8, 0), at(5, 16, 0), "", 8}, {at(5, 8, 0), at(5, 9, 30), "", 1}, {at(5, 20, 0), at(6, 2, 0), "", 6}, {at(5, 0, 0), at(30, 0, 0), "13:00-15:00", 2},
	} {
		w := domain.Opportunity{StartsAt: c.from, EndsAt: c.to, Hours: c.hours}
		f, ok := asked{turn(words), &w, board{}}.hours()
		if !ok || f.args[1] != c.want {
			t.Errorf("%v to %v, %q: %v, want %d", c.from, c.to, c.hours, f.args, c.want)
		}
	}
}

// A call's number is for those who come, and is promised only where there is one.
func TestFactsOfCalls(t *testing.T) {
	words := english(t)
	for _, c := range []struct {
		topic, contact, mine, key string
	}{
		{"contact", "081-234-5678", "", "call_contact"}, {"contact", "081-234-5678", domain.CannotCome, "call_contact"}, {"contact", "081-234-5678", domain.WillCome, "contact"},
		{"contact", "", "", ""}, {"contact", "", domain.WillCome, ""},
		{"join", "", "", "call_join"}, {"seats", "", "", "call_seats"}, {"cost", "", "", ""}, {"insurance", "", "", ""}, {"safe", "", "", "call_safe"}, {"bring", "", "", "call_bring"},
	} {
		w := wanted{turn(words), calls.Ask{Call: &domain.Call{What: "Fill sandbags", Contact: c.contact, Need: 3}, Mine: c.mine}}
		f, known := w.fact(ofWork + c.topic)
		if known != (c.key != "") || known && f.key != c.key {
			t.Errorf("%+v: %q, known %v", c, f.key, known)
		}
	}
}

// The buttons under an answer do what helps most: the map, the telephone, and interest where there is none yet.
func TestChoicesOfWork(t *testing.T) {
	words := english(t)
	work := domain.Opportunity{Meta: domain.Meta{ID: "w"}, Point: &domain.Point{}, Contact: "081-234-5678"}
	steps := func(topic string, interested bool) (all string) {
		tt := turn(words)
		if interested {
			tt.Me.Interested = []string{"w"}
		}
		for _, c := range (asked{tt, &work, board{}}).choices(ofWork + topic) {
			if c.Does == chat.OpensURL {
				all += c.URL + " "
			} else {
				all += c.Tap.Step + " "
			}
		}
		return all
	}
	for _, c := range []struct {
		topic      string
		interested bool
		want       string
	}{
		{"cost", false, "!want "}, {"cost", true, ""}, {"directions", false, "!map !want "}, {"where", true, "!map "},
		{"contact", false, "tel:+66812345678 !want "}, {"cancel", true, "tel:+66812345678 !drop "}, {"cancel", false, "tel:+66812345678 !want "},
	} {
		if got := steps(c.topic, c.interested); got != c.want {
			t.Errorf("%s, interested %v: %q, want %q", c.topic, c.interested, got, c.want)
		}
	}
}
