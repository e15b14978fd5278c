package search

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var glossary = Synonyms{
	"AME": {"arbetsmarknadsenhet"}, "KAA": {"kommunala aktivitetsansvaret"}, "EB": {"ekonomiskt bistånd"},
	"GPS": {"gemensam psykiatrisamverkan", "Gemensam Plattform Svalöv"}, "IFO": {"individ- och familjeomsorg"},
	"AF": {"Arbetsförmedlingen"}, "FK": {"Försäkringskassan"}, "SE": {"supported employment", "sjukersättning"},
}

// units and forums as they are named in mappings of collaboration.
var places = []Doc{
	{Key: "ame", Title: "Arbetsmarknadsenheten", Short: []string{"AME"}, Body: []string{"Aneby", "Stöd till arbete och praktik för den som är arbetslös"}},
	{Key: "amo", Title: "Arbetsmarknadsorganisationen", Short: []string{"AMO"}, Body: []string{"Gislaved", "Målgrupp 16–67 år"}},
	{Key: "integration", Title: "Integration (AMO)", Body: []string{"Gislaved"}},
	{Key: "vac", Title: "Värnamo Arbetsmarknadscenter", Short: []string{"VAC"}, Body: []string{"Målgrupp 25–65 år"}},
	{Key: "jcu", Title: "Jobbcenter Unga", Short: []string{"JCU"}, Body: []string{"Värnamo", "Målgrupp 16–24 år"}},
	{Key: "ifo", Title: "Individ- och familjeomsorgen", Short: []string{"IFO"}, Body: []string{"Ale"}},
	{Key: "stod", Title: "Enheten för försörjningsstöd", Body: []string{"Umeå"}},
	{Key: "bistand", Title: "Försörjningsstöd (ekonomiskt bistånd)", Body: []string{"Aneby"}},
	{Key: "kaa", Title: "KAA (kommunalt aktivitetsansvar)", Body: []string{"Mullsjö"}},
	{Key: "missbruk", Title: "Missbruksenheten/missbruksvården", Body: []string{"Jönköping"}},
	{Key: "af", Title: "Arbetsförmedlingen", Short: []string{"AF"}},
	{Key: "af-jkpg", Title: "Arbetsförmedlingen i Jönköping", Body: []string{"Etablering av nyanlända"}},
	{Key: "fk", Title: "Försäkringskassan", Short: []string{"FK"}, Body: []string{"Sjukpenning och aktivitetsersättning"}},
	{Key: "finnved", Title: "Finnvedens samordningsförbund", Short: []string{"FINSAM"}},
	{Key: "vatterbygd", Title: "Samordningsförbundet Södra Vätterbygden", Body: []string{"Samordningsförbundets kansli"}},
	{Key: "gps", Title: "Länsnätverk psykiatri (GPS)", Body: []string{"Region Jönköpings län sammankallar"}},
	{Key: "svalov", Title: "GPS – Gemensam Plattform Svalöv", Body: []string{"Svalöv"}},
	{Key: "reko", Title: "Rehabkoordinatorernas nätverk", Body: []string{"Träffas två gånger per termin"}},
	{Key: "sip", Title: "SIP-möten", Body: []string{"Samordnad individuell plan"}},
	{Key: "remiss", Title: "Remissmöte AMO", Body: []string{"Gislaved"}},
	{Key: "sprak", Title: "Språkpraktik för nyanlända", Body: []string{"Språkträning på arbetsplats"}},
	{Key: "uma", Title: "Unga med aktivitetsersättning", Body: []string{"Förstudie 2018"}},
	{Key: "gymnasium", Title: "Gymnasieskolan", Body: []string{"Studie- och yrkesvägledare"}},
	{Key: "coach", Title: "Ungdomscoachen", Body: []string{"Habo"}},
	{Key: "arena", Title: "ARENA Mullsjö", Short: []string{"ARENA"}, Body: []string{"Forum för AF, Försäkringskassan och kommunen"}},
	{Key: "social", Title: "Socialpsykiatrin", Body: []string{"Boendestöd och sysselsättning"}},
}

