package web

import (
	"bytes"
	"html/template"
	"io/fs"
	"sync"
)

// HTML is the mark as its partial draws it: {{.Marker.HTML}} is the quicker
// {{template "marker" .Marker}}.
func (m Marker) HTML() template.HTML { return markers.HTML(m) }

// HTML is the meter as its partial draws it: {{.Fresh.HTML}} is the quicker
// {{template "freshness" .Fresh}}.
func (m Freshness) HTML() template.HTML {
	m.Value = float64(m.Quarter()) / 4 // all that is seen of it
	return meters.HTML(m)
}

var (
	markers = NewDrawings(templates, "templates/parts.html", "marker")
	meters  = NewDrawings(templates, "templates/parts.html", "freshness")
)

// Drawings draws small things by a partial, and keeps what it has drawn: a page
// of the map shows some hundred marks of a few dozen sorts, and drawing each
// anew would take half of the time of the page.
type Drawings struct {
	partial func() *template.Template
	mu      sync.RWMutex
	kept    map[any]template.HTML
}

// mostDrawn is how many drawings of a sort are kept. There are some for each
// month, word and language, and for each party, so it is seldom reached.
const mostDrawn = 4096

// NewDrawings draws by a partial of a file, which may use no other file's.
func NewDrawings(fsys fs.FS, file, partial string) *Drawings {
	return &Drawings{kept: map[any]template.HTML{}, partial: sync.OnceValue(func() *template.Template {
		all := template.Must(template.New("").Funcs(template.FuncMap{"icon": icon}).ParseFS(fsys, file))
		return all.Lookup(partial)
	})}
}

// HTML draws a value, which must be one that can be compared.
func (d *Drawings) HTML(value any) template.HTML {
	d.mu.RLock()
	html, ok := d.kept[value]
	d.mu.RUnlock()
	if ok {
		return html
	}
	html = d.draw(value)
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.kept) >= mostDrawn {
		clear(d.kept)
	}
	d.kept[value] = html
	return html
}

func (d *Drawings) draw(value any) template.HTML {
	var out bytes.Buffer
	if err := d.partial().Execute(&out, value); err != nil {
		panic(err) // the partials are part of the program; tests draw by them
	}
	return template.HTML(out.String()) // escaped by the partial
}
