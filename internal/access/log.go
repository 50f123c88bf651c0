package access

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// AuditLife is how long entries of the audit log are kept.
const AuditLife = 2 * 365 * 24 * time.Hour

// Deed is something that is recorded.
type Deed string

// What is recorded. The words are kept in the log: they stay.
const (
	StaffAdded     Deed = "staff_added"
	StaffLinked    Deed = "staff_linked"
	StaffDisabled  Deed = "staff_disabled"
	ManagerLinked  Deed = "manager_linked"
	ManagerRemoved Deed = "manager_removed"
	CodeMade       Deed = "code_made"
	CodeRevoked    Deed = "code_revoked"
	LinkMade       Deed = "sign_in_link_made"
	SignedIn       Deed = "signed_in"
	SessionEnded   Deed = "session_ended"
	CallProposed   Deed = "call_proposed"
	CallApproved   Deed = "call_approved"
	CallRefused    Deed = "call_refused"
	CallEnded      Deed = "call_ended"
	CallReturned   Deed = "call_returned" // by the program: what was approved cannot be sent
	ThreadTaken    Deed = "thread_taken"
	ThreadAnswered Deed = "thread_answered"
	ThreadReturned Deed = "thread_returned" // to the bot
	IssueSent      Deed = "issue_sent"      // its sending began; the time for that may be to come
	IssueReplaced  Deed = "issue_replaced"  // before anybody had it
	IssueTried     Deed = "issue_tried"
	IssuePublished Deed = "issue_published"
	IssueWithdrawn Deed = "issue_withdrawn"
	SendingPaused  Deed = "sending_paused" // of an issue, or of whatever else goes to many
	SendingResumed Deed = "sending_resumed"
	SendingEnded   Deed = "sending_ended"
	BatchDecided   Deed = "batch_decided"
	SegmentSaved   Deed = "segment_saved"
	SegmentDeleted Deed = "segment_deleted"
	// Of hours: the subject is the shift.
	HoursClaimed    Deed = "hours_claimed"
	HoursEstimated  Deed = "hours_estimated"
	HoursConfirmed  Deed = "hours_confirmed" // of many at once
	HoursCorrected  Deed = "hours_corrected"
	HoursDisputed   Deed = "hours_disputed"
	HoursSettled    Deed = "hours_settled"
	AbsenceRecorded Deed = "absence_recorded"
	AbsenceExcused  Deed = "absence_excused"
	AbsenceAppealed Deed = "absence_appealed"
	ShiftPlanned    Deed = "shift_planned"
	ShiftChanged    Deed = "shift_changed"
	ShiftRemoved    Deed = "shift_removed_person" // somebody who had joined was taken out
	ShiftTicked     Deed = "shift_ticked_person"  // as there, as gone, or as not there after all
)

// Change is what somebody did. Before and After are states, ids and counts: nothing that says anything of a person.
type Change struct {
	Did           Deed
	Subject       string // id of what was changed
	Before, After string
}

// Entry says who did what, and when. Entries are added, never changed.
type Entry struct {
	domain.Meta
	At      time.Time `json:"at"`
	By      string    `json:"by"`              // Operator, Program, or a hash of a person: the same for the same one, but names nobody
	Staff   string    `json:"staff,omitempty"` // id of the member of staff that they are; older entries do not say, nor from where
	As      string    `json:"as,omitempty"`    // role, Operator, Program or Manager
	From    Face      `json:"from,omitempty"`
	Did     Deed      `json:"did"`
	Subject string    `json:"subject"`
	Before  string    `json:"before,omitempty"`
	After   string    `json:"after,omitempty"`
}

// Log keeps entries. There is no way to change one.
type Log interface {
	// InsertNew adds those that are not there yet.
	InsertNew(ctx context.Context, entries []*Entry) ([]bool, error)
	Get(ctx context.Context, id string) (*Entry, error)
	// Latest streams entries, newest first; limit 0: all.
	Latest(ctx context.Context, limit int) iter.Seq2[*Entry, error]
}

// Audit writes the log.
type Audit struct {
	Log Log
	Key []byte // names persons where they are not to be named; must stay secret
	Now func() time.Time
}

// Record adds what somebody did. The same key adds it once.
func (a *Audit) Record(ctx context.Context, by Actor, key string, c Change) error {
	return a.add(ctx, a.id(key, c.Did, c.Subject), by, c)
}

// Once makes a change under a key, and records it. Under the same key again nothing is changed.
func (a *Audit) Once(ctx context.Context, by Actor, key string, did Deed, subject string, change func() (before, after string, err error)) error {
	if done, err := a.recorded(ctx, key, did, subject); done || err != nil {
		return err
	}
	before, after, err := change()
	if err != nil {
		return err
	}
	return a.Record(ctx, by, key, Change{Did: did, Subject: subject, Before: before, After: after})
}

func (a *Audit) add(ctx context.Context, id string, by Actor, c Change) error {
	e := &Entry{
		Meta: domain.Meta{ID: id}, At: domain.Instant(a.Now()), By: by.apart, Staff: by.StaffID(), As: by.As(), From: by.From,
		Did: c.Did, Subject: c.Subject, Before: c.Before, After: c.After,
	}
	if e.By == "" {
		e.By = Ref(a.Key, by.Person)
	}
	if _, err := a.Log.InsertNew(ctx, []*Entry{e}); err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	return nil
}

// recorded reports whether something was done under a key already.
func (a *Audit) recorded(ctx context.Context, key string, did Deed, subject string) (bool, error) {
	_, err := a.Log.Get(ctx, a.id(key, did, subject))
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking for an entry: %w", err)
	}
	return true, nil
}

// id is an entry's. A key can be the id of somebody's event, which the log must not lead to.
func (a *Audit) id(key string, did Deed, subject string) string {
	return hash(a.Key, "entry", key, string(did), subject)
}
