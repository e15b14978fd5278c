package forum

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
)

// readCase is what several phrases, with | between, are read as.
type readCase struct {
	want  Frequency
	words string
}

func phrases(s string) []string {
	all := strings.Split(s, "|")
	for i := range all {
		all[i] = strings.Join(strings.Fields(all[i]), " ")
	}
	return all
}

func everyOf(n float64, unit string) Frequency { return Frequency{Every: &n, Unit: unit} }
func between(least, most int, per string) Frequency {
	return Frequency{TimesMin: &least, TimesMax: &most, Per: per}
}
func timesOfPer(n int, per string) Frequency { return between(n, n, per) }
func atLeast(n int, per string) Frequency    { return Frequency{TimesMin: &n, Per: per} }
func atMost(n int, per string) Frequency     { return Frequency{TimesMax: &n, Per: per} }

var (
	byNeed    = Frequency{AsNeeded: true}
	regularly = Frequency{Regular: true}
)

// The words of the demonstration data, with the form that the data has.
var dataWords = []readCase{
	{timesOfPer(1, "month"), `ca 1 gång/månad | 1 gång i månaden | En gång i månaden | en gång i månaden | en gång per månad |
		cirka en gång i månaden | en gång/månad | 1 gång/månad | 1 gång per månad`},
	{timesOfPer(3, "term"), `3 gånger/termin`},
	{regularly, `Regelbundna möten | regelbundna gemensamma möten | träffas man regelbundet | träffas regelbundet |
		återkommande planeringsdagar | Kontinuerligt strukturerat samverkansforum | Återkommande mötesforum |
		återkommande gemensamma träffar | kontinuerligt hållit kontakt | kontinuerliga nätverksträffar |
		sammankallar regelbundet | regelbundna träffar | regelbundet träffas | genomförs regelbundet | regelbundet`},
	{everyOf(1, "week"), `varje vecka | Varje vecka | fasta tider varje vecka`},
	{byNeed, `kan vid behov delta i | där det finns behov av samverkan | Den av parterna som ser behov tar initiativ |
		Vid behov av samordnade insatser | används vid behov | om det finns ett behov av informationsutbyte |
		då detta känns aktuellt | om insatser från både socialtjänst och hälso- och sjukvård behöver samordnas`},
	{timesOfPer(1, "quarter"), `en gång i kvartalet | 1 gång per kvartal`},
	{timesOfPer(1, "week"), `en dag i veckan | 1ggr/vecka`},
	{timesOfPer(1, "year"), `en gång per år | en gång/år`},
	{everyOf(1, "day"), `Samlokalisering på heltid`},
	{timesOfPer(2, "term"), `ett par gånger per termin, fler vid behov`},
	{everyOf(2, "week"), `varannan vecka och vice versa`},
	{timesOfPer(2, "week"), `två halvdagar i veckan`},
	{between(3, 4, "year"), `3 4 ggr/år`},
	{timesOfPer(4, "year"), `4 ggr/år | 4 gånger per år`},
	{atLeast(1, "quarter"), `minst en gång i kvartalet`},
	{everyOf(1.5, "month"), `ca 1 ½ månads mellanrum`},
	{timesOfPer(2, "year"), `två ggr/år | 2 gånger per år | ca 2 gånger per år | 2 ggr/år`},
	{atLeast(1, "year"), `vid behov, detta ska ske minst en gång per år`},
	{between(4, 6, "year"), `4-6 gånger per år`},
	{between(6, 8, "year"), `6-8 ggr/år`},
	{everyOf(14, "day"), `var 14:e dag`},
	{everyOf(6, "week"), `Var 6:e vecka`},
	{between(2, 3, "term"), `2-3 gånger per termin | med samma regelbundenhet (2-3 gånger per termin)`},
}

// The words of the data which alone do not say what the data has.
var dataExceptions = map[string]string{
	"varje månad":                       "read as every 1 month, as varje vecka is; the data has 1 per month, the same rate",
	"inom 6 månader före sin 20-årsdag": "says when, not how often; that it is as needed is known from the text around",
	"2 gånger tillsammans med chefnätverket inom försörjningsstöd": "the year is said of the network before",
	"enkelt att boka in ett trepartssamtal":                        "does not say how often; as needed is a conclusion",
	"Samlokalisering på heltid":                                    "read as every working day; the data that the program keeps has regular instead",
	"vid nyanställning":                                            "any event could follow vid",
}

