package linesim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Errors of the methods that act for a person.
var (
	ErrNoPerson     = errors.New("no such person")
	ErrNotFollowing = errors.New("the person does not follow the bot")
	ErrFollowing    = errors.New("the person follows the bot already")
	ErrNoMessage    = errors.New("no such message of this person")
	ErrBadInput     = errors.New("a phone cannot send this")
)

// Person is somebody with a LINE account.
type Person struct {
	ID            string `json:"id"` // U and 32 hex digits
	Name          string `json:"name"`
	Language      string `json:"language"` // as in LINE's profile: "th", "en", …
	PictureURL    string `json:"pictureUrl"`
	StatusMessage string `json:"statusMessage"`
	Following     bool   `json:"following"`
	Blocked       bool   `json:"blocked"`
	Unread        int    `json:"unread"` // messages of the bot since the person looked
	LastText      string `json:"lastText"`
	ChatMode      string `json:"chatMode"` // always "bot"
}

type person struct {
	id string

	mu      sync.Mutex
	info    Person // without ID and ChatMode
	entries []Entry
	changed chan struct{} // closed at the next change of the chat; nil: nobody waits
	menu    string        // rich menu linked to this person, "" for the default one

	queue []*event // first attempts waiting their turn
	busy  bool     // a goroutine is sending the queue
}

func (p *person) snapshot() Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	info := p.info
	info.ID, info.ChatMode = p.id, "bot"
	return info
}

func (p *person) reachable() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.info.Following && !p.info.Blocked
}

// people are kept in the order in which they came.
type people struct {
	mu    sync.RWMutex
	byID  map[string]*person
	order []*person
}

func newPeople() *people { return &people{byID: map[string]*person{}} }

func (l *people) get(id string) *person {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.byID[id]
}

func (l *people) count() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.order)
}

func (l *people) all() []*person {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clone(l.order)
}

func (l *people) add(p *person) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byID[p.id] != nil {
		return false
	}
	l.byID[p.id] = p
	l.order = append(l.order, p)
	return true
}

func (l *people) remove(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.byID[id]
	if p == nil {
		return false
	}
	delete(l.byID, id)
	l.order = slices.DeleteFunc(l.order, func(q *person) bool { return q == p })
	return true
}

// AddPerson makes a LINE user who does not follow the bot yet.
func (s *Sim) AddPerson(name, language string) Person {
	p := &person{id: "U" + s.ids.hex32(), info: Person{Name: name, Language: language}}
	s.people.add(p)
	s.publishPeople()
	return p.snapshot()
}

// AddPersonID is AddPerson with a given user id.
func (s *Sim) AddPersonID(id, name, language string) (Person, error) {
	if !isUserID(id) {
		return Person{}, fmt.Errorf("%w: user id %q", ErrBadInput, id)
	}
	p := &person{id: id, info: Person{Name: name, Language: language}}
	if !s.people.add(p) {
		return Person{}, fmt.Errorf("%w: user id %q is taken", ErrBadInput, id)
	}
	s.publishPeople()
	return p.snapshot(), nil
}

// RemovePerson deletes the LINE account; the bot is not told, as on LINE.
func (s *Sim) RemovePerson(id string) error {
	if !s.people.remove(id) {
		return ErrNoPerson
	}
	s.publishPeople()
	return nil
}

// RenamePerson changes what the profile says; empty strings change nothing.
func (s *Sim) RenamePerson(id, name, language string) (Person, error) {
	p := s.people.get(id)
	if p == nil {
		return Person{}, ErrNoPerson
	}
	p.mu.Lock()
	if name != "" {
		p.info.Name = name
	}
	if language != "" {
		p.info.Language = language
	}
	p.mu.Unlock()
	s.publishPeople()
	return p.snapshot(), nil
}

// People lists everybody in the order in which they came.
func (s *Sim) People() []Person {
	all := s.people.all()
	out := make([]Person, len(all))
	for i, p := range all {
		out[i] = p.snapshot()
	}
	return out
}

// Person finds one person.
func (s *Sim) Person(id string) (Person, error) {
	p := s.people.get(id)
	if p == nil {
		return Person{}, ErrNoPerson
	}
	return p.snapshot(), nil
}

func (s *Sim) publishPeople() {
	s.hub.publish("people", func() any { return s.People() })
}

// Read marks everything the bot sent as read by the person.
func (s *Sim) Read(id string) error {
	p := s.people.get(id)
	if p == nil {
		return ErrNoPerson
	}
	p.mu.Lock()
	p.info.Unread = 0
	p.mu.Unlock()
	s.publishPeople()
	return nil
}

// preview is what a chat list shows of a message.
func preview(message json.RawMessage) string {
	var m struct{ Type, Text, AltText, Title string }
	if json.Unmarshal(message, &m) != nil {
		return ""
	}
	for _, text := range []string{m.Text, m.AltText, m.Title} {
		if text != "" {
			return text
		}
	}
	return "[" + m.Type + "]"
}
