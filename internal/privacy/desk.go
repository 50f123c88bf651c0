package privacy

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Volunteers keeps profiles.
type Volunteers interface {
	Get(ctx context.Context, id string) (*domain.Volunteer, error)
	Delete(ctx context.Context, ids ...string) error
}

// Log keeps exchanges.
type Log interface {
	Of(ctx context.Context, person string) iter.Seq2[*chat.Exchange, error]
	Forget(ctx context.Context, person string) error
}

// Memory knows what the bot remembers of a conversation beside its messages.
type Memory interface {
	// Remembered is nil for somebody the bot does not know; else it can be written as JSON.
	Remembered(ctx context.Context, person string) (any, error)
}

// Tickets keeps export tickets.
type Tickets interface {
	InsertNew(ctx context.Context, tickets []*domain.ExportTicket) ([]bool, error)
	Get(ctx context.Context, id string) (*domain.ExportTicket, error)
	Forget(ctx context.Context, person string) error
}

// Responses keeps what people did because of newsletters and calls.
type Responses interface {
	By(ctx context.Context, person string) iter.Seq2[*domain.Response, error]
	Forget(ctx context.Context, person string) error
}

// Others is whatever else knows persons: rolls of campaigns, staff, managers.
type Others interface {
	// Known is what a copy of their data says of it; it can be written as JSON.
	Known(ctx context.Context, person string) (any, error)
	Forget(ctx context.Context, person string) error
}

// Erasures keeps receipts.
type Erasures interface {
	InsertNew(ctx context.Context, receipts []*domain.Erasure) ([]bool, error)
}

// ExportLife is how long a link to one's data works.
const ExportLife = 24 * time.Hour

// Desk answers people's demands.
type Desk struct {
	Volunteers Volunteers
	Log        Log
	Memory     Memory
	Tickets    Tickets
	Responses  Responses
	Erasures   Erasures
	Others     Others // nil: nobody else knows persons
	Key        []byte // makes the links' secrets; must stay secret itself
	BaseURL    string // of the public pages, without a slash at the end
}

// ExportLink makes the address under which a person's data can be fetched until
// the time returned. The same seed gives the same address.
func (d *Desk) ExportLink(ctx context.Context, person, seed string, now time.Time) (string, time.Time, error) {
	mac := hmac.New(sha256.New, d.Key)
	mac.Write([]byte("export\x00" + person + "\x00" + seed))
	secret := base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:24])
	until := domain.Instant(now.Add(ExportLife))
	ticket := &domain.ExportTicket{Meta: domain.Meta{ID: ticketID(secret)}, Person: person, Until: until}
	if _, err := d.Tickets.InsertNew(ctx, []*domain.ExportTicket{ticket}); err != nil {
		return "", time.Time{}, fmt.Errorf("keeping export ticket: %w", err)
	}
	return d.BaseURL + "/my/" + secret, until, nil
}

func ticketID(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Export writes everything kept about the holder of a secret, as JSON, one
// exchange at a time. A secret that is wrong or has run out is domain.ErrNotFound,
// before anything is written.
func (d *Desk) Export(ctx context.Context, secret string, now time.Time, w io.Writer) error {
	ticket, err := d.Tickets.Get(ctx, ticketID(secret))
	if err != nil {
		return fmt.Errorf("looking up export ticket: %w", err)
	}
	if !now.Before(ticket.Until) {
		return fmt.Errorf("export ticket: %w", domain.ErrNotFound)
	}
	me, err := d.Volunteers.Get(ctx, ticket.Person)
	if errors.Is(err, domain.ErrNotFound) {
		me, err = &domain.Volunteer{Meta: domain.Meta{ID: ticket.Person}}, nil
	}
	if err != nil {
		return fmt.Errorf("loading volunteer: %w", err)
	}
	return d.write(ctx, me, now, w)
}

func (d *Desk) write(ctx context.Context, me *domain.Volunteer, now time.Time, w io.Writer) error {
	remembered, err := d.Memory.Remembered(ctx, me.ID)
	if err != nil {
		return fmt.Errorf("loading conversation: %w", err)
	}
	me.PhoneBlind, me.EmailBlind = "", "" // of no meaning to anybody but the store
	profile, err := json.MarshalIndent(me, "  ", "  ")
	if err != nil {
		return fmt.Errorf("writing profile: %w", err)
	}
	conversation, err := json.MarshalIndent(remembered, "  ", "  ")
	if err != nil {
		return fmt.Errorf("writing conversation: %w", err)
	}
	if _, err := fmt.Fprintf(w, "{\n  \"exportedAt\": %q,\n  \"profile\": %s,\n  \"conversation\": %s,\n  \"messages\": [",
		now.Format(time.RFC3339), profile, conversation); err != nil {
		return fmt.Errorf("writing export: %w", err)
	}
	if err := writeAll(w, d.Log.Of(ctx, me.ID)); err != nil {
		return fmt.Errorf("writing messages: %w", err)
	}
	if _, err := io.WriteString(w, "\n  ],\n  \"responses\": ["); err != nil {
		return fmt.Errorf("writing export: %w", err)
	}
	if err := writeAll(w, d.Responses.By(ctx, me.ID)); err != nil {
		return fmt.Errorf("writing responses: %w", err)
	}
	roles, err := d.known(ctx, me.ID)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "\n  ],\n  \"roles\": %s\n}\n", roles); err != nil {
		return fmt.Errorf("writing export: %w", err)
	}
	return nil
}

// known is what else is known of a person, as JSON.
func (d *Desk) known(ctx context.Context, person string) ([]byte, error) {
	if d.Others == nil {
		return []byte("{}"), nil
	}
	known, err := d.Others.Known(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("looking for roles: %w", err)
	}
	roles, err := json.MarshalIndent(known, "  ", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing roles: %w", err)
	}
	return roles, nil
}

// writeAll writes the elements of a JSON array, one a line.
func writeAll[T any](w io.Writer, all iter.Seq2[T, error]) error {
	comma := ""
	for x, err := range all {
		if err != nil {
			return err
		}
		entry, err := json.Marshal(x)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n    %s", comma, entry); err != nil {
			return err
		}
		comma = ","
	}
	return nil
}

// Erase deletes everything about a person but the thread, which its owner
// empties, and keeps a receipt that names nobody. Done twice it changes nothing.
func (d *Desk) Erase(ctx context.Context, person, receipt string, now time.Time) error {
	if err := d.Volunteers.Delete(ctx, person); err != nil {
		return fmt.Errorf("deleting profile: %w", err)
	}
	if err := d.Log.Forget(ctx, person); err != nil {
		return fmt.Errorf("deleting messages: %w", err)
	}
	if err := d.Tickets.Forget(ctx, person); err != nil {
		return fmt.Errorf("deleting export tickets: %w", err)
	}
	if err := d.Responses.Forget(ctx, person); err != nil {
		return fmt.Errorf("deleting responses: %w", err)
	}
	if d.Others != nil {
		if err := d.Others.Forget(ctx, person); err != nil {
			return fmt.Errorf("forgetting a person elsewhere: %w", err)
		}
	}
	entry := &domain.Erasure{Meta: domain.Meta{ID: receipt}, At: domain.Instant(now)}
	if _, err := d.Erasures.InsertNew(ctx, []*domain.Erasure{entry}); err != nil {
		return fmt.Errorf("keeping receipt: %w", err)
	}
	return nil
}
