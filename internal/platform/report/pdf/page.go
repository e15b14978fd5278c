package pdf

import (
	"fmt"
	"strings"
)

// Width and Height are those of a sheet of A4.
const (
	Width  = 595.28
	Height = 841.89
)

// Page is a page that is drawn. It goes to the file when it is closed.
type Page struct {
	Content
	d      *Document
	place  int
	ref    ref
	key    int   // where the tree of parents has what is drawn on it
	owners []ref // the element of each thing that is drawn
	open   *Element
	isOpen bool // something is under way: of an element, or an artifact if there is none
	notes  []ref
}

// Place is the place of the page in the file, the first is 0.
func (p *Page) Place() int { return p.place }

// Tag lets what is drawn from here belong to an element. What is drawn of one
// element without a break is one thing.
func (p *Page) Tag(e *Element) {
	if p.isOpen && p.open == e {
		return
	}
	p.endTag()
	id := len(p.owners)
	p.owners = append(p.owners, e.ref)
	e.drawn(p.ref, id)
	p.b = fmt.Appendf(p.b, "/%s<</MCID %d>>BDC\n", e.tag, id)
	p.open, p.isOpen = e, true
}

// Artifact lets what is drawn from here be nothing that is read: a line, or what
// stands on every page.
func (p *Page) Artifact() {
	if p.isOpen && p.open == nil {
		return
	}
	p.endTag()
	p.b = append(p.b, "/Artifact BMC\n"...)
	p.open, p.isOpen = nil, true
}

func (p *Page) endTag() {
	if p.isOpen {
		p.b = append(p.b, "EMC\n"...)
	}
	p.open, p.isOpen = nil, false
}

// Link makes an area of the page lead to an address, or to a name of the
// document if it begins with "#". e is its element, says what it leads to in
// words.
func (p *Page) Link(x, y, width, height float64, target, says string, e *Element) {
	action := "/A<</S/URI/URI" + byteString(target) + ">>"
	if name, inside := strings.CutPrefix(target, "#"); inside {
		action = "/Dest" + byteString(name)
	}
	note := p.d.w.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/StructParent %d/Contents%s%s>>",
		nums(x, Height-y-height, x+width, Height-y), p.d.parent(e.ref), textString(says), action))
	p.notes = append(p.notes, note)
	e.kid("<</Type/OBJR/Pg " + p.ref.String() + "/Obj " + note.String() + ">>")
}

// Footing keeps room in the page for what is known only when all pages are
// drawn. Document.Foot gives it.
func (p *Page) Footing() { p.d.footings[p.place] = p.d.w.reserve() }

// Close writes the page.
func (p *Page) Close() {
	p.endTag()
	w := p.d.w
	content := w.reserve()
	w.stream(content, "", p.b)
	contents, notes := content.String(), ""
	if footing := p.d.footings[p.place]; footing != 0 {
		contents = "[" + contents + " " + footing.String() + "]"
	}
	if len(p.notes) > 0 {
		notes = "/Annots" + refs(p.notes)
	}
	w.object(p.ref, fmt.Sprintf("<</Type/Page/Parent %s/MediaBox[0 0 %s]/Resources %s/Contents %s/StructParents %d/Tabs/S%s>>",
		p.d.groups[p.place/groupSize], nums(Width, Height), p.d.resources, contents, p.key, notes))
	p.d.parents[p.key] = w.add(refs(p.owners))
	p.d.spare = p.b[:0]
}

func refs(all []ref) string {
	b := []byte{'['}
	for i, r := range all {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, r.String()...)
	}
	return string(append(b, ']'))
}
