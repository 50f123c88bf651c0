package access

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// How long browsers are let in.
const (
	// LinkLasts is how long a sign-in link works that somebody asks for themselves; InvitationLasts is for one that is passed on.
	LinkLasts       = 15 * time.Minute
	InvitationLasts = 24 * time.Hour
	// A session ends after so long without a request, and after so long at all.
	idleFor    = 14 * 24 * time.Hour
	sessionFor = 90 * 24 * time.Hour
	// Its secret is another one after rotateAfter. The one before is good until the browser has come with the new one, whose
	// answer may have been lost, and for formerFor in any case, for requests under way.
	rotateAfter = 12 * time.Hour
	formerFor   = 2 * time.Minute
	// seenEvery is how exactly it is known when a session was last used.
	seenEvery = 5 * time.Minute
)

// SignIn is a link that lets a member of staff into the console, once. Its id is the hash of the link's secret.
type SignIn struct {
	domain.Meta
	Staff  string    `json:"staff"`
	Until  time.Time `json:"until"`
	UsedAt time.Time `json:"usedAt,omitzero"`
}

// Session is a browser in which a member of staff is signed in. The browser holds its id and a secret; what is kept is the hash.
type Session struct {
	domain.Meta
	Staff     string    `json:"staff"`
	Hash      string    `json:"hash"`
	Former    string    `json:"former,omitempty"`    // the hash before the last rotation
	Confirmed bool      `json:"confirmed,omitempty"` // the browser has come with the secret of Hash
	Browser   string    `json:"browser,omitempty"`   // by which its owner knows it: "Chrome, Android"
	CreatedAt time.Time `json:"createdAt"`
	RotatedAt time.Time `json:"rotatedAt"`
	SeenAt    time.Time `json:"seenAt"`
	Until     time.Time `json:"until"` // moves on with SeenAt
}

// SignIns keeps links.
type SignIns interface {
	Insert(ctx context.Context, s *SignIn) error
	Update(ctx context.Context, id string, change func(*SignIn) error) (*SignIn, error)
}

// Sessions keeps sessions.
type Sessions interface {
	Get(ctx context.Context, id string) (*Session, error)
	Insert(ctx context.Context, s *Session) error
	Update(ctx context.Context, id string, change func(*Session) error) (*Session, error)
	Delete(ctx context.Context, ids ...string) error
	// Of streams the sessions of a member of staff, the newest first.
	Of(ctx context.Context, staff string) iter.Seq2[*Session, error]
}

// Doors lets members of staff into the console: by a link that works once, then by a session that they and admins can end.
type Doors struct {
	SignIns  SignIns
	Sessions Sessions
	Staff    interface {
		Get(ctx context.Context, id string) (*domain.Staff, error)
	}
	Audit  *Audit
	Random io.Reader
	Now    func() time.Time
}

// may refuses whoever is neither the member of staff themselves nor one who looks after staff.
func (d *Doors) may(by Actor, staff string) error {
	if by.May(Administer) || by.StaffID() == staff && by.Works() {
		return nil
	}
	return domain.ErrForbidden
}

// Link makes a sign-in link of a member of staff, good for a time; what it returns is the link's secret. It is for themselves,
// or for whoever looks after staff. Under the same key it is the same link, which is made once: a key that is used again brings
// back no link that was used or ran out. domain.ErrConflict: they do not work for the network any more.
func (d *Doors) Link(ctx context.Context, by Actor, key, staff string, lasts time.Duration) (secret string, err error) {
	if err := d.may(by, staff); err != nil {
		return "", err
	}
	if _, err := d.active(ctx, staff); err != nil {
		if errors.Is(err, domain.ErrForbidden) {
			err = domain.ErrConflict
		}
		return "", err
	}
	mac := hmac.New(sha256.New, d.Audit.Key)
	fmt.Fprintf(mac, "sign-in %q %q", staff, key) // the same key gives the same link, however often it is asked for
	secret = base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	err = d.Audit.Once(ctx, by, key, LinkMade, staff, func() (string, string, error) {
		return "", "", d.keep(ctx, secret, staff, lasts)
	})
	return secret, err
}

