package answers

import (
	"errors"
	"slices"

	"jitasa/internal/cards"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// YesNo is a question with two answers; yes are more ways to write the first.
func YesNo(yesLabel, noLabel string, yes ...string) flow.Answer[bool] {
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

// Labelled are options whose labels are texts: prefix + code + ".label".
func Labelled(prefix string, codes []string, icon func(string) string) func(flow.Input) []flow.Option {
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

// Causes takes taps and whatever everyday words name a cause (หมา, dogs).
func Causes(reader *understand.Reader, firstTapEnds bool) flow.Answer[[]domain.Cause] {
	codes := make([]string, 0, len(domain.Causes()))
	for _, c := range domain.Causes() {
		codes = append(codes, string(c))
	}
	named := Labelled("cause.", codes, func(code string) string { return cards.CauseIcon(domain.Cause(code)) })
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
				return ToCauses(causes), nil
			}
		}
		if err != nil {
			return nil, err
		}
		return ToCauses(slices.DeleteFunc(slices.Clone(found), func(v string) bool { return v == "any" })), nil
	}}
}

// ToCauses reads codes as causes.
func ToCauses(codes []string) []domain.Cause {
	causes := make([]domain.Cause, len(codes))
	for i, c := range codes {
		causes[i] = domain.Cause(c)
	}
	return causes
}

// Phone is a Thai or international phone number; hotlines are none of a person's.
func Phone() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		e164, _, ok := thai.Phone(in.Text)
		if !ok {
			return "", &flow.Invalid{Key: "signup.phone.unclear"}
		}
		return e164, nil
	}}
}

// Email is an address to write to.
func Email() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		address, ok := thai.Email(in.Text)
		if !ok {
			return "", &flow.Invalid{Key: "signup.email.unclear"}
		}
		return address, nil
	}}
}
