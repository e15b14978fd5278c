package mapping

import (
	"maps"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// candidates gives the statements that may be among those chosen, in order,
// without going through those of the whole country where a place or somebody is
// named.
func (f Filter) candidates(v *record.View) []*Statement {
	n := near{v, map[record.Body]bool{}}
	switch {
	case f.Municipality != "":
		n.addPlace(f.Municipality)
	case f.Association != "":
		n.add(v.KeptBy(Statements.Kind, f.Association))
		if a := party.Associations.Find(v, f.Association); a != nil {
			for _, code := range a.Municipalities {
				n.addPlace(code)
			}
		}
	case f.Actor != "":
		n.addActors(within(v, f.Actor), "about", "by")
	case f.About != "":
		n.addActors(within(v, f.About), "about")
	case f.By != "":
		n.addActors(within(v, f.By), "by")
	default:
		return Statements.All(v)
	}
	return n.inOrder()
}

// near gathers statements by what they point at.
type near struct {
	v     *record.View
	found map[record.Body]bool
}

func (n near) add(all []record.Body) {
	for _, b := range all {
		n.found[b] = true
	}
}

// addPlace adds those that may be about a municipality: that name it, or are
// about somebody or some forum there.
func (n near) addPlace(code string) {
	n.add(n.v.Pointing(Statements.Kind, record.Key{Kind: "municipality", ID: code}))
	n.addActors(party.ActorsOf(n.v, code), "about")
	for _, f := range forum.At(n.v, code) {
		n.add(n.v.Pointing(Statements.Kind, f.Key(), "about"))
	}
}

// addActors adds those that name one of the ids, whatever has the id.
func (n near) addActors(ids []string, fields ...string) {
	for _, id := range ids {
		for _, kind := range []string{party.Parties.Name, party.Units.Name, forum.Forums.Name, "insats"} {
			n.add(n.v.Pointing(Statements.Kind, record.Key{Kind: kind, ID: id}, fields...))
		}
	}
}

func (n near) inOrder() []*Statement {
	all := slices.Collect(maps.Keys(n.found))
	n.v.InOrder(Statements.Kind, all)
	statements := make([]*Statement, len(all))
	for i, b := range all {
		statements[i] = Statements.As(b)
	}
	return statements
}
