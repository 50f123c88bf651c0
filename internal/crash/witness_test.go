package crash

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"sync"

	"jitasa/internal/linesim"
)

// witness stands before the Messaging API and writes down, for each person, the
// events whose answers were accepted, in that order. It looks at the chat
// before and after each call instead of trusting the status: the platform is
// told to fail after accepting.
type witness struct {
	sim  *linesim.Sim
	gate *gate

	mu      sync.Mutex
	people  map[string]*answered
	strange []string // answers that belong to no event
}

// answered is one person's part. Its lock is held during a call, so that no
// two calls for a person can be mistaken for each other.
type answered struct {
	mu     sync.Mutex
	events []string
	pushes int
}

func newWitness(sim *linesim.Sim, g *gate) *witness {
	return &witness{sim: sim, gate: g, people: map[string]*answered{}}
}

func (w *witness) person(id string) *answered {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.people[id]
	if a == nil {
		a = &answered{}
		w.people[id] = a
	}
	return a
}

func (w *witness) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	push := r.URL.Path == "/v2/bot/message/push"
	if !push && r.URL.Path != "/v2/bot/message/reply" {
		w.sim.Handler().ServeHTTP(rw, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	var call struct{ ReplyToken, To string }
	if err != nil || json.Unmarshal(body, &call) != nil {
		return // the program was killed while it wrote
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	event, person := w.gate.answeredBy(call.ReplyToken, r.Header.Get("X-Line-Retry-Key"))
	if event == "" || push && person != call.To {
		w.mu.Lock()
		w.strange = append(w.strange, r.URL.Path)
		w.mu.Unlock()
	}
	a := w.person(person)
	a.mu.Lock()
	defer a.mu.Unlock()
	before := w.said(person)
	defer func() { // also when the platform hangs up without an answer
		if w.said(person) == before {
			return
		}
		a.events = append(a.events, event)
		if push {
			a.pushes++
		}
	}()
	w.sim.Handler().ServeHTTP(rw, r)
}

// said is how many messages the bot has put into a person's chat.
func (w *witness) said(person string) int {
	chat, err := w.sim.Chat(person)
	if err != nil {
		return 0
	}
	n := 0
	for _, e := range chat {
		if e.From == linesim.FromBot {
			n++
		}
	}
	return n
}

// of lists the events of a person that were answered, in the order of acceptance.
func (w *witness) of(person string) []string {
	a := w.person(person)
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.events)
}
