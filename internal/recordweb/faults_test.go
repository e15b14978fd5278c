package recordweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/record"
)

// Every kind of bad input that a form can bring: the message stands at its
// field and in the summary, what was typed is kept, and nothing is stored.
func TestBadInput(t *testing.T) {
	a := newApp(t)
	for name, c := range map[string]struct {
		path  string
		typed []string
		field string // id of the field
		says  []string
	}{
		"unreadable frequency": {"/ny/forum", []string{"name", "Rådet", "frequency", "ibland på tisdagar eller så"}, "f-frequency",
			[]string{"ibland på tisdagar eller så", "varannan vecka"}},
		"end before beginning": {"/andra/forum/aneby/fua", []string{"valid_from", "2019-05", "valid_to", "2018-12-31"}, "f-valid-to",
			[]string{"2018-12-31", "2019-05", "före början"}},
		"a day that is none": {"/andra/forum/aneby/fua", []string{"created", "2019-02-30"}, "f-created", []string{"2019-02-30", "ÅÅÅÅ"}},
		"unknown actor":      {"/ny/forum", []string{"name", "Rådet", "convener", "Månbasen"}, "f-convener", []string{"Månbasen", "lägg till enheten först"}},
		"several actors":     {"/ny/forum", []string{"name", "Rådet", "convener", "AME"}, "f-convener", []string{"kan vara flera", "”Arbetsmarknadsenheten (AME), Aneby kommun”"}},
		"half a name":        {"/ny/forum", []string{"name", "Rådet", "convener", "arbetsmarknad aneby"}, "f-convener", []string{"Menar du ”Arbetsmarknadsenheten (AME), Aneby kommun”"}},
		"unknown actor in the second row": {"/ny/forum", []string{"name", "Rådet", "participants[1].actor", "Månbasen"}, "f-participants-1-actor",
			[]string{"Månbasen"}},
		"a row without its actor": {"/ny/forum", []string{"name", "Rådet", "participants[1].function", "chef"}, "f-participants-1-actor", []string{"saknas"}},
		"a year that is none": {"/ny/forum", []string{"name", "Rådet", "meetings_held[2].year", "2018", "meetings_held[2].count", "fem"}, "f-meetings-held-2-count",
			[]string{"fem är inget tal"}},
		"code that is no municipality": {"/ny/unit", []string{"name", "Enheten", "party", "aneby", "municipality", "9999"}, "f-municipality",
			[]string{"9999", "ingen kommun", "0604"}},
		"one of several municipalities": {"/ny/forum", []string{"name", "Rådet", "municipalities_other", "Eksjö, Ankeborg"}, "f-municipalities-other",
			[]string{"Ankeborg", "ingen kommun"}},
		"no region":           {"/ny/party", []string{"name", "Parten", "kind", "region", "region", "99"}, "f-region", []string{"99", "ingen region"}},
		"ages upside down":    {"/ny/unit", []string{"name", "Enheten", "party", "aneby", "age_min", "29", "age_max", "18"}, "f-age-max", []string{"18", "29"}},
		"an age that is none": {"/ny/target_group", []string{"name", "Gruppen", "age_min", "sexton"}, "f-age-min", []string{"sexton är inget tal"}},
		"too old":             {"/ny/target_group", []string{"name", "Gruppen", "age_max", "180"}, "f-age-max", []string{"120"}},
		"below nothing":       {"/ny/target_group", []string{"name", "Gruppen", "age_min", "-3"}, "f-age-min", []string{"mindre än noll"}},
		"a unit of itself":    {"/andra/unit/aneby/socialtjanst", []string{"part_of", "aneby/forsorjningsstod"}, "f-part-of", []string{"del av sig själv"}},
		"a word outside":      {"/ny/party", []string{"name", "Parten", "kind", "circus"}, "f-kind", []string{"Välj något"}},
		"no name":             {"/andra/unit/aneby/ame", []string{"name", "  "}, "f-name", []string{"saknas"}},
		"no party":            {"/andra/unit/aneby/ame", []string{"party", ""}, "f-party", []string{"saknas"}},
		"unknown target group": {"/andra/unit/aneby/ame", []string{"target_groups[0].one", "Marsianer"}, "f-target-groups-0-one",
			[]string{"Marsianer", "ingen målgrupp"}},
		"much too long": {"/ny/party", []string{"kind", "tax", "name", strings.Repeat("x", 20_001)}, "f-name", []string{"för lång"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := a.in(t)
			before := a.revision()
			form := pagetest.With(a.get("developer", c.path).Is(http.StatusOK).Form(), c.typed...)
			ans := a.post("developer", c.path, form).Is(http.StatusUnprocessableEntity)
			for _, words := range c.says {
				if !strings.Contains(fault(ans, c.field), words) {
					t.Errorf("the field says %q, not %q", fault(ans, c.field), words)
				}
			}
			if len(ans.All("#errors a[href='#"+c.field+"']")) == 0 {
				t.Errorf("the summary does not lead to the field: %q", ans.Said("#errors"))
			}
			kept := ans.Form()
			for name, values := range form {
				if strings.HasPrefix(name, "_rows.") || form.Get(name) == "circus" { // no list has the word
					continue
				}
				if got := kept[name]; strings.TrimSpace(strings.Join(got, "|")) != strings.TrimSpace(strings.Join(values, "|")) {
					t.Errorf("%s was typed as %.80q and is shown as %.80q", name, values, got)
				}
			}
			if a.revision() != before {
				t.Error("something was stored")
			}
		})
	}
}