func indexed(docs ...Doc) *Index {
	x := New(glossary)
	x.Put(docs...)
	return x
}

func keys(r Result) []string {
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.Key)
	}
	return out
}

func TestFind(t *testing.T) {
	x := indexed(places...)
	for _, c := range []struct {
		text  string
		first string // the best ones, in order
		also  string // found too, in any order
		not   string
	}{
		{"Arbetsmarknadsenheten", "ame", "", "amo stod"},
		{"arbetsmarknadsenhet", "ame", "", ""},
		{"arbetsmarknadsenhetens", "ame", "", ""},
		{"arbetsmarknad", "", "ame amo vac", "af"},
		{"enhet", "stod", "ame missbruk", ""},
		{"enheterna", "stod", "ame missbruk", ""},
		{"förbund", "", "finnved vatterbygd", "fk"},
		{"förbundets", "", "finnved vatterbygd", ""},
		{"samordningsförbund", "finnved", "vatterbygd", ""},
		{"samordningsförbundets", "", "finnved vatterbygd", ""},
		{"ersättning", "uma", "fk", ""},
		{"praktik", "sprak", "ame", ""},
		{"stöd", "", "bistand stod social ame", ""},
		{"skola", "gymnasium", "", ""},
		{"gymnasieskolor", "gymnasium", "", ""},
		{"möte", "sip", "remiss", ""},
		{"coach", "coach", "", ""},
		{"psykiatri", "gps", "social", ""},
		{"AME", "ame", "", ""},
		{"amo", "amo integration", "remiss", ""},
		{"IFO", "ifo", "", ""},
		{"individ och familjeomsorg", "ifo", "", ""},
		{"KAA", "kaa", "", ""},
		{"kommunala aktivitetsansvaret", "kaa", "", ""},
		{"EB", "bistand", "", "stod"},
		{"ekonomiskt bistånd", "bistand", "", "stod"},
		{"försäkringskassan", "fk", "arena", ""},
		{"FK", "fk", "arena", ""},
		{"AF", "af", "arena af-jkpg", ""},
		{"AF:s", "af", "", ""},
		{"forsakringskassan", "fk", "arena", ""},
		{"forsorjningsstod", "bistand", "stod", ""},
		{"försäkringskasan", "fk", "arena", ""},
		{"forsakringskasan", "fk", "", ""},
		{"arbetsmarkandsenhet", "ame", "", ""},
		{"rehabkordinatorer", "reko", "", ""},
		{"samordningsförbudets", "", "finnved vatterbygd", ""},
		{"arbetsförmedlingen jönköping", "af-jkpg", "", "af"},
		{"vem sammankallar till GPS", "", "gps svalov", "reko"},
		{"Vem sammankallar till Länsnätverk psykiatri (GPS)?", "gps", "", "svalov"},
		{"Hur ofta träffas rehabkoordinatorernas nätverk, och vilka är med?", "reko", "", "gps"},
		{"vad gör jobbcenter i värnamo", "jcu", "", "vac"},
		{"sipmöte", "sip", "", ""},
		{"16", "", "amo jcu", "vac"},
		{"2018", "uma", "", ""},
		{"jobbcenter gislaved", "jcu", "", ""},
		{"Arbetsmarknadsenheten aneby", "ame", "", ""},
		{"vem", "", "", "ame"},
		{"xyzzy", "", "", "ame"},
		{"", "", "", "ame"},
	} {
		t.Run(c.text, func(t *testing.T) {
			got := keys(x.Find(Query{Text: c.text}))
			first := strings.Fields(c.first)
			if len(got) < len(first) || !slices.Equal(got[:len(first)], first) {
				t.Errorf("first %v, got %v", first, got)
			}
			for _, key := range strings.Fields(c.also) {
				if !slices.Contains(got, key) {
					t.Errorf("%s is missing in %v", key, got)
				}
			}
			for _, key := range strings.Fields(c.not) {
				if slices.Contains(got, key) {
					t.Errorf("%s is in %v", key, got)
				}
			}
		})
	}
}

