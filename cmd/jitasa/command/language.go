package command

import (
	"cmp"
	"errors"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"jitasa/internal/domain"
)

// language is the one of ours that the terminal speaks, by its locale, such as th_TH.UTF-8.
func language() tongue {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} { // POSIX's order
		if locale := os.Getenv(name); locale != "" {
			return tongue(cmp.Or(domain.Accepted(locale), domain.English))
		}
	}
	return tongue(domain.English)
}

// tongue is a language that commands speak, as a flag.
type tongue string

func (t *tongue) String() string { return string(*t) }

// Type is what the help calls it.
func (t *tongue) Type() string { return "string" }

// Set takes what was typed.
func (t *tongue) Set(lang string) error {
	if lang != domain.Speaks(lang) {
		return errors.New("say " + tongues())
	}
	*t = tongue(lang)
	return nil
}

// tongues are what can be said to it.
func tongues() string {
	var tags []string
	for _, l := range domain.Languages() {
		tags = append(tags, l.Tag)
	}
	return strings.Join(tags, " or ")
}

// LangFlag lets people choose another language than the terminal's.
func LangFlag(f *pflag.FlagSet, lang *string, help string) {
	*lang = string(language())
	f.Var((*tongue)(lang), "lang", tongues()+": of what is printed"+help)
}

// Spoken is what LangFlag will choose, for a help that is made before the flags are read.
func Spoken(args []string) (lang string) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.ParseErrorsAllowlist.UnknownFlags, f.Usage = true, func() {}
	f.BoolP("help", "h", false, "")
	LangFlag(f, &lang, "")
	_ = f.Parse(args) // what is wrong with them is said when all flags are read
	return lang
}
