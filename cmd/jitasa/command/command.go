package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/config"
	"jitasa/internal/store"
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// NewID is a new id, for what a command does once.
func NewID() string { return strings.ToLower(ulid.Make().String()) }

// mistake is what whoever typed the command has to mend; the process exits with 2.
type mistake string

func (m mistake) Error() string { return string(m) }

// Mistaken is an error that whoever typed the command has to mend, worded as fmt.Sprintf does.
func Mistaken(format string, args ...any) error { return mistake(fmt.Sprintf(format, args...)) }

// Fail says what went wrong, in one line or in the list that settings make. It gives the exit code of the process: 0 where
// nothing went wrong, 1 for failure, 2 for wrong arguments or settings.
func Fail(s Streams, err error) int {
	var problems config.Problems
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return 0
	case errors.As(err, &problems):
		fmt.Fprintln(s.Err, problems.Error())
		return 2
	}
	fmt.Fprintln(s.Err, "jitasa:", err)
	var m mistake
	if errors.Is(err, store.ErrSetup) || errors.As(err, &m) {
		return 2
	}
	return 1
}
