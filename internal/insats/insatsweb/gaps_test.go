package insatsweb_test

import (
	"strings"
	"testing"
)

const tryEslov = "/luckor/prova?kommun=1285&insats=eslov/utearbete&andring="

func TestGapsAreWhole(t *testing.T) {
	s := newSite(t, few)
	for _, path := range []string{"/luckor", "/luckor?kommun=1261", "/luckor?kommun=1261&kommun=1262&rakna=kanske", "/luckor?kommun=Eslöv,+Hörby&rackvidd=namnda&rakna=kanske",
		"/luckor?forbund=hoglandets-samordningsforbund", "/luckor?kommun=2584&rackvidd=ordagrant", "/luckor?kommun=0604&inkomst=none&steg=unknown", "/luckor/prova",
		"/luckor/prova?kommun=1285", tryEslov + "hoj-alder&till-alder=30", tryEslov + "avsluta", tryEslov + "inkomst&till-inkomst=wage"} {
		for _, lang := range []string{"sv", "en"} {
			with := path + "?lang=" + lang
			if strings.Contains(path, "?") {
				with = path + "&lang=" + lang
			}
			s.Show(with).Whole()
		}
	}
}

// What the pre-study of young people with aktivitetsersättning found stands on the
// page in words.
func TestGapsSayWhatThePreStudyFound(t *testing.T) {
	s := newSite(t)
	p := s.Show("/luckor?kommun=Kävlinge,Lomma&inkomst=aktivitetsersattning&steg=preparatory")
	p.Has("h1", "Luckor i Kävlinge och Lomma")
	p.Has(".gap summary", "I Kävlinge och Lomma finns ingen förberedande insats som säkert passar den som har aktivitetsersättning, 19–29 år.")
	p.Has(".gap__people", "107 personer").Has(".gap__in a", "Kävlinge: 77 (2017-12)", "Insatser för Lomma")
	if link := p.Values(`.gap__in .cluster a`, "href"); len(link) != 2 || link[0] != "/insatser?alder=19&inkomst=aktivitetsersattning&kommun=1261&steg=preparatory" {
		t.Errorf("they lead to %v", link)
	}
	s.Show("/luckor?kommun=1261&rackvidd=ordagrant&inkomst=aktivitetsersattning&steg=preparatory").HasNot(".gap")
	p = s.Show("/luckor?kommun=Burlöv,Eslöv,Hörby,Lund")
	p.Has(".gap-list li", "är öppna bara för den som har ekonomiskt bistånd", "stänger ute den som är äldre än 25 år", "Bara Elvans träffpunkt")
}

func TestHeatMap(t *testing.T) {
	s := newSite(t)
	one := s.Show("/luckor?kommun=1261")
	one.Count(15, ".gapheat tbody tr").Has(".gapheat thead th", "30–66").Has(".gapheat td", "1 passar säkert", "Ingen i den åldern kan ha den inkomsten")
	s.Show("/luckor?kommun=1261&inkomst=aktivitetsersattning").Count(7, ".gapheat tbody tr").Has(".gapheat tbody th", "Förberedande")
	several := s.Show("/luckor?forbund=mittskane")
	if got := several.Texts(".gapheat thead th"); len(got) != 4 || got[1] != "Eslöv" {
		t.Errorf("the columns are %v", got)
	}
	s.Show("/luckor?forbund=mittskane&rakna=kanske").HasNot(".gapheat small")
}

func TestGapsAreAskedForInWords(t *testing.T) {
	s := newSite(t)
	s.Show("/luckor").Has("main a", "Finsam Mittskåne", "Kävlinge").HasNot(".gapheat")
	s.Show("/luckor?kommun=Ankeborg").Has("main", "Ingen kommun heter Ankeborg")
	s.Show("/luckor?forbund=x").Has("main", "x är inget förbund")
	s.Show("/luckor?kommun=1261&inkomst=guld").Has("main", "Välj något av det som finns i listan")
}

func TestWhatIfIsToldAndChangesNothing(t *testing.T) {
	s := newSite(t)
	opens := s.Show(tryEslov + "inkomst&till-inkomst=aktivitetsersattning")
	opens.Has("h2", "Öppna ”Arbetsmarknadsenheten: utearbete, Eslöv” för den som har aktivitetsersättning").Has(".gap-says", "Öppnar 1 lucka.")
	opens.Has("main li", "Eslöv: förberedande för den som har aktivitetsersättning, 19–29 år.").Has("td", "0 → 1")
	opens.Has(".gap-best li", "Gäller upp till 154 kända personer.")
	s.Show("/luckor/prova?kommun=1266&insats=horby/elvans-traffpunkt&andring=avsluta").Has("main", "Avsluta ”")
	for path, says := range map[string]string{
		tryEslov + "inkomst":                                       "Öppna för inkomsten",
		tryEslov + "hoj-alder&till-alder=7":                        "Ny åldersgräns",
		tryEslov + "trolla":                                        "Ändring",
		"/luckor/prova?kommun=1285&insats=nothing&andring=avsluta": "Insats",
		"/luckor/prova":                                            "Kommuner",
	} {
		s.Show(path).Has(`.ds-error-summary a, [class*="error"] a`, says).HasNot(".gap-says")
	}
	s.Show("/luckor?kommun=1285&inkomst=aktivitetsersattning&steg=preparatory").Has(".gap summary", "I Eslöv finns ingen förberedande insats")
}

// The first of the best changes, when it is tried, opens what it is said to.
func TestBestIsWhatItSays(t *testing.T) {
	s := newSite(t)
	best := s.Show("/luckor/prova?kommun=1285")
	links, opens := best.Values(".gap-best > li > p:first-child a", "href"), best.Texts(".gap-best > li strong")
	if len(links) != 10 || len(opens) != 10 {
		t.Fatalf("%d best changes, %d say what they open", len(links), len(opens))
	}
	for i, href := range links {
		if said := s.Show(href).Text(".gap-says"); said != opens[i] {
			t.Errorf("%s: %q, and is said to be %q", href, said, opens[i])
		}
	}
}

// BenchmarkGaps measures the pages of gaps; each is to cost at most 10 ms on the
// map of the demonstration.
func BenchmarkGaps(b *testing.B) {
	newSite(b).Bench(b, "/luckor", "/luckor?kommun=1261", "/luckor?forbund=mittskane", "/luckor?forbund=hoglandets-samordningsforbund", "/luckor/prova?kommun=1285")
}
