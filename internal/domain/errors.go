package domain

import "errors"

// The errors that cross package borders. Compare with errors.Is.
var (
	// ErrNotFound: there is no such document.
	ErrNotFound = errors.New("not found")
	// ErrConflict: somebody else wrote the document since it was read.
	ErrConflict = errors.New("conflict")
	// ErrExists: a document with this id, or with this unique key, is there already.
	ErrExists = errors.New("already exists")
	// ErrTooLarge: the document is over the size that every engine can keep (16 MB).
	ErrTooLarge = errors.New("too large")
	// ErrUnavailable: the store or a service cannot be reached at the moment; a retry may help.
	ErrUnavailable = errors.New("unavailable")
	// ErrInvalid: the value breaks a rule of the field.
	ErrInvalid = errors.New("invalid")
	// ErrForbidden: whoever asks may not do this.
	ErrForbidden = errors.New("forbidden")
)
