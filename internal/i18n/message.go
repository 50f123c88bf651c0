package i18n

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
)

// message is one text in one language: a template for each plural form that the file gives.
type message struct {
	other template
	forms map[plural.Form]template // nil when there is only "other", as in Thai always
}

// template is a text cut at its placeholders.
type template struct {
	parts []part
	size  int // bytes of the literal parts
}

// part is a literal followed by the value called name; the last part of a text has no name.
type part struct{ literal, name string }

var placeholder = regexp.MustCompile(`\{\{\s*\.([A-Za-z][A-Za-z0-9]*)\s*\}\}`)

var errPlaceholder = errors.New("only placeholders of the form {{.Name}} are allowed")

func compile(m *goi18n.Message) (*message, error) {
	if m.LeftDelim != "" || m.RightDelim != "" {
		return nil, errPlaceholder
	}
	if m.Other == "" {
		return nil, errors.New("has no text")
	}
	other, err := parse(m.Other)
	if err != nil {
		return nil, err
	}
	compiled := &message{other: other}
	for form, text := range map[plural.Form]string{
		plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many,
	} {
		if text == "" {
			continue
		}
		t, err := parse(text)
		if err != nil {
			return nil, err
		}
		if compiled.forms == nil {
			compiled.forms = map[plural.Form]template{}
		}
		compiled.forms[form] = t
	}
	return compiled, nil
}

func parse(text string) (template, error) {
	var t template
	at := 0
	for _, found := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		t.parts = append(t.parts, part{literal: text[at:found[0]], name: text[found[2]:found[3]]})
		at = found[1]
	}
	if rest := text[at:]; rest != "" {
		t.parts = append(t.parts, part{literal: rest})
	}
	for _, p := range t.parts {
		if strings.Contains(p.literal, "{{") || strings.Contains(p.literal, "}}") {
			return template{}, errPlaceholder
		}
		t.size += len(p.literal)
	}
	return t, nil
}

// plain gives the text if it has no placeholders.
func (t template) plain() (string, bool) {
	if len(t.parts) == 1 && t.parts[0].name == "" {
		return t.parts[0].literal, true
	}
	return "", false
}

// render puts the values of the name/value pairs in args into the text. missing is the first placeholder without a
// value; it renders as nothing.
func (t template) render(args []any, number func(int) string) (text, missing string) {
	var b strings.Builder
	b.Grow(t.size + 16*len(args))
	for _, p := range t.parts {
		b.WriteString(p.literal)
		if p.name == "" {
			continue
		}
		value, ok := find(args, p.name)
		if !ok {
			if missing == "" {
				missing = p.name
			}
			continue
		}
		writeValue(&b, p.name, value, number)
	}
	return b.String(), missing
}

// find gives the value that follows name in args.
func find(args []any, name string) (any, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return nil, false
}

// writeValue writes a count as people write quantities ("23,403") and any other number as it is: it may be a year.
func writeValue(b *strings.Builder, name string, value any, number func(int) string) {
	switch v := value.(type) {
	case string:
		b.WriteString(v)
	case int:
		if name == countName {
			b.WriteString(number(v))
			return
		}
		b.WriteString(strconv.Itoa(v))
	default:
		fmt.Fprint(b, v)
	}
}
