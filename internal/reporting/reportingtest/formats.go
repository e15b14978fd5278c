// Package reportingtest helps the tests of what makes reports.
package reportingtest

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"slices"
	"testing"

	"samkarta/internal/platform/report"
)

// Formats sees to it, until the test is over, that there are the formats html
// and plain, which is of the test's own.
func Formats(t testing.TB) {
	t.Helper()
	before := report.Formats
	report.Formats = slices.Clone(before)
	if _, is := report.FormatOf("html"); !is {
		report.Formats = append(report.Formats, report.Format{Name: "html", Type: "text/html; charset=utf-8", Write: page})
	}
	report.Formats = append(report.Formats, report.Format{Name: "plain", Type: "text/plain; charset=utf-8", Write: Plain})
	t.Cleanup(func() { report.Formats = before })
}

// page writes as much of a report as a browser needs to show that it is there.
func page(w io.Writer, d *report.Document, progress func(int)) error {
	_, err := fmt.Fprintf(w, "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title></head><body><main><h1>%s</h1>\n",
		d.Lang.Code, html.EscapeString(d.Title), html.EscapeString(d.Title))
	for i, c := range d.Chapters {
		fmt.Fprintf(w, "<h2 id=\"%s\">%s</h2>\n", html.EscapeString(c.ID), html.EscapeString(c.Title))
		for b := range c.Blocks {
			if p, is := b.(report.Paragraph); is {
				fmt.Fprintf(w, "<p>%s</p>\n", html.EscapeString(p.Text.String()))
			}
		}
		if progress != nil {
			progress(i + 1)
		}
	}
	io.WriteString(w, "</main></body></html>\n")
	return err
}

// PlainSize is how many bytes a plain report has: more than are held at a time.
const PlainSize = 700_000

// Plain writes the titles of a report and then bytes of every value.
func Plain(w io.Writer, d *report.Document, progress func(int)) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n%s\n%s\n", d.Title, d.Subtitle, d.Publisher)
	for i := 0; out.Len() < PlainSize; i++ {
		out.WriteByte(byte(i * 7 >> 2))
	}
	for part := range slices.Chunk(out.Bytes(), 10_007) {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	if progress != nil {
		progress(len(d.Chapters))
	}
	return nil
}
