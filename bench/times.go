package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"samkarta/internal/exchange"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// document is one document of the format as its lists stand in it.
type document map[string]any

// shared are the kinds of party that the whole country shares.
var shared = []string{"employment_service", "social_insurance", "migration", "tax", "enforcement", "police", "probation"}

// writeTimes writes so many times the documents into a folder.
func writeTimes(files []exchange.File, times int, dir string) error {
	docs, err := read(files)
	if err != nil {
		return err
	}
	known := newKnown(docs)
	for k := range times {
		for i, doc := range docs {
			if k > 0 {
				doc = known.copy(doc, k)
			}
			data, err := json.Marshal(doc)
			if err != nil {
				return err
			}
			name := fmt.Sprintf("%02d-%s", k, filepath.Base(files[i].Name))
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

func read(files []exchange.File) ([]document, error) {
	var docs []document
	for _, f := range files {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		var doc document
		if err := json.Unmarshal(data, &doc); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// known is what the documents define: which strings are ids, and which of them
// are shared by all copies.
type known struct {
	kinds  *record.Kinds
	ids    map[string]bool // kind/id
	shared map[string]bool // kind/id
}

func newKnown(docs []document) *known {
	k := &known{kinds: exchange.Kinds(), ids: map[string]bool{}, shared: map[string]bool{}}
	for _, doc := range docs {
		for _, kind := range k.kinds.All {
			for _, r := range listOf(doc, kind) {
				id, _ := r["id"].(string)
				k.ids[kind.Name+"/"+id] = true
				word, _ := r["kind"].(string)
				if kind.Name == "party" && slices.Contains(shared, word) {
					k.shared[kind.Name+"/"+id] = true
				}
			}
		}
		if source, ok := doc["source"].(map[string]any); ok {
			k.ids["source/"+source["id"].(string)] = true
		}
	}
	return k
}

func listOf(doc document, kind *record.Kind) []map[string]any {
	items, _ := doc[kind.List].([]any)
	var all []map[string]any
	for _, item := range items {
		if r, ok := item.(map[string]any); ok {
			all = append(all, r)
		}
	}
	return all
}

// copy makes the k-th copy of a document.
func (n *known) copy(doc document, k int) document {
	made := document{"format": doc["format"]}
	if by, ok := doc["kept_by"].(string); ok {
		made["kept_by"] = n.reference([]string{"association"}, by, k)
	}
	source := n.record(n.kinds.Named("source"), doc["source"].(map[string]any), k)
	made["source"] = source
	for _, kind := range n.kinds.All {
		var copies []any
		for _, r := range listOf(doc, kind) {
			id, _ := r["id"].(string)
			if !n.shared[kind.Name+"/"+id] {
				copies = append(copies, n.record(kind, r, k))
			}
		}
		if copies != nil && kind.Name != "source" {
			made[kind.List] = copies
		}
	}
	return made
}

func (n *known) record(kind *record.Kind, r map[string]any, k int) map[string]any {
	made := n.object(kind.Schema, r, k)
	if id, ok := r["id"].(string); ok {
		made["id"] = prefix(id, k)
	}
	for _, name := range []string{"name", "title"} {
		if text, ok := r[name].(string); ok {
			made[name] = fmt.Sprintf("K%d %s", k, text)
		}
	}
	return made
}

func (n *known) object(s *record.Schema, tree map[string]any, k int) map[string]any {
	made := map[string]any{}
	for name, value := range tree {
		if f := s.Field(name); f != nil {
			value = n.value(f, value, k)
		}
		made[name] = value
	}
	return made
}

func (n *known) value(f *record.Field, value any, k int) any {
	switch x := value.(type) {
	case string:
		if f.Refs != nil {
			return n.reference(f.Refs, x, k)
		}
	case []any:
		made := make([]any, len(x))
		for i, item := range x {
			made[i] = item
			if f.Elem != nil {
				made[i] = n.value(f.Elem, item, k)
			}
		}
		return made
	case map[string]any:
		if f.Object != nil {
			return n.object(f.Object, x, k)
		}
	}
	return value
}

// reference is what an id that may point at one of the kinds becomes in a copy.
func (n *known) reference(kinds []string, id string, k int) string {
	for _, kind := range kinds {
		switch key := kind + "/" + id; {
		case n.shared[key]:
			return id
		case n.ids[key]:
			return prefix(id, k)
		case kind == "municipality" && place.IsMunicipality(id):
			return elsewhere(id, k)
		case kind == "region" && place.IsRegion(id):
			return regionElsewhere(id, k)
		}
	}
	return id
}

func prefix(id string, k int) string { return fmt.Sprintf("k%d-%s", k, id) }

// codes are those of the municipalities, county by county.
var codes = func() []string {
	var all []string
	for _, m := range place.All() {
		all = append(all, m.Code)
	}
	slices.SortFunc(all, strings.Compare)
	return all
}()

// elsewhere is the municipality that another becomes in a copy: no two become
// the same.
func elsewhere(code string, k int) string {
	at, _ := slices.BinarySearch(codes, code)
	return codes[(at+29*k)%len(codes)]
}

func regionElsewhere(code string, k int) string {
	at := slices.IndexFunc(place.Regions(), func(r place.Region) bool { return r.Code == code })
	return place.Regions()[(at+2*k)%len(place.Regions())].Code
}
