package insatsweb

import (
	"strconv"

	"samkarta/internal/insats"
	"samkarta/internal/page"
)

// heat is a picture and a table in one: how many insatser there are in each cell,
// the number in it, and the darker the more: {{template "gaps-heat" .Heat}}.
type heat struct {
	Caption string
	Thing   string
	Columns []heatColumn
	Rows    []heatRow
}

type heatColumn struct{ Text, Href string }

type heatRow struct {
	Text, Href string
	Cells      []heatCell
}

// heatCell is one cell. Level is how dark it is, from 0 to 3; -1: nobody can be
// there.
type heatCell struct {
	Level int
	Count string // "2", or "0–3" where the ages differ
	More  string // "+4": what besides may fit
	Says  string // read out, and shown at the pointer
}

// tally counts the certain and the possible, the fewest and the most.
type tally struct{ least, most, may int }

// newHeat draws incomes, or the stages of one income, by ages of one municipality
// or by municipalities.
func (s sight) newHeat(a gapsAsk, g *insats.Grid) *heat {
	h := &heat{Caption: s.T("gaps.heat.incomes", insats.InTowns(s.Lang, a.towns)), Thing: s.T("gaps.ask.income")}
	if a.income != "" {
		h.Caption, h.Thing = s.T("gaps.heat.stages", insats.InTowns(s.Lang, a.towns), insats.WhoHas(s.Lang, a.incomes)), s.T("gaps.ask.stage")
	}
	spans := []ageSpan{{insats.GridFrom, insats.GridTo}}
	if len(a.towns) == 1 {
		spans = a.spans(g)
		for _, span := range spans {
			h.Columns = append(h.Columns, heatColumn{Text: span.text()})
		}
	} else {
		for _, code := range a.towns {
			one := a
			one.towns = []string{code}
			h.Columns = append(h.Columns, heatColumn{page.PlaceName(code), one.address(gapsPath)})
		}
	}
	for i := range a.rows() {
		row := s.heatHead(a, i)
		for t := range a.towns {
			for _, span := range spans {
				row.Cells = append(row.Cells, s.heatCell(a, a.tally(g, t, i, span)))
			}
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

// rows is how many rows there are: the stages of one income, or all incomes.
func (a gapsAsk) rows() int {
	if a.income != "" {
		return len(a.stages)
	}
	return len(a.incomes)
}

func (s sight) heatHead(a gapsAsk, i int) heatRow {
	one := a
	if a.income != "" {
		one.stage = a.stages[i]
		return heatRow{Text: page.UpperFirst(insats.StageWord(s.Lang, one.stage)), Href: one.address(gapsPath)}
	}
	one.income = a.incomes[i]
	return heatRow{Text: page.UpperFirst(page.Word(s.Lang, "income", one.income)), Href: one.address(gapsPath)}
}

// ageSpan is some ages beside each other.
type ageSpan struct{ from, to int }

func (p ageSpan) text() string {
	if p.from == p.to {
		return strconv.Itoa(p.from)
	}
	return strconv.Itoa(p.from) + "–" + strconv.Itoa(p.to)
}

// counts of one row at one age: all stages of an income together, or one stage.
func (a gapsAsk) count(g *insats.Grid, town, row, age int) (certain, possible int) {
	if a.income != "" {
		return g.At(town, 0, row, age)
	}
	for stage := range a.stages {
		c, p := g.At(town, row, stage, age)
		certain, possible = certain+c, possible+p
	}
	return certain, possible
}

// ages are those at which anybody can be in a row.
func (a gapsAsk) ages(row int) (from, to int) {
	if a.income != "" {
		return insats.IncomeAges(a.income)
	}
	return insats.IncomeAges(a.incomes[row])
}

// spans parts the ages where any row of the one municipality changes.
func (a gapsAsk) spans(g *insats.Grid) []ageSpan {
	first, last := insats.GridFrom, insats.GridTo
	if a.income != "" {
		first, last = insats.IncomeAges(a.income)
	}
	spans := []ageSpan{{first, first}}
	for age := first + 1; age <= last; age++ {
		if a.changes(g, age) {
			spans = append(spans, ageSpan{age, age})
		}
		spans[len(spans)-1].to = age
	}
	return spans
}

// changes tells whether any row counts otherwise at an age than at the age
// before.
func (a gapsAsk) changes(g *insats.Grid, age int) bool {
	for row := range a.rows() {
		c, p := a.count(g, 0, row, age)
		before, may := a.count(g, 0, row, age-1)
		from, to := a.ages(row)
		if c != before || p != may || age == from || age == to+1 {
			return true
		}
	}
	return false
}

// tally counts a row over the ages of a span at which anybody can be in it; nil if
// there is none.
func (a gapsAsk) tally(g *insats.Grid, town, row int, span ageSpan) *tally {
	from, to := a.ages(row)
	var t *tally
	for age := max(span.from, from); age <= min(span.to, to); age++ {
		c, p := a.count(g, town, row, age)
		n, rest := c, p-c
		if !a.certain {
			n, rest = p, 0
		}
		if t == nil {
			t = &tally{n, n, rest}
		}
		t.least, t.most, t.may = min(t.least, n), max(t.most, n), max(t.may, rest)
	}
	return t
}

func (s sight) heatCell(a gapsAsk, t *tally) heatCell {
	if t == nil {
		return heatCell{Level: -1, Count: "–", Says: s.T("gaps.heat.nobody")}
	}
	c := heatCell{Level: t.level(), Count: strconv.Itoa(t.least)}
	if t.most != t.least {
		c.Count += "–" + strconv.Itoa(t.most)
	}
	if !a.certain {
		c.Says = s.T("gaps.heat.says.possible", c.Count)
		return c
	}
	if t.may > 0 {
		c.More = "+" + strconv.Itoa(t.may)
	}
	c.Says = s.T("gaps.heat.says.certain", c.Count, t.may)
	return c
}

func (t *tally) level() int {
	switch {
	case t.least < 2:
		return t.least
	case t.least < 5:
		return 2
	}
	return 3
}
