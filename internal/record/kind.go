package record

import (
	"fmt"
	"reflect"

	"samkarta/internal/platform/fault"
)

// Kind describes one kind of record: one list of the format.
type Kind struct {
	Name string // "forum": in keys, texts and the audit log
	List string // "forums": in documents and in the API
	Path string // "/forum/": the page of a record is Path + id
	// Kept is true while no area shows the kind: its records are read, kept
	// whole and exported again.
	Kept bool
	// Identity names the fields that make a record the same one, for kinds whose
	// records carry no id of their own; the source always counts among them.
	Identity []string
	// Space names the ids that kinds share: an id may be used once in a space.
	Space string
	// Tree names the field that points at a parent of the same kind; a record
	// may not be its own ancestor.
	Tree string

	// Derived is true where a record is called after others, so that its place in
	// the order can change when theirs do: those that it points at, and those
	// that these point at.
	Derived bool

	// Check gives what is wrong with a record beyond its schema.
	Check func(b Body) []fault.Field
	// Doubts gives what whoever writes a record by hand must be sure of: what
	// follows from it that one could fail to see. old is nil for a new record.
	Doubts func(old, next Body) []fault.Field
	// Title gives what a record is called on the map seen by v.
	Title func(v *View, b Body) string
	// Words gives what the record can be found by besides its title: short
	// names, and other texts.
	Words func(v *View, b Body) (short, body []string)
	// Places gives the codes of the municipalities that a record is about.
	Places func(v *View, b Body) []string
	// Owners gives the ids of the units whose editors may change a record.
	Owners func(b Body) []string
	// Slug gives the words that a new record's id is made of; nil: its title.
	Slug func(b Body) string
	// Ends tells whether a record says of itself that it has ended.
	Ends func(b Body) bool
	// SetEnded makes a record say of itself that it has ended, where it can.
	SetEnded func(b Body)

	Schema *Schema
	typ    reflect.Type
}

// New makes an empty record of the kind.
func (k *Kind) New() Body {
	b := reflect.New(k.typ).Interface().(Body)
	b.HeadOf().Kind = k
	return b
}

// Of is a kind whose records are of the Go type T.
type Of[T any] struct{ *Kind }

// Define makes a kind out of its description and the Go struct of its records.
// It panics if the struct is none that can be a record: that is a fault of the
// program which every test finds.
func Define[T any](k Kind) Of[T] {
	k.typ = reflect.TypeFor[T]()
	if _, ok := reflect.New(k.typ).Interface().(Body); !ok {
		panic(fmt.Sprintf("record: %s does not embed record.Head", k.typ))
	}
	k.Schema = schemaOf(k.typ)
	return Of[T]{&k}
}

// As gives the record as its Go type.
func (o Of[T]) As(b Body) *T { return any(b).(*T) }

// All gives the records that the view shows, in Swedish order of their titles:
// those that hold on its day.
func (o Of[T]) All(v *View) []*T {
	return typed[T](v.All(o.Kind))
}

// Get gives one record, also one that has ended; a NotFound fault if the actor
// may not see it or it was not there on the view's day.
func (o Of[T]) Get(v *View, id string) (*T, error) {
	b, err := v.Get(o.Name, id)
	if err != nil {
		return nil, err
	}
	return o.As(b), nil
}

// Find is Get for a record that need not be there: nil if it is not.
func (o Of[T]) Find(v *View, id string) *T {
	if b := v.find(Key{o.Name, id}); b != nil {
		return o.As(b)
	}
	return nil
}

// Pointing gives the records of the kind that point at the target with one of
// the fields (any, if none is named), in order of their titles.
func (o Of[T]) Pointing(v *View, target Key, fields ...string) []*T {
	return typed[T](v.Pointing(o.Kind, target, fields...))
}

func typed[T any](bodies []Body) []*T {
	all := make([]*T, len(bodies))
	for i, b := range bodies {
		all[i] = any(b).(*T)
	}
	return all
}

// Kinds is the list of kinds that an installation knows, in the order of the
// format, and the other things an id may point at.
type Kinds struct {
	All    []*Kind
	Values map[string]func(id string) bool // "municipality": is this a code of one?
	byName map[string]*Kind
	byList map[string]*Kind
}

// NewKinds makes the list.
func NewKinds(values map[string]func(string) bool, all ...*Kind) *Kinds {
	ks := &Kinds{All: all, Values: values, byName: map[string]*Kind{}, byList: map[string]*Kind{}}
	for _, k := range all {
		ks.byName[k.Name] = k
		ks.byList[k.List] = k
	}
	return ks
}

// Named gives the kind with the name, nil if there is none.
func (ks *Kinds) Named(name string) *Kind { return ks.byName[name] }

// OfList gives the kind whose records stand in the list, nil if there is none.
func (ks *Kinds) OfList(list string) *Kind { return ks.byList[list] }
