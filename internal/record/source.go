package record

import "strings"

// Source is a document that facts come from, or the running notes of an
// association: who says it, and when it was true.
type Source struct {
	Head
	Title     string `json:"title,omitempty" rule:"required"`
	Publisher string `json:"publisher,omitempty"`
	Date      Date   `json:"date,omitempty" rule:"required"` // when what it says was true
	Language  string `json:"language,omitempty" enum:"language"`
	Type      string `json:"kind,omitempty" rule:"required" enum:"source_kind"`
}

// Sources is the kind of the sources; every other record points at one.
var Sources = Define[Source](Kind{
	Name: "source", List: "sources", Path: "/kallor/",
	Title: func(_ *View, b Body) string { return b.(*Source).Title },
	Words: func(_ *View, b Body) ([]string, []string) {
		s := b.(*Source)
		return nil, []string{s.Publisher, s.Note}
	},
})

// registers is the first part of the ids of the sources that associations
// write into by hand.
const registers = "samkarta/"

// RegisterOf gives the id of the source that stands for what an association has
// written into Samkarta itself ("" keeps the common one).
func RegisterOf(keptBy string) string {
	if keptBy == "" {
		return registers + "gemensamt"
	}
	return registers + keptBy
}

// IsRegister tells whether a source stands for what was written by hand.
func IsRegister(id string) bool { return strings.HasPrefix(id, registers) }
