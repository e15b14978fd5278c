package recordweb

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// reading makes a tree of what was typed, and remembers where on the form each
// part of it stands: rows that are left empty are not part of the record.
type reading struct {
	d      *directory
	faults []fault.Field
	moved  []moved
}

type moved struct{ tree, form string }

// whole reads all fields, for a new record.
func (r *reading) whole(in *web.Input, k *record.Kind) record.Tree {
	tree := record.Tree{}
	for _, a := range fieldsOf(k) {
		if value := r.value(a, a.Name, typedIn(in, a, a.Name)); value != nil {
			tree[a.Name] = value
		}
	}
	return tree
}

// changes reads the fields in which something else stands than in the record
// that the form was filled with. What nobody has touched is left as it is, down
// to the words in which a frequency was once written.
func (r *reading) changes(in *web.Input, k *record.Kind, base record.Tree) record.Tree {
	was := web.NewInput()
	r.d.fill(was, k, base)
	patch := record.Tree{}
	for _, a := range fieldsOf(k) {
		now := typedIn(in, a, a.Name)
		if !now.same(typedIn(was, a, a.Name)) {
			patch[a.Name] = r.value(a, a.Name, now)
		} else {
			r.trace(a, now)
		}
	}
	return patch
}

// trace remembers where the rows of an untouched list stand.
func (r *reading) trace(a asked, t typed) {
	if a.As == asObject {
		return // it stands under its own name
	}
	for i, row := range t.rows {
		r.move(a, i, row.at)
	}
}

func (r *reading) move(a asked, i, at int) {
	to := web.At(a.Name, at, "")
	if a.As == asNames {
		to = web.At(a.Name, at, one)
	}
	r.moved = append(r.moved, moved{a.Name + "[" + strconv.Itoa(i) + "]", strings.TrimSuffix(to, ".")})
}

// value reads the field with a name on the form; nil if nothing stands there.
func (r *reading) value(a asked, name string, t typed) any {
	switch a.As {
	case asLines, asChecks:
		return r.list(a, name, t.many)
	case asPlaces:
		return list(r.places(name, t))
	case asNames, asRows:
		return r.rows(a, t)
	case asObject:
		return r.object(a, t)
	}
	return r.single(a, name, t.words)
}

// list reads words and lines. That a list is known to be empty is said alone.
func (r *reading) list(a asked, name string, many []string) any {
	if a.Whole && slices.Contains(many, notSaid) {
		if len(many) > 1 {
			r.faults = append(r.faults, fault.Field{Path: name, Key: "recordweb.none_and_some"})
		}
		return []any{}
	}
	if prefix := saidLines[a.Name]; prefix != "" {
		many = r.d.wordsSaid(prefix, many)
	}
	return list(many)
}

// wordsSaid gives for lines the words that they are the texts of.
func (d *directory) wordsSaid(prefix string, lines []string) []string {
	words := slices.Clone(lines)
	for _, key := range d.l.Keys() {
		if word, ok := strings.CutPrefix(key, prefix); ok {
			for i, line := range lines {
				if page.Fold(line) == page.Fold(d.l.T(key)) {
					words[i] = word
				}
			}
		}
	}
	return words
}

func (r *reading) object(a asked, t typed) any {
	if t.isEmpty() {
		return nil
	}
	tree := record.Tree{}
	for i, part := range a.parts() {
		if value := r.value(part, part.Name, t.rows[0].cells[part.Name]); value != nil {
			tree[a.Object.Fields[i].Name] = value
		}
	}
	return tree
}

func list(all []string) any {
	if len(all) == 0 {
		return nil
	}
	items := make([]any, len(all))
	for i, s := range all {
		items[i] = s
	}
	return items
}

func (r *reading) places(name string, t typed) []string {
	codes := slices.Clone(t.many)
	for _, words := range strings.FieldsFunc(t.words, func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		if words = strings.TrimSpace(words); words == "" {
			continue
		}
		if code := r.find([]string{"municipality"}, name+other, words); code != "" {
			codes = add(codes, code)
		}
	}
	return codes
}

func (r *reading) rows(a asked, t typed) any {
	var items []any
	for i, row := range t.rows {
		r.move(a, i, row.at)
		if a.As == asNames {
			items = append(items, r.find(a.Elem.Refs, web.At(a.Name, row.at, one), row.cells[one].words))
			continue
		}
		tree := record.Tree{}
		if a.Name == evidence && row.cells["source"].words == "" {
			r.faults = append(r.faults, fault.Field{Path: web.At(a.Name, row.at, "source"), Key: "web.field.needed"})
		}
		if row.open && len(row.cells) > 0 {
			r.faults = append(r.faults, fault.Field{Path: web.At(a.Name, row.at, openRow), Key: "recordweb.open_and_filled"})
		}
		for _, c := range a.columns() {
			if value := r.value(c, web.At(a.Name, row.at, c.Name), row.cells[c.Name]); value != nil {
				tree[c.Name] = value
			}
		}
		items = append(items, tree)
	}
	if items == nil {
		return nil
	}
	return items
}

