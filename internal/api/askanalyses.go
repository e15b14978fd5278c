package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// analyses makes the operations that ask what the map hides.
func (s *Service) analyses(api huma.API) {
	analyse(api, "/coverage", "coverage", "At which ages all of some parties meet in one forum, and where there is a gap", s.askCoverage)
	analyse(api, "/overlaps", "overlaps", "Which forums are alike in who sits there", s.askOverlaps)
	analyse(api, "/load", "load", "Who sits in how many meetings a year", s.askLoads)
	analyse(api, "/dependence", "dependence", "What is lost if a unit, a function, a forum or a person goes", s.askDependencies)
	analyse(api, "/asymmetry", "asymmetry", "Where two sides tell differently of each other", s.askAsymmetries)
	analyse(api, "/freshness", "freshness", "What was confirmed when, and whom to ask next", s.askFreshness)
	analyse(api, "/metrics", "metrics", "What shape the network between the actors has", s.askMetrics)
	s.networkFiles(api)
	s.overTime(api)
	analyse(api, "/compare", "compare", "Municipalities or associations side by side", s.askCompare)
}

func analyse[I, O any](api huma.API, path, id, summary string, h func(context.Context, *I) (*O, error)) {
	register(api, huma.Operation{OperationID: id, Method: http.MethodGet, Path: prefix + path, Summary: summary, Tags: []string{"insight"},
		Errors: []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusUnprocessableEntity}}, h)
}

type coverageInput struct {
	Asked
	CoverageQuestion
}

func (s *Service) askCoverage(ctx context.Context, in *coverageInput) (*Answer[Coverage], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Coverage, error) { return m.Coverage(in.CoverageQuestion) })
}

type overlapsInput struct {
	Paged
	OverlapQuestion
}

func (s *Service) askOverlaps(ctx context.Context, in *overlapsInput) (*Answer[Page[Overlap]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Overlap], error) { return m.Overlaps(in.OverlapQuestion) })
}

type loadsInput struct {
	Paged
	LoadQuestion
}

func (s *Service) askLoads(ctx context.Context, in *loadsInput) (*Answer[Page[Load]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Load], error) { return m.Loads(in.LoadQuestion) })
}

type dependenciesInput struct {
	Paged
	ScopeQuestion
}

func (s *Service) askDependencies(ctx context.Context, in *dependenciesInput) (*Answer[Page[Dependency]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Dependency], error) { return m.Dependencies(in.ScopeQuestion) })
}

type asymmetriesInput struct {
	Paged
	AsymmetryQuestion
}

func (s *Service) askAsymmetries(ctx context.Context, in *asymmetriesInput) (*Answer[Page[Asymmetry]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Asymmetry], error) { return m.Asymmetries(in.AsymmetryQuestion) })
}

type freshnessInput struct {
	Asked
	ScopeQuestion
}

func (s *Service) askFreshness(ctx context.Context, in *freshnessInput) (*Answer[Freshness], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Freshness, error) { return m.FreshnessOf(in.ScopeQuestion) })
}

type metricsInput struct {
	Asked
	ScopeQuestion
}

func (s *Service) askMetrics(ctx context.Context, in *metricsInput) (*Answer[Metrics], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Metrics, error) { return m.Metrics(in.ScopeQuestion) })
}

type compareInput struct {
	Asked
	CompareQuestion
}

func (s *Service) askCompare(ctx context.Context, in *compareInput) (*Answer[Comparison], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Comparison, error) { return m.Compare(in.CompareQuestion) })
}
