package api

import (
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// ShownOf shows a record of any kind.
func ShownOf(v *record.View, l *text.Lang, b record.Body) any {
	switch x := b.(type) {
	case *forum.Forum:
		return ForumOf(v, l, x)
	case *party.Unit:
		return UnitOf(v, x)
	case *contact.Path:
		return ContactOf(v, x)
	case *contact.Relation:
		return Relation{*x, standing(v, x)}
	case *mapping.Statement:
		return Statement{*x, standing(v, x)}
	case *party.Association:
		return Association{*x, standing(v, x)}
	case *party.Party:
		return Party{*x, standing(v, x)}
	case *party.TargetGroup:
		return TargetGroup{*x, standing(v, x)}
	case *forum.Agreement:
		return Agreement{*x, standing(v, x)}
	case *record.Source:
		return Source{*x, standing(v, x)}
	}
	return Kept{record.TreeOf(b), standing(v, b)}
}

// Kept is a record whose area is not built yet, as the format has it.
type Kept struct {
	Record record.Tree `json:"record"`
	Standing
}

// List shows all records of a kind.
func List(v *record.View, l *text.Lang, k *record.Kind) []any {
	shown := []any{}
	for _, b := range v.All(k) {
		shown = append(shown, ShownOf(v, l, b))
	}
	return shown
}
