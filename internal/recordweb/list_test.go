package recordweb_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/page/pagetest"
)

func jsonNumber(s string) json.Number { return json.Number(s) }

func TestEndShowsWhatPointsAtARecord(t *testing.T) {
	a := newApp(t)
	ans := a.get("developer", "/avsluta/unit/aneby/ame").Is(http.StatusOK)
	ans.Has("main", "tas inte bort", "1 forum", "relationer", "utsagor")
	if len(ans.All("main a[href='/forum/aneby/af-eb-ame']")) != 1 {
		t.Error("the forum that the unit sits in is not shown")
	}
}

func TestConfirmAnswersOnlyToThePress(t *testing.T) {
	a := newApp(t)
	before := a.revision()
	ans := a.get("developer", "/bekrafta/forum/aneby/fua").Is(http.StatusMethodNotAllowed)
	if ans.Header.Get("Allow") != http.MethodPost || len(ans.All("main form[action='/bekrafta/forum/aneby/fua']")) != 1 {
		t.Error("it does not say how to confirm")
	}
	if len(a.get("public", "/bekrafta/forum/aneby/fua").All("main form")) != 0 {
		t.Error("the public is offered the button")
	}
	if a.revision() != before {
		t.Error("a look has changed something")
	}
}

func TestConfirmGoesBackWhereItCameFrom(t *testing.T) {
	a := newApp(t)
	for back, want := range map[string]string{
		"": "/forum/aneby/fua", "/bekrafta?kommun=0604&page=2": "/bekrafta?kommun=0604&page=2", "//evil.example": "/forum/aneby/fua",
		"https://evil.example": "/forum/aneby/fua", "/\\evil.example": "/forum/aneby/fua", "/": "/forum/aneby/fua",
	} {
		a.post("developer", "/bekrafta/forum/aneby/fua", url.Values{"_back": {back}}).LeadsTo(want)
	}
}

func TestConfirmingSeveral(t *testing.T) {
	a := newApp(t)
	ans := a.get("developer", "/bekrafta?slag=contact_path&alla=1").Is(http.StatusOK)
	form := ans.Form()
	ticked := form["fact"]
	if len(ticked) < 5 || len(ticked) != len(ans.All("[name=fact]")) {
		t.Fatalf("%d facts are ticked", len(ticked))
	}
	if n := len(a.get("developer", "/bekrafta?slag=contact_path").Form()["fact"]); n != 0 {
		t.Errorf("%d facts are ticked before anybody has looked", n)
	}
	a.post("developer", "/bekrafta", form).LeadsTo("/bekrafta?slag=contact_path&alla=1")
	for _, fact := range ticked {
		kind, id, _ := strings.Cut(fact, "/")
		if got := a.tree(kind, id)["confirmed"]; got != "2019-06-01" {
			t.Errorf("%s was confirmed on %v", fact, got)
		}
	}
	left := a.get("developer", "/bekrafta?slag=contact_path").Is(http.StatusOK)
	if strings.Contains(left.Body, `value="`+ticked[0]+`"`) {
		t.Error("what was confirmed is still asked for")
	}
	a.post("developer", "/bekrafta", url.Values{"_back": {"/bekrafta?slag=unit"}}).LeadsTo("/bekrafta?slag=unit")
}

func TestWhatNeedsConfirming(t *testing.T) {
	a := newApp(t)
	ans := a.get("public", "/bekrafta?kommun=Aneby").Is(http.StatusOK).Has("main", "Hör av dig till den enhet det gäller")
	if len(ans.All("[name=fact]"))+len(ans.All("main form[method=post] button")) != 0 {
		t.Error("the public may confirm")
	}
	if ans.Said("main h2") == "" || len(ans.All("main tbody tr")) != 30 {
		t.Errorf("there are %d facts", len(ans.All("main tbody tr")))
	}
	next := a.get("public", "/bekrafta?kommun=Aneby&page=2").Is(http.StatusOK)
	if next.Said("main tbody tr th") == ans.Said("main tbody tr th") {
		t.Error("the second page is the first")
	}
	a.get("reader", "/bekrafta?forbund="+hog).Is(http.StatusOK).Has("main", "men inte bekräfta dem")
	for _, n := range a.get("developer", "/bekrafta?forbund=finnveden").All("[name=fact]") {
		t.Errorf("a stranger's %s may be confirmed", pagetest.Attr(n, "value"))
	}
	a.get("stranger", "/bekrafta?kommun=2584").Is(http.StatusOK).Has("main", "Allt är bekräftat här")
}

func TestHistoryTellsInWords(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", "/andra/forum/aneby/fua").Form()
	a.Now = a.Now.AddDate(0, 0, 1)
	a.post("developer", "/andra/forum/aneby/fua", pagetest.With(form, "formality", "informal", "participants[5].actor", "aneby/ame", "convener", "aneby/bua", "frequency", "1 ggr/månad", "age_max", "29")).Is(http.StatusSeeOther)
	ans := a.get("public", "/historik/forum/aneby/fua").Is(http.StatusOK)
	ans.Has("main", "Form Förut: formellt Nu: informellt", "Borttaget: Försäkringskassan Tillagt: Arbetsmarknadsenheten (AME), Aneby kommun",
		"Nu: Barn- och utbildningsavdelningen (BUA), Aneby kommun", "en gång i månaden, 12 gånger om året", "Förut: 25 Nu: 29", "Inläst från ett dokument", "2 juni 2019")
	for _, raw := range []string{"aneby/bua", "informal ", "{", "system/", "d1"} {
		if strings.Contains(ans.Said("main"), raw) {
			t.Errorf("the history says %q: %s", raw, ans.Said("main"))
		}
	}
	if len(ans.All("main a[href='/forum/aneby/fua?dag=2019-06-01']")) != 1 {
		t.Error("there is no way to the page as it stood")
	}
}

func TestHistoryNamesOnlyWhoMayBeNamed(t *testing.T) {
	a := newApp(t)
	a.post("developer", "/bekrafta/forum/aneby/fua", url.Values{}).Is(http.StatusSeeOther)
	a.pages.Names = func(_ context.Context, actor access.Actor, authors []string) map[string]string {
		if !actor.IsSignedIn() || len(authors) != 2 {
			return nil
		}
		return map[string]string{"d1": "Processutvecklare Andersson"}
	}
	a.get("colleague", "/historik/forum/aneby/fua").Has("main", "Processutvecklare Andersson")
	if ans := a.get("public", "/historik/forum/aneby/fua"); strings.Contains(ans.Body, "Andersson") || strings.Contains(ans.Body, "d1<") {
		t.Error("the public is told who it was")
	}
}

func TestLatestChanges(t *testing.T) {
	a := newApp(t)
	ans := a.get("public", "/andringar").Is(http.StatusOK)
	ans.Has("main .timeline", "inläst", "uppgifter inlästa från dokumentet")
	if n := len(ans.All("main .timeline > li")); n < 5 || n > 40 {
		t.Errorf("the import of some documents makes %d changes", n)
	}
	a.Now = a.Now.AddDate(0, 0, 1)
	form := pagetest.With(a.get("developer", "/ny/forum").Form(), "name", "Det allra nyaste rådet")
	a.post("developer", "/ny/forum", form).Is(http.StatusSeeOther)
	a.post("developer", "/bekrafta/unit/aneby/ame", url.Values{}).Is(http.StatusSeeOther)
	ans = a.get("public", "/andringar")
	ans.Has("main .timeline > li:nth-child(1), main .timeline > li:nth-child(2)", "Det allra nyaste rådet tillagd", "Arbetsmarknadsenheten (AME) bekräftad", "2 juni 2019")
}
