package e2e_test

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// look is a page in one of its states.
type look struct {
	name   string // pictures are kept in more ways of those that are in mainPages
	as     string // who looks; the public if ""
	url    string
	status int                // 200 if 0
	reach  func(*webtest.Tab) // what is done on the page to bring about the state
	sees   []string           // what is read there, in Swedish
	moves  bool               // it reads otherwise each time it is reached, or with scripts
}

func (p look) wants() int {
	if p.status == 0 {
		return http.StatusOK
	}
	return p.status
}

// mainPages are those whose pictures are kept in light and dark, wide and narrow:
// what somebody has to look at before the program is shown to anybody.
var mainPages = []string{"start", "vem", "var", "vad", "forbund", "kommun", "part-aneby", "enhet", "forum", "forum-big", "malgrupp",
	"overenskommelse", "vag", "relation", "matris", "en-vag-in", "en-vag-in-asked", "sok-hits", "sok-none", "kalla", "ordlista",
	"hjalp-farskhet", "bekrafta-administrator", "historik", "ny-forum-faults", "andra-conflict", "importera-faults", "importera-tried", "konton", "404"}

// tell tells of a person where it is asked what there is, with or without
// scripts, and waits for what is to come.
func tell(tab *webtest.Tab, municipality, age, comes string) {
	tab.Replace("[name=kommun]", municipality)
	tab.Replace("[name=alder]", age)
	tab.Click(".fit__go button")
	tab.Until(comes, func() bool { return tab.Count(comes) > 0 })
}

// send sends the form of the page as it stands.
func send(tab *webtest.Tab) { tab.Follow("main form[method=post] .form__buttons button") }

// pages are all pages in all their states. A route that none of them opens is a
// failure of TestEveryRouteIsLookedAt.
func pages(h *house) []look {
	return slices.Concat(readingPages(h), searchingPages(), insightPages(), helpPages(), keepingPages(h), reportPages(h), accountPages(h), refusals())
}

