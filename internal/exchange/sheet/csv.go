package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
)

// byteOrderMark lets Excel know that a text is UTF-8.
const byteOrderMark = "\ufeff"

// writeCSV writes a table as Excel opens it in the language: with semicolons in
// Swedish, where the comma is that of decimals.
func writeCSV(w io.Writer, code string, rows [][]cell) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if code == "sv" {
		out.Comma = ';'
	}
	for _, row := range rows {
		said := make([]string, len(row))
		for i, c := range row {
			switch {
			case !c.number:
				said[i] = graphfile.SafeCell(c.text)
			case code == "sv":
				said[i] = strings.Replace(c.text, ".", ",", 1)
			default:
				said[i] = c.text
			}
		}
		if err := out.Write(said); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// openText reads a table out of a text, with whatever stands between its cells.
func (r *reading) openText(data []byte, known map[string]int) (*table, error) {
	said, ok := decoded(data)
	if !ok {
		return nil, r.whole("sheet.not_text")
	}
	comma, skip := separator(said, known)
	from := csv.NewReader(strings.NewReader(said))
	from.Comma, from.FieldsPerRecord = comma, -1
	t := &table{}
	for {
		row, err := from.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			r.fail(r.l.T("sheet.row", strconv.Itoa(syntax.StartLine)), "sheet.not_csv")
			return nil, fault.OfFields(r.faults)
		}
		line, _ := from.FieldPos(0)
		if skip {
			skip = false
			continue
		}
		for i := range row {
			row[i] = graphfile.UnsafeCell(row[i])
		}
		if !t.take(row, line) {
			break
		}
	}
	return t, r.check(t)
}

// decoded reads a text in UTF-8, in UTF-16 with its mark, or in Windows-1252, in
// which a Swedish Excel writes. What is no text in any of them is none.
func decoded(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		plain, err := utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", false
		}
		data = plain
	case bytes.HasPrefix(data, []byte(byteOrderMark)):
		data = data[len(byteOrderMark):]
	case !utf8.Valid(data):
		plain, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return "", false
		}
		data = plain
	}
	said := string(data)
	return said, utf8.ValidString(said) && !strings.ContainsFunc(said, isNoText)
}

func isNoText(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
}

// separator finds what stands between the cells: the sign that gives most
// headings that are known. It tells whether the first line says nothing else, as
// Excel has it.
func separator(said string, known map[string]int) (comma rune, only bool) {
	first, _, _ := strings.Cut(said, "\n")
	if sign, is := strings.CutPrefix(strings.TrimSpace(first), "sep="); is && len(sign) == 1 && strings.Contains(",;|", sign) {
		return rune(sign[0]), true
	}
	most := -1
	for _, sign := range ";,\t" {
		from := csv.NewReader(strings.NewReader(said))
		from.Comma, from.FieldsPerRecord = sign, -1
		row, err := from.Read()
		if n := score(row, known); err == nil && n > most {
			comma, most = sign, n
		}
	}
	if most < 0 {
		comma = ';'
	}
	return comma, false
}