func (d *Doors) keep(ctx context.Context, secret, staff string, lasts time.Duration) error {
	err := d.SignIns.Insert(ctx, &SignIn{Meta: domain.Meta{ID: hashed(secret)}, Staff: staff, Until: domain.Instant(d.Now().Add(lasts))})
	if err != nil && !errors.Is(err, domain.ErrExists) {
		return fmt.Errorf("keeping a sign-in link: %w", err)
	}
	return nil
}

// Enter trades the secret of a link for a session. A link that was used, ran out or never was is domain.ErrNotFound: they look
// alike. One that lets nobody in because something failed can be used again.
func (d *Doors) Enter(ctx context.Context, secret, browser string) (token string, s *Session, err error) {
	id, idErr := d.secret()
	held, heldErr := d.secret()
	if err := errors.Join(idErr, heldErr); err != nil {
		return "", nil, err
	}
	now := d.Now()
	link, err := d.SignIns.Update(ctx, hashed(secret), func(l *SignIn) error {
		if !l.UsedAt.IsZero() || !now.Before(l.Until) {
			return domain.ErrNotFound
		}
		l.UsedAt = domain.Instant(now)
		return nil
	})
	if err != nil {
		return "", nil, wrapped(err, "using a sign-in link")
	}
	at := domain.Instant(now)
	s = &Session{
		Meta: domain.Meta{ID: id[:22]}, Staff: link.Staff, Hash: hashed(held), Browser: browser,
		CreatedAt: at, RotatedAt: at, SeenAt: at, Until: at.Add(idleFor),
	}
	if err := d.begin(ctx, s); err != nil {
		return "", nil, errors.Join(err, d.unuse(ctx, link.ID, s.ID))
	}
	return s.ID + "." + held, s, nil
}

// begin keeps a session, and records that somebody signed in.
func (d *Doors) begin(ctx context.Context, s *Session) error {
	who, err := d.active(ctx, s.Staff)
	if err != nil {
		return err
	}
	if err := d.Sessions.Insert(ctx, s); err != nil {
		return fmt.Errorf("keeping a session: %w", err)
	}
	return d.Audit.Record(ctx, Actor{Person: who.Person, Staff: who, From: Console}, s.ID, Change{Did: SignedIn, Subject: s.Staff})
}

// unuse takes back what was done with a link that let nobody in, also where that was for somebody who went away.
func (d *Doors) unuse(ctx context.Context, link, session string) error {
	ctx = context.WithoutCancel(ctx)
	_, err := d.SignIns.Update(ctx, link, func(l *SignIn) error { l.UsedAt = time.Time{}; return nil })
	return errors.Join(err, d.Sessions.Delete(ctx, session))
}

// Resume finds the session of what a browser holds: domain.ErrNotFound for one that is over. fresh is what the browser is to
// hold from now on, "" for the same.
func (d *Doors) Resume(ctx context.Context, token string) (s *Session, fresh string, err error) {
	id, secret, ok := strings.Cut(token, ".")
	if !ok || id == "" || secret == "" {
		return nil, "", domain.ErrNotFound
	}
	if s, err = d.Sessions.Get(ctx, id); err != nil {
		return nil, "", wrapped(err, "reading a session")
	}
	now := d.Now()
	if s.stale(hashed(secret), now) {
		return nil, "", errors.Join(domain.ErrNotFound, d.endStolen(ctx, s))
	}
	if err := s.admits(hashed(secret), now); err != nil {
		return nil, "", err
	}
	if _, err := d.active(ctx, s.Staff); err != nil {
		return nil, "", err
	}
	if now.Sub(s.SeenAt) < seenEvery && !s.rotates(hashed(secret), now) && (s.Confirmed || hashed(secret) != s.Hash) {
		return s, "", nil
	}
	return d.moveOn(ctx, s, secret)
}

