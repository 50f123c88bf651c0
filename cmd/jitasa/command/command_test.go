package command_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/config"
	"jitasa/internal/store"
)

func streams(out, wrong *bytes.Buffer) command.Streams {
	return command.Streams{In: strings.NewReader(""), Out: out, Err: wrong}
}

// What an error means: the exit code, and what whoever typed the command reads.
func TestFail(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		code int
		says string
	}{
		{"nothing", nil, 0, ""},
		{"interrupted", fmt.Errorf("sending: %w", context.Canceled), 0, ""},
		{"failed", errors.New("the disk is full"), 1, "jitasa: the disk is full\n"},
		{"mistaken", fmt.Errorf("reading: %w", command.Mistaken("no %s is called %q", "place", "X")), 2, "jitasa: reading: no place is called \"X\"\n"},
		{"a store that cannot be opened", fmt.Errorf("opening: %w", store.ErrSetup), 2, "jitasa: opening: " + store.ErrSetup.Error() + "\n"},
		{"settings", config.Problems{{Name: "JITASA_KEY", Text: "is needed"}}, 2, config.Problems{{Name: "JITASA_KEY", Text: "is needed"}}.Error() + "\n"},
	} {
		var out, wrong bytes.Buffer
		if code := command.Fail(streams(&out, &wrong), c.err); code != c.code || wrong.String() != c.says || out.Len() > 0 {
			t.Errorf("%s: exit %d, want %d; said %q, want %q", c.name, code, c.code, &wrong, c.says)
		}
	}
}

// A command takes as many operands as it says, neither more nor fewer; with a verb in front, as many as the verb does.
func TestOperands(t *testing.T) {
	const usage = "usage: jitasa x"
	var ran string
	do := func(what string) func(context.Context) error {
		return func(context.Context) error { ran = what; return nil }
	}
	verbs := map[string]command.Verb{"list": command.Takes(0, 0, do("list")), "report": command.Takes(1, 2, do("report"))}
	for _, c := range []struct {
		args string
		code int
		runs string
		left string // operands; "two": of a command that takes two
		says string
	}{
		{"two a b", 0, "", "a b", ""},
		{"two a", 2, "", "", usage},
		{"two a b c", 2, "", "", `unexpected argument "c"`},
		{"two --nonsense", 2, "", "", "nonsense"},
		{"two --help", 0, "", "", usage},
		{"list", 0, "list", "", ""},
		{"list a", 2, "", "", usage},
		{"report", 2, "", "", usage},
		{"report a", 0, "report", "a", ""},
		{"report a b", 0, "report", "a b", ""},
		{"report a b c", 2, "", "", usage},
		{"fly", 2, "", "", usage},
		{"", 2, "", "", usage},
		{"--help", 0, "", "", usage},
	} {
		ran = ""
		var out, wrong bytes.Buffer
		var rest []string
		var code int
		var ok bool
		if own, two := strings.CutPrefix(c.args, "two "); two {
			_, rest, code, ok = command.Configured(streams(&out, &wrong), strings.Fields(own), usage, 2)
		} else {
			var run func(context.Context) error
			if _, run, rest, code, ok = command.Said(streams(&out, &wrong), strings.Fields(c.args), usage, verbs); ok {
				_ = run(t.Context())
			}
		}
		if said := out.String() + wrong.String(); code != c.code || ran != c.runs || strings.Join(rest, " ") != c.left || !strings.Contains(said, c.says) || ok != (c.says == "") {
			t.Errorf("%q: exit %d, ok %v, ran %q, left %q, said\n%s", c.args, code, ok, ran, rest, said)
		}
		if help := strings.Contains(c.args, "--help"); help != (out.Len() > 0) {
			t.Errorf("%q: on standard output: %q", c.args, &out)
		}
	}
}

// A command without settings reads flags of its own, and nothing else where it takes no operands.
func TestFlags(t *testing.T) {
	for args, want := range map[string]int{"": 0, "--help": 0, "--on": 0, "a": 2, "--off": 2} {
		var out, wrong bytes.Buffer
		f := pflag.NewFlagSet("x", pflag.ContinueOnError)
		f.Bool("on", false, "switch it on")
		code, ok := command.Without(streams(&out, &wrong), strings.Fields(args), "usage: jitasa x", f)
		if code != want || ok != (want == 0 && args != "--help") || want != 0 && !strings.Contains(wrong.String(), "usage: jitasa x") {
			t.Errorf("%q: exit %d, ok %v: %s", args, code, ok, &wrong)
		}
	}
}

// What is printed is in the language of --lang or else of the terminal, English where it speaks none of ours.
func TestLanguage(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, flag, want string }{
		{"", "", "", "", "en"}, {"", "", "th_TH.UTF-8", "", "th"}, {"", "en_US.UTF-8", "th_TH.UTF-8", "", "en"}, {"th_TH", "en_US", "", "", "th"},
		{"C.UTF-8", "", "th_TH", "", "en"}, {"th_TH", "", "", "en", "en"}, {"", "", "", "th", "th"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", c.messages)
		t.Setenv("LANG", c.lang)
		args := []string{"--other", "x"}
		if c.flag != "" {
			args = append(args, "--lang", c.flag)
		}
		if got := command.Spoken(args); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	var lang string
	f := pflag.NewFlagSet("x", pflag.ContinueOnError)
	command.LangFlag(f, &lang, "")
	if err := f.Parse([]string{"--lang", "xx"}); err == nil || !strings.Contains(err.Error(), "say th or en") {
		t.Errorf("a language that is none of ours: %v", err)
	}
}