// Everything that is wrong is told at once, in the order of the form.
func TestAllFaultsAtOnce(t *testing.T) {
	a := newApp(t)
	form := pagetest.With(a.get("several", "/ny/forum").Form(), "frequency", "hipp som happ", "convener", "Månbasen", "age_min", "x")
	ans := a.post("several", "/ny/forum", form).Is(http.StatusUnprocessableEntity)
	var order []string
	for _, link := range ans.All("#errors a") {
		order = append(order, pagetest.Attr(link, "href"))
	}
	if got := strings.Join(order, " "); got != "#f-name #f-convener #f-frequency #f-age-min #f-kept-by" {
		t.Errorf("the summary leads to %s", got)
	}
}

func TestPermissions(t *testing.T) {
	a := newApp(t)
	for _, c := range []struct {
		who, path string
		want      int
	}{
		{"public", "/ny/forum", http.StatusUnauthorized},
		{"public", "/andra/forum/aneby/fua", http.StatusUnauthorized},
		{"public", "/avsluta/forum/aneby/fua", http.StatusUnauthorized},
		{"public", "/historik/forum/aneby/fua", http.StatusOK},
		{"public", "/bekrafta", http.StatusOK},
		{"reader", "/ny/forum", http.StatusForbidden},
		{"reader", "/andra/forum/aneby/fua", http.StatusForbidden},
		{"stranger", "/andra/forum/aneby/fua", http.StatusForbidden},
		{"stranger", "/ny/forum", http.StatusOK},
		{"developer", "/andra/party/af", http.StatusForbidden},
		{"admin", "/andra/party/af", http.StatusOK},
		{"editor", "/andra/unit/aneby/ame", http.StatusOK},
		{"editor", "/andra/unit/aneby/lss", http.StatusForbidden},
		{"editor", "/avsluta/unit/aneby/lss", http.StatusForbidden},
		{"editor", "/ny/forum", http.StatusOK},
		{"editor", "/ny/unit", http.StatusForbidden},
		{"editor", "/ny/target_group", http.StatusForbidden},
		{"public", "/ny/insats", http.StatusUnauthorized},
		{"reader", "/ny/insats", http.StatusForbidden},
		{"editor", "/ny/insats", http.StatusOK},
		{"editor", "/andra/insats/hoglandet/insats-se", http.StatusForbidden},
		{"stranger", "/andra/insats/hoglandet/insats-se", http.StatusForbidden},
		{"developer", "/andra/insats/hoglandet/insats-se", http.StatusOK},
		{"developer", "/avsluta/insats/hoglandet/insats-se", http.StatusOK},
	} {
		if got := a.get(c.who, c.path).Status; got != c.want {
			t.Errorf("GET %s as %s: %d, want %d", c.path, c.who, got, c.want)
		}
	}
}

