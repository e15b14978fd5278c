package recordweb

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// evidence is the list of where a record was found. On a form each place names
// its source, also that of the record itself.
const evidence = "evidence"

// notSaid is the value of the choice that says nothing; "" could not be told
// from a group of radio buttons that nobody has touched.
const notSaid = "-"

// one is the name of the field in a row that has only one.
const one = "one"

// other is what the name of the field ends with that takes the municipalities
// which have no box to tick.
const other = "_other"

// fill puts what stands in a record into the fields of a form.
func (d *directory) fill(in *web.Input, k *record.Kind, tree record.Tree) {
	for _, a := range fieldsOf(k) {
		d.fillField(in, a, a.Name, tree[a.Name])
	}
}

func (d *directory) fillField(in *web.Input, a asked, name string, value any) {
	switch a.As {
	case asLines:
		in.Set(name, strings.Join(d.wordsOf(a, value), "\n"))
	case asChecks:
		in.Set(name, d.wordsOf(a, value)...)
	case asPlaces:
		d.fillPlaces(in, name, texts(value))
	case asNames:
		for i, id := range texts(value) {
			in.Set(web.At(name, i, one), d.label(a.Elem.Refs, id))
		}
		in.SetRows(name, len(texts(value)))
	case asRows:
		d.fillRows(in, a, name, value)
	case asObject:
		tree, _ := value.(record.Tree)
		for i, part := range a.parts() {
			d.fillField(in, part, part.Name, tree[a.Object.Fields[i].Name])
		}
	default:
		in.Set(name, d.words(a, value))
	}
}

func (d *directory) fillPlaces(in *web.Input, name string, codes []string) {
	var ticked, rest []string
	for _, code := range codes {
		if slices.Contains(d.boxes(), code) {
			ticked = append(ticked, code)
		} else {
			rest = append(rest, d.label([]string{"municipality"}, code))
		}
	}
	in.Set(name, ticked...)
	in.Set(name+other, strings.Join(rest, ", "))
}

func (d *directory) fillRows(in *web.Input, a asked, name string, value any) {
	rows, _ := value.([]any)
	for i, row := range rows {
		tree, _ := row.(record.Tree)
		if name == evidence && tree["source"] == nil && d.from != "" {
			tree = over(tree, record.Tree{"source": d.from})
		}
		for _, column := range a.columns() {
			d.fillField(in, column, web.At(name, i, column.Name), tree[column.Name])
		}
		if openRows[a.Name] && len(tree) == 0 {
			in.Set(web.At(name, i, openRow), "1")
		}
	}
	in.SetRows(name, len(rows))
}

// words is how a value stands in a field that has one.
func (d *directory) words(a asked, value any) string {
	switch x := value.(type) {
	case bool:
		return map[bool]string{true: "yes", false: "no"}[x]
	case record.Tree:
		return frequencyWords(x)
	case string:
		if a.As == asName {
			return d.label(a.Refs, x)
		}
		return x
	case json.Number:
		if d.l.Code == "sv" {
			return strings.Replace(x.String(), ".", ",", 1)
		}
		return x.String()
	}
	if a.As == asFlag || a.As == asRadios && !saysUnknown(a) {
		return notSaid
	}
	return ""
}

// saysUnknown tells whether a vocabulary has a word of its own for not knowing.
func saysUnknown(a asked) bool { return slices.Contains(a.Enum, "unknown") }

// frequencyWords is how a frequency stands in its field: as it was once
// written, or else as it is read.
func frequencyWords(tree record.Tree) string {
	f, ok := frequencyOf(tree)
	if !ok || f.Text != "" {
		return f.Text
	}
	return f.Words(text.Sv)
}

func frequencyOf(tree record.Tree) (f forum.Frequency, ok bool) {
	return f, json.Unmarshal(record.EncodeAny(tree), &f) == nil
}

// wordsOf is how a list stands on a form: a whole one that is empty is said to be
// so.
func (d *directory) wordsOf(a asked, value any) []string {
	all := slices.Clone(texts(value))
	if prefix := saidLines[a.Name]; prefix != "" {
		for i, word := range all {
			if d.l.Has(prefix + word) {
				all[i] = d.l.T(prefix + word)
			}
		}
	}
	switch {
	case !a.Whole || value == nil || len(all) > 0:
		return all
	case a.hasNone():
		return []string{"none"}
	}
	return []string{notSaid}
}

// texts gives the texts of a list in a tree; one text is a list of one.
func texts(value any) []string {
	var all []string
	switch x := value.(type) {
	case string:
		return []string{x}
	case []string:
		return x
	case []any:
		for _, item := range x {
			all = append(all, fmt.Sprint(item))
		}
	}
	return all
}

// mostBoxes is how many municipalities a form has boxes to tick for.
const mostBoxes = 20

// boxes gives the municipalities that have a box to tick; none where there
// would be too many to look through.
func (d *directory) boxes() []string {
	if len(d.near.codes) > mostBoxes {
		return nil
	}
	return d.near.codes
}
