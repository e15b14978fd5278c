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
	if len(files) > 0 {
		name := filepath.Base(files[0].Name)
		o.Title = cmp.Or(o.Title, strings.TrimSuffix(name, filepath.Ext(name)))
	}
	o.Date = cmp.Or(o.Date, record.Day(v.Today()))
	if len(files) == 1 {
		switch f := files[0]; {
		case hsds.Is(f.Data):
			return hsds.Draft(v, f.Name, f.Data, o)
		case sheet.Is(insats.Insatser.Kind, f.Data):
			return sheet.Draft(v, l, insats.Insatser.Kind, f.Name, f.Data, o)
		}
	}
	n, err := graphfile.Read(files...)
	if err != nil {
		return nil, err
	}
	return draft.Make(v, n, o)
}
