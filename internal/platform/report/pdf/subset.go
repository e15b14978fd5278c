package pdf

import (
	"encoding/binary"
	"slices"
)

// subset makes a TrueType font of the glyphs that were used.
func (f *Font) subset() []byte {
	s := &subset{face: f.face, numbers: map[uint16]int{}}
	for _, g := range f.glyphs {
		s.glyphs = append(s.glyphs, g)
	}
	for i := 0; i < len(s.glyphs); i++ { // parts of glyphs are added at the end while it goes on
		s.add(s.glyphs[i])
	}
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	return s.file()
}

type subset struct {
	face             *face
	glyphs           []glyph
	numbers          map[uint16]int // of what was added as a part of another, by its number in the face
	glyf, loca, hmtx []byte
}

func (s *subset) add(g glyph) {
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	if g.blank {
		s.hmtx = append(s.hmtx, 0, 0, 0, 0)
		return
	}
	s.hmtx = binary.BigEndian.AppendUint16(s.hmtx, uint16(s.face.advance(g.of)))
	s.hmtx = binary.BigEndian.AppendUint16(s.hmtx, uint16(s.face.bearing(g.of)))
	outline := slices.Clone(s.face.outline(g.of))
	s.renumber(outline)
	s.glyf = append(s.glyf, outline...)
	for len(s.glyf)%4 != 0 {
		s.glyf = append(s.glyf, 0)
	}
}

// What the flags of a part of a glyph say.
const (
	partWords  = 1 << 0
	partScale  = 1 << 3
	partMore   = 1 << 5
	partScales = 1 << 6
	partMatrix = 1 << 7
)

// renumber sees to it that a glyph made of others, such as å, finds them.
func (s *subset) renumber(outline []byte) {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return
	}
	for at, more := 10, true; more; {
		flags := binary.BigEndian.Uint16(outline[at:])
		binary.BigEndian.PutUint16(outline[at+2:], uint16(s.number(binary.BigEndian.Uint16(outline[at+2:]))))
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partScales != 0:
			at += 4
		case flags&partMatrix != 0:
			at += 8
		}
		more = flags&partMore != 0
	}
}

func (s *subset) number(of uint16) int {
	n, known := s.numbers[of]
	if !known {
		n = len(s.glyphs)
		s.numbers[of] = n
		s.glyphs = append(s.glyphs, glyph{of: of})
	}
	return n
}

// file puts the tables together.
func (s *subset) file() []byte {
	head, hhea, maxp := slices.Clone(s.face.tables["head"]), slices.Clone(s.face.tables["hhea"]), slices.Clone(s.face.tables["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum of all, which is not checked in a file like this
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.glyphs)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.glyphs)))
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": s.hmtx, "loca": s.loca, "glyf": s.glyf}
	for _, name := range []string{"cvt ", "fpgm", "prep"} { // steer how letters are drawn on coarse screens
		if t, has := s.face.tables[name]; has {
			tables[name] = t
		}
	}
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	n := len(names)
	exponent := 0
	for 2<<exponent <= n {
		exponent++
	}
	b := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, x := range []int{n, 16 << exponent, exponent, 16*n - 16<<exponent} {
		b = binary.BigEndian.AppendUint16(b, uint16(x))
	}
	var body []byte
	for _, name := range names {
		t := tables[name]
		b = append(b, name...)
		for _, x := range []int{int(sum(t)), 12 + 16*n + len(body), len(t)} {
			b = binary.BigEndian.AppendUint32(b, uint32(x))
		}
		body = append(body, t...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(b, body...)
}

func sum(t []byte) uint32 {
	total := uint32(0)
	for i := 0; i < len(t); i += 4 {
		var word [4]byte
		copy(word[:], t[i:])
		total += binary.BigEndian.Uint32(word[:])
	}
	return total
}
