package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Options of an import.
type Options struct {
	DryRun   bool                                 // find out what would change, and store nothing
	Progress func(done, total int64, file string) // told after each file; bytes
}

// Summary tells what an import did, or would do.
type Summary struct {
	Files   int                `json:"files"`
	Lists   map[string]*Counts `json:"lists"`
	Kept    []string           `json:"kept_not_shown_yet"` // lists whose areas are not built yet
	Changes []record.Change    `json:"-"`                  // all but the unchanged, if it was a dry run
	DryRun  bool               `json:"dry_run"`
}

// Counts is how many records of a list had which outcome.
type Counts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Ended     int `json:"ended"`
	Unchanged int `json:"unchanged"`
}

// Total is how many records there were.
func (c Counts) Total() int { return c.Added + c.Changed + c.Ended + c.Unchanged }

// Sum gives the counts of all lists together.
func (s *Summary) Sum() Counts {
	var sum Counts
	for _, c := range s.Lists {
		sum.Added += c.Added
		sum.Changed += c.Changed
		sum.Ended += c.Ended
		sum.Unchanged += c.Unchanged
	}
	return sum
}

func (s *Summary) count(k *record.Kind, c record.Change) {
	counts := s.Lists[k.List]
	if counts == nil {
		counts = &Counts{}
		s.Lists[k.List] = counts
		if k.Kept {
			s.Kept = append(s.Kept, k.List)
		}
	}
	switch c.Outcome {
	case record.Added:
		counts.Added++
	case record.Changed:
		counts.Changed++
	case record.Ended:
		counts.Ended++
	default:
		counts.Unchanged++
	}
	if s.DryRun && c.Outcome != record.Unchanged {
		s.Changes = append(s.Changes, c)
	}
}

// mostFaults is where an import gives up: whoever sent so many has sent
// something else than he thought.
const mostFaults = 10_000

var errOnlyTried = errors.New("a dry run stores nothing")

// Import takes documents into the map in one transaction. Faults of all files
// are reported together, and with any of them nothing is stored.
func Import(ctx context.Context, records *record.Service, actor access.Actor, files []File, o Options) (*Summary, error) {
	var done *Summary
	err := records.Batch(ctx, actor, func(b *record.Batch) error {
		in := &importing{batch: b, kinds: records.Kinds(), said: map[record.Key]bool{},
			summary: &Summary{Files: len(files), Lists: map[string]*Counts{}, DryRun: o.DryRun}}
		if err := in.all(ctx, files, o.Progress); err != nil {
			return err
		}
		done = in.summary
		if err := b.Finish(); err != nil {
			return err
		}
		if o.DryRun {
			return errOnlyTried
		}
		return nil
	})
	if err != nil && !errors.Is(err, errOnlyTried) {
		return nil, err
	}
	return done, nil
}

// importing is one go through all files.
type importing struct {
	batch   *record.Batch
	kinds   *record.Kinds
	summary *Summary
	said    map[record.Key]bool // what the document has said so far

	file File
	head header
}

func (in *importing) all(ctx context.Context, files []File, progress func(done, total int64, file string)) error {
	var done, total int64
	for _, f := range files {
		total += f.Size
	}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := in.document(f); err != nil {
			return err
		}
		if done += f.Size; progress != nil {
			progress(done, total, f.Name)
		}
	}
	return nil
}

func (in *importing) document(f File) error {
	h, faults := f.head()
	in.file, in.head = f, h
	clear(in.said)
	if len(faults) > 0 {
		in.batch.Fail(faults...)
		if h.source == nil && h.sources == nil {
			return nil // without a source no record can be read
		}
	}
	if err := in.takeSources(); err != nil {
		return err
	}
	err := f.walk(nil, in.item)
	if err != nil && fault.KindOf(err) == fault.Internal && isReading(err) {
		return nil // said already by head
	}
	if err != nil {
		return err
	}
	return in.batch.Settle(false)
}

// isReading tells the errors of reading JSON from those of storing.
func isReading(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, errShape) || errors.Is(err, errNotUTF8) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

func (in *importing) takeSources() error {
	if in.head.source != nil {
		in.head.sources = []keptSource{{in.head.source, in.head.keptBy}}
	}
	for i, src := range in.head.sources {
		path, keptPath := indexed("sources", i), indexed("sources", i)+".kept_by"
		if in.head.source != nil {
			path, keptPath = "source", "kept_by"
		}
		src.Source.KeptBy = src.KeptBy
		if src.KeptBy != "" {
			err := in.batch.Refer(in.file.Name, record.Reference{Path: keptPath, Kinds: []string{"association"}, ID: src.KeptBy})
			if err != nil {
				return err
			}
		}
		if err := in.put(src.Source, path); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) item(list string, i int, value json.RawMessage) error {
	path := indexed(list, i)
	k := in.kinds.OfList(list)
	tree, err := record.ReadTree(value)
	if err != nil {
		in.fail(fault.Field{Path: path, Key: "record.not_object"})
		return nil
	}
	body, faults := k.Read(tree, path)
	if len(faults) > 0 {
		in.fail(faults...)
		if id, _ := tree["id"].(string); id != "" {
			in.batch.Claim(record.Key{Kind: k.Name, ID: id})
		}
		return in.tooMany()
	}
	if err := in.attribute(body, path); err != nil || body.HeadOf().Source == "" {
		return err
	}
	return in.put(body, path)
}

func (in *importing) fail(faults ...fault.Field) {
	for i := range faults {
		faults[i].File = in.file.Name
	}
	in.batch.Fail(faults...)
}

func (in *importing) tooMany() error {
	if in.batch.Faults() < mostFaults {
		return nil
	}
	return in.batch.Finish()
}

// attribute sees to it that a record has its source and its keeper.
func (in *importing) attribute(body record.Body, path string) error {
	h := body.HeadOf()
	if own := in.head.source; own != nil {
		if h.Source != "" && h.Source != own.ID {
			in.fail(fault.Field{Path: path + ".source", Key: "exchange.other_source", Args: []any{h.Source, own.ID}})
		}
		h.Source, h.KeptBy = own.ID, in.head.keptBy
		return nil
	}
	for _, src := range in.head.sources {
		if src.ID == h.Source {
			h.KeptBy = src.KeptBy
			return nil
		}
	}
	stored, err := in.batch.Find(record.Key{Kind: "source", ID: h.Source})
	if err != nil {
		return err
	}
	if stored == nil {
		in.fail(fault.Field{Path: path + ".source", Key: "record.unknown_source", Args: []any{h.Source}})
		h.Source = ""
		return nil
	}
	h.KeptBy = stored.HeadOf().KeptBy
	return nil
}

// put stores a record, unless its document has said it already.
func (in *importing) put(body record.Body, path string) error {
	key := record.KeyOf(body)
	if in.said[key] {
		in.fail(fault.Field{Path: path, Key: "exchange.twice", Args: []any{key.ID}})
		return nil
	}
	in.said[key] = true
	change, err := in.batch.Put(body, in.file.Name, path)
	if err != nil {
		return err
	}
	in.summary.count(body.HeadOf().Kind, change)
	return nil
}

func indexed(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
