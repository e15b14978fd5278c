package contact

import (
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Relations is the kind of the relations. Each side tells of its own, so the
// same two can have one in each direction and one from each source.
var Relations = record.Define[Relation](record.Kind{
	Name: "relation", List: "relations", Path: "/relationer/", Derived: true,
	Identity: []string{"from", "to", "level", "municipality"},
	Title: func(v *record.View, b record.Body) string {
		r := b.(*Relation)
		return arrow(v, r.From, r.To)
	},
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		return nil, []string{b.(*Relation).Note}
	},
	Places: func(_ *record.View, b record.Body) []string { return place(b.(*Relation).Municipality) },
	Owners: func(b record.Body) []string { return []string{b.(*Relation).From} },
})

// Paths is the kind of the contact paths.
var Paths = record.Define[Path](record.Kind{
	Name: "contact_path", List: "contact_paths", Path: "/vagar/", Derived: true,
	Identity: []string{"from", "into", "via", "municipality"},
	Title: func(v *record.View, b record.Body) string {
		p := b.(*Path)
		return arrow(v, p.From, p.Into)
	},
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		p := b.(*Path)
		return nil, []string{p.Function, p.Note}
	},
	Places: func(_ *record.View, b record.Body) []string { return place(b.(*Path).Municipality) },
	Owners: func(b record.Body) []string { p := b.(*Path); return []string{p.From, p.Into} },
})

func arrow(v *record.View, from, to string) string {
	return EndName(v, text.Sv, from) + " → " + EndName(v, text.Sv, to)
}

// EndName is what one end of a relation, a path or a question is called: an
// actor, or any office of a kind of party or of unit.
func EndName(v *record.View, l *text.Lang, end string) string {
	if name, ok := party.KindName(l, end); ok {
		return name
	}
	return party.ActorName(v, end)
}

func place(code string) []string {
	if code == "" {
		return nil
	}
	return []string{code}
}
