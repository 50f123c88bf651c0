package domain

import "time"

// ExportTicket lets whoever holds its secret fetch one person's data, until it
// runs out. Its id is a hash of the secret: a copy of the database opens nothing.
type ExportTicket struct {
	Meta
	Person string    `json:"person"`
	Until  time.Time `json:"until"`
}

// Erasure is what stays of a person who was erased: that it happened. ID is the receipt.
type Erasure struct {
	Meta
	At time.Time `json:"at"`
	// Mark is by whom the person is known again in a backup that was made before, and nowhere else (privacy.Marks). It
	// stays until Until, when no backup has them any more.
	Mark  string    `json:"mark,omitempty"`
	Under string    `json:"under,omitempty"` // which master key the mark is made with
	Until time.Time `json:"until,omitzero"`
}

// KeyRing is the set of keys that seal personal data, itself sealed under the
// operator's master key. A database has one, with the id [TheKeyRing].
type KeyRing struct {
	Meta
	// Wrapped is the set under each master key that may open it; more than one
	// only while processes change from one to another.
	Wrapped []WrappedKeys `json:"wrapped"`
	// Stage of a rotation under way; "" if there is none.
	Stage     string    `json:"stage,omitempty"`
	Ages      []KeyAge  `json:"ages,omitempty"` // of each key in the set
	UpdatedAt time.Time `json:"updatedAt"`
}

// KeyAge is what may be seen of one key in the ring.
type KeyAge struct {
	ID         string    `json:"id"`
	MadeAt     time.Time `json:"madeAt"`
	ReplacedAt time.Time `json:"replacedAt,omitzero"` // zero: it is in use, or about to be
}

// TheKeyRing is the id of the key ring.
const TheKeyRing = "keys"

// WrappedKeys are the keys, encrypted under one master key.
type WrappedKeys struct {
	Master string `json:"master"` // fingerprint of the master key
	Data   []byte `json:"data"`   // the keys of sealed fields (Tink AEAD keyset)
	Blind  []byte `json:"blind"`  // the keys of blind indexes (Tink PRF keyset)
}
