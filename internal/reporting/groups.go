package reporting

import (
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

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
