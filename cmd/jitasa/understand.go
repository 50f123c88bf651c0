package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"jitasa/internal/place"
	"jitasa/internal/understand"
)

// longestLine bounds a line of standard input, in bytes.
const longestLine = 1 << 20

// understandCmd prints what the bot makes of a text, as one JSON object a
// line: of the arguments, joined by spaces, or of every line of stdin. It
// returns the exit code: 0, 1 if reading or writing failed, 2 for wrong flags.
func understandCmd(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := pflag.NewFlagSet("understand", pflag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = fmt.Fprintf(stderr, "usage: jitasa understand [--now RFC3339] [TEXT…]\n\nPrints what the bot makes of the text (or of each line of standard input), as JSON.\n\n%s", flags.FlagUsages())
	}
	at := flags.String("now", "", "the moment the text was written, such as 2026-11-22T12:00:00+07:00 (default: now)")
	if err := flags.Parse(args); errors.Is(err, pflag.ErrHelp) {
		return 0
	} else if err != nil {
		_, _ = fmt.Fprintln(stderr, "jitasa understand:", err)
		flags.Usage()
		return 2
	}
	now := time.Now()
	if *at != "" {
		t, err := time.Parse(time.RFC3339, *at)
		if err != nil {
			_, _ = fmt.Fprintf(stderr, "jitasa understand: --now %q is no RFC 3339 time\n", *at)
			flags.Usage()
			return 2
		}
		now = t
	}
	in := stdin
	if flags.NArg() > 0 {
		in = strings.NewReader(strings.ReplaceAll(strings.Join(flags.Args(), " "), "\n", " "))
	}
	if err := understandLines(ctx, in, stdout, now); err != nil {
		_, _ = fmt.Fprintln(stderr, "jitasa understand:", err)
		return 1
	}
	return 0
}

func understandLines(ctx context.Context, in io.Reader, stdout io.Writer, now time.Time) error {
	g, err := place.New()
	if err != nil {
		return fmt.Errorf("loading the gazetteer: %w", err)
	}
	reader := understand.New(g)
	w := bufio.NewWriter(stdout)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	for lines.Scan() && ctx.Err() == nil {
		if err := enc.Encode(reader.Read(strings.ToValidUTF8(lines.Text(), "\ufffd"), now)); err != nil {
			return fmt.Errorf("writing the answer: %w", err)
		}
		if err := w.Flush(); err != nil { // a person may be typing the lines
			return fmt.Errorf("writing the answer: %w", err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading the texts: %w", err)
	}
	return ctx.Err()
}
