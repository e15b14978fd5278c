package api

import (
	"context"
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
)

// UnitQuestion chooses units; what is left empty chooses all.
type UnitQuestion struct {
	Text         string   `query:"q" doc:"Words that it is found by" example:"AME"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: it works for this municipality" example:"0604"`
	Actor        string   `query:"actor" is:"actor" doc:"Id of a party or a unit: it and all within it"`
	Party        string   `query:"party" is:"party party_kind" doc:"Id of a party, or a kind of party" example:"region"`
	Kind         []string `query:"kind" is:"unit_kind" doc:"It is of one of these kinds"`
	TargetGroup  string   `query:"target_group" is:"target_group" doc:"Id of a target group"`
	Age          Number   `query:"age" least:"0" most:"120" doc:"It is for people of this age in years"`
}

// Units answers which units there are.
func (m Map) Units(q UnitQuestion) (Found[Unit], error) {
	if err := m.check(&q); err != nil {
		return Found[Unit]{}, err
	}
	within, of, named := m.within(q.Actor), m.end(q.Party), m.among(party.Units.Name, q.Text)
	return found(slices.DeleteFunc(party.Units.All(m.View), func(u *party.Unit) bool {
		return !q.takes(m, u) || !within.has(u.ID) || !of.has(u.Party) || !named.has(u.ID)
	}), m.Unit), nil
}

func (q UnitQuestion) takes(m Map, u *party.Unit) bool {
	return oneOf(q.Kind, u.Type) &&
		(q.TargetGroup == "" || slices.Contains(u.TargetGroups, q.TargetGroup)) &&
		(q.Municipality == "" || slices.Contains(u.Serves(m.View), q.Municipality)) &&
		(!q.Age.Given || party.ForAge(m.View, u.AgeMin, u.AgeMax, u.TargetGroups, q.Age.N))
}

// Unit is a unit with what follows from it.
type Unit struct {
	party.Unit
	Standing
	Name           string             `json:"name"`
	Party          string             `json:"party"`
	PartOf         string             `json:"part_of"`
	Type           string             `json:"kind" enum:"unit_kind"`
	Municipalities []string           `json:"municipalities" doc:"Codes of the municipalities that it works for"`
	AgeMin         *int               `json:"age_min" nullable:"true"`
	AgeMax         *int               `json:"age_max" nullable:"true"`
	TargetGroups   []string           `json:"target_groups"`
	ColocatedWith  []party.Colocation `json:"colocated_with" doc:"Who sits in the same house, told from either side"`
	Forums         []string           `json:"forums" doc:"Ids of the forums that it sits in or convenes"`
}

// Unit shows a unit.
func (m Map) Unit(u *party.Unit) Unit {
	shown := Unit{Unit: *u, Standing: m.standing(u), Name: u.Name, Party: u.Party, PartOf: u.PartOf, Type: u.Type,
		Municipalities: list(u.Serves(m.View)), AgeMin: u.AgeMin, AgeMax: u.AgeMax, TargetGroups: list(u.TargetGroups),
		ColocatedWith: []party.Colocation{}, Forums: []string{}}
	for _, h := range party.SameHouse(m.View, u.ID) {
		shown.ColocatedWith = append(shown.ColocatedWith, party.Colocation{Actor: h.Actor, Extent: h.Extent})
	}
	for _, f := range forum.Attended(m.View, u.ID) {
		shown.Forums = append(shown.Forums, f.ID)
	}
	return shown
}

type unitsInput struct {
	Paged
	UnitQuestion
}

func (s *Service) askUnits(ctx context.Context, in *unitsInput) (*Answer[Page[Unit]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Unit], error) { return m.Units(in.UnitQuestion) })
}
