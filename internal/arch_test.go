// Package internal_test checks that the program is built as docs/architecture.md
// says.
package internal_test

import (
	"bufio"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// areas in their order: an area imports only areas before it.
var areas = []string{"place", "party", "people", "forum", "contact", "insats", "mapping", "casework", "board",
	"project", "statistics", "practice", "mentor", "insight"}

// beside are the packages that are no areas, with what of ours they may import.
// "areas" stands for all areas, "platform" for all of platform.
var beside = map[string][]string{
	"access":        {},
	"record":        {"access", "platform"},
	"glossary":      {"platform/text"},
	"exchange":      {"areas", "record", "access", "platform"},
	"demo":          {"exchange", "record", "access"},
	"generate":      {"demo", "exchange", "areas", "record", "platform"}, // shaped like the demonstration, written as documents
	"finder":        {"areas", "glossary", "record", "access", "platform"},
	"reporting":     {"areas", "glossary", "record", "access", "platform"},
	"page":          {"areas", "glossary", "record", "access", "platform"},
	"page/pagetest": {"demo", "exchange", "record", "access", "platform"},
	"api":           {"areas", "glossary", "exchange", "exchange/draft", "exchange/drafts", "exchange/hsds", "exchange/sheet", "reporting", "record", "access", "platform"},
	"app":           {"everything"},
	"cli":           {"everything"},
}

// platform packages that may import others of platform; none imports anything
// else of ours.
var platform = map[string][]string{
	"fault": {}, "id": {}, "text": {}, "search": {}, "picture": {},
	"report":    {"text", "picture", "fault"},
	"graphfile": {"fault"},
	"db":        {"fault", "id", "migrations"},
	"audit":     {"db", "id", "fault"},
	"jobs":      {"db", "fault", "id"},
	"web":       {"fault", "text", "id"},
}

type goPackage struct {
	ImportPath   string
	Dir          string
	GoFiles      []string
	Imports      []string
	TestGoFiles  []string
	XTestGoFiles []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json", "samkarta/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestImportsGoOneWay(t *testing.T) {
	for _, p := range packages(t) {
		name, ours := strings.CutPrefix(p.ImportPath, "samkarta/internal/")
		if !ours {
			continue
		}
		for _, imported := range p.Imports {
			path, ours := strings.CutPrefix(imported, "samkarta/")
			if ours && !mayImport(name, strings.TrimPrefix(path, "internal/")) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}

// What only helps tests is no part of the program.
func TestHelpersOfTestsStayInTests(t *testing.T) {
	for _, p := range packages(t) {
		if !strings.HasPrefix(p.ImportPath, "samkarta/internal/") && !strings.HasPrefix(p.ImportPath, "samkarta/cmd/") || helpsTests(p.ImportPath) {
			continue
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "samkarta/") && helpsTests(imported) {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

func helpsTests(path string) bool {
	return slices.ContainsFunc(strings.Split(path, "/"), func(part string) bool { return strings.HasSuffix(part, "test") })
}

func mayImport(who, what string) bool {
	if part, is := strings.CutPrefix(who, "platform/"); is {
		return mayImportInPlatform(part, what)
	}
	first, second, isInside := strings.Cut(who, "/")
	switch {
	case isInside && strings.HasSuffix(second, "web"), strings.HasSuffix(first, "web"):
		return !strings.Contains(what, "web") || strings.HasPrefix(what, "platform/web")
	case slices.Contains(areas, first):
		before := areas[:slices.Index(areas, first)]
		return slices.Contains(before, what) || what == first || what == "record" || what == "access" ||
			strings.HasPrefix(what, "platform/") && !strings.HasPrefix(what, "platform/web")
	}
	rules, ownRules := beside[who]
	if !ownRules {
		rules = beside[first]
	}
	for _, allowed := range rules {
		if allowed == "everything" || allowed == what || allowed == "areas" && slices.Contains(areas, what) ||
			allowed == "platform" && strings.HasPrefix(what, "platform/") {
			return true
		}
	}
	return what == first || strings.HasPrefix(what, first+"/")
}

func mayImportInPlatform(who, what string) bool {
	root, _, _ := strings.Cut(who, "/")
	path := strings.TrimPrefix(what, "platform/")
	base, _, _ := strings.Cut(path, "/")
	return base == root || slices.Contains(platform[root], base) && (strings.HasPrefix(what, "platform/") || what == "migrations")
}

// The pure files of an area know no database and no HTTP.
func TestRulesArePure(t *testing.T) {
	for _, area := range areas {
		for _, name := range []string{area, "rules", "access"} {
			file := filepath.Join(area, name+".go")
			if _, err := os.Stat(file); err != nil {
				continue
			}
			for _, imported := range importsOf(t, file) {
				if strings.Contains(imported, "platform/db") || imported == "net/http" || imported == "database/sql" {
					t.Errorf("%s imports %s", file, imported)
				}
			}
		}
	}
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range f.Imports {
		all = append(all, strings.Trim(i.Path.Value, `"`))
	}
	return all
}

// goFiles calls f for each file of the program, tests left out.
func goFiles(t *testing.T, f func(path string)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "build") {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			f(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Only platform/db knows which databases there are.
func TestEngineNamesStayInThePlatform(t *testing.T) {
	goFiles(t, func(path string) {
		if strings.Contains(path, "platform/db/") || strings.Contains(path, "test/") || strings.HasSuffix(path, "migrations.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if words := strings.ToLower(lit.Value); strings.Contains(words, "sqlite") || strings.Contains(words, "postgres") {
					t.Errorf("%s says %s", path, lit.Value)
				}
			}
			return true
		})
	})
}

// A file over 600 lines is to be split, a function over 80.
func TestNothingIsTooLong(t *testing.T) {
	goFiles(t, func(path string) {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if n := lines(t, path); n > 600 {
			t.Errorf("%s has %d lines", path, n)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				if n := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line; n > 80 {
					t.Errorf("%s: %s has %d lines", path, fn.Name.Name, n)
				}
			}
		}
	})
}

func lines(t *testing.T, path string) int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
	}
	return n
}

// Every exported name says what it is.
func TestExportedNamesHaveADocComment(t *testing.T) {
	goFiles(t, func(path string) {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			for _, name := range undocumented(d) {
				t.Errorf("%s: %s has no doc comment", path, name)
			}
		}
	})
}

func undocumented(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || receiver(d).IsExported()) {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		var names []string
		for _, spec := range d.Specs {
			if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() && s.Doc == nil && d.Doc == nil {
				names = append(names, s.Name.Name)
			}
		}
		return names
	}
	return nil
}

func receiver(d *ast.FuncDecl) *ast.Ident {
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.Ident:
			return x
		default:
			return ast.NewIdent("x")
		}
	}
}

// Every operation of a service that takes a context says who acts.
func TestOperationsTakeAnActor(t *testing.T) {
	public := []string{"SignIn", "ActorOf", "Accept", "Welcome", "DemoSignIn"} // who acts is what they find out
	goFiles(t, func(path string) {
		if !strings.Contains(path, "internal/") && !strings.HasPrefix(path, "../internal") || strings.Contains(path, "platform/") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || !fn.Name.IsExported() || receiver(fn).Name != "Service" || slices.Contains(public, fn.Name.Name) {
				continue
			}
			if has(fn, "Context") && !has(fn, "Actor") {
				t.Errorf("%s: %s does not say who acts", path, fn.Name.Name)
			}
		}
	})
}

func has(fn *ast.FuncDecl, typeName string) bool {
	for _, p := range fn.Type.Params.List {
		if sel, ok := p.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == typeName {
			return true
		}
	}
	return false
}

// Nothing is left undone or switched off.
func TestNothingIsLeftForLater(t *testing.T) {
	goFiles(t, func(path string) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"TO" + "DO", "FIX" + "ME", "not " + "implemented"} {
			if strings.Contains(string(data), word) {
				t.Errorf("%s says %s", path, word)
			}
		}
	})
}
