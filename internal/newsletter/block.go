package newsletter

import (
	"fmt"
	"slices"

	"jitasa/internal/domain"
)

// Kind is what a block is.
type Kind string

// The kinds of block, as their classes are written.
const (
	Lead        Kind = "lead"        // what the issue is about
	Story       Kind = "story"       // something that happened, with a picture
	Picks       Kind = "picks"       // opportunities: ids="a b", or near=3 for the best near each reader
	Call        Kind = "call"        // something to do: link="https://…"
	Poll        Kind = "poll"        // a question; list items are the answers
	Certificate Kind = "certificate" // how to get hours certified
	Numbers     Kind = "numbers"     // list items "label: value"
)

// Kinds lists the kinds of block.
func Kinds() []Kind { return []Kind{Lead, Story, Picks, Call, Poll, Certificate, Numbers} }

// Main is the language that every block has: the network's own.
const Main = domain.Thai

// DefaultLicence is the network's, for whatever names no other.
const DefaultLicence = "CC BY-NC-SA 3.0 TH"

// Issue is one issue of the newsletter, read.
type Issue struct {
	ID       string
	Month    string // 2006-01
	Title    domain.Text
	Source   string
	Licence  string
	Audience string // a segment in text form
	Blocks   []Block
}

// Block is a part of an issue.
type Block struct {
	Kind    Kind
	Line    int // of its heading, from 1
	Texts   map[string]*Part
	Picture string // https
	Link    string
	Source  string // of the text or picture, where it is not the issue's
	Licence string
	IDs     []string // of opportunities picked by hand
	Near    int      // or: how many near the reader
}

// Part is a block's text in one language.
type Part struct {
	Line  int
	Title string
	Alt   string // of the picture
	Link  string // what the button says
	Plain string // paragraphs and lists as text
	Items []string
	HTML  string
}

// In is the block's text in a language, or in the main one.
func (b *Block) In(lang string) *Part {
	if p := b.Texts[lang]; p != nil {
		return p
	}
	return b.Texts[Main]
}

// Langs are the languages of the issue: those of its title.
func (i *Issue) Langs() []string {
	langs := []string{Main}
	for l := range i.Title {
		if l != Main {
			langs = append(langs, l)
		}
	}
	slices.Sort(langs[1:])
	return langs
}

// Level is how bad a problem is.
type Level string

// An issue with an error is not sent.
const (
	Error   Level = "error"
	Warning Level = "warning"
)

// Problem is something wrong with an issue. Its text is newsletter.problem.CODE.
type Problem struct {
	Level  Level
	Line   int    // from 1; 0: the file as a whole
	Lang   string // "" : all
	Code   string
	Detail string
}

// Error is for logs and tests; people read the text of the code.
func (p Problem) Error() string {
	return fmt.Sprintf("line %d: %s %s %s", p.Line, p.Code, p.Lang, p.Detail)
}

// Bad reports whether there is an error among the problems.
func Bad(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Level == Error })
}
