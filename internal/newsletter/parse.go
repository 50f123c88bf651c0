package newsletter

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"jitasa/internal/domain"
)

// MaxSource bounds the file in bytes: an issue is read on a phone.
const MaxSource = 256 << 10

// Parse reads an issue. It gives what it could read even where there are problems.
func Parse(source []byte) (*Issue, []Problem) {
	r := &reader{issue: &Issue{Title: domain.Text{}, Licence: DefaultLicence}}
	if len(source) > MaxSource || !utf8.Valid(source) {
		r.bad(0, "unreadable", "")
		return r.issue, r.problems
	}
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	body := r.front(source)
	source = append(source[:len(source)-len(body):len(source)-len(body)], hidden(body)...)
	r.source = source
	r.offset = len(source) - len(body)
	markdown := goldmark.New(goldmark.WithParserOptions(parser.WithAttribute()))
	r.blocks(markdown.Parser().Parse(text.NewReader(blank(source, r.offset))))
	r.check()
	return r.issue, r.problems
}

// Variables would be taken for the attributes of a heading: while Markdown is read, their braces are other characters.
var (
	hide = strings.NewReplacer("{{", "\x01\x01", "}}", "\x02\x02")
	show = strings.NewReplacer("\x01\x01", "{{", "\x02\x02", "}}")
)

func hidden(b []byte) []byte { return []byte(hide.Replace(string(b))) }

// blank keeps the lines of the front matter as empty ones, so that lines are counted from the top.
func blank(source []byte, to int) []byte {
	b := bytes.Clone(source)
	for i := range to {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
	return b
}

type reader struct {
	source   []byte
	offset   int
	issue    *Issue
	problems []Problem
}

func (r *reader) bad(line int, code, detail string) {
	r.problems = append(r.problems, Problem{Level: Error, Line: line, Code: code, Detail: detail})
}

var (
	idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{2,39}$`)
	fence  = []byte("---\n")
)

// front reads the lines between the dashes and returns what follows.
func (r *reader) front(source []byte) []byte {
	rest, ok := bytes.CutPrefix(source, fence)
	head, body, closed := bytes.Cut(rest, append([]byte("\n"), fence...))
	if !ok || !closed {
		r.bad(1, "front", "")
		return source
	}
	for n, line := range strings.Split(string(head), "\n") {
		key, value, ok := strings.Cut(line, ":")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		value = strings.Trim(strings.TrimSpace(value), `"`)
		if !ok || !r.set(strings.TrimSpace(key), value) {
			r.bad(n+2, "front_key", strings.TrimSpace(key))
		}
	}
	return body
}

func (r *reader) set(key, value string) bool {
	i := r.issue
	switch key {
	case "id":
		i.ID = value
	case "month":
		i.Month = value
	case "title":
		i.Title[Main] = value
	case "source":
		i.Source = value
	case "licence":
		i.Licence = value
	case "audience":
		i.Audience = value
	default:
		lang, ok := strings.CutPrefix(key, "title_")
		if !ok || len(lang) < 2 || len(lang) > 3 {
			return false
		}
		i.Title[lang] = value
	}
	return true
}

// check looks at what every issue needs.
func (r *reader) check() {
	i := r.issue
	if !idForm.MatchString(i.ID) {
		r.bad(1, "issue_id", i.ID)
	}
	if _, err := time.Parse("2006-01", i.Month); err != nil {
		r.bad(1, "month", i.Month)
	}
	if i.Title[Main] == "" {
		r.bad(1, "title", "")
	}
	if len(i.Blocks) == 0 {
		r.bad(0, "empty", "")
	}
	r.variables(i.Title[Main], 1, "")
}

