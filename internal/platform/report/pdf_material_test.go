package report_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"iter"
	"math"
	"strings"
	"time"

	"samkarta/internal/platform/picture"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

const said = "Samverkan sker främst genom lokala samverkansgrupper som möts en gång i månaden, men flera beskriver att det hänger på enskilda personer och att det faller när någon slutar. "

// long is a report such as one makes: chapters with text, lists, tables that go
// over pages, and figures.
func long(chapters int) *report.Document {
	day := time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)
	d := &report.Document{Lang: text.Sv, Title: "Kartläggning av samverkan", Subtitle: "Åneby, Ödeby, Älvby och Påhittade Ådalens övriga kommuner", Publisher: "Samordningsförbundet Påhittade Ådalen",
		AsOf: day, Made: day.AddDate(0, 0, 3), Cover: true, Contents: true, Look: report.Look{Logo: logo(), LogoAlt: "Två ringar"},
		Front: []report.Block{report.Paragraph{Style: report.Lead, Text: report.Say("En bild av hur myndigheterna i Ådalen arbetar tillsammans, för vem och hur ofta.")}}}
	for i := range chapters {
		d.Chapters = append(d.Chapters, report.Chapter{ID: fmt.Sprint("kommun", i), Title: fmt.Sprintf("Resultat i kommun %d", i+1), Blocks: municipality(i)})
	}
	return d
}

func municipality(i int) iter.Seq[report.Block] {
	return func(yield func(report.Block) bool) {
		for _, b := range municipalityBlocks(i) {
			if !yield(b) {
				return
			}
		}
	}
}

func municipalityBlocks(i int) []report.Block {
	return []report.Block{
		report.Paragraph{Style: report.Lead, Text: report.Say("Fem parter möts i sju forum. Unga mellan 16 och 24 år har flest vägar in; för den som är äldre än 50 år finns inget forum.")},
		report.Paragraph{Text: report.Say(strings.Repeat(said, 4)), Mark: report.Changed},
		report.Heading{Level: 2, Text: "Enheter och uppdrag", ID: fmt.Sprint("enheter", i)},
		report.Paragraph{Text: report.Line{{Text: "Läs mer om "}, {Text: "forum i kommunen", Link: fmt.Sprint("#forum", i)}, {Text: " och på "}, {Text: "myndighetens webbplats", Link: "https://www.example.se/samverkan?ålder=18"}, {Text: ". " + said}}},
		report.Terms{{Term: "Uppdrag", Text: report.Say("Att ge stöd till den som är mellan 16 och 29 år och varken studerar eller arbetar. " + said)}, {Term: "Åldrar", Text: report.Say("16–29 år")}, {Term: "Huserar tillsammans med", Text: report.Say("Arbetsförmedlingen, Försäkringskassan"), Mark: report.New}},
		report.Heading{Level: 3, Text: "Vad fungerar bra"},
		report.List{Items: []report.Item{{Text: report.Say("Snabba kontakter mellan handläggare")}, {Text: report.Say(said + said), Mark: report.Confirmed, Items: []report.Item{{Text: report.Say("Gemensam lokal")}, {Text: report.Say("Gemensamma rutiner")}}}, {Text: report.Say("En väg in")}}},
		report.Paragraph{Style: report.Quote, Text: report.Say("”Vi vet inte vem vi ska ringa. När hon slutade fanns det ingen kvar som kände till hur det gick till, och då började vi om från början.”")},
		report.Heading{Level: 2, Text: "Forum", ID: fmt.Sprint("forum", i)},
		report.Paragraph{Text: report.Say(strings.Repeat(said, 2))},
		forums(18 + i*3%17),
		report.Paragraph{Text: report.Say(strings.Repeat(said, 3))},
		report.Figure{Caption: "Vilka som möter vilka. Tjockare streck betyder oftare.", Alt: "Ring av tio parter med streck mellan dem.", Drawing: ring()},
		report.Paragraph{Style: report.Note, Text: report.Say("Arbetsförmedlingen deltar i sex av sju forum. Faller den bort står fyra forum utan den part som de är till för. " + said), Mark: report.New},
		report.Heading{Level: 4, Text: "Källor"},
		report.Paragraph{Style: report.Quiet, Text: report.Say("Källa: kartläggningen 2019, s. 10–14. Bekräftat av processutvecklaren den 1 juni 2019.")},
	}
}

