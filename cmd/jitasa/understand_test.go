package main

import (
	"bytes"
	"strings"
	"testing"

	"jitasa/cmd/jitasa/command"
)

func TestUnderstandCmd(t *testing.T) {
	const now = "--now=2026-11-22T12:00:00+07:00"
	for _, c := range []struct {
		name   string
		args   []string
		stdin  string
		code   int
		stdout string
		stderr string // must be contained
	}{
		{"argument", []string{now, "พรุ่งนี้"}, "", 0, `{"input":"พรุ่งนี้","date_from":"2026-11-23","date_to":"2026-11-23"}` + "\n", ""},
		{"arguments are one text", []string{now, "บางนา", "กทม"}, "", 0, `{"input":"บางนา กทม","place":"1047"}` + "\n", ""},
		{"lines", []string{now}, "<b>\nสมัคร\n\n", 0, "{\"input\":\"<b>\"}\n{\"input\":\"สมัคร\",\"intent\":\"signup\"}\n{\"input\":\"\"}\n", ""},
		{"no lines", []string{now}, "", 0, "", ""},
		{"wrong time", []string{"--now", "yesterday", "x"}, "", 2, "", "RFC 3339"},
		{"wrong flag", []string{"--then"}, "", 2, "", "usage: jitasa understand"},
		{"line too long", nil, strings.Repeat("x", longestLine+1), 1, "", "token too long"},
		{"after --", []string{now, "--", "--now"}, "", 0, `{"input":"--now"}` + "\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := understandCommand(t.Context(), c.args, command.Streams{In: strings.NewReader(c.stdin), Out: &stdout, Err: &stderr})
			if code != c.code || stdout.String() != c.stdout || !strings.Contains(stderr.String(), c.stderr) || c.stderr == "" && stderr.Len() > 0 {
				t.Errorf("exit %d\nstdout %s\nstderr %s", code, &stdout, &stderr)
			}
		})
	}
}