// blocks divides the document at its headings.
func (r *reader) blocks(doc ast.Node) {
	var b *Block
	var part *Part
	var nodes []ast.Node
	end := func() {
		if part != nil {
			r.fill(b, part, nodes)
		}
		nodes = nil
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok || h.Level > 3 || h.Level == 3 && attribute(h, "lang") == "" {
			if b == nil {
				r.bad(r.line(n), "before_block", "")
				continue
			}
			nodes = append(nodes, n)
			continue
		}
		end()
		if h.Level < 3 {
			r.issue.Blocks = append(r.issue.Blocks, r.block(h))
			b = &r.issue.Blocks[len(r.issue.Blocks)-1]
			part = b.Texts[Main]
			continue
		}
		if b == nil {
			r.bad(r.line(h), "before_block", "")
			continue
		}
		part = r.translation(b, h)
	}
	end()
}

// block reads the heading of a block.
func (r *reader) block(h *ast.Heading) Block {
	line := r.line(h)
	b := Block{Line: line, Texts: map[string]*Part{}, Kind: Story}
	part := &Part{Line: line, Title: r.inline(h)}
	b.Texts[Main] = part
	if h.Level == 1 {
		r.bad(line, "heading", "")
	}
	if strings.HasSuffix(part.Title, "}") && !strings.HasSuffix(part.Title, "}}") {
		r.bad(line, "attributes", "")
	}
	r.variables(part.Title, line, Main)
	for _, a := range h.Attributes() {
		r.attribute(&b, part, string(a.Name), valueOf(a.Value))
	}
	return b
}

func (r *reader) attribute(b *Block, p *Part, name, value string) {
	switch name {
	case "class":
		b.Kind = Kind(value)
		if !slices.Contains(Kinds(), b.Kind) {
			r.bad(b.Line, "kind", value)
		}
	case "picture":
		b.Picture = value
	case "alt":
		p.Alt = value
	case "link":
		b.Link = value
	case "label":
		p.Link = value
	case "source":
		b.Source = value
	case "licence":
		b.Licence = value
	case "ids":
		b.IDs = strings.Fields(value)
	case "near":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 5 {
			r.bad(b.Line, "near", value)
		}
		b.Near = n
	default:
		r.bad(b.Line, "attribute", name)
	}
}

// translation begins the text of a block in another language.
func (r *reader) translation(b *Block, h *ast.Heading) *Part {
	lang := attribute(h, "lang")
	p := &Part{Line: r.line(h), Title: r.inline(h), Alt: attribute(h, "alt"), Link: attribute(h, "label")}
	if b.Texts[lang] != nil {
		r.bad(p.Line, "twice", lang)
	}
	for _, a := range h.Attributes() {
		if !slices.Contains([]string{"lang", "alt", "label"}, string(a.Name)) {
			r.bad(p.Line, "attribute", string(a.Name))
		}
	}
	b.Texts[lang] = p
	r.variables(p.Title, p.Line, lang)
	return p
}

func attribute(h *ast.Heading, name string) string {
	v, _ := h.AttributeString(name)
	return valueOf(v)
}

func valueOf(v any) string {
	switch v := v.(type) {
	case []byte:
		return show.Replace(string(v))
	case string:
		return show.Replace(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// line is where a node begins, from 1.
func (r *reader) line(n ast.Node) int {
	for n != nil && (n.Type() == ast.TypeInline || n.Lines() == nil || n.Lines().Len() == 0) {
		n = n.FirstChild()
	}
	if n == nil {
		return 0
	}
	return bytes.Count(r.source[:n.Lines().At(0).Start], []byte("\n")) + 1
}

// variable is what texts may hold; each is put in for the reader.
var variable = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)

// Variables lists the names that can stand between double braces.
func Variables() []string { return []string{"month", "year", "province"} }

func (r *reader) variables(s string, line int, lang string) {
	for _, m := range variable.FindAllStringSubmatch(s, -1) {
		if !slices.Contains(Variables(), m[1]) {
			r.problems = append(r.problems, Problem{Level: Error, Line: line, Lang: lang, Code: "variable", Detail: m[1]})
		}
	}
}
