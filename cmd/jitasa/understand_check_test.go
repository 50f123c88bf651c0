package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jitasa/cmd/jitasa/command"
)

func TestUnderstandCheck(t *testing.T) {
	list := filepath.Join(t.TempDir(), "list.txt")
	if err := os.WriteFile(list, []byte("# two right, one wrong\nโคราช => place=30\nน่ารักมากเลย => -\nเชียงใหม่ => place=51\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		args   []string
		code   int
		stdout string // must be contained
		stderr string // must be contained
	}{
		{"under the goals", []string{"--check", list}, 1, "3 texts, 1 of them may be nothing: 66.67 % right, 33.33 % wrong", "the goals are 97 % right"},
		{"other goals", []string{"--check", list, "--right=60", "--wrong=40"}, 0, "place      1       0      1", ""},
		{"the texts", []string{"--check", list, "--show"}, 1, "4: เชียงใหม่\n\tgot place=50\n\twant place=51\n", "the goals"},
		{"no list", []string{"--check", list + "x"}, 1, "", "opening the list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := understandCommand(t.Context(), c.args, command.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
			if code != c.code || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) || c.stderr == "" && stderr.Len() > 0 {
				t.Errorf("exit %d\nstdout %s\nstderr %s", code, &stdout, &stderr)
			}
			if strings.Contains(stdout.String(), "เชียงใหม่") != (c.name == "the texts") {
				t.Errorf("the texts are shown, or not: %s", &stdout)
			}
		})
	}
}
