package access

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// Deed is something that is recorded.
type Deed string

// Deeds about staff and managers.
const (
	StaffAdded     Deed = "staff_added"
	StaffLinked    Deed = "staff_linked"
	StaffDisabled  Deed = "staff_disabled"
	ManagerLinked  Deed = "manager_linked"
	ManagerRemoved Deed = "manager_removed"
	CodeMade       Deed = "code_made"
	CodeRevoked    Deed = "code_revoked"
)

// Operator is who acts on the command line.
const Operator = "operator"

// Entry says who did what, and when. Entries are added, never changed.
type Entry struct {
	domain.Meta
	At      time.Time `json:"at"`
	By      string    `json:"by"` // Operator, or a hash of a person: the same for the same one, but names nobody
	Did     Deed      `json:"did"`
	Subject string    `json:"subject"` // id of a member of staff or an organisation
}

// Log keeps entries.
type Log interface {
	// InsertNew adds those that are not there yet.
	InsertNew(ctx context.Context, entries []*Entry) ([]bool, error)
}

// Record adds an entry. The same id again changes nothing.
func Record(ctx context.Context, log Log, id string, at time.Time, by string, did Deed, subject string) error {
	e := &Entry{Meta: domain.Meta{ID: id}, At: domain.Instant(at), By: by, Did: did, Subject: subject}
	if _, err := log.InsertNew(ctx, []*Entry{e}); err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	return nil
}
