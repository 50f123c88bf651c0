package shifts

import (
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Shift is a stretch of some work that people join.
type Shift struct {
	domain.Meta
	Work         string      `json:"work"`                   // id of the opportunity
	Organisation string      `json:"organisation,omitempty"` // id of whose it is
	Name         domain.Text `json:"name,omitempty"`         // of one of several: "kitchen"
	From         time.Time   `json:"from"`
	To           time.Time   `json:"to"`
	Seats        int         `json:"seats,omitempty"`     // 0: no limit
	Extra        int         `json:"extra,omitempty"`     // seats given beyond them, as some never come: the organiser's decision
	Elsewhere    int         `json:"elsewhere,omitempty"` // seats taken outside of this system

	Point     *domain.Point `json:"point,omitempty"`   // where to meet; nil: where the work is
	Meet      domain.Text   `json:"meet,omitempty"`    // and how to find it
	Bring     domain.Text   `json:"bring,omitempty"`   // what to bring
	Contact   string        `json:"contact,omitempty"` // whom to phone; "": the contact of the work
	Leaders   []string      `json:"leaders,omitempty"` // persons who lead it
	MinAge    int           `json:"minAge,omitempty"`  // years; 0: none of its own
	Questions []Question    `json:"questions,omitempty"`
	State     string        `json:"state"`     // domain.Open, domain.Closed (nobody more), Off
	ChangedAt time.Time     `json:"changedAt"` // when something that everybody is told of changed last

	Edits    int        `json:"edits,omitempty"`    // changes by who leads it so far
	Edited   string     `json:"edited,omitempty"`   // the key of the last one
	Changed  int        `json:"changed,omitempty"`  // how many of them everybody is told of
	Telling  *Telling   `json:"telling,omitempty"`  // of which not everybody was told yet
	Reminded []Reminder `json:"reminded,omitempty"` // of this time

	Taken   int       `json:"taken,omitempty"`   // seats of those who come
	Held    int       `json:"held,omitempty"`    // seats that are offered
	Waiting int       `json:"waiting,omitempty"` // people in line
	Tickets int       `json:"tickets,omitempty"` // given so far
	Moved   int       `json:"moved,omitempty"`   // moves so far
	Moves   []Move    `json:"moves,omitempty"`   // that may not be finished
	Freed   bool      `json:"freed,omitempty"`   // seats came free, and the line may have somebody for them
	Lapses  time.Time `json:"lapses,omitzero"`   // no offer ends before
	DueAt   time.Time `json:"dueAt,omitzero"`    // when Service.Round has something to do; zero: nothing
	Ended   bool      `json:"ended,omitempty"`   // what follows from its end is done
	Untold  bool      `json:"untold,omitempty"`  // the seats of the work do not say so yet
}

// Off is the state of a shift that does not take place.
const Off = "off"

// Question is what an organiser asks of those who join.
type Question struct {
	ID      string        `json:"id"`
	Text    domain.Text   `json:"text"`
	Choices []domain.Text `json:"choices,omitempty"` // none: any text
}

// MostQuestions is how many an organiser may ask.
const MostQuestions = 5

// MostSeats bounds the seats of a shift, and MostTogether those that one person takes.
const (
	MostSeats    = 100_000
	MostTogether = 20
)

// Capacity is how many seats are given here, taken or not.
func (s *Shift) Capacity() int { return s.Seats + s.Extra - s.Elsewhere }

// Free is how many seats nobody has; limited is false where there is no end of them.
func (s *Shift) Free() (free int, limited bool) {
	if s.Seats == 0 {
		return 0, false
	}
	return s.Capacity() - s.Taken - s.Held, true
}

// Room reports whether so many seats are free.
func (s *Shift) Room(seats int) bool {
	free, limited := s.Free()
	return !limited || seats <= free
}

// Open reports whether somebody may still join.
func (s *Shift) Open(now time.Time) bool { return s.State == domain.Open && now.Before(s.From) }

// Over reports whether the shift has ended.
func (s *Shift) Over(now time.Time) bool { return !now.Before(s.To) }

// State is what a sign-up is.
type State string

// The states of a sign-up.
const (
	Nothing   State = ""          // not joined (yet)
	Coming    State = "coming"    // has its seats
	Waiting   State = "waiting"   // in line
	Offered   State = "offered"   // its seats are held until somebody answers
	Cancelled State = "cancelled" // by the person, who had seats or was in line
	Declined  State = "declined"  // the offer was refused
	Lapsed    State = "lapsed"    // the offer was not answered
	Removed   State = "removed"   // by the organiser
)

// Active reports whether a sign-up has seats, or may get some.
func (s State) Active() bool { return s == Coming || s == Waiting || s == Offered }

// SignUp is one person's part in a shift. Its id is the shift's and the person's.
type SignUp struct {
	domain.Meta
	Shift  string    `json:"shift"`
	Person string    `json:"person"`
	Work   string    `json:"work"`
	From   time.Time `json:"from"` // of the shift, when the sign-up moved last
	State  State     `json:"state,omitempty"`
	Was    State     `json:"was,omitempty"`    // before it moved last
	Seats  int       `json:"seats,omitempty"`  // their own and those of their company
	Ticket int       `json:"ticket,omitempty"` // in line
	Until  time.Time `json:"until,omitzero"`   // when an offer ends
	Phone  bool      `json:"phone,omitempty"`  // the organiser may have their number
	N      int       `json:"n,omitempty"`      // the last move that it shows
	Last   string    `json:"last,omitempty"`   // what caused the last one that had a key: their own
	At     time.Time `json:"at,omitzero"`
	Heard  int       `json:"heard,omitempty"` // Shift.Changed that they were told of
	Said   int       `json:"said,omitempty"`  // of who said that they come for sure: Shift.Changed then, and one more

	In  time.Time `json:"in,omitzero"`  // they are there since
	Out time.Time `json:"out,omitzero"` // and left
	How How       `json:"how,omitempty"`

	Answers []Answer `json:"answers,omitempty" seal:"true"` // to the organiser's questions
	Why     string   `json:"why,omitempty" seal:"true"`     // it was cancelled
}

// Answer is what somebody said to an organiser's question.
type Answer struct {
	Question string `json:"question"`
	Said     string `json:"said"`
}

// SignUpID is the id of a person's sign-up for a shift.
func SignUpID(shift, person string) string { return shift + "/" + person }

// Move is a change of a sign-up: what it becomes.
type Move struct {
	N      int       `json:"n"`
	Person string    `json:"person"`
	Was    State     `json:"was,omitempty"`
	State  State     `json:"state"`
	Seats  int       `json:"seats,omitempty"`
	Ticket int       `json:"ticket,omitempty"`
	Until  time.Time `json:"until,omitzero"`
	Phone  bool      `json:"phone,omitempty"`
	Key    string    `json:"key,omitempty"`
	At     time.Time `json:"at"`
}

// apply makes a sign-up what the move says, unless it shows a later one.
func (m Move) apply(s *Shift, u *SignUp) {
	if u.N >= m.N {
		return
	}
	if m.Was != Coming || m.State != Coming {
		u.Said = 0
	}
	u.Shift, u.Person, u.Work, u.From = s.ID, m.Person, s.Work, s.From
	u.State, u.Was, u.Seats, u.Ticket, u.Until, u.Phone, u.N, u.At = m.State, m.Was, m.Seats, m.Ticket, m.Until, m.Phone, m.N, m.At
	if m.Key != "" {
		u.Last = m.Key
	}
}

// moving is the move of a person that may not be finished.
func (s *Shift) moving(person string) (Move, bool) {
	i := slices.IndexFunc(s.Moves, func(m Move) bool { return m.Person == person })
	if i < 0 {
		return Move{}, false
	}
	return s.Moves[i], true
}

// leads reports whether a person leads the shift.
func (s *Shift) leads(person string) bool { return person != "" && slices.Contains(s.Leaders, person) }
