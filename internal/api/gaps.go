package api

import (
	"cmp"
	"context"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/statistics"
)

// gaps makes the operations on the gaps besides the grid itself.
func (s *Service) gaps(api huma.API) {
	operation := func(path, id, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: prefix + "/gaps/" + path, Tags: []string{"insatser"}, Summary: summary,
			Errors: []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusUnprocessableEntity}}
	}
	register(api, operation("fragile", "gaps-fragile", "For whom there is only one insats, or only one party's"), s.askFragile)
	register(api, operation("what-if", "gaps-what-if", "What a change of an insats would change; nothing is changed"), s.askWhatIf)
	register(api, operation("best", "gaps-best", "Which single change would open most, all of them tried"), s.askBest)
}

// grid works out the grid of a question, for a reach if it asks for none.
func (m Map) grid(q GapsQuestion, a insats.Ask, reach string) *insats.Grid {
	return insats.IndexWithin(m.View, cmp.Or(q.Reach, reach)).Grid(a)
}

// FragileQuestion chooses a part of the grid, and what is counted.
type FragileQuestion struct {
	GapsQuestion
	Count string `query:"count" is:"gap_count" doc:"certain counts what certainly fits (if left out), possible what may"`
}

func (q FragileQuestion) isCertain() bool { return q.Count != "possible" }

func (q FragileQuestion) ask(m Map) insats.Ask {
	a := q.GapsQuestion.ask(insats.CatalogueOf(m.View))
	a.Certain = q.isCertain()
	a.PartyOf = func(x *insats.Insats) string { return party.PartyOf(m.View, x.Provider) }
	return a
}

// Fragile answers for whom all there is hangs on one insats or on one party.
func (m Map) Fragile(q FragileQuestion) (Found[insats.Fragile], error) {
	if err := m.check(&q); err != nil {
		return Found[insats.Fragile]{}, err
	}
	return found(m.grid(q.GapsQuestion, q.ask(m), insats.ReachHome).Fragile(), func(f insats.Fragile) insats.Fragile { return f }), nil
}

type fragileInput struct {
	Paged
	FragileQuestion
}

func (s *Service) askFragile(ctx context.Context, in *fragileInput) (*Answer[Page[insats.Fragile]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[insats.Fragile], error) { return m.Fragile(in.FragileQuestion) })
}

// WhatIfQuestion is a change to try on a part of the grid.
type WhatIfQuestion struct {
	GapsQuestion
	Insats         string `query:"insats" required:"true" is:"insats" doc:"Id of the insats that would be changed" example:"eslov/utearbete"`
	Change         string `query:"change" required:"true" is:"gap_change" doc:"age_max raises upper age limits, age_min lowers lower ones, income and municipality open it to more people, end ends it" example:"income"`
	Age            Number `query:"age" least:"16" most:"66" doc:"The new age limit, for age_max and age_min"`
	ToIncome       string `query:"to_income" is:"income" doc:"The income that it would be open to, for income" example:"aktivitetsersattning"`
	ToMunicipality string `query:"to_municipality" is:"municipality" doc:"Code or name of the municipality that it would be open to, for municipality"`
}

// change is the change that is asked for; a fault if something of it is missing.
func (q WhatIfQuestion) change() (insats.Change, error) {
	c := insats.Change{Insats: q.Insats, Kind: q.Change, Age: q.Age.N}
	missing := ""
	switch q.Change {
	case insats.ChangeAgeMax, insats.ChangeAgeMin:
		if !q.Age.Given {
			missing = "age"
		}
	case insats.ChangeIncome:
		if c.Word = q.ToIncome; c.Word == "" {
			missing = "to_income"
		}
	case insats.ChangeMunicipality:
		if c.Word = q.ToMunicipality; c.Word == "" {
			missing = "to_municipality"
		}
	}
	if missing != "" {
		return c, badQuestion([]fault.Field{{Path: missing, Key: "record.required"}})
	}
	return c, nil
}

// WhatIf answers which cells of the grid a change would change.
func (m Map) WhatIf(q WhatIfQuestion) (Found[insats.Shift], error) {
	if err := m.check(&q); err != nil {
		return Found[insats.Shift]{}, err
	}
	c, err := q.change()
	if err != nil {
		return Found[insats.Shift]{}, err
	}
	return found(m.grid(q.GapsQuestion, q.GapsQuestion.ask(insats.CatalogueOf(m.View)), insats.ReachHome).Try(c), func(x insats.Shift) insats.Shift { return x }), nil
}

type whatIfInput struct {
	Paged
	WhatIfQuestion
}

func (s *Service) askWhatIf(ctx context.Context, in *whatIfInput) (*Answer[Page[insats.Shift]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[insats.Shift], error) { return m.WhatIf(in.WhatIfQuestion) })
}

// BestChange is a change with what it would open.
type BestChange struct {
	insats.Change
	Name   string `json:"name" doc:"Name of the insats"`
	Cells  int    `json:"cells" doc:"How many cells of one age it would open"`
	People int    `json:"people" doc:"How many people are known to be in them, spread alike over the ages at which one can have the income; 0: nobody knows"`
}

// mostChanges is how many of the best changes are told of.
const mostChanges = 50

// Best answers which single changes would open most; those for most people that
// one knows of come first.
func (m Map) Best(q FragileQuestion) (Found[BestChange], error) {
	if err := m.check(&q); err != nil {
		return Found[BestChange]{}, err
	}
	a := q.ask(m)
	a.Tries = func(x *insats.Insats) bool { return x.IsWithinCounty(a.Municipalities) }
	return found(m.grid(q.GapsQuestion, a, insats.ReachHome).Top(statistics.Weigher(m.View), mostChanges), func(t insats.Tried) BestChange {
		worth := t.Certain
		if !q.isCertain() {
			worth = t.Possible
		}
		b := BestChange{Change: t.Change, Cells: t.Cells, People: int(math.Round(worth))}
		if x := insats.Insatser.Find(m.View, t.Insats); x != nil {
			b.Name = x.Name
		}
		return b
	}), nil
}

func (s *Service) askBest(ctx context.Context, in *fragileInput) (*Answer[Page[BestChange]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[BestChange], error) { return m.Best(in.FragileQuestion) })
}
