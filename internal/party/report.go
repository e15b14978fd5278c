package party

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/place"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// AgesIn says an age span in years: "16–24 år"; "" if both ends are open.
func AgesIn(l *text.Lang, from, to *int) string {
	switch {
	case from == nil && to == nil:
		return ""
	case to == nil:
		return l.T("page.ages_from", *from)
	case from == nil:
		return l.T("page.ages_to", *to)
	}
	return l.T("page.ages", *from, *to)
}

// Called is what an actor is called in a sentence of a report: short, and a unit
// with its party unless that is at home there ("AME i Aneby", "AF", "Psykiatrin
// hos Region Jönköpings län").
func Called(t *record.Teller, id, home string) string {
	a, _ := FindActor(t.View, id)
	switch {
	case a.Unit == nil && a.Party == nil:
		return t.T("reporting.somebody")
	case a.Unit == nil:
		return PartyCalled(a.Party)
	}
	name := cmp.Or(a.Unit.ShortName, a.Unit.Name)
	if a.Party == nil || a.Party.ID == home || namesParty(name, a.Party) {
		return name
	}
	if a.Party.Type == "municipality" && a.Party.Municipality != "" {
		return t.T("insight.unit_in", name, TownsCalled(t.Lang, []string{a.Party.Municipality}))
	}
	return t.T("insight.unit_at", name, PartyCalled(a.Party))
}

// namesParty tells whether the name of a unit says whose it is.
func namesParty(name string, p *Party) bool {
	return strings.Contains(name, p.Name) || p.ShortName != "" && slices.Contains(strings.Fields(name), p.ShortName)
}

// PartyCalled is what a party is called in a sentence: an authority by its short
// name; a municipality or an association by its whole name, so that it is not
// taken for the place.
func PartyCalled(p *Party) string {
	if p.Type == "municipality" || p.Type == "association" {
		return p.Name
	}
	return cmp.Or(p.ShortName, p.Name)
}

// AllCalled says several actors, each once, in their order.
func AllCalled(t *record.Teller, ids []string, home string) string {
	var names []string
	for _, id := range ids {
		if name := Called(t, id, home); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return t.Lang.List(names)
}

// TownsCalled says municipalities in Swedish order.
func TownsCalled(l *text.Lang, codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		m, ok := place.Find(code)
		names[i] = code
		if ok {
			names[i] = m.Short
		}
	}
	if len(names) > 1 {
		text.SortBy(names, func(s string) string { return s })
	}
	return l.List(names)
}

// TownsServed says municipalities as TownsCalled does, but a whole county in a few
// words.
func TownsServed(l *text.Lang, codes []string) string {
	if m, ok := place.Find(codes[0]); ok {
		all := place.InRegion(m.Region)
		region, _ := place.FindRegion(m.Region)
		if len(all) == len(codes) && len(all) > few && !slices.ContainsFunc(all, func(m place.Municipality) bool { return !slices.Contains(codes, m.Code) }) {
			return l.T("reporting.towns.county", len(all), region.County)
		}
	}
	return TownsCalled(l, codes)
}

// few is how many municipalities are soon named.
const few = 4

// GroupsCalled says target groups in their order, with their ages where the name
// has none.
func GroupsCalled(t *record.Teller, ids []string) string {
	var names []string
	for _, id := range ids {
		if g := TargetGroups.Find(t.View, id); g != nil {
			names = append(names, groupCalled(t.Lang, g))
		}
	}
	return joined(names)
}

func groupCalled(l *text.Lang, g *TargetGroup) string {
	ages := AgesIn(l, g.AgeMin, g.AgeMax)
	if ages == "" || strings.ContainsAny(g.Name, "0123456789") {
		return g.Name
	}
	return g.Name + " (" + ages + ")"
}

// joined puts things after each other that may have commas of their own.
func joined(things []string) string { return strings.Join(things, "; ") }

// UnitTerms say what a unit is: for whom, where, and in whose house.
func UnitTerms(t *record.Teller, u *Unit) report.Terms {
	var terms report.Terms
	add := func(key, said string) {
		if said != "" {
			terms = append(terms, report.Term{Term: t.T("reporting.unit." + key), Text: report.Say(said)})
		}
	}
	if parent := Units.Find(t.View, u.PartOf); parent != nil {
		add("part_of", parent.Name)
	}
	if towns := u.Serves(t.View); len(towns) > 1 {
		add("serves", TownsServed(t.Lang, towns))
	}
	add("ages", AgesIn(t.Lang, u.AgeMin, u.AgeMax))
	add("groups", GroupsCalled(t, u.TargetGroups))
	add("house", houses(t, u))
	if u.SupportedByFinsam != nil && *u.SupportedByFinsam {
		add("finsam", t.T("reporting.unit.by_finsam"))
	}
	return terms
}

// houses says who sits in the same house as a unit, and how much of the time.
func houses(t *record.Teller, u *Unit) string {
	var names []string
	for _, h := range SameHouse(t.View, u.ID) {
		name := Called(t, h.Actor, u.Party)
		if h.Extent != "" {
			name += ": " + h.Extent
		}
		names = append(names, name)
	}
	return joined(names)
}

// IsTold tells whether it is told what a unit is for, for whom or where it sits.
func (u *Unit) IsTold(v *record.View) bool {
	return u.Mission != "" || u.AgeMin != nil || u.AgeMax != nil || len(u.TargetGroups) > 0 || len(SameHouse(v, u.ID)) > 0
}

// GroupTerms say who the target groups are, as the sources describe them; has
// says who works for each. A group of which nothing but its name is known is told
// by who works for it, and left out where nobody does.
func GroupTerms(t *record.Teller, groups []*TargetGroup, has func(*TargetGroup) string) report.Terms {
	var terms report.Terms
	for _, g := range groups {
		var said []string
		for _, part := range []string{traits(t.Lang, g), g.Description} {
			if part != "" {
				said = append(said, text.Sentence(part))
			}
		}
		if who := has(g); who != "" {
			said = append(said, text.Sentence(who))
		}
		if len(said) > 0 {
			terms = append(terms, report.Term{Term: groupCalled(t.Lang, g), Text: report.Say(strings.Join(said, " ")), Mark: t.Mark(g)})
		}
	}
	return terms
}

// traits says what the people of a group have in common, in the words of the
// format.
func traits(l *text.Lang, g *TargetGroup) string {
	var said []string
	for _, part := range []struct {
		vocabulary string
		words      []string
	}{{"income", g.Incomes}, {"condition", g.Conditions}, {"person_status", g.Statuses}} {
		for _, word := range part.words {
			said = append(said, l.T(part.vocabulary+"."+word))
		}
	}
	return strings.Join(said, ", ")
}

// Remark is what whoever mapped it has noted beside a record; none where nothing
// is.
func Remark(t *record.Teller, h *record.Head) []report.Block {
	if h.Note == "" {
		return nil
	}
	return []report.Block{report.Paragraph{Text: report.Say(t.T("reporting.remark", report.Typeset(t.Lang, text.Sentence(t.Named(h.Note))))), Style: report.Quiet}}
}
