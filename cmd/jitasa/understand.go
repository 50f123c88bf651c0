package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/place"
	"jitasa/internal/understand"
)

// longestLine bounds a line of standard input, in bytes.
const longestLine = 1 << 20

const understandUsage = `usage: jitasa understand [--now RFC3339] [TEXT…]
       jitasa understand --check FILE [--right 97] [--wrong 1] [--show]

Prints what the bot makes of the text (or of each line of standard input), as JSON.
With --check, counts how many texts of a list it understands as the list says, and exits with 1 where it reaches less than the goals.`

// understandCommand prints what the bot makes of a text, as one JSON object a
// line: of the arguments, joined by spaces, or of every line of stdin. It
// returns the exit code: 0, 1 if reading or writing failed, 2 for wrong flags.
func understandCommand(ctx context.Context, args []string, s command.Streams) int {
	flags := pflag.NewFlagSet("jitasa understand", pflag.ContinueOnError)
	at := flags.String("now", "", "the moment the text was written, such as 2026-11-22T12:00:00+07:00 (default: now)")
	var check checking
	check.addTo(flags)
	if code, ok := command.Flagged(s, args, understandUsage, flags); !ok {
		return code
	}
	if check.file != "" {
		return check.run(ctx, s)
	}
	now := time.Now()
	if *at != "" {
		t, err := time.Parse(time.RFC3339, *at)
		if err != nil {
			fmt.Fprintf(s.Err, "jitasa: --now %q is no RFC 3339 time\n%s\n", *at, understandUsage)
			return 2
		}
		now = t
	}
	in := s.In
	if flags.NArg() > 0 {
		in = strings.NewReader(strings.ReplaceAll(strings.Join(flags.Args(), " "), "\n", " "))
	}
	if err := understandLines(ctx, in, s.Out, now); err != nil {
		fmt.Fprintln(s.Err, "jitasa:", err)
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
