package api

import (
	"context"
	"slices"

	"samkarta/internal/mapping"
)

// StatementQuestion chooses statements; what is left empty chooses all.
type StatementQuestion struct {
	Text         string   `query:"q" doc:"Words that it is found by" example:"sekretess"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: it is about this municipality, or about actors or forums there" example:"0604"`
	Association  string   `query:"association" is:"association" doc:"Id of an association: it keeps the statement, or it is about one of its municipalities"`
	About        []string `query:"about" is:"actor forum insats" doc:"Ids of actors, with all within them, forums or insatser: it is about one of them"`
	By           []string `query:"by" is:"actor" doc:"Ids of actors: one of them, or a unit of its own, says it"`
	Kind         []string `query:"kind" is:"statement_kind" doc:"It is of one of these kinds"`
	Stance       string   `query:"stance" is:"stance" doc:"What the kind comes down to"`
	Factor       []string `query:"factor" is:"factor" doc:"It belongs to one of these factors"`
	Perspective  string   `query:"perspective" is:"perspective" doc:"From which side it is said"`
	TargetGroup  string   `query:"target_group" is:"target_group" doc:"Id of a target group"`
}

// Statements answers what is said about the collaboration.
func (m Map) Statements(q StatementQuestion) (Found[Statement], error) {
	if err := m.check(&q); err != nil {
		return Found[Statement]{}, err
	}
	about, by := m.within(q.About...), m.within(q.By...)
	all := mapping.List(m.View, mapping.Filter{Municipality: q.Municipality, Association: q.Association, Stance: q.Stance,
		Perspective: q.Perspective, TargetGroup: q.TargetGroup, Among: m.among(mapping.Statements.Name, q.Text)})
	return found(slices.DeleteFunc(all, func(s *mapping.Statement) bool {
		return !oneOf(q.Kind, s.Type) || !oneOf(q.Factor, s.KnownFactor()) || !about.hasAny(s.About) || !by.has(s.By)
	}), m.Statement), nil
}

// Statement is what somebody says about the collaboration.
type Statement struct {
	mapping.Statement
	Standing
	About        []string `json:"about"`
	By           string   `json:"by"`
	Type         string   `json:"kind" enum:"statement_kind"`
	Stance       string   `json:"stance" enum:"works,needs,wishes,thoughts" doc:"What the kind comes down to"`
	Factor       string   `json:"factor" enum:"factor"`
	Perspective  string   `json:"perspective" enum:"perspective"`
	Municipality string   `json:"municipality"`
	TargetGroups []string `json:"target_groups"`
}

// Statement shows a statement.
func (m Map) Statement(s *mapping.Statement) Statement {
	return Statement{*s, m.standing(s), list(s.About), s.By, s.Type, s.Stance(), s.KnownFactor(), s.KnownPerspective(), s.Municipality, list(s.TargetGroups)}
}

type statementsInput struct {
	Paged
	StatementQuestion
}

func (s *Service) askStatements(ctx context.Context, in *statementsInput) (*Answer[Page[Statement]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Statement], error) { return m.Statements(in.StatementQuestion) })
}
