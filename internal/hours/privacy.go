package hours

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Records are the entries as they concern a person. Erasing is the one thing that changes them.
type Records interface {
	InsertNew(ctx context.Context, entries []*Entry) ([]bool, error)
	Of(ctx context.Context, person, from, to string) iter.Seq2[*Entry, error]
	// By streams what somebody said, of themselves and of others.
	By(ctx context.Context, person string) iter.Seq2[*Entry, error]
	Update(ctx context.Context, id string, change func(*Entry) error) (*Entry, error)
	Delete(ctx context.Context, ids ...string) error
}

// Desk answers people's demands on what is kept here.
type Desk struct {
	Records Records
	// TakeBack deletes what others were sent of an entry, by how the keys begin, and stops what is still to be sent; nil:
	// nothing is sent.
	TakeBack func(ctx context.Context, key string) error
	Random   io.Reader
}

// entryCopy is an entry as the person whose it is sees it in a copy of their data, or who said it of somebody else.
type entryCopy struct {
	Shift        string      `json:"shift"`
	Work         string      `json:"work"`
	Organisation string      `json:"organisation"`
	Title        domain.Text `json:"title,omitempty"`
	Day          string      `json:"day"`
	Kind         Kind        `json:"kind"`
	Minutes      int         `json:"minutes"`
	As           string      `json:"as,omitempty"`
	Name         string      `json:"name,omitempty"`
	Reason       string      `json:"reason,omitempty"`
	OfOthers     bool        `json:"ofOthers,omitempty"`
	At           time.Time   `json:"at"`
}

// Known gives what was said of somebody, and what they said of others, without whom.
func (d Desk) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for e, err := range d.Records.Of(ctx, person, "", "") {
			if err != nil {
				yield(nil, fmt.Errorf("reading the ledger: %w", err))
				return
			}
			if !yield(copied(e, false), nil) {
				return
			}
		}
		for e, err := range d.Records.By(ctx, person) {
			if err != nil {
				yield(nil, fmt.Errorf("reading the ledger: %w", err))
				return
			}
			if e.Person != person && !yield(copied(e, true), nil) {
				return
			}
		}
	}
}

func copied(e *Entry, ofOthers bool) entryCopy {
	return entryCopy{e.Shift, e.Work, e.Organisation, e.Title, e.Day, e.Kind, e.Minutes, e.As, e.Name, e.Reason, ofOthers, e.At}
}

// Forget takes somebody out: their records, of each of which what counts stays as nobody's, and their name from what they
// confirmed for others.
func (d Desk) Forget(ctx context.Context, person string) error {
	var records []Record
	for r, err := range grouped(d.Records.Of(ctx, person, "", "")) {
		if err != nil {
			return err
		}
		records = append(records, r)
	}
	for _, r := range records {
		if err := d.forget(ctx, r); err != nil {
			return err
		}
	}
	var said []string
	for e, err := range d.Records.By(ctx, person) {
		if err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
		said = append(said, e.ID)
	}
	for _, id := range said {
		_, err := d.Records.Update(ctx, id, func(e *Entry) error {
			e.Under, e.By, e.Staff, e.Name = "", "", "", ""
			return nil
		})
		if err != nil && !errors.Is(err, domain.ErrNotFound) {
			return fmt.Errorf("taking a name out of the ledger: %w", err)
		}
	}
	return nil
}

// forget deletes a record. What is left of it is written under a random name that is kept in its first entry before, which
// is deleted last, so that doing it again leaves it once.
func (d Desk) forget(ctx context.Context, r Record) error {
	ids := make([]string, 0, len(r.Entries))
	for _, e := range r.Entries {
		ids = append(ids, e.ID)
		if !e.Kind.own() || d.TakeBack == nil {
			continue
		}
		if err := d.TakeBack(ctx, NoticeKey(e.ID)); err != nil {
			return fmt.Errorf("taking a notice back: %w", err)
		}
	}
	if r.Decided != nil {
		if err := d.leave(ctx, r); err != nil {
			return err
		}
	}
	for _, some := range [][]string{ids[1:], ids[:1]} {
		if err := d.Records.Delete(ctx, some...); err != nil {
			return fmt.Errorf("deleting from the ledger: %w", err)
		}
	}
	return nil
}

// leave keeps what counts of a record, as nobody's.
func (d Desk) leave(ctx context.Context, r Record) error {
	random := make([]byte, 12)
	if _, err := io.ReadFull(d.Random, random); err != nil {
		return fmt.Errorf("making a name: %w", err)
	}
	first, err := d.Records.Update(ctx, r.Entries[0].ID, func(e *Entry) error {
		if e.Left == "" {
			e.Left = hex.EncodeToString(random)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keeping a name: %w", err)
	}
	kind := Excused
	switch {
	case r.Came:
		kind = Confirmed
	case r.Missed:
		kind = Absent
	}
	left := &Entry{
		Meta: domain.Meta{ID: entryID(r.Shift, "~"+first.Left, 1)}, Shift: r.Shift, Work: r.Work, Organisation: r.Organisation, Title: r.Title, Day: r.Day,
		From: r.From, To: r.To, Kind: kind, Minutes: r.Minutes, At: r.From,
	}
	if _, err := d.Records.InsertNew(ctx, []*Entry{left}); err != nil {
		return fmt.Errorf("keeping what counts: %w", err)
	}
	return nil
}
