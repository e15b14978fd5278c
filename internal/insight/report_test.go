package insight

import (
	"strings"
	"testing"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

func saidBy(blocks []report.Block) string {
	var all []string
	for _, b := range blocks {
		for s := range report.Texts(b) {
			all = append(all, s)
		}
	}
	return strings.Join(all, "\n")
}

// What a report says of the coverage says for whom there is no forum, in words, in
// the picture and in a table; where nobody tells of a municipality it says so.
func TestCoverageInReports(t *testing.T) {
	w := newWorld(t)
	seats := []thing{{"actor": "habo"}, {"actor": "af"}, {"actor": "fk"}, {"actor": "region"}}
	w.add("ff", map[string][]thing{
		"associations": {{"id": "ff", "name": "Förbundet", "municipalities": []string{"0643", "0604"}}},
		"parties": {{"id": "af", "name": "Arbetsförmedlingen", "kind": "employment_service"}, {"id": "fk", "name": "Försäkringskassan", "kind": "social_insurance"},
			{"id": "region", "name": "Regionen", "kind": "region", "region": "06"}, {"id": "habo", "name": "Habo kommun", "kind": "municipality", "municipality": "0643"}},
		"forums": {{"id": "habo/unga", "name": "Unga", "municipalities": []string{"0643"}, "participants": seats, "age_max": 29}}})
	x := w.index()
	v := x.View()
	blocks := x.ReportCoverage(&record.Teller{View: v, Lang: text.Sv}, []string{"0643", "0604"})
	said := saidBy(blocks)
	for _, want := range []string{"I Habo finns inget forum där alla fyra parter är med för den som är 30 år eller äldre.", "Kartan berättar inget om Aneby.", "Habo: lucka 30–66 år"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	for _, b := range blocks {
		f, is := b.(report.Figure)
		if !is {
			continue
		}
		gap := false
		for _, s := range f.Drawing.Shapes {
			gap = gap || len(s.Dash) > 0 && strings.Contains(s.Title, "30–66 år")
		}
		if !gap {
			t.Errorf("the gap is not drawn in %s", f.Caption)
		}
	}
	if len(x.ReportCoverage(&record.Teller{View: v, Lang: text.Sv}, []string{"0604"})) > 0 {
		t.Error("something is told of where nobody tells of")
	}
}
