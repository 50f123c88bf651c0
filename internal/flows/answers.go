package flows

import (
	"errors"
	"slices"

	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// yesNo is a question with two answers; yes are more ways to write the first.
func yesNo(yesLabel, noLabel string, yes ...string) flow.Answer[bool] {
	options := func(in flow.Input) []flow.Option {
		return []flow.Option{
			{Value: "yes", Label: in.Texts.T(yesLabel), Words: yes, Primary: true},
			{Value: "no", Label: in.Texts.T(noLabel)},
		}
	}
	choice := flow.Choice(options)
	return flow.Answer[bool]{Options: options, Parse: func(in flow.Input) (bool, error) {
		switch in.Word {
		case flow.Yes:
			return true, nil
		case flow.No:
			return false, nil
		}
		v, err := choice.Parse(in)
		return v == "yes", err
	}}
}

// guardianAgrees are ways in which minors say so.
func guardianAgrees() []string {
	var all []string
	for _, who := range []string{"แม่", "พ่อ", "พ่อแม่", "ตา", "ยาย", "ปู่", "ย่า", "ผู้ปกครอง", "mom", "mum", "dad", "my mom", "my dad", "my parents", "guardian"} {
		for _, says := range []string{
			"โอเค", "โอเคแล้ว", "ยินยอม", "ยินยอมแล้ว", "อนุญาต", "อนุญาตแล้ว", "ให้แล้ว", "รู้แล้ว", "ตกลง", "ตกลงแล้ว",
			"agree", "agrees", "agreed", "ok", "is ok", "says yes", "said yes", "knows",
		} {
			all = append(all, who+says)
		}
	}
	return all
}

// labelled are options whose labels are texts: prefix + code + ".label".
func labelled(prefix string, codes []string, icon func(string) string) func(flow.Input) []flow.Option {
	return func(in flow.Input) []flow.Option {
		options := make([]flow.Option, len(codes))
		for i, c := range codes {
			label := in.Texts.T(prefix + c + ".label")
			if icon != nil {
				label = icon(c) + " " + label
			}
			options[i] = flow.Option{Value: c, Label: label}
		}
		return options
	}
}

// causesAnswer takes taps and whatever everyday words name a cause (หมา, dogs).
func causesAnswer(reader *understand.Reader, firstTapEnds bool) flow.Answer[[]domain.Cause] {
	codes := make([]string, 0, len(domain.Causes()))
	for _, c := range domain.Causes() {
		codes = append(codes, string(c))
	}
	named := labelled("cause.", codes, causeIcon)
	options := func(in flow.Input) []flow.Option {
		return append([]flow.Option{{Value: "any", Label: "✨ " + in.Texts.T("cause.any.label")}}, named(in)...)
	}
	many := flow.Many(options, firstTapEnds)
	return flow.Answer[[]domain.Cause]{Options: many.Options, Parse: func(in flow.Input) ([]domain.Cause, error) {
		if in.Word == flow.Any || in.Value == "any" {
			return nil, nil
		}
		found, err := many.Parse(in)
		var invalid *flow.Invalid
		if errors.As(err, &invalid) && in.Value == "" && in.Text != "" {
			if causes := reader.Read(in.Text, in.Now).Causes; len(causes) > 0 {
				return toCauses(causes), nil
			}
		}
		if err != nil {
			return nil, err
		}
		return toCauses(slices.DeleteFunc(slices.Clone(found), func(v string) bool { return v == "any" })), nil
	}}
}

func toCauses(codes []string) []domain.Cause {
	causes := make([]domain.Cause, len(codes))
	for i, c := range codes {
		causes[i] = domain.Cause(c)
	}
	return causes
}

// phone is a Thai or international phone number; hotlines are none of a person's.
func phone() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		e164, _, ok := thai.Phone(in.Text)
		if !ok {
			return "", &flow.Invalid{Key: "signup.phone.unclear"}
		}
		return e164, nil
	}}
}

// email is an address to write to.
func email() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		address, ok := thai.Email(in.Text)
		if !ok {
			return "", &flow.Invalid{Key: "signup.email.unclear"}
		}
		return address, nil
	}}
}

func causeIcon(code string) string {
	icons := map[string]string{
		"general": "🤝", "children": "🧒", "elderly": "👵", "disability": "♿", "women": "👩", "animals": "🐶", "environment": "🌱",
		"education": "📚", "health": "🩺", "food": "🍲", "disaster": "🌊", "construction": "🔨", "arts": "🎨", "religion": "🙏",
		"handicraft": "🧵", "it": "💻", "media": "📣", "coordination": "📋", "law": "⚖️",
	}
	if icon, ok := icons[code]; ok {
		return icon
	}
	return "🤝"
}

// known keeps the codes that are in the list, for drafts and profiles of another version.
func known(codes, list []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return !slices.Contains(list, c) })
}
