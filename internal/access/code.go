package access

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// How long codes are good, and for how many managers one of an organisation is.
const (
	StaffCodeLasts        = 7 * 24 * time.Hour
	OrganisationCodeLasts = 90 * 24 * time.Hour
	OrganisationCodeUses  = 20
)

// alphabet leaves out what is taken for something else when read aloud or from
// paper: 0 and O, 1, I and L, U and V, 2 and Z, 5 and S, 8 and B.
const alphabet = "34679ACDEFGHJKMNPQRTVWXY"

// A generated code has 16 of 24 letters and digits: 73 bits. One that was given
// needs as many; at most as many as a person types without a slip.
const (
	codeLength = 16
	codeGroup  = 4
	codeLimit  = 40
)

// NewCode generates a code from a source of randomness.
func NewCode(random io.Reader) (string, error) {
	const fair = 256 - 256%len(alphabet) // bytes beyond would make some letters likelier
	for {
		code := make([]byte, 0, codeLength)
		for one := make([]byte, 1); len(code) < codeLength; {
			if _, err := io.ReadFull(random, one); err != nil {
				return "", fmt.Errorf("making a code: %w", err)
			}
			if int(one[0]) < fair {
				code = append(code, alphabet[int(one[0])%len(alphabet)])
			}
		}
		if read, ok := ReadCode(string(code)); ok { // of letters alone it would be no code
			return read, nil
		}
	}
}

// ReadCode reads a code as people type it: in any case, with or without hyphens,
// also with spaces where a generated one has its hyphens.
// False: it is none. A code has letters and digits, at least 16 of them, so that
// nobody types one by chance.
func ReadCode(s string) (string, bool) {
	if groups := strings.Fields(s); len(groups) == codeLength/codeGroup && !slices.ContainsFunc(groups, func(g string) bool { return len(g) != codeGroup }) {
		s = strings.Join(groups, "")
	}
	code, letters, digits := read(s)
	return code, letters > 0 && digits > 0 && letters+digits >= codeLength && len(code) <= codeLimit
}

// OldForm reports whether a text looks like a code of older releases, short enough
// to be guessed: none of them is good any more.
func OldForm(s string) bool {
	code, letters, digits := read(s)
	return letters > 0 && digits > 0 && len(code) >= 8 && len(code) < codeLength && strings.Contains(strings.Trim(hyphens.Replace(s), " -"), "-")
}

// read takes letters and digits; what a code cannot have makes it empty.
func read(s string) (code string, letters, digits int) {
	if !strings.ContainsAny(s, "0123456789") { // as hardly any text does
		return "", 0, 0
	}
	var b strings.Builder
	for i, r := range strings.ToUpper(strings.TrimSpace(hyphens.Replace(s))) {
		switch {
		case r >= 'A' && r <= 'Z':
			letters++
		case r >= '0' && r <= '9':
			digits++
		case r == '-' && i > 0:
			continue
		default:
			return "", 0, 0
		}
		b.WriteRune(r)
	}
	return b.String(), letters, digits
}

// hyphens makes one of what keyboards write for it. It is made once: each text that people write may be a code.
var hyphens = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-", " - ", "-", " – ", "-", " — ", "-")

// Grouped is a code as people read it.
func Grouped(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i += codeGroup {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(code[i:min(i+codeGroup, len(code))])
	}
	return b.String()
}

// ForManagers gives an organisation a code, in place of the one that it had.
func ForManagers(o *domain.Organisation, code string, now time.Time) {
	o.Code, o.CodeUntil, o.CodeUses = code, domain.Instant(now.Add(OrganisationCodeLasts)), OrganisationCodeUses
}

// Revoke takes an organisation's code back; who manages it already still does.
func Revoke(o *domain.Organisation) { o.Code, o.CodeUntil, o.CodeUses = "", time.Time{}, 0 }

// ForStaff gives somebody who is not linked a code, in place of the one that they had.
func ForStaff(s *domain.Staff, code string, now time.Time) {
	s.Code, s.CodeUntil = code, domain.Instant(now.Add(StaffCodeLasts))
}

// Why a code cannot be given.
var (
	// ErrForm says that a code which somebody chose could be guessed, or not be typed.
	ErrForm = errors.New("a code has at least 16 letters and digits, with hyphens between")
	// ErrTaken says that a code was given to somebody else, whether it is still good or not.
	ErrTaken = errors.New("that code is taken")
)

// fresh is the code that was chosen, or one that is made, free for the organisation named ("": for nobody yet).
func (s *Service) fresh(ctx context.Context, chosen, organisation string) (string, error) {
	if chosen == "" {
		code, err := NewCode(s.Random)
		if err != nil {
			return "", err
		}
		return code, s.free(ctx, code, organisation)
	}
	code, ok := ReadCode(chosen)
	if !ok {
		return "", ErrForm
	}
	return code, s.free(ctx, code, organisation)
}

// Free is ErrTaken for a code of anybody but the organisation named ("": nobody). Whoever writes a code asks here.
func (s *Service) Free(ctx context.Context, by Actor, code, organisation string) error {
	if !by.May(Administer) {
		return domain.ErrForbidden
	}
	return s.free(ctx, code, organisation)
}

func (s *Service) free(ctx context.Context, code, organisation string) error {
	staff, organisations, err := s.of(ctx, code)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(organisations, func(o *domain.Organisation) bool { return o.ID == organisation })
	if len(staff)+len(others) > 0 {
		return ErrTaken
	}
	return nil
}

// of finds whom a code was given to, whatever it is worth.
func (s *Service) of(ctx context.Context, code string) ([]*domain.Staff, []*domain.Organisation, error) {
	staff, err := s.Roster.ByCode(ctx, code)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for a code: %w", err)
	}
	organisations, err := s.Organisations.ByCode(ctx, code)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for a code: %w", err)
	}
	return staff, organisations, nil
}
