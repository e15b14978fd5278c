package party

import (
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/record"
)

// Associations is the kind of the coordination associations.
var Associations = record.Define[Association](record.Kind{
	Name: "association", List: "associations", Path: "/forbund/",
	Title: func(_ *record.View, b record.Body) string { return b.(*Association).Name },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		a := b.(*Association)
		return short(a.ShortName), []string{a.Seat, a.Vision, a.Note}
	},
	Places: func(_ *record.View, b record.Body) []string { return b.(*Association).Municipalities },
})

// Parties is the kind of the parties.
var Parties = record.Define[Party](record.Kind{
	Name: "party", List: "parties", Path: "/parter/", Space: "actor",
	Title: func(_ *record.View, b record.Body) string { return b.(*Party).Name },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		p := b.(*Party)
		return short(p.ShortName), []string{p.Note}
	},
	Places: func(_ *record.View, b record.Body) []string { return short(b.(*Party).Municipality) },
})

// Units is the kind of the parties' units.
var Units = record.Define[Unit](record.Kind{
	Name: "unit", List: "units", Path: "/enheter/", Space: "actor", Tree: "part_of",
	Title: func(_ *record.View, b record.Body) string { return b.(*Unit).Name },
	Words: func(v *record.View, b record.Body) ([]string, []string) {
		u := b.(*Unit)
		return short(u.ShortName), []string{v.TitleOf(record.Key{Kind: "party", ID: u.Party}), u.Mission, u.Note}
	},
	Places: func(v *record.View, b record.Body) []string { return b.(*Unit).Serves(v) },
	Owners: func(b record.Body) []string { return []string{b.HeadOf().ID} },
	Slug:   func(b record.Body) string { u := b.(*Unit); return u.Party + "/" + id.Slug(u.Name) },
	Check: func(b record.Body) []fault.Field {
		u := b.(*Unit)
		return CheckAges(u.AgeMin, u.AgeMax)
	},
})

// TargetGroups is the kind of the target groups.
var TargetGroups = record.Define[TargetGroup](record.Kind{
	Name: "target_group", List: "target_groups", Path: "/malgrupper/",
	Title: func(_ *record.View, b record.Body) string { return b.(*TargetGroup).Name },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		t := b.(*TargetGroup)
		return nil, []string{t.Description, t.Note}
	},
	Check: func(b record.Body) []fault.Field {
		t := b.(*TargetGroup)
		return CheckAges(t.AgeMin, t.AgeMax)
	},
})

func short(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