func TestFieldsInOrder(t *testing.T) {
	x := indexed(
		Doc{Key: "body", Title: "Något annat här", Body: []string{"mentor mentor mentor mentor"}},
		Doc{Key: "short", Title: "Något annat här", Short: []string{"mentor för unga"}},
		Doc{Key: "word", Title: "Ett nätverk med mentor"},
		Doc{Key: "named", Title: "Något annat här", Short: []string{"Mentor"}},
		Doc{Key: "title", Title: "Mentor"},
	)
	want := []string{"title", "named", "word", "short", "body"}
	if diff := cmp.Diff(want, keys(x.Find(Query{Text: "mentor"}))); diff != "" {
		t.Error(diff)
	}
}

func TestLettersWithDots(t *testing.T) {
	x := indexed(Doc{Key: "lån", Title: "Lån"}, Doc{Key: "lan", Title: "Lan"}, Doc{Key: "län", Title: "Län"}, Doc{Key: "länet", Title: "Länet"})
	for text, want := range map[string][]string{
		"lan": {"lan", "län", "lån", "länet"},
		"lån": {"lån"},
		"län": {"län", "länet"},
	} {
		if diff := cmp.Diff(want, keys(x.Find(Query{Text: text}))); diff != "" {
			t.Error(text, diff)
		}
	}
}

func TestUnicode(t *testing.T) {
	x := indexed(Doc{Key: "fk", Title: "Försäkringskassan Umeå"}, Doc{Key: "café", Title: "Café Exposé"})
	for _, text := range []string{"Försäkringskassan", "fo\u0308rsa\u0308kringskassan", "FÖRSÄKRINGSKASSAN", "för\u00adsäkrings\u00adkassan"} {
		if got := keys(x.Find(Query{Text: text})); !slices.Equal(got, []string{"fk"}) {
			t.Errorf("%q: %v", text, got)
		}
	}
	if got := keys(x.Find(Query{Text: "cafe"})); !slices.Equal(got, []string{"café"}) {
		t.Error(got)
	}
}

func TestPartial(t *testing.T) {
	x := indexed(places...)
	whole, partial := x.Find(Query{Text: "jobbcenter värnamo"}), x.Find(Query{Text: "jobbcenter gislaved"})
	if whole.Partial || !partial.Partial {
		t.Errorf("whole %v, partial %v", whole.Partial, partial.Partial)
	}
	if whole.Hits[0].Score <= partial.Hits[0].Score {
		t.Errorf("%v is no more than %v", whole.Hits[0], partial.Hits[0])
	}
	missing := x.Find(Query{Text: "jobbcenter Qwertyuiopå"})
	if diff := cmp.Diff([]string{"Qwertyuiopå"}, missing.Missing); diff != "" || missing.Hits[0].Key != "jcu" {
		t.Error(diff, missing)
	}
}

func TestCorrected(t *testing.T) {
	x := indexed(places...)
	for _, c := range []struct{ text, from, to, suggestion string }{
		{"Försäkringskasan i Mullsjö", "Försäkringskasan", "försäkringskassan", "försäkringskassan i Mullsjö"},
		{"forsakringskasan", "forsakringskasan", "försäkringskassan", "försäkringskassan"},
		{"arbetsmarkand", "arbetsmarkand", "arbetsmarknad", "arbetsmarknad"},
		{"gymansieskolan", "gymansieskolan", "gymnasieskolan", "gymnasieskolan"},
		{"gymnaiseskollan", "", "", "gymnasieskolan"}, // two typos: suggested only
		{"forsakringskassan", "", "", ""},
		{"qwertyuiop", "", "", ""},
	} {
		r := x.Find(Query{Text: c.text})
		var want []Correction
		if c.from != "" {
			want = []Correction{{c.from, c.to}}
		}
		if diff := cmp.Diff(want, r.Corrected); diff != "" || r.Suggestion != c.suggestion {
			t.Errorf("%s: %s, suggestion %q", c.text, diff, r.Suggestion)
		}
	}
}

