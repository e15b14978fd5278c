package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
)

// docx gives the parts of a report as a document.
func docx(t *testing.T, d *report.Document) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := report.WriteDOCX(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}

// orders are the orders in which the format wants what stands in these.
var orders = map[string][]string{
	"pPr":   {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "sectPr"},
	"rPr":   {"rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "bdr", "shd", "lang"},
	"tblPr": {"tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"}, "trPr": {"cantSplit", "trHeight", "tblHeader"},
	"sectPr": {"headerReference", "footerReference", "type", "pgSz", "pgMar"}, "lvl": {"start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "pPr", "rPr"},
	"style": {"name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"}, "inline": {"extent", "docPr", "cNvGraphicFramePr", "graphic"},
}

// Every part is whole, what stands in it is in the order of the format, no name is
// given twice, and whatever one part names in another is there.
func TestDocumentIsAsTheFormatWants(t *testing.T) {
	sample := reporttest.Sample(text.Sv)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	sample.Look = report.Look{Logo: logo.Bytes(), LogoAlt: "Förbundets märke", Accent: "#7b2a63"}
	all := []*report.Document{sample, {Lang: text.En, Title: "Empty"}, longReport(3)}
	for _, s := range reporttest.Hostile() {
		all = append(all, everywhere(s))
	}
	for _, d := range all {
		parts := docx(t, d)
		for name, part := range parts {
			if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
				inOrder(t, name, part)
			}
		}
		body := parts["word/document.xml"]
		named := regexp.MustCompile(`r:(?:id|embed)="([^"]*)"`).FindAllStringSubmatch(body, -1)
		for _, m := range named {
			if !strings.Contains(parts["word/_rels/document.xml.rels"], `Id="`+m[1]+`"`) {
				t.Errorf("nothing is called %s", m[1])
			}
		}
		for _, m := range regexp.MustCompile(`Target="([^"]*)"/>`).FindAllStringSubmatch(parts["word/_rels/document.xml.rels"], -1) {
			if _, is := parts["word/"+m[1]]; !is {
				t.Errorf("there is no part %s", m[1])
			}
		}
		for _, of := range []string{`bookmarkStart w:id="([^"]*)"`, `bookmarkStart w:id="[^"]*" w:name="([^"]*)"`, `wp:docPr id="([^"]*)"`} {
			unique(t, of, body)
		}
		for _, m := range regexp.MustCompile(`<w:numId w:val="(\d+)"/>`).FindAllStringSubmatch(body, -1) {
			if m[1] != "0" && !strings.Contains(parts["word/numbering.xml"], `<w:num w:numId="`+m[1]+`">`) {
				t.Errorf("there is no list %s", m[1])
			}
		}
		for _, m := range regexp.MustCompile(`w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"`).FindAllStringSubmatch(body, -1) {
			if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+m[1]+`"`) {
				t.Errorf("there is no style %s", m[1])
			}
		}
	}
}

func unique(t *testing.T, of, body string) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(of).FindAllStringSubmatch(body, -1) {
		if seen[m[1]] || len(m[1]) > 40 {
			t.Errorf("%s: %s is there twice, or too long", of, m[1])
		}
		seen[m[1]] = true
	}
}

func inOrder(t *testing.T, name, part string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part))
	type open struct {
		name string
		at   int
	}
	var stack []open
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if len(stack) > 0 {
				parent := &stack[len(stack)-1]
				if order := orders[parent.name]; order != nil {
					at := slices.Index(order, x.Name.Local)
					if at < parent.at {
						t.Errorf("%s: %s does not stand there in %s", name, x.Name.Local, parent.name)
					}
					parent.at = at
				}
			}
			stack = append(stack, open{name: x.Name.Local})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

