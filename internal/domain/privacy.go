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
}
