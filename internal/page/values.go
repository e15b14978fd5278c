package page

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// KindName is the word for a kind of record: "Forum".
func KindName(l *text.Lang, kind string) string { return l.T("kindname." + kind) }

// FieldKey is the text key of what a field is called in a kind of record;
// fields within others are named with a point: participants.actor.
func FieldKey(l *text.Lang, kind, field string) string {
	if key := "field." + kind + "." + field; l.Has(key) {
		return key
	}
	if key := "field." + field; l.Has(key) {
		return key
	}
	return "field." + field[strings.LastIndexByte(field, '.')+1:]
}

// FieldLabel is what a field is called in a kind of record.
func FieldLabel(l *text.Lang, kind, field string) string { return l.T(FieldKey(l, kind, field)) }

// ValueText says what stands in a field of a kind of record, in words: the
// names of actors and places for their ids, the words of vocabularies, dates,
// and a frequency as it is read. The value is one of a record's tree, as
// record.TreeOf and record.Diff give it; nil is said to be nothing given.
func ValueText(v *record.View, l *text.Lang, k *record.Kind, field string, value any) string {
	s := sayer{v, l, k.Name}
	f := fieldOf(k.Schema, field)
	if f == nil {
		return fmt.Sprint(value)
	}
	return cmp.Or(s.say(f, field, value), l.T("value.none"))
}

// ItemTexts says each item of a list apart; what is no list is one item.
func ItemTexts(v *record.View, l *text.Lang, k *record.Kind, field string, value any) []string {
	items, isList := value.([]any)
	f := fieldOf(k.Schema, field)
	if !isList || f == nil || f.Elem == nil {
		if value == nil {
			return nil
		}
		return []string{ValueText(v, l, k, field, value)}
	}
	return sayer{v, l, k.Name}.items(f.Elem, field, items)
}

func fieldOf(s *record.Schema, path string) *record.Field {
	name, rest, nested := strings.Cut(path, ".")
	f := s.Field(name)
	if f == nil || !nested {
		return f
	}
	if f.Elem != nil {
		f = f.Elem
	}
	if f.Object == nil {
		return nil
	}
	return fieldOf(f.Object, rest)
}

// sayer says values of one kind of record.
type sayer struct {
	v    *record.View
	l    *text.Lang
	kind string
}

// say gives "" where there is nothing to say.
func (s sayer) say(f *record.Field, path string, value any) string {
	switch x := value.(type) {
	case nil:
		return ""
	case bool:
		if x {
			return s.l.T("value.yes")
		}
		return s.l.T("value.no")
	case json.Number:
		return s.number(path, x)
	case string:
		return s.word(f, x)
	case []any:
		if f.Elem != nil {
			return join(s.items(f.Elem, path, x))
		}
	case record.Tree:
		if f.Object != nil {
			return s.object(f, path, x)
		}
	}
	return fmt.Sprint(value)
}

func (s sayer) word(f *record.Field, word string) string {
	switch {
	case word == "":
		return ""
	case f.Vocabulary != "":
		return Word(s.l, f.Vocabulary, word)
	case len(f.Refs) > 0:
		return NameOf(s.v, s.l, f.Refs, word)
	case f.Type == record.Calendar && record.IsDate(word):
		return DateText(s.l, record.Date(word))
	}
	return word
}

// number says a number as the language does, but a year without its space.
func (s sayer) number(path string, n json.Number) string {
	x, err := n.Float64()
	if err != nil || path == "year" || strings.HasSuffix(path, ".year") {
		return n.String()
	}
	return s.l.Number(x)
}

func (s sayer) items(elem *record.Field, path string, items []any) []string {
	var said []string
	for _, item := range items {
		if text := s.say(elem, path, item); text != "" {
			said = append(said, text)
		}
	}
	return said
}

// join puts items after each other, so that those which hold a comma stay apart.
func join(items []string) string {
	for _, item := range items {
		if strings.Contains(item, ", ") {
			return strings.Join(items, "; ")
		}
	}
	return strings.Join(items, ", ")
}

// object says the first part of a thing, and the others after it in brackets:
// "Arbetsmarknadsenheten, Aneby kommun (chef)", "2018 (antal möten 5)".
func (s sayer) object(f *record.Field, path string, tree record.Tree) string {
	if s.kind == forum.Forums.Name && path == "frequency" {
		return s.frequency(tree)
	}
	var said []string
	for _, part := range f.Object.Fields {
		at := path + "." + part.Name
		text := s.say(part, at, tree[part.Name])
		if text == "" {
			continue
		}
		_, isNumber := tree[part.Name].(json.Number)
		_, isFlag := tree[part.Name].(bool)
		if (isNumber && part.Name != "year") || isFlag {
			text = lowerFirst(FieldLabel(s.l, s.kind, at)) + " " + text
		}
		said = append(said, text)
	}
	if len(said) < 2 {
		return strings.Join(said, "")
	}
	return said[0] + " (" + strings.Join(said[1:], ", ") + ")"
}

func lowerFirst(s string) string {
	first := strings.SplitN(s, "", 2)
	return strings.ToLower(first[0]) + strings.TrimPrefix(s, first[0])
}

// frequency says how often as it is read, and what the source called it where
// that says something else.
func (s sayer) frequency(tree record.Tree) string {
	var f forum.Frequency
	if json.Unmarshal(record.EncodeAny(tree), &f) != nil {
		return fmt.Sprint(tree)
	}
	return FrequencyText(s.l, &f)
}

// FrequencyText says how often, and how many times a year that is: "varannan
// vecka, 26 gånger om året".
func FrequencyText(l *text.Lang, f *forum.Frequency) string {
	r := RhythmOf(l, f)
	return strings.Join(notEmpty(r.Words, r.PerYear), ", ")
}

// NameOf is what the thing with the id is called that a field points at: an
// actor with its party, a place, a word for a kind of party, or the title of
// another record; the id itself if it cannot be seen.
func NameOf(v *record.View, l *text.Lang, refs []string, id string) string {
	for _, kind := range refs {
		if name := NameAs(v, l, kind, id); name != "" {
			return name
		}
	}
	return id
}

// NameAs is NameOf for a field that points at one kind of thing; "" if there is
// none with the id.
func NameAs(v *record.View, l *text.Lang, kind, id string) string {
	switch kind {
	case "municipality":
		m, _ := place.Find(id)
		return m.Short
	case "region":
		r, _ := place.FindRegion(id)
		return r.Name
	case "party_kind":
		name, _ := party.KindName(l, id)
		return name
	case "party", "unit":
		if a, ok := party.FindActor(v, id); ok {
			return a.Name()
		}
		return ""
	}
	key := record.Key{Kind: kind, ID: id}
	if !v.Has(key) {
		return ""
	}
	return v.TitleOf(key)
}
