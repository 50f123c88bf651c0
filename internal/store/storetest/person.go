package storetest

import (
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Tag is an element of an indexed list, of a string type of its own as in the product.
type Tag string

// Place is an optional part of a document.
type Place struct {
	Province string `json:"province,omitempty" bson:"province,omitempty"`
}

// Person is the example document: every kind of indexed field, and times in
// every kind of container.
type Person struct {
	domain.Meta
	Name   string               `json:"name" bson:"name"`
	State  string               `json:"state" bson:"state"`
	Active bool                 `json:"active" bson:"active"`
	Age    int                  `json:"age,omitempty" bson:"age,omitempty"`
	Score  float64              `json:"score" bson:"score"`
	Seen   int64                `json:"seen" bson:"seen"`
	Phone  string               `json:"phone,omitempty" bson:"phone,omitempty"`
	Home   *Place               `json:"home,omitempty" bson:"home,omitempty"`
	Tags   []Tag                `json:"tags,omitempty" bson:"tags,omitempty"`
	DueAt  time.Time            `json:"dueAt" bson:"dueAt"`
	LeftAt *time.Time           `json:"leftAt,omitempty" bson:"leftAt,omitempty"`
	Notes  []Note               `json:"notes,omitempty" bson:"notes,omitempty"`
	Marks  map[string]time.Time `json:"marks,omitempty" bson:"marks,omitempty"`
}

// Note is a part of a list.
type Note struct {
	Text string    `json:"text" bson:"text"`
	At   time.Time `json:"at" bson:"at"`
}

// People declares the example collection under a name.
func People(name string) store.Spec {
	return store.Spec{Name: name, Indexes: []store.Index{
		{Name: "name", Fields: []string{"name"}},
		{Name: "stateDue", Fields: []string{"state", "dueAt"}},
		{Name: "activeScore", Fields: []string{"active", "score"}},
		{Name: "age", Fields: []string{"age"}},
		{Name: "seen", Fields: []string{"seen"}},
		{Name: "province", Fields: []string{"home.province", "name"}},
		{Name: "phone", Fields: []string{"phone"}, Unique: true, Sparse: true},
		{Name: "due", Fields: []string{"dueAt"}, Sparse: true},
		{Name: "left", Fields: []string{"leftAt"}},
		{Name: "tag", Fields: []string{"tags", "name"}},
	}}
}
