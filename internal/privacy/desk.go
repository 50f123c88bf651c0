package privacy

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Tickets keeps export tickets.
type Tickets interface {
	InsertNew(ctx context.Context, tickets []*domain.ExportTicket) ([]bool, error)
	Get(ctx context.Context, id string) (*domain.ExportTicket, error)
}

// Erasures keeps receipts.
type Erasures interface {
	InsertNew(ctx context.Context, receipts []*domain.Erasure) ([]bool, error)
}

// Marked are the receipts that still tell whose they are.
type Marked interface {
	Marked(ctx context.Context) iter.Seq2[*domain.Erasure, error]
}

// ExportLife is how long a link to one's data works.
const ExportLife = 24 * time.Hour

// Desk answers people's demands.
type Desk struct {
	Parts    []Part // everything that knows people, in the order in which a copy lists it and an erasure goes through it
	Tickets  Tickets
	Erasures Erasures
	Marked   Marked
	Marks    Marks
	Key      []byte // makes the links' secrets; must stay secret itself
	BaseURL  string // of the public pages, without a slash at the end
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
	return d.write(ctx, ticket.Person, now, w)
}

func (d *Desk) write(ctx context.Context, person string, now time.Time, w io.Writer) error {
	if _, err := fmt.Fprintf(w, "{\n  \"exportedAt\": %q", now.Format(time.RFC3339)); err != nil {
		return fmt.Errorf("writing export: %w", err)
	}
	for _, p := range d.Parts {
		if p.Name == "" {
			continue
		}
		if err := p.write(ctx, person, w); err != nil {
			return fmt.Errorf("writing %s: %w", p.Name, err)
		}
	}
	if _, err := io.WriteString(w, "\n}\n"); err != nil {
		return fmt.Errorf("writing export: %w", err)
	}
	return nil
}

func (p Part) write(ctx context.Context, person string, w io.Writer) error {
	if _, err := fmt.Fprintf(w, ",\n  %q: ", p.Name); err != nil {
		return err
	}
	if p.One {
		return writeOne(w, p.Owner.Known(ctx, person))
	}
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	if err := writeAll(w, p.Owner.Known(ctx, person)); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n  ]")
	return err
}

// writeOne writes the only entry there is, or null.
func writeOne(w io.Writer, all iter.Seq2[any, error]) error {
	var one any
	for x, err := range all {
		if err != nil {
			return err
		}
		one = x
	}
	entry, err := json.MarshalIndent(one, "  ", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(entry)
	return err
}

// writeAll writes the elements of a JSON array, one a line.
func writeAll(w io.Writer, all iter.Seq2[any, error]) error {
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

// Erase takes somebody who asked for it in the chat out of everything, but of what their turn itself
// empties, and keeps a receipt that names nobody, but to whoever has the master key (see [Marks]). Done twice it changes nothing.
func (d *Desk) Erase(ctx context.Context, person, receipt string, now time.Time) error {
	parts := slices.DeleteFunc(slices.Clone(d.Parts), func(p Part) bool { return p.InTurn })
	if err := Forget(ctx, parts, person); err != nil {
		return err
	}
	if _, err := d.Erasures.InsertNew(ctx, []*domain.Erasure{d.Marks.receipt(receipt, person, now)}); err != nil {
		return fmt.Errorf("keeping receipt: %w", err)
	}
	return nil
}

// ErasedAt is when somebody was erased last, as far as receipts still tell; zero: never. It reads all of those that do,
// as many as there are people who had themselves erased in the last [BackupLife].
func (d *Desk) ErasedAt(ctx context.Context, person string) (at time.Time, err error) {
	mark := d.Marks.Of(person)
	for r, err := range d.Marked.Marked(ctx) {
		if err != nil {
			return at, fmt.Errorf("looking for a receipt: %w", err)
		}
		if d.Marks.Mine(r) && r.Mark == mark && r.At.After(at) {
			at = r.At
		}
	}
	return at, nil
}
