package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// least is the size under which compressing costs more than it saves.
const least = 1 << 10

var zippers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed+2)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

// zipped is a response that is compressed when the browser takes it, the
// content is text and there is enough of it. What is written is kept until
// one kilobyte tells which.
type zipped struct {
	http.ResponseWriter
	takes   bool // the browser takes gzip
	kept    []byte
	code    int
	decided bool
	zip     *gzip.Writer
	sent    int64 // bytes before compression
}

func compress(w http.ResponseWriter, r *http.Request) *zipped {
	takes := strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && r.Method != http.MethodHead
	return &zipped{ResponseWriter: w, takes: takes}
}

// WriteHeader keeps the status until it is known how the body is sent.
func (z *zipped) WriteHeader(code int) {
	if z.code == 0 {
		z.code = code
	}
	if code < 200 {
		z.ResponseWriter.WriteHeader(code)
		z.code = 0
	}
}

// Write keeps the first kilobyte and sends the rest on.
func (z *zipped) Write(p []byte) (int, error) {
	z.sent += int64(len(p))
	if !z.decided {
		z.kept = append(z.kept, p...)
		if len(z.kept) < least {
			return len(p), nil
		}
		return len(p), z.decide()
	}
	if z.zip != nil {
		return z.zip.Write(p)
	}
	return z.ResponseWriter.Write(p)
}

// decide sends the head and what was kept.
func (z *zipped) decide() error {
	z.decided = true
	h := z.Header()
	if h.Get("Content-Type") == "" && len(z.kept) > 0 {
		h.Set("Content-Type", http.DetectContentType(z.kept))
	}
	if z.compresses() {
		h.Set("Content-Encoding", "gzip")
		h.Add("Vary", "Accept-Encoding")
		h.Del("Content-Length")
		z.zip = zippers.Get().(*gzip.Writer)
		z.zip.Reset(z.ResponseWriter)
	}
	z.ResponseWriter.WriteHeader(z.status())
	var err error
	if len(z.kept) > 0 && z.zip != nil {
		_, err = z.zip.Write(z.kept)
	} else if len(z.kept) > 0 {
		_, err = z.ResponseWriter.Write(z.kept)
	}
	z.kept = nil
	return err
}

func (z *zipped) compresses() bool {
	h := z.Header()
	if !z.takes || len(z.kept) < least || h.Get("Content-Encoding") != "" || h.Get("Content-Range") != "" {
		return false
	}
	t := h.Get("Content-Type")
	return strings.HasPrefix(t, "text/") || strings.Contains(t, "json") || strings.Contains(t, "xml") || strings.Contains(t, "javascript")
}

// Flush sends what there is, for answers that come bit by bit.
func (z *zipped) Flush() {
	if !z.decided {
		z.decide()
	}
	if z.zip != nil {
		z.zip.Flush()
	}
	http.NewResponseController(z.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController reach what is behind.
func (z *zipped) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func (z *zipped) begun() bool { return z.decided || z.code != 0 }

func (z *zipped) status() int {
	if z.code == 0 {
		return http.StatusOK
	}
	return z.code
}

func (z *zipped) close() {
	if !z.decided {
		z.decide()
	}
	if z.zip != nil {
		z.zip.Close()
		z.zip.Reset(io.Discard)
		zippers.Put(z.zip)
		z.zip = nil
	}
}
