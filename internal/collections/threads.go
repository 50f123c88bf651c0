package collections

import (
	"context"
	"errors"
	"iter"

	"jitasa/internal/bot"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

type thread = bot.Thread

// Threads keeps one document for each person's conversation, by the person's id.
type Threads struct{ *store.Collection[thread] }

// Remembered streams what the bot remembers of a person's conversation, which is one document at most.
func (t *Threads) Remembered(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		doc, err := t.Get(ctx, person)
		switch {
		case errors.Is(err, domain.ErrNotFound):
		case err != nil:
			yield(nil, err)
		default:
			yield(doc.Memory, nil)
		}
	}
}

// Forget deletes a person's conversation.
func (t *Threads) Forget(ctx context.Context, person string) error { return t.Delete(ctx, person) }

// Volunteers keeps profiles, by the person's id.
type Volunteers struct {
	*store.Collection[domain.Volunteer]
}

func volunteersSpec() store.Spec {
	return store.Spec{Name: "volunteers", Indexes: []store.Index{
		{Name: "phone", Fields: []string{"phoneBlind"}, Sparse: true}, {Name: "email", Fields: []string{"emailBlind"}, Sparse: true}, changedIndex(), homeIndex(),
	}}
}

func changedIndex() store.Index { return store.Index{Name: "changed", Fields: []string{"updatedAt"}} }

// ByPhone streams those who gave a phone number (E.164).
func (v *Volunteers) ByPhone(ctx context.Context, phone string) iter.Seq2[*domain.Volunteer, error] {
	return v.ByBlind(ctx, "phone", phone)
}

// ByEmail streams those who gave an e-mail address.
func (v *Volunteers) ByEmail(ctx context.Context, email string) iter.Seq2[*domain.Volunteer, error] {
	return v.ByBlind(ctx, "email", email)
}