// Other words of the documents that the data was made from.
var documentWords = []readCase{
	{timesOfPer(1, "month"), `Kontinuerliga formella samverkan möten som hålls 1 g/mån. | förlägger ett möte i månaden med KAA handläggare |
		De träffas cirka en gång i månaden för att diskutera personer som har behov av samverkan`},
	{timesOfPer(2, "half_year"), `träffas medarbetare från AF och Lomma 2 ggr/halvår`},
	{timesOfPer(2, "year"), `Denna grupp träffas 2 ggr/år.`},
	{atLeast(4, "year"), `träffas minst 4 gånger under året`},
	{atLeast(2, "year"), `Minst två gånger under året genomförs en gemensam annonskampanj`},
	{timesOfPer(1, "week"), `1 dag i veckan vilket har lett till en mer öppenhet | Samlokalisering en dag/vecka. |
		kommer att utvecklas till en heldag/vecka | träffar en coach 1 gång/vecka samt gruppaktiviteter`},
	{everyOf(1, "week"), `träffas varje vecka och går igenom samtliga aktuella ungdomar`},
	{everyOf(1, "month"), `Remissmöte med AME varje månad`},
	{everyOf(1, "day"), `Utöver det har man dagligen mejl- och telefonkontakt`},
	{timesOfPer(1, "quarter"), `Även där träffas man regelbundet och en gång i kvartalet går alla handläggare`},
	{everyOf(1.5, "month"), `träffas regelbundet med ca 1 ½ månads mellanrum för samtal`},
	{between(2, 3, "term"), `2-3 gånger per termin har man träff med Jobbtorg Resurs`},
	{between(3, 4, "year"), `där man möts 3 4 ggr/år`},
	{timesOfPer(1, "year"), `Alla chefer och handläggare träffas en gång per år för detta.`},
	{regularly, `Kontinuerlig dialog och öppenhet | dialoger förs fortlöpande på chefsnivå`},
	{byNeed, `Remittenten ska vid behov vara ett stöd till mentorn | ställt upp för Kävlingeadepter, om behov finns |
		ett gott stöd från de dagliga handledarna när behov har uppstått`},
}

// Words of the same documents that say no frequency, or two.
var documentUnreadable = phrases(`en arbetsförmedlare på plats ½ i veckan | Arbetsförmedlingen representerade några timmar i veckan |
	en väl fungerande ARENA-grupp som träffades 5 gånger under 2018 |
	ARENA-grupp som under 2018 har träffats 2 gånger | I dagsläget får 2-3 personer/år en anställning |
	Man kommer att ge 20 individer/år möjlighet att få en anställning under ett år |
	i genomsnitt en person per år gått vidare till arbete | Ca. 1000 hushåll per månad |
	Ansökta medel: 1 096 000 /år | en ökning på ca 10 % per år | Pågår i 4-6 veckor |
	i KommunBryggan i 12 till 24 månader | under max 3 månader |
	Under de 11 månaderna 2017 har 4 mentorsmöten ägt rum | man hade ett möte i början av februari i år |
	första halvåret 2017 | styrelsemötet onsdagen den 22 februari 2017 | Regelverken är många gånger svårtydda |
	göra tidskrävande omtag varje gång en medarbetare byts ut | fokus på varje individs behov |
	Det finns ett ökat behov av mer formell och strukturerad samverkan med AF |
	Enheten har inte regelbundna träffar med LSS | har inte längre några återkommande gemensamma utbildningsdagar |
	Samlokalisering på heltid i ComUng, 1 dag/vecka i arbetet med övriga |
	fortlöpande kontakter per mejl och telefon vid behov`)