// single reads a field that has one value. What it cannot read as a number is
// left as it is, for the schema says what is wrong with it.
func (r *reading) single(a asked, name, words string) any {
	if words == "" {
		return nil
	}
	switch a.As {
	case asNumber:
		return number(words)
	case asFlag:
		return words == "yes"
	case asName:
		return r.find(a.Refs, name, words)
	case asFrequency:
		return r.frequency(name, words)
	}
	return words
}

// number writes a number as JSON does, without the spaces between thousands and
// with a point before its decimals.
func number(words string) json.Number {
	plain := strings.Map(func(c rune) rune {
		if c == ' ' || c == '\u00a0' {
			return -1
		}
		return c
	}, words)
	if n, err := strconv.Atoi(plain); err == nil {
		return json.Number(strconv.Itoa(n))
	}
	if plain = strings.Replace(plain, ",", ".", 1); decimal.MatchString(plain) {
		return json.Number(plain)
	}
	return json.Number(words)
}

var decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,12})\.[0-9]{1,6}$`)

func (r *reading) find(refs []string, name, words string) string {
	id, wrong := r.d.find(refs, words)
	if wrong != nil {
		wrong.Path = name
		r.faults = append(r.faults, *wrong)
	}
	return id
}

func (r *reading) frequency(name, words string) any {
	f, err := forum.ReadFrequency(words)
	if err != nil {
		r.faults = append(r.faults, fault.Field{Path: name, Key: "frequency.unreadable", Args: []any{words}})
		return nil
	}
	tree, err := record.ReadTree(record.EncodeAny(f))
	if err != nil {
		return nil // what has just been written can be read
	}
	return tree
}

// check gives everything that is wrong with what was typed, so that it can be
// mended in one go: what could not be read, and what the schema says of the
// rest of the record. It is nil if everything could be read.
func (r *reading) check(k *record.Kind, whole record.Tree) error {
	if len(r.faults) == 0 {
		return nil
	}
	tree := maps.Clone(whole)
	delete(tree, "source")
	if len(k.Identity) == 0 {
		tree["id"] = "ny"
	} else {
		delete(tree, "id")
	}
	failed := map[string]bool{}
	for _, f := range r.faults {
		failed[f.Path] = true
	}
	_, more := k.Read(tree, "")
	for _, f := range r.place(more) {
		if !failed[f.Path] {
			r.faults = append(r.faults, f)
		}
	}
	inOrder(k, r.faults)
	return fault.OfFields(r.faults)
}

// inOrder puts faults into the order in which their fields stand on the form.
func inOrder(k *record.Kind, faults []fault.Field) {
	fields := fieldsOf(k)
	place := func(f fault.Field) int {
		name := f.Path
		if end := strings.IndexAny(name, ".["); end >= 0 {
			name = name[:end]
		}
		name = strings.TrimSuffix(name, other)
		if i := slices.IndexFunc(fields, func(a asked) bool { return a.Name == name }); i >= 0 {
			return i
		}
		return len(fields)
	}
	slices.SortStableFunc(faults, func(a, b fault.Field) int { return place(a) - place(b) })
}

// place moves faults from where they stand in the record to where they stand on
// the form, and says them as a form does.
func (r *reading) place(faults []fault.Field) []fault.Field {
	all := slices.Clone(faults)
	for i := range all {
		for _, m := range r.moved {
			if rest, ok := strings.CutPrefix(all[i].Path, m.tree); ok && (rest == "" || rest[0] == '.') {
				all[i].Path = m.form + rest
				break
			}
		}
		if key := inForms[all[i].Key]; key != "" {
			all[i].Key = key
		}
	}
	return all
}

// inForms are the faults that are said otherwise to somebody at a form than to
// somebody with a document.
var inForms = map[string]string{
	"record.not_one_of":    "web.field.choice",
	"record.own_ancestor":  "recordweb.own_ancestor",
	"record.unknown_actor": "recordweb.gone", "record.unknown_target": "recordweb.gone",
	"record.unknown_party": "recordweb.gone", "record.unknown_unit": "recordweb.gone",
	"record.unknown_target_group": "recordweb.gone", "record.unknown_forum": "recordweb.gone",
	"record.unknown_agreement": "recordweb.gone", "record.unknown_source": "recordweb.gone",
}
