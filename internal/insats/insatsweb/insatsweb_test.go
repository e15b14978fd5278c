package insatsweb_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/insats"
	"samkarta/internal/insats/insatsweb"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// newSite is the pages of the area on the map of the demonstration, with more
// documents if there are any.
func newSite(t testing.TB, more ...string) *pagetest.Site {
	t.Helper()
	s := pagetest.Demo(t)
	s.Import(more...)
	s.Serve(insatsweb.Files(), &insatsweb.Pages{Desk: s.Desk, Insatser: insats.NewService(s.DB, s.Records)})
	return s
}

// few are insatser that show what the demonstration's do not.
const few = `{"format": "samkarta/1", "source": {"id": "few", "title": "Fler", "date": "2019-05-01", "kind": "mapping"},
	"insatser": [
		{"id": "few/over", "name": "Över", "provider": "aneby/ame", "status": "ended"},
		{"id": "few/past", "name": "Förbi", "valid_to": "2018-06-30"},
		{"id": "few/bare", "name": "Bar"},
		{"id": "few/full", "name": "Full", "provider": "aneby/ame", "partners": ["af"], "municipality": "0604", "funder": "finsam", "legal_basis": "sol",
		 "stage": "preparatory", "status": "ending", "methods": ["IPS"], "purpose": "Syftet.", "content": ["studiebesök"], "places": 7,
		 "starts": "2017", "ends": "2019-12", "duration_months_min": 3, "duration_months_max": 6, "step": "två",
		 "eligibility": [
			{"municipalities": ["0604", "0680"], "age_min": 18, "age_max": 24, "age_note": "fyller under året", "incomes_any": ["aktivitetsersattning"], "referral_any": ["school", "psychiatry"]},
			{"residence": "Lunds stift", "age_note": "unga", "statuses_all": ["unemployed", "newly_arrived"], "conditions_none": ["addiction"], "other": "Vill prova."}],
		 "results": [{"text": "Gick vidare.", "value": 34, "unit": "persons", "of": 39, "period": "2018"}, {"text": "Nöjda.", "value": 74, "unit": "percent", "of": 200}, {"text": "Bra."}]}],
	"statements": [{"id": "few/said", "kind": "works_well", "about": ["few/full"], "text": "Insatsen fungerar."}]}`

func developer() access.Actor {
	return access.Actor{Account: "a", Assignments: []access.Assignment{{Role: access.Developer, Association: "hoglandets-samordningsforbund"}, {Role: access.Administrator}}}
}

// Every insats of the demonstration has a page that is whole, in both languages,
// for the public and for who may write, and only who may change it is led to that.
func TestEveryPageIsWhole(t *testing.T) {
	s := newSite(t, few)
	all := insats.Insatser.All(s.View(access.System("test")))
	if len(all) < 130 {
		t.Fatalf("only %d insatser", len(all))
	}
	for i, x := range all {
		s.Actor = access.Public()
		if i%2 == 0 {
			s.Actor = developer()
		}
		p := s.Show(x.URL() + []string{"?lang=sv", "?lang=en", ""}[i%3]).Whole()
		if change := `main a[href="/andra/insats/` + x.ID + `"]`; s.View(s.Actor).MayChange(x) {
			p.Has(change)
		} else {
			p.HasNot(change).HasNot("main form.form--compact")
		}
	}
	for _, path := range []string{"/insatser", "/insatser?lang=en", "/insatser?page=3", "/insatser?q=finnsinte", "/insatser?ordna=beskriven"} {
		s.Actor = access.Public()
		s.Show(path).Whole().HasNot(`main a[href^="/ny/insats"]`)
		s.Actor = developer()
		s.Show(path).Whole().Has(`main a[href^="/ny/insats"]`)
	}
}

// Whoever may write can confirm and end an insats, and see its history.
func TestWhatCanBeDone(t *testing.T) {
	s := newSite(t, few)
	s.Actor = developer()
	p := s.Show("/insatser/few/full")
	p.Has(`form[action="/bekrafta/insats/few/full"]`)
	links := p.Values(".about a", "href")
	for _, want := range []string{"/andra/insats/few/full", "/avsluta/insats/few/full", "/historik/insats/few/full"} {
		if !slices.Contains(links, want) {
			t.Errorf("nothing leads to %s: %v", want, links)
		}
	}
}

// Every link of the list leads to a page that is there.
func TestListLeadsToPages(t *testing.T) {
	s := newSite(t)
	n := 0
	for _, path := range []string{"/insatser", "/insatser?page=2", "/insatser?page=3", "/insatser?page=4", "/insatser?page=5"} {
		for _, to := range s.Show(path).Values("tbody th a", "href") {
			s.Show(to)
			n++
		}
	}
	if want := len(insats.Insatser.All(s.View(access.Public()))); n != want {
		t.Errorf("%d of %d insatser are listed", n, want)
	}
}

