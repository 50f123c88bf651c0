package domain

import "time"

// Issue is one issue of the newsletter, as it is published. Its id names it in
// addresses and in what counts it ("2026-12").
type Issue struct {
	Meta
	Title       Text      `json:"title"`
	Markdown    string    `json:"markdown"`
	By          string    `json:"by,omitempty"`         // who published it
	PublishedAt time.Time `json:"publishedAt,omitzero"` // zero: it is not out
	WithdrawnAt time.Time `json:"withdrawnAt,omitzero"` // somebody took it back: sending does not bring it out again
}
