package draft

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/record"
)

// Told is a record as a file tells of it.
type Told struct {
	Body record.Body // without an id, or with its id on the map
	From string      // what the file calls it
	Line int         // where it begins
	// ByName takes what is called so on the map for the same, if it has no id of
	// the map; otherwise it is new, and may not be called as another.
	ByName bool
}

// Records makes a draft of records of one kind. What the map has already as it
// is told is left as it is, with the day on which it was confirmed; what is told
// otherwise is set, and stays with who keeps it. folder is the first part of the
// id of the source.
func Records(v *record.View, told []Told, folder string, o Options) (*Draft, error) {
	if err := mayMake(v, o); err != nil {
		return nil, err
	}
	if err := o.check(v); err != nil {
		return nil, err
	}
	m := &maker{v: v, o: o, d: &Draft{keptBy: o.KeptBy, kept: map[record.Key]string{}}, names: map[string]*nameIndex{}, own: map[string]*nameIndex{}, taken: map[record.Key]bool{},
		bodies: map[record.Key]record.Body{}, made: map[record.Key]int{}}
	m.d.Source = &record.Source{Title: o.Title, Publisher: o.Publisher, Date: o.Date, Language: "sv", Type: "catalogue"}
	m.d.Source.Kind = record.Sources.Kind
	m.d.Source.ID = m.freeID(record.Sources.Kind, folder+"/"+slugOf(o.Title))
	for _, t := range told {
		m.takeRecord(t)
	}
	return m.d, nil
}

// takeRecord puts a record into the draft, if it says something new.
func (m *maker) takeRecord(t Told) {
	old, leave, args := m.known(t)
	switch {
	case leave != "":
		m.leave("record", t.From, t.Line, leave, args...)
	case old == nil:
		b := record.Copy(t.Body)
		m.nameIt(b, b.HeadOf().ID)
		m.add(b, t.From)
	default:
		m.takeKnown(old, t)
	}
}

// takeKnown sets a record that is on the map, if something else is told of it.
func (m *maker) takeKnown(old record.Body, t Told) {
	b := record.Copy(t.Body)
	h, was := b.HeadOf(), old.HeadOf()
	h.ID = was.ID
	if string(record.Bare(b)) == string(record.Bare(old)) {
		m.note(old, t.From, Known)
		return
	}
	if !m.v.MayChange(old) {
		m.leave("record", t.From, t.Line, "draft.may_not_change", m.v.Title(old))
		return
	}
	if h.Confirmed == was.Confirmed {
		h.Confirmed = record.Day(m.v.ConfirmedOn(old))
	}
	h.Evidence = slices.DeleteFunc(slices.Clone(h.Evidence), func(e record.Evidence) bool { return slices.Contains(was.Evidence, e) })
	m.note(b, t.From, Grown)
	m.grow(b)
	m.d.kept[h.Key()] = was.KeptBy
}

// known finds what is meant on the map, nil if it is new; or why it is left out.
func (m *maker) known(t Told) (old record.Body, leave string, args []any) {
	h := t.Body.HeadOf()
	index, has := m.names[h.Kind.Name]
	if !has {
		index = newNameIndex()
		for _, b := range m.v.WithEnded(h.Kind) {
			index.add(m.v, b)
		}
		m.names[h.Kind.Name], m.own[h.Kind.Name] = index, newNameIndex()
	}
	if key := h.Key(); h.ID != "" {
		if m.bodies[key] != nil {
			return nil, "draft.told_twice", []any{h.ID}
		}
		if b, err := m.v.Get(key.Kind, key.ID); err == nil {
			return b, "", nil
		}
		if !t.ByName {
			return nil, "", nil
		}
	}
	found := fitting(index.exact[m.v.Title(t.Body)], func(b record.Body) bool { return sameOwners(b, t.Body) })
	switch {
	case len(found) == 0:
		return nil, "", nil
	case !t.ByName:
		return nil, "draft.called_so", []any{m.v.Title(t.Body), idsOf(found)}
	case len(found) > 1:
		return nil, "draft.several_records", []any{m.v.Title(t.Body), idsOf(found)}
	}
	return found[0], "", nil
}

// sameOwners tells whether two records belong to the same, as far as they say.
func sameOwners(a, b record.Body) bool {
	k := a.HeadOf().Kind
	if k.Owners == nil {
		return true
	}
	of, other := k.Owners(a), k.Owners(b)
	return slices.Equal(of, other) || strings.Join(other, "") == ""
}

func idsOf(all []record.Body) string {
	ids := make([]string, len(all))
	for i, b := range all {
		ids[i] = b.HeadOf().ID
	}
	return strings.Join(ids, ", ")
}

// keeperOf is the association that keeps a record of the draft.
func (d *Draft) keeperOf(b record.Body) string {
	if keeper, has := d.kept[b.HeadOf().Key()]; has {
		return keeper
	}
	return d.keptBy
}

// keepers are the associations that keep what is in the draft; "" is nobody.
func (d *Draft) keepers() []string {
	var all []string
	for _, b := range d.order {
		if keeper := d.keeperOf(b); !slices.Contains(all, keeper) {
			all = append(all, keeper)
		}
	}
	if len(all) == 0 {
		return []string{d.keptBy}
	}
	return all
}

// sourceFor is the source of what a keeper keeps: each has one of its own, for
// the keeper of a source keeps its records.
func (d *Draft) sourceFor(keeper string) *record.Source {
	s := *d.Source
	if keeper != d.keptBy {
		s.ID += "/" + cmp.Or(keeper, "gemensamt")
	}
	return &s
}
