package page

import (
	"bytes"
	"compress/gzip"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// What the public reads is the same for everybody, so a page that has been made
// once is kept, compressed, and given again: until anything on the map changes,
// until the day ends, and a minute at most. What somebody sees who has signed in,
// and the map on an earlier day, is made each time.
type kept struct {
	mu       sync.Mutex
	revision int64  // of the map that the pages show
	day      string // on which they were made
	pages    map[string]keptPage
	bytes    int
}

// keptPage is a page as it goes out.
type keptPage struct {
	tag    string // its ETag
	zipped []byte
	until  time.Time
}

const (
	keptFor      = time.Minute
	mostKept     = 8 << 20 // bytes of compressed pages
	longestAsked = 300     // bytes of an address that is worth keeping a page for
)

// keepable tells under which name the page of a request is kept; "" if it is not.
func keepable(r *http.Request, v *record.View) string {
	q := r.URL.RawQuery
	if r.Method != http.MethodGet || v.Actor().IsSignedIn() || v.AsOf() != "" || len(q)+len(r.URL.Path) > longestAsked ||
		strings.Contains(q, dayCookie+"=") || strings.Contains(q, "lang=") {
		return ""
	}
	scheme := ""
	for _, c := range r.Cookies() {
		switch c.Name {
		case "scheme":
			scheme = c.Value
		case "lang", dayCookie: // the one is asked below, the other leads to today
		default:
			return "" // a message that is shown once, or a session that has ended
		}
	}
	if scheme != "light" && scheme != "dark" {
		scheme = ""
	}
	return web.LangOf(r).Code + " " + scheme + " " + r.URL.RequestURI()
}

// serve answers with a kept page or lets the handler make it.
func (k *kept) serve(w http.ResponseWriter, r *http.Request, v *record.View, h Shown) error {
	name := keepable(r, v)
	if name == "" || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		return h(w, r, v)
	}
	if p, ok := k.find(name, v); ok {
		p.write(w, r)
		return nil
	}
	return k.make(name, w, r, v, h)
}

func (k *kept) find(name string, v *record.View) (keptPage, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	p, ok := k.pages[name]
	return p, ok && k.revision == v.Revision() && k.day == dayOf(v) && time.Now().Before(p.until)
}

func dayOf(v *record.View) string { return v.Today().Format(time.DateOnly) }

// make lets the handler make a page, keeps it and gives it out. What is no page,
// or a page that says more in its head than pages do, is given out as it is.
func (k *kept) make(name string, w http.ResponseWriter, r *http.Request, v *record.View, h Shown) error {
	whole := r.Clone(r.Context())
	whole.Header.Del("If-None-Match") // the page is wanted whole, whatever this browser has
	before := maps.Clone(w.Header())
	rec := &recorder{ResponseWriter: w}
	if err := h(rec, whole, v); err != nil || !rec.holds {
		return err
	}
	if !isPlain(before, w.Header()) {
		w.WriteHeader(http.StatusOK)
		_, err := w.Write(rec.body.Bytes())
		return err
	}
	p := keptPage{tag: w.Header().Get("ETag"), zipped: zipped(rec.body.Bytes()), until: time.Now().Add(keptFor)}
	k.put(name, v, p)
	p.write(w, r)
	return nil
}

// isPlain tells whether a handler has said nothing in the head of its answer but
// what every page says: no cookie, nothing of its own about caching.
func isPlain(before, after http.Header) bool {
	for name, values := range after {
		switch name {
		case "Content-Type", "Vary", "Etag":
		case "Cache-Control":
			if after.Get(name) != pageCaching {
				return false
			}
		default:
			if !slices.Equal(values, before[name]) {
				return false
			}
		}
	}
	return after.Get("ETag") != "" && after.Get("Set-Cookie") == ""
}

func (k *kept) put(name string, v *record.View, p keptPage) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if day := dayOf(v); k.revision != v.Revision() || k.day != day || k.bytes+len(p.zipped) > mostKept {
		k.revision, k.day, k.bytes, k.pages = v.Revision(), day, 0, map[string]keptPage{}
	}
	k.bytes += len(p.zipped) - len(k.pages[name].zipped)
	k.pages[name] = p
}

// pageCaching is what a page says of how browsers may keep it: with nothing else
// said, they ask each time whether it has changed.
const pageCaching = "private, no-cache"

func (p keptPage) write(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Cache-Control", pageCaching)
	head.Set("Vary", "Cookie, Accept-Language, Accept-Encoding")
	if web.NotModified(w, r, p.tag) {
		return
	}
	head.Set("Content-Encoding", "gzip")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(p.zipped) // a browser that has gone is told nothing
}

func zipped(page []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(page) // a buffer takes what is written to it
	_ = z.Close()
	return out.Bytes()
}

// recorder holds a page back; all else goes through.
type recorder struct {
	http.ResponseWriter
	holds  bool
	passes bool
	body   bytes.Buffer
}

// WriteHeader sees whether it is a page that comes.
func (c *recorder) WriteHeader(status int) {
	if !c.passes && status == http.StatusOK && strings.HasPrefix(c.Header().Get("Content-Type"), "text/html") {
		c.holds = true
		return
	}
	c.passes = true
	c.ResponseWriter.WriteHeader(status)
}

// Write holds what belongs to a page.
func (c *recorder) Write(b []byte) (int, error) {
	if !c.holds && !c.passes {
		c.WriteHeader(http.StatusOK)
	}
	if c.holds {
		return c.body.Write(b)
	}
	return c.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach what is behind.
func (c *recorder) Unwrap() http.ResponseWriter { return c.ResponseWriter }
