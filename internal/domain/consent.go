package domain

import "time"

// Purpose is what personal data may be used for; consent is given for each by itself (PDPA section 19).
type Purpose string

// The purposes.
const (
	ForMatching   Purpose = "matching"
	ForNewsletter Purpose = "newsletter"
	ForEmergency  Purpose = "emergency"
	ForContact    Purpose = "contact"
)

// Purposes lists every purpose, in the order in which people are asked.
func Purposes() []Purpose { return []Purpose{ForMatching, ForNewsletter, ForEmergency, ForContact} }

// NoticeVersion names the text of the privacy notice that consent refers to.
const NoticeVersion = "2026-11"

// Consent is one decision of one person about one purpose: an entry of a
// ledger that only grows.
type Consent struct {
	Purpose Purpose   `json:"purpose"`
	Given   bool      `json:"given"`
	At      time.Time `json:"at"`
	Notice  string    `json:"notice"`  // version of the notice that was shown
	Receipt string    `json:"receipt"` // what the person can quote
}

// Consents is a person's ledger, oldest first.
type Consents []Consent

// Last is the last decision about a purpose; false: there is none.
func (c Consents) Last(p Purpose) (Consent, bool) {
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].Purpose == p {
			return c[i], true
		}
	}
	return Consent{}, false
}

// Given reports the last decision about a purpose; none means no.
func (c Consents) Given(p Purpose) bool {
	last, _ := c.Last(p)
	return last.Given
}
