package importer_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log/slog"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"jitasa/internal/i18n"
	"jitasa/internal/importer"
	"jitasa/locales"
)

// found is one place in the package that says that something is wrong.
type found struct {
	where, code string
	names       []string // of what the sentence is given
}

// reporters are the functions that report a problem, and which of their arguments is its code.
func reporters() map[string]int { return map[string]int{"bad": 1, "warn": 1, "add": 2} }

// allProblems reads the package's own sources: a code that nobody wrote a sentence for cannot be overlooked.
func allProblems(t *testing.T) (all []found) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, _ := decl.(*ast.FuncDecl)
			_, forwards := reporters()[nameOf(decl)]
			ast.Inspect(decl, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CompositeLit:
					if of, ok := n.Type.(*ast.Ident); ok && of.Name == "Problem" && !forwards {
						t.Errorf("%s: %s makes a Problem by itself", fset.Position(n.Pos()), f.Name.Name)
					}
				case *ast.CallExpr:
					if of, ok := n.Fun.(*ast.SelectorExpr); ok && !forwards {
						if at, reports := reporters()[of.Sel.Name]; reports {
							all = append(all, foundAt(t, fset.Position(n.Pos()).String(), n.Args[at:]))
						}
					}
				}
				return true
			})
		}
	}
	return all
}

func nameOf(decl ast.Decl) string {
	if f, ok := decl.(*ast.FuncDecl); ok {
		return f.Name.Name
	}
	return ""
}

// foundAt takes the code and the names, which must stand there as they are.
func foundAt(t *testing.T, where string, args []ast.Expr) found {
	t.Helper()
	f := found{where: where}
	for i := 0; i < len(args); i++ {
		lit, ok := args[i].(*ast.BasicLit)
		if !ok {
			t.Fatalf("%s: the code and the names must be literal", where)
		}
		text, err := strconv.Unquote(lit.Value)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		if i == 0 {
			f.code = text
			continue
		}
		if f.names = append(f.names, text); i+1 == len(args) {
			t.Fatalf("%s: the name %s has no value", where, text)
		}
		i++
	}
	return f
}

// sentences are the codes that have one.
func sentences(t *testing.T, lang string) []string {
	t.Helper()
	text, err := fs.ReadFile(locales.Files, path.Join(lang, "import.toml"))
	if err != nil {
		t.Fatal(err)
	}
	var areas map[string]any
	if err := toml.Unmarshal(text, &areas); err != nil {
		t.Fatal(err)
	}
	all, _ := areas["import.problem"].(map[string]any)
	return slices.Sorted(maps.Keys(all))
}

// Every problem has a sentence in every language, which is given all that it names and names all that it is given; no
// sentence is left over.
func TestEveryProblemHasItsSentence(t *testing.T) {
	all := allProblems(t)
	codes := map[string]bool{}
	for _, f := range all {
		codes[f.code] = true
	}
	for _, lang := range []string{"th", "en"} {
		var log bytes.Buffer
		catalog, err := i18n.Load(i18n.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			p := importer.Problem{Code: f.code}
			for _, name := range f.names {
				p.Args = append(p.Args, name, "<"+name+">")
			}
			text := p.In(catalog.For(lang))
			for _, name := range f.names {
				if !strings.Contains(text, "<"+name+">") {
					t.Errorf("%s: %s does not say %s: %s", f.where, lang, name, text)
				}
			}
			if log.Len() > 0 || strings.Contains(text, "[") {
				t.Errorf("%s: %s lacks something: %s\n%s", f.where, lang, text, &log)
				log.Reset()
			}
		}
		if got, want := sentences(t, lang), slices.Sorted(maps.Keys(codes)); !slices.Equal(got, want) {
			t.Errorf("%s has sentences for\n%s\nthere are the problems\n%s", lang, got, want)
		}
	}
}

// The columns are described in every language.
func TestDescribesEveryColumn(t *testing.T) {
	for _, lang := range []string{"th", "en"} {
		var log bytes.Buffer
		catalog, err := i18n.Load(i18n.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		if err != nil {
			t.Fatal(err)
		}
		for kind, columns := range map[string]int{"opportunities": 27, "organisations": 6, "networks": 6, "volunteers": 0} {
			text := importer.Describe(kind, catalog.For(lang))
			if n := strings.Count(text, "\n"); n != columns || strings.Contains(text, "[") || log.Len() > 0 {
				t.Errorf("%s, %s: %d columns of %d\n%s%s", lang, kind, n, columns, text, &log)
			}
		}
	}
}

// Whoever reads Thai is told in Thai, names of places and days included; what is logged says nothing of the file.
func TestProblemsAreSaidInTheReadersLanguage(t *testing.T) {
	_, _, err := gazetteered(t, "a,A,G,5/12/69,,,เฉลิมพระเกียรติ,,,\n,,G,2026-12-05,,,,,,\n")
	var p *importer.Problems
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	want := `แถว 2 คอลัมน์ starts_at: “5/12/69” อาจเป็น 2026-12-05 หรือ 2069-12-05 โปรดเขียนปีให้ครบสี่หลัก
แถว 2 คอลัมน์ district_code: “เฉลิมพระเกียรติ” อาจเป็น อำเภอเฉลิมพระเกียรติ จังหวัดสระบุรี (1913) หรือ อำเภอเฉลิมพระเกียรติ จังหวัด`
	if got := p.In(words(t, "th")); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := fmt.Sprint(err); strings.Contains(got, "5/12") || !strings.Contains(got, "2 starts_at: ambiguous_date") {
		t.Error(got)
	}
	beyond := importer.Problems{Total: 140, First: p.First[:1]}
	if got := beyond.In(words(t, "th")); !strings.HasSuffix(got, "\nและยังมีอีก 139 จุด") {
		t.Error(got)
	}
	if got := (importer.Problem{Row: 3, Code: "quotes"}).In(words(t, "th")); !strings.HasPrefix(got, "แถว 3: เครื่องหมายคำพูด") {
		t.Error(got)
	}
}
