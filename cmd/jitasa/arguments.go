package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"jitasa/internal/config"
)

// configured reads a command's settings and operands. Where it is not ok, it has
// printed the help or what is wrong, and the process exits with the code.
func configured(s streams, args []string, usage string, operands int, own ...config.Option) (c config.Config, rest []string, code int, ok bool) {
	c, rest, err := config.Load(args, os.Getenv, own...)
	switch {
	case errors.Is(err, config.ErrHelp):
		fmt.Fprintf(s.out, "%s\n\n%s", usage, config.Usage(own...))
		return c, nil, 0, false
	case err != nil:
		return c, nil, fail(s, err), false
	case len(rest) > operands:
		fmt.Fprintf(s.err, "jitasa: unexpected argument %q\n%s\n", rest[operands], usage)
		return c, nil, 2, false
	case len(rest) < operands:
		fmt.Fprintln(s.err, usage)
		return c, nil, 2, false
	}
	return c, rest, 0, true
}

// flagged reads the flags of a command that has no settings, like configured.
func flagged(s streams, args []string, usage string, flags *pflag.FlagSet) (code int, ok bool) {
	flags.SetOutput(s.err) // what pflag prints by itself
	flags.Usage = func() {}
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprintf(s.out, "%s\n\n%s", usage, flags.FlagUsages())
		return 0, false
	case err != nil:
		fmt.Fprintf(s.err, "jitasa: %v\n%s\n", err, usage)
		return 2, false
	}
	return 0, true
}

// without is flagged for a command that takes no operands either.
func without(s streams, args []string, usage string, flags *pflag.FlagSet) (code int, ok bool) {
	if code, ok = flagged(s, args, usage, flags); ok && flags.NArg() > 0 {
		fmt.Fprintf(s.err, "jitasa: unexpected argument %q\n%s\n", flags.Arg(0), usage)
		return 2, false
	}
	return code, ok
}
