package exchange

import (
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// Kinds is the list of all kinds of record, in the order of the format. An id
// may also be the code of a municipality or a region, or a kind of party.
func Kinds() *record.Kinds {
	values := map[string]func(string) bool{
		"municipality": place.IsMunicipality,
		"region":       place.IsRegion,
		"party_kind":   isPartyKind,
	}
	all := []*record.Kind{
		record.Sources.Kind,
		party.Associations.Kind, party.Parties.Kind, party.Units.Kind, party.TargetGroups.Kind,
		forum.Forums.Kind, forum.Agreements.Kind,
		contact.Relations.Kind, contact.Paths.Kind,
		mapping.Statements.Kind,
		insats.Insatser.Kind,
		statistics.Observations.Kind,
	}
	all = append(append(all, keptKinds...), mapping.Questionnaires.Kind)
	return record.NewKinds(values, all...)
}

func isPartyKind(s string) bool {
	for _, kind := range record.Vocabulary("party_kind") {
		if s == kind {
			return true
		}
	}
	return false
}
