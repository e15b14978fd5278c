// Package drafts reads files of other programs as drafts, whatever they are: a
// network, services of the Human Services Data Specification, or the catalogue of
// insatser in a spreadsheet.
package drafts

import (
	"cmp"
	"path/filepath"
	"strings"

	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/hsds"
	"samkarta/internal/exchange/sheet"
	"samkarta/internal/insats"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// File is a file that somebody sends.
type File = graphfile.File

// Read reads files as a draft. What they are is seen by what they say; services
// and sheets come one file at a time. Without a title or a date the source is
// called as the first file, and of today.
func Read(v *record.View, l *text.Lang, files []File, o draft.Options) (*draft.Draft, error) {
	if len(files) == 1 {
		f := files[0]
		switch o := named(v, f, o); {
		case hsds.Is(f.Data):
			return hsds.Draft(v, f.Name, f.Data, o)
		case IsSheet(f):
			return Sheet(v, l, f, o)
		}
	}
	n, err := graphfile.Read(files...)
	if err != nil {
		return nil, err
	}
	return draft.Make(v, n, named(v, files[0], o))
}

// IsSheet tells a spreadsheet with insatser.
func IsSheet(f File) bool { return sheet.Is(insats.Insatser.Kind, f.Data) }

// Sheet reads a spreadsheet with insatser as a draft.
func Sheet(v *record.View, l *text.Lang, f File, o draft.Options) (*draft.Draft, error) {
	return sheet.Draft(v, l, insats.Insatser.Kind, f.Name, f.Data, named(v, f, o))
}

// named calls the source as its file, if it is not called anything else.
func named(v *record.View, f File, o draft.Options) draft.Options {
	name := filepath.Base(f.Name)
	o.Title = cmp.Or(o.Title, strings.TrimSuffix(name, filepath.Ext(name)))
	o.Date = cmp.Or(o.Date, record.Day(v.Today()))
	return o
}
