package reporting

import (
	"iter"
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// results are a chapter for each municipality of which something is told, and one
// for what is said of all of them.
func (c *composer) results() []report.Chapter {
	var chapters []report.Chapter
	for _, town := range c.towns {
		if c.ledger.isTold(town) || c.hasOwn(Results+"/"+town) {
			chapter := c.part(Results, town, c.T("reporting.results.in", townName(town)), c.town(town))
			c.about[chapter.ID] = []string{town}
			chapters = append(chapters, chapter)
		}
	}
	if c.hasCommon() {
		chapters = append(chapters, c.part(Results, "common", c.T("reporting.results.common"), c.commonResults()))
	}
	if len(chapters) == 0 {
		return []report.Chapter{c.chapter(Results, lazily(func() []report.Block { return sentences(c.untold()) }))}
	}
	chapters[0].Blocks = report.Join(c.own(Results), chapters[0].Blocks)
	return chapters
}

func (c *composer) hasOwn(name string) bool {
	return slices.ContainsFunc(c.template.Texts, func(t Text) bool { return t.Section == name && t.Lang == c.lang.Code })
}

// isTold tells whether a place has anything to tell of.
func (l *ledger) isTold(place string) bool {
	return len(l.units[place])+len(l.forums[place])+len(l.agreements[place])+len(l.spotsAt(place)) > 0
}

// spotsAt gives the spots of a place at which something is told, in no order.
func (l *ledger) spotsAt(place string) []spot {
	var all []spot
	add := func(at spot) {
		if at.place == place {
			all = append(all, at)
		}
	}
	for at := range l.statements {
		add(at)
	}
	for at := range l.relations {
		add(at)
	}
	for at := range l.paths {
		add(at)
	}
	return all
}

// untold says of which municipalities nothing is told; "" if there are none.
func (c *composer) untold() string {
	towns := slices.DeleteFunc(slices.Clone(c.towns), func(town string) bool { return c.ledger.isTold(town) || len(c.ledger.statementsAt(town)) > 0 })
	if len(towns) == 0 {
		return ""
	}
	return c.T("reporting.results.untold", party.TownsCalled(c.lang, towns))
}

// town tells of a municipality: in short, as a whole, party by party, and what is
// agreed.
func (c *composer) town(town string) iter.Seq[report.Block] {
	parts := []func() []report.Block{
		func() []report.Block { return c.inShort(town) },
		func() []report.Block { return c.asAWhole(town) },
	}
	for _, p := range c.partiesAt(town) {
		parts = append(parts, func() []report.Block { return c.partyPart(town, p) })
	}
	return lazily(append(parts,
		func() []report.Block { return c.silent(town, anybody) },
		func() []report.Block { return c.agreements(town) },
		func() []report.Block { return c.groups(town) })...)
}

// hasCommon tells whether something is said of all municipalities together that
// no other section takes up.
func (c *composer) hasCommon() bool {
	l := c.ledger
	return len(l.statements[spot{}])+len(l.agreements[common]) > 0 || !c.has(Parties) && len(c.partiesAt(common)) > 0 || len(c.groups(common)) > 0 || c.hasOwn(Results+"/common")
}

func (c *composer) commonResults() iter.Seq[report.Block] {
	parts := []func() []report.Block{func() []report.Block { return c.asAWhole(common) }}
	if !c.has(Parties) {
		for _, p := range c.partiesAt(common) {
			parts = append(parts, func() []report.Block { return c.partyPart(common, p) })
		}
		parts = append(parts, func() []report.Block { return c.silent(common, anybody) })
	}
	return lazily(append(parts,
		func() []report.Block { return c.agreements(common) },
		func() []report.Block { return c.groups(common) })...)
}

// inShort says in words what there is at a place.
func (c *composer) inShort(place string) []report.Block {
	l := c.ledger
	units, own, shared := len(l.units[place]), l.forums[place], l.shared(place)
	var said []string
	switch {
	case units > 0:
		said = append(said, c.T("reporting.results.units", units, c.T("reporting.results.parties", len(c.partiesOf(place))), c.T("reporting.results.forums", len(own)), c.placeName(place)))
	case len(own) > 0:
		said = append(said, c.T("reporting.results.only_forums", len(own), c.placeName(place)))
	}
	if len(shared) > 0 {
		said = append(said, c.T("reporting.results.shared", len(shared)))
	}
	if all := slices.Concat(own, shared); len(all) > 0 {
		said = append(said, c.T("reporting.results.all_four", meetingAll(c.View, all)))
	}
	if all := l.statementsAt(place); len(all) > 0 {
		said = append(said, c.T("reporting.results.said", len(all), mapping.InReport(c.lang, all)), c.mostOf(all))
	}
	if len(said) == 0 {
		return nil
	}
	return []report.Block{report.Paragraph{Style: report.Lead, Text: report.Say(strings.Join(said, " "))}}
}

// shared gives the forums of several municipalities that a place has part in.
func (l *ledger) shared(place string) []*forum.Forum {
	return slices.DeleteFunc(slices.Clone(l.forums[common]), func(f *forum.Forum) bool { return !slices.Contains(f.Serves(l.v), place) })
}

// meetingAll counts the forums that go on in which all four parties of the law
// sit.
func meetingAll(v *record.View, forums []*forum.Forum) int {
	n := 0
	for _, f := range forums {
		if f.KnownStatus() == "active" && len(f.Absent(v)) == 0 {
			n++
		}
	}
	return n
}

// mostNamed is how many factors are named of those that most is said of.
const mostNamed = 3

// mostOf says which factors most is said of.
func (c *composer) mostOf(said []*mapping.Statement) string {
	groups := mapping.ByFactor(said)
	slices.SortStableFunc(groups, func(a, b mapping.Group) int { return len(b.Statements) - len(a.Statements) })
	var names []string
	for _, g := range groups[:min(len(groups), mostNamed)] {
		if g.Factor != "other" {
			names = append(names, c.T("reporting.results.of_factor", c.T("factor."+g.Factor), len(g.Statements)))
		}
	}
	if len(names) == 0 || len(groups) == 1 {
		return ""
	}
	return c.T("reporting.results.most", c.lang.List(names))
}

// statementsAt gives all that is said of a place, also what has a section of its
// own.
func (l *ledger) statementsAt(place string) []*mapping.Statement {
	all := slices.Concat(l.development[place], l.reflections[place])
	for at, said := range l.statements {
		if at.place == place {
			all = append(all, said...)
		}
	}
	slices.SortFunc(all, func(a, b *mapping.Statement) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// asAWhole tells what is said of a place and of no unit or party of it: by the
// factors that collaboration hangs on where the sources are made up so.
func (c *composer) asAWhole(place string) []report.Block {
	said := c.ledger.statements[spot{place: place}]
	if len(said) == 0 {
		return nil
	}
	blocks := []report.Block{report.Heading{Level: 2, Text: c.T("reporting.results.whole")}}
	if !mapping.ArrangesByFactor(said) {
		return append(blocks, mapping.Lists(c.teller, mapping.BySaying(c.teller, said), 3, "")...)
	}
	blocks = append(blocks, paragraph(c.T("reporting.results.factors")))
	for _, g := range mapping.ByFactor(said) {
		blocks = append(blocks, report.Heading{Level: 3, Text: c.T("reporting.factor." + g.Factor)}, mapping.FactorList(c.teller, g.Statements))
	}
	return blocks
}

// partiesOf gives the parties that have units at a place.
func (c *composer) partiesOf(place string) []string {
	var ids []string
	for _, u := range c.ledger.units[place] {
		if !slices.Contains(ids, u.Party) {
			ids = append(ids, u.Party)
		}
	}
	return ids
}

// partiesAt gives the parties of which something is told at a place, also kinds
// of party: first the municipality, then the others that coordinate, then the
// rest in Swedish order.
func (c *composer) partiesAt(place string) []string {
	ids := c.partiesOf(place)
	for _, at := range c.ledger.spotsAt(place) {
		if at.about.Kind == party.Parties.Name && !slices.Contains(ids, at.about.ID) {
			ids = append(ids, at.about.ID)
		}
	}
	slices.Sort(ids) // so that those of one name have an order too
	text.SortBy(ids, c.partyTitle)
	slices.SortStableFunc(ids, func(a, b string) int { return c.rank(a) - c.rank(b) })
	return ids
}

// rank puts the kinds of party that coordinate before the others.
func (c *composer) rank(id string) int {
	a, _ := party.FindActor(c.View, id)
	if i := slices.Index(forum.MainKinds(), a.Type()); i >= 0 {
		return i
	}
	return len(forum.MainKinds())
}

// partyTitle is the heading of a party's part.
func (c *composer) partyTitle(id string) string {
	if contact.IsKind(id) {
		return text.UpperFirst(contact.EndName(c.View, c.lang, id))
	}
	if a, ok := party.FindActor(c.View, id); ok {
		return a.Name()
	}
	return c.T("reporting.somebody")
}

func anybody(string) bool { return true }

// silent names the units of a place of which nothing is told, of some parties.
func (c *composer) silent(place string, of func(party string) bool) []report.Block {
	var names []string
	for _, u := range c.ledger.units[place] {
		if of(u.Party) && !c.hasMuch(spot{place, u.Key()}, u) && c.little(u) == "" {
			a := party.Actor{ID: u.ID, Party: party.Parties.Find(c.View, u.Party), Unit: u}
			names = append(names, a.Name())
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []report.Block{
		report.Heading{Level: 2, Text: c.T("reporting.results.silent_heading")},
		paragraph(c.T("reporting.results.silent", len(names), joinedBySemicolon(names))),
	}
}