// What may not be found may not show through a correction either.
func TestKeep(t *testing.T) {
	x := indexed(places...)
	hide := func(key string) func(string) bool { return func(k string) bool { return k != key } }
	for _, text := range []string{"gymnasieskolan", "gymansieskolan", "gymnaiseskollan"} {
		r := x.Find(Query{Text: text, Keep: hide("gymnasium")})
		if len(r.Hits) > 0 || r.Total > 0 || r.Corrected != nil || r.Suggestion != "" {
			t.Errorf("%s: %+v", text, r)
		}
	}
	r := x.Find(Query{Text: "AMO", Keep: hide("amo")})
	if diff := cmp.Diff([]string{"integration", "remiss"}, keys(r)); diff != "" || r.Total != 2 {
		t.Error(diff, r.Total)
	}
}

func TestLimit(t *testing.T) {
	x := indexed(madeUp(500)...)
	for _, text := range []string{"samordning", "arbetsmarknad vård", "stöd", "för"} {
		all := x.Find(Query{Text: text})
		for _, limit := range []int{1, 2, 10, 1000} {
			some := x.Find(Query{Text: text, Limit: limit})
			if diff := cmp.Diff(all.Hits[:min(limit, len(all.Hits))], some.Hits); diff != "" || some.Total != all.Total {
				t.Errorf("%s, %d: %s", text, limit, diff)
			}
		}
	}
}

func TestLongQuery(t *testing.T) {
	x := indexed(places...)
	words := strings.Repeat("och socialpsykiatrin ", 12)
	if got := keys(x.Find(Query{Text: words + "missbruk"})); !slices.Equal(got, []string{"social"}) {
		t.Error(got)
	}
	r := x.Find(Query{Text: strings.Repeat("å", 1_000_000)})
	if len(r.Missing) != 1 || len(r.Missing[0]) != 2*maxLetters {
		t.Error(len(r.Missing))
	}
}

func TestSynonymsAreNotPassedOn(t *testing.T) {
	x := indexed(Doc{Key: "se", Title: "SE-coacher"}, Doc{Key: "sjuk", Title: "Sjukersättning"}, Doc{Key: "job", Title: "Supported Employment"})
	for text, want := range map[string][]string{
		"SE":             {"job", "se", "sjuk"},
		"sjukersättning": {"se", "sjuk"},
	} {
		got := keys(x.Find(Query{Text: text}))
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(text, diff)
		}
	}
	x.SetSynonyms(nil)
	if got := keys(x.Find(Query{Text: "sjukersättning"})); !slices.Equal(got, []string{"sjuk"}) {
		t.Error(got)
	}
}

func TestEqualHitsKeepTheirOrder(t *testing.T) {
	var docs []Doc
	for i := range 40 {
		docs = append(docs, Doc{Key: fmt.Sprintf("k%02d", 39-i), Title: "Ungdomstorget", Sort: fmt.Sprintf("s%d", i/20)})
	}
	got := keys(indexed(docs...).Find(Query{Text: "ungdomstorg", Limit: 30}))
	want := []string{}
	for i := range 20 {
		want = append(want, fmt.Sprintf("k%02d", 20+i))
	}
	for i := range 10 {
		want = append(want, fmt.Sprintf("k%02d", i))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestConcurrentUse(t *testing.T) {
	docs := madeUp(200)
	x := indexed(docs...)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 50 {
				x.Put(docs[(i*50+j)%len(docs)])
				x.Remove(docs[(i*50+j+7)%len(docs)].Key)
			}
		})
		wg.Go(func() {
			for range 50 {
				x.Find(Query{Text: "samordning av vrd och arbete", Keep: func(string) bool { return true }})
			}
		})
	}
	wg.Wait()
	x.Put(docs...)
	if x.Len() != len(docs) {
		t.Error(x.Len())
	}
}
