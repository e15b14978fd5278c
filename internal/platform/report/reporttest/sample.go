// Package reporttest has reports for the tests of the formats.
package reporttest

import (
	"strings"
	"time"

	"samkarta/internal/platform/picture"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

// Sample is a small report that has every kind of block.
func Sample(l *text.Lang) *report.Document {
	day := time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)
	return &report.Document{Lang: l, Title: "Kartläggning av samverkan", Subtitle: "Åneby, Ödeby och Älvby", Publisher: "Samordningsförbundet Påhittade Ådalen",
		Summary: "Ett påhittat förbund.", AsOf: day, Made: day.AddDate(0, 0, 3), Cover: true, Contents: true,
		Front: []report.Block{report.Paragraph{Text: report.Say("Våren 2019")}},
		Chapters: []report.Chapter{
			{ID: "forkortningar", Title: "Förkortningar", Unnumbered: true, Blocks: report.Blocks(report.Terms{
				{Term: "AF", Text: report.Say("Arbetsförmedlingen")}, {Term: "SIP", Text: report.Say("samordnad individuell plan"), Mark: report.New}})},
			{ID: "resultat", Title: "Resultat", Blocks: report.Blocks(results()...)},
			{ID: "kort", Title: "Kort", Blocks: report.Blocks(report.Break{}, cards(6))},
		}}
}

func results() []report.Block {
	n := 1234.5
	return []report.Block{
		report.Paragraph{Style: report.Lead, Text: report.Say("Det här är det viktigaste.")},
		report.Paragraph{Text: report.Line{{Text: "Se "}, {Text: "förkortningarna", Link: "#forkortningar"}, {Text: ", "}, {Text: "fet", Bold: true}, {Text: " och "}, {Text: "kursiv", Italic: true}, {Text: "."}}},
		report.Heading{Level: 2, ID: "enhet", Text: "Försörjningsstöd", Mark: report.Changed},
		report.Paragraph{Style: report.Quote, Text: report.Say("”Vi vet inte vem vi ska ringa.”"), Mark: report.Ended},
		report.List{Items: []report.Item{{Text: report.Say("Ett"), Mark: report.New}, {Text: report.Say("Två"), Items: []report.Item{{Text: report.Say("Under två")}}}}},
		report.List{Ordered: true, Items: []report.Item{{Text: report.Say("Först")}, {Text: report.Say("Sedan")}}},
		report.Heading{Level: 3, Text: "Forum"},
		report.Table{Caption: "Forum i Åneby", Sheet: "Forum", GroupTitle: "Kommun", Group: "Åneby",
			Columns: []report.Column{{Title: "Forum"}, {Title: "Möten per år", Kind: report.Number}, {Title: "Bekräftat", Kind: report.Day}},
			Rows: []report.Row{
				{Cells: []report.Cell{{Text: report.Say("Lokal samverkansgrupp")}, {Text: report.Say(l0(n)), Number: &n}, {Text: report.Say("1 juni 2019"), Date: time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)}}, Mark: report.Confirmed},
				{Cells: []report.Cell{{Text: report.Say("=SUMMA(A1)")}, {Text: report.Say("okänt")}, {}}},
			}},
		report.Figure{Caption: "Två parter", Alt: "Två cirklar med en linje mellan.", Drawing: drawing()},
		report.Paragraph{Style: report.Note, Text: report.Say("En slutsats.")},
		report.Heading{Level: 4, Text: "Längst ned"},
		report.Paragraph{Style: report.Quiet, Text: report.Say("Källa: kartläggningen 2019, s. 10.")},
	}
}

func l0(n float64) string { return text.Sv.Number(n) }

func drawing() *picture.Picture {
	a, b := picture.Point{X: 60, Y: 60}, picture.Point{X: 240, Y: 60}
	return &picture.Picture{Width: 300, Height: 120, Lang: "sv", Title: "Två parter", About: "Två cirklar med en linje mellan.",
		Shapes: []picture.Shape{{Outline: picture.Line(a, b), Line: "#56625f", Width: 2}, {Outline: picture.Circle(a, 30), Fill: "#0d5c63"}, {Outline: picture.Circle(b, 30), Fill: "#3d4c9c"}},
		Texts:  []picture.Text{{At: picture.Point{X: 60, Y: 65}, Middle: true, Size: 14, Bold: true, Colour: "#ffffff", Text: "K"}, {At: picture.Point{X: 150, Y: 110}, Middle: true, Size: 12, Colour: "#14292b", Text: "Åneby och AF"}}}
}

func cards(n int) report.Cards {
	all := make(report.Cards, n)
	for i := range all {
		all[i] = report.Card{Kicker: "Förberedande", Title: "Insatsen Språngbrädan", Lead: "För den som vill pröva arbete i egen takt.",
			Terms: report.Terms{{Term: "För vem", Text: report.Say("18–29 år med aktivitetsersättning")}, {Term: "En väg in", Text: report.Say("Arbetsmarknadsenhetens reception")}}, Foot: "Bekräftat 1 juni 2019"}
	}
	return all
}

// Hostile are texts that people could write to break a report, by accident or
// not.
func Hostile() map[string]string {
	return map[string]string{
		"long word":   strings.Repeat("å", 10_000),
		"script":      `<script>alert("å")</script>]]>&amp;<!--`,
		"formula":     "=cmd|' /C calc'!A0",
		"controls":    "a\x00b\x08c\x1bd\u0085e\ufffef\r\ng",
		"right-left":  "שלום \u202eabc\u202c مرحبا",
		"emoji":       "👩‍👩‍👧 🇸🇪 ☃️",
		"not utf8":    "\xff\xfe å \xc3",
		"pdf":         `) Tj ET Q (\\ endstream endobj`,
		"combining":   strings.Repeat("e\u0301", 200),
		"escape":      `_x000D_ &#x41; \u0041 %41 {{.}}`,
		"only spaces": " \u00a0\t ",
	}
}
