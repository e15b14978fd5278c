package reporttest

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// TextOf reads the text of a report back out of a format, as a reader of it sees
// it: white space is one space.
func TextOf(format string, data []byte) (string, error) {
	read, is := readers[format]
	if !is {
		return "", fmt.Errorf("no reader of %s", format)
	}
	s, err := read(data)
	return strings.Join(strings.Fields(s), " "), err
}

var readers = map[string]func([]byte) (string, error){
	"html": ofHTML, "docx": ofDOCX, "pdf": ofPDF, "xlsx": ofXLSX, "csv": ofCSV,
	"json": ofJSON,
}

// TaggedTextOf is TextOf, but of a PDF the text of its structure alone: without
// what stands at the head and the foot of each page.
func TaggedTextOf(format string, data []byte) (string, error) {
	if format != "pdf" {
		return TextOf(format, data)
	}
	return withFile(data, func(file string) (string, error) {
		out, err := exec.Command("pdfinfo", "-struct-text", file).Output()
		var b strings.Builder
		for line := range strings.Lines(string(out)) {
			line = strings.TrimSpace(line)
			if len(line) > 1 && line[0] == '"' && line[len(line)-1] == '"' {
				b.WriteString(line[1 : len(line)-1])
			}
		}
		return b.String(), err
	})
}

func ofHTML(data []byte) (string, error) {
	n, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && (n.Data == "style" || n.Data == "script") {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && !strings.Contains(" a span strong em ", " "+n.Data+" ") {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return b.String(), nil
}

// parts gives the parts of a zip whose names begin and end so, in order.
func parts(data []byte, begin, end string) ([][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, begin) || !strings.HasSuffix(f.Name, end) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		all = append(all, part)
	}
	return all, nil
}

// Part gives the one part of a zip that is called so.
func Part(data []byte, name string) ([]byte, error) {
	found, err := parts(data, name, name)
	if err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d parts are called %s", len(found), name)
	}
	return found[0], nil
}

func ofDOCX(data []byte) (string, error) {
	found, err := parts(data, "word/document", ".xml")
	if err != nil {
		return "", err
	}
	if len(found) != 1 {
		return "", fmt.Errorf("%d documents", len(found))
	}
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(found[0]))
	inText := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch x := token.(type) {
		case xml.StartElement:
			inText = x.Name.Local == "t"
			if x.Name.Local == "docPr" {
				for _, a := range x.Attr {
					b.WriteString(" " + a.Value + " ")
				}
			}
		case xml.EndElement:
			inText = false
			if x.Name.Local == "p" || x.Name.Local == "tab" || x.Name.Local == "br" {
				b.WriteByte(' ')
			}
		case xml.CharData:
			if inText {
				b.Write(x)
			}
		}
	}
}

func ofPDF(data []byte) (string, error) {
	return withFile(data, func(file string) (string, error) {
		out, err := exec.Command("pdftotext", "-enc", "UTF-8", file, "-").Output()
		if err != nil {
			return "", err
		}
		alts, err := altsOf(file)
		return string(out) + alts, err
	})
}

// withFile lets f read what lies in a file for a moment.
func withFile(data []byte, f func(file string) (string, error)) (string, error) {
	folder, err := os.MkdirTemp("", "report")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return "", err
	}
	return f(file)
}

var alt = regexp.MustCompile(`"/Alt": ("u:(?:[^"\\]|\\.)*")`)

// altsOf gives what the figures of a PDF say to those who do not see them.
func altsOf(file string) (string, error) {
	objects, err := exec.Command("qpdf", "--json", file).Output()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, found := range alt.FindAllSubmatch(objects, -1) {
		var s string
		if err := json.Unmarshal(found[1], &s); err != nil {
			return "", err
		}
		b.WriteString(" " + strings.TrimPrefix(s, "u:"))
	}
	return b.String(), nil
}

func ofXLSX(data []byte) (string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			return "", err
		}
		for _, row := range rows {
			b.WriteString(strings.Join(row, " ") + " ")
		}
	}
	return b.String(), nil
}

func ofCSV(data []byte) (string, error) {
	found, err := parts(data, "", ".csv")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, file := range found {
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff"))))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil {
			return "", err
		}
		for _, row := range rows {
			for _, cell := range row {
				b.WriteString(strings.TrimPrefix(cell, "'") + " ")
			}
		}
	}
	return b.String(), nil
}

// ofJSON gives the texts and numbers of a data file, in order.
func ofJSON(data []byte) (string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var b strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		if _, isMark := token.(json.Delim); !isMark && token != nil {
			fmt.Fprint(&b, token, " ")
		}
	}
}
