package contactweb

import (
	"net/http"
	"net/url"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
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
	c := scope{kinds: q.Get(askKinds) != "", more: q.Get(askMore) != "", everywhere: asksForAll(q)}
	if m, ok := place.ByName(q.Get(page.AskMunicipality)); ok {
		c.municipality = m.Code
	} else if place.IsMunicipality(q.Get(page.AskMunicipality)) {
		c.municipality = q.Get(page.AskMunicipality)
	}
	c.association = party.Associations.Find(s.View, q.Get(page.AskAssociation))
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

// asksForAll tells whether the whole map is asked for: by its word, or in the
// form, where nothing is chosen.
func asksForAll(q url.Values) bool {
	return q.Get(page.AskAssociation) == everywhere || q.Has(page.AskAssociation) && q.Get(page.AskAssociation)+q.Get(page.AskMunicipality) == ""
}

// home is the association of whoever is signed in, or else the one with the most
// municipalities and parties.
func (s sight) home() *party.Association {
	for _, x := range s.View.Actor().Assignments {
		if a := party.Associations.Find(s.View, x.Association); a != nil {
			return a
		}
	}
	var largest *party.Association
	size := func(a *party.Association) int { return len(a.Municipalities) + len(a.Parties) }
	for _, a := range party.Associations.All(s.View) {
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
	return s.T("contactweb.everywhere")
}

// candidates are those who could be in the matrix: who meets, and the parties
// of the association also if they meet nobody.
func (c scope) candidates(s sight) []string {
	meeters := contact.Meeters
	if c.kinds {
		meeters = contact.MeetingKinds
	}
	var ids []string
	met := meeters(s.View, c.codes())
	if c.everywhere && !c.kinds { // else there would be nothing but municipalities
		slices.SortStableFunc(met, func(a, b contact.Meeter) int { return b.Forums - a.Forums })
	}
	for _, m := range met {
		if c.kinds || c.isBound(s, m.ID) || !isRegional(s, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	if c.association != nil && !c.kinds {
		for _, id := range c.association.Parties {
			if _, ok := party.FindActor(s.View, id); ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids[:min(len(ids), manyParties)]
}

// isBound tells whether a party is of the place: of one of its municipalities or
// of its county. On the whole map everybody is.
func (c scope) isBound(s sight, id string) bool {
	p := party.Parties.Find(s.View, id)
	return len(c.codes()) == 0 || p != nil && slices.ContainsFunc(c.codes(), func(code string) bool {
		return p.Municipality == code || p.Municipality == "" && p.Region == code[:2]
	})
}

func isRegional(s sight, id string) bool {
	p := party.Parties.Find(s.View, id)
	return p != nil && p.Region != ""
}

// isCore tells whether a party belongs in the matrix whomever it meets.
func (c scope) isCore(s sight, id string) bool {
	if c.kinds {
		return true
	}
	p := party.Parties.Find(s.View, id)
	return p != nil && slices.Contains(forum.MainKinds(), p.Type)
}

func (c scope) form(s sight) *web.Form {
	in := web.NewInput()
	in.Set(page.AskMunicipality, c.municipality)
	if c.association != nil {
		in.Set(page.AskAssociation, c.association.ID)
	}
	if c.kinds {
		in.Set(askKinds, "1")
	}
	f := web.NewForm(s.Lang, in)
	f.Filter, f.Action, f.Submit = true, "/matris", s.T("contactweb.matrix.show")
	var opts []web.Option
	for _, a := range party.Associations.All(s.View) {
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
