package e2e_test

import (
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/platform/web/webtest"
)

// analysed are the pages of the analyses, each about a place of which much is told.
func analysed() []look {
	return []look{
		{name: "laget-hoglandet", url: "/laget/hoglandets-samordningsforbund", sees: []string{"Vägen in till Aneby är svår"}},
		{name: "insikt-finnveden", url: "/insikt?forbund=finnveden", sees: []string{"Över tid"}},
		{name: "natverk-forbund", url: "/insikt/natverk?forbund=hoglandets-samordningsforbund", moves: true, sees: []string{"Samma som tabell"}},
		{name: "tackning-formellt", url: "/insikt/tackning?kommun=0604&form=formal", sees: []string{"30–66 år", "KUR Samverk skulle täcka luckan"}},
		{name: "tackning-aven", url: "/insikt/tackning?kommun=0604&part=employment_service&aven=skola", sees: []string{"skola"}},
		{name: "tackning-forbund", url: "/insikt/tackning?forbund=sodra-vatterbygden", sees: []string{"Kartan berättar inget om Vaggeryd"}},
		{name: "tackning-fel", url: "/insikt/tackning?kommun=0604&aven=xyzzy", sees: []string{"xyzzy är inget slag"}},
		{name: "overlapp-forbund", url: "/insikt/overlapp?forbund=hoglandets-samordningsforbund", sees: []string{"räknas i Läget"}},
		{name: "belastning-habo", url: "/insikt/belastning?kommun=0643&aktor=habo/integration", sees: []string{"30 möten om året"}},
		{name: "beroende-utan", url: "/insikt/beroende?kommun=0604&utan=aneby/se-projektet&a=aneby&b=fk", sees: []string{"Vad blir kvar?", "Det minsta som skiljer"}},
		{name: "olika-bilder-forbund", url: "/insikt/olika-bilder?forbund=hoglandets-samordningsforbund", sees: []string{"beskriver sin samverkan olika"}},
		{name: "vag-svarad", url: "/insikt/vag?kommun=0604&fran=aneby/ame&till=fk", sees: []string{"säkraste vägen"}},
		{name: "farskhet-band", url: "/insikt/farskhet?forbund=finnveden&band=stale", sees: []string{"färskhet i snitt"}},
		{name: "tid", url: "/insikt/tid?forbund=finnveden", sees: []string{"Känt sedan maj 2019", "Du ser kartan i dag"}},
		{name: "tid-inget", url: "/insikt/tid?kommun=2584&sedan=2018", sees: []string{"inget som kartan känner till"}},
		{name: "tid-fel", url: "/insikt/tid?kommun=0604&sedan=2019-06-01&tills=2018", sees: []string{"före den senare dagen"}},
		{name: "tid-da", url: "/insikt/tid?forbund=finnveden&dag=2018", sees: []string{"Du ser kartan som den såg ut"}},
		{name: "jamfor-hoglandet", url: "/insikt/jamfor?forbund=hoglandets-samordningsforbund", sees: []string{"20 105 kr", "uppgift saknas"}},
		{name: "matt-forbund", url: "/insikt/matt?forbund=finnveden", sees: []string{"täthet"}},
	}
}

// The pages of the analyses are for everybody: with a keyboard, on a telephone, in
// dark colours and without scripts.
func TestAnalysesForEverybody(t *testing.T) {
	h := start(t)
	e := h.eyes(t, public, knownIDs(t))
	for _, p := range analysed() {
		e.look(t, p)
		e.with.Go(h.url + p.url)
		e.with.Pictures(p.name)
		if strings.Contains(p.url, "dag=") {
			e.with.Go(h.url + "/?dag=")
		}
		e.with.Forget()
	}
	for _, wrong := range h.log.wrong() {
		t.Errorf("the log says: %s", wrong)
	}
}

// Going through the years needs no scripts, and keeps what the page was asked.
func TestThroughTheYears(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tab.NoScript()
	for _, path := range []string{"/insikt/tid?forbund=finnveden&lista=kom", "/insikt/natverk?kommun=0604&niva=operational"} {
		tab.Go(h.url + path)
		before := tab.Count(".years a")
		tab.Follow(`.years li:nth-last-child(2) a`)
		asked, _, _ := strings.Cut(tab.Path(), "?")
		if !strings.HasPrefix(path, asked) || !strings.Contains(tab.Path(), "dag=2018") || !strings.Contains(tab.Path(), path[strings.LastIndex(path, "&")+1:]) {
			t.Errorf("a year of %s leads to %s", path, tab.Path())
		}
		tab.Sees("Du ser kartan som den såg ut den 31 december 2018")
		if tab.Count(".years a") != before || webtest.Eval[string](tab, `document.querySelector(".years [aria-current]").innerText`) != "2018" {
			t.Errorf("%s: the years are not those of before, or 2018 is not the one that is shown", path)
		}
		tab.Follow(`.years li:last-child a`)
		tab.Sees("Du ser kartan i dag")
	}
	quiet(t, tab)
}

// "Läget" of every association is two sheets, whatever there is to tell.
func TestStandingIsTwoSheets(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	v, err := h.app.Records.View(t.Context(), access.Public(), "")
	must(t, err)
	all := party.Associations.All(v)
	if len(all) < 4 {
		t.Fatalf("there are %d associations", len(all))
	}
	for _, a := range all {
		tab.Go(h.url + "/laget/" + a.ID)
		pdf := tab.PDF("print-laget-" + a.ID)
		if sheets := strings.Count(run(t, "pdftotext", "-layout", pdf, "-"), "\f"); sheets != 2 {
			t.Errorf("the standing of %s takes %d sheets", a.ID, sheets)
		}
	}
	quiet(t, tab)
}
