package report_test

import (
	"slices"
	"testing"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
)

func TestTextsOfEveryKindOfBlock(t *testing.T) {
	var all []string
	for _, c := range reporttest.Sample(text.Sv).Chapters {
		for b := range c.Blocks {
			all = slices.AppendSeq(all, report.Texts(b))
			for range report.Texts(b) { // whoever reads may stop
				break
			}
		}
	}
	for _, want := range []string{"Försörjningsstöd", "samordnad individuell plan", "Under två", "Lokal samverkansgrupp", "Möten per år", "Två cirklar med en linje mellan.", "Insatsen Språngbrädan", "Arbetsmarknadsenhetens reception"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is not among the texts", want)
		}
	}
	hidden := report.Table{Caption: "Bakom", Behind: true, Rows: []report.Row{{Cells: []report.Cell{{Text: report.Say("dold")}}}}}
	if said := slices.Collect(report.Texts(hidden)); len(said) > 0 {
		t.Errorf("a table that no reader sees says %v", said)
	}
}
