package domain

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
	Code      string   `json:"code,omitempty" seal:"true" blind:"CodeBlind"`
	CodeBlind string   `json:"codeBlind,omitempty"`
	Managers  []string `json:"managers,omitempty"` // ids of persons
}
