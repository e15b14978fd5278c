package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
)

// ref is the number of an object.
type ref int32

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// writer writes objects one after another. Small ones are packed together, some
// hundred to a stream, since a tagged file has very many.
type writer struct {
	out    *bufio.Writer
	at     int64
	err    error
	places []uint64 // by number: the byte it begins at, or isPacked, the stream it is in and its place there
	packed pack
	zip    *zlib.Writer
	zipped bytes.Buffer
}

type pack struct {
	refs   []ref
	starts []int
	body   bytes.Buffer
}

const (
	isPacked = 1 << 63
	mostPack = 200 // objects in a stream
)

func newWriter(out io.Writer) *writer {
	w := &writer{out: bufio.NewWriterSize(out, 1<<16), places: make([]uint64, 1)}
	w.zip, _ = zlib.NewWriterLevel(&w.zipped, zlib.DefaultCompression) // fails only for a level that there is not
	w.write("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return w
}

func (w *writer) write(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
	w.at += int64(len(s))
}

func (w *writer) writeBytes(b []byte) {
	if w.err == nil {
		_, w.err = w.out.Write(b)
	}
	w.at += int64(len(b))
}

// reserve gives a number to an object that comes later.
func (w *writer) reserve() ref {
	w.places = append(w.places, 0)
	return ref(len(w.places) - 1)
}

// object writes an object that is no stream.
func (w *writer) object(r ref, body string) {
	p := &w.packed
	p.refs, p.starts = append(p.refs, r), append(p.starts, p.body.Len())
	p.body.WriteString(body)
	p.body.WriteByte('\n')
	if len(p.refs) == mostPack {
		w.flushPack()
	}
}

// plain writes an object where others than those who read the whole file see it.
func (w *writer) plain(body string) ref {
	r := w.reserve()
	w.places[r] = uint64(w.at)
	w.write(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", r, body))
	return r
}

func (w *writer) add(body string) ref {
	r := w.reserve()
	w.object(r, body)
	return r
}

func (w *writer) flushPack() {
	p := &w.packed
	if len(p.refs) == 0 {
		return
	}
	stream := w.reserve()
	var b bytes.Buffer
	for i, r := range p.refs {
		w.places[r] = isPacked | uint64(stream)<<16 | uint64(i)
		fmt.Fprintf(&b, "%d %d ", r, p.starts[i])
	}
	first := b.Len()
	b.Write(p.body.Bytes())
	w.stream(stream, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(p.refs), first), b.Bytes())
	p.refs, p.starts = p.refs[:0], p.starts[:0]
	p.body.Reset()
}

// stream writes a stream, made smaller, with what else its dictionary says.
func (w *writer) stream(r ref, dict string, data []byte) {
	w.zipped.Reset()
	w.zip.Reset(&w.zipped)
	_, _ = w.zip.Write(data) // a buffer never fails
	_ = w.zip.Close()
	w.rawStream(r, dict+"/Filter/FlateDecode", w.zipped.Bytes())
}

func (w *writer) rawStream(r ref, dict string, data []byte) {
	w.places[r] = uint64(w.at)
	w.write(fmt.Sprintf("%d 0 obj\n<<%s/Length %d>>\nstream\n", r, dict, len(data)))
	w.writeBytes(data)
	w.write("\nendstream\nendobj\n")
}

// close writes where everything is.
func (w *writer) close(root, info ref, id string) error {
	w.flushPack()
	table, start := w.reserve(), w.at
	w.places[table] = uint64(start)
	rows := make([]byte, 0, 8*len(w.places))
	for i, place := range w.places {
		var row [8]byte
		switch {
		case i == 0 || place == 0: // free: the head of that list, or a number that was never used
			row[6], row[7] = 0xff, 0xff
		case place&isPacked != 0:
			binary.BigEndian.PutUint64(row[:], place&^isPacked)
			row[0] = 2
		default:
			binary.BigEndian.PutUint64(row[:], place<<16)
			row[0] = 1
		}
		rows = append(rows, row[:]...)
	}
	w.stream(table, fmt.Sprintf("/Type/XRef/Size %d/W[1 5 2]/Root %s/Info %s/ID[<%s><%[4]s>]", len(w.places), root, info, id), rows)
	w.write(fmt.Sprintf("startxref\n%d\n%%%%EOF\n", start))
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}
