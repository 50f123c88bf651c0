package console

import (
	"errors"
	"net/http"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// cookie holds a session's token.
const (
	cookie      = "jitasa-console"
	cookieLasts = 90 * 24 * time.Hour
)

// Request is what a page knows of a member of staff who asks.
type Request struct {
	*page.Request
	By      access.Actor
	Session *access.Session
	nonce   string // of the form that was sent
}

// page shows a page to staff who are signed in.
func (c *Console) page(show func(*Request) (page.View, error)) http.Handler {
	return c.face.Page(func(asked *page.Request) (page.View, error) {
		r := &Request{Request: asked}
		if err := c.resume(r); err != nil {
			return page.View{}, err
		}
		return show(r)
	})
}

// answered shows what came of a form to staff who are signed in.
func (c *Console) answered(do func(*Request) (page.View, error)) http.Handler {
	return c.page(func(r *Request) (v page.View, err error) {
		if r.nonce, err = r.Nonce(); err != nil {
			return v, err
		}
		return do(r)
	})
}

// form does what a form of staff asks for, and leads on.
func (c *Console) form(do func(*Request) (to string, err error)) http.Handler {
	return c.answered(func(r *Request) (page.View, error) {
		to, err := do(r)
		if err == nil {
			err = page.GoTo(to)
		}
		return page.View{}, err
	})
}

// errSignedOut: there is no session, or none any more.
var errSignedOut = &page.Problem{Status: http.StatusUnauthorized, Key: "signed_out"}

// resume finds out who asks.
func (c *Console) resume(r *Request) error {
	held, err := r.Cookie(cookie)
	if err != nil {
		return errSignedOut
	}
	s, fresh, err := c.Doors.Resume(r.Context(), held.Value)
	switch {
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, domain.ErrForbidden):
		r.SetCookie(cookie, "", -time.Second)
		return errSignedOut
	case err != nil:
		return err
	case fresh != "":
		r.SetCookie(cookie, fresh, cookieLasts)
	}
	r.Session = s
	if r.By, err = c.Access.StaffActor(r.Context(), s.Staff, access.Console); err != nil {
		return err
	}
	r.Frame = r.frame()
	return nil
}
