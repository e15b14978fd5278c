package insats_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// demoView is the map of the demonstration's data, as the program itself sees it.
func demoView(t testing.TB) *record.View {
	t.Helper()
	s := record.New(dbtest.SQLite(t), exchange.Kinds())
	if _, err := demo.Load(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	v, err := s.View(context.Background(), access.System("test"), "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func whose(v *record.View) func(*insats.Insats) string {
	return func(x *insats.Insats) string { return party.PartyOf(v, x.Provider) }
}

// eligibilityCase is a person with what fits, what may and what never does. The
// lists are whole for what the documents of Burlöv to Lomma tell of, but for what
// has an age limit that its source lost.
type eligibilityCase struct {
	Profile             insats.Person
	Match, Maybe, Never []string
	Why                 string
}

func cases(t *testing.T) []eligibilityCase {
	t.Helper()
	data, err := os.ReadFile("testdata/eligibility.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []eligibilityCase
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// listed tells whether the lists of the cases are whole for an insats.
func listed(x *insats.Insats) bool {
	return slices.ContainsFunc([]string{"uma", "kl-"}, func(begin string) bool { return len(x.Source) > 3 && x.Source[:3] == begin })
}

// beyond are insatser that may fit by what the format says, and that the lists of
// the cases leave out all the same for some persons.
var beyond = map[string]string{
	"lund/larlingsutbildningen": "who has the right to study there is for somebody to judge, also where no disability is told",
	"burlov/peak":               "for young people; the source lost the age limit",
	"burlov/forandringsagenter": "for those of PEAK",
	"burlov/aterbruket":         "for those who are enrolled at PEAK",
	"burlov/servicegruppen":     "for those who are enrolled at PEAK",
}

func TestCasesOfTheTask(t *testing.T) {
	v := demoView(t)
	for _, c := range cases(t) {
		got := map[insats.Value][]string{}
		for _, x := range insats.Insatser.All(v) {
			if !x.TakesPeople() {
				continue
			}
			value := insats.Judge(x, c.Profile).Value
			if slices.Contains(c.Never, x.ID) && value != insats.No {
				t.Errorf("%s: %s, never", x.ID, value)
			}
			if listed(x) {
				got[value] = append(got[value], x.ID)
			}
			if slices.Contains(c.Match, x.ID) && value != insats.Yes || slices.Contains(c.Maybe, x.ID) && value != insats.Depends {
				t.Errorf("%s: %s", x.ID, value)
			}
		}
		for _, id := range got[insats.Yes] {
			if !slices.Contains(c.Match, id) {
				t.Errorf("%s fits, and is not in the list: %s", id, c.Why)
			}
		}
		for _, id := range got[insats.Depends] {
			if !slices.Contains(c.Maybe, id) && beyond[id] == "" {
				t.Errorf("%s may fit, and is not in the list: %s", id, c.Why)
			}
		}
	}
}

// The index gives the same sets as the engine for the demonstration's data.
func TestIndexOfTheDemonstration(t *testing.T) {
	v := demoView(t)
	c := insats.NewCatalogue(v)
	for _, one := range cases(t) {
		a := c.Answer(one.Profile)
		for value, list := range map[insats.Value][]*insats.Insats{insats.Yes: a.List(a.Yes, 1000), insats.Depends: a.List(a.Depends, 1000), insats.No: a.List(a.No, 1000)} {
			for _, x := range list {
				if is := insats.Judge(x, one.Profile).Value; is != value || !x.TakesPeople() {
					t.Errorf("%s: the index says %s, the engine %s", x.ID, value, is)
				}
			}
		}
	}
}

// madeUp are plausible persons of the municipalities that the demonstration tells
// most of, wholly known; the first so many are those of the task.
func madeUp(t *testing.T) []insats.Person {
	r := rand.New(rand.NewPCG(7, 7))
	some := func(words []string, often ...int) []string {
		list := []string{}
		for range often[r.IntN(len(often))] {
			if w := words[r.IntN(len(words))]; !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
		return list
	}
	var all []insats.Person
	towns := []string{"1231", "1285", "1266", "1261", "1262", "1281", "0604", "0643", "0680", "2480", "1982"}
	for range 300 {
		age := 16 + r.IntN(51)
		all = append(all, insats.Person{Municipality: towns[r.IntN(len(towns))], Age: &age,
			Incomes: some(record.Vocabulary("income"), 0, 1, 1, 1, 2), Decisions: some(record.Vocabulary("decision"), 0, 0, 1, 2),
			Conditions: some(record.Vocabulary("condition"), 0, 1, 1, 2), Statuses: some(record.Vocabulary("person_status"), 0, 1, 1, 2, 3),
			Referral: some(record.Vocabulary("referral"), 0, 0, 1, 1), Enrolled: some([]string{"employment_service", "arbete_forsorjning", "peak", "fontanhuset"}, 0, 0, 1)})
	}
	return all
}

// From municipality and age at most five questions lead to a list on which no
// fact changes anything any more.
func TestFewQuestionsSettleTheList(t *testing.T) {
	catalogue := insats.NewCatalogue(demoView(t)).All
	counts := map[int]int{}
	for _, whole := range madeUp(t) {
		n := asked(t, catalogue, whole)
		counts[n]++
		if n > 5 {
			t.Errorf("%d questions for %+v", n, whole)
		}
	}
	t.Logf("so many questions for so many persons: %v", counts)
}

// asked counts the questions from municipality and age to a settled list.
func asked(t *testing.T, catalogue []*insats.Insats, whole insats.Person) int {
	p := insats.Person{Municipality: whole.Municipality, Age: whole.Age}
	for n := 0; ; n++ {
		var open []insats.Verdict
		for _, x := range catalogue {
			if v := insats.Judge(x, p); x.TakesPeople() && v.Value == insats.Depends {
				open = append(open, v)
			}
		}
		next := insats.AskNext(open, p)
		if len(next) == 0 {
			for _, v := range open {
				if !v.Judged {
					t.Errorf("%s hangs on %v, which is no judgement", v.Insats.ID, v.On)
				}
			}
			return n
		}
		if n > len(insats.Facts()) {
			t.Fatalf("it asks for %v again and again", next[0].Facts)
		}
		for _, f := range next[0].Facts {
			p = p.With(f, whole.List(f))
		}
	}
}

// preStudy is the catalogue of the pre-study of young people with
// aktivitetsersättning alone.
func preStudy(t *testing.T) (*record.View, []*insats.Insats) {
	v := demoView(t)
	var all []*insats.Insats
	for _, x := range insats.Insatser.All(v) {
		if strings.HasPrefix(x.Source, "uma") {
			all = append(all, x)
		}
	}
	return v, all
}

func grid(v *record.View, all []*insats.Insats, towns, incomes, stages []string) *insats.Grid {
	return insats.NewIndex(all).Grid(insats.Ask{Municipalities: towns, Incomes: incomes, Stages: stages, PartyOf: whose(v)})
}

// What the pre-study says of its municipalities comes out of what it tells of
// their insatser.
func TestReflectionsOfThePreStudy(t *testing.T) {
	v, all := preStudy(t)
	AE, EB := []string{"aktivitetsersattning"}, []string{"ekonomiskt_bistand"}

	// "Det saknas arbetsförberedande insatser för målgruppen" in Kävlinge and Lomma,
	// at every age; and nothing of theirs even may fit.
	for _, c := range grid(v, all, []string{"1261", "1262"}, AE, []string{"preparatory"}).Cells() {
		if c.Certain != 0 {
			t.Errorf("something preparatory certainly fits in %+v", c)
		}
	}
	for _, town := range []string{"1261", "1262", "1231"} {
		age := 22
		p := insats.Person{Municipality: town, Age: &age, Incomes: AE}
		var own []string
		for _, x := range all {
			if x.Stage == "preparatory" && slices.Contains(x.Towns(), town) && insats.Judge(x, p).Value != insats.No {
				own = append(own, x.ID)
			}
		}
		if hasOwn := len(own) > 0; hasOwn != (town == "1231") {
			t.Errorf("of its own %s has %v", town, own)
		}
	}

	// Young people over an upper age limit are shut out.
	young := grid(v, all, []string{"1261"}, AE, []string{"rehabilitation"}).Cells()
	if last := len(young) - 1; last < 1 || young[last].AgeFrom != 30 || young[last].Certain != 0 || young[last-1].Certain != 1 {
		t.Errorf("what certainly fits does not end at 30: %+v", young)
	}

	// Insatser that are open only to ekonomiskt bistånd: what opening one of them
	// would change is told before it is done.
	var only []string
	for _, x := range all {
		with, without := insats.Judge(x, insats.Person{Incomes: EB}), insats.Judge(x, insats.Person{Incomes: AE})
		if x.TakesPeople() && with.Value != insats.No && without.Value == insats.No {
			only = append(only, x.ID)
		}
	}
	for _, id := range []string{"burlov/resurs-burlov", "eslov/cafe", "eslov/koksarbete", "eslov/praktikanskaffning", "eslov/utearbete", "horby/delta", "lund/rabygard"} {
		if !slices.Contains(only, id) {
			t.Errorf("%s is not among those that are not for aktivitetsersättning: %v", id, only)
		}
	}
	eslov := grid(v, all, []string{"1285"}, AE, []string{"preparatory"})
	shifts := eslov.Try(insats.Change{Insats: "eslov/utearbete", Kind: insats.ChangeIncome, Word: AE[0]})
	if len(shifts) != 1 || shifts[0].AgeFrom != 16 || shifts[0].AgeTo != 66 || shifts[0].Certain != 0 || shifts[0].CertainThen != 1 || !shifts[0].Opens {
		t.Errorf("to open utearbete changes %+v", shifts)
	}
	if best := eslov.Best(nil); len(best) == 0 || best[0].Certain != 51 {
		t.Errorf("what opens most: %+v", best[:min(len(best), 3)])
	}
	if ended := eslov.Try(insats.Change{Insats: "eslov/utearbete", Kind: insats.ChangeEnd}); len(ended) != 0 {
		t.Errorf("to end what is not open to them changes %+v", ended)
	}
}

// The same comes out of the whole catalogue, also what others than the pre-study
// tell of, as the pages of gaps count it: what is at home in one municipality, and
// says not whom it takes, is certain there only. Taken at its word the format opens
// such insatser to everybody, and then Aneby's own would be one for Kävlinge.
func TestGapsOfTheWholeCatalogue(t *testing.T) {
	v := demoView(t)
	ask := insats.Ask{Municipalities: []string{"1261", "1262", "1231", "1285"}, Incomes: []string{"aktivitetsersattning"}, Stages: []string{"preparatory"}, Certain: true}
	gaps := insats.IndexWithin(v, insats.ReachHome).Grid(ask).Empty(nil)
	if len(gaps) != 1 || !slices.Contains(gaps[0].Municipalities, "1261") || !slices.Contains(gaps[0].Municipalities, "1262") || gaps[0].AgeFrom != 19 || gaps[0].AgeTo != 29 {
		t.Errorf("the gaps are %+v", gaps)
	}
	if open := insats.IndexWithin(v, insats.ReachOpen).Grid(ask).Empty(nil); len(open) != 0 {
		t.Errorf("at the word of the criteria the gaps are %+v", open)
	}

	// Opening one of Eslöv's own that is only for ekonomiskt bistånd fills its gap.
	ask.Municipalities = []string{"1285"}
	shifts := insats.IndexWithin(v, insats.ReachHome).Grid(ask).Try(insats.Change{Insats: "eslov/utearbete", Kind: insats.ChangeIncome, Word: "aktivitetsersattning"})
	if len(shifts) != 1 || !shifts[0].Opens {
		t.Errorf("it changes %+v", shifts)
	}
}

// The plain sentences: an upper age limit that shuts out, and what is open to
// ekonomiskt bistånd alone. In the eight municipalities of the pre-study ComUng in
// Lund ends at 25 and Arbetsförmedlingen's personal support for young people at 29,
// for everybody; Kävlinge and Lomma have none of their own of either sort.
func TestPlainThingsOfTheDemonstration(t *testing.T) {
	all := insats.Insatser.All(demoView(t))
	eight := []string{"1230", "1231", "1261", "1262", "1266", "1267", "1281", "1285"}
	limits := insats.AgeLimits(all, eight)
	if len(limits) != 2 || limits[0].Age != 25 || limits[0].Insatser[0].ID != "lund/comung-insats" || limits[1].Age != 29 || limits[1].Insatser[0].ID != "af/personligt-stod-unga" {
		t.Errorf("the age limits are %+v", limits)
	}
	only := insats.OnlyForOne(all, eight)
	if len(only) != 1 || only[0].Income != "ekonomiskt_bistand" || len(only[0].Insatser) != 7 {
		t.Errorf("only for one income are %+v", only)
	}
	if l, o := insats.AgeLimits(all, eight[2:4]), insats.OnlyForOne(all, eight[2:4]); len(l) != 1 || l[0].Age != 29 || len(o) != 0 {
		t.Errorf("in Kävlinge and Lomma: %+v, %+v", l, o)
	}
}

// What only one insats or one party has for somebody is told.
func TestFragileInTheDemonstration(t *testing.T) {
	v, all := preStudy(t)
	for _, f := range grid(v, all, []string{"1261"}, []string{"aktivitetsersattning"}, []string{"education", "placement"}).Fragile() {
		if f.Party == "" && f.Insats == "" {
			t.Errorf("%+v says not of whom", f)
		}
		if f.Stage == "education" && f.AgeFrom >= 20 && f.Party != "lund" && f.Party != "af" {
			t.Errorf("%+v", f)
		}
	}
}

// A document with criteria that nobody can meet is refused with the reason, and
// changes nothing.
func TestImportRefusesWhatNobodyCanMeet(t *testing.T) {
	v := demoView(t)
	s := record.New(dbtest.SQLite(t), exchange.Kinds())
	folder := t.TempDir()
	doc := `{"format":"samkarta/1","source":{"id":"x","title":"X","date":"2019","kind":"catalogue"},
		"insatser":[{"id":"i","name":"I","eligibility":[{},{"incomes_any":["wage"],"incomes_none":["wage"]}]}]}`
	if err := os.WriteFile(folder+"/x.json", []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	files, err := exchange.Files(folder)
	if err != nil {
		t.Fatal(err)
	}
	_, err = exchange.Import(context.Background(), s, v.Actor(), files, exchange.Options{})
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Fields) != 1 || f.Fields[0].Path != "insatser[0].eligibility[1].incomes_none" || f.Fields[0].Key != "insats.nobody.incomes_none" {
		t.Errorf("%v", err)
	}
}
