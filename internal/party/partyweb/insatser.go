package partyweb

import (
	"slices"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// insatsStat counts the insatser that somebody who lives in a municipality may
// take part in, as their list does, and those that name it.
func (s sight) insatsStat(code string) web.Stat {
	all, named := 0, 0
	person := insats.Person{Municipality: code}
	for _, x := range insats.Insatser.All(s.View) {
		if x.HasEnded() || insats.Judge(x, person).Value == insats.No {
			continue
		}
		all++
		if slices.Contains(x.Towns(), code) {
			named++
		}
	}
	stat := s.stat(all, "partyweb.stat.insatser", page.Address("/insatser", page.AskMunicipality, code))
	stat.Note = s.T("partyweb.stat.insatser_named", named)
	return stat
}

// insatsFact leads to the insatser that a unit, or anything within it, gives or
// takes part in giving; nothing is said if there are none.
func (s sight) insatsFact(unit string) web.Definitions {
	var found []*insats.Insats
	for _, id := range append(party.Within(s.View, unit), unit) {
		who, ok := party.FindActor(s.View, id)
		if !ok {
			continue
		}
		for _, x := range insats.Insatser.Pointing(s.View, who.Key(), "provider", "partners") {
			if !x.HasEnded() && !slices.Contains(found, x) {
				found = append(found, x)
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	cell := web.Cell{Text: s.T("partyweb.insatser_of", len(found)), Href: page.Address("/insatser", page.AskActor, unit)}
	if len(found) == 1 {
		cell = web.Cell{Text: found[0].Name, Href: found[0].URL()}
	}
	return web.Definitions{{Term: page.KindName(s.Lang, "insats"), Cells: []web.Cell{cell}}}
}
