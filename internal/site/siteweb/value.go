package siteweb

import (
	"encoding/json"
	"strings"

	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// values shows what stands in the fields of records, as people write it.
type values struct {
	v *record.View
	l *text.Lang
}

// of shows the value of a field; f is nil where the kind has no such field.
func (s values) of(f *record.Field, value any) string {
	switch x := value.(type) {
	case nil:
		return ""
	case string:
		return s.text(f, x)
	case bool:
		if x {
			return s.l.T("siteweb.yes")
		}
		return s.l.T("siteweb.no")
	case []any:
		return s.list(f, x)
	case map[string]any:
		return s.object(f, x)
	}
	return plain(value)
}

// text shows a word of a vocabulary by its text, and an id by what it names.
func (s values) text(f *record.Field, x string) string {
	if f == nil {
		return x
	}
	if f.Vocabulary != "" && s.l.Has(f.Vocabulary+"."+x) {
		return s.l.T(f.Vocabulary + "." + x)
	}
	for _, kind := range f.Refs {
		if key := (record.Key{Kind: kind, ID: x}); s.v.Has(key) {
			return s.v.TitleOf(key)
		}
	}
	return x
}

func (s values) list(f *record.Field, all []any) string {
	var elem *record.Field
	if f != nil {
		elem = f.Elem
	}
	parts := make([]string, len(all))
	for i, one := range all {
		parts[i] = s.of(elem, one)
	}
	between := ", "
	if elem != nil && elem.Object != nil {
		between = "; "
	}
	return strings.Join(parts, between)
}

// object shows the values of an object in the order of its fields.
func (s values) object(f *record.Field, x map[string]any) string {
	if f == nil || f.Object == nil {
		return plain(x)
	}
	var parts []string
	for _, inner := range f.Object.Fields {
		if said := s.of(inner, x[inner.Name]); said != "" {
			parts = append(parts, said)
		}
	}
	return strings.Join(parts, ", ")
}

func plain(x any) string {
	data, err := json.Marshal(x)
	if err != nil { // what came as JSON can be written as JSON
		return ""
	}
	return string(data)
}
