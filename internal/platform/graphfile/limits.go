package graphfile

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"samkarta/internal/platform/fault"
)

// The limits of a file that is read: far more than a network that anybody could
// look through, and little enough to be held in memory.
const (
	Largest       = 32 << 20 // bytes
	mostNodes     = 50_000
	mostEdges     = 250_000
	mostColumns   = 300
	longestValue  = 64 << 10
	deepestNested = 32
)

// wrong gathers what is wrong with a file. It stops gathering after so many, for
// whoever has more has the same one many times.
type wrong struct {
	file   string
	faults []fault.Field
}

const mostWrong = 200

// at notes a fault in a line; 0 is the file as a whole.
func (w *wrong) at(line int, key string, args ...any) {
	if len(w.faults) >= mostWrong {
		return
	}
	path := ""
	if line > 0 {
		path = strconv.Itoa(line)
	}
	w.faults = append(w.faults, fault.Field{File: w.file, Path: path, Key: key, Args: args})
}

func (w *wrong) err() error { return fault.OfFields(w.faults) }

// textOf is the text of a file without the mark of its byte order; nothing else
// than UTF-8 is taken.
func (w *wrong) textOf(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > Largest:
		w.at(0, "graphfile.too_large", len(data)>>20, Largest>>20)
	case len(bytes.TrimSpace(data)) == 0:
		w.at(0, "graphfile.empty")
	case !utf8.Valid(data):
		w.at(lineOf(data, func(r rune, size int) bool { return r == utf8.RuneError && size == 1 }), "graphfile.not_utf8")
	default:
		if line := lineOf(data, func(r rune, _ int) bool { return !isWritten(r) }); line > 0 {
			w.at(line, "graphfile.control")
		}
	}
	return data
}

// isWritten tells whether a text may have a sign in it: XML knows no others, so
// what has them could not be written again.
func isWritten(r rune) bool {
	return r >= ' ' && r != 0xfffe && r != 0xffff || r == '\t' || r == '\n' || r == '\r'
}

// lineOf is the first line that has a sign of a sort; 0 if none has.
func lineOf(data []byte, is func(r rune, size int) bool) int {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if is(r, size) {
			return line
		}
		if r == '\n' {
			line++
		}
		data = data[size:]
	}
	return 0
}