var otherWords = []readCase{
	{timesOfPer(2, "year"), `träffas ca 2 gånger per år med cheferna | två gånger årligen | vår och höst | varje vår- och hösttermin |
		a couple of times a year`},
	{timesOfPer(3, "year"), `TRE  GGR / ÅR`},
	{between(1, 2, "month"), `1-2 ggr/mån. | 1–2 gång(er) per månad | en till två träffar i månaden | en eller två gånger per månad |
		once or twice a month`},
	{between(2, 3, "term"), `två tre gånger per termin | 2-3 times per term`},
	{between(4, 6, "year"), `mellan 4 och 6 gånger per år | 4-6/år`},
	{between(2, 4, "year"), `minst 2, högst 4 möten per år`},
	{between(2, 3, "quarter"), `2 à 3 tillfällen per kvartal`},
	{timesOfPer(4, "year"), `c:a 4 ggr om året | 4/år | 4 årliga möten`},
	{timesOfPer(12, "year"), `omkring tolv styrgruppsmöten per år`},
	{timesOfPer(2, "term"), `dubbelt per termin | två gånger varje termin | varje termin 2 gånger | hålls löpande, 2 ggr per termin`},
	{timesOfPer(2, "week"), `2 ggr/v | måndagar och torsdagar | Mondays and Thursdays`},
	{timesOfPer(1, "week"), `½ dag i veckan | en halv dag i veckan | once a week`},
	{timesOfPer(18, "year"), `1,5 gånger per månad`},
	{atMost(4, "year"), `max 4 gånger per år | 4 gånger per år som mest | up to 4 times a year`},
	{atLeast(1, "month"), `minst månadsvis | at least once a month`},
	{atLeast(1, "week"), `en gång i veckan eller oftare`},
	{atLeast(2, "term"), `några gånger per termin`},
	{atLeast(1, "year"), `en eller flera gånger om året`},
	{atLeast(26, "year"), `minst varannan vecka`},
	{atLeast(8, "year"), `minst var 6:e vecka`},
	{between(8, 13, "year"), `var 4-6 vecka | var fjärde till sjätte vecka`},
	{timesOfPer(9, "year"), `3 ggr/tertial`},
	{everyOf(1, "day"), `dagligen`},
	{everyOf(0.5, "day"), `2 ggr om dagen`},
	{everyOf(1, "week"), `veckovis | varje måndag | tisdagar kl 13-15 | kl. 9 varje onsdag | every week`},
	{everyOf(1, "month"), `månadsvis | monthly`},
	{timesOfPer(1, "quarter"), `kvartalsvis | sista fredagen varje kvartal | en gång per kvartal (4 ggr/år) | quarterly`},
	{timesOfPer(1, "term"), `terminsvis | varje termin`},
	{timesOfPer(1, "half_year"), `halvårsvis | semi-annually`},
	{timesOfPer(1, "year"), `årligen | varje höst`},
	{everyOf(2, "month"), `varannan månad`},
	{everyOf(3, "week"), `var tredje vecka`},
	{everyOf(6, "week"), `var 6 vecka | 1 gång per 6 veckor | med 6 veckors mellanrum | intervall om 6 veckor | every 6 weeks |
		at six-week intervals`},
	{everyOf(24, "month"), `vartannat år`},
	{everyOf(36, "month"), `vart tredje år`},
	{everyOf(12, "month"), `varannan termin`},
	{everyOf(2, "week"), `en gång varannan vecka | varannan tisdag | tisdagar udda veckor | varannan vecka på tisdagar |
		every other week | bi-weekly | fortnightly | once a fortnight`},
	{timesOfPer(1, "month"), `2 gånger varannan månad | första tisdagen i månaden | varje första tisdag i månaden |
		max 10 personer, en gång i månaden | ett möte som hålls en gång i månaden | the first Tuesday of each month`},
	{everyOf(1.5, "month"), `en och en halv månads mellanrum`},
	{timesOfPer(3, "week"), `varje måndag, onsdag och fredag`},
	{timesOfPer(5, "week"), `måndag–fredag 8–17`},
	{timesOfPer(2, "month"), `första och tredje tisdagen i månaden | twice a month`},
	{byNeed, `efter behov | ad-hoc | när det behövs | så ofta det behövs | behovsstyrt | as needed | on demand`},
	{regularly, "löpande | meets regularly | a\u030aterkommande"},
	{between(6, 9, "year"), `every six to eight weeks`},
}

var otherUnreadable = phrases(`7 | hejsan | ibland när månen är full | 0 gånger per år | per år | varje gång | varje vecka och en gång per år |
	en gång i veckan eller månaden | varje dag/vecka | varje/varannan vecka | regelbundet eller vid behov |
	varje vecka (udda veckor digitalt) | tisdagar kl 9 och torsdagar kl 10 | mer än 4 gånger per år |
	inte varje vecka | sällan | oregelbundet | 2 gånger i år | 2 gånger i vecka 12 | 4 gånger under året 2018 |
	2 möten under 6 månader | en gång i mån av tid | det var 2 veckor sedan | det var tredje året | 4 varje år |
	1, 2 ggr/år | 2018 3 4 ggr/år | 2018 gånger per år | minst 6 veckors mellanrum | minst vartannat år |
	minst 2 gånger och högst 4 gånger per år | max några gånger per år | tisdagar i månaden | every few weeks |
	en heldag och två halvdagar per termin | 2 i varje månad | möten om individens behov`)

