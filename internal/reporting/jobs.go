package reporting

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"samkarta/internal/access"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// makeKind is the kind of job that makes a report.
const makeKind = "report.make"

// Work has a runner do the jobs of the service.
func (s *Service) Work(r *jobs.Runner) { r.Handle(makeKind, s.make) }

// make is the job that makes a report in its formats, one after another. What an
// attempt that was broken off has left is taken away first.
func (s *Service) make(ctx context.Context, j jobs.Job, progress func(done, total int)) (string, error) {
	actor, err := s.actorOf(ctx, j.Author)
	if err != nil {
		return "", err
	}
	r, err := s.begin(ctx, actor, j.Payload)
	if err != nil || r.IsMade() {
		return "", err
	}
	d, err := s.compose(ctx, actor, r.Order, false)
	if err != nil {
		return "", err
	}
	total := max(len(d.Chapters), 1) * len(r.Formats)
	for i, name := range r.Formats {
		f, err := s.write(ctx, actor, r, name, d, func(chapters int) {
			progress(min(i*len(d.Chapters)+chapters, total), total)
		})
		if err != nil {
			return "", err
		}
		r.Files = append(r.Files, f)
	}
	return "", s.finish(ctx, actor, r, titleOf(d))
}

func (s *Service) begin(ctx context.Context, actor access.Actor, id string) (r Report, err error) {
	err = s.db.Write(ctx, actor, func(tx *db.Tx) (err error) {
		if r, err = findReport(tx, id); err != nil || r.IsMade() {
			return err
		}
		return removeChunks(tx, r.KeptBy, r.ID)
	})
	return r, err
}

// write makes one file of a report, and keeps it in parts as it comes.
func (s *Service) write(ctx context.Context, actor access.Actor, r Report, name string, d *report.Document, progress func(int)) (File, error) {
	format, is := report.FormatOf(name)
	if !is {
		return File{}, fault.New(fault.Invalid, "reports.no_format", name, named(report.Formats, func(f report.Format) string { return f.Name }))
	}
	w := &chunks{digest: sha256.New(), keep: func(number int, content []byte) error {
		return s.db.Write(ctx, actor, func(tx *db.Tx) error { return insertChunk(tx, r.KeptBy, r.ID, name, number, content) })
	}}
	if err := format.Write(w, d, progress); err != nil {
		return File{}, err
	}
	if err := w.flush(); err != nil {
		return File{}, err
	}
	return File{Format: name, Name: FileName(d, name), Size: w.size, Digest: hex.EncodeToString(w.digest.Sum(nil))}, nil
}

func (s *Service) finish(ctx context.Context, actor access.Actor, r Report, title string) error {
	return s.db.Write(ctx, actor, func(tx *db.Tx) error {
		for i, f := range r.Files {
			if err := insertFile(tx, r.KeptBy, r.ID, i, f); err != nil {
				return err
			}
			entry := audit.Entry{Action: "report.made", KeptBy: r.KeptBy, Subject: "report/" + r.ID, Detail: f.Format + " sha256 " + f.Digest}
			if err := audit.Record(tx, entry); err != nil {
				return err
			}
		}
		return setMade(tx, r.KeptBy, r.ID, title)
	})
}

// FileName is what a file of a report is called. Where a format is several files
// packed into one, that says so too.
func FileName(d *report.Document, format string) string {
	words := id.Slug(d.Title + " " + d.Publisher)
	name := words + "-" + string(record.Day(d.AsOf)) + "." + format
	if f, is := report.FormatOf(format); is && f.Type == packed {
		return name + ".zip"
	}
	return name
}

const packed = "application/zip"

// chunkSize is how many bytes of a file are kept, and held in memory, at a time.
const chunkSize = 256 << 10

// chunks takes a file in parts of one size, and reckons its size and checksum.
type chunks struct {
	buffer []byte
	number int
	size   int64
	digest hash.Hash
	keep   func(number int, content []byte) error
}

// Write takes the next bytes of the file.
func (c *chunks) Write(p []byte) (int, error) {
	c.digest.Write(p)
	c.size += int64(len(p))
	for rest := p; len(rest) > 0; {
		n := min(chunkSize-len(c.buffer), len(rest))
		c.buffer = append(c.buffer, rest[:n]...)
		rest = rest[n:]
		if len(c.buffer) == chunkSize {
			if err := c.flush(); err != nil {
				return len(p) - len(rest), err
			}
		}
	}
	return len(p), nil
}

func (c *chunks) flush() error {
	if len(c.buffer) == 0 {
		return nil
	}
	err := c.keep(c.number, c.buffer)
	c.number, c.buffer = c.number+1, c.buffer[:0]
	return err
}

// Send writes a file of a report out as it was made. Its checksum is reckoned
// first: nothing is sent of a file that is no longer what was made. begin, if it
// is not nil, is told when it is known to be.
func (s *Service) Send(ctx context.Context, actor access.Actor, id, format string, w io.Writer, begin func(Report, File)) error {
	r, err := s.Get(ctx, actor, id)
	if err != nil {
		return err
	}
	f, err := r.Find(format)
	if err != nil {
		return err
	}
	sum := sha256.New()
	if err := s.copy(ctx, *r, format, sum); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != f.Digest {
		return fault.New(fault.Unavailable, "reports.damaged", f.Name)
	}
	if begin != nil {
		begin(*r, f)
	}
	return s.copy(ctx, *r, format, w)
}

// copy writes the parts of a file after each other.
func (s *Service) copy(ctx context.Context, r Report, format string, w io.Writer) error {
	for number := 0; ; number++ {
		var content []byte
		err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
			content, err = findChunk(tx, r.KeptBy, r.ID, format, number)
			return err
		})
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
	}
}
