package partyweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what only the list of actors can be asked for.
const (
	askPartyKind = "slag"
	askUnitKind  = "verksamhet"
)

// actorAsk is which actors are asked for; what is empty asks for all.
type actorAsk struct {
	words        []string
	municipality string
	partyKind    string
	unitKind     string
	association  *party.Association
	age          *int
	in           *web.Input
	err          error // the age is none
}

func readActorAsk(s sight, r *http.Request) actorAsk {
	in := web.QueryInput(r)
	a := actorAsk{in: in, words: strings.Fields(strings.ToLower(in.Get(page.AskText))),
		municipality: in.Get(page.AskMunicipality), partyKind: in.Get(askPartyKind), unitKind: in.Get(askUnitKind),
		association: party.Associations.Find(s.View, in.Get(page.AskAssociation)), age: in.Int(page.AskAge, 0, 120)}
	a.err = in.Err()
	return a
}

func (a actorAsk) form(s sight) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter = true
	f.Text(page.AskText, "partyweb.ask.name")
	f.Select(page.AskMunicipality, "partyweb.ask.municipality", withChosen(s.placeOptions(), a.municipality))
	f.Select(askPartyKind, "partyweb.ask.party_kind", s.partyKinds())
	f.Select(askUnitKind, "partyweb.ask.unit_kind", page.Options(s.Lang, "unit_kind"))
	f.Select(page.AskAssociation, "partyweb.ask.association", options(s, party.Associations.All(s.View)))
	f.Number(page.AskAge, "partyweb.ask.age")
	if a.isAsked() {
		f.Cancel = "/vem"
	}
	return f.Fail(a.err)
}

// isAsked tells whether anything narrows the list.
func (a actorAsk) isAsked() bool {
	return len(a.words) > 0 || a.municipality+a.partyKind+a.unitKind+a.in.Get(page.AskAssociation)+a.in.Get(page.AskAge) != ""
}

// withChosen adds the municipality that was asked for if nobody is in it, so
// that the form says what the list shows.
func withChosen(opts []web.Option, code string) []web.Option {
	if code == "" || slices.ContainsFunc(opts, func(o web.Option) bool { return o.Value == code }) {
		return opts
	}
	return append(opts, web.Option{Value: code, Text: page.PlaceName(code)})
}

// partyKinds are the kinds of party that there are.
func (s sight) partyKinds() []web.Option {
	there := map[string]bool{}
	for _, p := range party.Parties.All(s.View) {
		there[p.Type] = true
	}
	return slices.DeleteFunc(page.Options(s.Lang, "party_kind"), func(o web.Option) bool { return !there[o.Value] })
}

// find gives the parties that were asked for and those whose units were, with
// these units.
func (a actorAsk) find(s sight) []family {
	if !a.isAsked() {
		type question struct{}
		return record.Once(s.View, question{}, func() []family { return a.findAmong(s, party.Units.All(s.View)) })
	}
	return a.findAmong(s, a.candidates(s))
}

// candidates are the units that may be asked for: those of a municipality, if
// one is named.
func (a actorAsk) candidates(s sight) []*party.Unit {
	if a.municipality == "" {
		return party.Units.All(s.View)
	}
	var bodies []record.Body
	for _, id := range party.ActorsOf(s.View, a.municipality) {
		if u := party.Units.Find(s.View, id); u != nil && u.HoldsOn(s.View.Today()) {
			bodies = append(bodies, u)
		}
	}
	s.View.InOrder(party.Units.Kind, bodies)
	units := make([]*party.Unit, len(bodies))
	for i, b := range bodies {
		units[i] = party.Units.As(b)
	}
	return units
}

func (a actorAsk) findAmong(s sight, among []*party.Unit) []family {
	units := slices.DeleteFunc(among, func(u *party.Unit) bool { return !a.takesUnit(s, u) })
	of := treeOrder(units)
	var found []family
	for _, p := range party.Parties.All(s.View) {
		if len(of[p.ID]) > 0 || a.takesParty(p) {
			found = append(found, family{p, of[p.ID]})
		}
	}
	return found
}

// takesParty tells whether a party itself was asked for. A party has no age and
// no kind of unit of its own.
func (a actorAsk) takesParty(p *party.Party) bool {
	return a.age == nil && a.unitKind == "" &&
		(a.partyKind == "" || p.Type == a.partyKind) &&
		(a.municipality == "" || p.Municipality == a.municipality) &&
		(a.association == nil || slices.Contains(a.association.Parties, p.ID)) &&
		a.named(p.Name, p.ShortName)
}

func (a actorAsk) takesUnit(s sight, u *party.Unit) bool {
	p := party.Parties.Find(s.View, u.Party)
	if p == nil {
		return false
	}
	return (a.partyKind == "" || p.Type == a.partyKind) &&
		(a.unitKind == "" || u.Type == a.unitKind) &&
		(a.municipality == "" || slices.Contains(u.Serves(s.View), a.municipality)) &&
		(a.association == nil || coordinates(s.View, a.association, u)) &&
		(a.age == nil || party.ForAge(s.View, u.AgeMin, u.AgeMax, u.TargetGroups, *a.age)) &&
		a.named(u.Name, u.ShortName, p.Name, p.ShortName)
}

// coordinates tells whether a unit belongs to an association: its party does,
// and it serves one of the municipalities, or none in particular.
func coordinates(v *record.View, a *party.Association, u *party.Unit) bool {
	serves := u.Serves(v)
	return slices.Contains(a.Parties, u.Party) && (len(serves) == 0 || intersects(serves, a.Municipalities))
}

// named tells whether every word that was typed stands in one of the names.
func (a actorAsk) named(names ...string) bool {
	all := strings.ToLower(strings.Join(names, " "))
	for _, word := range a.words {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// sits counts in how many forums each actor sits.
func (s sight) sits() map[string]int {
	type question struct{}
	return record.Once(s.View, question{}, s.countSeats)
}

func (s sight) countSeats() map[string]int {
	count := map[string]int{}
	for _, f := range forum.Forums.All(s.View) {
		for _, id := range f.Actors() {
			count[id]++
		}
	}
	return count
}

func intersects(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}
