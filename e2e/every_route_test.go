package e2e_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"samkarta/internal/platform/web/webtest"
)

// notPages are the routes that answer with something else than a page.
var notPages = []string{"GET /assets/{file}", "GET /favicon.ico", "GET /healthz", "GET /hjalp/bild/{name}", "GET /exportera/samkarta.json",
	"GET /rapporter/forhandsvisning", "GET /rapporter/mallar/logotyp", "GET /rapporter/{id}/framsteg", "GET /rapporter/{id}/las", "GET /rapporter/{id}/fil/{format}", "GET /insatser."} // the last with the name of a format: the catalogue as a sheet

// everyRoute fails the test if a page of the program has not been looked at.
func everyRoute(t *testing.T, log *opened) {
	t.Helper()
	routes := routesIn(t, filepath.Join(webtest.Root(t), "internal"))
	if len(routes) < 40 {
		t.Fatalf("only %d routes were found in the source: %v", len(routes), routes)
	}
	for _, route := range routes {
		if !log.has(route) && !slices.Contains(notPages, route) {
			t.Errorf("no page of %s is looked at", route)
		}
	}
}

// routesIn reads the patterns of pages out of the source: every text that
// begins with GET and a path, whole or put together with a constant.
func routesIn(t *testing.T, root string) []string {
	t.Helper()
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || !strings.HasSuffix(path, "web") {
			return err
		}
		packages, err := filepath.Glob(filepath.Join(path, "*.go"))
		if err != nil {
			return err
		}
		files := slices.DeleteFunc(packages, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
		maps.Copy(found, patterns(t, files))
		return nil
	})
	must(t, err)
	return slices.Sorted(maps.Keys(found))
}

func patterns(t *testing.T, files []string) map[string]bool {
	t.Helper()
	consts, found := map[string]string{}, map[string]bool{}
	var parsed []*ast.File
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		must(t, err)
		parsed = append(parsed, f)
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				if s, ok := constant(v.Values[0], nil); ok {
					consts[v.Names[0].Name] = s
				}
			}
			return true
		})
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			s, ok := constant(e, consts)
			if ok && strings.HasPrefix(s, "GET /") {
				found[s] = true
			}
			return !ok
		})
	}
	return found
}

// constant is the value of an expression made of texts and constants.
func constant(e ast.Expr, consts map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		s, ok := consts[e.Name]
		return s, ok
	case *ast.BinaryExpr:
		a, okA := constant(e.X, consts)
		b, okB := constant(e.Y, consts)
		return a + b, okA && okB && e.Op == token.ADD
	}
	return "", false
}
