package mongo

import (
	"context"
	"errors"
	"fmt"

	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/auth"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

var (
	errClosed = fmt.Errorf("%w: the database is closed", domain.ErrUnavailable)
	errDown   = fmt.Errorf("%w: the database does not answer", domain.ErrUnavailable)
	errLate   = fmt.Errorf("%w: the database took too long", domain.ErrUnavailable)
	// errMalformed is a command that the server did not even begin.
	errMalformed = errors.New("the database refused")
)

// Error codes of MongoDB (src/mongo/base/error_codes.yml).
const (
	codeUnauthorized   = 13
	codeAuthentication = 18
	codeTooLarge       = 10334 // BSONObjectTooLarge
	codeBadValue       = 2
	codeFailedToParse  = 9
	codeTypeMismatch   = 14
	codeOverflow       = 15 // too deeply nested
	codeInvalidBSON    = 22
	codeDuplicate      = 11000
	codeOptionsDiffer  = 85 // IndexOptionsConflict
	codeKeysDiffer     = 86 // IndexKeySpecsConflict
)

// passing are the codes of what an election or a restart brings about.
func passing(code int) bool {
	switch code {
	case 6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436: // host gone, shutting down, stepping down, no primary …
		return true
	}
	return false
}

// malformed are the codes of what the server cannot read.
func malformed(code int) bool {
	switch code {
	case codeBadValue, codeFailedToParse, codeTypeMismatch, codeOverflow, codeInvalidBSON:
		return true
	}
	return false
}

// explain gives the driver's errors the words and the domain errors that callers
// can act on. The server's own words are left out: they may quote a document.
func (e *Engine) explain(ctx context.Context, err error) error {
	switch {
	case err == nil, isOurs(err):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, driver.ErrClientDisconnected):
		return errClosed
	case isAuthentication(err):
		return fmt.Errorf("%w: MongoDB refuses the user or the password in JITASA_STORE: correct them (a user of another database needs ?authSource=)", store.ErrSetup)
	case driver.IsTimeout(err):
		return errLate
	case isNetwork(err):
		return errDown
	}
	return explainCode(err)
}

func isOurs(err error) bool {
	for _, known := range []error{
		domain.ErrNotFound, domain.ErrConflict, domain.ErrExists, domain.ErrTooLarge, domain.ErrUnavailable, domain.ErrInvalid, store.ErrSetup,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

func explainCode(err error) error {
	code, name := codeOf(err)
	switch {
	case code == codeTooLarge:
		return fmt.Errorf("%w: %w", domain.ErrTooLarge, errMalformed)
	case malformed(code):
		return fmt.Errorf("%w: code %d %s", errMalformed, code, name)
	case code == codeUnauthorized:
		return fmt.Errorf("%w: the MongoDB user in JITASA_STORE may not do this: grant it readWrite on the database", store.ErrSetup)
	case passing(code):
		return errDown
	case code != 0:
		return fmt.Errorf("the database refused: code %d %s", code, name)
	}
	return errors.New("the database gave an answer that cannot be read")
}

// codeOf is the server's error code; 0 if the error is none of the server's.
func codeOf(err error) (code int, name string) {
	var command driver.CommandError
	if errors.As(err, &command) {
		return int(command.Code), command.Name
	}
	var write driver.WriteException
	if errors.As(err, &write) {
		if len(write.WriteErrors) > 0 {
			return write.WriteErrors[0].Code, ""
		}
		if write.WriteConcernError != nil {
			return write.WriteConcernError.Code, write.WriteConcernError.Name
		}
	}
	var bulk driver.BulkWriteException
	if errors.As(err, &bulk) {
		if len(bulk.WriteErrors) > 0 {
			return bulk.WriteErrors[0].Code, ""
		}
		if bulk.WriteConcernError != nil {
			return bulk.WriteConcernError.Code, bulk.WriteConcernError.Name
		}
	}
	return 0, ""
}

func isAuthentication(err error) bool {
	var refused *auth.Error
	code, _ := codeOf(err)
	return code == codeAuthentication || errors.As(err, &refused)
}

func isNetwork(err error) bool {
	var selection topology.ServerSelectionError
	var connection topology.ConnectionError
	code, _ := codeOf(err)
	return driver.IsNetworkError(err) || errors.As(err, &selection) || errors.As(err, &connection) || passing(code)
}
