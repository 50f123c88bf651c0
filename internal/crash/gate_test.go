package crash

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
)

// gate stands before the webhook, as a load balancer does. Its own address never
// changes, whatever ports the programs get; while none is up it answers 502.
type gate struct {
	client *http.Client

	mu     sync.Mutex
	to     map[*program]string // where those that are up listen
	turn   int
	events map[string]*event
	tokens map[string]string // reply token → event
	keys   map[string]string // retry key of a push → event
	failed int               // answers that were not 200
}

// event is what the gate knows of one.
type event struct {
	person string
	acked  chan struct{} // closed at the first 200
	once   sync.Once
}

func newGate() *gate {
	return &gate{client: &http.Client{Timeout: 5 * time.Second}, to: map[*program]string{}, events: map[string]*event{}, tokens: map[string]string{}, keys: map[string]string{}}
}

// forwardTo says where a program listens; "": it is down.
func (g *gate) forwardTo(p *program, address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.to[p] = address
	if address == "" {
		delete(g.to, p)
	}
}

func (g *gate) failures() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.failed
}

// next is the address that is due; "" if there is none.
func (g *gate) next() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	up := slices.Sorted(maps.Values(g.to))
	if len(up) == 0 {
		return ""
	}
	g.turn++
	return up[g.turn%len(up)]
}

// event finds or makes the entry of an id.
func (g *gate) event(id string) *event {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.events[id]
	if e == nil {
		e = &event{acked: make(chan struct{})}
		g.events[id] = e
	}
	return e
}

// answeredBy finds the event that an answer belongs to, and its person: by the
// reply token of a reply, by the retry key of a push.
func (g *gate) answeredBy(token, key string) (id, person string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	id = g.tokens[token]
	if token == "" {
		id = g.keys[key]
	}
	if e := g.events[id]; e != nil {
		person = e.person
	}
	return id, person
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	ids := g.note(body)
	status := g.forward(r, body)
	if status == http.StatusOK {
		for _, id := range ids {
			e := g.event(id)
			e.once.Do(func() { close(e.acked) })
		}
	} else {
		g.mu.Lock()
		g.failed++
		g.mu.Unlock()
	}
	w.WriteHeader(status)
}

func (g *gate) note(body []byte) (ids []string) {
	var hook struct {
		Events []struct {
			WebhookEventID, ReplyToken string
			Source                     struct{ UserID string }
		}
	}
	if json.Unmarshal(body, &hook) != nil {
		return nil
	}
	for _, e := range hook.Events {
		id := e.WebhookEventID
		known := g.event(id)
		g.mu.Lock()
		known.person = e.Source.UserID
		g.tokens[e.ReplyToken] = id
		// The program's retry keys are the same in every process: that is what makes a push safe to repeat.
		g.keys[uuid.NewSHA1(uuid.NameSpaceOID, []byte("jitasa/answer/"+id)).String()] = id
		g.mu.Unlock()
		ids = append(ids, id)
	}
	return ids
}

func (g *gate) forward(r *http.Request, body []byte) int {
	to := g.next()
	if to == "" {
		return http.StatusBadGateway
	}
	request, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "http://"+to+"/webhook/line", bytes.NewReader(body))
	if err != nil {
		return http.StatusBadGateway
	}
	request.Header = r.Header.Clone()
	response, err := g.client.Do(request)
	if err != nil {
		return http.StatusBadGateway
	}
	_ = response.Body.Close()
	return response.StatusCode
}
