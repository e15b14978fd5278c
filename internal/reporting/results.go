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
		func() []report.Block { return c.silent(town) },
		func() []report.Block { return c.agreements(town) },
		func() []report.Block { return c.groups(town) })...)
}

// hasCommon tells whether something is said of all municipalities together that
// no other section takes up.
func (c *composer) hasCommon() bool {
	l := c.ledger
	return len(l.statements[spot{}])+len(l.agreements[common]) > 0 || !c.has(Parties) && len(c.partiesAt(common)) > 0 || c.hasOwn(Results+"/common")
}

func (c *composer) commonResults() iter.Seq[report.Block] {
	parts := []func() []report.Block{func() []report.Block { return c.asAWhole(common) }}
	if !c.has(Parties) {
		for _, p := range c.partiesAt(common) {
			parts = append(parts, func() []report.Block { return c.partyPart(common, p) })
		}
		parts = append(parts, func() []report.Block { return c.silent(common) })
	}
	return lazily(append(parts, func() []report.Block { return c.agreements(common) })...)
}

// inShort says in words what there is at a place.
func (c *composer) inShort(place string) []report.Block {
	l := c.ledger
	said := l.statementsAt(place)
	p := report.Paragraph{Style: report.Lead}
	if n := len(l.units[place]); n > 0 {
		p.Text = report.Say(c.T("reporting.results.units", n, c.T("reporting.results.parties", len(c.partiesOf(place))), c.T("reporting.results.forums", len(l.forums[place])), c.placeName(place)))
	} else if n := len(l.forums[place]); n > 0 {
		p.Text = report.Say(c.T("reporting.results.only_forums", n, c.placeName(place)))
	}
	if len(said) > 0 {
		p.Text = append(p.Text, report.Span{Text: " " + c.T("reporting.results.said", len(said), mapping.InReport(c.lang, said))})
	}
	if len(p.Text) == 0 {
		return nil
	}
	return []report.Block{p}
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
		blocks = append(blocks, report.Heading{Level: 3, Text: c.T("reporting.factor." + g.Factor)}, mapping.FactorList(c.teller, g.Statements, ""))
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

// partyPart tells of a party at a place: what concerns it as a whole, and its
// units. One of which there is nothing to tell is left out.
func (c *composer) partyPart(place, id string) []report.Block {
	blocks := c.actorBlocks(spot{place, partyKey(id)}, 3, true)
	blocks = append(blocks, c.unitParts(place, id, 3)...)
	if len(blocks) == 0 {
		return nil
	}
	heading := report.Heading{Level: 2, Text: c.partyTitle(id)}
	if p := party.Parties.Find(c.View, id); p != nil {
		heading.Mark = c.teller.Mark(p)
	}
	return append([]report.Block{heading}, blocks...)
}

// unitParts tells of the units of a party at a place, each under a heading of the
// level. Those of which little is told follow in a list.
func (c *composer) unitParts(place, of string, level int) []report.Block {
	var blocks []report.Block
	var others report.Terms
	for _, u := range c.ledger.units[place] {
		at := spot{place, u.Key()}
		switch {
		case u.Party != of:
		case c.hasMuch(at, u):
			blocks = append(blocks, report.Heading{Level: level, Text: u.Name, Mark: c.teller.Mark(u)})
			blocks = append(blocks, c.unitBlocks(at, u, level+1)...)
		default:
			if said := c.little(u); said != "" {
				others = append(others, report.Term{Term: u.Name, Text: report.Say(said), Mark: c.teller.Mark(u)})
			}
		}
	}
	if len(others) > 0 {
		blocks = append(blocks, report.Heading{Level: level, Text: c.T("reporting.results.others")}, others)
	}
	return blocks
}

// hasMuch tells whether there is more to tell of a unit than where it sits and
// what is noted beside it.
func (c *composer) hasMuch(at spot, u *party.Unit) bool {
	l := c.ledger
	return u.IsTold(c.View) || len(l.statements[at])+len(l.relations[at])+len(l.paths[at]) > 0
}

// little says in a line in which forums a unit sits, and what is noted beside it.
func (c *composer) little(u *party.Unit) string {
	var names, said []string
	for _, f := range forum.Attended(c.View, u.ID) {
		names = append(names, f.Name)
	}
	if len(names) > 0 {
		said = append(said, text.Sentence(c.T("reporting.results.sits", joinedBySemicolon(names))))
	}
	if u.Note != "" {
		said = append(said, c.T("reporting.remark", text.Sentence(c.teller.Named(u.Note))))
	}
	return strings.Join(said, " ")
}

// unitBlocks tells of a unit.
func (c *composer) unitBlocks(at spot, u *party.Unit, level int) []report.Block {
	var blocks []report.Block
	if u.Mission != "" {
		blocks = append(blocks, report.Paragraph{Text: report.Say(text.Sentence(u.Mission)), Mark: c.teller.Mark(u)})
	}
	if terms := party.UnitTerms(c.teller, u); len(terms) > 0 {
		blocks = append(blocks, terms)
	}
	blocks = append(blocks, party.Remark(c.teller, &u.Head)...)
	return append(blocks, c.actorBlocks(at, level, false)...)
}

// actorBlocks tells of an actor what goes for parties and units alike: the forums
// it sits in, the ways into it, how it finds working with others and what is said.
func (c *composer) actorBlocks(at spot, level int, isParty bool) []report.Block {
	l, id := c.ledger, at.about.ID
	home := party.PartyOf(c.View, id)
	var blocks []report.Block
	under := func(key string, b report.Block) {
		blocks = append(blocks, report.Heading{Level: level, Text: c.T("reporting.actor." + key)}, b)
	}
	if forums := c.forumsOf(at, isParty); len(forums) > 0 {
		under("forums", forum.Seats(c.teller, id, forums))
	}
	if relations := l.relations[at]; len(relations) > 0 {
		under("relations", contact.Collaboration(c.teller, relations, home))
	}
	if paths := l.paths[at]; len(paths) > 0 {
		under("ways", contact.WaysInto(c.teller, paths))
	}
	return append(blocks, mapping.Lists(c.teller, mapping.BySaying(c.teller, l.statements[at]), level, id)...)
}

// forumsOf gives the forums that an actor itself sits in: of a party, only those
// of the place, for it may sit in many.
func (c *composer) forumsOf(at spot, isParty bool) []*forum.Forum {
	if contact.IsKind(at.about.ID) || !c.ledger.isWithin(at.about.ID) {
		return nil
	}
	return slices.DeleteFunc(forum.Attended(c.View, at.about.ID), func(f *forum.Forum) bool {
		home, known := c.ledger.home[f.Key()]
		return isParty && (!known || home != at.place)
	})
}

// silent names the units of a place of which nothing is told.
func (c *composer) silent(place string) []report.Block {
	var names []string
	for _, u := range c.ledger.units[place] {
		if !c.hasMuch(spot{place, u.Key()}, u) && c.little(u) == "" {
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

func (c *composer) agreements(place string) []report.Block {
	all := c.ledger.agreements[place]
	if len(all) == 0 {
		return nil
	}
	return []report.Block{report.Heading{Level: 2, Text: c.T("reporting.results.agreements")}, forum.AgreementTerms(c.teller, all)}
}

// groups tells of the target groups that the units and forums of a place have,
// or that something is said about.
func (c *composer) groups(place string) []report.Block {
	had := map[string][]string{}
	var order []*party.TargetGroup
	add := func(ids []string, by string) {
		for _, id := range ids {
			g := party.TargetGroups.Find(c.View, id)
			if g == nil {
				continue
			}
			if _, known := had[id]; !known {
				order = append(order, g)
				had[id] = nil
			}
			if by != "" {
				had[id] = append(had[id], by)
			}
		}
	}
	for _, u := range c.ledger.units[place] {
		add(u.TargetGroups, party.Called(c.teller, u.ID, c.ownParty(place)))
	}
	for _, f := range c.ledger.forums[place] {
		add(f.TargetGroups, f.Name)
	}
	for _, s := range c.ledger.statementsAt(place) {
		add(s.TargetGroups, "")
	}
	text.SortBy(order, func(g *party.TargetGroup) string { return g.Name })
	terms := party.GroupTerms(c.teller, order, func(g *party.TargetGroup) string {
		if len(had[g.ID]) == 0 {
			return ""
		}
		return c.T("reporting.group.at", joinedBySemicolon(had[g.ID]))
	})
	if len(terms) == 0 {
		return nil
	}
	return []report.Block{report.Heading{Level: 2, Text: c.T("reporting.results.groups")}, terms}
}

// ownParty is the municipality of a place as a party; "" where it is none's.
func (c *composer) ownParty(place string) string {
	if place == common {
		return ""
	}
	for _, p := range party.Parties.Pointing(c.View, record.Key{Kind: "municipality", ID: place}, "municipality") {
		if p.Type == "municipality" {
			return p.ID
		}
	}
	return ""
}
