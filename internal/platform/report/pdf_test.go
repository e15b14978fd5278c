package report_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
)

// pdfOf writes a report to a file, and looks whether it is sound.
func pdfOf(t *testing.T, d *report.Document) string {
	t.Helper()
	format, found := report.FormatOf("pdf")
	if !found {
		t.Fatal("there is no format pdf")
	}
	var b bytes.Buffer
	if err := format.Write(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := run(t, "qpdf", "--check", file); !strings.Contains(said, "No syntax or stream encoding errors found") || strings.Contains(said, "WARNING") {
		t.Error(said)
	}
	return file
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func found(said, expression string) []string {
	var all []string
	for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(said, -1) {
		all = append(all, strings.TrimSpace(m[1]))
	}
	return all
}

func TestStructureOfAPDF(t *testing.T) {
	said := run(t, "pdfinfo", "-struct-text", pdfOf(t, reporttest.Sample(text.Sv)))
	if diff := cmp.Diff([]string{"Förkortningar", "1\u2002Resultat", "1.1\u2002Försörjningsstöd", "1.1.1\u2002Forum", "Längst ned", "2\u2002Kort"}, found(said, `H\d \(block\)\n\s+"(.*)"`)); diff != "" {
		t.Error("headings", diff)
	}
	if diff := cmp.Diff([]string{"H1", "H1", "H2", "H3", "H4", "H1"}, found(said, `(H\d) \(block\)`)); diff != "" {
		t.Error("levels", diff)
	}
	if diff := cmp.Diff([]string{"Forum", "Möten per år", "Bekräftat"}, found(said, `TH:\s+/Scope /Column\s+"(.*)"`)); diff != "" {
		t.Error("headers of columns", diff)
	}
	if diff := cmp.Diff([]string{"bekräftad", "=SUMMA(A1)"}, found(said, `TH:\s+/Scope /Row\s+(?:Span \(inline\)\s+)?"(.*)"`)); diff != "" {
		t.Error("headers of rows", diff)
	}
	if diff := cmp.Diff([]string{"1\u00a0234,5", "1 juni 2019", "okänt"}, found(said, `TD\n\s+"(.*)"`)); diff != "" {
		t.Error("cells", diff)
	}
	for what, expression := range map[string]string{
		"a table with all its parts":   `Table \(block\)\n\s+Caption\n\s+"Tabell 1. Forum i Åneby"\n\s+THead\n\s+TR\n(?s:.*)TBody\n\s+TR`,
		"a list with a list in it":     `L \(block\):\s+/ListNumbering /Disc\n(?s:.*)LBody \(block\)\n\s+P \(block\)\n\s+"Två"\n\s+L \(block\)`,
		"a numbered list":              `ListNumbering /Decimal\n\s+LI \(block\)\n\s+Lbl \(block\)\n\s+"1. "\n\s+LBody`,
		"words with what they mean":    `Lbl \(block\)\n\s+"SIP"\n\s+LBody \(block\)\n\s+Span \(inline\)\n\s+"ny "\n\s+"samordnad individuell plan"`,
		"contents":                     `TOC\n\s+Caption\n\s+"Innehåll"\n\s+TOCI\n\s+Reference \(inline\)\n\s+Link \(inline\)\n\s+"Förkortningar"\n\s+" 3"\n\s+Object`,
		"a link with where one clicks": `Link \(inline\)\n\s+"förkortningarna"\n\s+Object`,
		"a figure with its place":      `Figure:\s+/Placement /Block\s+/BBox \[[\d. ]+\]\s+"K Åneby och AF "\n\s+Caption\n\s+"Figur 1. Två parter"`,
		"a quote":                      `BlockQuote\n`,
		"cards":                        `Art[^\n]*\n\s+P \(block\)\n\s+"Förberedande"\n\s+P \(block\)\n\s+"Insatsen Språngbrädan"`,
	} {
		if !regexp.MustCompile(expression).MatchString(said) {
			t.Errorf("there is no %s in\n%s", what, said)
		}
	}
}

// objects are all objects of a file, as another program reads them.
func objects(t *testing.T, file string) string { return run(t, "qpdf", "--json", file) }

func TestPicturesInWords(t *testing.T) {
	said := objects(t, pdfOf(t, reporttest.Sample(text.Sv)))
	if !regexp.MustCompile(`"/Alt": "u:Två cirklar med en linje mellan."[^}]*"/S": "/Figure"`).MatchString(said) {
		t.Error("the figure is not said in words")
	}
}

func TestWhatAPDFSaysOfItself(t *testing.T) {
	file := pdfOf(t, reporttest.Sample(text.Sv))
	said := run(t, "pdfinfo", file)
	for _, want := range []string{"Kartläggning av samverkan: Åneby, Ödeby och Älvby", "Samordningsförbundet Påhittade Ådalen", "Tagged:          yes", "(A4)", "Metadata Stream: yes"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s\nlacks %s", said, want)
		}
	}
	data, err := os.ReadFile(file)
	must(t, err)
	for _, want := range []string{"/Lang(sv-SE)", "/MarkInfo<</Marked true>>", "/DisplayDocTitle true", "<dc:language><rdf:Bag><rdf:li>sv-SE<", "<dc:title>"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
	if bytes.Contains(bytes.ToLower(data), []byte("pdfua")) {
		t.Error("the file claims what nobody has checked")
	}
	for i, font := range strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n")[2:] {
		if !strings.Contains(font, "CID TrueType      Identity-H       yes yes yes") {
			t.Error(i, font)
		}
	}
	english := reporttest.Sample(text.En)
	data, err = os.ReadFile(pdfOf(t, english))
	must(t, err)
	if !bytes.Contains(data, []byte("/Lang(en-GB)")) {
		t.Error("the English file is not in English")
	}
}

func TestWaysThroughAPDF(t *testing.T) {
	file := pdfOf(t, reporttest.Sample(text.Sv))
	dests := run(t, "pdfinfo", "-dests", file)
	for _, want := range []string{`"forkortningar"`, `"resultat"`, `"enhet"`, `"kort"`} {
		if !strings.Contains(dests, want) {
			t.Errorf("%s\nlacks %s", dests, want)
		}
	}
	outline := run(t, "pdftohtml", "-xml", "-stdout", "-i", file)
	_, outline, _ = strings.Cut(outline, "<outline>")
	shape := regexp.MustCompile(` page="\d+"|\s+`).ReplaceAllString(outline, "")
	want := "<item>Förkortningar</item><item>1Resultat</item><outline><item>1.1Försörjningsstöd</item><outline><item>1.1.1Forum</item><outline><item>Längstned</item></outline></outline></outline><item>2Kort</item>"
	if !strings.HasPrefix(shape, want) {
		t.Errorf("the bookmarks are %s", shape)
	}
	if got := found(outline, `page="(\d+)">1 `); !cmp.Equal(got, []string{"3"}) {
		t.Error("the bookmark of chapter 1 leads to", got)
	}
}

func TestTextOfAPDF(t *testing.T) {
	said := run(t, "pdftotext", pdfOf(t, long(2)), "-")
	for _, want := range []string{"Arbetsmarknadsenhetens", "”Vi vet inte vem", "16–24 år", "Att stämma av", "Tabell 1.", "Figur 2.", "222,5", "Sida 2 av 1", "Innehåll", "bekräftad", "Vårdcentralen Åby"} {
		if !strings.Contains(said, want) {
			t.Errorf("lacks %s", want)
		}
	}
}

// A paragraph that goes over a page is one all the same.
func TestParagraphOverPages(t *testing.T) {
	words := strings.Repeat("ord ", 4000) + "slut"
	d := &report.Document{Lang: text.Sv, Title: "T", Chapters: []report.Chapter{{Title: "K", Blocks: report.Blocks(report.Paragraph{Text: report.Say(words)})}}}
	file := pdfOf(t, d)
	said := run(t, "pdfinfo", "-struct-text", file)
	_, chapter, _ := strings.Cut(said, "H1 (block)")
	if n := strings.Count(chapter, "P (block)"); n != 1 {
		t.Errorf("%d paragraphs", n)
	}
	if n := strings.Count(chapter, "ord ") + strings.Count(chapter, `ord"`); n != 4000 {
		t.Errorf("%d words", n)
	}
}

func TestHostileTextsInAPDF(t *testing.T) {
	readable := map[string]string{"script": `<script>alert("å")</script>]]>&amp;<!--`, "formula": "=cmd|' /C calc'!A0", "pdf": `) Tj ET Q (\\ endstream endobj`, "not utf8": " å ", "controls": "abcdefg", "combining": "ééé", "emoji": "👩"}
	for name, hostile := range reporttest.Hostile() {
		t.Run(name, func(t *testing.T) {
			d := everything(hostile)
			file := pdfOf(t, d)
			said := run(t, "pdftotext", "-raw", file, "-")
			if want := readable[name]; !strings.Contains(strings.ReplaceAll(strings.ReplaceAll(said, "\n", ""), " ", ""), strings.ReplaceAll(want, " ", "")) {
				t.Errorf("does not say %s", want)
			}
			run(t, "pdfinfo", "-struct", file)
			lookAtPages(t, d)
		})
	}
}

func TestLogos(t *testing.T) {
	format, _ := report.FormatOf("pdf")
	for name, data := range map[string][]byte{"text": []byte("no picture"), "half": logo()[:200], "svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")} {
		d := reporttest.Sample(text.Sv)
		d.Look.Logo = data
		err := format.Write(&bytes.Buffer{}, d, nil)
		var f *fault.Fault
		if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Key != "report.bad_logo" {
			t.Errorf("%s: %v", name, err)
		}
	}
	d := reporttest.Sample(text.Sv)
	d.Look.Logo, d.Look.LogoAlt = logo(), "Två ringar"
	file := pdfOf(t, d)
	if said := objects(t, file); !strings.Contains(said, `"/Alt": "u:Två ringar"`) {
		t.Error("the logo is not said in words")
	}
	if said := run(t, "pdfimages", "-list", file); !strings.Contains(said, "smask") {
		t.Error("what is seen through is not kept", said)
	}
}

// fullAfter is a disk with room for so many bytes.
type fullAfter int

var errFull = errors.New("the disk is full")

func (f *fullAfter) Write(b []byte) (int, error) {
	if *f -= fullAfter(len(b)); *f < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestErrorsOfTheWriterAreToldOn(t *testing.T) {
	format, _ := report.FormatOf("pdf")
	for _, room := range []fullAfter{0, 5_000, 100_000} {
		if err := format.Write(&room, long(14), nil); !errors.Is(err, errFull) {
			t.Errorf("%v", err)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
