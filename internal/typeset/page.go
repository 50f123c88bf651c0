package typeset

import (
	"errors"
	"fmt"
	"image/color"
	"unicode/utf8"
)

// ErrTooMuch says that a page was given more text than can be read on it.
var ErrTooMuch = errors.New("more than fits on a page")

// Page is what stands on it, from top to bottom, in words that are ready to be read. Whatever is empty is left out.
// Lines are broken where they must be: at spaces, or where the text has U+200B, which Thai needs between words.
type Page struct {
	Lang    string // of the words, as BCP 47 ("th"): screen readers choose their voice by it
	Issuer  string
	Heading string
	Lead    string // between heading and name: "is given to"
	Holder  string // set large; a long one is set smaller, then in more lines
	Body    []string
	Rows    []Row    // facts, side by side
	Small   []string // small print, at the foot
	QR      string   // what the code at the foot says, in at most 500 bytes
	Accent  color.RGBA
}

// Row is a fact with its label.
type Row struct{ Label, Value string }

// What a page holds at most: more than that is no certificate. In characters and lines.
const (
	longestText = 400
	longestQR   = 500
	mostLines   = 12
)

func (p Page) check() error {
	if len(p.Body) > mostLines || len(p.Rows) > mostLines || len(p.Small) > mostLines || len(p.QR) > longestQR {
		return ErrTooMuch
	}
	for _, text := range p.texts() {
		if n := utf8.RuneCountInString(text); n > longestText {
			return fmt.Errorf("a line of %d characters: %w", n, ErrTooMuch)
		}
	}
	return nil
}

func (p Page) texts() []string {
	all := []string{p.Issuer, p.Heading, p.Lead, p.Holder}
	all = append(append(all, p.Body...), p.Small...)
	for _, r := range p.Rows {
		all = append(all, r.Label, r.Value)
	}
	return all
}