func readingPages(h *house) []look {
	path := one(h, contact.Paths, func(p *contact.Path) bool { return p.Via == "coordinator" })
	relation := one(h, contact.Relations, func(r *contact.Relation) bool { return r.Ease != "" })
	said := one(h, mapping.Statements, func(s *mapping.Statement) bool { return s.By != "" })
	agreement := one(h, forum.Agreements, func(*forum.Agreement) bool { return true })
	figure := one(h, statistics.Observations, func(x *statistics.Observation) bool { return x.Indicator == "population.16_64" })
	return []look{
		{name: "start", url: "/", sees: []string{"Vem samverkar med vem", "Vem?", "Var?", "Vad?", "En väg in", "Behöver bekräftas"}},
		{name: "start-developer", as: developer, url: "/", sees: []string{"Ditt förbund", "Petra Process"}},
		{name: "vem", url: "/vem", sees: []string{"Aneby kommun"}},
		{name: "vem-aneby", url: "/vem?kommun=0604", sees: []string{"Arbetsmarknadsenheten"}},
		{name: "vem-none", url: "/vem?q=finns+inte", sees: []string{"0 parter och 0 enheter"}},
		{name: "vem-fault", url: "/vem?alder=ung"},
		{name: "forbund", url: "/forbund/sodra-vatterbygden", sees: []string{"Södra Vätterbygden"}},
		{name: "forbund-developer", as: developer, url: "/forbund/sodra-vatterbygden", sees: []string{"Ändra", "Stämmer fortfarande"}},
		{name: "kommuner", url: "/kommuner", sees: []string{"Aneby"}},
		{name: "kommun", url: "/kommuner/0604", sees: []string{"Aneby"}},
		{name: "kommun-empty", url: "/kommuner/2584", sees: []string{"Kiruna"}},
		{name: "part-af", url: "/parter/af", sees: []string{"Arbetsförmedlingen"}},
		{name: "part-aneby", url: "/parter/aneby", sees: []string{"Aneby kommun"}},
		{name: "enhet", url: "/enheter/aneby/ame", sees: []string{"Arbetsmarknadsenheten (AME)", "Arbetsprövning", "Vägen in"}},
		{name: "enhet-little", url: "/enheter/lund/socialforvaltningen", sees: []string{"Socialförvaltningen"}},
		{name: "enhet-editor", as: editor, url: "/enheter/habo/ungdomscoach", sees: []string{"Stämmer fortfarande"}},
		{name: "enhet-then", url: "/enheter/aneby/ame?dag=2017-06-01", sees: []string{"Du ser kartan som den såg ut"}},
		{name: "malgrupper", url: "/malgrupper"},
		{name: "malgrupp", url: "/malgrupper/unga-kaa"},
		{name: "var", url: "/var", sees: []string{"forum"}},
		{name: "var-aneby", url: "/var?kommun=0604&alder=17"},
		{name: "var-none", url: "/var?q=finns+inte"},
		{name: "forum", url: "/forum/aneby/af-eb-ame", sees: []string{"en gång i månaden"}},
		{name: "forum-big", url: "/forum/finnveden/arena", sees: []string{"Arena"}},
		{name: "forum-ended", url: "/forum/hoglandet/kur-utbildningsdagar"},
		{name: "forum-developer", as: developer, url: "/forum/habo/chefstraffar", sees: []string{"Ändra", "Avsluta"}},
		{name: "overenskommelser", url: "/overenskommelser"},
		{name: "overenskommelse", url: agreement},
		{name: "vag", url: path},
		{name: "relation", url: relation},
		{name: "vagar", url: "/vagar"},
		{name: "relationer", url: "/relationer"},
		{name: "insatser", url: "/insatser", sees: []string{"Insatser"}},
		{name: "insatser-filtered", url: "/insatser?kommun=1285&alder=20&inkomst=aktivitetsersattning", sees: []string{"är för Eslöv"}},
		{name: "insatser-none", url: "/insatser?q=finns+inte", sees: []string{"Inga insatser passar"}},
		{name: "insats", url: "/insatser/burlov/peak", sees: []string{"Hur man kommer in", "74 % av 200"}},
		{name: "luckor", url: "/luckor", sees: []string{"Välj ett förbund"}},
		{name: "luckor-kavlinge", url: "/luckor?kommun=1261", sees: []string{"Luckor i Kävlinge", "77 personer"}},
		{name: "luckor-forbund", url: "/luckor?forbund=mittskane", sees: []string{"Det som är skört", "är öppna bara för den som har ekonomiskt bistånd"}},
		{name: "luckor-fault", url: "/luckor?kommun=Ankeborg", sees: []string{"Ingen kommun heter Ankeborg"}},
		{name: "luckor-prova", url: "/luckor/prova?kommun=1285", sees: []string{"Vilken enda ändring öppnar mest?"}},
		{name: "luckor-provad", url: "/luckor/prova?kommun=1285&insats=eslov%2Futearbete&andring=inkomst&till-inkomst=aktivitetsersattning", sees: []string{"Öppnar 1 lucka."}},
		{name: "siffror", url: "/siffror", sees: []string{"Försörjningsmåttet", "vägt med befolkningen"}},
		{name: "siffror-aneby", url: "/siffror?kommun=0604", sees: []string{"Försörjningsmåttets delar i Aneby"}},
		{name: "siffror-none", url: "/siffror?matt=finns+inte", sees: []string{"Inga siffror passar"}},
		{name: "siffra", url: figure, sees: []string{"Befolkning 16–64 år"}},
		{name: "insats-administrator", as: administrator, url: "/insatser/burlov/peak", sees: []string{"Hur väl insatsen är beskriven", "Säg om det finns plats", "Ändra"}},
		{name: "insatser-kort", url: "/insatser-kort?kommun=1285", sees: []string{"Kort: Eslöv", "Hur man kommer in"}},
		{name: "insatser-kort-none", url: "/insatser-kort?kommun=2584", sees: []string{"Ingen insats nämner Kiruna"}},
		{name: "insatser-kort-choose", url: "/insatser-kort", sees: []string{"Välj vems kort"}},
		{name: "vad-finns", url: "/vad-finns", sees: []string{"Börja med kommun och ålder"}},
		{name: "vad-finns-kommun", moves: true, url: "/vad-finns?kommun=1285", sees: []string{"Fråga detta härnäst", "Eslöv"}},
		{name: "vad-finns-answered", moves: true, url: "/vad-finns", sees: []string{"Passar"}, reach: func(tab *webtest.Tab) {
			tell(tab, "Eslöv", "23", "#passar")
		}},
		{name: "vad-finns-fault", url: "/vad-finns", sees: []string{"”Ankeborg” är ingen kommun"}, reach: func(tab *webtest.Tab) {
			tell(tab, "Ankeborg", "200", "#f-alder-error")
		}},
		{name: "efterfragan", as: developer, url: "/vad-finns/efterfragan", sees: []string{"Hur ofta inget hittas"}},
		{name: "efterfragan-401", url: "/vad-finns/efterfragan", status: 401, sees: []string{"Logga in"}},
		{name: "vad", url: "/vad"},
		{name: "vad-filtered", url: "/vad?kommun=0604&hallning=works"},
		{name: "vad-none", url: "/vad?q=finns+inte"},
		{name: "utsaga", url: said},
		{name: "matris", url: "/matris"},
		{name: "matris-cell", url: "/matris/cell?a=aneby&b=af", sees: []string{"Aneby kommun", "Arbetsförmedlingen"}},
		{name: "kallor", url: "/kallor", sees: []string{"Aneby"}},
		{name: "kalla", url: "/kallor/hog-aneby"},
		{name: "andringar", url: "/andringar", sees: []string{"Senaste ändringarna"}},
		{name: "historik", url: "/historik/unit/aneby/ame", sees: []string{"Inläst från ett dokument"}},
	}
}

