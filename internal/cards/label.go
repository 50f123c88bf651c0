package cards

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Labels lists what codes are called: the texts prefix + code + ".label".
func (c Cards) Labels(prefix string, codes []string) string {
	var names []string
	for _, code := range codes {
		if code != "" {
			names = append(names, c.T(prefix+code+".label"))
		}
	}
	return c.List(names)
}

// CauseIcon is the picture of a cause.
func CauseIcon(cause domain.Cause) string {
	icons := map[domain.Cause]string{
		"general": "🤝", "children": "🧒", "elderly": "👵", "disability": "♿", "women": "👩", "animals": "🐶", "environment": "🌱",
		"education": "📚", "health": "🩺", "food": "🍲", "disaster": "🌊", "construction": "🔨", "arts": "🎨", "religion": "🙏",
		"handicraft": "🧵", "it": "💻", "media": "📣", "coordination": "📋", "law": "⚖️",
	}
	if icon, ok := icons[cause]; ok {
		return icon
	}
	return "🤝"
}

// Dial are buttons that call numbers.
func (c Cards) Dial(numbers ...string) []chat.Choice {
	all := make([]chat.Choice, len(numbers))
	for i, n := range numbers {
		all[i] = chat.Choice{Label: c.T("sos.dial.label", "Number", n), Does: chat.OpensURL, URL: "tel:" + n}
	}
	return all
}

// Field is a button that asks one question of the profile again.
func (c Cards) Field(field string) chat.Choice {
	return chat.Choice{
		Label: c.T("profile.edit.label"), Full: c.T("profile.edit_field", "Field", c.T("field."+field)),
		Tap: chat.Tap{Flow: "signup", Step: "!edit", Value: field},
	}
}

// Counting is the switch for being counted: whether what a person opens of a newsletter is.
func (c Cards) Counting(v *domain.Volunteer) chat.Choice {
	key, step := "newsletter.uncount.label", "!uncount"
	if v.Unmeasured {
		key, step = "newsletter.count.label", "!count"
	}
	return chat.Choice{Label: c.T(key), Tap: chat.Tap{Flow: "newsletter", Step: step}}
}
