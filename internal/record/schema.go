package record

import (
	"reflect"
	"slices"
	"strings"
)

// Type is the type of a field's value in JSON.
type Type int

// The types of value. Integers are whole numbers; a Choice is a text out of a
// list; a Reference is the id of something else.
const (
	Text Type = iota
	Calendar
	Integer
	Decimal
	Flag
	List
	Object
	Scalar // a number or a text
)

// Schema says which fields a record has. It is read from the struct of a kind:
// json names a field, enum names the vocabulary of what it may say, ref the kinds
// that an id in it may point at, and rule says "required" or "positive".
type Schema struct {
	Fields []*Field
	byName map[string]*Field
}

// Field describes one field.
type Field struct {
	Name       string
	Type       Type
	Vocabulary string   // name of the words that a text chooses among; "": free
	Enum       []string // those words
	Refs       []string // kinds that an id may point at; nil: it is no id
	Required   bool
	Positive   bool
	Whole      bool    // of a List: one that is empty says more than one that is left out
	Elem       *Field  // of a List
	Object     *Schema // of an Object
	index      []int   // of the field in its struct
	pointing   bool    // there may be ids of other things in it
}

// Field gives the field with the name, nil if there is none.
func (s *Schema) Field(name string) *Field { return s.byName[name] }

// Own lists the fields that belong to the kind itself and not to every record.
func (s *Schema) Own() []*Field {
	var own []*Field
	for _, f := range s.Fields {
		if headSchema.byName[f.Name] == nil {
			own = append(own, f)
		}
	}
	return own
}

var headSchema = schemaOf(reflect.TypeFor[Head]())

func schemaOf(t reflect.Type) *Schema {
	s := &Schema{byName: map[string]*Field{}}
	for i := range t.NumField() {
		s.add(t.Field(i))
	}
	return s
}

func (s *Schema) add(sf reflect.StructField) {
	if sf.Anonymous {
		for _, f := range schemaOf(sf.Type).Fields {
			f.index = append(slices.Clone(sf.Index), f.index...)
			s.put(f)
		}
		return
	}
	name, option, _ := strings.Cut(sf.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		return
	}
	f := fieldOf(sf.Type, sf.Tag)
	f.Name, f.index = name, sf.Index
	f.Whole = f.Type == List && option == "omitzero"
	rule := sf.Tag.Get("rule")
	f.Required = strings.Contains(rule, "required")
	s.put(f)
}

func (s *Schema) put(f *Field) {
	s.Fields = append(s.Fields, f)
	s.byName[f.Name] = f
}

func (s *Schema) pointsAtAll() bool {
	return slices.ContainsFunc(s.Fields, func(f *Field) bool { return f.pointing })
}

var dateType = reflect.TypeFor[Date]()

func fieldOf(t reflect.Type, tag reflect.StructTag) *Field {
	f := &Field{Positive: strings.Contains(tag.Get("rule"), "positive")}
	if name := tag.Get("enum"); name != "" {
		f.Vocabulary, f.Enum = name, vocabularies[name]
		if f.Enum == nil {
			panic("record: there is no vocabulary " + name)
		}
	}
	if ref := tag.Get("ref"); ref != "" {
		f.Refs = strings.Fields(ref)
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		f.Type = Text
		if t == dateType {
			f.Type = Calendar
		}
	case reflect.Int, reflect.Int64:
		f.Type = Integer
	case reflect.Float64:
		f.Type = Decimal
	case reflect.Bool:
		f.Type = Flag
	case reflect.Interface:
		f.Type = Scalar
	case reflect.Slice:
		f.Type, f.Elem = List, fieldOf(t.Elem(), tag)
		f.Enum, f.Refs, f.Positive, f.Vocabulary = nil, nil, false, ""
	case reflect.Struct:
		f.Type, f.Object = Object, schemaOf(t)
	default:
		panic("record: a field cannot be a " + t.String())
	}
	f.pointing = f.Refs != nil || f.Elem != nil && f.Elem.pointing || f.Object != nil && f.Object.pointsAtAll()
	return f
}
