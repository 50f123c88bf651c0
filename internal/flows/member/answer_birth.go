package member

import (
	"errors"
	"strconv"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// Who can sign up, by age in years.
const (
	youngest = 5
	oldest   = 120
)

// birthYear takes a year (B.E. or C.E.), an age, or the calendar. A bare "66"
// asks back.
//
// Values of its buttons: "1960" a year, "?66" the choice of what 66 means.
func birthYear() flow.Answer[int] {
	return flow.Answer[int]{
		Options: func(in flow.Input) []flow.Option {
			y := in.Now.Year()
			return []flow.Option{{Value: "date", Label: in.Texts.T("signup.birth.pick.label"), Does: chat.PicksDate, Days: &chat.Days{
				Min: strconv.Itoa(y-110) + "-01-01", Max: strconv.Itoa(y-youngest) + "-12-31", Start: strconv.Itoa(y-35) + "-01-01",
			}}}
		},
		Parse: func(in flow.Input) (int, error) {
			text := in.Text
			if bare, ok := strings.CutPrefix(in.Value, "?"); ok {
				text = bare
			} else if len(in.Value) >= 4 {
				year, err := strconv.Atoi(in.Value[:4])
				if err != nil {
					return 0, &flow.Invalid{Key: "signup.birth.unclear"}
				}
				return livingYear(year, in)
			}
			year, err := when.Year(text, in.Now)
			var ambiguous *when.AmbiguousYear
			switch {
			case errors.As(err, &ambiguous):
				return 0, whichYear(text, ambiguous.Candidates, in)
			case errors.Is(err, when.ErrYearRange):
				return 0, &flow.Invalid{Key: "signup.birth.impossible"}
			case err != nil:
				return 0, &flow.Invalid{Key: "signup.birth.unclear"}
			}
			return livingYear(year, in)
		},
	}
}

// whichYear asks what two digits mean: a year of one era or the other, or an age.
func whichYear(text string, years []int, in flow.Input) error {
	digits := strings.TrimSpace(thai.TrimParticles(text))
	var ages, options []flow.Option
	for _, y := range years {
		age := in.Now.Year() - y
		if age < youngest || age > 100 {
			continue
		}
		o := flow.Option{
			Value: strconv.Itoa(y), Label: in.Texts.T("signup.birth.choice.label", "Year", yearIn(y, in.Texts.Lang()), "Age", strconv.Itoa(age)),
		}
		if strconv.Itoa(age) == digits { // a bare number is an age more often than a year
			ages = append(ages, o)
		} else {
			options = append(options, o)
		}
	}
	options = append(ages, options...)
	switch {
	case len(options) == 0:
		return &flow.Invalid{Key: "signup.birth.impossible"}
	case len([]rune(digits)) > 20: // it stands in the question, and in a button
		return &flow.Invalid{Key: "signup.birth.unclear"}
	}
	return &flow.Narrow{Within: "?" + digits, Text: in.Texts.T("signup.birth.which", "Said", digits), Options: options}
}

// livingYear bounds a year of birth.
func livingYear(year int, in flow.Input) (int, error) {
	switch age := in.Now.Year() - year; {
	case age < 0 || age > oldest:
		return 0, &flow.Invalid{Key: "signup.birth.impossible"}
	case age < youngest:
		return 0, &flow.Invalid{Key: "signup.birth.too_young"}
	}
	return year, nil
}

// yearIn writes a year in the calendar that readers of a language count in.
func yearIn(ce int, lang string) string {
	if lang == domain.Thai {
		return strconv.Itoa(ce + 543)
	}
	return strconv.Itoa(ce)
}