// moveOn notes that a session is in use, and gives it another secret when it is time. Of two requests at once one does it.
func (d *Doors) moveOn(ctx context.Context, s *Session, secret string) (_ *Session, fresh string, err error) {
	now := d.Now()
	next, err := d.secret()
	if err != nil {
		return nil, "", err
	}
	changed, err := d.Sessions.Update(ctx, s.ID, func(s *Session) error {
		fresh = ""
		if err := s.admits(hashed(secret), now); err != nil {
			return err
		}
		if s.Hash == hashed(secret) {
			s.Confirmed = true
		}
		if s.rotates(hashed(secret), now) {
			s.Former, s.Hash, s.Confirmed = hashed(secret), hashed(next), false
			s.RotatedAt, fresh = domain.Instant(now), s.ID+"."+next
		}
		s.SeenAt = domain.Instant(now)
		s.Until = s.SeenAt.Add(idleFor)
		if last := s.CreatedAt.Add(sessionFor); s.Until.After(last) {
			s.Until = last
		}
		return nil
	})
	if err != nil {
		return nil, "", wrapped(err, "going on with a session")
	}
	return changed, fresh, nil
}

// admits reports whether a session is good for whoever holds the secret of a hash.
func (s *Session) admits(hash string, now time.Time) error {
	current := subtle.ConstantTimeCompare([]byte(hash), []byte(s.Hash)) == 1
	former := subtle.ConstantTimeCompare([]byte(hash), []byte(s.Former)) == 1 && (!s.Confirmed || now.Sub(s.RotatedAt) < formerFor)
	if now.Before(s.Until) && (current || former) {
		return nil
	}
	return domain.ErrNotFound
}

// stale reports whether somebody comes with a secret that the browser has given up: there are two who had it.
func (s *Session) stale(hash string, now time.Time) bool {
	return hash == s.Former && s.Confirmed && now.Sub(s.RotatedAt) >= formerFor
}

// endStolen ends a session that two have: which of them is its owner, nobody can tell.
func (d *Doors) endStolen(ctx context.Context, s *Session) error {
	if err := d.Audit.Record(ctx, ByTimer(), "stale/"+s.ID, Change{Did: SessionEnded, Subject: s.Staff}); err != nil {
		return err
	}
	return d.Sessions.Delete(ctx, s.ID)
}

// rotates reports whether it is time for another secret, or whether the last one got lost on the way. Of several requests at
// once only the first is given it: the others have been overtaken.
func (s *Session) rotates(hash string, now time.Time) bool {
	since := now.Sub(s.RotatedAt)
	return hash == s.Hash && since >= rotateAfter || hash == s.Former && !s.Confirmed && since >= formerFor
}

// Open lists the sessions of a member of staff that are not over.
func (d *Doors) Open(ctx context.Context, by Actor, staff string) (open []*Session, err error) {
	if err := d.may(by, staff); err != nil {
		return nil, err
	}
	for s, err := range d.Sessions.Of(ctx, staff) {
		if err != nil {
			return nil, fmt.Errorf("listing sessions: %w", err)
		}
		if d.Now().Before(s.Until) {
			open = append(open, s)
		}
	}
	return open, nil
}

// End ends a session of a member of staff; one that is over already is no error.
func (d *Doors) End(ctx context.Context, by Actor, key, staff, id string) error {
	if err := d.may(by, staff); err != nil {
		return err
	}
	s, err := d.Sessions.Get(ctx, id)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return nil
	case err != nil:
		return fmt.Errorf("reading a session: %w", err)
	case s.Staff != staff:
		return domain.ErrForbidden
	}
	if err := d.Audit.Record(ctx, by, key+"/"+id, Change{Did: SessionEnded, Subject: staff}); err != nil {
		return err
	}
	if err := d.Sessions.Delete(ctx, id); err != nil {
		return fmt.Errorf("ending a session: %w", err)
	}
	return nil
}

// active is a member of staff; domain.ErrForbidden if they do not work for the network any more.
func (d *Doors) active(ctx context.Context, staff string) (*domain.Staff, error) {
	one, err := d.Staff.Get(ctx, staff)
	switch {
	case errors.Is(err, domain.ErrNotFound), err == nil && !one.DisabledAt.IsZero():
		return nil, domain.ErrForbidden
	case err != nil:
		return nil, fmt.Errorf("looking for staff: %w", err)
	}
	return one, nil
}

// secret is what nobody can guess: 32 random bytes.
func (d *Doors) secret() (string, error) {
	var b [32]byte
	if _, err := io.ReadFull(d.Random, b[:]); err != nil {
		return "", fmt.Errorf("drawing a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}

// hashed is what is kept of a secret: it is too long to be found again.
func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
