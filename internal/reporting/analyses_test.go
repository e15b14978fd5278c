package reporting

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// standing and catalogue are the templates beside that of the mapping.
var standing, catalogue = templates[1], templates[2]

// The report of a mapping and the catalogue hold every insats of their
// municipalities that has not ended.
func TestReportsHoldEveryInsats(t *testing.T) {
	v := demoView(t)
	held := 0
	for _, o := range every(v) {
		mapping, cards := plain(compose(t, Material{View: v}, o)), plain(composeBy(t, Material{View: v}, catalogue, o))
		towns := townsOf(v, o)
		for _, x := range insats.Insatser.All(v) {
			if x.HasEnded() || !slices.ContainsFunc(x.Towns(), func(code string) bool { return slices.Contains(towns, code) }) {
				continue
			}
			held++
			if heading := "\n#### " + x.Name + "\n"; !strings.Contains(mapping, heading) || !strings.Contains(cards, heading) {
				t.Errorf("%s does not tell of %s", o.name(), x.Name)
			}
			if x.TakesPeople() && !strings.Contains(cards, "\n"+x.Name+"\n") {
				t.Errorf("%s has no card of %s", o.name(), x.Name)
			}
		}
	}
	if held < 100 {
		t.Errorf("held against %d insatser only", held)
	}
}

// What is for other municipalities only is not told.
func TestCataloguesKeepToTheirMunicipalities(t *testing.T) {
	v := demoView(t)
	said := plain(composeBy(t, Material{View: v}, catalogue, Order{Association: "kavlinge-lomma"}))
	for _, x := range insats.Insatser.All(v) {
		if codes := x.ToldIn(v); len(codes) > 0 && !slices.Contains(codes, "1261") && !slices.Contains(codes, "1262") && strings.Contains(said, "\n#### "+x.Name+"\n") {
			t.Errorf("%s is for %v", x.Name, codes)
		}
	}
}

// The income measure is told as it is, weighed by population; what is not told is a
// dash.
func TestFiguresOfTheHighland(t *testing.T) {
	v := demoView(t)
	said := plain(chapters(compose(t, Material{View: v}, Order{Association: "hoglandets-samordningsforbund"}), "figures"))
	for _, want := range []string{"| Tillsammans | 11\u00a0874 | 4\u00a0675 | 3\u00a0165 | 19\u00a0714 | 64\u00a0415\n", "avrundade till hela kronor", "Källa: "} {
		if !strings.Contains(said, want) {
			t.Errorf("the figures do not say %q:\n%.3000s", want, said)
		}
	}
	if len(statistics.ReportSupport(&record.Teller{View: v, Lang: text.Sv}, []string{"0665"})) > 0 {
		t.Error("there is an income measure where nobody tells of one")
	}
}

// The two pages of how it stands have room for what they say, in every
// association.
func TestStandingIsShort(t *testing.T) {
	v := demoView(t)
	for _, a := range party.Associations.All(v) {
		d := composeBy(t, Material{View: v}, standing, Order{Association: a.ID})
		if len(d.Chapters) != 1 || d.Contents || d.Cover {
			t.Errorf("%s has %d chapters", a.ID, len(d.Chapters))
		}
		height, letters, rows := 0.0, 0, 0
		for b := range d.Chapters[0].Blocks {
			switch x := b.(type) {
			case report.Figure:
				height += x.Drawing.Height
			case report.Table:
				rows += len(x.Rows)
			default:
				for s := range report.Texts(b) {
					letters += len(s)
				}
			}
		}
		if height > 900 || letters > 3500 || rows > 14 || letters < 300 {
			t.Errorf("%s: pictures %.0f high, %d letters and %d rows", a.ID, height, letters, rows)
		}
	}
}

func TestTheOtherTemplatesOfAnEmptyAssociation(t *testing.T) {
	w := newWorld(t)
	w.add("2019", map[string][]thing{"associations": {{"id": "ff", "name": "Förbundet"}}})
	for _, by := range []Template{standing, catalogue} {
		said := plain(composeBy(t, Material{View: w.view("")}, by, Order{Association: "ff"}))
		if strings.Contains(said, "⟦") || strings.Contains(said, "[") || !strings.Contains(said, "Förbundet") {
			t.Errorf("%s of an empty association:\n%s", by.ID, said)
		}
	}
}

