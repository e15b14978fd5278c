package db

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/platform/fault"
)

// backupReader reads a backup line by line and checks it on the way.
type backupReader struct {
	in     *bufio.Reader
	sum    hash.Hash
	header backupHeader
	rows   map[string]int64
	tables map[string]table // those the database has
	insert inserter
}

func openBackup(r io.Reader) (*backupReader, error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return nil, notABackup(err)
	}
	b := &backupReader{in: bufio.NewReaderSize(zip, 1<<16), sum: sha256.New(), rows: map[string]int64{}}
	line, err := b.line()
	if err != nil {
		return nil, err
	}
	b.sum.Write(line)
	if err := json.Unmarshal(line, &b.header); err != nil {
		return nil, notABackup(err)
	}
	if err := checkFormat(b.header.Format); err != nil {
		return nil, err
	}
	if b.header.Schema < 1 {
		return nil, notABackup(nil)
	}
	return b, nil
}

func checkFormat(format string) error {
	name, version, _ := strings.Cut(format, "/")
	switch {
	case format == backupFormat:
		return nil
	case name == "samkarta-backup" && version != "":
		return fault.New(fault.Invalid, "backup.newer_format", format)
	}
	return notABackup(nil)
}

func notABackup(err error) error { return fault.Wrap(err, fault.Invalid, "backup.not_a_backup") }
func cut(err error) error        { return fault.Wrap(err, fault.Invalid, "backup.cut") }

// line gives the next line. A backup has a last line that says it is the last,
// so an end before that means that something is missing.
func (b *backupReader) line() ([]byte, error) {
	line, err := b.in.ReadBytes('\n')
	switch {
	case err == nil:
		return line, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), isCorrupt(err):
		return nil, cut(err)
	}
	return nil, err
}

func isCorrupt(err error) bool {
	return strings.HasPrefix(err.Error(), "flate:") || strings.HasPrefix(err.Error(), "gzip:")
}

// into puts all rows into the database.
func (b *backupReader) into(tx *Tx) error {
	tables, err := catalogue(tx)
	if err != nil {
		return err
	}
	b.tables = map[string]table{}
	for _, t := range tables {
		b.tables[t.name] = t
	}
	return b.lines(tx)
}

func (b *backupReader) lines(tx *Tx) error {
	for {
		line, err := b.line()
		if err != nil {
			return err
		}
		last, err := b.take(tx, line)
		if err != nil {
			return err
		}
		if last {
			return b.end()
		}
		b.sum.Write(line)
	}
}

// take takes a line: a row, the next table or the end.
func (b *backupReader) take(tx *Tx, line []byte) (last bool, err error) {
	if line[0] == '[' {
		return false, b.row(tx, line)
	}
	if err := b.insert.flush(tx); err != nil {
		return false, err
	}
	var next struct {
		backupTable
		backupEnd
	}
	if err := json.Unmarshal(line, &next); err != nil {
		return false, cut(err)
	}
	if next.Table == "" {
		return true, b.check(next.backupEnd)
	}
	b.rows[next.Table] = 0
	b.insert = inserter{table: next.backupTable}
	return false, b.mustFit(next.backupTable)
}

// mustFit checks that the database has the table and its columns.
func (b *backupReader) mustFit(t backupTable) error {
	columns := b.tables[t.Table].columnNames()
	for _, name := range t.Columns {
		if !slices.Contains(columns, name) {
			return notABackup(fmt.Errorf("no column %s in table %s", name, t.Table))
		}
	}
	if len(columns) == 0 || len(t.Columns) == 0 {
		return notABackup(fmt.Errorf("no table %s", t.Table))
	}
	return nil
}

func (b *backupReader) row(tx *Tx, line []byte) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var values []any
	if err := d.Decode(&values); err != nil {
		return cut(err)
	}
	for i := range values {
		var err error
		if values[i], err = restored(values[i]); err != nil {
			return cut(err)
		}
	}
	b.rows[b.insert.table.Table]++
	return b.insert.add(tx, values)
}

func (b *backupReader) check(end backupEnd) error {
	if end.SHA256 != hex.EncodeToString(b.sum.Sum(nil)) || !maps.Equal(end.Rows, b.rows) {
		return cut(nil)
	}
	return nil
}

// end reads to the very end, so that the checksum of the packing is checked.
func (b *backupReader) end() error {
	if _, err := b.in.ReadByte(); !errors.Is(err, io.EOF) {
		return cut(err)
	}
	return nil
}

// restored is the value that a value of JSON was made of.
func restored(v any) (any, error) {
	switch v := v.(type) {
	case json.Number:
		if n, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return n, nil
		}
		return v.Float64()
	case map[string]any:
		text, _ := v["base64"].(string)
		return base64.StdEncoding.DecodeString(text)
	}
	return v, nil
}
