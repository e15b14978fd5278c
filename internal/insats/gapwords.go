package insats

import (
	"strconv"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
)

// The most municipalities that a sentence names: of more, the first and how many
// there are besides.
const (
	mostTowns  = 12
	firstTowns = 6
)

// InTowns says municipalities after each other: "Kävlinge och Lomma"; of many, "Ale,
// … och 43 kommuner till".
func InTowns(l *text.Lang, codes []string) string {
	names := townNames(codes)
	if len(names) > mostTowns {
		names = append(names[:firstTowns:firstTowns], l.T("insats.towns.more", len(names)-firstTowns))
	}
	return inList(l, names, "insats.list.and")
}

// AllTowns says every municipality, however many there are.
func AllTowns(l *text.Lang, codes []string) string {
	return inList(l, townNames(codes), "insats.list.and")
}

// townNames are the names of municipalities in Swedish order.
func townNames(codes []string) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code
		if m, ok := place.Find(code); ok {
			names[i] = m.Short
		}
	}
	text.SortBy(names, func(name string) string { return name })
	return names
}

// inList says things after each other with a word before the last; nothing of
// none.
func inList(l *text.Lang, names []string, last string) string {
	if len(names) == 0 {
		return ""
	}
	return listed(l, names, last)
}

// WhoHas says who somebody with any of some incomes is: "har a-kassa eller lön,
// eller inte har någon inkomst".
func WhoHas(l *text.Lang, incomes []string) string {
	var has, is []string
	for _, income := range incomes {
		if key := "gaps.who." + income; l.Has(key) {
			is = append(is, l.T(key))
		} else {
			has = append(has, l.T("income."+income))
		}
	}
	if len(has) > 0 {
		is = append([]string{l.T("gaps.who", inList(l, has, "insats.list.or"))}, is...)
	}
	return inList(l, is, "insats.list.or")
}

// fewIncomes is how many incomes are said by their names in a sentence.
const fewIncomes = 4

// Who says who a part of the grid is about.
func (p Part) Who(l *text.Lang) string {
	if len(p.Incomes) <= fewIncomes {
		return WhoHas(l, p.Incomes)
	}
	return l.T("gaps.who.many", len(p.Incomes))
}

// Ages says which ages a part of the grid has.
func (p Part) Ages(l *text.Lang) string {
	if p.AgeFrom == p.AgeTo {
		return l.T("gaps.age", strconv.Itoa(p.AgeFrom))
	}
	return party.AgesIn(l, &p.AgeFrom, &p.AgeTo)
}

// nothing says what there is nothing of: "ingen förberedande insats och ingen praktik".
func nothing(l *text.Lang, stages []string) string {
	said := make([]string, len(stages))
	for i, stage := range stages {
		said[i] = l.T("gaps.nothing." + stage)
	}
	return inList(l, said, "insats.list.and")
}

// Say says in a sentence that there is nothing in a part of the grid: nothing
// that certainly fits, or nothing that may.
func (p Part) Say(l *text.Lang, certain bool) string {
	key := "gaps.sentence.possible"
	if certain {
		key = "gaps.sentence.certain"
	}
	return l.T(key, InTowns(l, p.Municipalities), nothing(l, p.Stages), p.Who(l), p.Ages(l))
}

// Say says whom what hangs on one insats or one party fits: it goes on after its
// name.
func (x Lone) Say(l *text.Lang, certain bool) string {
	key := "gaps.lone.possible"
	if certain {
		key = "gaps.lone.certain"
	}
	return l.T(key, x.Who(l), InTowns(l, x.Municipalities), x.Ages(l), StageList(l, x.Stages))
}

// StageWord says a stage.
func StageWord(l *text.Lang, stage string) string {
	if stage == UnknownStage {
		return l.T("insats.stage.unknown")
	}
	return l.T("insats_stage." + stage)
}

// StageList says stages after each other.
func StageList(l *text.Lang, stages []string) string {
	said := make([]string, len(stages))
	for i, stage := range stages {
		said[i] = StageWord(l, stage)
	}
	return inList(l, said, "insats.list.and")
}

// PeopleSaid says how many people a part concerns: the number, or that it is not
// known.
func PeopleSaid(l *text.Lang, n float64, known bool) string {
	if !known {
		return l.T("gaps.people.unknown")
	}
	return l.T("gaps.people", int(n+0.5))
}
