package insightweb

import (
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what only the analyses can be asked for.
const (
	askWithout = "utan"    // dependence: ids of what is taken away
	askOne     = "a"       // dependence: one of two to separate
	askOther   = "b"       //
	askKind    = "slag"    // dependence: kind of element
	askReckon  = "rakna"   // load: unit, party or function
	askAlso    = "aven"    // coverage: more parties or services, in words
	askAlike   = "lika"    // overlaps: from how alike, in per cent
	askBand    = "band"    // freshness: word of a band
	askMonth   = "manad"   // freshness: YYYY-MM
	askTie     = "knyt"    // network: kinds of tie
	askSize    = "storlek" // network: what the size of a node says
	askShown   = "visa"    // network: which table
)

// ask is which part of the map is asked about.
type ask struct {
	scope insight.Scope
	in    *web.Input
}

// readAsk reads which municipality or association is asked about. Whoever
// belongs to an association is shown it without asking.
func (s sight) readAsk() ask {
	a := ask{in: web.QueryInput(s.r)}
	a.scope.Municipality = readPlace(a.in, a.in.Get(page.AskMunicipality))
	if id := a.in.Get(page.AskAssociation); id != "" {
		if party.Associations.Find(s.v, id) != nil {
			a.scope.Association = id
		} else {
			a.in.Fail(page.AskAssociation, "insight.no_association", id)
		}
	}
	if own := s.v.Actor().Associations(); a.scope == (insight.Scope{}) && a.in.Err() == nil && len(own) > 0 {
		a.in.Set(page.AskAssociation, own[0])
		a.scope.Association = own[0]
	}
	return a
}

func readPlace(in *web.Input, asked string) string {
	if asked == "" {
		return ""
	}
	if m, ok := place.ByName(asked); ok {
		asked = m.Code
	}
	if !place.IsMunicipality(asked) {
		in.Fail(page.AskMunicipality, "insight.no_municipality", asked)
		return ""
	}
	in.Set(page.AskMunicipality, asked)
	return asked
}

// isChosen tells whether a part of the map is asked about.
func (a ask) isChosen() bool { return a.scope != insight.Scope{} }

// to is the address of a page about the same part of the map.
func (a ask) to(path string, more ...string) string {
	return page.Address(path, append([]string{page.AskMunicipality, a.scope.Municipality, page.AskAssociation, a.association()}, more...)...)
}

// association is the one that is asked about, where no municipality is.
func (a ask) association() string {
	if a.scope.Municipality != "" {
		return ""
	}
	return a.scope.Association
}

// form begins the form of a page with the choice of place.
func (a ask) form(s sight, path string) *web.Form {
	f := web.NewForm(s.l, a.in)
	f.Filter, f.Action, f.Submit = true, path, s.t("show")
	places := f.Select(page.AskMunicipality, "insightweb.municipality", s.placeOptions(a.scope.Municipality))
	if a.scope.Association != "" {
		places.Choosing("insightweb.whole_association")
	} else {
		places.Choosing("insightweb.choose")
	}
	f.Select(page.AskAssociation, "insightweb.association", s.associationOptions()).Choosing("insightweb.choose")
	return f
}

// municipalities are those that the map tells something of.
func (s sight) municipalities() []string {
	codes := map[string]bool{}
	for _, a := range party.Associations.All(s.v) {
		for _, code := range a.Municipalities {
			codes[code] = true
		}
	}
	for _, p := range party.Parties.All(s.v) {
		if p.Municipality != "" {
			codes[p.Municipality] = true
		}
	}
	var all []string
	for _, m := range place.All() {
		if codes[m.Code] {
			all = append(all, m.Code)
		}
	}
	return all
}

func (s sight) placeOptions(chosen string) []web.Option {
	codes := s.municipalities()
	if chosen != "" && !slices.Contains(codes, chosen) {
		codes = append(codes, chosen)
	}
	opts := make([]web.Option, 0, len(codes))
	for _, link := range page.PlaceLinks(codes) {
		opts = append(opts, web.Option{Value: link.Href[len(page.PlaceURL("")):], Text: link.Text})
	}
	return opts
}

func (s sight) associationOptions() []web.Option {
	var opts []web.Option
	for _, a := range party.Associations.All(s.v) {
		opts = append(opts, web.Option{Value: a.ID, Text: a.Name})
	}
	return opts
}

// groupOptions are the target groups that the forums of a scope name, and the one
// that is chosen. Where no place is chosen there is nothing to narrow yet.
func (s sight) groupOptions(scope insight.Scope, chosen string) []web.Option {
	named := map[string]bool{chosen: true}
	for _, code := range s.near(scope) {
		for _, f := range forum.List(s.v, forum.Filter{Municipality: code}) {
			for _, id := range f.TargetGroups {
				named[id] = true
			}
		}
	}
	var groups []record.Body
	for id := range named {
		if g := party.TargetGroups.Find(s.v, id); g != nil {
			groups = append(groups, g)
		}
	}
	s.v.InOrder(party.TargetGroups.Kind, groups)
	var opts []web.Option
	for _, g := range groups {
		opts = append(opts, web.Option{Value: g.HeadOf().ID, Text: s.v.Title(g)})
	}
	return opts
}

// choose fills a page on which nothing is chosen with what there is to choose;
// it tells whether it did.
func (p *answerPage) choose(s sight, a ask, path string) bool {
	p.Form.Fail(a.in.Err())
	if a.isChosen() && a.in.Err() == nil {
		return false
	}
	p.Choose = s.choices(path)
	if len(p.Choose) == 0 {
		p.Empty = &web.Empty{Title: s.t("nothing"), Text: s.t("nothing.text")}
	}
	return true
}

// choices are all associations and municipalities, each leading to a page.
func (s sight) choices(path string) []choice {
	var all []choice
	var links []web.Link
	for _, a := range party.Associations.All(s.v) {
		links = append(links, web.Link{Href: page.Address(path, page.AskAssociation, a.ID), Text: a.Name})
	}
	if len(links) > 0 {
		all = append(all, choice{s.t("choose_association"), links})
	}
	links = nil
	for _, o := range s.placeOptions("") {
		links = append(links, web.Link{Href: page.Address(path, page.AskMunicipality, o.Value), Text: o.Text})
	}
	if len(links) > 0 {
		all = append(all, choice{s.t("choose_municipality"), links})
	}
	return all
}
