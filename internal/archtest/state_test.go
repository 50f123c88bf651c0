package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
)

// state finds package-level variables that change: those that a function assigns to, wholly or in part, and those of a
// type that only makes sense for something that changes. It goes by names: a local of the same name hides the variable
// in its whole function.
func (p *pkg) state() []string {
	var problems []string
	vars := map[string]bool{}
	for name, file := range p.production() {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				value := spec.(*ast.ValueSpec)
				for _, ident := range value.Names {
					vars[ident.Name] = ident.Name != "_"
				}
				if kind := typeName(value); slices.Contains(stateTypes, kind) {
					problems = append(problems, fmt.Sprintf("%s: the package-level %s is a %s", name, value.Names[0].Name, kind))
				}
			}
		}
	}
	for name, file := range p.production() {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil {
				for _, changed := range changes(f, vars) {
					problems = append(problems, fmt.Sprintf("%s: %s changes the package-level %s", name, f.Name.Name, changed))
				}
			}
		}
	}
	return problems
}

// typeName gives a variable's type as pkg.Name, from its declared type or from the literal it starts as.
func typeName(value *ast.ValueSpec) string {
	e := value.Type
	if e == nil && len(value.Values) == 1 {
		e = value.Values[0]
		if address, ok := e.(*ast.UnaryExpr); ok {
			e = address.X
		}
		literal, ok := e.(*ast.CompositeLit)
		if !ok {
			return ""
		}
		e = literal.Type
	}
	if generic, ok := e.(*ast.IndexExpr); ok {
		e = generic.X
	}
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	selector, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if from, ok := selector.X.(*ast.Ident); ok {
		return from.Name + "." + selector.Sel.Name
	}
	return ""
}

func changes(f *ast.FuncDecl, vars map[string]bool) []string {
	local := locals(f)
	var found []string
	note := func(e ast.Expr) {
		if name := rootName(e); vars[name] && !local[name] && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, left := range n.Lhs {
					note(left)
				}
			}
		case *ast.IncDecStmt:
			note(n.X)
		case *ast.CallExpr:
			if builtin, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && (builtin.Name == "delete" || builtin.Name == "clear") {
				note(n.Args[0])
			}
		}
		return true
	})
	return found
}

// rootName gives x of x, x.y, x[i], *x and (x).
func rootName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return rootName(e.X)
	case *ast.IndexExpr:
		return rootName(e.X)
	case *ast.StarExpr:
		return rootName(e.X)
	case *ast.ParenExpr:
		return rootName(e.X)
	}
	return ""
}

// locals gives every name that a function declares: receiver, parameters, results, variables.
func locals(f *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, ident := range n.Names {
				names[ident.Name] = true
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, left := range n.Lhs {
					names[rootName(left)] = true
				}
			}
		case *ast.ValueSpec:
			for _, ident := range n.Names {
				names[ident.Name] = true
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				for _, e := range []ast.Expr{n.Key, n.Value} {
					if e != nil {
						names[rootName(e)] = true
					}
				}
			}
		}
		return true
	})
	return names
}
