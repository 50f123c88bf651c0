package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"jitasa/cmd/jitasa/command"
	"jitasa/cmd/jitasa/sending"
)

// subcommand is a word behind jitasa. What it runs gives the exit code of the process: 0 for success, 1 for failure,
// 2 for wrong arguments or settings.
type subcommand struct {
	name, summary string
	run           func(ctx context.Context, args []string, s command.Streams) int
}

func commands() []subcommand {
	return []subcommand{
		{"demo", "the bot, a LINE platform and a phone in the browser, on this machine alone", demoCommand},
		{"serve", "the bot", serveCommand},
		{"chat", "the bot in this terminal", chatCommand},
		{"sim", "the LINE platform with its phone alone, for any bot", simCommand},
		{"understand", "what the bot makes of a text, as JSON", understandCommand},
		{"import", "read opportunities, organisations or networks from a file", importCommand},
		{"export", "write them to a file", exportCommand},
		{"store", "copy everything from one store to another, or make a file smaller", storeCommand},
		{"staff", "add, list or disable the people who work for the network", staffCommand},
		{"organisation", "give organisations codes, list or remove their managers", organisationCommand},
		{"support", "who waits for a person", supportCommand},
		{"segment", "save, count or explain groups of people to write to", sending.Segment},
		{"newsletter", "write, check, send and follow the newsletter", sending.Newsletter},
		{"campaign", "see and steer all that is being sent: calls for help, notices, newsletters", sending.Campaign},
		{"backup", "write everything into a file, while the bot runs", backupCommand},
		{"restore", "bring a backup into an empty store", restoreCommand},
		{"key", "look at or change the keys that seal personal data", keyCommand},
		{"line", "set up or check the LINE channel", lineCommand},
		{"version", "what this is", versionCommand},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], command.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, s command.Streams) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		usage(s.Out)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, args[1:], s)
		}
	}
	fmt.Fprintf(s.Err, "jitasa: there is no command %q\n\n", args[0])
	usage(s.Err)
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
