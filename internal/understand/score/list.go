package score

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// Written is when the texts of a list were written, unless they say otherwise: a Sunday at noon in Bangkok.
const Written = "2026-11-22T12:00:00+07:00"

// List is a list of texts with what is right for each.
type List struct {
	Only  []string // the fields that are compared; none: all
	Texts []Text
}

// Text is a line of a list.
type Text struct {
	Line     int // from 1
	Text     string
	At       time.Time
	Want     string // as the list has it
	readings []reading
}

// reading is what a text may be understood as: the values that each field may have.
type reading map[string][]string

// Parse reads a list.
func Parse(in io.Reader) (List, error) {
	var out List
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if only, ok := strings.CutPrefix(line, "# only:"); ok {
			out.Only = strings.Fields(only)
		}
		if line == "" || line == "#" || strings.HasPrefix(line, "# ") { // "#2 => refers=2" is a text
			continue
		}
		t, err := parse(line)
		if err != nil {
			return List{}, fmt.Errorf("line %d: %w", n, err)
		}
		t.Line = n
		out.Texts = append(out.Texts, t)
	}
	if err := lines.Err(); err != nil {
		return List{}, fmt.Errorf("reading the list: %w", err)
	}
	return out, nil
}

func parse(line string) (Text, error) {
	text, want, ok := strings.Cut(line, " => ")
	if !ok {
		return Text{}, fmt.Errorf("%q has no arrow", line)
	}
	want, moment, ok := strings.Cut(want, " @ ")
	if !ok {
		moment = Written
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(moment))
	if err != nil {
		return Text{}, fmt.Errorf("the moment of %q: %w", text, err)
	}
	t := Text{Text: text, At: at, Want: strings.TrimSpace(want)}
	for one := range strings.SplitSeq(t.Want, " || ") {
		r := reading{}
		for _, field := range strings.Fields(one) {
			name, values, ok := strings.Cut(field, "=")
			if field == "-" {
				continue
			}
			if !ok || !slices.Contains(append(slices.Clone(compared), onRequest...), name) || r[name] != nil {
				return Text{}, fmt.Errorf("%q has a field %q", text, field)
			}
			r[name] = strings.Split(values, "|")
		}
		t.readings = append(t.readings, r)
	}
	return t, nil
}

// allows reports whether a field may hold the value, "" being nothing.
func (r reading) allows(field, value string) bool {
	for _, may := range r[field] {
		if may == "*" || may == "-" && value == "" {
			return true
		}
		if value != "" && matches(may, value) {
			return true
		}
	}
	return r[field] == nil && value == ""
}

// wants reports whether a field must hold something.
func (r reading) wants(field string) bool { return !r.allows(field, "") }

func matches(may, value string) bool {
	ok, err := path.Match(may, value)
	return err == nil && ok || may == value
}
