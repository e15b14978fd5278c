package statistics_test

import (
	"context"
	"math"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/party"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// mapOf is the map of some documents.
func mapOf(t testing.TB, docs ...string) *record.View {
	t.Helper()
	s := record.New(dbtest.SQLite(t), exchange.Kinds())
	if docs == nil {
		_, err := demo.Load(context.Background(), s)
		must(t, err)
	}
	for _, doc := range docs {
		_, err := exchange.Import(context.Background(), s, access.System("test"), []exchange.File{exchange.Bytes("x.json", []byte(doc))}, exchange.Options{})
		must(t, err)
	}
	v, err := s.View(context.Background(), access.System("test"), "")
	must(t, err)
	return v
}

// figures is a document of figures.
func figures(list string) string {
	return `{"format":"samkarta/1","source":{"id":"x","title":"X","date":"2019","kind":"statistics"},"observations":[` + list + `]}`
}

// The sums of the demonstration's income measure come out but for rounding, in
// the very places where the source is known to round.
func TestIncomeMeasureOfTheDemonstration(t *testing.T) {
	v := mapOf(t)
	all := statistics.Supports(v, party.Associations.Find(v, "hoglandets-samordningsforbund").Municipalities)
	if len(all) != 6 {
		t.Fatalf("the income measure is told of %d municipalities", len(all))
	}
	differs := map[string]int{}
	for _, s := range all {
		if s.Period != "2014-2015" || !s.Population.IsTold() || len(s.Parts) != len(statistics.SupportParts()) {
			t.Errorf("%s: %s, %d parts", s.Area, s.Period, len(s.Parts))
		}
		for _, d := range s.Deviations() {
			differs[s.Area]++
			if !d.IsRounding() || math.Abs(d.Told-d.Reckoned) > 2 {
				t.Errorf("%s: %+v", s.Area, d)
			}
		}
	}
	// Aneby and Tranås: 2; Nässjö: 3; Sävsjö and Vetlanda: 2; Eksjö: none.
	for area, n := range map[string]int{"0604": 2, "0686": 0, "0682": 3, "0684": 2, "0687": 2, "0685": 2} {
		if differs[area] != n {
			t.Errorf("%s: %d sums differ, want %d", area, differs[area], n)
		}
	}
	for part, want := range map[string]float64{"TOT": 19714.45, "OHALS": 11873.87, "ARBST": 4675.18, "EKBI": 3165.12} {
		w, ok := statistics.Weigh(all, part)
		if !ok || math.Abs(w.Value-want) > 0.005 || w.Population != 64415 || w.Without != nil {
			t.Errorf("%s: %+v, want %v", part, w, want)
		}
	}
}

func TestSumsThatDoNotComeOut(t *testing.T) {
	s := statistics.Supports(mapOf(t, figures(`
		{"indicator":"forsorjning.OHALS","area":"0604","period":"2019","value":100},
		{"indicator":"forsorjning.ARBST","area":"0604","period":"2019","value":50},
		{"indicator":"forsorjning.EKBI","area":"0604","period":"2019","value":25},
		{"indicator":"forsorjning.EB","area":"0604","period":"2019"},
		{"indicator":"forsorjning.TOT","area":"0604","period":"2019","value":178},
		{"indicator":"forsorjning.TOT","area":"0604","period":"2018","value":9},
		{"indicator":"forsorjning.TOT","area":"0680","period":"2018","value":9}`)), []string{"0604", "0680"})
	if len(s) != 1 {
		t.Fatalf("%d municipalities tell of 2019", len(s))
	}
	d := s[0].Deviations()
	if len(d) != 1 || d[0].Sum != statistics.Total || d[0].Reckoned != 175 || d[0].Bound != 2 || d[0].IsRounding() {
		t.Errorf("%+v", d)
	}
	if _, known := s[0].Value("EB"); known {
		t.Error("a figure without a number is known")
	}
	if w, ok := statistics.Weigh(s, "TOT"); ok || len(w.Without) != 1 {
		t.Errorf("without a population it is reckoned: %+v", w)
	}
}

func TestPeriodsEndInOrder(t *testing.T) {
	order := []string{"", "2008-12", "2014-03", "2014", "2014-2015", "2015/2016", "2005/2017-02", "2017-10", "2017-12", "2018-01/2018-04"}
	for i := 1; i < len(order); i++ {
		if statistics.EndOf(order[i-1]) > statistics.EndOf(order[i]) {
			t.Errorf("%s ends after %s", order[i-1], order[i])
		}
	}
}

func TestHowManyPeople(t *testing.T) {
	v := mapOf(t)
	for _, code := range []string{"1230", "1231", "1261", "1262", "1266", "1267", "1281", "1285"} {
		if c, ok := statistics.People(v, code, "aktivitetsersattning"); !ok || c.Reckoned || c.People < 10 || c.From.Period != "2017-12" {
			t.Errorf("%s: %+v, %v", code, c, ok)
		}
	}
	if _, ok := statistics.People(v, "0604", "aktivitetsersattning"); ok {
		t.Error("nobody has told how many in Aneby")
	}
	c, ok := statistics.People(v, "1440", "ekonomiskt_bistand")
	if !ok || !c.Reckoned || c.People != 784 || c.Of == nil || c.Of.Period != c.From.Period {
		t.Errorf("2.8 percent of 28000 in Ale are %+v, %v", c, ok)
	}
	for _, list := range []string{
		`{"indicator":"income_support_share","area":"0604","period":"2019","value":5,"unit":"percent"}`,
		`{"indicator":"income_support_share","area":"0604","period":"2019","value":5,"unit":"percent"},{"indicator":"population","area":"0604","period":"2018","value":1000}`,
		`{"indicator":"income_support_share","area":"0604","period":"2019","value_min":5,"unit":"percent","population":1000}`,
	} {
		if c, ok := statistics.People(mapOf(t, figures(list)), "0604", "ekonomiskt_bistand"); ok {
			t.Errorf("%s: %+v", list, c)
		}
	}
	own := mapOf(t, figures(`{"indicator":"income_support_share","area":"0604","period":"2019","value":5,"unit":"percent","population":1000}`))
	if c, ok := statistics.People(own, "0604", "ekonomiskt_bistand"); !ok || c.People != 50 || c.Of != nil || !c.Reckoned {
		t.Errorf("5 percent of 1000: %+v, %v", c, ok)
	}
}

func TestFiguresInWords(t *testing.T) {
	n := func(f float64) *float64 { return &f }
	for want, x := range map[string]statistics.Observation{
		"5\u00a0235 kr": {Value: n(5235), Unit: "kr"}, "80–100 %": {ValueMin: n(80), ValueMax: n(100), Unit: "percent"},
		"minst 50 personer": {ValueMin: n(50), Unit: "persons"}, "1 person": {Value: n(1), Unit: "persons"}, "7 hinkar": {Value: n(7), Unit: "hinkar"}, "": {Unit: "kr"},
	} {
		if got := x.Figure(text.Sv); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Every figure of the demonstration says in both languages what it is and of
// what.
func TestEveryFigureHasWords(t *testing.T) {
	v := mapOf(t)
	all := statistics.Observations.All(v)
	if len(all) < 190 {
		t.Fatalf("%d figures", len(all))
	}
	for _, x := range all {
		for _, l := range []*text.Lang{text.Sv, text.En} {
			if statistics.IndicatorName(l, x.Indicator) == x.Indicator || x.Figure(l) == "" {
				t.Errorf("%s: %s %q", l.Code, x.Indicator, x.Figure(l))
			}
		}
		if statistics.AreaName(v, x.Area) == x.Area {
			t.Errorf("%s has no name", x.Area)
		}
	}
}