func TestReadFrequency(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range slices.Concat(dataWords, documentWords, otherWords) {
		for _, words := range phrases(c.words) {
			got, err := ReadFrequency(" " + words + "\n")
			c.want.Text = words
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil || seen[words] {
				t.Errorf("%q: %v (want -, got +):\n%s", words, err, diff)
			}
			seen[words] = true
		}
	}
}

func TestUnreadableFrequency(t *testing.T) {
	for _, words := range slices.Concat(documentUnreadable, otherUnreadable, []string{"", " \n"}) {
		f, err := ReadFrequency(words)
		if !fault.Is(err, fault.Invalid) || f != (Frequency{Text: strings.TrimSpace(words)}) {
			t.Errorf("%q is read as %+v, %v", words, f, err)
		}
	}
}

// The reader agrees with the demonstration data, but for the exceptions.
func TestReadFrequencyOfData(t *testing.T) {
	files, _ := filepath.Glob("../demo/data/*.json")
	for _, file := range files {
		for _, want := range frequenciesIn(t, file) {
			got, err := ReadFrequency(want.Text)
			same := err == nil && cmp.Equal(want, got)
			if _, excepted := dataExceptions[want.Text]; same == excepted || len(want.Faults()) > 0 {
				t.Errorf("%q: read as %q, the data has %q", want.Text, got.Words(text.Sv), want.Words(text.Sv))
			}
		}
	}
}

func frequenciesIn(t *testing.T, file string) []Frequency {
	data, err := os.ReadFile(file)
	var doc struct {
		Forums []struct{ Frequency Frequency }
	}
	if err == nil {
		err = json.Unmarshal(data, &doc)
	}
	if err != nil {
		t.Fatal(file, err)
	}
	var all []Frequency
	for _, f := range doc.Forums {
		if f.Frequency != (Frequency{}) {
			all = append(all, f.Frequency)
		}
	}
	return all
}

func TestFrequencyFaults(t *testing.T) {
	zero, none, nan := 0, 0.0, math.NaN()
	for _, c := range []struct {
		name string
		f    Frequency
		want []string
	}{
		{"times", between(2, 3, "term"), nil},
		{"most only", atMost(999, "week"), nil},
		{"every", everyOf(1.5, "month"), nil},
		{"as needed", byNeed, nil},
		{"regular", regularly, nil},
		{"nothing", Frequency{}, []string{" frequency.none"}},
		{"words only", Frequency{Text: "varje vecka"}, []string{" frequency.none"}},
		{"two forms", Frequency{AsNeeded: true, Regular: true}, []string{"regular frequency.several"}},
		{"times and as needed", Frequency{TimesMin: new(1), Per: "year", AsNeeded: true}, []string{"as_needed frequency.several"}},
		{"least over most", between(3, 2, "year"), []string{"times_max frequency.min_over_max"}},
		{"zero times", Frequency{TimesMin: &zero, Per: "year"}, []string{"times_min frequency.number"}},
		{"too many", atMost(1000, "year"), []string{"times_max frequency.number"}},
		{"per day", atLeast(1, "day"), []string{"per frequency.per_unknown"}},
		{"per only", Frequency{Per: "year"}, []string{"times_min frequency.times_missing"}},
		{"every nothing", Frequency{Every: &none, Unit: "week"}, []string{"every frequency.number"}},
		{"every NaN", Frequency{Every: &nan, Unit: "week"}, []string{"every frequency.number"}},
		{"every 2 years", everyOf(2, "year"), []string{"unit frequency.unit_unknown"}},
		{"unit only", Frequency{Unit: "week"}, []string{"every frequency.every_missing"}},
	} {
		var got []string
		for _, wrong := range c.f.Faults() {
			got = append(got, wrong.Path+" "+wrong.Key)
			if !text.Sv.Has(wrong.Key) || !text.En.Has(wrong.Key) {
				t.Errorf("%s has no text", wrong.Key)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (want -, got +):\n%s", c.name, diff)
		}
	}
}

func TestFrequencyWords(t *testing.T) {
	for _, c := range []struct {
		f      Frequency
		sv, en string
	}{
		{between(2, 3, "term"), "2–3 gånger per termin", "2–3 times a term"},
		{between(1, 2, "half_year"), "1–2 gånger per halvår", "1–2 times per half-year"},
		{timesOfPer(1, "week"), "en gång i veckan", "once a week"},
		{timesOfPer(1, "year"), "en gång om året", "once a year"},
		{timesOfPer(4, "year"), "4 gånger per år", "4 times a year"},
		{atLeast(1, "quarter"), "minst 1 gång per kvartal", "at least once a quarter"},
		{atMost(4, "month"), "högst 4 gånger per månad", "at most 4 times a month"},
		{everyOf(1, "day"), "varje dag", "every day"},
		{everyOf(0.5, "day"), "2 gånger per dag", "2 times a day"},
		{everyOf(2, "week"), "varannan vecka", "every other week"},
		{everyOf(6, "week"), "var 6:e vecka", "every 6 weeks"},
		{everyOf(21, "day"), "var 21:a dag", "every 21 days"},
		{everyOf(1.5, "month"), "med 1,5 månaders mellanrum", "every 1.5 months"},
		{everyOf(24, "month"), "vartannat år", "every other year"},
		{everyOf(36, "month"), "vart 3:e år", "every 3 years"},
		{byNeed, "vid behov", "as needed"},
		{regularly, "regelbundet, okänt hur ofta", "regularly, rate unknown"},
		{Frequency{Text: "ibland"}, "ibland", "ibland"},
		{Frequency{}, "okänt hur ofta", "not known how often"},
	} {
		if sv, en := c.f.Words(text.Sv), c.f.Words(text.En); sv != c.sv || en != c.en {
			t.Errorf("got %q and %q, want %q and %q", sv, en, c.sv, c.en)
		}
	}
}

func shown(n *float64) string {
	if n == nil {
		return "?"
	}
	return strconv.FormatFloat(*n, 'f', 2, 64)
}

func TestFrequencyPerYear(t *testing.T) {
	for _, c := range []struct {
		f    Frequency
		want string
	}{
		{timesOfPer(1, "week"), "52.00–52.00"},
		{between(2, 3, "term"), "4.00–6.00"},
		{timesOfPer(1, "quarter"), "4.00–4.00"},
		{timesOfPer(2, "half_year"), "4.00–4.00"},
		{atLeast(1, "month"), "12.00–?"},
		{atMost(4, "year"), "?–4.00"},
		{everyOf(6, "week"), "8.67–8.67"},
		{everyOf(1.5, "month"), "8.00–8.00"},
		{everyOf(24, "month"), "0.50–0.50"},
		{everyOf(14, "day"), "26.00–26.00"},
		{everyOf(1, "day"), "260.00–260.00"},
		{everyOf(0.5, "day"), "520.00–520.00"},
		{byNeed, "0.00–?"},
		{regularly, "?–?"},
		{Frequency{}, "?–?"},
		{between(3, 2, "year"), "?–?"},
	} {
		times := c.f.PerYear()
		if got := shown(times.Min) + "–" + shown(times.Max); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.f, got, c.want)
		}
	}
}

