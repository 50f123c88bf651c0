package page

import (
	"net/http"
	"regexp"
	"time"

	"jitasa/internal/domain"
)

// languageCookie holds the language that somebody chose, where a face has cookies.
const (
	languageCookie = "jitasa-language"
	languageLasts  = 90 * 24 * time.Hour
)

// maxForm bounds what a form may hold.
const maxForm = 64 << 10

// Request is what a page knows of who asks, and what for.
type Request struct {
	*http.Request
	T Texts
	// Frame is what the parts of the face's own show around its page.
	Frame any

	face     *Face
	w        http.ResponseWriter
	problems map[string]string // what is wrong with a form, by field, in words
}

func (f *Face) request(w http.ResponseWriter, q *http.Request) *Request {
	q.Body = http.MaxBytesReader(w, q.Body, maxForm)
	r := &Request{Request: q, face: f, w: w}
	asked := q.URL.Query().Get("lang")
	if f.Cookies != "" {
		asked = r.remembered(domain.Accepted(asked))
	}
	r.T = f.Kit.Texts(asked, q.Header.Get("Accept-Language"))
	return r
}

// remembered is the language that was asked for, now or once.
func (r *Request) remembered(asked string) string {
	chosen := ""
	if kept, err := r.Cookie(languageCookie); err == nil {
		chosen = kept.Value
	}
	if asked == "" || asked == chosen {
		return chosen
	}
	r.SetCookie(languageCookie, asked, languageLasts)
	return asked
}

// SetCookie makes the browser keep a value for the pages of the face; one that lasts less than no time is dropped.
func (r *Request) SetCookie(name, value string, lasts time.Duration) {
	http.SetCookie(r.w, &http.Cookie{
		Name: name, Value: value, Path: r.face.Cookies, MaxAge: int(lasts.Seconds()), HttpOnly: true, Secure: r.face.Secure, SameSite: http.SameSiteLaxMode,
	})
}

// Field is what a form says in a field.
func (r *Request) Field(name string) string { return r.PostFormValue(name) }

// ownNonce is a nonce of a page of ours, and what tells its forms apart.
var ownNonce = regexp.MustCompile(`^[A-Z2-7]{26}(-[A-Za-z0-9_-]{1,64})?$`)

// Nonce is the key of the use case that a form calls: a form that is sent twice has the same. It is an error if it does not
// look like one of ours, as it must not be a word that somebody has chosen.
func (r *Request) Nonce() (string, error) {
	if err := r.ParseForm(); err != nil || !ownNonce.MatchString(r.Field("nonce")) {
		return "", errForm
	}
	return r.Field("nonce"), nil
}
