package web

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"
)

// Handler answers a request or returns why it could not.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Options are what the program gives its site.
type Options struct {
	// Fill fills the frame of every page: menu, who is signed in, banner, clock.
	Fill func(r *http.Request, f *Frame)
	// Log takes the request log and the internal errors; slog.Default if nil.
	Log *slog.Logger
	// Ready says whether the program can answer; asked by /healthz.
	Ready func(r *http.Request) error
	// SignIn is where to sign in; /logga-in if empty. It is told what to come
	// back to with ?next=, which Local makes safe.
	SignIn string
	// MaxBody is the most bytes a request may hold; 2 MB if 0.
	MaxBody int64
	// LargeBodies names the addresses that take more than MaxBody.
	LargeBodies map[string]int64
}

// Page is what a template is rendered with: a struct that embeds Frame.
type Page interface{ Base() *Frame }

// Site holds the templates, the frame and the doors of the program.
type Site struct {
	opts  Options
	tmpl  *template.Template
	files map[string]string // which file a template came from
	cross *http.CrossOriginProtection
}

// New makes a site with the shared layout and partials.
func New(opts Options) (*Site, error) {
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	if opts.MaxBody == 0 {
		opts.MaxBody = 2 << 20
	}
	if opts.SignIn == "" {
		opts.SignIn = "/logga-in"
	}
	if opts.Fill == nil {
		opts.Fill = func(*http.Request, *Frame) {}
	}
	s := &Site{opts: opts, tmpl: template.New(""), files: map[string]string{}, cross: http.NewCrossOriginProtection()}
	s.tmpl.Funcs(template.FuncMap{"icon": icon})
	if err := s.parse(templates, "templates/*.html"); err != nil {
		return nil, err
	}
	return s, assetsFault()
}

// Pages adds an area's templates. The file forum.html is the page "forum": its
// whole body is the content of the page, and what it defines besides are
// partials that every page may use. All names must differ; it panics when they
// do not, or when a file cannot be parsed, for both are faults of the program.
func (s *Site) Pages(fsys fs.FS, patterns ...string) {
	for _, p := range patterns {
		if err := s.parse(fsys, p); err != nil {
			panic(err)
		}
	}
}

func (s *Site) parse(fsys fs.FS, pattern string) error {
	names, err := fs.Glob(fsys, pattern)
	if err == nil && len(names) == 0 {
		err = errors.New("no template matches")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", pattern, err)
	}
	for _, name := range names {
		if err := s.parseFile(fsys, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (s *Site) parseFile(fsys fs.FS, name string) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	page := strings.TrimSuffix(path.Base(name), ".html")
	fresh, err := template.New(page).Funcs(template.FuncMap{"icon": icon}).Parse(string(data))
	if err != nil {
		return err
	}
	for _, t := range fresh.Templates() {
		if t.Tree == nil || blank(t) {
			continue
		}
		if was, twice := s.files[t.Name()]; twice {
			return fmt.Errorf("the template %q is in %s too", t.Name(), was)
		}
		s.files[t.Name()] = name
		if _, err := s.tmpl.AddParseTree(t.Name(), t.Tree); err != nil {
			return err
		}
	}
	return nil
}

// blank tells whether a file only defines partials and is no page itself.
func blank(t *template.Template) bool {
	return t.Tree.Root == nil || strings.TrimSpace(t.Tree.Root.String()) == ""
}

// Template gives a template by its name, for tests; nil if there is none.
func (s *Site) Template(name string) *template.Template { return s.tmpl.Lookup(name) }

// buffers are kept for rendering: a page is written only when it is whole.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func buffer() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

// layout is what the frame around a page is rendered with.
type layout struct {
	*Frame
	Content template.HTML
}

// Render fills the frame of the page and writes it within the layout. Nothing
// is written if anything fails.
func (s *Site) Render(w http.ResponseWriter, r *http.Request, status int, name string, page Page) error {
	t := s.tmpl.Lookup(name)
	if t == nil {
		return fmt.Errorf("there is no template %q", name)
	}
	f := page.Base()
	s.fill(w, r, f)
	content, whole := buffer(), buffer()
	defer buffers.Put(content)
	defer buffers.Put(whole)
	if err := t.Execute(content, page); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	// What a template wrote has been escaped by it.
	if err := s.tmpl.ExecuteTemplate(whole, "layout", layout{f, template.HTML(content.String())}); err != nil {
		return fmt.Errorf("render the layout of %s: %w", name, err)
	}
	writePage(w, r, status, whole.Bytes())
	return nil
}

func writePage(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	h.Add("Vary", "Cookie, Accept-Language")
	if status == http.StatusOK && r.Method == http.MethodGet && NotModified(w, r, TagOf(body)) {
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}