func searchingPages() []look {
	return []look{
		{name: "sok", url: "/sok", sees: []string{"Sök på kartan"}},
		{name: "sok-hits", url: "/sok?q=AME+Aneby", sees: []string{"Arbetsmarknadsenheten", "betyder"}},
		{name: "sok-typo", url: "/sok?q=arbetsmarknasenheten", sees: []string{"Visar träffar på"}},
		{name: "sok-none", url: "/sok?q=xyzzyq", sees: []string{"Inget hittades för ”xyzzyq”"}},
		{name: "sok-filtered", url: "/sok?q=unga&kommun=0604"},
		{name: "en-vag-in", url: "/en-vag-in"},
		{name: "en-vag-in-asked", url: "/en-vag-in?fran=aneby%2Fforsorjningsstod&till=region"},
		{name: "en-vag-in-none", url: "/en-vag-in?fran=finns-inte&till=af", status: 422, sees: []string{"Kartan har ingen som heter"}},
		{name: "ordlista", url: "/ordlista", sees: []string{"Samma förkortning, olika betydelse"}},
		{name: "ordlista-none", url: "/ordlista?q=xyzzyq", sees: []string{"Inget ord passar"}},
		{name: "dag", url: "/dag?sida=%2Fvar"},
		{name: "dag-fault", url: "/dag?sida=%2Fvar&datum=2031-01-01", status: 422},
	}
}

func insightPages() []look {
	return []look{
		{name: "laget", url: "/laget"},
		{name: "laget-one", url: "/laget/sodra-vatterbygden"},
		{name: "insikt", url: "/insikt"},
		{name: "insikt-natverk", moves: true, url: "/insikt/natverk?kommun=0604"},
		{name: "insikt-tackning", url: "/insikt/tackning?kommun=0604"},
		{name: "insikt-overlapp", url: "/insikt/overlapp?kommun=0604"},
		{name: "insikt-belastning", url: "/insikt/belastning?kommun=0604"},
		{name: "insikt-beroende", url: "/insikt/beroende?kommun=0604"},
		{name: "insikt-olika-bilder", url: "/insikt/olika-bilder?kommun=0604"},
		{name: "insikt-vag", url: "/insikt/vag?kommun=0604"},
		{name: "insikt-farskhet", url: "/insikt/farskhet?kommun=0604"},
		{name: "insikt-tid", url: "/insikt/tid?kommun=0604"},
		{name: "insikt-jamfor", url: "/insikt/jamfor"},
		{name: "insikt-matt", url: "/insikt/matt?kommun=0604"},
	}
}

