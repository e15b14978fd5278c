package insatsweb

import (
	"slices"
	"strconv"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/statistics"
)

// inTowns says municipalities after each other: "Kävlinge och Lomma".
func (s sight) inTowns(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = page.PlaceName(code)
	}
	text.SortBy(names, func(name string) string { return name })
	return s.inList(names, "insats.list.and")
}

// inList says things after each other with a word before the last.
func (s sight) inList(names []string, last string) string {
	if len(names) == 0 {
		return ""
	}
	said := names[0]
	for i, name := range names[1:] {
		key := "insats.list.comma"
		if i == len(names)-2 {
			key = last
		}
		said = s.T(key, said, name)
	}
	return said
}

// whoHas says who somebody with any of some incomes is: "har a-kassa eller lön,
// eller inte har någon inkomst". Many are said by those that are left out.
func (s sight) whoHas(incomes []string) string {
	var has, is []string
	for _, income := range incomes {
		if key := "gaps.who." + income; s.Lang.Has(key) {
			is = append(is, s.T(key))
		} else {
			has = append(has, page.Word(s.Lang, "income", income))
		}
	}
	if len(has) > 0 {
		is = append([]string{s.T("gaps.who", s.inList(has, "insats.list.or"))}, is...)
	}
	return s.inList(is, "insats.list.or")
}

// fewIncomes is how many incomes are said by their names in a sentence.
const fewIncomes = 4

// who says who a part of the grid is about.
func (s sight) who(p insats.Part) string {
	if len(p.Incomes) <= fewIncomes {
		return s.whoHas(p.Incomes)
	}
	return s.T("gaps.who.many", len(p.Incomes))
}

func (s sight) spanOf(p insats.Part) string {
	if p.AgeFrom == p.AgeTo {
		return s.T("gaps.age", strconv.Itoa(p.AgeFrom))
	}
	return page.Ages(s.Lang, &p.AgeFrom, &p.AgeTo)
}

// nothing says what there is nothing of: "inget förberedande och ingen praktik".
func (s sight) nothing(stages []string) string {
	said := make([]string, len(stages))
	for i, stage := range stages {
		said[i] = s.T("gaps.nothing." + stage)
	}
	return s.inList(said, "insats.list.and")
}

// sentence says a gap in words.
func (s sight) sentence(p insats.Part, certain bool) string {
	key := "gaps.sentence.possible"
	if certain {
		key = "gaps.sentence.certain"
	}
	return s.T(key, s.inTowns(p.Municipalities), s.nothing(p.Stages), s.who(p), s.spanOf(p))
}

// stageList says stages after each other.
func (s sight) stageList(stages []string) string {
	said := make([]string, len(stages))
	for i, stage := range stages {
		said[i] = s.stageWord(stage)
	}
	return s.inList(said, "insats.list.and")
}

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

// peopleText says how many people a part concerns: the number, or that it is not
// known.
func (s sight) peopleText(n float64, known bool) string {
	if !known {
		return s.T("gaps.people.unknown")
	}
	return s.T("gaps.people", int(n+0.5))
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
		return s.T(key, name, s.whoHas([]string{c.Word}))
	case insats.ChangeMunicipality:
		return s.T(key, name, page.PlaceName(c.Word))
	}
	return s.T(key, name)
}

// insatsLinks lead to insatser, those whose names come first first.
func (s sight) insatsLinks(all []*insats.Insats) []web.Link {
	return page.Links(s.View, slices.Clone(all))
}
