package internal_test

import (
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

	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Both languages have the same texts, with the same arguments.
func TestLanguagesSayTheSame(t *testing.T) {
	argument := regexp.MustCompile(`\{\d\}`)
	for _, key := range text.Sv.Keys() {
		if !text.En.Has(key) {
			t.Errorf("%s has no English", key)
			continue
		}
		sv, en := argument.FindAllString(text.Sv.T(key), -1), argument.FindAllString(text.En.T(key), -1)
		slices.Sort(sv)
		slices.Sort(en)
		if !slices.Equal(slices.Compact(sv), slices.Compact(en)) {
			t.Errorf("%s takes %v in Swedish and %v in English", key, sv, en)
		}
	}
	for _, key := range text.En.Keys() {
		if !text.Sv.Has(key) {
			t.Errorf("%s has no Swedish", key)
		}
	}
}

// Every word of every vocabulary has a text.
func TestVocabulariesHaveTexts(t *testing.T) {
	for _, name := range record.Vocabularies() {
		for _, word := range record.Vocabulary(name) {
			if key := name + "." + word; !text.Sv.Has(key) || !text.En.Has(key) {
				t.Errorf("%s has no text", key)
			}
		}
	}
}

var keyShape = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`)

// notKeys look like keys and are none: names of files, of jobs and of actions
// in the log.
var notKeys = regexp.MustCompile(`\.(json|html|css|js|ts|md|xml|png|svg|txt|csv|gz|db|go|woff2)$|^(people|upload|record|report)\.(purge|take|clear|make)$|^(publication|report)\.(opened|closed|published|withdrawn)$`)

// Every key that the program names has a text.
func TestKeysHaveTexts(t *testing.T) {
	spaces := map[string]bool{}
	for _, key := range text.Sv.Keys() {
		space, _, _ := strings.Cut(key, ".")
		spaces[space] = true
	}
	check := func(where, key string) {
		space, _, _ := strings.Cut(key, ".")
		if keyShape.MatchString(key) && spaces[space] && !notKeys.MatchString(key) && !isKey(key) {
			t.Errorf("%s names %s, which has no text", where, key)
		}
	}
	goFiles(t, func(path string) {
		if strings.Contains(path, "test/") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		logged := map[ast.Node]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			markLogged(n, logged)
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !logged[n] {
				s, _ := strconv.Unquote(lit.Value)
				check(path, s)
			}
			return true
		})
	})
	inTemplates(t, check)
}

// isKey tells whether there is a text for the key, or, where only its beginning
// is named, for one that begins so.
func isKey(key string) bool {
	if !strings.HasSuffix(key, "_") {
		return text.Sv.Has(key)
	}
	return slices.ContainsFunc(text.Sv.Keys(), func(k string) bool { return strings.HasPrefix(k, key) })
}

// markLogged notes the names of actions in the audit log, and of fields.
func markLogged(n ast.Node, logged map[ast.Node]bool) {
	if kv, ok := n.(*ast.KeyValueExpr); ok {
		if key, ok := kv.Key.(*ast.Ident); ok && (key.Name == "Action" || key.Name == "Path") {
			ast.Inspect(kv.Value, func(n ast.Node) bool {
				if n != nil {
					logged[n] = true
				}
				return true
			})
		}
	}
	if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 1 {
		if name, ok := call.Fun.(*ast.Ident); ok && (name.Name == "note" || name.Name == "leave") {
			for _, arg := range call.Args {
				logged[arg] = true
			}
		}
	}
	if call, ok := n.(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Pointing" {
			for _, arg := range call.Args {
				logged[arg] = true
			}
		}
	}
}

var inTemplate = regexp.MustCompile(`\.T "([a-z0-9_.]+)"`)

func inTemplates(t *testing.T, check func(where, key string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range inTemplate.FindAllStringSubmatch(string(data), -1) {
			check(path, m[1])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
