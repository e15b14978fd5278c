package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
)

// gapsQuestion is what of the gaps is asked for.
type gapsQuestion struct {
	api.FragileQuestion
	Fragile bool `query:"fragile"` // what hangs on one
	Best    bool `query:"best"`    // which change opens most
}

func (t *tool) gaps() *cobra.Command {
	var q gapsQuestion
	c := t.asking("gaps", &q, func(m api.Map) (answer, error) {
		switch {
		case q.Fragile && q.Best:
			return answer{}, fault.OfFields([]fault.Field{{Path: "best", Key: "cli.gaps.not_both"}})
		case q.Fragile:
			return t.fragile(m, q.FragileQuestion)
		case q.Best:
			return t.bestChange(m, q.FragileQuestion)
		}
		found, err := m.Gaps(q.GapsQuestion)
		return listOf(found, gapColumns("cli.certain", "cli.possible"), func(c insats.Cell) []string {
			return append(t.cell(c), strconv.Itoa(c.Certain), strconv.Itoa(c.Possible))
		}), err
	})
	t.wordsOf(c, map[string][]string{"stage": insats.Stages(), "reach": insats.Reaches(), "count": {"certain", "possible"}})
	return c
}

// wordsOf says which words flags may be that no record has.
func (t *tool) wordsOf(c *cobra.Command, of map[string][]string) {
	for flag, all := range of {
		c.Flags().Lookup(flag).Annotations = map[string][]string{words: all}
	}
}

func gapColumns(more ...string) []string {
	return append([]string{"cli.municipality", "cli.ages", "cli.income", "cli.stage"}, more...)
}

// cell says where a cell is.
func (t *tool) cell(c insats.Cell) []string {
	return []string{page.PlaceName(c.Municipality), page.Ages(t.lang, &c.AgeFrom, &c.AgeTo), page.Word(t.lang, "income", c.Income), t.stage(c.Stage)}
}

func (t *tool) fragile(m api.Map, q api.FragileQuestion) (answer, error) {
	found, err := m.Fragile(q)
	return listOf(found, gapColumns("cli.only_insats", "cli.only_party"), func(f insats.Fragile) []string {
		return append(t.cell(f.Cell), t.insatsName(m, f.Insats), t.actor(m, f.Party))
	}), err
}

func (t *tool) insatsName(m api.Map, id string) string {
	if x := insats.Insatser.Find(m.View, id); x != nil {
		return x.Name
	}
	return id
}

func (t *tool) bestChange(m api.Map, q api.FragileQuestion) (answer, error) {
	found, err := m.Best(q)
	return listOf(found, []string{"cli.name", "cli.try_change", "cli.to", "cli.cells", "cli.people"}, func(b api.BestChange) []string {
		people := ""
		if b.People > 0 {
			people = strconv.Itoa(b.People)
		}
		return []string{b.Name, t.lang.T("gaps.kind." + b.Kind), t.changedTo(b.Change), strconv.Itoa(b.Cells), people}
	}), err
}

// changedTo is what a change leads to: an age, an income or a municipality.
func (t *tool) changedTo(c insats.Change) string {
	switch c.Kind {
	case insats.ChangeIncome:
		return page.Word(t.lang, "income", c.Word)
	case insats.ChangeMunicipality:
		return page.PlaceName(c.Word)
	case insats.ChangeAgeMax, insats.ChangeAgeMin:
		return strconv.Itoa(c.Age)
	}
	return ""
}

// whatIf tells what a change would change, before it is done.
func (t *tool) whatIf() *cobra.Command {
	var q api.WhatIfQuestion
	c := t.asking("what-if", &q, func(m api.Map) (answer, error) {
		found, err := m.WhatIf(q)
		return listOf(found, gapColumns("cli.certain", "cli.certain_then", "cli.possible", "cli.possible_then", "cli.opens"), func(x insats.Shift) []string {
			opens := ""
			if x.Opens {
				opens = t.lang.T("value.yes")
			}
			return append(t.cell(x.Cell), strconv.Itoa(x.Certain), strconv.Itoa(x.CertainThen), strconv.Itoa(x.Possible), strconv.Itoa(x.PossibleThen), opens)
		}), err
	})
	t.wordsOf(c, map[string][]string{"stage": insats.Stages(), "reach": insats.Reaches(), "change": insats.Changes()})
	return c
}