// Headings, contents, captions, tables, languages and pictures are real ones.
func TestDocumentCanBeGoneOnWith(t *testing.T) {
	parts := docx(t, reporttest.Sample(text.Sv))
	body := parts["word/document.xml"]
	for _, want := range []string{`TOC \o "1-3" \h \z \u`, `<w:pStyle w:val="Heading1"/>`, `<w:pStyle w:val="Heading2"/>`, `<w:tblHeader/>`, ` SEQ Tabell \* ARABIC `, ` SEQ Figur \* ARABIC `,
		`descr="Två cirklar med en linje mellan."`, `<w:hyperlink w:anchor="r_forkortningar_`, `w:val="ListNumber"`, `<w:pStyle w:val="Quote"/>`} {
		if !strings.Contains(body, want) {
			t.Errorf("the document has no %s", want)
		}
	}
	headings := regexp.MustCompile(`<w:pStyle w:val="(Heading\d)"/>`).FindAllStringSubmatch(body, -1)
	var got []string
	for _, h := range headings {
		got = append(got, h[1])
	}
	if want := []string{"Heading1", "Heading1", "Heading2", "Heading3", "Heading4", "Heading1"}; !slices.Equal(got, want) {
		t.Errorf("the headings are %v", got)
	}
	if !strings.Contains(parts["word/styles.xml"], `<w:lang w:val="sv-SE"`) || !strings.Contains(parts["docProps/core.xml"], "<dc:language>sv-SE</dc:language>") {
		t.Error("it is not in Swedish")
	}
	if en := docx(t, reporttest.Sample(text.En)); !strings.Contains(en["word/styles.xml"], `<w:lang w:val="en-GB"`) {
		t.Error("it is not in English")
	}
	if !strings.Contains(parts["word/numbering.xml"], `<w:pStyle w:val="Heading1"/>`) {
		t.Error("the headings are not numbered")
	}
}

// A chapter begins a page, but not after one of a few lines: that would leave the
// page empty.
func TestShortChaptersShareAPage(t *testing.T) {
	chapter := func(title string, letters int) report.Chapter {
		return report.Chapter{Title: title, Blocks: report.Blocks(report.Paragraph{Text: report.Say(strings.Repeat("Ett ord. ", letters/9))})}
	}
	d := &report.Document{Lang: text.Sv, Title: "Rapport", Contents: true, Chapters: []report.Chapter{chapter("Bakgrund", 600), chapter("Syfte", 500), chapter("Metod", 2000), chapter("Resultat", 100), chapter("Slut", 100)}}
	body := docx(t, d)["word/document.xml"]
	var breaks []bool
	for _, h := range regexp.MustCompile(`<w:pStyle w:val="Heading1"/>(<w:pageBreakBefore/>)?`).FindAllStringSubmatch(body, -1) {
		breaks = append(breaks, h[1] != "")
	}
	if want := []bool{true, false, false, true, false}; !slices.Equal(breaks, want) {
		t.Errorf("the chapters begin a page: %v, not %v", breaks, want)
	}
	var page strings.Builder
	must(t, report.WriteHTML(&page, d, nil))
	var goOn []bool
	for _, h := range regexp.MustCompile(`<section class="rp-chapter( rp-goes-on)?"`).FindAllStringSubmatch(page.String(), -1) {
		goOn = append(goOn, h[1] != "")
	}
	if want := []bool{false, true, true, false, true}; !slices.Equal(goOn, want) {
		t.Errorf("the chapters of a page go on: %v, not %v", goOn, want)
	}
}

// What leads to what comes next stands on its page, and neither the first nor the
// last of terms stands alone.
func TestWhatStandsWithTheNext(t *testing.T) {
	d := &report.Document{Lang: text.Sv, Title: "Rapport", Chapters: []report.Chapter{{Title: "Insatser", Blocks: report.Blocks(
		report.Paragraph{Text: report.Say("En insats är beskriven.")},
		report.Terms{{Term: "Utförare", Text: report.Say("Enheten")}, {Term: "Tid", Text: report.Say("Ett år")}, {Term: "Status", Text: report.Say("Pågår")}, {Term: "Lagstöd", Text: report.Say("LSS")}},
		report.Paragraph{Text: report.Say("Så säger de:")}, report.Paragraph{Text: report.Say("Det går bra.")})}}}
	body := docx(t, d)["word/document.xml"]
	for words, with := range map[string]bool{"En insats är": true, "Utförare": true, "Tid": false, "Status": true, "Lagstöd": false, "Så säger": true, "Det går": false} {
		before, _, _ := strings.Cut(body, ">"+words)
		if got := strings.Contains(before[strings.LastIndex(before, "<w:p>"):], "<w:keepNext/>"); got != with {
			t.Errorf("%s stands with the next: %v", words, got)
		}
	}
}
