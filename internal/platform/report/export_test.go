package report

import "io"

// Placed is something that stands on a page of a PDF.
type Placed = pdfPlaced

// WriteWatchedPDF writes a PDF and tells where things stand in it.
func WriteWatchedPDF(w io.Writer, d *Document, watch func(Placed)) error {
	return writeWatchedPDF(w, d, nil, watch)
}

// The edges of what a page holds.
const (
	PDFTop    = pdfTop
	PDFBottom = pdfBottom
)
