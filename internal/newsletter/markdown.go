package newsletter

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// fill reads the nodes of a part: as text for chats, and as HTML for the web.
func (r *reader) fill(b *Block, p *Part, nodes []ast.Node) {
	var paragraphs []string
	var page bytes.Buffer
	web := goldmark.New(goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(escaped{}, 1)))).Renderer()
	for _, n := range nodes {
		if list, ok := n.(*ast.List); ok && (b.Kind == Poll || b.Kind == Numbers) {
			for item := list.FirstChild(); item != nil; item = item.NextSibling() {
				p.Items = append(p.Items, strings.TrimSpace(show.Replace(r.plain(item, 0))))
			}
			continue
		}
		if s := strings.TrimSpace(show.Replace(r.plain(n, 0))); s != "" {
			paragraphs = append(paragraphs, s)
		}
		if err := web.Render(&page, r.source, n); err != nil {
			r.bad(r.line(n), "unreadable", "")
		}
		r.pictures(n)
		r.literal(n)
	}
	p.Plain, p.HTML = strings.Join(paragraphs, "\n\n"), show.Replace(page.String())
	r.variables(p.Plain, p.Line, "")
	r.variables(strings.Join(p.Items, " "), p.Line, "")
}

// pictures inside a text cannot be shown in a chat.
func (r *reader) pictures(n ast.Node) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if _, ok := n.(*ast.Image); ok && entering {
			r.bad(r.line(n.Parent()), "inline_picture", "")
		}
		return ast.WalkContinue, nil
	})
}

// Markdown of other places that would stand on the card as it is typed here.
var (
	tableRow  = regexp.MustCompile(`(?m)^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$`)
	struck    = regexp.MustCompile(`~~\S(?:.*?\S)?~~`)
	forAClick = []string{"https://", "http://", "tel:", "mailto:"}
)

// literal says what readers would see as signs, and links that lead nowhere.
func (r *reader) literal(n ast.Node) {
	warn := func(at ast.Node, code, detail string) {
		if last := len(r.problems) - 1; last >= 0 && r.problems[last].Code == code && r.problems[last].Line == r.line(at) {
			return // </b> after <b>
		}
		r.problems = append(r.problems, Problem{Level: Warning, Line: r.line(at), Code: code, Detail: detail})
	}
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			warn(n, "html", "")
		case *ast.RawHTML:
			warn(n.Parent(), "html", string(n.Segments.Value(r.source)))
		case *ast.Link:
			if to := string(n.Destination); !slices.ContainsFunc(forAClick, func(p string) bool { return strings.HasPrefix(strings.ToLower(to), p) }) {
				r.bad(r.line(n.Parent()), "text_link", to)
			}
		case *ast.Paragraph, *ast.TextBlock:
			text := string(n.Lines().Value(r.source))
			if tableRow.MatchString(text) {
				warn(n, "table", "")
			}
			if struck.MatchString(text) {
				warn(n, "struck", struck.FindString(text))
			}
		}
		return ast.WalkContinue, nil
	})
}

// inline is the text of a heading.
func (r *reader) inline(n ast.Node) string { return strings.TrimSpace(show.Replace(r.plain(n, 0))) }

// plain is a node as people read it in a chat.
func (r *reader) plain(n ast.Node, depth int) string {
	switch n := n.(type) {
	case *ast.Text:
		s := string(n.Segment.Value(r.source))
		if n.HardLineBreak() {
			return s + "\n"
		}
		if n.SoftLineBreak() {
			return s + " "
		}
		return s
	case *ast.String:
		return string(n.Value)
	case *ast.AutoLink:
		return string(n.URL(r.source))
	case *ast.RawHTML:
		return string(n.Segments.Value(r.source))
	case *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock:
		return string(n.Lines().Value(r.source))
	case *ast.ThematicBreak:
		return "―――"
	case *ast.Link:
		return r.children(n, depth) + " (" + string(n.Destination) + ")"
	case *ast.List:
		return r.list(n, depth)
	case *ast.Paragraph, *ast.TextBlock, *ast.Blockquote, *ast.Heading:
		return r.children(n, depth) + "\n"
	}
	return r.children(n, depth)
}

func (r *reader) children(n ast.Node, depth int) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(r.plain(c, depth))
	}
	return b.String()
}

func (r *reader) list(l *ast.List, depth int) string {
	var b strings.Builder
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "• "
		if l.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		b.WriteString(strings.Repeat("  ", depth) + mark + strings.TrimSpace(r.children(item, depth+1)) + "\n")
	}
	return b.String()
}

// escaped prints HTML that stands in a text as the text that it is.
type escaped struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (escaped) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindRawHTML, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if raw, ok := n.(*ast.RawHTML); ok && entering {
			_, err := w.WriteString(html.EscapeString(string(raw.Segments.Value(source))))
			return ast.WalkSkipChildren, err
		}
		return ast.WalkSkipChildren, nil
	})
	reg.Register(ast.KindHTMLBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		_, err := w.WriteString("<p>" + html.EscapeString(string(n.Lines().Value(source))) + "</p>\n")
		return ast.WalkContinue, err
	})
}
