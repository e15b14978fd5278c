package hsds

import (
	"strings"

	"github.com/google/uuid"

	"samkarta/internal/insats"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// space is what the ids are made in: the same thing always has the same.
var space = uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:samkarta:hsds"))

// ID is the UUID that a thing of a kind has.
func ID(kind, id string) string { return uuid.NewSHA1(space, []byte(kind+":"+id)).String() }

// used are the vocabularies that the fields of an insats choose among, each with
// a field that does.
func used() (names []string, field map[string]string) {
	field = map[string]string{}
	var walk func(f *record.Field, path string)
	walk = func(f *record.Field, path string) {
		if f.Vocabulary != "" && field[f.Vocabulary] == "" {
			names = append(names, f.Vocabulary)
			field[f.Vocabulary] = path
		}
		if f.Elem != nil {
			walk(f.Elem, path)
		}
		if f.Object != nil {
			for _, inner := range f.Object.Fields {
				walk(inner, path+"."+inner.Name)
			}
		}
	}
	for _, f := range insats.Insatser.Schema.Fields {
		walk(f, f.Name)
	}
	return names, field
}

// Taxonomies are the lists of words that insatser choose among.
func Taxonomies(l *text.Lang) []Taxonomy {
	names, field := used()
	all := make([]Taxonomy, len(names))
	for i, name := range names {
		all[i] = Taxonomy{ID: ID("taxonomy", name), Name: name, Description: label(l, field[name]), Version: "samkarta/1"}
	}
	return all
}

// Terms are the words of all taxonomies.
func Terms(l *text.Lang) []Term {
	var all []Term
	for _, t := range Taxonomies(l) {
		for _, word := range record.Vocabulary(t.Name) {
			term := *termOf(l, t.Name, word)
			term.Detail = &t
			all = append(all, term)
		}
	}
	return all
}

func termOf(l *text.Lang, vocabulary, word string) *Term {
	name := l.T(vocabulary + "." + word)
	return &Term{ID: ID("term", vocabulary+"."+word), Code: word, Name: name, Description: name, Taxonomy: vocabulary,
		TaxonomyID: ID("taxonomy", vocabulary), Language: l.Code}
}

// label is what a field of an insats is called; its name in the format if there
// is no text.
func label(l *text.Lang, path string) string {
	for _, key := range []string{"field.insats." + path, "field." + path, "field." + path[strings.LastIndexByte(path, '.')+1:]} {
		if l.Has(key) {
			return l.T(key)
		}
	}
	return path
}
