package page

import (
	"errors"
	"net/http"

	"jitasa/internal/domain"
)

// Problem is an error that says itself how it is answered: with which status, and by the texts page.KEY.title and page.KEY.lead.
type Problem struct {
	Status int
	Key    string
}

// Error implements error.
func (p *Problem) Error() string { return p.Key }

// GoTo is an error that ends a request by leading somewhere else.
type GoTo string

// Error implements error.
func (g GoTo) Error() string { return "go to " + string(g) }

// Invalid is an error that says what is wrong with a form: by field, the key of the text that says so. The page of the form is
// shown again, with what was filled in.
type Invalid struct {
	Fields map[string]string
	Again  func() (View, error)
}

// Error implements error.
func (*Invalid) Error() string { return "a form with problems" }

var (
	// errForm: what was sent is no form of ours, or was cut off.
	errForm = &Problem{http.StatusBadRequest, "form"}
	// errForeign: another site's page sent it.
	errForeign = &Problem{http.StatusForbidden, "form"}
)

// meaning is the one place that says what an error means to a browser and to whoever looks at it.
func meaning(err error) *Problem {
	if p := (*Problem)(nil); errors.As(err, &p) {
		return p
	}
	for _, m := range []struct {
		is     error
		status int
		key    string
	}{
		{domain.ErrForbidden, http.StatusForbidden, "forbidden"},
		{domain.ErrNotFound, http.StatusNotFound, "missing"},
		{domain.ErrConflict, http.StatusConflict, "conflict"},
		{domain.ErrExists, http.StatusConflict, "conflict"},
		{domain.ErrInvalid, http.StatusUnprocessableEntity, "form"},
		{domain.ErrTooLarge, http.StatusRequestEntityTooLarge, "form"},
	} {
		if errors.Is(err, m.is) {
			return &Problem{m.status, m.key}
		}
	}
	return &Problem{http.StatusServiceUnavailable, "sorry"}
}