func TestInsatserAreChosen(t *testing.T) {
	s := newSite(t, few)
	names := func(query string) []string { return s.Show("/insatser?" + query).Texts("tbody th a") }
	for _, c := range []struct {
		query string
		there bool
	}{
		{"q=full", true}, {"q=ips+full", true}, {"q=full+finns", false},
		{"q=full&kommun=0604", true}, {"q=full&kommun=Aneby", true},
		{"q=full&alder=24&kommun=0604", true},
		{"q=full&inkomst=aktivitetsersattning", true},
		{"q=full&steg=preparatory", true}, {"q=full&steg=education", false}, {"q=full&steg=unknown", false},
		{"q=full&part=aneby", true}, {"q=full&part=municipality", true}, {"q=full&part=af", false},
		{"q=full&aktor=af", true}, {"q=full&aktor=aneby", true}, {"q=full&aktor=lund", false},
		{"q=full&status=ending", true}, {"q=full&status=running", false},
	} {
		if got := slices.Contains(names(c.query), "Full"); got != c.there {
			t.Errorf("%s: it is there: %v", c.query, got)
		}
	}
	s.Show("/insatser?alder=gammal").Has(".ds-error-summary", "Ålder")
	s.Show("/insatser?q=finnsinte").Has(".empty", "Inga insatser passar")
	s.Show("/insatser?kommun=0604").Has(".list-says", "är för Aneby", "Avslutade visas inte")
	s.Show("/insatser?aktor=aneby/ame").Has(".list-says a", "Aneby")
}

// The list goes by the criteria as the engine does: the age shuts out where an
// age is told, and only there.
func TestAgesAndIncomesShutOut(t *testing.T) {
	s := newSite(t, `{"format": "samkarta/1", "source": {"id": "more", "title": "Mer", "date": "2019-05-01", "kind": "mapping"},
		"insatser": [{"id": "more/x", "name": "Xyzzy", "eligibility": [{"municipalities": ["0604"], "age_min": 18, "age_max": 24, "incomes_any": ["studiestod"]}]}]}`)
	for query, there := range map[string]bool{"": true, "&alder=18": true, "&alder=25": false, "&kommun=0604": true, "&kommun=0680": false,
		"&inkomst=studiestod": true, "&inkomst=wage": false} {
		if got := len(s.Show("/insatser?q=xyzzy"+query).All("tbody tr")) == 1; got != there {
			t.Errorf("%s: it is there: %v", query, got)
		}
	}
}

func TestEndedInsatser(t *testing.T) {
	s := newSite(t, few)
	s.Show("/insatser?q=över").HasNot("tbody th a", "Över")
	if !slices.Contains(s.Show("/insatser?q=över&status=alla").Texts("tbody th a"), "Över") {
		t.Error("an ended insats is not shown among all")
	}
	s.Show("/insatser?q=över&status=ended").Has("tbody tr.ended", "avslutad")
	s.Show("/insatser/few/past").Has(".ds-alert", "Gäller inte längre")
}

func TestInsatserAreOrdered(t *testing.T) {
	s := newSite(t)
	stages := s.Show("/insatser?ordna=steg&kommun=1285").Texts("tbody td:nth-of-type(3)")
	at := -1
	for _, word := range stages {
		i := slices.IndexFunc(record.Vocabulary("insats_stage"), func(w string) bool {
			return strings.EqualFold(word, text.Sv.T("insats_stage."+w))
		})
		if i < at && i >= 0 {
			t.Errorf("the stages come as %v", stages)
			break
		}
		at = i
	}
	first := s.Show("/insatser?kommun=1285").Texts("tbody tr:first-child td:nth-of-type(2)")
	if len(first) == 0 || !strings.Contains(first[0], "Eslöv") {
		t.Errorf("first for Eslöv comes one of %v", first)
	}
}

func TestInsatsInWords(t *testing.T) {
	s := newSite(t, few)
	p := s.Show("/insatser/few/full").Whole()
	p.Has(".brief", "Aneby", "Förberedande", "7 platser")
	p.Has("main", "Syftet.", "Studiebesök", "IPS", "Något av följande räcker", "Alternativ 1", "Alternativ 2", "18–24 år", "fyller under året",
		"Aktivitetsersättning", "Lunds stift", "Bedöms av en person.", "Åldersgränsen är okänd", "Arbetslös och nyanländ", "Vill prova.",
		"skolan eller psykiatrin", "3–6 månader", "Samordningsförbund", "Socialtjänstlagen", "34 av 39 personer", "74 % av 200", "Insatsen fungerar.", "Arbetsförmedlingen")
	if got := p.Values(".head__actions a", "href"); !slices.Equal(got, []string{"/en-vag-in?till=aneby%2Fame", "/insatser-kort?insats=few%2Ffull"}) {
		t.Errorf("one gets in by %v", got)
	}
	var order []string
	for _, h := range p.All("main h2") {
		order = append(order, pagetest.Attr(h, "id"))
	}
	if want := []string{"kort", "vad", "vem", "vagen-in", "fakta", "resultat", "med", "utsagor", "about-heading"}; !slices.Equal(order, want) {
		t.Errorf("the parts come as %v, want %v", order, want)
	}
	s.Show("/insatser/few/bare").Whole().Has("main", "okänt", "Inga villkor är angivna", "Det är inte känt vem som ger insatsen", "Inga resultat är angivna")
}

func TestWhatIsNotThere(t *testing.T) {
	newSite(t).Get("/insatser/nothing").Is(http.StatusNotFound)
}

func TestEnglish(t *testing.T) {
	s := newSite(t, few)
	s.Show("/insatser?lang=en").HasNot("main", "Utförare").Has("h1", "Interventions")
	s.Show("/insatser/few/full?lang=en").Has("main", "Any of the following", "Judged by a person", "74% of 200")
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	newSite(t).Fit(insatsweb.PageStructs())
}

// BenchmarkPages measures the pages; each is to cost at most 3 ms on the map of
// the demonstration.
func BenchmarkPages(b *testing.B) {
	newSite(b).Bench(b, "/insatser", "/insatser?kommun=1285&alder=20", "/insatser/burlov/peak")
}
