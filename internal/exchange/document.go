package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Format names the format in a document.
const Format = "samkarta/1"

// header is what a document says of itself.
type header struct {
	format  string
	source  *record.Source // of a document of one source
	keptBy  string
	sources []keptSource // of a document of several
}

// keptSource is a source with the association that keeps its records.
type keptSource struct {
	*record.Source
	KeptBy string
}

// errShape says that a document is JSON but not built like one.
var errShape = errors.New("not built as a document")

// walk goes through the members of a document's object. one is handed each
// member that is no list of records; each record of a list goes to item. Either
// may be nil.
func (f File) walk(one func(name string, value json.RawMessage) error, item func(list string, i int, value json.RawMessage) error) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	d := json.NewDecoder(newUTF8Reader(r))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return orShape(err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		if err := f.member(d, name.(string), one, item); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return orShape(err)
	}
	return nil
}

func orShape(err error) error {
	if err != nil {
		return err
	}
	return errShape
}

var lists = func() map[string]bool {
	all := map[string]bool{}
	for _, k := range Kinds().All {
		all[k.List] = true
	}
	delete(all, record.Sources.List)
	return all
}()

func (f File) member(d *json.Decoder, name string, one func(string, json.RawMessage) error, item func(string, int, json.RawMessage) error) error {
	if !lists[name] {
		var value json.RawMessage
		if err := d.Decode(&value); err != nil || one == nil {
			return err
		}
		return one(name, value)
	}
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return orShape(err)
	}
	for i := 0; d.More(); i++ {
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if item != nil {
			if err := item(name, i, value); err != nil {
				return err
			}
		}
	}
	_, err := d.Token()
	return err
}

// head reads what a document says of itself, and that it is JSON to its end.
func (f File) head() (h header, faults []fault.Field) {
	fail := func(path, key string, args ...any) {
		faults = append(faults, fault.Field{File: f.Name, Path: path, Key: key, Args: args})
	}
	if f.Size > Largest {
		fail("", "exchange.too_large", f.Size>>20, Largest>>20)
		return h, faults
	}
	seen := map[string]bool{}
	err := f.walk(func(name string, value json.RawMessage) error {
		if seen[name] {
			fail(name, "exchange.key_twice", name)
		}
		seen[name] = true
		faults = append(faults, f.headMember(&h, name, value)...)
		return nil
	}, nil)
	if err != nil {
		return h, append(faults, f.unreadable(err))
	}
	if h.format != Format {
		fail("format", "exchange.not_format", h.format, Format)
	}
	if !seen["source"] && !seen["sources"] {
		fail("source", "record.required")
	}
	if seen["sources"] && (seen["source"] || seen["kept_by"]) {
		fail("sources", "exchange.source_and_sources")
	}
	return h, faults
}

func (f File) headMember(h *header, name string, value json.RawMessage) []fault.Field {
	var into any
	switch name {
	case "format":
		into = &h.format
	case "kept_by":
		into = &h.keptBy
	case "source":
		src, faults := f.readSource(value, "source")
		h.source = src.Source
		return append(faults, f.keptByInSource(src, "source")...)
	case "sources":
		return f.readSources(h, value)
	default:
		return []fault.Field{{File: f.Name, Path: name, Key: "record.unknown_field", Args: []any{name, documentKeys}}}
	}
	if json.Unmarshal(value, into) != nil {
		return []fault.Field{{File: f.Name, Path: name, Key: "record.not_text", Args: []any{string(value)}}}
	}
	return nil
}

func (f File) keptByInSource(src keptSource, path string) []fault.Field {
	if src.KeptBy == "" {
		return nil
	}
	return []fault.Field{{File: f.Name, Path: path + ".kept_by", Key: "exchange.kept_by_outside"}}
}

var documentKeys = func() string {
	keys := []string{"format", "source", "kept_by", "sources"}
	for _, k := range Kinds().All[1:] {
		keys = append(keys, k.List)
	}
	return strings.Join(keys, ", ")
}()

func (f File) readSources(h *header, value json.RawMessage) []fault.Field {
	var items []json.RawMessage
	if json.Unmarshal(value, &items) != nil {
		return []fault.Field{{File: f.Name, Path: "sources", Key: "record.not_list"}}
	}
	var faults []fault.Field
	for i, item := range items {
		src, wrong := f.readSource(item, indexed("sources", i))
		faults = append(faults, wrong...)
		if src.Source != nil {
			h.sources = append(h.sources, src)
		}
	}
	return faults
}

func (f File) readSource(value json.RawMessage, path string) (src keptSource, faults []fault.Field) {
	tree, err := record.ReadTree(bytes.TrimSpace(value))
	if err != nil {
		return src, []fault.Field{{File: f.Name, Path: path, Key: "record.not_object"}}
	}
	src.KeptBy, _ = tree["kept_by"].(string)
	delete(tree, "kept_by")
	b, faults := record.Sources.Read(tree, path)
	for i := range faults {
		faults[i].File = f.Name
	}
	if b != nil {
		src.Source = b.(*record.Source)
	}
	return src, faults
}
