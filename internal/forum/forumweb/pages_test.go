package forumweb_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/forum/forumweb"
)

func TestForumsAreChosen(t *testing.T) {
	s := newSite(t)
	names := func(query string) []string { return s.Show("/var" + query).Texts("tbody th a") }
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
	s.Show("/var?kommun=0604").Has(".list-says", "Avslutade visas inte")
	s.Show("/var?aktor=gislaved/amo").Has(".list-says a", "Arbetsmarknadsorganisationen, Gislaveds kommun")
	s.Show("/var?alder=gammal").Has(".ds-error-summary", "Ålder")
	s.Show("/var?q=finnsinte").Has(".empty", "Inga forum passar")
}

// Ended forums are shown when they are asked for, and only then.
func TestEndedForums(t *testing.T) {
	s := newSite(t)
	ended := s.Show("/var?status=ended").Texts("tbody th a")
	if len(ended) == 0 {
		t.Fatal("no ended forum")
	}
	q := "?q=" + strings.ReplaceAll(strings.Fields(ended[0])[0], "&", "%26")
	if slices.Contains(s.Show("/var"+q).Texts("tbody th a"), ended[0]) {
		t.Errorf("%s is shown though nobody asked for ended ones", ended[0])
	}
	if !slices.Contains(s.Show("/var"+q+"&status=alla").Texts("tbody th a"), ended[0]) {
		t.Errorf("%s is not shown among all", ended[0])
	}
}

func TestForumsAreOrdered(t *testing.T) {
	s := newSite(t)
	first := s.Show("/var?kommun=0683&ordna=ofta")
	if got := first.Texts("tbody tr:first-child td:nth-of-type(2)"); !strings.Contains(got[0], "gånger om året") && !strings.Contains(got[0], "dag") {
		t.Errorf("the most frequent is %q", got)
	}
	first.Has("th[aria-sort=descending]", "Hur ofta")
	if got := first.Values("th[aria-sort] a", "href"); !slices.Equal(got, []string{"/var?kommun=0683&ordna=-ofta"}) {
		t.Errorf("it is turned round by %v", got)
	}
	last := func(path string) string {
		cells := s.Show(path).Texts("tbody tr:last-child td:nth-of-type(2)")
		return cells[0]
	}
	for _, order := range []string{"ofta", "-ofta"} {
		if got := last("/var?kommun=0683&ordna=" + order); got != "okänt" && !strings.Contains(got, "okänt") && !strings.Contains(got, "behov") {
			t.Errorf("by %s, what is unknown does not come last: %q", order, got)
		}
	}
	names := s.Show("/var?kommun=0683&niva=operational&q=a").Texts("tbody th a")
	turned := s.Show("/var?kommun=0683&niva=operational&q=a&ordna=-namn").Texts("tbody th a")
	slices.Reverse(turned)
	if !slices.Equal(names, turned) {
		t.Error("by name the other way round is not the other way round")
	}
}

func TestPagesOfForums(t *testing.T) {
	s := newSite(t)
	one, two := s.Show("/var").Texts("tbody th a"), s.Show("/var?page=2").Texts("tbody th a")
	if len(one) != 30 || slices.Contains(two, one[0]) {
		t.Errorf("%d on the first page; the second begins with %v", len(one), two[:1])
	}
	s.Show("/var").Has(".ds-pagination", "Visar 1–30 av")
}

func TestArena(t *testing.T) {
	p := newSite(t).Show("/forum/varnamo/arena")
	p.Has("h1", "Arenasamverkan Värnamo")
	p.Has(".brief", "En gång i månaden", "12 gånger om året", "Värnamo", "Okänt vem")
	p.Has(".four", "Kommun deltar", "Arbetsförmedlingen deltar", "Försäkringskassan deltar", "Region deltar")
	p.Has("tbody .table-group", "Värnamo kommun", "Region Jönköpings län")
	p.Has("tbody tr", "Värnamo Arbetsmarknadscenter koordinator handläggare", "Arbetsförmedlingen Värnamo okänt handläggare")
	p.Has(".facts", "Skriftlig överenskommelse om Arenasamverkan")
	p.Has(".formal", "gemensam dokumentation, handlingsplan och uppföljning")
	p.Has(".stance--works", "VAC ser arenan som betydelsefull")
	p.Has(".routes", "Beredningsgrupp VAC", "3 av 8 deltagare är med i båda")
	p.HasNot("main", "huvudparterna saknas")
}

