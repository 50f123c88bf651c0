package dialog

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
)

// Memory is what the bot remembers of the conversation with a person, beside the profile.
type Memory struct {
	Lang      string         `json:"lang,omitempty"`      // as chosen; "" before
	Guess     string         `json:"guess,omitempty"`     // before that: the language of what was written
	Plain     bool           `json:"plain,omitempty"`     // texts only
	Name      string         `json:"name,omitempty"`      // as the platform shows it
	Sessions  []flow.Session `json:"sessions,omitempty"`  // open conversations; the last one is at hand
	Search    *Search        `json:"search,omitempty"`    // the last look for work
	Offered   []Offer        `json:"offered,omitempty"`   // the buttons of the last answer, and those from before that are still meant
	AtHand    *AtHand        `json:"atHand,omitempty"`    // what "this one" means
	Varied    []Varied       `json:"varied,omitempty"`    // texts with several wordings that were said, the last one last
	Page      *Page          `json:"page,omitempty"`      // of a long list, in plain text mode
	Asked     *Asked         `json:"asked,omitempty"`     // the last question, which staff may be asked
	Misses    int            `json:"misses,omitempty"`    // texts in a row that nobody understood
	Human     bool           `json:"human,omitempty"`     // asked for a person
	HumanAt   time.Time      `json:"humanAt,omitzero"`    //
	Passed    bool           `json:"passed,omitempty"`    // for a question that was passed on: what the bot answers is not for staff as well
	SOSAt     time.Time      `json:"calledAt,omitzero"`   // cried for help
	DangerAt  time.Time      `json:"dangerAt,omitzero"`   // and was in danger, the last time
	Harm      domain.Harm    `json:"harm,omitempty"`      // which
	Held      bool           `json:"held,omitempty"`      // the open question waits: what is said now is about the danger
	SafeAsked time.Time      `json:"safeAsked,omitzero"`  // the bot asked whether it is over
	EraseAsks string         `json:"erasing,omitempty"`   // the question of erasing everything that waits for an answer
	Seen      time.Time      `json:"seen,omitzero"`       // the last event
	Calling   *domain.Call   `json:"calling,omitempty"`   // the call for help that was previewed
	Pass      string         `json:"pass,omitempty"`      // lets them in to a shift once they have signed up
	Answering *Answering     `json:"answering,omitempty"` // staff: to whom the next message goes
}

// ToStaff reports whether what a person writes is for staff, too, though the bot answers it: they asked for a person, or were in danger.
func (m *Memory) ToStaff() bool { return m.Human && !m.Passed }

// Offer is a button that was shown, for those who type what it says.
type Offer struct {
	Label  string   `json:"label"`
	Full   string   `json:"full,omitempty"` // as a list in plain text mode says it
	Chosen bool     `json:"chosen,omitempty"`
	Tap    chat.Tap `json:"tap"`
}

// AtHand is what "this one" means: what was listed or shown last, until something else is.
type AtHand struct {
	Flow  string    `json:"flow"`            // the conversation that showed it
	IDs   []string  `json:"ids"`             // in the order in which they were shown
	Among []string  `json:"among,omitempty"` // of one of a list: the list, which "the third" still means
	At    time.Time `json:"at"`
}

// One is the thing that is at hand, if it is one of the conversation and the only one.
func (s *AtHand) One(flow string) (id string, ok bool) {
	if s == nil || s.Flow != flow || len(s.IDs) != 1 {
		return "", false
	}
	return s.IDs[0], true
}

// Asked is the last question that somebody asked the bot: what staff are given if they want it passed on.
type Asked struct {
	ID      string    `json:"id"`
	Text    string    `json:"text,omitempty"`
	Message string    `json:"message,omitempty"` // the platform's id, for who takes it back
	Topic   string    `json:"topic,omitempty"`   // of a question about work
	About   string    `json:"about,omitempty"`   // the work, as staff are to read it; "" while it is not known which is meant
	At      time.Time `json:"at,omitzero"`       // when the bot spoke of it last
	Passed  bool      `json:"passed,omitempty"`  // staff have it, and the bot has forgotten it
}

// Varied is a text with several wordings, and the one that was said last.
type Varied struct {
	Key string `json:"key"`
	N   int    `json:"n"`
}

// Search is what a person looks for, remembered so that "more" and the filters
// go on from it.
type Search struct {
	ID       string         `json:"id"`                 // buttons carry it
	Label    string         `json:"label,omitempty"`    // gazetteer code of where; "" = the shared point
	Point    *domain.Point  `json:"point,omitempty"`    // from where
	Province string         `json:"province,omitempty"` // or: anywhere in a province
	Anywhere bool           `json:"anywhere,omitempty"` // or: anywhere at all
	Causes   []domain.Cause `json:"causes,omitempty"`
	Kinds    []domain.Kind  `json:"kinds,omitempty"`
	From     string         `json:"from,omitempty"` // ISO dates, both inclusive
	To       string         `json:"to,omitempty"`
	KM       float64        `json:"km,omitempty"`
	Only     []string       `json:"only,omitempty"`    // what the work has to be like: codes of understand.Demands
	Words    []string       `json:"words,omitempty"`   // what titles are searched for
	Holding  bool           `json:"holding,omitempty"` // only what holds the words; otherwise it comes first
	Hidden   []string       `json:"hidden,omitempty"`  // ids not to be shown, of those who are not remembered
	Nearest  bool           `json:"nearest,omitempty"` // the nearest first
	Next     string         `json:"next,omitempty"`    // the page after the one shown
}

// Answering is whom a member of staff is about to answer.
type Answering struct {
	Thread string    `json:"thread"`
	Wait   bool      `json:"wait,omitempty"` // with the person's next message, free of charge
	Goes   bool      `json:"goes,omitempty"` // something was sent already: what follows goes on, unless it is a command
	At     time.Time `json:"at"`
}
