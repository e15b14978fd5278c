package contactweb

import (
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
)

// The names of what only the matrix can be asked for.
const (
	askKinds = "slag" // by kind of party
	askMore  = "fler" // more than fit at a glance
	askA     = "a"
	askB     = "b"
)

// everywhere asks for the whole map instead of an association.
const everywhere = "alla"

// How many parties a matrix shows: as many as fit, and when more are asked for.
const (
	fewParties  = 12
	manyParties = 40
)

// scope is what a matrix is of.
type scope struct {
	association  *party.Association
	municipality string
	everywhere   bool
	kinds        bool
	more         bool
	chosen       bool // by whoever asks, not by us
}

func readScope(s sight, r *http.Request) scope {
	q := r.URL.Query()
	c := scope{kinds: q.Get(askKinds) != "", more: q.Get(askMore) != "", everywhere: q.Get(page.AskAssociation) == everywhere}
	if m, ok := place.ByName(q.Get(page.AskMunicipality)); ok {
		c.municipality = m.Code
	} else if place.IsMunicipality(q.Get(page.AskMunicipality)) {
		c.municipality = q.Get(page.AskMunicipality)
	}
	c.association = party.Associations.Find(s.v, q.Get(page.AskAssociation))
	if c.municipality != "" {
		c.association, c.everywhere = nil, false
	}
	c.chosen = c.municipality != "" || c.everywhere || c.association != nil
	if !c.chosen {
		c.association = s.home()
		c.everywhere = c.association == nil
	}
	return c
}

// home is the association of whoever is signed in, or else the one with the most
// municipalities and parties.
func (s sight) home() *party.Association {
	for _, x := range s.v.Actor().Assignments {
		if a := party.Associations.Find(s.v, x.Association); a != nil {
			return a
		}
	}
	var largest *party.Association
	size := func(a *party.Association) int { return len(a.Municipalities) + len(a.Parties) }
	for _, a := range party.Associations.All(s.v) {
		if largest == nil || size(a) > size(largest) {
			largest = a
		}
	}
	return largest
}

// codes are the municipalities that the matrix is of; none is all.
func (c scope) codes() []string {
	switch {
	case c.municipality != "":
		return []string{c.municipality}
	case c.association != nil:
		return c.association.Municipalities
	}
	return nil
}

// asked is the scope as pairs of name and value for an address.
func (c scope) asked() []string {
	switch {
	case c.municipality != "":
		return []string{page.AskMunicipality, c.municipality}
	case c.association != nil:
		return []string{page.AskAssociation, c.association.ID}
	}
	return []string{page.AskAssociation, everywhere}
}

func (c scope) name(s sight) string {
	switch {
	case c.municipality != "":
		return page.PlaceName(c.municipality)
	case c.association != nil:
		return c.association.Name
	}
	return s.t("everywhere")
}

// ends are those of the rows and columns, and how many there are in all. The
// parties of an association are there also if they sit in no forum.
func (c scope) ends(s sight) (ids []string, all int) {
	meeters := contact.Meeters
	if c.kinds {
		meeters = contact.MeetingKinds
	}
	for _, m := range meeters(s.v, c.codes()) {
		ids = append(ids, m.ID)
	}
	if c.association != nil && !c.kinds {
		for _, id := range c.association.Parties {
			if _, ok := party.FindActor(s.v, id); ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	most := fewParties
	if c.more || c.kinds {
		most = manyParties
	}
	return ids[:min(len(ids), most)], len(ids)
}

func (c scope) form(s sight) *web.Form {
	in := web.NewInput()
	in.Set(page.AskMunicipality, c.municipality)
	if c.everywhere {
		in.Set(page.AskAssociation, everywhere)
	} else if c.association != nil {
		in.Set(page.AskAssociation, c.association.ID)
	}
	if c.kinds {
		in.Set(askKinds, "1")
	}
	f := web.NewForm(s.l, in)
	f.Filter, f.Action, f.Submit = true, "/matris", s.t("matrix.show")
	opts := []web.Option{{Value: everywhere, Text: s.t("everywhere")}}
	for _, a := range party.Associations.All(s.v) {
		opts = append(opts, web.Option{Value: a.ID, Text: a.Name})
	}
	f.Select(page.AskAssociation, "contactweb.matrix.association", opts)
	f.Select(page.AskMunicipality, "contactweb.matrix.municipality", s.placeOptions(c.municipality))
	f.Check(askKinds, "contactweb.matrix.kinds")
	return f
}

// cellURL is the address of what there is between two ends; more are pairs of
// name and value for the scope.
func cellURL(a, b string, more ...string) string {
	return page.Address("/matris/cell", append([]string{askA, a, askB, b}, more...)...)
}