func helpPages() []look {
	return []look{
		{name: "hjalp", url: "/hjalp", sees: []string{"Handbok"}},
		{name: "hjalp-farskhet", url: "/hjalp/farskhet"},
		{name: "hjalp-katalogen", url: "/hjalp/katalogen", sees: []string{"Exempelpersoner"}},
		{name: "om", url: "/om"},
		{name: "tillganglighet", url: "/tillganglighet"},
		{name: "exportera", url: "/exportera"},
	}
}

func keepingPages(h *house) []look {
	forum := "/forum/habo/motesplats-habo-global-ledningsgrupp"
	all := []look{
		{name: "bekrafta", url: "/bekrafta", sees: []string{"Behöver bekräftas"}},
		{name: "bekrafta-administrator", as: administrator, url: "/bekrafta", sees: []string{"De ikryssade stämmer", "Kryssa för alla"}},
		{name: "bekrafta-developer", as: developer, url: "/bekrafta?forbund=sodra-vatterbygden&kommun=Habo"},
		{name: "bekrafta-press", as: developer, url: "/bekrafta" + forum, status: 405, sees: []string{"Bekräfta med knappen"}},
		{name: "ny-forum-faults", as: developer, url: "/ny/forum", status: 422, sees: []string{"Namn"},
			reach: func(tab *webtest.Tab) {
				tab.Replace("[name=frequency]", "när månen är full")
				tab.Replace("[name=age_min]", "tjugo")
				send(tab)
			}},
		{name: "ny-past", as: developer, url: "/ny/forum?dag=2017-06-01", sees: []string{"Du ser en tidigare dag"}},
		{name: "ny-insats", as: developer, url: "/ny/insats", sees: []string{"Vem som kan delta", "Exempelpersoner"}},
		{name: "andra-insats", as: administrator, url: "/andra/insats/burlov/traffpunkten", sees: []string{"Alternativ 3"}},
		{name: "andra-forum", as: developer, url: "/andra" + forum},
		{name: "andra-unit", as: editor, url: "/andra/unit/habo/ungdomscoach"},
		{name: "andra-conflict", as: developer, moves: true, url: "/andra" + forum, status: 409, sees: []string{"Två har ändrat samtidigt", "Sparat nu", "Ditt"},
			reach: func(tab *webtest.Tab) { h.clash(tab) }},
		{name: "avsluta", as: developer, url: "/avsluta" + forum, sees: []string{"Från och med vilken dag"}},
		{name: "avsluta-fault", as: developer, url: "/avsluta" + forum, status: 422, reach: func(tab *webtest.Tab) {
			tab.Replace("[name=from]", "")
			send(tab)
		}},
		{name: "historik-changed", as: developer, url: "/historik" + forum, sees: []string{"Ändrad", "Petra Process"}},
		{name: "importera", as: developer, url: "/importera", sees: []string{"\"kept_by\": \"sodra-vatterbygden\""}},
		{name: "importera-utkast", as: developer, url: "/importera/utkast", sees: []string{"Läs in ett nätverk eller tjänster som utkast"}},
		{name: "importera-kalkylblad", as: developer, url: "/importera/kalkylblad", sees: []string{"Läs in ett kalkylblad", "Hämta som XLSX"}},
		{name: "importera-kalkylblad-faults", as: administrator, url: "/importera/kalkylblad", status: 422, sees: []string{"kolumn C (kommun)"}, reach: func(tab *webtest.Tab) {
			tab.AttachTo("#f-files", h.file("fel.csv", "id;namn;kommun\n;A;Ankeborg\n"))
			send(tab)
		}},
		{name: "importera-kalkylblad-tried", as: administrator, url: "/importera/kalkylblad", sees: []string{"Det här skulle ändras"}, reach: func(tab *webtest.Tab) {
			tab.AttachTo("#f-files", h.file("ny.csv", "id;namn;kommun\n;Ny insats;Aneby\n"))
			send(tab)
		}},
		{name: "importera-faults", as: administrator, url: "/importera", status: 422, reach: func(tab *webtest.Tab) {
			tab.AttachTo("#f-files", h.file("fel.json", faulty))
			send(tab)
		}},
		{name: "importera-tried", as: administrator, url: "/importera", sees: []string{"Det här skulle ändras", "läggs till"}, reach: func(tab *webtest.Tab) {
			tab.AttachTo("#f-files", h.file("ny.json", fresh))
			send(tab)
		}},
		{name: "publicering", as: administrator, url: "/publicering"},
		{name: "publicering-one", as: developer, url: "/publicering/sodra-vatterbygden"},
	}
	for _, kind := range []string{"association", "party", "unit", "target_group", "forum", "agreement", "relation", "contact_path", "statement", "source"} {
		all = append(all, look{name: "ny-" + kind, as: administrator, url: "/ny/" + kind, sees: []string{"Lägg till"}})
	}
	return all
}

