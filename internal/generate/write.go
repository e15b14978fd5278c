package generate

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"

	"samkarta/internal/exchange"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Summary tells what was written.
type Summary struct {
	Files   int            `json:"files"`
	Records int            `json:"records"`
	Lists   map[string]int `json:"lists"`
}

func (s *Summary) count(of *set) {
	for list, records := range of.lists {
		s.Lists[list] += len(records)
		s.Records += len(records)
	}
}

// WriteFiles writes the country into a folder, a document an association; told
// is told after each. The folder is made if need be; one that holds documents
// already is refused, since an import of it would take them in as well.
func (c *Country) WriteFiles(ctx context.Context, folder string, told func(done, all int)) (*Summary, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "generate.cannot_write", folder)
	}
	if there, _ := filepath.Glob(filepath.Join(folder, "*.json")); len(there) > 0 {
		return nil, fault.New(fault.Conflict, "generate.not_empty", folder)
	}
	sum := &Summary{Lists: map[string]int{}}
	for s := range c.sets() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := writeFile(filepath.Join(folder, s.name+".json"), s); err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "generate.cannot_write", folder)
		}
		sum.Files++
		sum.count(s)
		told(sum.Files, len(c.plans)+1)
	}
	return sum, nil
}

func writeFile(path string, s *set) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := s.write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// write writes a set as a document of one source.
func (s *set) write(w io.Writer) error {
	d := &document{w: bufio.NewWriter(w)}
	d.begin()
	d.member("source", record.EncodeAny(s.source))
	if s.keptBy != "" {
		d.member("kept_by", record.EncodeAny(s.keptBy))
	}
	for _, k := range exchange.Kinds().All {
		for i, b := range s.lists[k.List] {
			d.item(k.List, i, record.Encode(b))
		}
		d.endList(len(s.lists[k.List]))
	}
	return d.end()
}

// WriteOne writes the country as one document of several sources. Its lists
// follow one another, so each association is made anew for each of them: that
// takes time instead of memory.
func (c *Country) WriteOne(ctx context.Context, w io.Writer) error {
	d := &document{w: bufio.NewWriter(w)}
	d.begin()
	n, has := 0, map[string]bool{}
	for s := range c.sets() {
		d.item("sources", n, record.EncodeAny(keptSource{s.source, s.keptBy}))
		n++
		for list := range s.lists {
			has[list] = true
		}
	}
	d.endList(n)
	for _, k := range exchange.Kinds().All {
		if !has[k.List] {
			continue
		}
		n := 0
		for s := range c.sets() {
			for _, b := range s.lists[k.List] {
				b.HeadOf().Source = s.source.ID
				d.item(k.List, n, record.Encode(b))
				n++
			}
			if err := cmp.Or(d.err, ctx.Err()); err != nil {
				return err
			}
		}
		d.endList(n)
	}
	return d.end()
}

// keptSource is a source with the association that keeps its records.
type keptSource struct {
	*record.Source
	KeptBy string `json:"kept_by,omitempty"`
}

// document writes the members of a document, a record a line.
type document struct {
	w   *bufio.Writer
	err error
}

func (d *document) write(parts ...string) {
	for _, s := range parts {
		if d.err == nil {
			_, d.err = d.w.WriteString(s)
		}
	}
}

func (d *document) begin() { d.write(`{"format": "`, exchange.Format, `"`) }

func (d *document) member(name string, value []byte) { d.write(",\n \"", name, `": `, string(value)) }

// item writes the i-th record of a list, the first with the list's name.
func (d *document) item(list string, i int, value []byte) {
	if i == 0 {
		d.write(",\n \"", list, "\": [\n  ")
	} else {
		d.write(",\n  ")
	}
	d.write(string(value))
}

// endList ends a list of so many records.
func (d *document) endList(n int) {
	if n > 0 {
		d.write("\n ]")
	}
}

func (d *document) end() error {
	d.write("\n}\n")
	if d.err != nil {
		return d.err
	}
	return d.w.Flush()
}
