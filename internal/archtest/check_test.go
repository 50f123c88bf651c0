package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// pkg is one directory of Go files.
type pkg struct {
	dir   string // from the module's root, with slashes
	files map[string]*ast.File
	fset  *token.FileSet
}

// checkTree applies every rule to the module at root and gives what breaks them, sorted.
func checkTree(root string) ([]string, error) {
	packages, err := readTree(root)
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, p := range packages {
		problems = append(problems, p.imports(importRules())...)
		if len(p.production()) > 0 {
			problems = append(problems, p.naming()...)
			problems = append(problems, p.sizes()...)
			problems = append(problems, p.state()...)
		}
	}
	slices.Sort(problems)
	return problems, nil
}

func readTree(root string) (map[string]*pkg, error) {
	packages := map[string]*pkg{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		base := d.Name()
		if d.IsDir() {
			if rel != "." && (base == "testdata" || base == "tools" || base[0] == '.' || base[0] == '_') {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(rel) != ".go" {
			return nil
		}
		dir := path.Dir(rel)
		p := packages[dir]
		if p == nil {
			p = &pkg{dir: dir, files: map[string]*ast.File{}, fset: token.NewFileSet()}
			packages[dir] = p
		}
		p.files[rel], err = parser.ParseFile(p.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		return err
	})
	return packages, err
}

// production gives the files that are not tests and not generated.
func (p *pkg) production() map[string]*ast.File {
	own := map[string]*ast.File{}
	for name, file := range p.files {
		if !strings.HasSuffix(name, "_test.go") && !ast.IsGenerated(file) {
			own[name] = file
		}
	}
	return own
}

func (p *pkg) imports(rules map[string]importRule) []string {
	var problems []string
	for name, file := range p.files {
		test := strings.HasSuffix(name, "_test.go") || slices.ContainsFunc(partsOfTests, func(of string) bool { return within(p.dir, of) })
		if test && !within(p.dir, "internal/linesim") {
			continue // tests put parts together that must not know each other
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			if why := forbids(rules, p.dir, imported, test); why != "" {
				problems = append(problems, fmt.Sprintf("%s: must not import %s: %s", name, imported, why))
			}
		}
	}
	return problems
}

// forbids says why a package must not import another, or nothing: the first of the rules that has something to say, by their names.
func forbids(rules map[string]importRule, dir, imported string, test bool) string {
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		if test && name != "only sees" {
			continue
		}
		if why := rules[name](dir, imported); why != "" {
			return why
		}
	}
	return ""
}

// within reports whether a path is another or lies below it.
func within(name, root string) bool {
	return name == root || strings.HasPrefix(name, root+"/")
}

func (p *pkg) naming() []string {
	var problems []string
	if slices.Contains(emptyNames, path.Base(p.dir)) {
		problems = append(problems, p.dir+": the name says nothing about what is inside")
	}
	documented := false
	for name, file := range p.production() {
		home := path.Base(name) == "doc.go" || file.Name.Name == "main" && path.Base(name) == "main.go"
		start := "Package " + file.Name.Name + " "
		if file.Name.Name == "main" {
			start = "Command "
		}
		documented = documented || home && file.Doc != nil && strings.HasPrefix(file.Doc.Text(), start)
		if slices.Contains(emptyNames, file.Name.Name) {
			problems = append(problems, p.dir+": the package's name says nothing about what is inside")
		}
	}
	if !documented {
		problems = append(problems, p.dir+": has no doc.go that says what the package is for")
	}
	return problems
}

func (p *pkg) sizes() []string {
	var problems []string
	total := 0
	for name, file := range p.production() {
		total += p.fset.File(file.FileStart).LineCount()
		if lines := p.fset.File(file.FileStart).LineCount(); lines > maxFileLines {
			problems = append(problems, fmt.Sprintf("%s: %d lines, more than %d", name, lines, maxFileLines))
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := p.line(f.End()) - p.line(f.Pos()) + 1; lines > maxFunctionLines {
				problems = append(problems, fmt.Sprintf("%s: %s has %d lines, more than %d", name, f.Name.Name, lines, maxFunctionLines))
			}
			if f.Name.Name == "init" && f.Recv == nil {
				problems = append(problems, name+": has an init function")
			}
		}
	}
	most := largerPackages[p.dir]
	if most == 0 {
		most = maxPackageLines
	}
	if total > most {
		problems = append(problems, fmt.Sprintf("%s: %d lines without tests, more than %d", p.dir, total, most))
	}
	return problems
}

func (p *pkg) line(pos token.Pos) int { return p.fset.Position(pos).Line }
