package console

import (
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// cookie holds a session's token, language the language that somebody chose.
const (
	cookie         = "jitasa-console"
	languageCookie = "jitasa-language"
	cookieLasts    = 90 * 24 * time.Hour
)

// goTo ends a request by leading somewhere else.
type goTo string

// Error implements error.
func (g goTo) Error() string { return "go to " + string(g) }

// invalid says what is wrong with a form: by field, the key of the text that says so. The page is shown again with it.
type invalid struct {
	fields map[string]string
	again  func(*Request) (page.View, error)
}

// Error implements error.
func (*invalid) Error() string { return "a form with problems" }

// headers are those of every page of the console: nothing is kept by anybody, no script runs.
func (c *Console) headers(g *gin.Context) {
	h := g.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // browsers that send no Sec-Fetch-Site say by it where a form comes from
	h.Set("Cache-Control", "no-store")
}

// ownForms refuses forms that another site's page sends.
func (c *Console) ownForms(g *gin.Context) {
	if err := c.origin.Check(g.Request); err != nil {
		g.AbortWithStatus(http.StatusForbidden)
	}
}

// maxForm bounds what a form may hold.
const maxForm = 64 << 10

// anybody shows a page to whoever asks, signed in or not.
func (c *Console) anybody(show func(*Request) (page.View, error)) gin.HandlerFunc {
	return func(g *gin.Context) {
		r := c.request(g)
		v, err := show(r)
		c.answer(g, r, v, err)
	}
}

// page shows a page to staff who are signed in.
func (c *Console) page(show func(*Request) (page.View, error)) gin.HandlerFunc {
	return func(g *gin.Context) {
		r := c.request(g)
		err := c.resume(g, r)
		var v page.View
		if err == nil {
			v, err = show(r)
		}
		c.answer(g, r, v, err)
	}
}

// nonceForm is a nonce of a page of ours, and what tells its forms apart.
var nonceForm = regexp.MustCompile(`^[A-Z2-7]{26}(-[A-Za-z0-9_-]{1,64})?$`)

// errForm: what was sent is no form of ours, or was cut off.
var errForm = errors.New("not a form of ours")

// ownForm refuses a form whose nonce does not look like one of ours: it becomes a key of the use case, and must not be a word
// that somebody has chosen.
func (r *Request) ownForm() error {
	if err := r.ParseForm(); err != nil || !nonceForm.MatchString(r.field("nonce")) {
		return errForm
	}
	return nil
}

// form does what a form of staff asks for, and leads on.
func (c *Console) form(do func(*Request) (to string, err error)) gin.HandlerFunc {
	return c.page(func(r *Request) (page.View, error) {
		if err := r.ownForm(); err != nil {
			return page.View{}, err
		}
		to, err := do(r)
		if err == nil {
			err = goTo(to)
		}
		return page.View{}, err
	})
}

func (c *Console) request(g *gin.Context) *Request {
	g.Request.Body = http.MaxBytesReader(g.Writer, g.Request.Body, maxForm)
	r := &Request{Request: g.Request, param: g.Param}
	chosen := ""
	if kept, err := g.Request.Cookie(languageCookie); err == nil {
		chosen = kept.Value
	}
	if asked := domain.Accepted(g.Query("lang")); asked != "" && asked != chosen {
		chosen = asked
		c.setCookie(g, languageCookie, asked, cookieLasts)
	}
	r.T = c.Speak(domain.Speaks(domain.Accepted(chosen, g.GetHeader("Accept-Language"))))
	return r
}

// errSignedOut: there is no session, or none any more.
var errSignedOut = errors.New("not signed in")

// resume finds out who asks.
func (c *Console) resume(g *gin.Context, r *Request) error {
	held, err := g.Request.Cookie(cookie)
	if err != nil {
		return errSignedOut
	}
	s, fresh, err := c.Doors.Resume(g.Request.Context(), held.Value)
	switch {
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, domain.ErrForbidden):
		c.setCookie(g, cookie, "", -time.Second)
		return errSignedOut
	case err != nil:
		return err
	case fresh != "":
		c.setCookie(g, cookie, fresh, cookieLasts)
	}
	r.Session = s
	r.By, err = c.Access.StaffActor(g.Request.Context(), s.Staff, access.Console)
	return err
}

func (c *Console) setCookie(g *gin.Context, name, value string, lasts time.Duration) {
	http.SetCookie(g.Writer, &http.Cookie{
		Name: name, Value: value, Path: "/console", MaxAge: int(lasts.Seconds()), HttpOnly: true, Secure: strings.HasPrefix(c.Base, "https:"), SameSite: http.SameSiteLaxMode,
	})
}

// answer shows what came of a request: a page, another address, or what went wrong, in words.
func (c *Console) answer(g *gin.Context, r *Request, v page.View, err error) {
	status := http.StatusOK
	var elsewhere goTo
	var bad *invalid
	switch {
	case err == nil:
	case errors.As(err, &elsewhere):
		g.Redirect(http.StatusSeeOther, string(elsewhere))
		return
	case errors.As(err, &bad):
		r.Problems = map[string]string{}
		for field, key := range bad.fields {
			r.Problems[field] = r.T.T(key)
		}
		status = http.StatusUnprocessableEntity
		if v, err = bad.again(r); err != nil {
			status, v = c.wrong(r, err)
		}
	default:
		status, v = c.wrong(r, err)
	}
	html, err := c.Kit.Render(r.T, v)
	if err != nil {
		c.Log.ErrorContext(r.Context(), "page not rendered", "error", err)
		g.Status(http.StatusInternalServerError)
		return
	}
	g.Data(status, "text/html; charset=utf-8", html)
}

// wrong is the page that says what went wrong.
//
//i18n:keys console.signed_out.* console.forbidden.* console.missing.* console.conflict.* console.sorry.* console.form.* console.used.* console.needed.*
func (c *Console) wrong(r *Request, err error) (status int, v page.View) {
	status, key := http.StatusServiceUnavailable, "sorry"
	switch {
	case errors.Is(err, errUsed):
		status, key = http.StatusGone, "used"
	case errors.Is(err, errForm):
		status, key = http.StatusBadRequest, "form"
	case errors.Is(err, access.ErrNeeded):
		status, key = http.StatusConflict, "needed"
	case errors.Is(err, errSignedOut):
		status, key = http.StatusUnauthorized, "signed_out"
	case errors.Is(err, domain.ErrForbidden):
		status, key = http.StatusForbidden, "forbidden"
	case errors.Is(err, domain.ErrNotFound):
		status, key = http.StatusNotFound, "missing"
	case errors.Is(err, domain.ErrConflict):
		status, key = http.StatusConflict, "conflict"
	default:
		c.Log.ErrorContext(r.Context(), "page not made", "error", err)
	}
	v = page.View{Page: "console", Class: "console", Title: r.T.T("console." + key + ".title"), Lead: r.T.T("console." + key + ".lead"), Data: c.common(r, "")}
	if r.Method != http.MethodGet { // the address of a form is no page to be had in another language
		v.Path = "/console/"
	}
	return status, v
}
