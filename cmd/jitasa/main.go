package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"jitasa/internal/config"
	"jitasa/internal/store"
)

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is a subcommand. It returns the process's exit code: 0 for success,
// 1 for failure, 2 for wrong arguments or settings.
type command struct {
	name, summary string
	run           func(ctx context.Context, args []string, s streams) int
}

func commands() []command {
	return []command{
		{"demo", "the bot, a LINE platform and a phone in the browser, on this machine alone", demoCommand},
		{"serve", "the bot", serveCommand},
		{"chat", "the bot in this terminal", chatCommand},
		{"sim", "the LINE platform with its phone alone, for any bot", simCommand},
		{"understand", "what the bot makes of a text, as JSON", understandCommand},
		{"import", "read opportunities, organisations or networks from a file", importCommand},
		{"export", "write them to a file", exportCommand},
		{"store", "copy everything from one store to another", storeCommand},
		{"staff", "add, list or disable the people who work for the network", staffCommand},
		{"organisation", "give organisations codes, list or remove their managers", organisationCommand},
		{"support", "who waits for a person", supportCommand},
		{"segment", "save, count or explain groups of people to write to", segmentCommand},
		{"newsletter", "write, check, send and follow the newsletter", newsletterCommand},
		{"campaign", "see and steer all that is being sent: calls for help, notices, newsletters", campaignCommand},
		{"backup", "write everything into a file, while the bot runs", backupCommand},
		{"restore", "bring a backup into an empty store", restoreCommand},
		{"key", "look at or change the keys that seal personal data", keyCommand},
		{"line", "set up or check the LINE channel", lineCommand},
		{"version", "what this is", versionCommand},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, s streams) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		usage(s.out)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, args[1:], s)
		}
	}
	fmt.Fprintf(s.err, "jitasa: there is no command %q\n\n", args[0])
	usage(s.err)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "jitasa COMMAND [FLAGS]")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-12s %s\n", c.name, c.summary)
	}
	fmt.Fprintln(w, "\n`jitasa COMMAND --help` lists the flags.")
}

// mistake is what whoever typed the command has to mend; the process exits with 2.
type mistake string

func (m mistake) Error() string { return string(m) }

// mistaken makes a mistake, as fmt.Sprintf does.
func mistaken(format string, args ...any) error { return mistake(fmt.Sprintf(format, args...)) }

// fail says what went wrong, in one line or in the list that settings make.
func fail(s streams, err error) int {
	var problems config.Problems
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return 0
	case errors.As(err, &problems):
		fmt.Fprintln(s.err, problems.Error())
		return 2
	}
	fmt.Fprintln(s.err, "jitasa:", err)
	var m mistake
	if errors.Is(err, store.ErrSetup) || errors.As(err, &m) {
		return 2
	}
	return 1
}
