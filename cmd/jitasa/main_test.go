package main

import (
	"bytes"
	"strings"
	"testing"

	"jitasa/cmd/jitasa/command"
)

// Every command explains itself, on the standard output, and says what it cannot read.
func TestHelp(t *testing.T) {
	of := map[string]string{
		"demo": "--phone-addr", "serve": "JITASA_LINE_SECRET    the LINE channel's secret (needed)", "chat": "--keep", "sim": "--webhook",
		"understand": "--now", "import": "--dry-run", "export": "opportunities", "key": "jitasa key rotate", "store": "--into-nonempty", "backup": "FILE.jsonl.zst", "restore": "--into-nonempty", "line": "jitasa line check", "staff": "jitasa staff add", "organisation": "jitasa organisation codes", "segment": "jitasa segment save", "newsletter": "jitasa newsletter pause|resume|cancel ID", "support": "jitasa support waiting", "campaign": "jitasa campaign pause|resume|cancel ID", "version": "usage: jitasa version",
	}
	for _, c := range commands() {
		want, ok := of[c.name]
		if !ok {
			t.Errorf("nobody looks at the help of %s", c.name)
		}
		var out, wrong bytes.Buffer
		if code := run(t.Context(), []string{c.name, "--help"}, command.Streams{In: strings.NewReader(""), Out: &out, Err: &wrong}); code != 0 || !strings.Contains(out.String(), want) || wrong.Len() > 0 {
			t.Errorf("%s --help: exit %d\n%s%s", c.name, code, &out, &wrong)
		}
		out.Reset()
		if code := run(t.Context(), []string{c.name, "--nonsense"}, command.Streams{In: strings.NewReader(""), Out: &out, Err: &wrong}); code != 2 || !strings.Contains(wrong.String(), "nonsense") || out.Len() > 0 {
			t.Errorf("%s --nonsense: exit %d\n%s%s", c.name, code, &out, &wrong)
		}
	}
}
