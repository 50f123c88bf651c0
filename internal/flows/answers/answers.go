package answers

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// YesNo is a question with two answers, each of which means something: politeness alone ("ค่ะ") is none, nor is a question. yes
// are more ways to write the first.
func YesNo(yesLabel, noLabel string, yes ...string) flow.Answer[bool] {
	options := func(in flow.Input) []flow.Option {
		return []flow.Option{
			{Value: "yes", Label: in.Texts.T(yesLabel), Words: yes, Primary: true},
			{Value: "no", Label: in.Texts.T(noLabel)},
		}
	}
	choice := flow.Choice(options)
	return flow.Answer[bool]{Options: options, Parse: func(in flow.Input) (bool, error) {
		switch {
		case in.Value == "" && in.Sounds.Asks:
			return false, &flow.Invalid{Key: "flow.want_choice"}
		case in.Word == flow.Yes && in.Sounds.Mumbles:
			return false, &flow.Invalid{Key: "flow.want_plainly", Args: []any{"Yes", in.Texts.T(yesLabel), "No", in.Texts.T(noLabel)}}
		case in.Word == flow.Yes:
			return true, nil
		case in.Word == flow.No:
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
		if but := exceptions(reader, in); len(but) > 0 {
			return but, nil
		}
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

// excepted is how a text leaves some out of all: "ยกเว้นสัตว์", "anything but animals", "ทุกอย่างยกเว้นเด็ก".
var excepted = regexp.MustCompile(`^(.*?)(?:ยกเว้น|นอกจาก|เว้นแต่|เว้นแค่|เว้น|(?:ที่|แต่)?ไม่(?:เอา|รวม|ทำ|อยาก(?:ทำ|ช่วย|ได้)?|ใช่|ชอบ|ถนัด)|\b(?:except(?:ing)?(?: for)?|but not|but no|but|other than|apart from|not|no|nothing with|don't (?:like|want)|dont (?:like|want))\b)(.*)$`)

// excepts are the words that leave something out though all is not named: "ไม่เอาสัตว์" alone says what is not wanted, and not what is.
var excepts = regexp.MustCompile(`^(?:ยกเว้น|นอกจาก|เว้น|except|other than|apart from|but )`)

// allOf are the words of all, before what is left out.
var allOf = regexp.MustCompile(`^(?:เอา|ได้|ชอบ|ขอ|ช่วยได้|ทำได้|ๆ|ทุก(?:อย่าง|เรื่อง|อัน|ข้อ|งาน|แบบ)?|ทั้งหมด|หมด|อะไรก็ได้|ไรก็ได้|เรื่องไหนก็ได้|everything|anything|all(?: of them)?|any(?: cause)?|every cause|i like|i can do|i|the rest|ที่| |,)*$`)

// exceptions are all causes but those that a text leaves out; none, where it leaves none out, or names others as well.
func exceptions(reader *understand.Reader, in flow.Input) (rest []domain.Cause) {
	said := strings.ToLower(in.Text)
	parts, asks := excepted.FindStringSubmatch(said), in.Sounds.Asks && !strings.HasPrefix(said, "any") || strings.Contains(said, "?")
	if in.Value != "" || asks || parts == nil || strings.Trim(parts[1], " ,") == "" && !excepts.MatchString(said) || !allOf.MatchString(parts[1]) {
		return nil
	}
	but := reader.Read(parts[2], in.Now).Causes
	if len(but) == 0 {
		return nil
	}
	for _, c := range domain.Causes() {
		if !slices.Contains(but, string(c)) {
			rest = append(rest, c)
		}
	}
	return rest
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
		if hit, found := thai.FindPhone(in.Text); !ok && found && !in.Sounds.Asks { // แม่ 081 234 5678
			e164, ok = hit.E164, true
		}
		switch {
		case !ok && hasNone(in):
			return "", &flow.Nothing{}
		case !ok:
			return "", &flow.Invalid{Key: "signup.phone.unclear"}
		}
		return e164, nil
	}}
}

// hasNone reports whether a text says that there is no phone, no address: "ไม่มีเบอร์", "I don't have one".
func hasNone(in flow.Input) bool {
	if in.Value != "" || in.Sounds.Asks {
		return false
	}
	s := strings.Trim(thai.TrimParticles(thai.Lower(in.Text)), " .!")
	for _, none := range []string{"ไม่มี", "ยังไม่มี", "ไม่ได้ใช้", "ไม่ใช้", "ไม่เคยมี", "no phone", "no number", "no email", "no e-mail", "don't have", "dont have", "do not have", "haven't got", "i have no", "i have none", "without phone"} {
		if i := strings.Index(s, none); i >= 0 && i <= 30 && len(s) <= 120 {
			return true
		}
	}
	return false
}

// Email is an address to write to.
func Email() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		address, ok := thai.Email(in.Text)
		switch {
		case !ok && hasNone(in):
			return "", &flow.Nothing{}
		case !ok:
			return "", &flow.Invalid{Key: "signup.email.unclear"}
		}
		return address, nil
	}}
}
