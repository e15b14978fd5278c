package report

import (
	"io"
	"slices"
)

// Format is a way in which a report can be written.
type Format struct {
	Name string // "pdf"; also how the names of its files end
	Type string // what the web calls it
	// Write writes a report. progress, if it is not nil, is told now and then how
	// many chapters are done.
	Write func(w io.Writer, d *Document, progress func(chapters int)) error
}

// Formats lists the formats, those that people read first.
var Formats = []Format{
	{"html", "text/html; charset=utf-8", WriteHTML},
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", WriteDOCX},
	{"pdf", "application/pdf", WritePDF},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", WriteXLSX},
	{"csv", "application/zip", WriteCSV},
	{"json", "application/json", WriteJSON},
}

// FormatOf gives the format with the name.
func FormatOf(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}
