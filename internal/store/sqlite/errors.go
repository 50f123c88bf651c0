package sqlite

import (
	"context"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Primary result codes of SQLite (https://sqlite.org/rescode.html).
const (
	codePerm       = 3
	codeBusy       = 5
	codeLocked     = 6
	codeReadOnly   = 8
	codeInterrupt  = 9
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeTooBig     = 18
	codeConstraint = 19
	codeNotADB     = 26
)

var errClosed = fmt.Errorf("%w: the database is closed", domain.ErrUnavailable)

// explain gives SQLite's errors the words and the domain errors that callers can act on.
func explain(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case codeBusy, codeLocked:
		return fmt.Errorf("%w: another process keeps the database locked", domain.ErrUnavailable)
	case codeFull:
		return fmt.Errorf("%w: the disk of the database is full", domain.ErrUnavailable)
	case codeIO:
		return fmt.Errorf("%w: the disk of the database fails: %w", domain.ErrUnavailable, e)
	case codeReadOnly:
		return fmt.Errorf("%w: the database is read-only: check the owner and mode of the file and its folder", store.ErrSetup)
	case codePerm, codeCantOpen:
		return fmt.Errorf("%w: the database cannot be opened: check that the folder exists and may be written", store.ErrSetup)
	case codeCorrupt:
		return fmt.Errorf("%w: the database is damaged: restore a backup", store.ErrSetup)
	case codeNotADB:
		return fmt.Errorf("%w: the file is not a database", store.ErrSetup)
	case codeTooBig:
		return domain.ErrTooLarge
	case codeInterrupt:
		return context.Canceled
	}
	return err
}

func isConstraint(err error) bool {
	var e *driver.Error
	return errors.As(err, &e) && e.Code()&0xff == codeConstraint
}
