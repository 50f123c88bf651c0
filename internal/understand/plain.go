package understand

import "slices"

// besidePlain is how many letters a text may have that say something else, beside a plain word for not seeing the letters.
const besidePlain = 32

// plain is whether a text asks for plain text mode ("on"), or for the pictures again ("off"): alone, or in words that say so of oneself
// among others. Work for others who do not see is a cause.
func (s speech) plain() (value string) {
	if s.has(form, demand, lacks) || s.unknown > besidePlain {
		return ""
	}
	plainly := false
	for i, p := range s.pieces {
		switch {
		case p.role == textMode && p.value == "on" && s.negated(i):
			value, plainly = "off", plainly || p.strong
		case p.role == textMode && (value == "" || p.value == "off"):
			value, plainly = p.value, plainly || p.strong
		case p.role == work && !slices.Contains(favours, p.key), p.role == cause && !slices.Contains(ofWho, p.value):
			return ""
		}
	}
	if plainly || s.unknown == 0 && !s.has(cause, work) {
		return value
	}
	return ""
}

// favours are the words of work that ask the bot for something as well, and ofWho the causes that name who speaks.
var (
	favours = []string{"ช่วย", "help"}
	ofWho   = []string{"disability", "elderly"}
)
