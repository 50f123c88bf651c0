package flow

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Many is any number of options: each tap adds, or takes away what is ticked, "done" ends; a typed list ends at once, unless
// there are taps to add it to. firstTapEnds makes a single tap the whole answer.
func Many(options func(Input) []Option, firstTapEnds bool) Answer[[]string] {
	return Answer[[]string]{
		Options: func(in Input) []Option { return manyOptions(options(in), in, firstTapEnds) },
		Parse: func(in Input) ([]string, error) {
			all := options(in)
			if in.Value == doneValue || in.Word == Done || (in.Word == Yes && !in.Sounds.Mumbles && len(in.Chosen) > 0) {
				if len(in.Chosen) == 0 {
					return nil, &Invalid{Key: "flow.want_some"}
				}
				return in.Chosen, nil
			}
			away, takes := strings.CutPrefix(in.Value, takesAway)
			typed := in.Value == "" || strings.ContainsFunc(in.Text, unicode.IsLetter) // also what the button says
			if takes {
				in.Value = away
				takes = !typed // who types its name again does not mean to take it away
			}
			found := pick(all, in)
			if len(found) == 0 && in.Value == "" {
				found = counted(all, in.Text)
			}
			switch {
			case len(found) == 0 && in.Value == "" && in.Word == Any && !firstTapEnds:
				return nil, toggle(in.Chosen, values(all), false) // and they see what "all" is
			case len(found) == 0:
				return nil, &Invalid{Key: "flow.want_choice"}
			case firstTapEnds:
				return found, nil
			case typed && len(in.Chosen) == 0:
				return found, nil
			}
			return nil, toggle(in.Chosen, found, takes)
		},
	}
}

// values are those of options.
func values(options []Option) (all []string) {
	for _, o := range options {
		all = append(all, o.Value)
	}
	return all
}

// counted finds options by their places in the list: "1 และ 3", "ข้อ 2", "1,3". A part that is none makes the whole unclear.
func counted(options []Option, text string) (found []string) {
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		if slices.Contains([]string{"และ", "กับ", "ข้อ", "ข้อที่", "อันที่", "ที่", "and", "number", "no", "ด้วย", "ครับ", "ค่ะ"}, part) {
			continue
		}
		part = strings.TrimPrefix(strings.TrimPrefix(part, "ข้อ"), "ที่")
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > len(options) {
			return nil
		}
		if v := options[n-1].Value; !slices.Contains(found, v) {
			found = append(found, v)
		}
	}
	return found
}

// The values of the buttons of a question with several answers, beside those of its options.
const (
	doneValue = "!done"
	takesAway = "-" // before the value of one that is chosen: a tap adds and never takes away, however often it comes
)

func manyOptions(all []Option, in Input, firstTapEnds bool) []Option {
	out := slices.Clone(all)
	for i := range out {
		if slices.Contains(in.Chosen, out[i].Value) {
			out[i].Chosen, out[i].Value = true, takesAway+out[i].Value
		}
	}
	if len(in.Chosen) > 0 && !firstTapEnds {
		out = append(out, Option{Value: doneValue, Label: in.Texts.T("flow.done.label"), Primary: true, Ends: true})
	}
	return out
}

// toggle adds to what is chosen, or takes away from it.
func toggle(chosen, values []string, away bool) *Toggled {
	out := slices.Clone(chosen)
	for _, v := range values {
		switch i := slices.Index(out, v); {
		case away && i >= 0:
			out = slices.Delete(out, i, i+1)
		case !away && i < 0:
			out = append(out, v)
		}
	}
	return &Toggled{Chosen: out, Before: len(out) == len(chosen)}
}

// shownBriefly is how many options are shown beside a line: as many as fit beside the ways around.
const shownBriefly = 8

// briefly hides the options that there is no room for, those that are chosen first. They keep their words and numbers.
func briefly(options []Option) (out []Option, hidden bool) {
	out = slices.Clone(options)
	room := shownBriefly
	for _, chosen := range []bool{false, true} {
		for i := range out {
			if o := &out[i]; o.Chosen == chosen && !o.Ends {
				room--
				o.Later = room < 0
				hidden = hidden || o.Later
			}
		}
	}
	return out, hidden
}
