package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

// How large the made-up catalogue is, and what it is compared with; and how many
// times each report is made.
const (
	shortCatalogue = 200
	longCatalogue  = 2_000
	timesReported  = 3
)

// reported is what was measured of a format.
type reported struct {
	format      string
	ours        imported // of the demonstration's association; the median
	bytes       int64
	short, long imported // of the made-up catalogue
	longBytes   int64
}

// converted is what another program took to make the same file as ours.
type converted struct {
	by, from, to string
	theirs       time.Duration // 0 if it is not installed
}

// reports measures each format, each file made by a process of its own.
func (b *bench) reports(ctx context.Context) (all []reported, folder string, err error) {
	folder = filepath.Join(b.dir, "reports")
	documents, err := b.documents(1)
	if err != nil {
		return nil, "", err
	}
	address := filepath.Join(b.dir, "reports.db")
	if _, err = importAll(ctx, b.program, address, documents); err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err != nil {
		return nil, "", err
	}
	for _, f := range report.Formats {
		b.say("reports: %s", f.Name)
		r := reported{format: f.Name}
		path := filepath.Join(folder, "report."+f.Name)
		if r.ours, r.bytes, err = b.reportOf(ctx, address, f.Name, path); err != nil {
			return nil, "", err
		}
		if r.short, _, err = b.catalogueIn(ctx, f.Name, shortCatalogue); err != nil {
			return nil, "", err
		}
		if r.long, r.longBytes, err = b.catalogueIn(ctx, f.Name, longCatalogue); err != nil {
			return nil, "", err
		}
		all = append(all, r)
	}
	return all, folder, nil
}

// reportOf makes the whole report of the demonstration's association some times.
func (b *bench) reportOf(ctx context.Context, address, format, path string) (imported, int64, error) {
	var all []imported
	for range timesReported {
		one, err := watched(exec.CommandContext(ctx, b.program, "--db", address, "report", "--association", demoAssociation, "--format", format, "--out", path))
		if err != nil {
			return one, 0, err
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b imported) int { return cmp.Compare(a.took, b.took) })
	bytes, err := sizeOf(path)
	return all[len(all)/2], bytes, err
}

func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// catalogueIn has a process of its own write the made-up catalogue.
func (b *bench) catalogueIn(ctx context.Context, format string, chapters int) (imported, int64, error) {
	self, err := os.Executable()
	if err != nil {
		return imported{}, 0, err
	}
	path := filepath.Join(b.dir, "catalogue."+format)
	took, err := watched(exec.CommandContext(ctx, self, "-write", fmt.Sprintf("%s:%d:%s", format, chapters, path)))
	if err != nil {
		return took, 0, err
	}
	bytes, err := sizeOf(path)
	return took, bytes, err
}

// writeCatalogue is that process.
func writeCatalogue(what string) error {
	parts := strings.SplitN(what, ":", 3)
	if len(parts) != 3 {
		return errors.New("-write takes format:chapters:file")
	}
	f, is := report.FormatOf(parts[0])
	chapters, err := strconv.Atoi(parts[1])
	if !is || err != nil {
		return fmt.Errorf("-write: no format %q, or no number %q", parts[0], parts[1])
	}
	file, err := os.Create(parts[2])
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	err = f.Write(w, catalogueOf(chapters), nil)
	return errors.Join(err, w.Flush(), file.Close())
}

// catalogueOf is a made-up national catalogue: chapters that give their blocks as
// they are asked for, each time the same.
func catalogueOf(chapters int) *report.Document {
	day := time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)
	d := &report.Document{Lang: text.Sv, Title: "Insatskatalog", Subtitle: "Hela landet", Publisher: "Påhittade landet", Summary: "En påhittad katalog.",
		AsOf: day, Made: day, Cover: true, Contents: true, Chapters: make([]report.Chapter, chapters)}
	for i := range d.Chapters {
		d.Chapters[i] = report.Chapter{ID: fmt.Sprintf("kapitel-%d", i), Title: fmt.Sprintf("Kommun %d", i+1), Blocks: func(yield func(report.Block) bool) { madeChapter(i, yield) }}
	}
	return d
}

// insatserAChapter makes a chapter a page and a half long.
const insatserAChapter = 4

func madeChapter(number int, yield func(report.Block) bool) {
	m := words{rand.New(rand.NewPCG(11, uint64(number)))}
	var cards report.Cards
	for i := range insatserAChapter {
		name := fmt.Sprintf("Insats %d i kommun %d", i+1, number+1)
		for _, b := range []report.Block{report.Heading{Level: 2, Text: name}, report.Paragraph{Text: report.Say(m.say(40))},
			report.Terms{{Term: "För vem", Text: report.Say(m.say(12))}, {Term: "Hur man kommer in", Text: report.Say(m.say(15))}}} {
			if !yield(b) {
				return
			}
		}
		cards = append(cards, report.Card{Kicker: "Förberedande", Title: name, Lead: m.say(10), Foot: "Påhittad, juni 2019"})
	}
	_ = yield(m.table()) && yield(cards)
}

