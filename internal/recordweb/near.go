package recordweb

import (
	"slices"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// near is what a form is about, as far as is known before it is filled in: its
// suggestions come from there. In the whole country there are too many units to
// suggest them all; whatever is not suggested can still be written by name.
type near struct {
	codes   []string // municipalities
	parties []string
	keepers []string // associations; "" is what is common
}

// most is how many names one list suggests.
const most = 400

// nearAssociations takes in the municipalities and the parties of associations.
func (n *near) associations(v *record.View, ids ...string) {
	for _, id := range ids {
		n.keepers = add(n.keepers, id)
		if a := party.Associations.Find(v, id); a != nil {
			n.codes = add(n.codes, a.Municipalities...)
			n.parties = add(n.parties, a.Parties...)
		}
	}
}

func add(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// order is 0 for what is near and 1 for the rest.
func (n near) order(v *record.View, id string) int {
	a, ok := party.FindActor(v, id)
	if !ok || n.takes(v, a) {
		return 0
	}
	return 1
}

func (n near) takes(v *record.View, a party.Actor) bool {
	if a.Unit != nil {
		return shares(n.codes, a.Unit.Serves(v))
	}
	return a.Party != nil && (slices.Contains(n.parties, a.ID) || slices.Contains(n.codes, a.Party.Municipality) ||
		slices.ContainsFunc(n.codes, func(code string) bool { return code[:2] == a.Party.Region }))
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// lists gathers what the fields of a form suggest, each list once.
type lists struct {
	d    *directory
	made []web.DataList
}

// id gives the id of the list for fields that point at the kinds, and makes it
// the first time.
func (ls *lists) id(refs []string) string {
	id := "names"
	for _, kind := range refs {
		id += "-" + kind
	}
	if !slices.ContainsFunc(ls.made, func(l web.DataList) bool { return l.ID == id }) {
		l := web.DataList{ID: id}
		for _, kind := range refs {
			for _, name := range ls.d.suggest(kind) {
				l.Options = append(l.Options, ls.d.apart(refs, kind, name))
			}
		}
		ls.made = append(ls.made, l)
	}
	return id
}

// suggest gives the names of a kind of thing that are worth suggesting.
func (d *directory) suggest(kind string) []string {
	switch kind {
	case "municipality":
		return placeNames()
	case "region":
		var names []string
		for _, r := range place.Regions() {
			names = append(names, r.Name)
		}
		return names
	case "party_kind":
		var names []string
		for _, word := range record.Vocabulary("party_kind") {
			names = append(names, page.AnyOf(d.v, d.l, word))
		}
		return names
	case party.Parties.Name:
		return d.suggestParties()
	case party.Units.Name:
		return d.suggestUnits()
	}
	return d.suggestRecords(d.v.Kinds().Named(kind))
}

func placeNames() []string {
	var names []string
	for _, m := range place.All() {
		names = append(names, m.Short)
	}
	return names
}

// suggestParties gives the parties nearby, and then the others.
func (d *directory) suggestParties() []string {
	all := party.Parties.All(d.v)
	slices.SortStableFunc(all, func(a, b *party.Party) int { return d.near.order(d.v, a.ID) - d.near.order(d.v, b.ID) })
	var names []string
	for _, p := range all[:min(len(all), most)] {
		names = append(names, d.label([]string{"party"}, p.ID))
	}
	return names
}

// suggestUnits gives the units that work nearby; they are found through their
// parties, so the units of the rest of the country are never gone through.
func (d *directory) suggestUnits() []string {
	var names []string
	for _, p := range party.Parties.All(d.v) {
		if isLocal := p.Municipality != "" || p.Region != ""; isLocal && !d.near.takes(d.v, party.Actor{ID: p.ID, Party: p}) {
			continue
		}
		for _, u := range party.Units.Pointing(d.v, p.Key(), "party") {
			if shares(d.near.codes, u.Serves(d.v)) || slices.Contains(d.near.keepers, u.KeptBy) && u.KeptBy != "" {
				names = append(names, d.unitLabel(u))
			}
		}
	}
	return names[:min(len(names), most)]
}

// suggestRecords gives what those keep up who keep the record, and what is
// common.
func (d *directory) suggestRecords(k *record.Kind) []string {
	if k.Kept {
		return nil
	}
	var names []string
	for _, b := range d.v.All(k) {
		h := b.HeadOf()
		if h.KeptBy == "" || slices.Contains(d.near.keepers, h.KeptBy) {
			names = append(names, d.label([]string{k.Name}, h.ID))
		}
	}
	return names[:min(len(names), most)]
}
