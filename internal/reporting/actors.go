package reporting

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

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
	for _, u := range c.unitsOf(place, of) {
		at := spot{place, u.Key()}
		switch {
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

// unitsOf gives the units of a party at a place in Swedish order, each followed by
// its parts.
func (c *composer) unitsOf(place, of string) []*party.Unit {
	var all []*party.Unit
	for _, u := range c.ledger.units[place] {
		if u.Party == of {
			all = append(all, u)
		}
	}
	text.SortBy(all, func(u *party.Unit) string {
		name := u.Name
		for _, whole := range party.Ancestors(c.View, u) {
			name = whole.Name + " / " + name
		}
		return name
	})
	return all
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
		blocks = append(blocks, paragraph(text.Sentence(u.Mission)))
	}
	if terms := party.UnitTerms(c.teller, u); len(terms) > 0 {
		blocks = append(blocks, terms)
	}
	blocks = append(blocks, party.Remark(c.teller, &u.Head)...)
	return append(append(blocks, c.actorBlocks(at, level, false)...), c.moreFrom(u.ID)...)
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
