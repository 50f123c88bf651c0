package domain

// Network is a network of organisations, with the figures it published.
type Network struct {
	Meta
	Name          Text   `json:"name" bson:"name"`
	Province      string `json:"province,omitempty" bson:"province,omitempty"` // gazetteer code
	Organisations int    `json:"organisations" bson:"organisations"`
	Members       int    `json:"members" bson:"members"`
}

// Organisation posts opportunities.
type Organisation struct {
	Meta
	Name    Text   `json:"name" bson:"name"`
	Network string `json:"network,omitempty" bson:"network,omitempty"` // network id
	List    string `json:"list,omitempty" bson:"list,omitempty"`       // the published list that names it
}
