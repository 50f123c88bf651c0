package score

import (
	"slices"
	"strings"

	"jitasa/internal/understand"
)

// The fields, in the order in which they are shown: those that are always compared, and those only where a list names them.
var (
	compared  = []string{"intent", "danger", "topic", "refers", "place", "places", "date", "time", "phone", "email", "cause", "kind"}
	onRequest = []string{"word", "lang", "plain", "wish"}
)

// Outcome is how a field, or a whole text, was understood.
type Outcome int

// The outcomes, from the best to the worst.
const (
	Empty  Outcome = iota // nothing was wanted and nothing was found; only of fields
	Right                 // what was found may be found
	Silent                // something was wanted and nothing was found
	Wrong                 // something else was found, or something where nothing was wanted
)

// Verdict is how a text was understood.
type Verdict struct {
	Text   Text
	Got    string // in the list's notation
	Fields map[string]Outcome
	Whole  Outcome // never Empty

	inDanger, mayBe, heard bool // somebody is in danger; they may be; some harm was found
}

// Judge compares what was made of a text with what is right.
func (l List) Judge(t Text, got understand.Result) Verdict {
	values := fields(got)
	v := Verdict{Text: t, Got: show(values), heard: values["danger"] != ""}
	v.inDanger = !slices.ContainsFunc(t.readings, func(r reading) bool { return !r.wants("danger") })
	v.mayBe = slices.ContainsFunc(t.readings, func(r reading) bool { return r["danger"] != nil && !slices.Equal(r["danger"], []string{"-"}) })
	for _, r := range t.readings {
		if judged := l.judge(r, values); v.Fields == nil || cost(judged) < cost(v.Fields) {
			v.Fields = judged
		}
	}
	v.Whole = Right
	for _, o := range v.Fields {
		v.Whole = max(v.Whole, o)
	}
	return v
}

func (l List) judge(r reading, values map[string]string) map[string]Outcome {
	out := map[string]Outcome{}
	for _, f := range append(slices.Clone(compared), onRequest...) {
		if l.Only != nil && !slices.Contains(l.Only, f) || r[f] == nil && slices.Contains(onRequest, f) {
			continue
		}
		switch value := values[f]; {
		case !r.allows(f, value) && value == "":
			out[f] = Silent
		case !r.allows(f, value):
			out[f] = Wrong
		case value != "":
			out[f] = Right
		default:
			out[f] = Empty
		}
	}
	return out
}

// cost is how far a text is from a reading: a wrong field is worse than all that are silent.
func cost(judged map[string]Outcome) int {
	sum := 0
	for _, o := range judged {
		switch o {
		case Silent:
			sum++
		case Wrong:
			sum += len(compared) + len(onRequest)
		case Empty, Right:
		}
	}
	return sum
}

// fields are the fields of a result that hold something.
func fields(r understand.Result) map[string]string {
	date := r.DateFrom
	if r.DateTo != r.DateFrom {
		date += "/" + r.DateTo
	}
	return map[string]string{
		"intent": string(r.Intent), "danger": string(r.Danger), "topic": r.Topic, "refers": r.Refers,
		"place": r.Place, "places": strings.Join(r.Places, ","), "date": date, "time": r.Time,
		"phone": r.Phone, "email": r.Email, "cause": r.Cause, "kind": r.Kind,
		"word": string(r.Word), "lang": r.Lang, "plain": r.Plain, "wish": string(r.Wish),
	}
}

// show is a result in the list's notation.
func show(values map[string]string) string {
	var out []string
	for _, f := range append(slices.Clone(compared), onRequest...) {
		if values[f] != "" {
			out = append(out, f+"="+values[f])
		}
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, " ")
}
