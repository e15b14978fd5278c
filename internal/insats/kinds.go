package insats

import (
	"slices"
	"strings"

	"samkarta/internal/platform/id"
	"samkarta/internal/record"
)

// Insatser is the kind of the insatser.
var Insatser = record.Define[Insats](record.Kind{
	Name: "insats", List: "insatser", Path: "/insatser/",
	Title: func(_ *record.View, b record.Body) string { return b.(*Insats).Name },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		x := b.(*Insats)
		return nil, slices.Concat([]string{x.Purpose, x.Step, x.Note}, x.Methods, x.Content)
	},
	Places:   func(_ *record.View, b record.Body) []string { return b.(*Insats).Towns() },
	Owners:   func(b record.Body) []string { return []string{b.(*Insats).Provider} },
	Ends:     func(b record.Body) bool { return b.(*Insats).Status == ended },
	SetEnded: func(b record.Body) { b.(*Insats).Status = ended },
	Check:    check,
	Doubts:   doubts,
	Slug: func(b record.Body) string {
		x := b.(*Insats)
		where, _, _ := strings.Cut(x.Provider, "/")
		if where == "" {
			return id.Slug(x.Name)
		}
		return where + "/" + id.Slug(x.Name)
	},
})
