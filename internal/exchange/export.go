package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Selection says what of the map is exported; empty is everything that the
// view shows, also what has ended.
type Selection struct {
	Association string // what this association keeps
	Source      string // what this source last set
}

// Export writes one document of several sources: canonical, so that the same
// map gives the same bytes. What a selection points at comes along, so that the
// document can be imported into an empty installation.
func Export(v *record.View, sel Selection, w io.Writer) error {
	chosen, err := sel.choose(v)
	if err != nil {
		return err
	}
	out := &document{w: bufio.NewWriter(w)}
	out.write("{\n \"format\": \"" + Format + "\"")
	for _, k := range v.Kinds().All {
		out.list(k, chosen[k.Name])
	}
	out.write("\n}\n")
	if out.err != nil {
		return fmt.Errorf("export: %w", out.err)
	}
	return out.w.Flush()
}

func (sel Selection) choose(v *record.View) (map[string][]record.Body, error) {
	if sel.Association != "" && !v.Has(record.Key{Kind: "association", ID: sel.Association}) {
		return nil, fault.New(fault.NotFound, "exchange.no_association", sel.Association)
	}
	if sel.Source != "" && !v.Has(record.Key{Kind: "source", ID: sel.Source}) {
		return nil, fault.New(fault.NotFound, "exchange.no_source", sel.Source)
	}
	c := choice{v, map[record.Key]bool{}, map[string][]record.Body{}}
	v.Everything(func(b record.Body) {
		h := b.HeadOf()
		if (sel.Association == "" || h.KeptBy == sel.Association) && (sel.Source == "" || h.Source == sel.Source) {
			c.add(b)
		}
	})
	for _, list := range c.chosen {
		sort.Slice(list, func(i, j int) bool { return sortKey(list[i]) < sortKey(list[j]) })
	}
	return c.chosen, nil
}

// choice gathers records and all that they point at.
type choice struct {
	v      *record.View
	has    map[record.Key]bool
	chosen map[string][]record.Body
}

func (c choice) add(b record.Body) {
	h := b.HeadOf()
	if c.has[h.Key()] {
		return
	}
	c.has[h.Key()] = true
	c.chosen[h.Kind.Name] = append(c.chosen[h.Kind.Name], b)
	for _, r := range record.ReferencesOf(b) {
		for _, kind := range r.Kinds {
			if target, err := c.v.Get(kind, r.ID); err == nil {
				c.add(target)
			}
		}
	}
	if keeper, err := c.v.Get("association", h.KeptBy); err == nil {
		c.add(keeper)
	}
}

// sortKey orders records by their ids, and those without by what makes them
// the same.
func sortKey(b record.Body) string {
	k := b.HeadOf().Kind
	if len(k.Identity) == 0 {
		return b.HeadOf().ID
	}
	tree := record.TreeOf(b)
	parts := []string{b.HeadOf().Source}
	for _, field := range k.Identity {
		s, _ := tree[field].(string)
		parts = append(parts, s)
	}
	return strings.Join(parts, "\x00")
}

// document writes the members of the exported object.
type document struct {
	w   *bufio.Writer
	err error
}

func (d *document) write(s string) {
	if d.err == nil {
		_, d.err = d.w.WriteString(s)
	}
}

func (d *document) list(k *record.Kind, bodies []record.Body) {
	if len(bodies) == 0 && k != record.Sources.Kind {
		return
	}
	d.write(",\n \"" + k.List + "\": [")
	for i, b := range bodies {
		if i > 0 {
			d.write(",")
		}
		d.write("\n  ")
		d.record(b)
	}
	if len(bodies) > 0 {
		d.write("\n ")
	}
	d.write("]")
}

func (d *document) record(b record.Body) {
	var buf bytes.Buffer
	if err := json.Indent(&buf, exported(b), "  ", " "); err != nil && d.err == nil {
		d.err = err
	}
	d.write(buf.String())
}

// exportedSource is a source with the association that keeps its records.
type exportedSource struct {
	*record.Source
	KeptBy string `json:"kept_by,omitempty"`
}

// exported writes a record as a document of several sources has it.
func exported(b record.Body) []byte {
	h := b.HeadOf()
	if src, ok := b.(*record.Source); ok {
		return record.EncodeAny(exportedSource{src, h.KeptBy})
	}
	c := record.Copy(b)
	if len(h.Kind.Identity) > 0 {
		c.HeadOf().ID = ""
	}
	sortEvidence(c.HeadOf())
	return record.Encode(c)
}

// sortEvidence puts what was found in the record's own source first.
func sortEvidence(h *record.Head) {
	h.Evidence = slices.Clone(h.Evidence)
	sort.SliceStable(h.Evidence, func(i, j int) bool { return h.Evidence[i].Source < h.Evidence[j].Source })
}
