package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// The fields of a document.
const (
	title = iota
	short
	body
	fields
)

// doc is what the index keeps of a Doc; its texts are not kept.
type doc struct {
	key, sort string
	terms     []uint32 // each once, sorted
	names     []uint32 // title and short names as terms: a head (see name), then that many terms, and so on
}

// sizes are the numbers of words of a document, by field; more than 255 are as
// good as 255.
type sizes [fields]uint8

// posting tells how often a document holds a term, by field.
type posting struct {
	doc   uint32
	times [fields]uint8
}

// use is one term in one field of the document that is being added.
type use struct {
	term  uint32
	field uint8
}

func (x *Index) add(d *Doc) {
	id := x.place()
	x.byKey[d.Key] = id
	n := &x.docs[id]
	n.key, n.sort = d.Key, d.Sort
	uses := x.read(d, n, &x.sizes[id])
	for f, size := range x.sizes[id] {
		x.total[f] += int(size)
	}
	slices.SortFunc(uses, func(a, b use) int { return cmp.Compare(a.term, b.term) })
	n.terms = x.post(id, uses)
}

func (x *Index) place() uint32 {
	if n := len(x.free); n > 0 {
		id := x.free[n-1]
		x.free = x.free[:n-1]
		return id
	}
	x.docs = append(x.docs, doc{})
	x.sizes = append(x.sizes, sizes{})
	return uint32(len(x.docs) - 1)
}

// read interns the words of the document and notes its names and sizes.
func (x *Index) read(d *Doc, n *doc, size *sizes) []use {
	uses := make([]use, 0, 32)
	uses = x.readText(uses, d.Title, title)
	size[title] = clip(len(uses))
	n.names = x.titleNames(d.Title)
	for _, s := range d.Short {
		uses = x.readText(uses, s, short)
		n.names = x.appendName(n.names, s, nameWhole)
	}
	size[short] = clip(len(uses) - int(size[title]))
	for _, s := range d.Body {
		uses = x.readText(uses, s, body)
	}
	size[body] = clip(len(uses) - int(size[title]) - int(size[short]))
	return uses
}

func clip(n int) uint8 { return uint8(min(n, math.MaxUint8)) }

// readText adds the words of a text. Stop words are left out of bodies.
func (x *Index) readText(uses []use, s string, field uint8) []use {
	eachWord(s, func(start, end, _ int) {
		raw := s[start:end]
		if field != body || !x.words.isStop(raw) || isUpper(raw) {
			uses = append(uses, use{x.words.intern(raw), field})
		}
	})
	return uses
}

// post writes the postings of a document from its uses, sorted by term, and
// gives its terms.
func (x *Index) post(id uint32, uses []use) []uint32 {
	terms := make([]uint32, 0, len(uses))
	var p posting
	for i, u := range uses {
		if i == 0 || u.term != uses[i-1].term {
			p = posting{doc: id}
		}
		p.times[u.field] = uint8(min(int(p.times[u.field])+1, math.MaxUint8))
		if i+1 == len(uses) || uses[i+1].term != u.term {
			x.words.terms[u.term].put(p)
			terms = append(terms, u.term)
		}
	}
	return slices.Clip(terms)
}

func (t *term) put(p posting) {
	if n := len(t.posts); n == 0 || t.posts[n-1].doc < p.doc {
		t.posts = append(t.posts, p)
		return
	}
	i, _ := t.at(p.doc)
	t.posts = slices.Insert(t.posts, i, p)
}

// at finds the place of a document among the postings.
func (t *term) at(id uint32) (int, bool) {
	return slices.BinarySearchFunc(t.posts, id, func(p posting, id uint32) int { return cmp.Compare(p.doc, id) })
}

func (x *Index) remove(key string) {
	id, ok := x.byKey[key]
	if !ok {
		return
	}
	d := &x.docs[id]
	for _, t := range d.terms {
		x.unpost(t, id)
	}
	for f, size := range x.sizes[id] {
		x.total[f] -= int(size)
	}
	*d, x.sizes[id] = doc{}, sizes{}
	delete(x.byKey, key)
	x.free = append(x.free, id)
}

func (x *Index) unpost(t, id uint32) {
	tm := &x.words.terms[t]
	if i, ok := tm.at(id); ok {
		tm.posts = slices.Delete(tm.posts, i, i+1)
	}
	if len(tm.posts) == 0 {
		x.words.drop(t)
	}
}

// A name is one way to write all of a document's title or one of its short
// names. Its head is the number of its terms, and nameAside added for what only
// stands in brackets or before a dash in the title.
const (
	nameWhole = 0
	nameAside = 1 << 8
	nameTerms = nameAside - 1
)

// titleNames gives the names in a title: all of it; what is outside brackets,
// what is in each; and an abbreviation before a dash with what it stands for.
func (x *Index) titleNames(s string) []uint32 {
	names := x.appendName(nil, s, nameWhole)
	if outer, inner, ok := strings.Cut(s, "("); ok {
		inner, rest, _ := strings.Cut(inner, ")")
		names = x.appendName(names, outer+" "+rest, nameWhole)
		names = x.appendName(names, inner, nameAside)
	}
	if before, after, ok := strings.Cut(s, " – "); ok && !strings.Contains(before, " ") {
		names = x.appendName(names, before, nameWhole)
		names = x.appendName(names, after, nameAside)
	}
	return names
}

// appendName adds a name, less its stop words, if it has any other.
func (x *Index) appendName(names []uint32, s string, head uint32) []uint32 {
	at := len(names)
	names = append(names, head)
	eachWord(s, func(start, end, _ int) {
		if raw := s[start:end]; !x.words.isStop(raw) || isUpper(raw) {
			names = append(names, x.words.intern(raw))
		}
	})
	n := len(names) - at - 1
	if n == 0 || n > maxWords {
		return names[:at]
	}
	names[at] = head + uint32(n)
	return names
}
