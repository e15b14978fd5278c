package pdf

import (
	"encoding/binary"
	"fmt"
	"sync"

	"eliasnaur.com/font/roboto/robotobold"
	"eliasnaur.com/font/roboto/robotobolditalic"
	"eliasnaur.com/font/roboto/robotoitalic"
	"eliasnaur.com/font/roboto/robotoregular"
	"github.com/go-fonts/dejavu/dejavusans"
	"golang.org/x/image/font/sfnt"
)

// face is a TrueType font of the program. It is only read.
type face struct {
	name   string
	italic bool
	font   *sfnt.Font
	tables map[string][]byte
	em     int // units of the square that letters are drawn in
	glyphs int
	wide   int // glyphs with a width of their own
}

// faces are read once, when the first file is written.
var faces = sync.OnceValues(func() ([]*face, error) {
	var all []*face
	for _, f := range []struct {
		name   string
		italic bool
		data   []byte
	}{
		{"Roboto-Regular", false, robotoregular.TTF}, {"Roboto-Bold", false, robotobold.TTF},
		{"Roboto-Italic", true, robotoitalic.TTF}, {"Roboto-BoldItalic", true, robotobolditalic.TTF},
		{"DejaVuSans", false, dejavusans.TTF}, // for what the others lack
	} {
		one, err := newFace(f.name, f.data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		one.italic = f.italic
		all = append(all, one)
	}
	return all, nil
})

func newFace(name string, data []byte) (*face, error) {
	font, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	f := &face{name: name, font: font, tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		from, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		f.tables[string(entry[:4])] = data[from : from+size]
	}
	f.em, f.glyphs = int(f.u16("head", 18)), int(f.u16("maxp", 4))
	f.wide = int(f.u16("hhea", 34))
	return f, nil
}

func (f *face) u16(table string, at int) uint16 { return binary.BigEndian.Uint16(f.tables[table][at:]) }
func (f *face) i16(table string, at int) int    { return int(int16(f.u16(table, at))) }

// thousandths turns units of the font to thousandths of its size.
func (f *face) thousandths(n int) int {
	if n < 0 {
		return -f.thousandths(-n)
	}
	return (n*1000 + f.em/2) / f.em
}

// advance and bearing are how far a glyph reaches and where its outline begins.
func (f *face) advance(glyph uint16) int {
	return int(f.u16("hmtx", 4*min(int(glyph), f.wide-1)))
}

func (f *face) bearing(glyph uint16) int {
	if int(glyph) < f.wide {
		return f.i16("hmtx", 4*int(glyph)+2)
	}
	return f.i16("hmtx", 4*f.wide+2*(int(glyph)-f.wide))
}

// outline gives how a glyph is drawn; nothing for a space.
func (f *face) outline(glyph uint16) []byte {
	at := func(i int) uint32 {
		if f.u16("head", 50) == 0 {
			return 2 * uint32(f.u16("loca", 2*i))
		}
		return binary.BigEndian.Uint32(f.tables["loca"][4*i:])
	}
	return f.tables["glyf"][at(int(glyph)):at(int(glyph)+1)]
}
