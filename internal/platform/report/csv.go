package report

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteCSV writes the tables of a report as a zip with one CSV file a sheet. They
// are UTF-8 with a mark of it and semicolons between the cells, as spreadsheet
// programs in Swedish expect; numbers have a decimal comma in Swedish. A text that
// a program would reckon as a formula has an apostrophe before it.
func WriteCSV(w io.Writer, d *Document, progress func(chapters int)) error {
	z := zip.NewWriter(w)
	for i, s := range d.sheets() {
		name := strings.TrimSpace(fmt.Sprintf("%02d %s", i+1, fileName(s.name)))
		file, err := z.CreateHeader(&zip.FileHeader{Name: name + ".csv", Method: zip.Deflate, Modified: d.Made})
		if err != nil {
			return err
		}
		if err := s.csv(file, d); err != nil {
			return err
		}
	}
	if progress != nil {
		progress(len(d.Chapters))
	}
	return z.Close()
}

func (s *sheet) csv(w io.Writer, d *Document) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	line := make([]string, len(s.columns))
	for i, c := range s.columns {
		line[i] = harmless(Clean(c.Title))
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for cells := range s.rows(d) {
		for i, c := range cells {
			line[i] = c.csv(d.Lang.Code)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (c Cell) csv(lang string) string {
	if n, is := c.number(); is {
		s := strconv.FormatFloat(n, 'f', -1, 64)
		if lang != "en" {
			s = strings.ReplaceAll(s, ".", ",")
		}
		return s
	}
	if !c.Date.IsZero() {
		return c.day()
	}
	return harmless(c.text())
}

// harmless keeps a text from being reckoned by a spreadsheet program: whatever
// begins as a formula, or with the apostrophe itself, has an apostrophe before it.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@'\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// fileName makes a name that every system takes.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) {
			return ' '
		}
		return r
	}, Clean(s))
	return strings.Trim(cut(s, 60), " .")
}

// cut gives no more than the first n signs of a text.
func cut(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
