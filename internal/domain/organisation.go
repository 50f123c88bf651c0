package domain

import "time"

// Network is a network of organisations, with the figures it published.
type Network struct {
	Meta
	Name          Text   `json:"name"`
	Province      string `json:"province,omitempty"` // gazetteer code
	Organisations int    `json:"organisations"`
	Members       int    `json:"members"`
}

// Organisation posts opportunities.
type Organisation struct {
	Meta
	Name    Text   `json:"name"`
	Network string `json:"network,omitempty"` // network id
	List    string `json:"list,omitempty"`    // the published list that names it
	// Code is what makes who types it in the chat a manager of the organisation.
	Code      string    `json:"code,omitempty" seal:"true" blind:"CodeBlind"`
	CodeBlind string    `json:"codeBlind,omitempty"`
	CodeUntil time.Time `json:"codeUntil,omitzero"` // zero: of a release whose codes could be guessed
	CodeUses  int       `json:"codeUses,omitempty"` // how many managers it may still make
	Managers  []string  `json:"managers,omitempty"` // ids of persons
}

// CodeGood reports whether the code may still make somebody a manager.
func (o *Organisation) CodeGood(now time.Time) bool {
	return o.Code != "" && o.CodeUses > 0 && now.Before(o.CodeUntil)
}
