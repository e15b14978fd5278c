package pdf

import (
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"
)

// Bookmark is a heading in the list beside the pages.
type Bookmark struct {
	Level int // 1 is the highest
	Title string
	Name  string // of the place
}

// Close writes what is left: the fonts, the trees and the list of headings.
func (d *Document) Close(bookmarks []Bookmark) error {
	d.root.Close()
	fonts := ""
	for _, f := range d.fonts {
		if len(f.glyphs) > 1 {
			f.write(d.w)
			fonts += "/" + f.name + " " + f.ref.String()
		}
	}
	images := ""
	for _, i := range d.images {
		images += "/" + i.name + " " + i.ref.String()
	}
	d.w.object(d.resources, "<</Font<<"+fonts+">>/XObject<<"+images+">>>>")
	d.writePages()
	d.w.object(d.tree, fmt.Sprintf("<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d>>", d.root.ref, d.parentTree(), len(d.parents)))
	metadata := d.w.reserve()
	d.w.rawStream(metadata, "/Type/Metadata/Subtype/XML", d.metadata())
	root := d.w.plain(fmt.Sprintf("<</Type/Catalog/Pages %s/StructTreeRoot %s/MarkInfo<</Marked true>>/Lang%s/Metadata %s/Names<</Dests %s>>%s/ViewerPreferences<</DisplayDocTitle true>>>>",
		d.all, d.tree, byteString(d.info.Lang), metadata, d.nameTree(), d.outlines(bookmarks)))
	i := d.info
	info := d.w.add(fmt.Sprintf("<</Title%s/Author%s/Subject%s/Creator%s/Producer%[4]s/CreationDate%[5]s/ModDate%[5]s>>",
		textString(i.Title), textString(i.Author), textString(i.Subject), textString(i.Creator), date(i.Made)))
	return d.w.close(root, info, d.id())
}

// id tells the file from others. The same content at the same time has the same.
func (d *Document) id() string {
	h := fnv.New128a()
	fmt.Fprint(h, d.info, len(d.pages), d.w.at)
	return fmt.Sprintf("%X", h.Sum(nil))
}

func (d *Document) writePages() {
	for i, group := range d.groups {
		pages := d.pages[i*groupSize : min((i+1)*groupSize, len(d.pages))]
		d.w.object(group, fmt.Sprintf("<</Type/Pages/Parent %s/Count %d/Kids%s>>", d.all, len(pages), refs(pages)))
	}
	d.w.object(d.all, fmt.Sprintf("<</Type/Pages/Count %d/Kids%s>>", len(d.pages), refs(d.groups)))
}

// leafSize is how many entries of a tree stand together.
const leafSize = 64

// leaves writes the entries of a tree, in their order, in leaves under one root.
func (d *Document) leaves(kind string, n int, key, value func(i int) string) ref {
	var kids []ref
	for from := 0; from < n; from += leafSize {
		to := min(from+leafSize, n)
		var b strings.Builder
		for i := from; i < to; i++ {
			b.WriteString(key(i) + " " + value(i) + " ")
		}
		kids = append(kids, d.w.add(fmt.Sprintf("<</Limits[%s %s]/%s[%s]>>", key(from), key(to-1), kind, b.String())))
	}
	return d.w.add("<</Kids" + refs(kids) + ">>")
}

func (d *Document) parentTree() ref {
	return d.leaves("Nums", len(d.parents), func(i int) string { return fmt.Sprint(i) }, func(i int) string { return d.parents[i].String() })
}

func (d *Document) nameTree() ref {
	slices.SortStableFunc(d.names, func(a, b name) int { return strings.Compare(a.name, b.name) })
	all := slices.CompactFunc(d.names, func(a, b name) bool { return a.name == b.name })
	return d.leaves("Names", len(all), func(i int) string { return byteString(all[i].name) },
		func(i int) string {
			return fmt.Sprintf("[%s/XYZ 0 %s null]", d.pages[all[i].page], nums(Height-all[i].y))
		})
}

// outlines writes the bookmarks; each knows those around it.
func (d *Document) outlines(all []Bookmark) string {
	if len(all) == 0 {
		return ""
	}
	root, first := d.w.reserve(), ref(len(d.w.places))
	for range all {
		d.w.reserve()
	}
	links := make([]family, len(all)+1) // the last is the root
	nest(all, links, len(all))
	at := func(i int) ref { return first + ref(i) }
	for i, b := range all {
		f := links[i]
		parent := root
		if f.parent < len(all) {
			parent = at(f.parent)
		}
		s := fmt.Sprintf("<</Title%s/Parent %s/Dest%s", textString(b.Title), parent, byteString(b.Name))
		if f.hasPrev {
			s += "/Prev " + at(f.prev).String()
		}
		if f.hasNext {
			s += "/Next " + at(f.next).String()
		}
		if f.kids > 0 { // less than nothing: folded
			s += fmt.Sprintf("/First %s/Last %s/Count -%d", at(f.first), at(f.last), f.kids)
		}
		d.w.object(at(i), s+">>")
	}
	top := links[len(all)]
	d.w.object(root, fmt.Sprintf("<</Type/Outlines/First %s/Last %s/Count %d>>", at(top.first), at(top.last), top.kids))
	return "/Outlines " + root.String() + "/PageMode/UseOutlines"
}

// family is whom a bookmark stands beside and over.
type family struct {
	parent, prev, next, first, last, kids int
	hasPrev, hasNext                      bool
}

func nest(all []Bookmark, links []family, root int) {
	var open []int // the bookmark and those it is under
	for i, b := range all {
		for len(open) > 0 && all[open[len(open)-1]].Level >= b.Level {
			open = open[:len(open)-1]
		}
		over := root
		if len(open) > 0 {
			over = open[len(open)-1]
		}
		parent := &links[over]
		links[i].parent = over
		if parent.kids == 0 {
			parent.first = i
		} else {
			links[i].prev, links[i].hasPrev = parent.last, true
			links[parent.last].next, links[parent.last].hasNext = i, true
		}
		parent.last = i
		parent.kids++
		open = append(open, i)
	}
}

func (d *Document) metadata() []byte {
	i := d.info
	made := i.Made.UTC().Format(time.RFC3339)
	return fmt.Appendf(nil, "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"+
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">`+
		`<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`+
		`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator><dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>`+
		`<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%[5]s</xmp:ModifyDate>`+
		`<xmp:CreatorTool>%s</xmp:CreatorTool><pdf:Producer>%[6]s</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>`+"\n<?xpacket end=\"r\"?>",
		escaped(i.Title), escaped(i.Author), escaped(i.Subject), escaped(i.Lang), made, escaped(i.Creator))
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	return b.String()
}