// words makes texts up.
type words struct{ *rand.Rand }

var someWords = strings.Fields("samverkan mellan kommunen och Arbetsförmedlingen för unga som varken arbetar eller studerar ger stöd på vägen till arbete åter i egen takt två dagar i veckan")

func (m words) say(n int) string {
	said := make([]string, n)
	for i := range said {
		said[i] = someWords[m.IntN(len(someWords))]
	}
	return "Det här är " + strings.Join(said, " ") + "."
}

func (m words) table() report.Table {
	t := report.Table{Caption: "Platser", Sheet: "Platser", Columns: []report.Column{{Title: "Insats"}, {Title: "Platser", Kind: report.Number}}}
	for i := range insatserAChapter {
		places := float64(m.IntN(60))
		t.Rows = append(t.Rows, report.Row{Cells: []report.Cell{{Text: report.Say(fmt.Sprintf("Insats %d", i+1))}, {Text: report.Say(fmt.Sprint(places)), Number: &places}}})
	}
	return t
}

// conversions has other programs make our formats out of each other.
func (b *bench) conversions(ctx context.Context, folder string) ([]converted, error) {
	at := func(ext string) string { return filepath.Join(folder, "report."+ext) }
	theirs := func(ext string) string { return filepath.Join(folder, "theirs."+ext) }
	all := []converted{{by: "pandoc", from: "html", to: "docx"}, {by: "pandoc", from: "html", to: "pdf"}, {by: "soffice", from: "docx", to: "pdf"}}
	for i, c := range all {
		if !isThere(at(c.from)) || !isThere(at(c.to)) {
			continue // a format that there is not
		}
		args := []string{at(c.from), "-o", theirs(c.to)}
		if c.by == "soffice" {
			args = []string{"--headless", "-env:UserInstallation=file://" + filepath.Join(b.dir, "office"), "--convert-to", c.to, "--outdir", b.dir, at(c.from)}
		} else if c.to == "pdf" {
			args = append(args, "--pdf-engine="+pdfEngine())
		}
		program, err := exec.LookPath(c.by)
		if err != nil || slices.Contains(args, "--pdf-engine=") {
			continue // it is not installed
		}
		b.say("reports: %s, %s → %s", c.by, c.from, c.to)
		took, err := watched(exec.CommandContext(ctx, program, args...))
		if err != nil {
			return nil, err
		}
		all[i].theirs = took.took
	}
	return all, nil
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// pdfEngine is a program by which pandoc makes PDF of HTML; "" if there is none.
func pdfEngine() string {
	for _, name := range []string{"weasyprint", "wkhtmltopdf", "xelatex", "typst"} {
		if _, err := exec.LookPath(name); err == nil {
			return name
		}
	}
	return ""
}

// printReports writes what was measured of reports.
func (b *bench) printReports(ctx context.Context, w io.Writer) error {
	if len(report.Formats) == 0 {
		return errors.New("there is no format to make a report in")
	}
	all, folder, err := b.reports(ctx)
	if err != nil {
		return err
	}
	others, err := b.conversions(ctx, folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nThe report of %s, and a made-up catalogue of %d and of %d chapters; one process a file\n\n", demoAssociation, shortCatalogue, longCatalogue)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "format\tms (≤ 2000)\tmost MB (≤ 200)\tkB\tshort ms\tmost MB\tlong ms\tmost MB\tkB\t")
	for _, r := range all {
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\t%d\t\n", r.format, ms(r.ours.took), mb(r.ours.peak), r.bytes>>10,
			ms(r.short.took), mb(r.short.peak), ms(r.long.took), mb(r.long.peak), r.longBytes>>10)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if err := b.printWholeCatalogues(ctx, w); err != nil {
		return err
	}
	fmt.Fprintln(w)
	fmt.Fprintln(t, "the same by\tfrom\tto\tms\tours ÷ theirs\t")
	for _, c := range others {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t\n", c.by, c.from, c.to, orDash(c.theirs), against(all, c))
	}
	return t.Flush()
}

// against is how long we take to make the whole file, from the map, for each
// time that another program takes to convert it.
func against(all []reported, c converted) string {
	i := slices.IndexFunc(all, func(r reported) bool { return r.format == c.to })
	if i < 0 || c.theirs == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", ratio(all[i].ours.took, c.theirs))
}
