package forumweb_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/forum/forumweb"
	"samkarta/internal/platform/web/webtest"
)

func TestForumsAreChosen(t *testing.T) {
	s := newSite(t)
	names := func(query string) []string { return s.get("/var" + query).texts("tbody th a") }
	has := func(query string, wanted ...string) {
		t.Helper()
		got := names(query)
		for _, want := range wanted {
			if !slices.Contains(got, want) {
				t.Errorf("/var%s has no %q among %d: %v", query, want, len(got), got)
			}
		}
	}
	has("?kommun=0604&part=social_insurance&alder=20", "FUA – Framtid för unga i Aneby kommun")
	has("?kommun=Aneby&form=formal", "Stormöte")
	has("?aktor=gislaved/amo&part=af", "Arenasamverkan Gislaved")
	has("?q=arena+värn", "Arenasamverkan Värnamo")
	has("?slag=arena&niva=operational&forbund=finnveden", "Arenasamverkan Gislaved", "Arenasamverkan Värnamo")
	if got := names("?kommun=0604&alder=40"); slices.Contains(got, "FUA – Framtid för unga i Aneby kommun") {
		t.Error("FUA is not for somebody of 40")
	}
	if all, open := len(names("?status=ended")), len(names("?status=ended&q=xyz")); all == 0 || open != 0 {
		t.Errorf("%d ended forums, %d of no such name", all, open)
	}
	s.get("/var?kommun=0604").has(".list-says", "Avslutade visas inte")
	s.get("/var?aktor=gislaved/amo").has(".list-says a", "Arbetsmarknadsorganisationen, Gislaveds kommun")
	s.get("/var?alder=gammal").has(".ds-error-summary", "Ålder")
	s.get("/var?q=finnsinte").has(".empty", "Inga forum passar")
}

// Ended forums are shown when they are asked for, and only then.
func TestEndedForums(t *testing.T) {
	s := newSite(t)
	ended := s.get("/var?status=ended").texts("tbody th a")
	if len(ended) == 0 {
		t.Fatal("no ended forum")
	}
	q := "?q=" + strings.ReplaceAll(strings.Fields(ended[0])[0], "&", "%26")
	if slices.Contains(s.get("/var"+q).texts("tbody th a"), ended[0]) {
		t.Errorf("%s is shown though nobody asked for ended ones", ended[0])
	}
	if !slices.Contains(s.get("/var"+q+"&status=alla").texts("tbody th a"), ended[0]) {
		t.Errorf("%s is not shown among all", ended[0])
	}
}

func TestForumsAreOrdered(t *testing.T) {
	s := newSite(t)
	first := s.get("/var?kommun=0683&ordna=ofta")
	if got := first.texts("tbody tr:first-child td:nth-of-type(2)"); !strings.Contains(got[0], "gånger om året") && !strings.Contains(got[0], "dag") {
		t.Errorf("the most frequent is %q", got)
	}
	first.has("th[aria-sort=descending]", "Hur ofta")
	if got := first.hrefs("th[aria-sort] a"); !slices.Equal(got, []string{"/var?kommun=0683&ordna=-ofta"}) {
		t.Errorf("it is turned round by %v", got)
	}
	last := func(path string) string {
		cells := s.get(path).texts("tbody tr:last-child td:nth-of-type(2)")
		return cells[0]
	}
	for _, order := range []string{"ofta", "-ofta"} {
		if got := last("/var?kommun=0683&ordna=" + order); got != "okänt" && !strings.Contains(got, "okänt") && !strings.Contains(got, "behov") {
			t.Errorf("by %s, what is unknown does not come last: %q", order, got)
		}
	}
	names := s.get("/var?kommun=0683&niva=operational&q=a").texts("tbody th a")
	turned := s.get("/var?kommun=0683&niva=operational&q=a&ordna=-namn").texts("tbody th a")
	slices.Reverse(turned)
	if !slices.Equal(names, turned) {
		t.Error("by name the other way round is not the other way round")
	}
}

func TestPagesOfForums(t *testing.T) {
	s := newSite(t)
	one, two := s.get("/var").texts("tbody th a"), s.get("/var?page=2").texts("tbody th a")
	if len(one) != 30 || slices.Contains(two, one[0]) {
		t.Errorf("%d on the first page; the second begins with %v", len(one), two[:1])
	}
	s.get("/var").has(".ds-pagination", "Visar 1–30 av")
}

func TestArena(t *testing.T) {
	p := newSite(t).get("/forum/varnamo/arena")
	p.has("h1", "Arenasamverkan Värnamo")
	p.has(".brief", "En gång i månaden", "12 gånger om året", "Värnamo", "Okänt vem")
	p.has(".four", "Kommun deltar", "Arbetsförmedlingen deltar", "Försäkringskassan deltar", "Region deltar")
	p.has("tbody .table-group", "Värnamo kommun", "Region Jönköpings län")
	p.has("tbody tr", "Värnamo Arbetsmarknadscenter koordinator handläggare", "Arbetsförmedlingen Värnamo okänt handläggare")
	p.has(".facts", "Skriftlig överenskommelse om Arenasamverkan")
	p.has(".formal", "gemensam dokumentation, handlingsplan och uppföljning")
	p.has(".stance--works", "VAC ser arenan som betydelsefull")
	p.has(".routes", "Beredningsgrupp VAC", "3 av 8 deltagare är med i båda")
	p.hasNot("main", "huvudparterna saknas")
}

