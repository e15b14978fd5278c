package recordweb

import (
	"slices"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// directory turns ids into the names that people write, and back. A name it
// gives is the name of one thing only: where several are called the same, the
// id follows in brackets. It serves one request.
type directory struct {
	v     *record.View
	l     *text.Lang
	units *page.Namesakes
	index map[string]*index // by kind, made when first needed
	near  near
	ids   []string // that stand in the record already, whether they can be seen or not
	from  string   // the source of the record, which its evidence need not name
}

func newDirectory(v *record.View, l *text.Lang, n near, stored record.Body) *directory {
	d := &directory{v: v, l: l, near: n, units: page.NewNamesakes(v), index: map[string]*index{}}
	if stored != nil {
		d.from = stored.HeadOf().Source
		for _, r := range record.ReferencesOf(stored) {
			d.ids = append(d.ids, r.ID)
		}
	}
	return d
}

// index finds the records of a kind by what they are called.
type index struct {
	all     []record.Body
	labels  map[string]string
	byLabel map[string][]string
	byName  map[string][]string // by the name alone or a short name; made when first needed
}

// label is the name of the thing with the id that a field points at.
func (d *directory) label(refs []string, id string) string {
	for _, kind := range refs {
		if name := d.labelAs(kind, id); name != "" {
			return d.apart(refs, kind, name)
		}
	}
	return id
}

// apart says what a thing is after its name where a field may point at another
// kind of thing that is called the same: "ENTER (forum)".
func (d *directory) apart(refs []string, kind, name string) string {
	for _, other := range refs {
		// No unit is called as anything else is: its party follows its name.
		if other != kind && other != party.Units.Name && d.v.Kinds().Named(other) != nil && len(d.of(other).byLabel[page.Fold(name)]) > 0 {
			return name + d.kindMark(kind)
		}
	}
	return name
}

func (d *directory) kindMark(kind string) string {
	return " (" + strings.ToLower(page.KindName(d.l, kind)) + ")"
}

func (d *directory) labelAs(kind, id string) string {
	switch kind {
	case "municipality", "region":
		return page.NameAs(d.v, d.l, kind, id)
	case "party_kind":
		if slices.Contains(record.Vocabulary("party_kind"), id) {
			return page.AnyOf(d.v, d.l, id)
		}
		return ""
	case party.Units.Name:
		if u := party.Units.Find(d.v, id); u != nil {
			return d.unitLabel(u)
		}
		return ""
	}
	if d.v.Kinds().Named(kind) == nil {
		return ""
	}
	return d.of(kind).labels[id]
}

// unitLabel is a unit's name with its party.
func (d *directory) unitLabel(u *party.Unit) string {
	a, _ := party.FindActor(d.v, u.ID)
	if !u.HoldsOn(d.v.Today()) {
		return d.l.T("recordweb.ended_label", a.Name(), u.ID)
	}
	return d.units.UnitLabel(a)
}

// of gives the index of a kind.
func (d *directory) of(kind string) *index {
	x, has := d.index[kind]
	if !has {
		x = d.newIndex(d.v.Kinds().Named(kind))
		d.index[kind] = x
	}
	return x
}

func (d *directory) newIndex(k *record.Kind) *index {
	x := &index{byLabel: map[string][]string{}, labels: map[string]string{}, all: d.v.WithEnded(k)}
	called := map[string]int{}
	folded := make([]string, len(x.all))
	for i, b := range x.all {
		folded[i] = page.Fold(d.v.Title(b))
		called[folded[i]]++
	}
	for i, b := range x.all {
		id := b.HeadOf().ID
		label, key := d.v.Title(b), folded[i]
		if u, isUnit := b.(*party.Unit); isUnit {
			label = d.unitLabel(u)
			key = page.Fold(label)
		} else if called[key] > 1 {
			label += " (" + id + ")"
			key = page.Fold(label)
		}
		x.labels[id] = label
		x.byLabel[key] = append(x.byLabel[key], id)
	}
	return x
}

// named gives the records of a kind that hold and are called so, by their name
// alone or a short name.
func (d *directory) named(kind, typed string) []string {
	x := d.of(kind)
	if x.byName == nil {
		x.byName = map[string][]string{}
		for _, b := range x.all {
			if b.HeadOf().HoldsOn(d.v.Today()) {
				x.call(b.HeadOf().ID, append(d.shortNames(b), d.v.Title(b)))
			}
		}
	}
	return x.byName[page.Fold(typed)]
}

func (d *directory) shortNames(b record.Body) []string {
	if words := b.HeadOf().Kind.Words; words != nil {
		short, _ := words(d.v, b)
		return slices.Clone(short)
	}
	return nil
}

func (x *index) call(id string, names []string) {
	for _, name := range names {
		key := page.Fold(name)
		if key != "" && !slices.Contains(x.byName[key], id) {
			x.byName[key] = append(x.byName[key], id)
		}
	}
}