func TestForbiddenPostsChangeNothing(t *testing.T) {
	a := newApp(t)
	before := a.revision()
	form := pagetest.With(a.get("developer", "/andra/unit/aneby/lss").Form(), "name", "Kapad", "_confirmed", "1")
	for who, want := range map[string]int{"public": http.StatusUnauthorized, "reader": http.StatusForbidden, "stranger": http.StatusForbidden, "editor": http.StatusForbidden} {
		if ans := a.post(who, "/andra/unit/aneby/lss", form).Is(want); ans.Form().Get("name") != "Kapad" {
			t.Errorf("what %s typed is gone", who)
		}
		a.post(who, "/avsluta/unit/aneby/lss", url.Values{"from": {"2019-06-01"}, "_version": {"1"}}).Is(want)
		a.post(who, "/bekrafta/unit/aneby/lss", url.Values{}).Is(want)
		a.post(who, "/bekrafta", url.Values{"fact": {"unit/aneby/lss"}}).Is(want)
	}
	// An editor of one unit cannot confirm another along with its own.
	a.post("editor", "/bekrafta", url.Values{"fact": {"unit/aneby/ame", "unit/aneby/lss"}}).Is(http.StatusForbidden)
	form = pagetest.With(a.get("developer", "/ny/forum").Form(), "name", "Nytt")
	for who, want := range map[string]int{"public": http.StatusUnauthorized, "reader": http.StatusForbidden} {
		a.post(who, "/ny/forum", form).Is(want)
	}
	if a.revision() != before {
		t.Error("something was stored")
	}
}

// An editor adds and changes what belongs to the unit, and is told so at the
// field that says whose it is.
func TestEditorsKeepToTheirUnit(t *testing.T) {
	a := newApp(t)
	form := pagetest.With(a.get("editor", "/ny/forum").Form(), "name", "Enhetens råd")
	home := a.post("editor", "/ny/forum", form).Is(http.StatusSeeOther).Header.Get("Location")
	form = a.get("editor", "/andra/"+home[1:]).Is(http.StatusOK).Form()
	a.post("editor", "/andra/"+home[1:], pagetest.With(form, "convener", "aneby/lss")).Is(http.StatusForbidden).
		Has("#f-convener-error", "Arbetsmarknadsenheten (AME)")
	form = pagetest.With(a.get("editor", "/ny/forum").Form(), "name", "Andras råd", "convener", "aneby/lss")
	ans := a.post("editor", "/ny/forum", form).Is(http.StatusForbidden).Has("#f-convener-error", "hör till din enhet")
	if ans.Form().Get("name") != "Andras råd" {
		t.Error("what was typed is gone")
	}
	n := len(a.get("editor", "/bekrafta").Is(http.StatusOK).All("[name=fact]"))
	if n == 0 || n > 15 {
		t.Errorf("an editor has %d facts to confirm", n)
	}
}

// A relation is the same if its ends are: the second is led to the first.
func TestTheSameRelationTwice(t *testing.T) {
	a := newApp(t)
	typed := []string{"from", "aneby/lss", "to", "aneby/ame", "ease", "hard"}
	home := a.post("developer", "/ny/relation", pagetest.With(a.get("developer", "/ny/relation").Form(), typed...)).Is(http.StatusSeeOther).Header.Get("Location")
	ans := a.post("developer", "/ny/relation", pagetest.With(a.get("developer", "/ny/relation").Form(), typed...)).Is(http.StatusConflict)
	if len(ans.All("#errors a[href='"+home+"']")) == 0 {
		t.Errorf("the fault %q does not lead to %s", ans.Said("#errors"), home)
	}
}

// What a field points at stays, though the one who edits may not see it.
func TestWhatCannotBeSeenIsKept(t *testing.T) {
	a := newApp(t)
	pagetest.Must(t, a.Records.Publish(t.Context(), actors["admin"], "finnveden", record.Publication{"unit": false}))
	form := pagetest.With(a.get("admin", "/andra/unit/aneby/ame").Form(), "colocated_with[0].actor", "gislaved/ifo")
	form.Set("_rows.colocated_with", "1")
	a.post("admin", "/andra/unit/aneby/ame", form).Is(http.StatusSeeOther)
	form = a.get("developer", "/andra/unit/aneby/ame").Form()
	if got := form.Get("colocated_with[0].actor"); got != "gislaved/ifo" {
		t.Fatalf("the hidden unit is shown as %q", got)
	}
	a.post("developer", "/andra/unit/aneby/ame", pagetest.With(form, "colocated_with[0].extent", "heltid")).Is(http.StatusSeeOther)
	got := string(record.EncodeAny(a.tree("unit", "aneby/ame")["colocated_with"]))
	if !strings.Contains(got, "gislaved/ifo") || !strings.Contains(got, "heltid") {
		t.Errorf("it became %s", got)
	}
}