func TestWhoIsMissing(t *testing.T) {
	s := newSite(t)
	s.Show("/forum/aneby/af-eb-ame").Has(".absent", "saknas Försäkringskassan och regionen")
	s.Show("/forum/mullsjo/arena").Has(".absent", "Bara en part är angiven")
	s.Show("/forum/aneby/fua").HasNot("main", "huvudparterna saknas")
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
	p := s.Show("/forum/more/seldom")
	rows := p.Texts(".held__table tbody tr")
	want := []string{"2018 7 som det ska vara", "2017 4 färre än det ska vara", "2016 9 fler än det ska vara"}
	if !slices.Equal(rows, want) {
		t.Errorf("the years are %q, want %q", rows, want)
	}
	p.Has("main", "Enligt uppgift träffas forumet 6–8 gånger om året.", "Det är inte känt vilka som deltar.")
	needed := s.Show("/forum/more/needed")
	needed.Has("main", "går inte att jämföra")
	if got := needed.Texts(".held__says"); got[0] != "" {
		t.Errorf("as needed is compared: %q", got)
	}
	s.Show("/forum/habo/arena").Has(".held__number", "2")
	s.Show("/forum/more/ended").Has(".ds-alert", "Gäller inte längre")
}

func TestAgreements(t *testing.T) {
	s := newSite(t)
	s.Show("/overenskommelser").Has("tbody th", "Skriftlig överenskommelse om Arenasamverkan", "avslutat")
	s.Show("/overenskommelser?kommun=0604&slag=dua").Has("tbody th", "DUA Aneby")
	s.Show("/overenskommelser?part=gislaved&status=ended").Has("tbody th", "Lokal överenskommelse kring integration")
	s.Show("/overenskommelser?q=finnsinte").Has(".empty", "Inga överenskommelser passar")
	p := s.Show("/overenskommelser/finnveden/arena-overenskommelse")
	p.Has("h1", "Skriftlig överenskommelse om Arenasamverkan")
	p.Has("main", "Arenasamverkan Gislaved", "Styrgrupp Arena", "Gislaveds kommun", "Undertecknad", "okänt")
	s.Show("/overenskommelser/af-fk/forstarkt-samarbete").Has(".empty", "Inga forum är kopplade hit")
}

func TestWhoMayAdd(t *testing.T) {
	s := newSite(t)
	s.Show("/var").HasNot(".head__actions", "Lägg till")
	s.Actor = access.Actor{Account: "a", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}}
	p := s.Show("/var?kommun=0662")
	if got := p.Values(".head__actions a", "href"); !slices.Equal(got, []string{"/ny/forum?municipality=0662"}) {
		t.Errorf("it is added at %v", got)
	}
	s.Show("/overenskommelser").Has(".head__actions", "Lägg till överenskommelse")
	s.Show("/forum/gislaved/arena").Has(".about", "Ändra")
}

func TestWhatIsNotThere(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/forum/nobody", "/overenskommelser/nothing"} {
		s.Get(path).Is(http.StatusNotFound)
	}
}

func TestEnglish(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/var?lang=en", "/forum/kavlinge/samverkansteam?lang=en", "/overenskommelser?lang=en", "/overenskommelser/aneby/dua-overenskommelse?lang=en"} {
		s.Show(path).HasNot("main h2", "Vilka som deltar", "Parter")
	}
	s.Show("/forum/kavlinge/samverkansteam?lang=en").Has("main", "fewer than it should be", "the social insurance agency and the region")
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	newSite(t).Fit(forumweb.PageStructs())
}

// BenchmarkPages measures the pages with the most on them; each is to cost at
// most 3 ms on the map of the demonstration.
func BenchmarkPages(b *testing.B) {
	newSite(b).Bench(b, "/var", "/var?kommun=0683&ordna=ofta", "/forum/varnamo/arena", "/forum/aneby/fua", "/overenskommelser")
}
