package e2e_test

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// asked is how many addresses with a query are followed of each sort: the
// filters of the lists lead to more pages than anybody needs to see.
const asked = 25

// TestEveryLinkLeadsSomewhere follows all links from the start page on, as the
// public in Swedish and as an administrator in English, and looks at how each
// page is built.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for _, c := range []struct{ name, role, lang string }{{"public", "public", "sv"}, {"administrator", "administrator", "en"}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := serve(t)
			w := newCrawl(t, h, c.role, c.lang)
			w.run()
			t.Logf("%d pages", len(w.from))
			if len(w.from) < 1500 {
				t.Errorf("only %d pages were found", len(w.from))
			}
			for _, wrong := range h.log.wrong() {
				t.Errorf("the log says: %s", wrong)
			}
		})
	}
}

// crawl is a walk over all pages.
type crawl struct {
	t      *testing.T
	site   string
	lang   string
	client http.Client
	todo   []string
	from   map[string]string // where an address was found first
	sorts  map[string]int    // how many with a query of each sort
	faults int
}

func newCrawl(t *testing.T, h *house, role, lang string) *crawl {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	w := &crawl{t: t, site: h.url, lang: lang, from: map[string]string{}, sorts: map[string]int{}}
	w.client = http.Client{Jar: jar}
	res, err := w.client.PostForm(h.url+"/demo/roll?lang="+lang, url.Values{"roll": {role}, "back": {"/"}})
	must(t, err)
	must(t, res.Body.Close())
	w.found("/", "")
	w.found("/?lang="+lang, "")
	return w
}

func (w *crawl) run() {
	for len(w.todo) > 0 && w.faults < 40 {
		next := w.todo[0]
		w.todo = w.todo[1:]
		w.visit(next)
	}
}

func (w *crawl) fail(address, format string, args ...any) {
	w.faults++
	w.t.Errorf("%s (found on %s): %s", address, w.from[address], fmt.Sprintf(format, args...))
}

func (w *crawl) visit(address string) {
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.site+address, nil)
	must(w.t, err)
	r.Header.Set("Accept-Language", w.lang)
	res, err := w.client.Do(r)
	must(w.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(w.t, err)
	if res.StatusCode != http.StatusOK && !(res.StatusCode == http.StatusUnauthorized && strings.HasPrefix(address, "/ny/")) {
		w.fail(address, "status %d", res.StatusCode)
		return
	}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		w.read(address, body)
	}
}

// read looks at a page and takes up its links.
func (w *crawl) read(address string, body []byte) {
	doc, err := html.Parse(bytes.NewReader(body))
	must(w.t, err)
	for _, word := range []string{"⟦", "<nil>", "&lt;nil&gt;", "%!", "0001-01-01", "ZgotmplZ"} {
		if i := bytes.Index(body, []byte(word)); i >= 0 {
			w.fail(address, "it says %q", body[max(0, i-60):min(len(body), i+60)])
		}
	}
	if n := len(all(doc, "h1")); n != 1 {
		w.fail(address, "there are %d h1", n)
	}
	if lang := attr(all(doc, "html")[0], "lang"); lang != w.lang {
		w.fail(address, "the language is %s", lang)
	}
	ids := map[string]bool{}
	for _, n := range all(doc, "[id]") {
		if id := attr(n, "id"); ids[id] {
			w.fail(address, "the id %s is there twice", id)
		} else {
			ids[id] = true
		}
	}
	for _, n := range all(doc, "a[href]") {
		w.link(address, attr(n, "href"), ids)
	}
	for _, n := range all(doc, "label[for]") {
		if !ids[attr(n, "for")] {
			w.fail(address, "a label is for %s, which is not there", attr(n, "for"))
		}
	}
}

func (w *crawl) link(on, href string, ids map[string]bool) {
	base, err := url.Parse(on)
	must(w.t, err)
	u, err := base.Parse(href)
	if err != nil {
		w.fail(on, "%s is no address", href)
		return
	}
	if strings.HasPrefix(href, "#") && len(href) > 1 && !ids[u.Fragment] {
		w.fail(on, "there is nothing at %s", href)
	}
	if u.Host != "" || u.Scheme != "" {
		if u.Scheme == "http" && !strings.HasPrefix(w.site, "http://"+u.Host) {
			return // as the document has it
		}
		return
	}
	u.Fragment = ""
	w.found(u.String(), on)
}

// found takes up an address. Changes of language and the long tail of filters
// are left out.
func (w *crawl) found(address, on string) {
	path, query, _ := strings.Cut(address, "?")
	if _, known := w.from[address]; known || strings.Contains(query, "lang=") && on != "" {
		return
	}
	if query != "" {
		q, err := url.ParseQuery(query)
		must(w.t, err)
		names := make([]string, 0, len(q))
		for name := range q {
			names = append(names, name)
		}
		slices.Sort(names)
		sort := path + "?" + strings.Join(names, "&")
		if first, _, isRecord := cut2(path); isRecord {
			sort = first + "?" + strings.Join(names, "&")
		}
		if w.sorts[sort]++; w.sorts[sort] > asked {
			return
		}
	}
	w.from[address] = cmp.Or(on, "the beginning")
	w.todo = append(w.todo, address)
}

// cut2 cuts a path after its first part: /forum/aneby/fua is one of many.
func cut2(path string) (first, rest string, ok bool) {
	first, rest, ok = strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return "/" + first, rest, ok
}

func all(doc *html.Node, css string) []*html.Node {
	return cascadia.QueryAll(doc, cascadia.MustCompile(css))
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