func accountPages(h *house) []look {
	return []look{
		{name: "logga-in", url: "/logga-in", sees: []string{"Logga in", "Lösenord"}},
		{name: "logga-in-fault", url: "/logga-in", status: 422, reach: send},
		{name: "valkommen", url: h.nina.welcome, sees: []string{"Välkommen, Nina Ny"}},
		{name: "konto", as: developer, moves: true, url: "/konto", sees: []string{"Petra Process", "Här är du inloggad"}},
		{name: "konton", as: administrator, url: "/konton", sees: []string{"Adam Administratör", "Nina Ny"}},
		{name: "konton-none", as: administrator, url: "/konton?namn=finns+inte", sees: []string{"Inget konto stämmer"}},
		{name: "konton-developer", as: developer, url: "/konton"},
		{name: "konton-ny", as: administrator, url: "/konton/ny"},
		{name: "konton-ny-forbund", as: developer, url: "/konton/ny", sees: []string{"Lägg till och gör länken"}},
		{name: "konton-ny-fault", as: developer, url: "/konton/ny", status: 422, reach: send},
		{name: "konto-inbjuden", as: administrator, url: "/konton/" + h.maja.id, sees: []string{"Maja Ny", "inbjuden"}},
		{name: "konto-roller", as: administrator, url: "/konton/" + h.maja.id + "/roller"},
		{name: "konto-lank", as: administrator, url: "/konton/" + h.maja.id, sees: []string{"Länken är klar"},
			reach: func(tab *webtest.Tab) { tab.Follow(`form[action$="/lank"] button`) }},
	}
}

func refusals() []look {
	return []look{
		{name: "404", url: "/finns-inte", status: 404},
		{name: "404-enhet", url: "/enheter/finns/inte", status: 404},
		{name: "401", url: "/konto", status: 401, sees: []string{"Logga in"}},
		{name: "401-ny", url: "/ny/forum", status: 401, sees: []string{"Logga in"}},
		{name: "403-ny", as: reader, url: "/ny/forum", status: 403},
		{name: "403-andra", as: editor, url: "/andra/forum/habo/chefstraffar", status: 403},
		{name: "403-importera", as: reader, url: "/importera", status: 403},
		{name: "valkommen-gone", url: "/valkommen/" + strings.Repeat("x", 43), status: 404, sees: []string{"Länken fungerar inte längre"}},
	}
}

// TestEveryPage looks at all pages in all their states as everybody must be able
// to use them.
func TestEveryPage(t *testing.T) {
	h := start(t)
	h.nina, h.maja = h.invite("Nina Ny"), h.invite("Maja Ny")
	all, ids := pages(h), knownIDs(t)
	for i, some := range shares(all) {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			t.Parallel()
			all := map[string]*eyes{}
			for _, p := range some {
				if all[p.as] == nil {
					all[p.as] = h.eyes(t, cmp.Or(p.as, public), ids)
				}
				all[p.as].look(t, p)
			}
		})
	}
	t.Cleanup(func() {
		for _, wrong := range h.log.wrong() {
			t.Errorf("the log says: %s", wrong)
		}
		everyRoute(t, h.log)
	})
}

