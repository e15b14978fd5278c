package peopleweb_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web/webtest"
)

var (
	quoted = regexp.MustCompile(`"(people\.[a-z_.]*[a-z_])"`)
	prefix = regexp.MustCompile(`"(people\.[a-z_.]*\.)" ?\+`)
)

// Every text that the area names is there in both languages, and every one
// that is there is named.
func TestTexts(t *testing.T) {
	named, begun := map[string]bool{}, []string{}
	for _, pattern := range []string{"*.go", "*.html", "../*.go"} {
		files, err := filepath.Glob(pattern)
		pagetest.Must(t, err)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			data, err := os.ReadFile(file)
			pagetest.Must(t, err)
			for _, m := range quoted.FindAllStringSubmatch(string(data), -1) {
				named[m[1]] = m[1] != "people.purge" // the name of a job
			}
			for _, m := range prefix.FindAllStringSubmatch(string(data), -1) {
				begun = append(begun, m[1])
			}
		}
	}
	for _, role := range access.Roles() {
		named["people.role."+string(role)], named["people.by."+string(role)] = true, true
	}
	for _, l := range []*text.Lang{text.Sv, text.En} {
		for key, is := range named {
			if is && !l.Has(key) {
				t.Errorf("%s has no %s", l.Code, key)
			}
		}
		for _, key := range l.Keys() {
			if strings.HasPrefix(key, "people.") && !named[key] && !startsWithAny(key, begun) {
				t.Errorf("%s has %s, which nothing names", l.Code, key)
			}
		}
	}
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func TestTemplates(t *testing.T) {
	h := open(t, peopleweb.Options{})
	for name, page := range peopleweb.PageStructs() {
		webtest.CheckTemplate(t, h.site, name, page)
	}
}
