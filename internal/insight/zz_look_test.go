package insight

import (
	"fmt"
	"testing"

	"samkarta/internal/platform/text"
)

func TestLook(t *testing.T) {
	x := demoIndex(t)
	p := func(s Sentence) { fmt.Println("   ", s.Say(text.Sv)) }
	a := x.Coverage(CoverageQuestion{Municipality: "0604", Formality: "formal"})
	for _, s := range a.Reading {
		p(s)
	}
	for _, as := range []string{"hoglandets-samordningsforbund", "sodra-vatterbygden", "finnveden", "kavlinge-lomma"} {
		s := Scope{Association: as}
		fmt.Println("=====", as)
		for _, f := range x.Findings(s) {
			fmt.Printf("  %s %.2f %v\n", f.Kind, f.Worth, f.Link)
			p(f.Text)
			for _, m := range f.More {
				fmt.Print("     -")
				p(m)
			}
		}
		fmt.Println("-- metrics")
		for _, m := range x.Metrics(s).Reading {
			p(m)
		}
		fmt.Println("-- overlaps")
		for i, o := range x.Overlaps(OverlapQuestion{Scope: s}) {
			if i < 6 {
				p(o.Reading)
			}
		}
		fmt.Println("-- load")
		for i, o := range x.Loads(LoadQuestion{Scope: s}) {
			if i < 6 {
				p(o.Reading)
			}
		}
		fmt.Println("-- dep")
		for i, o := range x.Dependencies(s) {
			if i < 8 {
				fmt.Print(o.Kind, " ")
				p(o.Reading)
			}
		}
		p(x.Cuts(s).Reading)
		fmt.Println("-- ways")
		for i, o := range x.WaysInto(s) {
			if i < 8 {
				p(o.Reading)
			}
		}
		fmt.Println("-- asym")
		for i, o := range x.Asymmetries(AsymmetryQuestion{Scope: s}) {
			if i < 14 {
				fmt.Print(o.Grade, " ", o.steps())
				p(o.Reading)
			}
		}
		fmt.Println("-- fresh")
		for i, o := range x.Freshness(s).Ask {
			if i < 6 {
				fmt.Println(o.Actor, len(o.Facts), o.Raises)
			}
		}
		for _, m := range x.Compare(s).Reading {
			p(m)
		}
	}
	fmt.Println("-- sep")
	for _, m := range x.Separate(Scope{Municipality: "0604"}, "aneby", "region-jonkoping").Reading {
		p(m)
	}
	for _, m := range x.Separate(Scope{Municipality: "0604"}, "aneby", "fk").Reading {
		p(m)
	}
	for _, q := range [][2]string{{"aneby/forsorjningsstod", "fk"}, {"fk", "aneby"}, {"habo/forsorjningsstod", "region-jonkoping"}, {"jonkoping/ifs", "region-jonkoping/psykosvard"}} {
		r := x.Paths(PathQuestion{From: q[0], Into: q[1]})
		p(r.Reading)
		for _, st := range r.Shortest.Steps {
			fmt.Print("     short ", st.Trust)
			p(st.Say)
		}
		for _, st := range r.Surest.Steps {
			fmt.Print("     sure ", st.Trust)
			p(st.Say)
		}
	}
}