// Whatever the numbers: the least is never over the most, more times in a
// period are more times a year, a longer cycle is never more often, and no
// known times are zero but those of what happens as needed.
func TestFrequencyPerYearProperties(t *testing.T) {
	for per := range periodsInYear {
		for n := 1; n < 40; n++ {
			one, more, span := timesOfPer(n, per).PerYear(), timesOfPer(n+1, per).PerYear(), between(n, n+1, per).PerYear()
			if *one.Min != *one.Max || *one.Min <= 0 || *more.Min <= *one.Min || *span.Min != *one.Min || *span.Max != *more.Max {
				t.Errorf("%d per %s", n, per)
			}
		}
	}
	for _, unit := range everyUnits {
		before := math.Inf(1)
		for n := 0.25; n < 30; n += 0.25 {
			times := everyOf(n, unit).PerYear()
			if *times.Min != *times.Max || *times.Min <= 0 || *times.Min > before {
				t.Errorf("every %v %s: %v times", n, unit, *times.Min)
			}
			before = *times.Min
		}
	}
}

func FuzzReadFrequency(f *testing.F) {
	unreadable := readCase{words: strings.Join(slices.Concat(documentUnreadable, otherUnreadable), "|")}
	for _, c := range slices.Concat(dataWords, documentWords, otherWords, []readCase{unreadable}) {
		for _, words := range phrases(c.words) {
			f.Add(words)
		}
	}
	f.Fuzz(func(t *testing.T, words string) {
		got, err := ReadFrequency(words)
		if err != nil {
			return
		}
		if faults := got.Faults(); len(faults) > 0 {
			t.Fatalf("%q is read as %+v with faults %v", words, got, faults)
		}
		for _, l := range []*text.Lang{text.Sv, text.En} {
			again, err := ReadFrequency(got.Words(l))
			if err != nil || !sameTimes(got.PerYear(), again.PerYear()) {
				t.Errorf("%q is shown as %q, which is read as %+v (%v)", words, got.Words(l), again, err)
			}
		}
	})
}
