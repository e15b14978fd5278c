package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/insats"
	"samkarta/internal/record"
)

// InsatsQuestion chooses insatser; what is left empty chooses all.
type InsatsQuestion struct {
	Text         string   `query:"q" doc:"Words that it is found by" example:"sysselsättning"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: somebody who lives there can take part" example:"1261"`
	Actor        string   `query:"actor" is:"actor" doc:"Id of a party or a unit: it, or anything within it, gives it or takes part in giving it"`
	Age          Number   `query:"age" least:"0" most:"120" doc:"Somebody of this age in years can take part"`
	Stage        []string `query:"stage" is:"insats_stage" doc:"It is of one of these stages"`
	Status       []string `query:"status" is:"insats_status" doc:"It has one of these statuses"`
}

// Insats is an insats with its standing.
type Insats struct {
	insats.Insats
	Standing
	Name        string            `json:"name"`
	Provider    string            `json:"provider"`
	Partners    []string          `json:"partners"`
	Stage       string            `json:"stage" enum:"insats_stage"`
	Status      string            `json:"status" enum:"insats_status"`
	Eligibility []insats.Criteria `json:"eligibility" doc:"Alternative groups of criteria; none: open to all"`
}

// Insats shows an insats.
func (m Map) Insats(x *insats.Insats) Insats {
	return Insats{Insats: *x, Standing: m.standing(x), Name: x.Name, Provider: x.Provider, Partners: list(x.Partners), Stage: x.Stage,
		Status: x.Status, Eligibility: list(x.Eligibility)}
}

// Insatser answers which insatser there are.
func (m Map) Insatser(q InsatsQuestion) (Found[Insats], error) {
	if err := m.check(&q); err != nil {
		return Found[Insats]{}, err
	}
	within, named := m.within(q.Actor), m.among(insats.Insatser.Name, q.Text)
	return found(slices.DeleteFunc(insats.Insatser.All(m.View), func(x *insats.Insats) bool {
		return !q.takes(x) || !within.has(x.Provider) && !within.hasAny(x.Partners) || !named.has(x.ID)
	}), m.Insats), nil
}

// takes chooses by what the criteria themselves say: whoever of the municipality
// and the age could take part, if all else fits.
func (q InsatsQuestion) takes(x *insats.Insats) bool {
	if !oneOf(q.Stage, x.Stage) || !oneOf(q.Status, x.Status) {
		return false
	}
	p := insats.Person{Municipality: q.Municipality, Age: q.Age.Pointer()}
	return insats.Judge(x, p).Value != insats.No
}

type insatserInput struct {
	Paged
	InsatsQuestion
}

func (s *Service) askInsatser(ctx context.Context, in *insatserInput) (*Answer[Page[Insats]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Insats], error) { return m.Insatser(in.InsatsQuestion) })
}

// insatser makes the operations on the catalogue.
func (s *Service) insatser(api huma.API) {
	get(api, "/insatser", "list-insatser", "Which insatser there are", s.askInsatser)
	send(api, huma.Operation{OperationID: "match", Method: http.MethodPost, Path: prefix + "/match", Tags: []string{"insatser"},
		Summary: "What somebody can take part in, what not and why, and what it depends on",
		Description: "What is known of the person is sent in the body, for addresses are kept in histories and logs. Nothing of it is kept. " +
			"What is left out is not known; a list that is sent, even empty, is the whole list."}, bodyOf[MatchQuestion](api, "MatchQuestion"), s.askMatch)
	register(api, huma.Operation{OperationID: "gaps", Method: http.MethodGet, Path: prefix + "/gaps", Tags: []string{"insatser"},
		Summary: "How many insatser there are for whom: municipality × age × income × stage",
		Errors:  []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusUnprocessableEntity}}, s.askGaps)
	s.gaps(api)
}

// GapsQuestion chooses a part of the grid municipality × age × income × stage.
type GapsQuestion struct {
	Municipality []string `query:"municipality" is:"municipality" doc:"Codes or names, comma between; left out: all that insatser are told to be for" example:"1261,1262"`
	Stage        []string `query:"stage" is:"grid_stage" doc:"Left out: all that take individuals"`
	Income       []string `query:"income" is:"income" doc:"The person has this income and no other; left out: each of them"`
	Reach        string   `query:"reach" is:"reach" doc:"How far an insats reaches that names no municipality in its criteria: open takes them at their word (if left out, for the grid); home counts it as certain only where it is at home, and as possible elsewhere (if left out, for the others); named counts only what names the municipality" example:"home"`
}

func (q GapsQuestion) ask(c *insats.Catalogue) insats.Ask {
	a := insats.Ask{Municipalities: q.Municipality, Stages: q.Stage, Incomes: q.Income}
	if len(a.Municipalities) == 0 {
		a.Municipalities = c.Towns
	}
	if len(a.Stages) == 0 {
		a.Stages = insats.Stages()
	}
	if len(a.Incomes) == 0 {
		a.Incomes = record.Vocabulary("income")
	}
	return a
}

// Gaps answers how many insatser there are for whom. Somebody in a cell has the
// income and no other; of all else nothing is known.
func (m Map) Gaps(q GapsQuestion) (Found[insats.Cell], error) {
	if err := m.check(&q); err != nil {
		return Found[insats.Cell]{}, err
	}
	return found(m.grid(q, q.ask(insats.CatalogueOf(m.View)), insats.ReachOpen).Cells(), func(cell insats.Cell) insats.Cell { return cell }), nil
}

type gapsInput struct {
	Paged
	GapsQuestion
}

func (s *Service) askGaps(ctx context.Context, in *gapsInput) (*Answer[Page[insats.Cell]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[insats.Cell], error) { return m.Gaps(in.GapsQuestion) })
}
