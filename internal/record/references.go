package record

import (
	"reflect"
	"strconv"
)

// Reference is an id in a record which must be the id of something else.
type Reference struct {
	Path  string   // where in the document: "forums[3].participants[0].actor"
	Field string   // where in the record: "participants.actor"
	Kinds []string // what it may point at
	ID    string
}

// ReferencesOf lists all ids in a record that point at other things.
func ReferencesOf(b Body) []Reference { return referencesAt(b, "") }

// referencesAt is ReferencesOf for a record that stands at a path.
func referencesAt(b Body, path string) []Reference {
	var refs []Reference
	b.HeadOf().Kind.Schema.references(reflect.ValueOf(b).Elem(), path, "", &refs)
	return refs
}

func (s *Schema) references(v reflect.Value, path, field string, refs *[]Reference) {
	for _, f := range s.Fields {
		if f.pointing {
			f.references(v.FieldByIndex(f.index), at(path, f.Name), at(field, f.Name), refs)
		}
	}
}

func (f *Field) references(v reflect.Value, path, field string, refs *[]Reference) {
	switch f.Type {
	case List:
		for i := range v.Len() {
			f.Elem.references(v.Index(i), path+"["+strconv.Itoa(i)+"]", field, refs)
		}
	case Object:
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return
			}
			v = v.Elem()
		}
		f.Object.references(v, path, field, refs)
	default:
		if id := v.String(); id != "" {
			*refs = append(*refs, Reference{path, field, f.Refs, id})
		}
	}
}