// How one gets in, and whether there is a place and since when, is told in the text
// and on the card.
func TestCataloguesTellOfTheWayInAndOfRoom(t *testing.T) {
	w := newWorld(t)
	w.add("2019-05", with(association(), "insatser", thing{"id": "habo/i", "name": "Insatsen", "provider": "habo", "municipality": "0643", "stage": "social",
		"availability": thing{"state": "few", "on": "2019-05-02"}, "eligibility": []thing{{"referral_any": []string{"self", "school"}}}}))
	said := plain(composeBy(t, Material{View: w.view("")}, catalogue, Order{Association: "ff"}))
	for _, words := range []string{"Få lediga platser, 2", "Du kan söka själv eller få remiss från skolan."} {
		if n := strings.Count(said, words); n != 2 {
			t.Errorf("%q is told %d times:\n%s", words, n, said)
		}
	}
}

// A catalogue of many insatser, with texts that are there to break it, is written in
// each format, and its cards keep within their size.
func TestManyInsatserWithHostileTexts(t *testing.T) {
	w := newWorld(t)
	long, odd := strings.Repeat("å", 10_000), "<script>alert(1)</script> =cmd() \u202eåäö 👩‍👩‍👧"
	var all []thing
	for i := range 100 {
		all = append(all, thing{"id": fmt.Sprintf("habo/i%d", i), "name": fmt.Sprintf("Insats %d %s", i, odd), "provider": "habo", "municipality": "0643", "stage": "social", "purpose": long + " " + odd, "content": []string{long},
			"eligibility": []thing{{"age_min": 18, "other": long}, {"other": odd}, {"incomes_any": []string{"sjukpenning"}}, {"age_max": 29}, {"age_max": 20}}})
	}
	w.add("2019-05", with(association(), "insatser", all...))
	d := composeBy(t, Material{View: w.view("")}, catalogue, Order{Association: "ff"})
	cards := 0
	for _, c := range d.Chapters {
		for b := range c.Blocks {
			if x, is := b.(report.Cards); is {
				cards += len(x)
				for _, card := range x {
					checkCard(t, card)
				}
			}
		}
	}
	if cards != 100 {
		t.Errorf("%d cards", cards)
	}
	for _, name := range []string{"html", "docx", "xlsx", "csv"} {
		format, _ := report.FormatOf(name)
		var b bytes.Buffer
		if err := format.Write(&b, d, nil); err != nil {
			t.Fatal(err)
		}
		said, err := reporttest.TextOf(name, b.Bytes())
		if err != nil || !strings.Contains(said, "Insats 99 <script>alert(1)</script> =cmd()") {
			t.Errorf("%s: %v, or not all is told as it was", name, err)
		}
	}
}

func checkCard(t *testing.T, c report.Card) {
	t.Helper()
	letters := len([]rune(c.Title + c.Lead + c.Foot))
	for _, term := range c.Terms {
		letters += len([]rune(term.Term + term.Text.String()))
	}
	if letters > 900 {
		t.Errorf("the card of %s has %d letters", c.Title, letters)
	}
}

// The pictures keep within their sheet, also the names of what stands at its edge.
func TestPicturesKeepWithinTheirSheets(t *testing.T) {
	v := demoView(t)
	for _, a := range party.Associations.All(v) {
		d := compose(t, Material{View: v}, Order{Association: a.ID})
		for _, c := range d.Chapters {
			for b := range c.Blocks {
				f, is := b.(report.Figure)
				if !is {
					continue
				}
				p := f.Drawing
				for _, x := range p.Texts {
					if x.At.X < 0 || x.At.X > p.Width || x.At.Y-x.Size*.8 < -1 || x.At.Y > p.Height {
						t.Errorf("%s, %s: %q stands at %v of %v × %v", a.ID, f.Caption, x.Text, x.At, p.Width, p.Height)
					}
				}
				if f.Alt == "" || f.Caption == "" || p.Width > 641 || p.Height > 760 {
					t.Errorf("%s, %s: %v × %v", a.ID, f.Caption, p.Width, p.Height)
				}
			}
		}
	}
}
