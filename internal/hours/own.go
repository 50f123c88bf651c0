package hours

import (
	"context"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Claim says how long somebody was there, by their own word. It counts once it is confirmed. It can be said until
// [ClaimFor] after the shift: then ErrLate.
func (s *Service) Claim(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	return s.mine(ctx, by, Claimed, key, w)
}

// Dispute says that what was confirmed is not right, why, and how many minutes it were. Whoever confirmed may correct it,
// a manager or staff settle it. Until [DisputeFor] after it was confirmed.
func (s *Service) Dispute(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	return s.mine(ctx, by, Disputed, key, w)
}

// Appeal says that who is noted as absent was there (for so many minutes), or could not come (0), and why. Until
// [DisputeFor] after it was noted.
func (s *Service) Appeal(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	return s.mine(ctx, by, Appealed, key, w)
}

// mine says something of who says it.
func (s *Service) mine(ctx context.Context, by access.Actor, kind Kind, key string, w Word) (Record, []Notice, error) {
	if by.Person == "" || w.Person != by.Person {
		return Record{}, nil, domain.ErrForbidden
	}
	return s.one(ctx, by, kind, key, w, func(Shift) string { return Volunteer })
}
