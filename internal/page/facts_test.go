package page_test

import (
	"bytes"
	"context"
	"encoding/json"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/contact"
	"samkarta/internal/exchange"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
)

// fact is one record of a document.
type fact map[string]any

// mapOf gives the map of what the lists say, in June 2019.
func mapOf(t *testing.T, lists map[string][]fact) *record.View {
	t.Helper()
	doc := map[string]any{"format": exchange.Format, "source": fact{"id": "doc", "title": "Dokument", "date": "2019-05-01", "kind": "mapping"}}
	for list, facts := range lists {
		doc[list] = facts
	}
	data, err := json.Marshal(doc)
	must(t, err)
	admin := access.System("test")
	june := func() time.Time { return time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC) }
	records := record.New(dbtest.SQLite(t, db.WithClock(june)), exchange.Kinds())
	_, err = exchange.Import(context.Background(), records, admin, []exchange.File{exchange.Bytes("doc.json", data)}, exchange.Options{})
	must(t, err)
	v, err := records.View(context.Background(), admin, "")
	must(t, err)
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func parties() []fact {
	return []fact{
		{"id": "aneby", "kind": "municipality", "name": "Aneby kommun", "short_name": "Kommunen", "municipality": "0604"},
		{"id": "ostra", "kind": "municipality", "name": "Östra Göinge kommun", "municipality": "1256"},
		{"id": "ale", "kind": "municipality", "name": "Ale kommun", "municipality": "1440"},
		{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen", "short_name": "AF"},
		{"id": "fk", "kind": "social_insurance", "name": "Försäkringskassan", "short_name": "FK"},
	}
}

func units() []fact {
	return []fact{
		{"id": "aneby/ame", "party": "aneby", "name": "AME"},
		{"id": "aneby/ifo", "party": "aneby", "name": "IFO"},
	}
}

func TestAddress(t *testing.T) {
	for want, got := range map[string]string{
		"/var":                       page.Address("/var"),
		"/var?kommun=0604":           page.Address("/var", page.AskMunicipality, "0604", page.AskAge, ""),
		"/var?part=a&part=b":         page.Address("/var", page.AskParty, "a", page.AskParty, "b"),
		"/vad?om=a&faktor=stability": page.Address("/vad?om=a", page.AskFactor, "stability"),
		"/vad?q=a%26b+c":             page.Address("/vad", page.AskText, "a&b c"),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestRhythm(t *testing.T) {
	n := func(n int) *int { return &n }
	x := func(x float64) *float64 { return &x }
	tests := map[string]struct {
		f       *forum.Frequency
		words   string
		perYear string
	}{
		"unknown":           {nil, "okänt hur ofta", ""},
		"monthly":           {&forum.Frequency{TimesMin: n(1), TimesMax: n(1), Per: "month"}, "en gång i månaden", "12 gånger om året"},
		"a span a term":     {&forum.Frequency{TimesMin: n(2), TimesMax: n(3), Per: "term"}, "2–3 gånger per termin", "4–6 gånger om året"},
		"at least a term":   {&forum.Frequency{TimesMin: n(2), Per: "term"}, "minst 2 gånger per termin", "minst 4 gånger om året"},
		"at most a quarter": {&forum.Frequency{TimesMax: n(1), Per: "quarter"}, "högst 1 gång per kvartal", "högst 4 gånger om året"},
		"every sixth week":  {&forum.Frequency{Every: x(6), Unit: "week"}, "var 6:e vecka", "9 gånger om året"},
		"a year":            {&forum.Frequency{TimesMin: n(4), TimesMax: n(6), Per: "year"}, "4–6 gånger per år", ""},
		"every other year":  {&forum.Frequency{Every: x(24), Unit: "month"}, "vartannat år", ""},
		"as needed":         {&forum.Frequency{AsNeeded: true}, "vid behov", ""},
		"regular":           {&forum.Frequency{Regular: true}, "regelbundet, okänt hur ofta", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := page.RhythmOf(text.Sv, tt.f)
			if r.Words != tt.words || r.PerYear != tt.perYear || r.Known != (tt.f != nil) {
				t.Errorf("got %+v, want %q and %q", r, tt.words, tt.perYear)
			}
		})
	}
}

func TestPartyMarksComeInOrder(t *testing.T) {
	v := mapOf(t, map[string][]fact{"parties": parties()})
	var got []string
	for _, m := range page.PartyMarks(v, text.Sv, []string{"fk", "ostra", "af", "aneby", "okand", "ale"}) {
		got = append(got, m.Text)
	}
	if want := []string{"Ale", "Aneby", "Östra Göinge", "AF", "FK", "okand"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestForumTable(t *testing.T) {
	v := mapOf(t, map[string][]fact{"parties": parties(), "units": units(), "forums": {
		{"id": "f1", "name": "Alfa", "kind": "network", "level": "operational", "formality": "formal", "age_min": 16, "age_max": 24, "convener": "aneby/ifo",
			"participants": []fact{{"actor": "aneby/ame", "role": "manager", "function": "enhetschef"}, {"actor": "aneby/ifo", "role": "caseworker"}, {"actor": "af"}}},
		{"id": "f2", "name": "Beta", "level": "strategic", "status": "wished", "participants": []fact{{"actor": "aneby/ame"}}},
		{"id": "f3", "name": "Gamma", "level": "strategic"}, {"id": "f4", "name": "Delta", "level": "strategic"},
	}})
	table := page.NewForumTableFor(v, text.Sv, "Forum", forum.Forums.All(v), "aneby", "aneby/ame", "aneby/ifo")
	alfa, beta := table.Rows[0], table.Rows[1]
	if want := "nätverk · handläggarnivå · formellt · 16–24 år"; alfa.Note != want {
		t.Errorf("Alfa is noted %q, want %q: few rows say their ages", alfa.Note, want)
	}
	if want := "chefsnivå · okänd form"; beta.Note != want || beta.Status == nil {
		t.Errorf("Beta is noted %q, want %q", beta.Note, want)
	}
	var as []string
	for _, c := range alfa.As {
		as = append(as, strings.TrimSpace(c.Text+" "+c.Note))
	}
	if want := []string{"AME enhetschef", "IFO handläggare", "sammankallande"}; !slices.Equal(as, want) {
		t.Errorf("in Alfa as %v, want %v", as, want)
	}
	one := page.NewForumTableFor(v, text.Sv, "Forum", forum.Forums.All(v)[:2], "aneby/ame")
	if got := one.Rows[0].As[0].Text + ", " + one.Rows[1].As[0].Text; got != "enhetschef, okänt som vem" {
		t.Errorf("AME sits as %s", got)
	}
	if !one.HasAges() || table.HasAges() {
		t.Error("ages earn a column from a third of the rows on")
	}
}

func TestStatementGroups(t *testing.T) {
	said := func(id, kind, confirmed string) fact {
		return fact{"id": id, "text": "Text " + id, "kind": kind, "confirmed": confirmed, "about": []string{"aneby/ame", "af"}, "by": "af", "factor": "other", "municipality": "0604"}
	}
	v := mapOf(t, map[string][]fact{"parties": parties(), "units": units(), "statements": {
		said("a", "wish", "2018"), said("b", "works_well", "2017"), said("c", "promoting", "2019-04"), said("d", "works_well", "2019-01"),
		said("e", "obstacle", "2016"), said("f", "lesson", "2016"), {"id": "g", "text": "Utan slag"},
	}})
	all := mapping.Statements.All(v)
	groups := page.StatementGroups(v, text.Sv, all, 2, page.Context{Actors: []string{"aneby/ame"}, Municipality: "0604"})
	var got []string
	for _, g := range groups {
		s := g.Stance
		for _, i := range g.Items {
			s += " " + strings.TrimPrefix(i.Href, "/utsagor/")
		}
		got = append(got, s)
	}
	if want := []string{"works c d", "needs e", "wishes a", "thoughts g f"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: the freshest first", got, want)
	}
	if g := groups[0]; g.Count != 3 || len(g.Rest) != 1 || g.More != nil || g.Show != "Visa 1 till" {
		t.Errorf("%d works, %d left, more %v, %q", g.Count, len(g.Rest), g.More, g.Show)
	}
	// What goes without saying is not said: the unit itself, who says it as what
	// it is about, the place, the factor "other".
	if i := groups[0].Items[0]; len(i.About) != 0 || i.Place != nil || i.Factor != "" || i.Kind != "främjar" || i.By.Text != "Arbetsförmedlingen" {
		t.Errorf("%+v", i)
	}
	led := page.StatementGroups(v, text.Sv, all, 2, page.Context{More: "/vad?om=x"})[0]
	if led.More == nil || led.More.Href != "/vad?om=x&hallning=works" || len(led.Rest) != 0 || led.Items[0].Place == nil || len(led.Items[0].About) != 1 {
		t.Errorf("%+v", led)
	}
}

func TestWays(t *testing.T) {
	v := mapOf(t, map[string][]fact{"parties": parties(), "units": units(), "contact_paths": {
		{"from": "af", "into": "aneby", "via": "none", "exists": false},
		{"from": "fk", "into": "aneby", "ease": "hard"},
		{"from": "af", "into": "aneby/ame", "via": "coordinator", "person_bound": true, "municipality": "0604"},
		{"from": "municipality", "into": "aneby", "via": "mailbox", "person_bound": false, "channels": []fact{
			{"kind": "mail", "value": "ame@aneby.se"}, {"kind": "phone", "value": "+46 380-460 00"}, {"kind": "web", "value": "javascript:alert(1)"}, {"kind": "service", "value": "https://aneby.se/ame"}}},
	}})
	cards := page.NewWayCards(v, text.Sv, contact.Paths.All(v), page.Context{Municipality: "0604"})
	var got []string
	for _, c := range cards {
		got = append(got, c.From.Text)
	}
	if want := []string{"kommun (vilken som helst)", "Arbetsförmedlingen", "Försäkringskassan", "Arbetsförmedlingen"}; !slices.Equal(got, want) {
		t.Errorf("from %q, want %q: with a mailbox first, missing last", got, want)
	}
	if !cards[3].Missing || cards[3].By != "" || !cards[1].OnOne || cards[1].Place != nil || !cards[0].OnMany || cards[2].OnOne || cards[2].OnMany {
		t.Errorf("%+v", cards)
	}
	var links []template.URL
	for _, c := range cards[0].Channels {
		links = append(links, c.Href)
	}
	if want := []template.URL{"mailto:ame@aneby.se", "tel:+4638046000", "", "https://aneby.se/ame"}; !slices.Equal(links, want) {
		t.Errorf("channels lead to %q, want %q", links, want)
	}
	table := page.NewWayTable(v, text.Sv, "Vägar", contact.Paths.All(v), page.Context{}, false)
	if len(table.Groups) != 2 || table.Groups[0].Title.Text != "AME" || len(table.Groups[1].Ways) != 3 || table.Heads.Other != "Från" {
		t.Errorf("%+v", table.Groups)
	}
	if back := page.NewWayTable(v, text.Sv, "Vägar", contact.Paths.All(v), page.Context{}, true); len(back.Groups) != 3 || back.Heads.Other != "Till" {
		t.Errorf("%+v", back.Groups)
	}
}

func TestRelationsFromBothSides(t *testing.T) {
	v := mapOf(t, map[string][]fact{"parties": parties(), "units": units(), "relations": {
		{"from": "aneby", "to": "af", "ease": "easy", "intensity": "most"},
		{"from": "af", "to": "aneby/ame", "ease": "hard", "wants": []string{"more", "easier"}, "level": "operational"},
		{"from": "aneby/ifo", "to": "aneby/ame", "intensity": "some"},
		{"from": "fk", "to": "aneby"},
		{"from": "aneby", "to": "fk", "level": "operational"},
	}})
	table := page.NewRelationTable(v, text.Sv, "Aneby", contact.Relations.All(v), "aneby", "aneby/ame", "aneby/ifo")
	if len(table.Rows) != 2 || table.Rows[0].Other.Text != "AME" || table.Rows[1].Other.Text != "Arbetsförmedlingen" {
		t.Fatalf("%+v", table.Rows)
	}
	if inner := table.Rows[0]; len(inner.Mine) != 1 || len(inner.Theirs) != 0 {
		t.Errorf("what one unit tells of another is told once: %+v", inner)
	}
	af := table.Rows[1]
	if len(af.Mine) != 1 || af.Mine[0].By != nil || af.Mine[0].Says != "samverkar: mest" || af.Mine[0].Ease.Text != "lätt" {
		t.Errorf("mine: %+v", af.Mine)
	}
	if len(af.Theirs) != 1 || af.Theirs[0].By.Text != "AME" || af.Theirs[0].Says != "samverkar, handläggarnivå" || af.Theirs[0].Wants != "vill samverka mer, enklare" {
		t.Errorf("theirs: %+v", af.Theirs)
	}
	if len(table.Also) != 1 || table.Also[0].Text != "Försäkringskassan" {
		t.Errorf("also: %+v", table.Also)
	}
}

// partials is a page with all that is shared.
type partials struct {
	web.Frame
	Forums    page.ForumTable
	Marks     []page.Mark
	Said      []page.StatementGroup
	Ways      []page.WayCard
	WayTable  page.WayTable
	Relations page.RelationTable
	About     page.About
}

func TestPartialsFitTheirStructs(t *testing.T) {
	site, err := web.New(web.Options{})
	must(t, err)
	site.Pages(page.Files(), "*.html")
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "all.html"), []byte(`{{template "forum-table" .Forums}}{{template "marks" .Marks}}{{template "statement-groups" .Said}}
		{{template "way-cards" .Ways}}{{template "way-table" .WayTable}}{{template "relation-table" .Relations}}{{template "about" .About}}{{template "ended" .About}}`), 0o600))
	site.Pages(os.DirFS(dir), "*.html")
	webtest.CheckTemplate(t, site, "all", &partials{})

	v := mapOf(t, map[string][]fact{"parties": parties(), "units": units()})
	var out bytes.Buffer
	p := &partials{Marks: page.PartyMarks(v, text.Sv, []string{"aneby"}), About: page.About{}}
	must(t, site.Template("all").Execute(&out, p))
	if want := `<a class="ds-link" href="/parter/aneby">Aneby</a>`; !strings.Contains(out.String(), want) {
		t.Errorf("no %s in %s", want, out.String())
	}
}
