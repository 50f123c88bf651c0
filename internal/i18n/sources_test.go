package i18n_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// use is one place in the sources that asks for a text.
type use struct {
	where  string
	key    string   // the key, or a pattern with * for its composed parts
	args   []string // names of the values that are given
	spread bool     // args... : the values are not known here
	call   bool     // a call of T, not only a string that looks like a key
	maybe  bool     // a text that may be missing
}

// sources are all uses below a directory, and what is wrong with them in themselves.
type sources struct {
	uses     []use
	problems []string
}

var (
	keyShape     = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+$`)
	prefixShape  = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)*\.$`)
	keysComment  = regexp.MustCompile(`i18n:keys((?:\s+[a-z0-9_.*-]+)+)`)
	templateCall = regexp.MustCompile(`\b[tT] "([a-z0-9_.-]+)"`)
)

// scanSources reads the Go files and page templates below root/internal and root/cmd. Tests, their data and linesim,
// which is a product of its own with its own texts, are left out.
func scanSources(t *testing.T, root string) sources {
	t.Helper()
	var s sources
	for _, top := range []string{"internal", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			switch {
			case os.IsNotExist(err):
				return nil
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || d.Name() == "linesim"):
				return filepath.SkipDir
			case d.IsDir():
				return s.scanDir(path)
			case slices.Contains([]string{".html", ".gohtml", ".tmpl"}, filepath.Ext(path)):
				return s.scanTemplate(path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *sources) scanTemplate(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, found := range templateCall.FindAllStringSubmatch(string(content), -1) {
		s.uses = append(s.uses, use{where: path, key: found[1], spread: true, call: true})
	}
	s.comment(path, string(content))
	return nil
}

func (s *sources) comment(where, text string) {
	for _, found := range keysComment.FindAllStringSubmatch(text, -1) {
		for pattern := range strings.FieldsSeq(found[1]) {
			s.uses = append(s.uses, use{where: where, key: pattern, spread: true, call: true})
		}
	}
}

// scanDir reads the Go files of one package; its constants may be used in any of them.
func (s *sources) scanDir(dir string) error {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	consts := map[string]string{}
	for _, file := range files {
		collectConsts(file, consts)
	}
	for _, file := range files {
		s.scanFile(fset, file, consts)
		s.questions(fset, file, consts)
	}
	return nil
}

func collectConsts(file *ast.File, into map[string]string) {
	ast.Inspect(file, func(n ast.Node) bool {
		decl, ok := n.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST {
			return true
		}
		for _, spec := range decl.Specs {
			value := spec.(*ast.ValueSpec)
			for i, name := range value.Names {
				if i < len(value.Values) {
					if text, ok := literal(value.Values[i]); ok {
						into[name.Name] = text
					}
				}
			}
		}
		return true
	})
}

func (s *sources) scanFile(fset *token.FileSet, file *ast.File, consts map[string]string) {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//i18n:keys") {
				s.comment(fset.Position(c.Pos()).String(), c.Text)
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.CallExpr:
			if name(n.Fun) == "T" && len(n.Args) > 0 {
				s.call(fset.Position(n.Pos()).String(), n, consts)
			}
		case *ast.BasicLit:
			text, ok := literal(n)
			switch {
			case ok && keyShape.MatchString(text):
				s.uses = append(s.uses, use{where: fset.Position(n.Pos()).String(), key: text, spread: true})
			case ok && prefixShape.MatchString(text):
				s.uses = append(s.uses, use{where: fset.Position(n.Pos()).String(), key: text + "*", spread: true})
			}
		}
		return true
	})
}

