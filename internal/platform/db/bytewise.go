package db

import (
	"bytes"
	"io/fs"
	"regexp"
	"time"
)

// bytewise gives every TEXT column of the migrations the collation that
// compares byte by byte, which the other engine has anyway: the same rows are
// then before and after each other everywhere, whatever the server was set up
// with, and no index goes wrong when the server's system is upgraded.
type bytewise struct{ fs.FS }

var textColumn = regexp.MustCompile(`\b(\w+)\s+TEXT\b`)

// Open opens a file with the collation written in.
func (b bytewise) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return f, err
	}
	defer f.Close()
	data, err := fs.ReadFile(b.FS, name)
	if err != nil {
		return nil, err
	}
	data = textColumn.ReplaceAllFunc(data, collated)
	return &madeFile{Reader: bytes.NewReader(data), info: madeInfo{info, int64(len(data))}}, nil
}

func collated(column []byte) []byte {
	if bytes.HasPrefix(bytes.ToUpper(column), []byte("AS ")) { // CAST(x AS TEXT)
		return column
	}
	return append(bytes.Clone(column), ` COLLATE "C"`...)
}

type madeFile struct {
	*bytes.Reader
	info madeInfo
}

// Stat describes the file.
func (f *madeFile) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing: there is nothing open.
func (f *madeFile) Close() error { return nil }

type madeInfo struct {
	fs.FileInfo
	size int64
}

// Size is the length with the collations.
func (i madeInfo) Size() int64 { return i.size }

// ModTime is unknown.
func (i madeInfo) ModTime() time.Time { return time.Time{} }
