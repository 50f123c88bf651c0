package store

import (
	"context"
	"errors"
	"iter"

	"jitasa/internal/bot"
	"jitasa/internal/domain"
)

type thread = bot.Thread

// Threads keeps one document for each person's conversation, by the person's id.
type Threads struct{ *Collection[thread] }

// Remembered is what the bot remembers of a person's conversation; nil if it knows nobody of that id.
func (t *Threads) Remembered(ctx context.Context, person string) (any, error) {
	doc, err := t.Get(ctx, person)
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return doc.Memory, nil
}

// Volunteers keeps profiles, by the person's id.
type Volunteers struct{ *Collection[domain.Volunteer] }

func volunteersSpec() Spec {
	return Spec{Name: "volunteers", Indexes: []Index{
		{Name: "phone", Fields: []string{"phoneBlind"}, Sparse: true}, {Name: "email", Fields: []string{"emailBlind"}, Sparse: true}, changedIndex(), homeIndex(),
	}}
}

func changedIndex() Index { return Index{Name: "changed", Fields: []string{"updatedAt"}} }

// ByPhone streams those who gave a phone number (E.164).
func (v *Volunteers) ByPhone(ctx context.Context, phone string) iter.Seq2[*domain.Volunteer, error] {
	return v.byBlind(ctx, "phone", phone)
}

// ByEmail streams those who gave an e-mail address.
func (v *Volunteers) ByEmail(ctx context.Context, email string) iter.Seq2[*domain.Volunteer, error] {
	return v.byBlind(ctx, "email", email)
}

// byBlind asks for each form in which the value may be kept. The field has the
// index's name. Who moves from one form to another meanwhile is given once.
func (v *Volunteers) byBlind(ctx context.Context, field, value string) iter.Seq2[*domain.Volunteer, error] {
	return func(yield func(*domain.Volunteer, error) bool) {
		blinds, err := v.Blinded(ctx, field, value)
		if err != nil {
			yield(nil, err)
			return
		}
		given := map[string]bool{}
		for _, blind := range blinds {
			for doc, err := range v.Find(ctx, Query{Index: field, Prefix: []any{blind}}) {
				if err == nil && given[doc.ID] {
					continue
				}
				if !yield(doc, err) || err != nil {
					return
				}
				given[doc.ID] = true
			}
		}
	}
}
