package domain

import "time"

// Click counts how often a link of a campaign was opened in an hour. Nobody can
// tell by whom: it has neither a person nor an address.
type Click struct {
	Meta
	Campaign string    `json:"campaign"`
	Link     string    `json:"link"`
	Variant  string    `json:"variant,omitempty"` // whom the link was written for: "32/th"
	At       time.Time `json:"at"`
	Count    int       `json:"count,omitempty"` // 0: of an older release, which kept each click by itself
}

// Times is how often the link was opened.
func (c *Click) Times() int { return max(1, c.Count) }

// Response is what one person did because of a campaign. Doing it again
// changes nothing, but the answer to a poll: the last one counts.
type Response struct {
	Meta
	Campaign string       `json:"campaign"` // what was sent: the id of the issue or call
	Kind     ResponseKind `json:"kind"`
	Value    string       `json:"value,omitempty"` // HasVoted: "poll:option"; of work: its id
	Person   string       `json:"person"`
	Variant  string       `json:"variant,omitempty"` // where the person lives and what they read: "32/th"
	At       time.Time    `json:"at"`
}

// Variant names those who are written to alike: gazetteer code of the province ("" for none) and language.
func Variant(province, lang string) string { return province + "/" + lang }

// ResponseKind is what a person did.
type ResponseKind string

// The kinds of response.
const (
	HasRead   ResponseKind = "read"         // as a free reply
	HasVoted  ResponseKind = "poll"         // in a poll
	HasOpened ResponseKind = "opened_work"  // looked at work that it named
	HasJoined ResponseKind = "joined"       // wants to help there
	HasLeft   ResponseKind = "unsubscribed" // wants no more of it
)

// ResponseKinds lists every kind, from the lightest to the last.
func ResponseKinds() []ResponseKind {
	return []ResponseKind{HasRead, HasVoted, HasOpened, HasJoined, HasLeft}
}
