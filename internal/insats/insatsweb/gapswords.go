package insatsweb

import (
	"slices"
	"strconv"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/statistics"
)

// counts are where the number of people of a part is told, each figure once.
func (s sight) counts(p insats.Part) []web.Link {
	var links []web.Link
	for _, code := range p.Municipalities {
		for _, income := range p.Incomes {
			c, known := statistics.People(s.View, code, income)
			if !known {
				continue
			}
			said := s.T("gaps.people.of", page.PlaceName(code), s.Lang.Number(c.People), statistics.PeriodText(c.From.Period))
			if c.Reckoned {
				said = s.T("gaps.people.reckoned", page.PlaceName(code), s.Lang.Number(c.People), c.From.Figure(s.Lang), statistics.PeriodText(c.From.Period))
			}
			links = append(links, web.Link{Href: c.From.URL(), Text: said})
		}
	}
	return links
}

// changeText says what a change would do.
func (s sight) changeText(c insats.Change) string {
	name := c.Insats
	if x := insats.Insatser.Find(s.View, c.Insats); x != nil {
		name = x.Name
	}
	key := "gaps.change." + c.Kind
	switch c.Kind {
	case insats.ChangeAgeMax, insats.ChangeAgeMin:
		return s.T(key, name, strconv.Itoa(c.Age))
	case insats.ChangeIncome:
		return s.T(key, name, insats.WhoHas(s.Lang, []string{c.Word}))
	case insats.ChangeMunicipality:
		return s.T(key, name, page.PlaceName(c.Word))
	}
	return s.T(key, name)
}

// insatsLinks lead to insatser, those whose names come first first.
func (s sight) insatsLinks(all []*insats.Insats) []web.Link {
	return page.Links(s.View, slices.Clone(all))
}
