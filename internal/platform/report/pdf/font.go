package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Font is a face as one file uses it: its glyphs are those that were asked for,
// numbered in that order. Each character has a glyph of its own, also where two
// look the same, so that a copied text is exactly what was written.
type Font struct {
	face   *face
	ref    ref
	name   string // in the file: "F1"
	tag    string // before the face's name: which part of it this is
	spare  *Font  // has what this one lacks; nil for the last
	common [0x250]Char
	others map[rune]Char
	glyphs []glyph // by number; the first is for none
	buf    sfnt.Buffer
	near   [closest * closest]int16 // kerning of the pairs of the first glyphs
	far    map[uint32]int16
}

type glyph struct {
	of    uint16 // its number in the face
	rune  rune
	width int
	blank bool // takes no room and is not seen
}

// Char is a character of a font, or of the one that has what that one lacks.
type Char struct {
	font  *Font
	id    uint16
	width int16
}

const (
	closest   = 128
	unknown   = -1 << 15
	mostChars = 60_000 // of 65,536 glyphs: accents come after them
	missing   = '□'
	soft      = '\u00ad'
)

func newFont(f *face, n int, r ref, spare *Font) *Font {
	font := &Font{face: f, ref: r, name: fmt.Sprint("F", n), tag: strings.Repeat(string(rune('A'+n)), 6), spare: spare, others: map[rune]Char{}, far: map[uint32]int16{}}
	font.glyphs = []glyph{{width: f.thousandths(f.advance(0))}}
	for i := range font.near {
		font.near[i] = unknown
	}
	return font
}

// Char gives a character.
func (f *Font) Char(r rune) Char {
	if r >= 0 && r < rune(len(f.common)) {
		if c := f.common[r]; c.font != nil {
			return c
		}
		f.common[r] = f.find(r)
		return f.common[r]
	}
	c, known := f.others[r]
	if !known {
		c = f.find(r)
		f.others[r] = c
	}
	return c
}

func (f *Font) find(r rune) Char {
	n, err := f.face.font.GlyphIndex(&f.buf, shown(r))
	if isUnseen(r) {
		return f.new(glyph{rune: r, blank: true})
	}
	if err == nil && n != 0 {
		return f.new(glyph{of: uint16(n), rune: r, width: f.face.thousandths(f.face.advance(uint16(n)))})
	}
	if f.spare != nil {
		return f.spare.Char(r)
	}
	n, _ = f.face.font.GlyphIndex(&f.buf, missing)
	return f.new(glyph{of: uint16(n), rune: r, width: f.face.thousandths(f.face.advance(uint16(n)))})
}

func (f *Font) new(g glyph) Char {
	if len(f.glyphs) == mostChars {
		return Char{f, 0, int16(f.glyphs[0].width)}
	}
	f.glyphs = append(f.glyphs, g)
	return Char{f, uint16(len(f.glyphs) - 1), int16(g.width)}
}

// shown is the character that one looks like.
func shown(r rune) rune {
	switch r {
	case soft, '\u2011': // the hyphen at the end of a line, and one that does not end it
		return '-'
	case '\u00a0', '\u202f':
		return ' '
	}
	return r
}

// isUnseen tells whether a character only says how those beside it are joined.
func isUnseen(r rune) bool {
	return r != soft && unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == '\u034f' || r >= 0x1f3fb && r <= 0x1f3ff
}

// Width is how far a character reaches, in thousandths of the size.
func (c Char) Width() float64 { return float64(c.width) }

// Kern is how much nearer (less than 0) a character stands to the one before it.
func (c Char) Kern(before Char) float64 {
	f := c.font
	if before.font != f || f == nil {
		return 0
	}
	if before.id < closest && c.id < closest {
		at := &f.near[int(before.id)*closest+int(c.id)]
		if *at == unknown {
			*at = f.kern(before, c)
		}
		return float64(*at)
	}
	key := uint32(before.id)<<16 | uint32(c.id)
	k, known := f.far[key]
	if !known {
		k = f.kern(before, c)
		f.far[key] = k
	}
	return float64(k)
}

func (f *Font) kern(a, b Char) int16 {
	k, err := f.face.font.Kern(&f.buf, sfnt.GlyphIndex(f.glyphs[a.id].of), sfnt.GlyphIndex(f.glyphs[b.id].of), fixed.I(1000), font.HintingNone)
	if err != nil {
		return 0
	}
	return int16(k.Round())
}

// Width measures a text that is set in a size.
func (f *Font) Width(s string, size float64) float64 {
	var before Char
	width := 0.0
	for _, r := range s {
		c := f.Char(r)
		width += c.Width() + c.Kern(before)
		before = c
	}
	return width * size / 1000
}

// write writes the font with the glyphs that were used, and what each of them
// is.
func (f *Font) write(w *writer) {
	file, text, descriptor, descendant := w.reserve(), w.reserve(), w.reserve(), w.reserve()
	data := f.subset()
	w.stream(file, fmt.Sprintf("/Length1 %d", len(data)), data)
	w.stream(text, "", f.toUnicode())
	face := f.face
	name := f.tag + "+" + face.name
	flags, angle := 4, 0
	if face.italic {
		flags, angle = flags|64, -12
	}
	box := make([]float64, 4)
	for i := range box {
		box[i] = float64(face.thousandths(face.i16("head", 36+2*i)))
	}
	w.object(descriptor, fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%s]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight 711/StemV 90/FontFile2 %s>>",
		name, flags, nums(box...), angle, face.thousandths(face.i16("hhea", 4)), face.thousandths(face.i16("hhea", 6)), file))
	var widths strings.Builder
	for _, g := range f.glyphs {
		fmt.Fprint(&widths, " ", g.width)
	}
	w.object(descendant, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %s/CIDToGIDMap/Identity/W[0[%s]]>>",
		name, descriptor, widths.String()[1:]))
	w.object(f.ref, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>", name, descendant, text))
}

// toUnicode says which character each glyph is.
func (f *Font) toUnicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 1; from < len(f.glyphs); from += 100 {
		part := f.glyphs[from:min(from+100, len(f.glyphs))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, g := range part {
			fmt.Fprintf(&b, "<%04X> <", from+i)
			for _, u := range utf16.Encode([]rune{g.rune}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(b.String())
}
