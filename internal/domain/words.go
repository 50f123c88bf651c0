package domain

import "slices"

// Cause is what work is about. The codes are a contract (imports, payloads).
type Cause string

// Kind is the form of an opportunity. The codes are a contract.
type Kind string

// The kinds of opportunity.
const (
	OneDay     Kind = "oneday"
	Continuing Kind = "continuing"
	Emergency  Kind = "emergency"
	Training   Kind = "training"
	EventKind  Kind = "event"
	Remote     Kind = "remote"
)

// Causes lists every cause, in the order in which people see them.
func Causes() []Cause {
	return []Cause{
		"general", "children", "elderly", "disability", "women", "animals", "environment", "education", "health",
		"food", "disaster", "construction", "arts", "religion", "handicraft", "it", "media", "coordination", "law",
	}
}

// Kinds lists every kind, in the order in which people see them.
func Kinds() []Kind { return []Kind{OneDay, Continuing, Emergency, Training, EventKind, Remote} }

// Skills lists the codes of skills that people can name, in the order in which they see them.
func Skills() []string {
	return []string{
		"first_aid", "driving", "cooking", "teaching", "languages", "carpentry", "electrical", "medical", "counselling",
		"photo", "design", "computer", "boat", "swimming", "sign_language", "accounting", "farming", "music",
	}
}

// Availabilities lists when people can help.
func Availabilities() []string {
	return []string{"weekdays", "weekends", "evenings", "holidays", "emergencies", "online", "anytime"}
}

// SpokenLanguages lists the languages that people can say they speak (ISO 639-1, "sign" for sign language).
func SpokenLanguages() []string {
	return []string{"th", "en", "my", "lo", "km", "vi", "ms", "id", "fil", "zh", "ja", "sign"}
}

// Affiliations lists the kinds of volunteer; "sdhsv" are the อพม., the ministry's volunteers for social development and human security.
func Affiliations() []string {
	return []string{"general", "sdhsv", "ministry", "student", "company", "foreign"}
}

// Known keeps the codes that are in the list, for what was written by another version.
func Known(codes, list []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return !slices.Contains(list, c) })
}
