package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// profileConversation shows the profile as a card; each row opens its question.
func profileConversation() Conversation {
	return Conversation{ID: "profile", Start: func(t *Turn) {
		if !t.Me.SignedUp() {
			t.Say(chat.Message{Text: t.T("profile.none"), Nav: t.onward("signup", "nearby", "my_data", "menu")})
			return
		}
		showProfile(t, "")
	}}
}

func showProfile(t *Turn, note string) {
	name := t.editChoice("name")
	name.Label = t.T("profile.name.label")
	card := chat.Card{
		Tone: chat.PlainTone, Icon: "🙋", Eyebrow: t.T("profile.title"), Title: t.Me.Name,
		Rows: profileRows(t, "birth", "guardian", "agrees", "place", "likes", "skills", "availability", "languages", "affiliation", "phone", "email"),
		Choices: []chat.Choice{
			name,
			{Label: t.T("signup.rest.label"), Tap: chat.Tap{Flow: "signup", Step: "!rest"}},
		},
	}
	if n := len(t.Me.Interested); n > 0 {
		card.Tags = append(card.Tags, t.T("profile.interests", "Count", n))
	}
	t.Say(chat.Message{Text: note, Cards: []chat.Card{card}, Nav: t.Commands("nearby", "my_signups", "my_data", "menu")})
}

// profileRows are the named fields with their values and a way to change each.
func profileRows(t *Turn, fields ...string) []chat.Row {
	var rows []chat.Row
	for _, f := range fields {
		if (f == "guardian" || f == "agrees") && t.Me.Guardian == "" {
			continue
		}
		value := profileValue(t, f)
		if value == "" {
			value = t.T("profile.empty")
		}
		edit := t.editChoice(f)
		rows = append(rows, chat.Row{Icon: fieldIcon(f), Label: t.T("field." + f), Value: value, Edit: &edit})
	}
	return rows
}

func (t *Turn) editChoice(field string) chat.Choice {
	return chat.Choice{
		Label: t.T("profile.edit.label"), Full: t.T("profile.edit_field", "Field", t.T("field."+field)),
		Tap: chat.Tap{Flow: "signup", Step: "!edit", Value: field},
	}
}

func profileValue(t *Turn, field string) string {
	v := t.Me
	switch field {
	case "name":
		return v.Name
	case "birth":
		if v.BirthYear == 0 {
			return ""
		}
		return t.Words.Year(v.BirthYear)
	case "guardian":
		return t.Words.Phone(v.Guardian)
	case "agrees":
		return t.T(map[bool]string{true: "profile.guardian_agreed", false: "profile.guardian_not_yet"}[v.GuardianOK])
	case "place":
		if v.Home == nil {
			return ""
		}
		return t.nameOf(homeCode(*v.Home))
	case "likes":
		if len(v.Causes) == 0 && v.SignedUp() {
			return t.T("cause.any.label")
		}
		return t.labels("cause.", causeCodes(v.Causes))
	case "skills":
		return t.labels("skill.", v.Skills)
	case "availability":
		return t.labels("availability.", v.Availability)
	case "languages":
		return t.labels("spoken.", v.Languages)
	case "affiliation":
		return t.labels("affiliation.", []string{v.Affiliation})
	case "phone":
		if v.Phone == "" {
			return ""
		}
		return t.Words.Phone(v.Phone)
	case "email":
		return v.Email
	}
	return ""
}

// labels lists what codes are called.
func (t *Turn) labels(prefix string, codes []string) string {
	var names []string
	for _, c := range codes {
		if c != "" {
			names = append(names, t.T(prefix+c+".label"))
		}
	}
	return t.Words.List(names)
}

func fieldIcon(field string) string {
	return map[string]string{
		"name": "🙂", "birth": "🎂", "guardian": "👪", "agrees": "🤝", "place": "📍", "likes": "💚", "skills": "🧰", "availability": "📅",
		"languages": "💬", "affiliation": "👤", "phone": "📞", "email": "✉️",
	}[field]
}

// causeName is what a cause is called, with its icon.
func causeName(t *Turn, c domain.Cause) string {
	return causeIcon(string(c)) + " " + t.T("cause."+string(c)+".label")
}

// consented is the profile as far as it may be used to suggest work.
func (t *Turn) consented() *domain.Volunteer {
	if t.Me.Consents.Given(domain.ForMatching) { // a minor who waits for the guardian is shown work, and joins none
		return t.Me
	}
	return &domain.Volunteer{Hidden: t.Me.Hidden}
}
