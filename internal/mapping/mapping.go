package mapping

import (
	"samkarta/internal/record"
)

// Statement is one thing that somebody says about the collaboration, in a short
// paraphrase.
type Statement struct {
	record.Head
	About        []string `json:"about,omitempty" ref:"party unit forum insats"`
	Municipality string   `json:"municipality,omitempty" ref:"municipality"`
	Type         string   `json:"kind,omitempty" enum:"statement_kind"`
	Heading      string   `json:"heading,omitempty"` // the source's own heading, if it says something else
	Factor       string   `json:"factor,omitempty" enum:"factor"`
	TargetGroups []string `json:"target_groups,omitempty" ref:"target_group"`
	Text         string   `json:"text,omitempty" rule:"required"`
	By           string   `json:"by,omitempty" ref:"party unit"`
	Perspective  string   `json:"perspective,omitempty" enum:"perspective"`
}

// Statements is the kind of the statements.
var Statements = record.Define[Statement](record.Kind{
	Name: "statement", List: "statements", Path: "/utsagor/",
	Title: func(_ *record.View, b record.Body) string { return b.(*Statement).Text },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		s := b.(*Statement)
		return nil, []string{s.Heading, s.Note}
	},
	Places: func(_ *record.View, b record.Body) []string {
		s := b.(*Statement)
		if s.Municipality == "" {
			return nil
		}
		return []string{s.Municipality}
	},
	Owners: func(b record.Body) []string { return []string{b.(*Statement).By} },
	Slug: func(b record.Body) string {
		for _, about := range b.(*Statement).About {
			return about + "/utsaga"
		}
		return "utsaga"
	},
})
