package pdf

import (
	"strconv"
	"strings"
)

// Element is a part of the structure, such as a paragraph or a table. It goes to
// the file when it is closed, and is then done with. What is drawn of it, and
// the elements in it, are read in the order in which they came.
type Element struct {
	d      *Document
	ref    ref
	parent ref
	tag    string
	says   string
	page   ref // that most of it is on
	kids   []byte
}

// Attribute is what an element says of itself.
type Attribute string

// HeadsColumn, HeadsRow, Points and Numbers are attributes of header cells and
// of lists.
const (
	HeadsColumn Attribute = "/A<</O/Table/Scope/Column>>"
	HeadsRow    Attribute = "/A<</O/Table/Scope/Row>>"
	Points      Attribute = "/A<</O/List/ListNumbering/Disc>>"
	Numbers     Attribute = "/A<</O/List/ListNumbering/Decimal>>"
)

// Alt is the text for those who do not see a picture.
func Alt(s string) Attribute { return Attribute("/Alt" + textString(s)) }

// Root is the element that all others are in.
func (d *Document) Root() *Element { return d.root }

// Child begins an element in another.
func (e *Element) Child(tag string, says ...Attribute) *Element {
	child := &Element{d: e.d, ref: e.d.w.reserve(), parent: e.ref, tag: tag}
	for _, s := range says {
		child.says += string(s)
	}
	e.kid(child.ref.String())
	return child
}

func (e *Element) kid(s string) {
	if len(e.kids) > 0 {
		e.kids = append(e.kids, ' ')
	}
	e.kids = append(e.kids, s...)
}

// drawn notes something that is drawn on a page.
func (e *Element) drawn(page ref, id int) {
	if e.page == 0 {
		e.page = page
	}
	if e.page == page {
		e.kid(strconv.Itoa(id))
		return
	}
	e.kid("<</Type/MCR/Pg " + page.String() + "/MCID " + strconv.Itoa(id) + ">>")
}

// Placed says where on its page a picture stands.
func (e *Element) Placed(x, y, width, height float64) {
	e.says += "/A<</O/Layout/Placement/Block/BBox[" + nums(x, Height-y-height, x+width, Height-y) + "]>>"
}

// Close writes the element. The elements in it may still be open.
func (e *Element) Close() {
	var b strings.Builder
	b.WriteString("<</S/" + e.tag + "/P " + e.parent.String() + e.says)
	if e.page != 0 {
		b.WriteString("/Pg " + e.page.String())
	}
	if len(e.kids) > 0 {
		b.WriteString("/K[")
		b.Write(e.kids)
		b.WriteByte(']')
	}
	b.WriteString(">>")
	e.d.w.object(e.ref, b.String())
	e.kids = nil
}
