package config

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// ErrHelp is what Load returns for --help; print Usage and exit 0.
var ErrHelp = pflag.ErrHelp

// Problem is one thing that is wrong with the settings.
type Problem struct {
	Name string // the environment variable, or the flag if that was used
	Text string // what is wrong, without the value of a secret
}

// Problems is the error of Load: all that is wrong. A command that gets it prints it and exits 2.
type Problems []Problem

// Error lists the problems, one a line.
func (p Problems) Error() string {
	var b strings.Builder
	b.WriteString("the settings are not right:")
	for _, problem := range p {
		fmt.Fprintf(&b, "\n  %s: %s", problem.Name, problem.Text)
	}
	return b.String()
}

// Option changes what Load expects.
type Option func(*loading)

type loading struct {
	required []string
	links    bool // what is sent has links that people follow
	extra    func(*pflag.FlagSet)
}

// Require makes settings mandatory, by the names of their environment variables.
func Require(names ...string) Option {
	return func(l *loading) { l.required = append(l.required, names...) }
}

// ForSending requires what whoever composes messages for the real LINE cannot do without: links in them lead to the
// public address, so it has to be one that people reach. Where LINE is on this machine, so are the people.
func ForSending() Option {
	return func(l *loading) {
		Require("JITASA_LINE_TOKEN", "JITASA_KEY")(l)
		l.links = true
	}
}

// ForServe requires what a bot on the real LINE cannot do without.
func ForServe() Option {
	return func(l *loading) {
		ForSending()(l)
		Require("JITASA_LINE_SECRET")(l)
	}
}

// WithFlags adds a subcommand's own flags to the line that Load parses.
func WithFlags(add func(*pflag.FlagSet)) Option { return func(l *loading) { l.extra = add } }

// Load reads the settings from the command line (without the program's and the subcommand's name) and from env, such as
// os.Getenv. rest are the arguments that are not flags. The error is ErrHelp or Problems.
func Load(args []string, env func(string) string, options ...Option) (c Config, rest []string, err error) {
	l := newLoading(options)
	flags := l.flagSet()
	var problems Problems
	if err := flags.Parse(args); errors.Is(err, pflag.ErrHelp) {
		return Config{}, nil, ErrHelp
	} else if err != nil {
		problems = append(problems, Problem{Name: "command line", Text: err.Error()})
	}
	unread := len(problems) > 0     // the flags after one that is wrong
	unsure := make(map[string]bool) // settings of which nobody knows what they are to be
	for _, s := range settings() {
		unsure[s.flag] = unread && mentions(args, s.flag)
		name, value := s.given(flags, env)
		if value == "" {
			value = s.fallback
		}
		switch {
		case value != "":
			if err := s.parse(&c, value); err != nil {
				problems = append(problems, Problem{Name: name, Text: err.Error()})
				unsure[s.flag] = true
			}
		case slices.Contains(l.required, s.env) && !unsure[s.flag]:
			problems = append(problems, Problem{Name: s.env, Text: "is needed: " + s.help})
		}
	}
	c.PublicURL = publicURL(c)
	if wrong := c.linksLeadNowhere(); l.links && wrong != "" && !unsure["public-url"] && !unsure["line-api"] && !unsure["addr"] {
		problems = append(problems, Problem{Name: "JITASA_PUBLIC_URL", Text: wrong})
	}
	if len(problems) > 0 {
		return Config{}, nil, problems
	}
	return c, flags.Args(), nil
}

// given is what is set, and the name under which: the flag's where there is one.
func (s setting) given(flags *pflag.FlagSet, env func(string) string) (name, value string) {
	if given := flags.Lookup(s.flag); given.Changed && given.Value.String() != "" {
		return "--" + s.flag, given.Value.String()
	}
	return s.env, env(s.env)
}

// Usage describes all settings and a subcommand's own flags, for --help.
func Usage(options ...Option) string {
	var b strings.Builder
	l := newLoading(options)
	if l.extra != nil {
		own := pflag.NewFlagSet("", pflag.ContinueOnError)
		l.extra(own)
		fmt.Fprintf(&b, "Flags:\n%s\n", own.FlagUsages())
	}
	b.WriteString("Settings (a flag overrides the environment):\n")
	for _, s := range settings() {
		fmt.Fprintf(&b, "  --%-14s %-21s %s", s.flag, s.env, s.help)
		switch {
		case s.fallback != "":
			fmt.Fprintf(&b, " (default %s)", s.fallback)
		case slices.Contains(l.required, s.env):
			b.WriteString(" (needed)")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func mentions(args []string, flag string) bool {
	return slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "--"+flag) })
}

func newLoading(options []Option) *loading {
	l := &loading{}
	for _, option := range options {
		option(l)
	}
	return l
}

func (l *loading) flagSet() *pflag.FlagSet {
	flags := pflag.NewFlagSet("jitasa", pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {} // pflag would print; Usage is for the caller to print
	for _, s := range settings() {
		flags.String(s.flag, "", s.help)
	}
	if l.extra != nil {
		l.extra(flags)
	}
	return flags
}
