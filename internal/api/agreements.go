package api

import (
	"cmp"
	"context"
	"slices"

	"samkarta/internal/forum"
)

// AgreementQuestion chooses agreements; what is left empty chooses all.
type AgreementQuestion struct {
	Text         string   `query:"q" doc:"Words that it is found by"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: a party of this municipality has agreed" example:"0662"`
	Actor        []string `query:"actor" is:"actor party_kind unit_kind" doc:"Actors, or kinds of party or unit: each of them has agreed, itself or by a unit of its own"`
	Kind         []string `query:"kind" is:"agreement_kind" doc:"It is of one of these kinds"`
	Status       []string `query:"status" is:"status" doc:"It is one of these; what is told of without a status is active"`
	TargetGroup  string   `query:"target_group" is:"target_group" doc:"Id of a target group"`
}

// Agreements answers which agreements there are.
func (m Map) Agreements(q AgreementQuestion) (Found[Agreement], error) {
	if err := m.check(&q); err != nil {
		return Found[Agreement]{}, err
	}
	parties, named := m.seats(q.Actor), m.among(forum.Agreements.Name, q.Text)
	return found(slices.DeleteFunc(forum.Agreements.All(m.View), func(a *forum.Agreement) bool {
		return !named.has(a.ID) || !oneOf(q.Kind, a.Type) || !oneOf(q.Status, statusOf(a)) ||
			q.TargetGroup != "" && !slices.Contains(a.TargetGroups, q.TargetGroup) ||
			q.Municipality != "" && !slices.Contains(forum.Agreements.Places(m.View, a), q.Municipality) ||
			slices.ContainsFunc(parties, func(e ends) bool { return !slices.ContainsFunc(a.Parties, e.has) })
	}), m.Agreement), nil
}

// statusOf is an agreement's status; what is told of without one is taken to be
// active, as forums are.
func statusOf(a *forum.Agreement) string { return cmp.Or(a.Status, "active") }

// Agreement is an agreement between actors.
type Agreement struct {
	forum.Agreement
	Standing
	Type         string   `json:"kind" enum:"agreement_kind"`
	Status       string   `json:"status" enum:"status"`
	Parties      []string `json:"parties"`
	TargetGroups []string `json:"target_groups"`
	ForumIDs     []string `json:"forum_ids"`
}

// Agreement shows an agreement.
func (m Map) Agreement(a *forum.Agreement) Agreement {
	return Agreement{*a, m.standing(a), a.Type, statusOf(a), list(a.Parties), list(a.TargetGroups), list(a.ForumIDs)}
}

type agreementsInput struct {
	Paged
	AgreementQuestion
}

func (s *Service) askAgreements(ctx context.Context, in *agreementsInput) (*Answer[Page[Agreement]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Agreement], error) { return m.Agreements(in.AgreementQuestion) })
}
