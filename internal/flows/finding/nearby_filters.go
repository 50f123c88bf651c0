package finding

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
	"jitasa/internal/understand"
)

// ask offers the values of one filter.
//
//i18n:keys nearby.ask.*
func (s *search) ask(t *dialog.Turn, filter string) {
	m := chat.Message{Text: t.T("nearby.ask." + strings.TrimPrefix(filter, "!"))}
	add := func(label, value string) {
		m.Choices = append(m.Choices, chat.Choice{Label: label, Tap: s.tap("!set", value)})
	}
	switch filter {
	case "!when":
		for _, w := range []string{"today", "tomorrow", "weekend", "week", "month"} {
			add(t.T("nearby.when."+w+".label"), "when:"+w)
		}
		parts, _ := times()
		for _, d := range parts {
			add(t.T("nearby.only."+d+".label"), "only:"+d)
		}
		m.Choices = append(m.Choices, s.calendar(t))
		add(t.T("nearby.when.any.label"), "when:any")
	case "!cause":
		add("✨ "+t.T("cause.any.label"), "cause:any")
		for _, c := range domain.Causes() {
			add(causeName(t, c), "cause:"+string(c))
		}
	case "!kind":
		for _, k := range domain.Kinds() {
			add(t.T("kind."+string(k)+".label"), "kind:"+string(k))
		}
		for _, d := range understand.Demands() {
			add(t.T("nearby.only."+d+".label"), "only:"+d)
		}
		add(t.T("kind.any.label"), "kind:any")
	case "!far":
		for _, km := range []int{5, 10, 25, 50, 100} {
			add(t.Words.KM(float64(km)), "km:"+strconv.Itoa(km))
		}
		add(t.T("nearby.anywhere.label"), "km:all")
	}
	m.Nav = append([]chat.Choice{s.back(t)}, t.Commands("menu")...)
	t.Say(m)
}

func (s *search) calendar(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("nearby.when.pick.label"), Does: chat.PicksDate, Tap: s.tap("!set", "when:pick"), Days: &chat.Days{
		Min: t.Now.Format(time.DateOnly), Max: t.Now.AddDate(1, 0, 0).Format(time.DateOnly), Start: t.Now.Format(time.DateOnly),
	}}
}

// set narrows the search by a tapped value; one it does not know changes nothing.
func (s *search) set(t *dialog.Turn, value string) {
	filter, v, _ := strings.Cut(value, ":")
	switch filter {
	case "clear":
		s.Causes, s.Kinds, s.From, s.To, s.KM = nil, nil, "", "", 0
		s.Only, s.Words, s.Holding, s.Nearest = nil, nil, false, false
	case "only":
		s.only(v)
	case "when":
		if v == "any" {
			s.atAnyTime()
		}
		s.From, s.To = days(v, t.Event.Picked, t.Now)
	case "cause":
		s.Words, s.Holding = nil, false
		s.Causes = chosen(domain.Causes(), v)
	case "kind":
		s.Kinds = chosen(domain.Kinds(), v)
	case "km":
		s.far(t, v)
	}
}

// chosen is the one value that was tapped; none for "any", and for one that is not known.
func chosen[T ~string](all []T, v string) []T {
	if !slices.Contains(all, T(v)) {
		return nil
	}
	return []T{T(v)}
}

func (s *search) far(t *dialog.Turn, v string) {
	if v == "all" {
		s.KM, s.Label, s.Province, s.Point, s.Anywhere = 0, "", "", nil, true
		return
	}
	km, err := strconv.ParseFloat(v, 64)
	if err != nil || km <= 0 || km > 1000 {
		return
	}
	home := members.ForMatching(t.Me).Home
	switch p, ok := t.Places.Place(s.Province); { // a circle needs a middle
	case ok:
		s.Point, s.Province = &p.Point, ""
	case s.Point == nil && home != nil:
		middle := home.Point
		s.Point, s.Label = &middle, ""
	case s.Point == nil:
		return
	}
	s.KM, s.Anywhere = km, false
}

// days are the first and last day of a span of time, as ISO dates.
func days(span, picked string, now time.Time) (from, to string) {
	iso := func(d time.Time) string { return d.Format(time.DateOnly) }
	switch span {
	case "today":
		return iso(now), iso(now)
	case "tomorrow":
		d := now.AddDate(0, 0, 1)
		return iso(d), iso(d)
	case "weekend":
		saturday := now.AddDate(0, 0, (int(time.Saturday)-int(now.Weekday())+7)%7)
		if now.Weekday() == time.Sunday {
			return iso(now), iso(now)
		}
		return iso(saturday), iso(saturday.AddDate(0, 0, 1))
	case "week":
		return iso(now), iso(now.AddDate(0, 0, 7))
	case "month":
		return iso(now), iso(now.AddDate(0, 1, 0))
	case "pick":
		span = picked
	}
	if _, err := time.Parse(time.DateOnly, span); err == nil {
		return span, span
	}
	return "", ""
}
