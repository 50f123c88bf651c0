package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/store"
)

type (
	signIn  = access.SignIn
	session = access.Session
)

// SignIns keeps the links that let staff into the console.
type SignIns struct{ *store.Collection[signIn] }

func signInsSpec() store.Spec {
	return store.Spec{Name: "signIns", Indexes: []store.Index{{Name: "until", Fields: []string{"until"}}}}
}

// Purge deletes the links that ran out before a time.
func (s *SignIns) Purge(ctx context.Context, before time.Time) (int, error) {
	return s.DeleteFound(ctx, store.Query{Index: "until", To: before})
}

// Sessions keeps the browsers in which staff are signed in.
type Sessions struct{ *store.Collection[session] }

func sessionsSpec() store.Spec {
	return store.Spec{Name: "sessions", Indexes: []store.Index{
		{Name: "until", Fields: []string{"until"}}, {Name: "staff", Fields: []string{"staff", "createdAt"}},
	}}
}

// Of streams the sessions of a member of staff, the newest first.
func (s *Sessions) Of(ctx context.Context, staff string) iter.Seq2[*session, error] {
	return s.Find(ctx, store.Query{Index: "staff", Prefix: []any{staff}, Reverse: true})
}

// Purge deletes the sessions that were over before a time.
func (s *Sessions) Purge(ctx context.Context, before time.Time) (int, error) {
	return s.DeleteFound(ctx, store.Query{Index: "until", To: before})
}