func TestWhoIsMissing(t *testing.T) {
	s := newSite(t)
	s.get("/forum/aneby/af-eb-ame").has(".absent", "saknas Försäkringskassan och regionen")
	s.get("/forum/mullsjo/arena").has(".absent", "Bara en part är angiven")
	s.get("/forum/aneby/fua").hasNot("main", "huvudparterna saknas")
}

const meetings = `{"format": "samkarta/1",
	"source": {"id": "more", "title": "Mer", "date": "2019-05-01", "kind": "mapping"},
	"forums": [
		{"id": "more/seldom", "name": "Sällan", "frequency": {"times_min": 6, "times_max": 8, "per": "year"},
		 "meetings_held": [{"year": 2017, "count": 4}, {"year": 2018, "count": 7}, {"year": 2016, "count": 9}]},
		{"id": "more/needed", "name": "Vid behov", "frequency": {"as_needed": true}, "meetings_held": [{"year": 2018, "count": 3}]},
		{"id": "more/ended", "name": "Slut", "status": "ended", "valid_to": "2018-06-30"}]}`

func TestMeetingsHeld(t *testing.T) {
	s := newSite(t, meetings)
	p := s.get("/forum/more/seldom")
	rows := p.texts(".held__table tbody tr")
	want := []string{"2018 7 som det ska vara", "2017 4 färre än det ska vara", "2016 9 fler än det ska vara"}
	if !slices.Equal(rows, want) {
		t.Errorf("the years are %q, want %q", rows, want)
	}
	p.has("main", "Enligt uppgift träffas forumet 6–8 gånger om året.", "Det är inte känt vilka som deltar.")
	needed := s.get("/forum/more/needed")
	needed.has("main", "går inte att jämföra")
	if got := needed.texts(".held__says"); got[0] != "" {
		t.Errorf("as needed is compared: %q", got)
	}
	s.get("/forum/habo/arena").has(".held__number", "2")
	s.get("/forum/more/ended").has(".ds-alert", "Gäller inte längre")
}

func TestAgreements(t *testing.T) {
	s := newSite(t)
	s.get("/overenskommelser").has("tbody th", "Skriftlig överenskommelse om Arenasamverkan", "avslutat")
	s.get("/overenskommelser?kommun=0604&slag=dua").has("tbody th", "DUA Aneby")
	s.get("/overenskommelser?part=gislaved&status=ended").has("tbody th", "Lokal överenskommelse kring integration")
	s.get("/overenskommelser?q=finnsinte").has(".empty", "Inga överenskommelser passar")
	p := s.get("/overenskommelser/finnveden/arena-overenskommelse")
	p.has("h1", "Skriftlig överenskommelse om Arenasamverkan")
	p.has("main", "Arenasamverkan Gislaved", "Styrgrupp Arena", "Gislaveds kommun", "Undertecknad", "okänt")
	s.get("/overenskommelser/af-fk/forstarkt-samarbete").has(".empty", "Inga forum är kopplade hit")
}

func TestWhoMayAdd(t *testing.T) {
	s := newSite(t)
	s.get("/var").hasNot(".head__actions", "Lägg till")
	s.actor = access.Actor{Account: "a", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}}
	p := s.get("/var?kommun=0662")
	if got := p.hrefs(".head__actions a"); !slices.Equal(got, []string{"/ny/forum?municipality=0662"}) {
		t.Errorf("it is added at %v", got)
	}
	s.get("/overenskommelser").has(".head__actions", "Lägg till överenskommelse")
	s.get("/forum/gislaved/arena").has(".about", "Ändra")
}

func TestWhatIsNotThere(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/forum/nobody", "/overenskommelser/nothing"} {
		if w := s.answer(httptest.NewRequest("GET", path, nil)); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestEnglish(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/var?lang=en", "/forum/kavlinge/samverkansteam?lang=en", "/overenskommelser?lang=en", "/overenskommelser/aneby/dua-overenskommelse?lang=en"} {
		s.get(path).hasNot("main h2", "Vilka som deltar", "Parter")
	}
	s.get("/forum/kavlinge/samverkansteam?lang=en").has("main", "fewer than it should be", "the social insurance agency and the region")
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	s := newSite(t)
	for name, p := range forumweb.PageStructs() {
		webtest.CheckTemplate(t, s.web, name, p)
	}
}

// BenchmarkPages measures the pages with the most on them; each is to cost at
// most 3 ms on the map of the demonstration.
func BenchmarkPages(b *testing.B) {
	s := newSite(b)
	for _, path := range []string{"/var", "/var?kommun=0683&ordna=ofta", "/forum/varnamo/arena", "/forum/aneby/fua", "/overenskommelser"} {
		b.Run(strings.ReplaceAll(path[1:], "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if w := s.answer(httptest.NewRequest("GET", path, nil)); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