// atATime is how many pages are looked at at the same time.
const atATime = 3

// shares deals the pages out so that all roles but the public stay together: what
// one does on a page is seen on the next.
func shares(all []look) [][]look {
	shares := make([][]look, atATime)
	for i, p := range all {
		share := 0
		if p.as == "" {
			share = 1 + i%(atATime-1)
		}
		shares[share] = append(shares[share], p)
	}
	return shares
}

// eyes look at a page in three ways: with scripts, without, and in English.
type eyes struct {
	*house
	with, without, english *webtest.Tab
	ids                    map[string]bool
}

func (h *house) eyes(t *testing.T, role string, ids map[string]bool) *eyes {
	e := &eyes{house: h, with: h.as(t, role), without: h.as(t, role), english: h.as(t, role), ids: ids}
	e.without.NoScript()
	e.english.Cookie(h.url, "lang", "en")
	return e
}

// clock is the time of the day, which goes on between two looks.
var clock = regexp.MustCompile(`\d\d:\d\d`)

func (e *eyes) look(t *testing.T, p look) {
	e.goTo(e.with, p)
	if got := e.with.Status(); got != p.wants() {
		t.Errorf("%s: status %d, want %d: %s", p.name, got, p.wants(), e.with.Said())
		return
	}
	e.with.Sees(p.sees...)
	said := e.with.Said()
	e.with.IDs(p.name, e.ids)
	if slices.Contains(mainPages, p.name) {
		e.with.Pictures(p.name)
	}
	e.with.Inspect(p.name)
	e.goTo(e.without, p)
	if plain := e.without.Said(); !p.moves && clock.ReplaceAllString(plain, "") != clock.ReplaceAllString(said, "") {
		t.Errorf("%s says something else without scripts: %s", p.name, firstDifference(said, plain))
	}
	e.goTo(e.english, p)
	if lang := webtest.Eval[string](e.english, `document.documentElement.lang`); lang != "en" {
		t.Errorf("%s is not in English but %s", p.name, lang)
	}
	e.english.Built(p.name + " in English")
	e.english.Narrow(p.name + " in English")
	e.english.Size(1280, 900)
	quiet(t, e.without, e.english)
	for _, tab := range []*webtest.Tab{e.with, e.without, e.english} {
		tab.Forget()
		if strings.Contains(p.url, "dag=") {
			tab.Go(e.url + "/?dag=") // back to today
		}
	}
}

func (e *eyes) goTo(tab *webtest.Tab, p look) {
	tab.Go(e.url + p.url)
	if p.reach != nil {
		p.reach(tab)
	}
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("“%.160s” and “%.160s”", strings.ToValidUTF8(a[from:], ""), strings.ToValidUTF8(b[from:], ""))
}

// one gives the address of a record of a kind that is as wanted.
func one[T any](h *house, kind record.Of[T], is func(*T) bool) string {
	h.t.Helper()
	v, err := h.app.Records.View(h.t.Context(), access.Public(), "")
	must(h.t, err)
	for _, r := range kind.All(v) {
		if is(r) {
			return any(r).(record.Body).HeadOf().URL()
		}
	}
	h.t.Fatalf("there is no such %s", kind.Name)
	return ""
}

// knownIDs are the ids of the demonstration that could not be words.
func knownIDs(t *testing.T) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	h := serve(t)
	v, err := h.app.Records.View(t.Context(), access.System("e2e"), "")
	must(t, err)
	v.Everything(func(b record.Body) {
		if id := b.HeadOf().ID; strings.ContainsAny(id, "/-") {
			ids[id] = true
		}
	})
	if len(ids) < 500 {
		t.Fatalf("there are only %d ids", len(ids))
	}
	return ids
}
