package insightweb

import (
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// mostSides is how many parts of the map stand beside each other.
const mostSides = 8

// compare shows municipalities or associations side by side.
func (s sight) compare() *answerPage {
	a := s.readAsk()
	scopes := s.sides(a)
	p := s.newAnswer(insight.AnalysisCompare, a)
	p.Title = s.t(insight.AnalysisCompare)
	p.Head.Title = p.Title
	p.Form = s.compareForm(a, scopes)
	p.Form.Fail(a.in.Err())
	if len(scopes) == 0 {
		p.Empty = &web.Empty{Title: s.t("nothing"), Text: s.t("nothing.text")}
		return p
	}
	x := s.x.Compare(scopes...)
	p.Reading = s.say(x.Reading...)
	p.add("bild", s.t("compare.picture"), part{Note: s.t("compare.picture.note"), Sides: s.sideBars(x)})
	p.add("tal", s.t("compare.numbers"), part{Table: s.compareTable(x), Links: s.removeSides(scopes)})
	p.add("faktorer", s.t("compare.factors"), part{Note: s.t("compare.factors.note"), Table: s.factorTable(x, a.in.Get(page.AskFactor)), None: s.t("compare.factors.none")})
	p.add("forum", s.t("compare.forums"), part{Table: s.forumsTable(x), None: s.t("compare.forums.none")})
	return p
}

// sides are what is asked for. Of one association its municipalities are shown,
// of one municipality those beside it, and of nothing all associations.
func (s sight) sides(a ask) []insight.Scope {
	var all []insight.Scope
	for _, code := range a.in.All(page.AskMunicipality) {
		if code = readPlace(a.in, code); code != "" {
			all = append(all, insight.Scope{Municipality: code})
		}
	}
	for _, id := range a.in.All(page.AskAssociation) {
		if party.Associations.Find(s.v, id) != nil {
			all = append(all, insight.Scope{Association: id})
		}
	}
	switch {
	case len(all) == 1 && all[0].Association != "":
		all = append(all, scopesOf(s.placesOf(all[0].Association))...)
	case len(all) == 1:
		all = append(all, scopesOf(s.beside(all[0].Municipality))...)
	case len(all) == 0:
		for _, x := range party.Associations.All(s.v) {
			all = append(all, insight.Scope{Association: x.ID})
		}
	}
	return all[:min(len(all), mostSides)]
}

func scopesOf(codes []string) []insight.Scope {
	var all []insight.Scope
	for _, code := range codes {
		all = append(all, insight.Scope{Municipality: code})
	}
	return all
}

// placesOf are the municipalities of an association, in Swedish order.
func (s sight) placesOf(association string) []string {
	x := party.Associations.Find(s.v, association)
	if x == nil {
		return nil
	}
	var codes []string
	for _, link := range page.PlaceLinks(x.Municipalities) {
		codes = append(codes, link.Href[len(page.PlaceURL("")):])
	}
	return codes
}

// beside are the other municipalities of the same association.
func (s sight) beside(code string) []string {
	for _, x := range party.Associations.All(s.v) {
		if slices.Contains(x.Municipalities, code) {
			return slices.DeleteFunc(s.placesOf(x.ID), func(other string) bool { return other == code })
		}
	}
	return nil
}

// compareForm lets one more be added; those that are there travel with it.
func (s sight) compareForm(a ask, scopes []insight.Scope) *web.Form {
	a.in.Set(page.AskMunicipality)
	a.in.Set(page.AskAssociation)
	f := web.NewForm(s.l, a.in)
	f.Filter, f.Action, f.Submit, f.Cancel = true, pathCompare, s.t("compare.add"), pathCompare
	if len(scopes) < mostSides {
		for _, x := range scopes {
			name, value := asked(x)
			f.Keep(name, value)
		}
	}
	f.Select(page.AskMunicipality, "insightweb.compare.municipality", s.placeOptions("")).Choosing("insightweb.choose")
	f.Select(page.AskAssociation, "insightweb.compare.association", s.associationOptions()).Choosing("insightweb.choose")
	return f
}

// asked is how a scope is asked for.
func asked(x insight.Scope) (name, value string) {
	if x.Municipality != "" {
		return page.AskMunicipality, x.Municipality
	}
	return page.AskAssociation, x.Association
}

// removeSides leads to the page without one of them.
func (s sight) removeSides(scopes []insight.Scope) []web.Link {
	if len(scopes) < 3 {
		return nil
	}
	var links []web.Link
	for i, x := range scopes {
		address := pathCompare
		for j, other := range scopes {
			if i != j {
				name, value := asked(other)
				address = page.Address(address, name, value)
			}
		}
		links = append(links, web.Link{Href: address, Text: s.t("compare.without", x.Name(s.v))})
	}
	return links
}

// sideTable begins a table with a column for each side.
func (s sight) sideTable(caption string, x insight.Comparison) *web.Table {
	t := s.table(caption, "col.measure")
	for _, side := range x.Sides {
		t.Columns = append(t.Columns, web.Column{Text: side.Name(s.v), Number: true})
	}
	return t
}

// compareTable sets the numbers beside each other, a row for each measure.
func (s sight) compareTable(x insight.Comparison) *web.Table {
	t := s.sideTable(s.t("compare.numbers"), x)
	count := func(n int, href string) web.Cell { return web.Cell{Text: s.number(float64(n)), Href: href} }
	for _, m := range []struct {
		key  string
		cell func(p insight.Profile) web.Cell
	}{
		{"units", func(p insight.Profile) web.Cell { return count(p.Units, to(p.Scope, "/vem")) }},
		{"active", func(p insight.Profile) web.Cell { return count(p.Active, to(p.Scope, "/var")) }},
		{"unknown_rhythm", func(p insight.Profile) web.Cell { return count(p.UnknownRhythm, to(p.Scope, pathLoad)) }},
		{"actors_per_forum", func(p insight.Profile) web.Cell { return said(s.number(p.ActorsPerForum)) }},
		{"covered", func(p insight.Profile) web.Cell {
			if !p.Told {
				return web.Cell{Note: s.l.T("page.unknown")}
			}
			return web.Cell{Text: s.percent(p.Covered), Href: to(p.Scope, pathCoverage), Note: s.lowest(p)}
		}},
		{"covered_formally", func(p insight.Profile) web.Cell {
			if !p.Told {
				return web.Cell{Note: s.l.T("page.unknown")}
			}
			return web.Cell{Text: s.percent(p.CoveredFormally), Href: to(p.Scope, pathCoverage, page.AskFormality, "formal")}
		}},
		{"formality_known", func(p insight.Profile) web.Cell { return said(s.percent(p.FormalityKnown)) }},
		{"load_median", func(p insight.Profile) web.Cell { return s.medianCell(p) }},
		{"load_most", func(p insight.Profile) web.Cell { return s.mostCell(p) }},
		{"overlaps", func(p insight.Profile) web.Cell { return count(p.Overlaps, to(p.Scope, pathOverlaps)) }},
		{"freshness", func(p insight.Profile) web.Cell {
			return web.Cell{Text: s.percent(p.Freshness), Href: to(p.Scope, pathFreshness)}
		}},
		{"support", func(p insight.Profile) web.Cell { return s.supportCell(p, supportTotal) }},
		{"support_illness", func(p insight.Profile) web.Cell { return s.supportCell(p, supportIllness) }},
		{"support_labour", func(p insight.Profile) web.Cell { return s.supportCell(p, supportLabour) }},
		{"support_assistance", func(p insight.Profile) web.Cell { return s.supportCell(p, supportAssistance) }},
	} {
		cells := []web.Cell{said(page.UpperFirst(s.t("measure." + m.key)))}
		for _, side := range x.Sides {
			cells = append(cells, m.cell(side))
		}
		row(t, cells...)
	}
	return t
}

// to is the address of a page about a scope.
func to(x insight.Scope, path string, more ...string) string {
	return page.Address(path, append([]string{page.AskMunicipality, x.Municipality, page.AskAssociation, x.Association}, more...)...)
}

func (s sight) medianCell(p insight.Profile) web.Cell {
	if p.LoadMedian == nil {
		return web.Cell{Note: s.l.T("page.unknown")}
	}
	return web.Cell{Text: s.number(*p.LoadMedian), Href: to(p.Scope, pathLoad)}
}

func (s sight) mostCell(p insight.Profile) web.Cell {
	if p.LoadMost == nil {
		return web.Cell{Note: s.l.T("page.unknown")}
	}
	return web.Cell{Text: s.meetings(p.LoadMost.Meetings), Href: to(p.Scope, pathLoad, page.AskActor, p.LoadMost.Actor), Note: s.actor(p.LoadMost.Actor).Text}
}

// factorTable sets what works and what needs developing beside each other.
func (s sight) factorTable(x insight.Comparison, only string) *web.Table {
	t := s.sideTable(s.t("compare.factors"), x)
	for _, factor := range words("factor") {
		if only != "" && only != factor {
			continue
		}
		cells, any := []web.Cell{said(page.UpperFirst(page.Word(s.l, "factor", factor)))}, false
		for _, side := range x.Sides {
			i := slices.IndexFunc(side.Factors, func(c insight.FactorCount) bool { return c.Factor == factor })
			if i < 0 {
				cells = append(cells, web.Cell{Note: s.t("none")})
				continue
			}
			any = true
			c := side.Factors[i]
			cells = append(cells, web.Cell{Text: s.factorSaid(c), Href: to(side.Scope, "/vad", page.AskFactor, factor)})
		}
		if any {
			row(t, cells...)
		}
	}
	return t
}

func (s sight) factorSaid(c insight.FactorCount) string {
	if c.Works+c.Needs == 0 {
		return s.t("only_wishes", len(c.Statements))
	}
	return s.t("works_needs", c.Works, c.Needs)
}

// forumsTable counts the forums of each level and formality.
func (s sight) forumsTable(x insight.Comparison) *web.Table {
	t := s.sideTable(s.t("compare.forums"), x)
	for _, level := range append(words("level"), "") {
		for _, formality := range words("formality") {
			cells, any := []web.Cell{{Text: page.UpperFirst(s.levelWord(level)), Note: s.l.T("formality." + formality)}}, false
			for _, side := range x.Sides {
				i := slices.IndexFunc(side.Forums, func(c insight.ForumCount) bool { return c.Level == level && c.Formality == formality })
				if i < 0 {
					cells = append(cells, said("0"))
					continue
				}
				any = true
				cells = append(cells, web.Cell{Text: s.number(float64(len(side.Forums[i].Forums))), Href: to(side.Scope, "/var", page.AskLevel, level, page.AskFormality, formality)})
			}
			if any {
				row(t, cells...)
			}
		}
	}
	return t
}

func (s sight) levelWord(level string) string {
	if level == "" {
		return s.t("level_unsaid")
	}
	return page.Word(s.l, "level", level)
}