// questions adds the texts of a flow's steps, which the engine composes: flow.New("a", flow.Ask("b", …)) asks with a.b,
// says why with a.b.why, asks again in one line with a.b.again, and may explain with a.b.hint and a.b.none. A function that makes a step of the id it is given makes one of each that it is called with.
func (s *sources) questions(fset *token.FileSet, file *ast.File, consts map[string]string) {
	var flows []string
	var steps []step
	makers := stepMakers(file)
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		switch qualified(call.Fun) {
		case "flow.New":
			flows = append(flows, pattern(call.Args[0], consts))
		case "flow.Ask":
			if id := pattern(call.Args[0], consts); id != "*" {
				steps = append(steps, step{fset.Position(call.Pos()).String(), id})
			}
		}
		if of, ok := call.Fun.(*ast.Ident); ok {
			if i, makes := makers[of.Name]; makes {
				steps = append(steps, step{fset.Position(call.Pos()).String(), pattern(call.Args[i], consts)})
			}
		}
		return true
	})
	for _, flow := range flows {
		for _, step := range steps {
			s.uses = append(s.uses,
				use{where: step.where, key: flow + "." + step.id, spread: true, call: true, maybe: len(flows) > 1},
				use{where: step.where, key: flow + "." + step.id + ".hint", spread: true, maybe: true},
				use{where: step.where, key: flow + "." + step.id + ".why", spread: true, call: true, maybe: len(flows) > 1},
				use{where: step.where, key: flow + "." + step.id + ".again", spread: true, call: true, maybe: len(flows) > 1},
				use{where: step.where, key: flow + "." + step.id + ".none", spread: true, maybe: true})
		}
	}
}

// step is a question of a flow.
type step struct{ where, id string }

// stepMakers are the functions that ask with an id which they are given, and which of their arguments it is.
func stepMakers(file *ast.File) map[string]int {
	makers := map[string]int{}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil {
			continue
		}
		var params []string
		for _, field := range f.Type.Params.List {
			for _, n := range field.Names {
				params = append(params, n.Name)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if ok && len(call.Args) > 0 && qualified(call.Fun) == "flow.Ask" {
				if i := slices.Index(params, name(call.Args[0])); i >= 0 {
					makers[f.Name.Name] = i
				}
			}
			return true
		})
	}
	return makers
}

// qualified gives pkg.Name of a call's function, with or without type arguments.
func qualified(e ast.Expr) string {
	switch generic := e.(type) {
	case *ast.IndexExpr:
		e = generic.X
	case *ast.IndexListExpr:
		e = generic.X
	}
	if selector, ok := e.(*ast.SelectorExpr); ok {
		return name(selector.X) + "." + selector.Sel.Name
	}
	return ""
}

func (s *sources) call(where string, call *ast.CallExpr, consts map[string]string) {
	key := pattern(call.Args[0], consts)
	if strings.HasPrefix(key, "*") {
		return // the key comes from elsewhere, where it is a string of its own or has a comment
	}
	u := use{where: where, key: key, spread: call.Ellipsis.IsValid(), call: true}
	for i := 1; i < len(call.Args) && !u.spread; i += 2 {
		if i+1 == len(call.Args) {
			s.problems = append(s.problems, where+": a name without a value")
		}
		arg := pattern(call.Args[i], consts)
		if strings.Contains(arg, "*") {
			u.spread = true
		}
		u.args = append(u.args, arg)
	}
	s.uses = append(s.uses, u)
}

// pattern gives the constant text of an expression, with * for the parts that are known only at run time.
func pattern(e ast.Expr, consts map[string]string) string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return pattern(e.X, consts)
	case *ast.BinaryExpr:
		return pattern(e.X, consts) + pattern(e.Y, consts)
	case *ast.Ident:
		if text, ok := consts[e.Name]; ok {
			return text
		}
	case *ast.BasicLit:
		if text, ok := literal(e); ok {
			return text
		}
	}
	return "*"
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// matcher gives a function that reports whether a key is the use's, or fits its pattern.
func (u use) matcher() func(key string) bool {
	if !strings.Contains(u.key, "*") {
		return func(key string) bool { return key == u.key }
	}
	parts := strings.Split(u.key, "*")
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".+") + "$").MatchString
}

