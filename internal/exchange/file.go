package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"unicode/utf8"

	"samkarta/internal/platform/fault"
)

// Largest is how many bytes a document may have: ten times what a document of
// the whole country takes.
const Largest = 512 << 20

// File is a document that can be gone through more than once.
type File struct {
	Name string
	Size int64
	Open func() (io.ReadCloser, error)
}

// Files lists the documents at the paths: files, and the *.json of folders.
func Files(paths ...string) ([]File, error) {
	var files []File
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, "exchange.no_file", path)
		}
		names := []string{path}
		if info.IsDir() {
			names, _ = filepath.Glob(filepath.Join(path, "*.json")) // the pattern is a good one
			sort.Strings(names)
		}
		for _, name := range names {
			if info, err = os.Stat(name); err != nil {
				return nil, fault.Wrap(err, fault.NotFound, "exchange.no_file", name)
			}
			files = append(files, File{name, info.Size(), func() (io.ReadCloser, error) { return os.Open(name) }})
		}
	}
	if len(files) == 0 {
		return nil, fault.New(fault.Invalid, "exchange.no_documents")
	}
	return files, nil
}

// FilesIn lists the documents of a file system, such as an embedded one.
func FilesIn(fsys fs.FS) ([]File, error) {
	names, err := fs.Glob(fsys, "*.json")
	if err != nil {
		return nil, err
	}
	var files []File
	for _, name := range names {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return nil, err
		}
		files = append(files, File{name, info.Size(), func() (io.ReadCloser, error) { return fsys.Open(name) }})
	}
	return files, nil
}

// Bytes makes a document of what is in memory already.
func Bytes(name string, data []byte) File {
	return File{name, int64(len(data)), func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}

var errNotUTF8 = errors.New("not UTF-8")

// utf8Reader passes on what it reads as long as that is UTF-8, so that a file
// in another encoding is refused and not taken in with damaged letters. A byte
// order mark at the beginning is left out.
type utf8Reader struct {
	r    *bufio.Reader
	tail []byte // the beginning of a letter that goes on in the next read
}

func newUTF8Reader(r io.Reader) io.Reader {
	buffered := bufio.NewReaderSize(r, 1<<16)
	if mark, _ := buffered.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = buffered.Discard(3) // they have just been seen
	}
	return &utf8Reader{r: buffered}
}

func (u *utf8Reader) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	seen := append(u.tail, p[:n]...)
	u.tail = nil
	for len(seen) > 0 {
		if !utf8.FullRune(seen) {
			u.tail = bytes.Clone(seen)
			break
		}
		letter, size := utf8.DecodeRune(seen)
		if letter == utf8.RuneError && size == 1 {
			return 0, errNotUTF8
		}
		seen = seen[size:]
	}
	if err == io.EOF && len(u.tail) > 0 {
		return 0, errNotUTF8
	}
	return n, err
}

// unreadable makes a fault field of what a JSON decoder says: in which line the
// file stops being JSON, or that it is no text.
func (f File) unreadable(err error) fault.Field {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errNotUTF8):
		return fault.Field{File: f.Name, Key: "exchange.not_utf8"}
	case errors.As(err, &syntax):
		return fault.Field{File: f.Name, Key: "exchange.not_json", Args: []any{f.line(syntax.Offset)}}
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return fault.Field{File: f.Name, Key: "exchange.cut"}
	}
	return fault.Field{File: f.Name, Key: "exchange.not_document", Args: []any{fmt.Sprint(err)}}
}

// line counts in which line of the file a byte stands.
func (f File) line(offset int64) int {
	r, err := f.Open()
	if err != nil {
		return 0
	}
	defer r.Close()
	line, buf := 1, make([]byte, 1<<16)
	for left := offset; left > 0; {
		n, err := r.Read(buf[:min(left, int64(len(buf)))])
		line += bytes.Count(buf[:n], []byte("\n"))
		left -= int64(n)
		if err != nil {
			break
		}
	}
	return line
}
