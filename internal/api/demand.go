package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/insats"
	"samkarta/internal/platform/fault"
)

// DemandQuestion asks how often nothing was found for somebody.
type DemandQuestion struct {
	Municipality string `query:"municipality" is:"municipality" doc:"Code or name; left out: all whose counts the caller may see" example:"1285"`
}

// NothingFound says that nothing was found for somebody of a municipality. There
// is no more to say of the person.
type NothingFound struct {
	Municipality string `json:"municipality" doc:"Code or name of the municipality" example:"1285"`
}

type demandInput struct {
	Limit  Number `query:"limit" least:"1" most:"1000" usual:"100" doc:"How many at the most; 100 if it is left out"`
	Offset Number `query:"offset" least:"0" most:"10000000" usual:"0" doc:"How many to pass over"`
	DemandQuestion
}

// demand makes the operations on how often nothing is found.
func (s *Service) demand(api huma.API) {
	register(api, huma.Operation{OperationID: "list-demand", Method: http.MethodGet, Path: prefix + "/insatser/demand", Tags: []string{"insatser"},
		Summary:     "How often nothing was found, a municipality and a month each",
		Description: "For those who have a role in an association, of its municipalities; for administrators, of all.",
		Errors:      []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity}}, s.askDemand)
	send(api, huma.Operation{OperationID: "count-nothing-found", Method: http.MethodPost, Path: prefix + "/insatser/demand", Tags: []string{"insatser"},
		Summary:     "Count that nothing was found for somebody",
		Description: "Anybody may. Only the municipality and the month are counted; what else is sent is refused. A municipality is counted so many times a day at the most.",
		Errors:      []int{http.StatusServiceUnavailable}}, bodyOf[NothingFound](api, "NothingFound"), s.countNothing)
}

func (s *Service) askDemand(ctx context.Context, in *demandInput) (*Answer[Page[insats.Demand]], error) {
	c := callerOf(ctx)
	if err := insats.MayReadDemand(c.actor); err != nil {
		return nil, c.problem(err)
	}
	m, err := s.mapFor(ctx, c, "")
	if err == nil {
		err = m.check(in)
	}
	if err != nil {
		return nil, c.problem(inQuery(err))
	}
	all, err := s.Insatser.Demand(ctx, c.actor, in.Municipality)
	if err != nil {
		return nil, c.problem(err)
	}
	offset, limit := Paged{Limit: in.Limit, Offset: in.Offset}.window()
	items := found(all, func(d insats.Demand) insats.Demand { return d }).Part(offset, limit)
	return &Answer[Page[insats.Demand]]{CacheControl: "no-store", Body: Page[insats.Demand]{Total: len(all), Offset: offset, Items: items}}, nil
}

type countInput struct{ RawBody []byte }

func (s *Service) countNothing(ctx context.Context, in *countInput) (*Answer[insats.Demand], error) {
	c := callerOf(ctx)
	said, err := readBody[NothingFound](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	m, err := s.mapFor(ctx, c, "")
	if err != nil {
		return nil, c.problem(err)
	}
	where := placeQuestion{said.Municipality}
	if err, wrong := m.check(&where).(*fault.Fault); wrong {
		return nil, c.problem(badQuestion(err.Fields))
	}
	d, err := s.Insatser.CountNothing(ctx, c.actor, where.Municipality)
	if err != nil {
		return nil, c.problem(err)
	}
	return &Answer[insats.Demand]{CacheControl: "no-store", Body: d}, nil
}