func forums(n int) report.Table {
	t := report.Table{Caption: "Forum, deltagare och hur ofta de möts", Columns: []report.Column{{Title: "Forum"}, {Title: "Vilka deltar"}, {Title: "Vad det är till för"}, {Title: "Möten per år", Kind: report.Number}, {Title: "Bekräftat", Kind: report.Day}}}
	for i := range n {
		times := float64(i*37%1400) + 0.5
		t.Rows = append(t.Rows, report.Row{Mark: []report.Mark{"", "", report.New, "", report.Ended}[i%5], Cells: []report.Cell{
			{Text: report.Say([]string{"Lokal samverkansgrupp", "SIP-möte", "Arbetsmarknadsenhetens avstämning", "Rehabiliteringssamordnarnas nätverk"}[i%4])},
			{Text: report.Say([]string{"Kommunen, Arbetsförmedlingen", "Försäkringskassan, Regionen och Arbetsförmedlingen", "Kommunen"}[i%3])},
			{Text: report.Say([]string{"Att stämma av gemensamma ärenden och fördela ansvar mellan parterna", "Unga 16–24 år"}[i%2])},
			{Text: report.Say(text.Sv.Number(times)), Number: &times}, {Text: report.Say("1\u00a0juni 2019"), Date: time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)}}})
	}
	sum := 5000.0
	t.Rows = append(t.Rows, report.Row{Sum: true, Cells: []report.Cell{{Text: report.Say("Alla forum")}, {}, {}, {Text: report.Say(text.Sv.Number(sum)), Number: &sum}, {}}})
	return t
}

// ring is ten parties in a ring with lines between them.
func ring() *picture.Picture {
	p := &picture.Picture{Width: 560, Height: 360, Lang: "sv", Title: "Parter"}
	at := func(i int) picture.Point {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 10)
		return picture.Point{X: 280 + 200*cos, Y: 180 + 140*sin}
	}
	for i := range 10 {
		p.Shapes = append(p.Shapes, picture.Shape{Outline: picture.Line(at(i), at(i*3+1)), Line: "#56625f", Width: 1 + float64(i%4), Dash: [][]float64{nil, {6, 3}}[i%2]})
	}
	for i := range 10 {
		p.Shapes = append(p.Shapes, picture.Shape{Outline: picture.Circle(at(i), 16), Fill: []string{"#0d5c63", "#3d4c9c", "#b8860b"}[i%3], Line: "#ffffff", Width: 2})
		label := at(i)
		label.Y += 30
		p.Texts = append(p.Texts, picture.Text{At: label, Middle: true, Size: 12, Colour: "#14292b", Halo: "#ffffff", Text: []string{"Arbetsförmedlingen", "Socialtjänsten", "Vårdcentralen Åby"}[i%3]})
	}
	return p
}

// logo is a picture with parts that are seen through.
func logo() []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 240, 120))
	for y := range 120 {
		for x := range 240 {
			for i, middle := range []float64{60, 160} {
				if r := math.Hypot(float64(x)-middle, float64(y)-60); r > 35 && r < 55 {
					img.Set(x, y, color.NRGBA{uint8(13 + 120*i), 92, 99, 200})
				}
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// everything has a text in every place that a text can be in.
func everything(s string) *report.Document {
	line := report.Line{{Text: s}, {Text: s, Bold: true, Link: "https://www.example.se/" + s}, {Text: s, Italic: true, Link: "#" + s}}
	cells := func(n int) []report.Cell {
		all := make([]report.Cell, n)
		for i := range all {
			all[i].Text = line
		}
		return all
	}
	columns := []report.Column{{Title: s}, {Title: s, Kind: report.Number}, {Title: s, Kind: report.Day}, {Title: "x", Share: 2}, {Title: s}}
	terms := report.Terms{{Term: s, Text: line, Mark: report.New}, {Term: s}, {Text: line}}
	var blocks []report.Block
	for _, style := range []report.Style{report.Body, report.Lead, report.Quiet, report.Quote, report.Note} {
		blocks = append(blocks, report.Paragraph{Text: line, Style: style, Mark: report.Changed})
	}
	for level := range 6 {
		blocks = append(blocks, report.Heading{Level: level, ID: s, Text: s, Mark: report.Ended})
	}
	blocks = append(blocks, report.List{Ordered: true, Items: []report.Item{{Text: line, Items: []report.Item{{Text: line, Items: []report.Item{{Text: line}}}}}, {}}}, terms,
		report.Table{Caption: s, Columns: columns, Rows: []report.Row{{Cells: cells(5), Mark: report.New}, {Cells: cells(2)}, {Cells: cells(9), Sum: true}, {}}},
		report.Table{Columns: columns}, report.Table{},
		report.Figure{Caption: s, Alt: s, Drawing: &picture.Picture{Width: 100, Height: 50, Texts: []picture.Text{{Text: s, Size: 12, Colour: "#000000", Halo: "#ffffff", At: picture.Point{X: 500, Y: 500}}, {Text: s, Size: 40, Middle: true}}}}, report.Figure{Caption: s},
		report.Cards{{Kicker: s, Title: s, Lead: s, Terms: terms, Foot: s}, {}}, report.Break{})
	return &report.Document{Lang: text.En, Title: s, Subtitle: s, Publisher: s, Summary: s, Cover: true, Contents: true, Front: blocks,
		Chapters: []report.Chapter{{ID: s, Title: s, Mark: report.New, Blocks: report.Blocks(blocks...)}, {Blocks: report.Blocks()}, {Title: s, Unnumbered: true, Blocks: report.Blocks(report.Break{}, report.Heading{Level: 2, Text: s})}}}
}
