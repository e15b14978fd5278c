package db

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"strings"
)

// backupFormat names the form of a backup: gzip'd lines of JSON. The first
// line is a header. Then come the tables: a line that names a table and its
// columns, and a line of values for each of its rows. The last line counts the
// rows of each table and has the SHA-256 of all the lines before it.
const backupFormat = "samkarta-backup/1"

type backupHeader struct {
	Format string `json:"format"`
	Schema int64  `json:"schema"`
	Time   string `json:"time"`
}

type backupTable struct {
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
}

type backupEnd struct {
	Rows   map[string]int64 `json:"rows"`
	SHA256 string           `json:"sha256"`
}

// backupBytes is a value that is no text.
type backupBytes struct {
	Base64 string `json:"base64"`
}

// Backup writes everything in the database, as it was at one moment, in a form
// that either engine can restore.
func (d *DB) Backup(ctx context.Context, w io.Writer) error {
	return d.Read(ctx, func(tx *Tx) error {
		b := newBackup(w)
		if err := b.all(tx); err != nil {
			return err
		}
		return b.close()
	})
}

type backup struct {
	zip  *gzip.Writer
	out  *bufio.Writer
	sum  hash.Hash
	line bytes.Buffer
	json *json.Encoder
	rows map[string]int64
}

func newBackup(w io.Writer) *backup {
	b := &backup{zip: gzip.NewWriter(w), sum: sha256.New(), rows: map[string]int64{}}
	b.out = bufio.NewWriterSize(b.zip, 1<<16)
	b.json = json.NewEncoder(&b.line)
	b.json.SetEscapeHTML(false)
	return b
}

func (b *backup) all(tx *Tx) error {
	version, err := schemaVersion(tx)
	if err != nil {
		return err
	}
	tables, err := catalogue(tx)
	if err != nil {
		return err
	}
	if err := b.write(backupHeader{backupFormat, version, Time(tx.Now())}); err != nil {
		return err
	}
	for _, t := range tables {
		if err := b.table(tx, t); err != nil {
			return err
		}
	}
	return b.write(backupEnd{b.rows, hex.EncodeToString(b.sum.Sum(nil))})
}

func (b *backup) table(tx *Tx, t table) error {
	columns := t.columnNames()
	if err := b.write(backupTable{t.name, columns}); err != nil {
		return err
	}
	b.rows[t.name] = 0
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	return Each(tx, func(r Row) error {
		if err := r.Scan(places...); err != nil {
			return err
		}
		b.rows[t.name]++
		return b.row(values)
	}, `SELECT `+quotedList(columns)+` FROM `+quoted(t.name))
}

func (b *backup) row(values []any) error {
	for i, v := range values {
		if raw, ok := v.([]byte); ok {
			values[i] = backupBytes{base64.StdEncoding.EncodeToString(raw)}
		}
	}
	return b.write(values)
}

// write writes one line, which the encoder ends.
func (b *backup) write(v any) error {
	b.line.Reset()
	if err := b.json.Encode(v); err != nil {
		return err
	}
	b.sum.Write(b.line.Bytes())
	_, err := b.out.Write(b.line.Bytes())
	return err
}

func (b *backup) close() error {
	if err := b.out.Flush(); err != nil {
		return err
	}
	return b.zip.Close()
}

func quotedList(names []string) string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = quoted(name)
	}
	return strings.Join(all, ", ")
}