// check compares the uses with the texts: key → its placeholders.
func (s sources) check(texts map[string][]string) []string {
	problems := slices.Clone(s.problems)
	areas := map[string]bool{}
	unused := map[string]bool{}
	for key := range texts {
		areas[area(key)] = true
		unused[key] = true
	}
	for _, u := range s.uses {
		found, covers := false, u.matcher()
		for key := range texts {
			if !covers(key) {
				continue
			}
			found = true
			delete(unused, key)
			for _, placeholder := range texts[key] {
				if !u.spread && !slices.Contains(u.args, placeholder) {
					problems = append(problems, fmt.Sprintf("%s: %s needs a value for %s", u.where, key, placeholder))
				}
			}
		}
		if !found && !u.maybe && (u.call || areas[area(u.key)] && !fileName(u.key)) {
			problems = append(problems, fmt.Sprintf("%s: there is no text %s", u.where, u.key))
		}
	}
	for key := range unused {
		problems = append(problems, fmt.Sprintf("no code uses the text %s", key))
	}
	slices.Sort(problems)
	return slices.Compact(problems)
}

func area(key string) string {
	first, _, _ := strings.Cut(key, ".")
	return first
}

// fileName tells a file's name from a key's.
func fileName(text string) bool {
	return slices.Contains([]string{".go", ".css", ".js", ".html", ".json", ".png", ".svg", ".csv", ".toml", ".txt", ".db", ".atom", ".ics"},
		filepath.Ext(text))
}

func TestScanFindsProblems(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("internal/a/a.go", `package a
const good = "a.const"
//i18n:keys a.commented.* b.gone.*
func f(t T, id string) {
	t.T(good)
	t.T("a.typo")
	t.T("a.composed." + id + ".label")
	t.T("a.value", "Name", id)
	t.T("a.value", "Nane", id)
	t.T("a.value", args...)
	t.T("a.value", "Name")
	t.T(id)
	g("a.elsewhere", "a.lost", "a.file.json", "x.other", "b.none.")
}`)
	write("internal/a/flow.go", `package a
func g() {
	flow.New[draft]("f", flow.Ask("name", x), flow.Ask[a, b]("lost", x), several(1, "many"), several(2, "lost_many"))
}
func several(n int, id string) Step { return flow.Ask(id, x) }`)
	write("internal/a/a_test.go", `package a; func g() { t.T("a.only.in.test") }`)
	write("internal/a/page.html", `<h1>{{t "a.page"}}</h1>{{.T "a.page_typo"}}`)
	got := scanSources(t, root).check(map[string][]string{
		"a.const": nil, "a.composed.x.label": nil, "a.composed.x.title": nil, "a.value": {"Name"}, "a.commented.x": nil,
		"a.elsewhere": nil, "a.page": nil, "a.unused": nil, "b.x": nil, "a.only.in.test": nil, "f.name": nil, "f.name.hint": nil, "f.other": nil, "f.many": nil,
		"f.name.why": nil, "f.name.again": nil, "f.many.why": nil, "f.lost.why": nil, "f.lost.again": nil, "f.lost_many.why": nil, "f.lost_many.again": nil,
	})
	for i := range got {
		got[i] = regexp.MustCompile(`^.*?((?:a|flow)\.go:\d+|page\.html)[:\d]*: `).ReplaceAllString(got[i], "$1: ")
	}
	want := []string{
		"a.go:11: a name without a value",
		"a.go:13: there is no text a.lost",
		"a.go:13: there is no text b.none.*",
		"a.go:3: there is no text b.gone.*",
		"a.go:6: there is no text a.typo",
		"a.go:9: a.value needs a value for Name",
		"no code uses the text a.only.in.test",
		"no code uses the text a.unused",
		"flow.go:3: there is no text f.lost",
		"flow.go:3: there is no text f.lost_many",
		"flow.go:3: there is no text f.many.again",
		"no code uses the text b.x",
		"no code uses the text f.other",
		"page.html: there is no text a.page_typo",
	}
	slices.Sort(got)
	slices.Sort(want)
	got = slices.Compact(got)
	// The literal "a.composed." keeps a.composed.x.title in use: a prefix says nothing of what follows it.
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
