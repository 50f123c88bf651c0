package flow

import (
	"encoding/json"
	"fmt"
	"time"
)

// Session is a State at rest, whatever its draft: what a thread keeps.
type Session struct {
	Flow     string          `json:"flow"`
	ID       string          `json:"id"`
	Draft    json.RawMessage `json:"draft,omitempty"`
	Answered []string        `json:"answered,omitempty"`
	At       string          `json:"at,omitempty"`
	Within   string          `json:"within,omitempty"`
	Chosen   []string        `json:"chosen"` // empty is not none: everything was taken away
	Tries    int             `json:"tries,omitempty"`
	Whys     int             `json:"whys,omitempty"`
	Opened   bool            `json:"opened,omitempty"`
	Since    time.Time       `json:"since"` // when it was last moved
}

// Wake reads a session. Fields that the draft no longer has are dropped, new
// ones are empty: a person who stopped before a flow changed goes on in the new one.
func Wake[D any](s Session) (State[D], error) {
	state := State[D]{
		Session: s.ID, Answered: s.Answered, At: s.At, Within: s.Within, Chosen: s.Chosen, Tries: s.Tries, Whys: s.Whys, Opened: s.Opened,
	}
	if len(s.Draft) == 0 {
		return state, nil
	}
	if err := json.Unmarshal(s.Draft, &state.Draft); err != nil {
		return state, fmt.Errorf("reading draft of %s: %w", s.Flow, err)
	}
	return state, nil
}

// Rest writes a state down.
func Rest[D any](flow string, s State[D], now time.Time) (Session, error) {
	draft, err := json.Marshal(s.Draft)
	if err != nil {
		return Session{}, fmt.Errorf("writing draft of %s: %w", flow, err)
	}
	return Session{
		Flow: flow, ID: s.Session, Draft: draft, Answered: s.Answered, At: s.At, Within: s.Within,
		Chosen: s.Chosen, Tries: s.Tries, Whys: s.Whys, Opened: s.Opened, Since: now,
	}, nil
}
