package page

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

const htmlKind = "text/html; charset=utf-8"

// Face answers the requests for the pages of one web face: every page that is shown, and everything that goes wrong, goes
// through it. Its fields are not changed once it answers.
type Face struct {
	Kit *Kit
	Log *slog.Logger
	// Forms: its pages have forms, which are sent to us only.
	Forms bool
	// Cookies is the path that its cookies are for. Without one it sets none, and caches may keep its pages.
	Cookies string
	// Secure: its cookies go over https only.
	Secure bool
	// Wrong is the page that says what went wrong; page.KEY.title and page.KEY.lead are its texts.
	Wrong func(r *Request, key string) View

	origin http.CrossOriginProtection
}

// Route is what answers at an address, which is written as [http.ServeMux] has it: "GET /news/{id}".
type Route struct {
	Pattern string
	http.Handler
}

// Page answers with a page. Whoever has it already is told that it is the same, if it lasts.
func (f *Face) Page(show func(*Request) (View, error)) http.Handler {
	return f.Do(func(w http.ResponseWriter, r *Request) error {
		v, err := show(r)
		if err != nil {
			return err
		}
		return f.show(w, r, http.StatusOK, v)
	})
}

// Do answers with what is written; an error that comes before anything was written becomes a page.
func (f *Face) Do(do func(http.ResponseWriter, *Request) error) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, q *http.Request) {
		w := &answer{ResponseWriter: to}
		f.headers(w.Header(), "")
		r := f.request(w, q)
		err := error(errForeign)
		if f.origin.Check(q) == nil {
			err = do(w, r)
		}
		if err != nil {
			f.fail(w, r, err)
		}
	})
}

// answer knows whether anything was answered yet.
type answer struct {
	http.ResponseWriter
	begun bool
}

func (a *answer) WriteHeader(status int) {
	a.begun = true
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	a.begun = true
	return a.ResponseWriter.Write(b)
}

// Unwrap lets [http.ResponseController] through.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// headers are those of everything that a browser shows: no script runs, nobody frames it, and nobody keeps it unless it
// is said for how long. Pictures may come from us, and from images.
func (f *Face) headers(h http.Header, images string) {
	forms, referrer := "'none'", "no-referrer"
	if f.Forms { // browsers that send no Sec-Fetch-Site say by the referrer where a form comes from
		forms, referrer = "'self'", "same-origin"
	}
	if images != "" {
		images = " " + images
	}
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:"+images+"; base-uri 'none'; form-action "+forms+"; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", referrer)
	h.Set("Cache-Control", "no-store")
}

func (f *Face) show(w http.ResponseWriter, r *Request, status int, v View) error {
	sheet := v.Made
	if sheet == nil {
		html, err := f.Kit.render(r, v)
		if err != nil {
			return err
		}
		made := NewSheet(html, time.Time{})
		sheet = &made
	}
	if v.Kind == "" {
		v.Kind = htmlKind
	}
	h := w.Header()
	f.headers(h, v.Images)
	if f.Cookies == "" {
		h.Set("Vary", "Accept-Language")
	}
	if status == http.StatusOK && v.Lasts > 0 {
		h.Set("Cache-Control", Lasting(v.Lasts))
		sheet.Serve(w, r.Request, v.Kind)
		return nil
	}
	h.Set("Content-Type", v.Kind)
	h.Set("Content-Length", strconv.Itoa(len(sheet.Content)))
	w.WriteHeader(status)
	_, _ = w.Write(sheet.Content) // whoever asked may be gone; the server leaves it out for HEAD
	return nil
}

// Lasting is a Cache-Control that lets anybody keep what was answered for so long.
func Lasting(d time.Duration) string { return fmt.Sprintf("public, max-age=%d", int(d.Seconds())) }

// fail answers with what an error means: another address, the form with what is wrong with it, or a page that says what happened.
func (f *Face) fail(w *answer, r *Request, err error) {
	var elsewhere GoTo
	var bad *Invalid
	switch {
	case w.begun:
		f.Log.ErrorContext(r.Context(), "answer broken off", "error", err)
		return
	case errors.As(err, &elsewhere):
		http.Redirect(w, r.Request, string(elsewhere), http.StatusSeeOther)
		return
	case errors.As(err, &bad):
		if err = f.again(w, r, bad); err == nil {
			return
		}
	}
	p := meaning(err)
	if p.Status >= http.StatusInternalServerError {
		f.Log.ErrorContext(r.Context(), "page not made", "error", err)
	}
	if err := f.show(w, r, p.Status, f.Wrong(r, p.Key)); err != nil {
		f.Log.ErrorContext(r.Context(), "no page for what went wrong", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// again shows a form once more, with what is wrong beside its fields.
func (f *Face) again(w http.ResponseWriter, r *Request, bad *Invalid) error {
	r.problems = map[string]string{}
	for field, key := range bad.Fields {
		r.problems[field] = r.T.T(key)
	}
	v, err := bad.Again()
	if err != nil {
		return err
	}
	return f.show(w, r, http.StatusUnprocessableEntity, v)
}
