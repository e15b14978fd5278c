package app_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/app"
	"samkarta/internal/demo"
)

// program is a whole program on the demonstration's data and day.
func program(t testing.TB) (*app.App, http.Handler) {
	t.Helper()
	a, err := app.Open(context.Background(), app.Config{Database: filepath.Join(t.TempDir(), "demo.db"), Migrate: true,
		Clock: demo.Clock(), Demo: true, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	if _, err := demo.Load(context.Background(), a.Records); err != nil {
		t.Fatal(err)
	}
	h, err := a.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return a, h
}

// walker goes through the pages as somebody who reads and clicks.
type walker struct {
	t      testing.TB
	h      http.Handler
	at     string
	page   *html.Node
	clicks int
}

// start opens the start page.
func start(t testing.TB, h http.Handler) *walker {
	w := &walker{t: t, h: h}
	w.open("/")
	w.clicks = 0
	return w
}

func (w *walker) open(address string) {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, address, nil))
	if rec.Code != http.StatusOK {
		w.t.Fatalf("%s answers %d: %.300s", address, rec.Code, rec.Body)
	}
	page, err := html.Parse(rec.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	w.at, w.page = address, page
	w.clicks++
}

// click follows the first link in the page that says the text, or else one of
// the frame.
func (w *walker) click(text string) *walker { w.t.Helper(); return w.clickTo("/", text) }

// clickTo is click among the links that lead to addresses with a beginning.
func (w *walker) clickTo(prefix, text string) *walker {
	w.t.Helper()
	for _, within := range []string{"main a[href]", "a[href]"} {
		for _, a := range cascadia.QueryAll(w.page, cascadia.MustCompile(within)) {
			if isSaid(words(a), text) && strings.HasPrefix(w.resolved(attr(a, "href")), prefix) && !strings.HasPrefix(attr(a, "href"), "#") {
				w.open(w.resolved(attr(a, "href")))
				return w
			}
		}
	}
	w.t.Fatalf("%s has no link %q", w.at, text)
	return w
}

func (w *walker) resolved(href string) string {
	base, err := url.Parse(w.at)
	if err != nil {
		w.t.Fatal(err)
	}
	u, err := base.Parse(href)
	if err != nil {
		w.t.Fatal(err)
	}
	u.Fragment = ""
	return u.String()
}

// search types words into the search box of the page.
func (w *walker) search(text string) *walker {
	w.t.Helper()
	return w.fill("q", text)
}

// fill types or chooses in a form that is sent with GET, by pairs of the name of
// a field and what a person types or reads, and sends it.
func (w *walker) fill(pairs ...string) *walker {
	w.t.Helper()
	for _, form := range cascadia.QueryAll(w.page, cascadia.MustCompile("main form, form")) {
		q, ok := filled(form, pairs)
		if ok && !strings.EqualFold(attr(form, "method"), "post") {
			action := w.resolved(attr(form, "action"))
			action, _, _ = strings.Cut(action, "?")
			w.open(action + "?" + q.Encode())
			return w
		}
	}
	w.t.Fatalf("%s has no form with %v", w.at, pairs)
	return w
}

// filled gives what a form sends with the fields filled; ok is false if it has
// not all of them.
func filled(form *html.Node, pairs []string) (q url.Values, ok bool) {
	q = url.Values{}
	for _, in := range cascadia.QueryAll(form, cascadia.MustCompile("input[type=hidden]")) {
		q.Set(attr(in, "name"), attr(in, "value"))
	}
	for i := 0; i < len(pairs); i += 2 {
		field := cascadia.Query(form, cascadia.MustCompile(`[name="`+pairs[i]+`"]`))
		if field == nil {
			return nil, false
		}
		value := pairs[i+1]
		switch {
		case field.Data == "select":
			value, ok = optionOf(field, value)
		case attr(field, "type") == "checkbox":
			value, ok = boxOf(form, pairs[i], value)
		default:
			q.Del(pairs[i])
			ok = true
		}
		if !ok {
			return nil, false
		}
		q.Add(pairs[i], value)
	}
	return q, true
}

// boxOf gives the value of the box to tick that has the text beside it.
func boxOf(form *html.Node, name, text string) (string, bool) {
	for _, box := range cascadia.QueryAll(form, cascadia.MustCompile(`input[name="`+name+`"]`)) {
		label := cascadia.Query(form, cascadia.MustCompile(`label[for="`+attr(box, "id")+`"]`))
		if label != nil && words(label) == text {
			return attr(box, "value"), true
		}
	}
	return "", false
}

func optionOf(field *html.Node, text string) (string, bool) {
	for _, o := range cascadia.QueryAll(field, cascadia.MustCompile("option")) {
		if words(o) == text {
			return attr(o, "value"), true
		}
	}
	return "", false
}

// says tells whether the page says all the texts.
func (w *walker) says(texts ...string) bool {
	main := cascadia.Query(w.page, cascadia.MustCompile("main"))
	return main != nil && !slices.ContainsFunc(texts, func(text string) bool { return !isSaid(words(main), text) })
}

// rows gives the words of each row of the tables that has all the texts, and the
// ids that links of a kind in them lead to.
func (w *walker) rows(prefix string, texts ...string) (ids []string) {
	for _, tr := range cascadia.QueryAll(w.page, cascadia.MustCompile("main tbody tr")) {
		if slices.ContainsFunc(texts, func(text string) bool { return !isSaid(words(tr), text) }) {
			continue
		}
		for _, a := range cascadia.QueryAll(tr, cascadia.MustCompile("a[href]")) {
			if id, is := strings.CutPrefix(attr(a, "href"), prefix); is && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// isSaid tells whether a text stands in words, whatever blanks there are where
// something is marked in them.
func isSaid(words, text string) bool {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return strings.Contains(squeeze(words), squeeze(text))
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words is what a person reads in a part of a page.
func words(n *html.Node) string {
	var b strings.Builder
	var read func(*html.Node)
	read = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		if n.Data != "script" && n.Data != "style" {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				read(c)
			}
		}
	}
	read(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
