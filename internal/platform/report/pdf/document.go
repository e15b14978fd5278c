package pdf

import (
	"io"
	"time"
)

// Info is what a file says of itself.
type Info struct {
	Title, Author, Subject string
	Creator                string // the program
	Lang                   string // "sv-SE"
	Made                   time.Time
}

// Document is a file that is written.
type Document struct {
	Regular, Bold, Italic, BoldItalic *Font

	w         *writer
	info      Info
	fonts     []*Font
	images    []*Image
	resources ref
	root      *Element
	tree      ref    // of the structure
	parents   []ref  // by key: what the things drawn on a page belong to, or what a link does
	pages     []ref  // in their order in the file
	footings  []ref  // of each page
	groups    []ref  // of pages
	all       ref    // the groups
	names     []name // of places
	spare     []byte // room for the next page
}

type name struct {
	name string
	page int
	y    float64
}

// New begins a file.
func New(out io.Writer, info Info) (*Document, error) {
	all, err := faces()
	if err != nil {
		return nil, err
	}
	d := &Document{w: newWriter(out), info: info}
	last := len(all) - 1
	spare := newFont(all[last], last+1, d.w.reserve(), nil)
	for i, f := range all[:last] {
		d.fonts = append(d.fonts, newFont(f, i+1, d.w.reserve(), spare))
	}
	d.fonts = append(d.fonts, spare)
	d.Regular, d.Bold, d.Italic, d.BoldItalic = d.fonts[0], d.fonts[1], d.fonts[2], d.fonts[3]
	d.resources, d.tree, d.all = d.w.reserve(), d.w.reserve(), d.w.reserve()
	d.root = &Element{d: d, ref: d.w.reserve(), parent: d.tree, tag: "Document"}
	return d, nil
}

// Err is what went wrong when the file was written, if anything did.
func (d *Document) Err() error { return d.w.err }

// Pages is how many pages there are so far.
func (d *Document) Pages() int { return len(d.pages) }

const groupSize = 64 // pages

// Leave leaves room for a page, which At begins later.
func (d *Document) Leave() {
	if len(d.pages)%groupSize == 0 {
		d.groups = append(d.groups, d.w.reserve())
	}
	d.pages, d.footings = append(d.pages, d.w.reserve()), append(d.footings, 0)
}

// Add begins a page after all others.
func (d *Document) Add() *Page {
	d.Leave()
	return d.At(len(d.pages) - 1)
}

// At begins a page that was left, the first is 0.
func (d *Document) At(place int) *Page {
	p := &Page{d: d, place: place, ref: d.pages[place], key: d.parent(0), Content: Content{b: d.spare[:0]}}
	d.spare = nil // it has one user at a time
	return p
}

func (d *Document) parent(r ref) int {
	d.parents = append(d.parents, r)
	return len(d.parents) - 1
}

// Foot draws what was left of a page.
func (d *Document) Foot(place int, draw func(*Content)) {
	if d.footings[place] == 0 {
		return
	}
	c := &Content{b: append(d.spare[:0], "/Artifact BMC\n"...)}
	draw(c)
	d.w.stream(d.footings[place], "", append(c.b, "EMC\n"...))
}

// Name gives a place on a page a name that links lead to.
func (d *Document) Name(s string, page int, y float64) {
	d.names = append(d.names, name{s, page, y})
}
