package partyweb

import (
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
)

// node is a unit in a tree: {{template "party-tree" .Units}}.
type node struct {
	Text  string
	Href  string
	Note  string // what it does, for which ages
	Here  bool   // it is the one whose page is shown
	Under []node
}

// branch is a party with some of its units as trees.
type branch struct {
	Party page.Mark
	Note  string
	Count int
	Units []node
}

// IsLong tells whether a branch may run on into the next column.
func (b branch) IsLong() bool { return b.Count > 9 }

// forest makes trees of some units: a unit whose parent is not among them is a
// root. The order of the units is kept among siblings.
func (s sight) forest(units []*party.Unit, here string) []node {
	among := map[string]bool{}
	for _, u := range units {
		among[u.ID] = true
	}
	under := map[string][]*party.Unit{}
	for _, u := range units {
		parent := u.PartOf
		if !among[parent] {
			parent = ""
		}
		under[parent] = append(under[parent], u)
	}
	return s.nodes(under, "", here)
}

func (s sight) nodes(under map[string][]*party.Unit, parent, here string) []node {
	var all []node
	for _, u := range under[parent] {
		all = append(all, node{Text: u.Name, Href: u.URL(), Note: s.unitNote(u), Here: u.ID == here, Under: s.nodes(under, u.ID, here)})
	}
	return all
}

// unitNote says in few words what sort of unit it is and for which ages.
func (s sight) unitNote(u *party.Unit) string {
	var said []string
	if u.Type != "" && !strings.EqualFold(u.Name, page.Word(s.Lang, "unit_kind", u.Type)) {
		said = append(said, page.Word(s.Lang, "unit_kind", u.Type))
	}
	if ages := page.Ages(s.Lang, u.AgeMin, u.AgeMax); ages != "" {
		said = append(said, ages)
	}
	return strings.Join(said, ", ")
}

// branches groups units by their party; the parties come as page.PartyMarks
// sorts them.
func (s sight) branches(units []*party.Unit) []branch {
	of := map[string][]*party.Unit{}
	var ids []string
	for _, u := range units {
		if of[u.Party] == nil {
			ids = append(ids, u.Party)
		}
		of[u.Party] = append(of[u.Party], u)
	}
	all := make([]branch, 0, len(ids))
	for _, m := range page.PartyMarks(s.View, s.Lang, ids) {
		all = append(all, branch{Party: m, Count: len(of[m.ID]), Units: s.forest(of[m.ID], "")})
	}
	return all
}
