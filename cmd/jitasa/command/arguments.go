package command

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"jitasa/internal/config"
)

// Configured reads a command's settings and so many operands. Where it is not ok, it has
// printed the help or what is wrong, and the process exits with the code.
func Configured(s Streams, args []string, usage string, operands int, own ...config.Option) (c config.Config, rest []string, code int, ok bool) {
	c, rest, code, ok = settings(s, args, usage, own)
	switch {
	case !ok:
		return c, nil, code, false
	case len(rest) > operands:
		fmt.Fprintf(s.Err, "jitasa: unexpected argument %q\n%s\n", rest[operands], usage)
		return c, nil, 2, false
	case len(rest) < operands:
		fmt.Fprintln(s.Err, usage)
		return c, nil, 2, false
	}
	return c, rest, 0, true
}

// Verb is what the first operand of a command may say: how many others may follow it, and what it does.
type Verb struct {
	least, most int
	run         func(context.Context) error
}

// Takes makes a verb that takes so many operands.
func Takes(least, most int, run func(context.Context) error) Verb { return Verb{least, most, run} }

// Said is Configured for a command whose first operand is one of some verbs. It gives what that verb does, and the operands behind it.
func Said(s Streams, args []string, usage string, verbs map[string]Verb, own ...config.Option) (c config.Config, run func(context.Context) error, operands []string, code int, ok bool) {
	c, rest, code, ok := settings(s, args, usage, own)
	if !ok {
		return c, nil, nil, code, false
	}
	if len(rest) > 0 {
		operands = rest[1:]
		verb, known := verbs[rest[0]]
		if known && verb.least <= len(operands) && len(operands) <= verb.most {
			return c, verb.run, operands, 0, true
		}
	}
	fmt.Fprintln(s.Err, usage)
	return c, nil, nil, 2, false
}

// settings reads a command's settings, whatever its operands.
func settings(s Streams, args []string, usage string, own []config.Option) (c config.Config, rest []string, code int, ok bool) {
	c, rest, err := config.Load(args, os.Getenv, own...)
	switch {
	case errors.Is(err, config.ErrHelp):
		fmt.Fprintf(s.Out, "%s\n\n%s", usage, config.Usage(own...))
		return c, nil, 0, false
	case err != nil:
		return c, nil, Fail(s, err), false
	}
	return c, rest, 0, true
}

// Flagged reads the flags of a command that has no settings, like Configured.
func Flagged(s Streams, args []string, usage string, flags *pflag.FlagSet) (code int, ok bool) {
	flags.SetOutput(s.Err) // what pflag prints by itself
	flags.Usage = func() {}
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprintf(s.Out, "%s\n\n%s", usage, flags.FlagUsages())
		return 0, false
	case err != nil:
		fmt.Fprintf(s.Err, "jitasa: %v\n%s\n", err, usage)
		return 2, false
	}
	return 0, true
}

// Without is Flagged for a command that takes no operands either.
func Without(s Streams, args []string, usage string, flags *pflag.FlagSet) (code int, ok bool) {
	if code, ok = Flagged(s, args, usage, flags); ok && flags.NArg() > 0 {
		fmt.Fprintf(s.Err, "jitasa: unexpected argument %q\n%s\n", flags.Arg(0), usage)
		return 2, false
	}
	return code, ok
}
