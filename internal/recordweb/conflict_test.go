package recordweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

const dua = "/andra/forum/aneby/dua"

// clash opens the form as one, lets the other change the record, and posts what
// the first typed.
func (a *app) clash(theirs record.Tree, mine ...string) *pagetest.Answer {
	a.T.Helper()
	form := a.get("developer", dua).Is(http.StatusOK).Form()
	a.colleague(theirs)
	return a.post("developer", dua, pagetest.With(form, mine...))
}

func (a *app) colleague(patch record.Tree) {
	a.T.Helper()
	b, err := a.view("colleague").Get("forum", "aneby/dua")
	pagetest.Must(a.T, err)
	pagetest.Must(a.T, a.Records.Change(a.T.Context(), actors["colleague"], b.HeadOf().Key(), record.Draft{Tree: patch, Version: b.HeadOf().Version}))
}

func TestTwoChangeTheSameRecord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := smallApp(t, d)
		ans := a.clash(record.Tree{"purpose": "Deras syfte.", "status": "unclear", "short_name": "Deras"},
			"purpose", "Mitt syfte.", "frequency", "varannan vecka", "short_name", "Deras").Is(http.StatusConflict)
		ans.Has("main", "Syfte", "Deras syfte.", "Mitt syfte.", "varannan vecka, 26 gånger om året", "oklart om det pågår", "Ni har båda ändrat här", "Minska ungdomsarbetslösheten")
		if strings.Contains(ans.Said("main table"), "Kortnamn") {
			t.Error("a field in which both say the same is asked about")
		}
		form := ans.Form()
		for field, want := range map[string]string{"purpose": "", "status": "theirs", "frequency": "mine"} {
			if got := form.Get("_choice." + field); got != want {
				t.Errorf("%s: %q is chosen already, want %q", field, got, want)
			}
		}
		if tree := a.tree("forum", "aneby/dua"); tree["purpose"] != "Deras syfte." || tree["frequency"] != nil {
			t.Errorf("something was overwritten: %v", tree)
		}

		ans = a.post("developer", dua, form).Is(http.StatusConflict)
		ans.Has("#errors", "Syfte: Välj vilket som ska gälla")
		if len(ans.All("#errors a[href='#choice-purpose-theirs']")) == 0 || len(ans.All("#choice-purpose-theirs")) == 0 {
			t.Error("the summary does not lead to the choice")
		}

		a.post("developer", dua, pagetest.With(ans.Form(), "_choice.purpose", "mine")).LeadsTo("/forum/aneby/dua")
		tree := a.tree("forum", "aneby/dua")
		if tree["purpose"] != "Mitt syfte." || tree["status"] != "unclear" || tree["short_name"] != "Deras" || tree["frequency"].(record.Tree)["every"] == nil {
			t.Errorf("saved as %v", tree)
		}
	})
}

func TestAThirdComesInBetween(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := smallApp(t, d)
		ans := a.clash(record.Tree{"purpose": "Deras syfte.", "note": "Deras."}, "purpose", "Mitt syfte.").Is(http.StatusConflict)
		a.colleague(record.Tree{"purpose": "Tredje syftet.", "aliases": []any{"Tredje"}})
		form := pagetest.With(ans.Form(), "_choice.purpose", "mine", "_confirmed", "1")
		ans = a.post("developer", dua, form).Is(http.StatusConflict)
		ans.Has("main", "Tredje syftet.", "Mitt syfte.", "Deras syfte.")
		if got := a.tree("forum", "aneby/dua")["purpose"]; got != "Tredje syftet." {
			t.Errorf("the third was overwritten by %q", got)
		}
		a.post("developer", dua, pagetest.With(ans.Form(), "_choice.purpose", "theirs")).LeadsTo("/forum/aneby/dua")
		tree := a.tree("forum", "aneby/dua")
		if tree["purpose"] != "Tredje syftet." || tree["note"] != "Deras." || tree["aliases"] == nil || tree["confirmed"] == nil {
			t.Errorf("saved as %v", tree)
		}
	})
}

// A confirmation in between changes nothing that was typed over: there is
// nothing to choose.
func TestAConfirmationInBetween(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", dua).Form()
	a.post("colleague", "/bekrafta/forum/aneby/dua", url.Values{}).Is(http.StatusSeeOther)
	a.post("developer", dua, pagetest.With(form, "purpose", "Mitt syfte.")).LeadsTo("/forum/aneby/dua")
	if got := a.tree("forum", "aneby/dua")["purpose"]; got != "Mitt syfte." {
		t.Errorf("saved as %v", got)
	}
}

// Nobody confirms what has changed without having seen it.
func TestConfirmingAStaleForm(t *testing.T) {
	a := newApp(t)
	ans := a.clash(record.Tree{"purpose": "Deras syfte."}, "_confirmed", "1").Is(http.StatusConflict)
	ans.Has("main", "Deras syfte.", "Bara den andra har ändrat här")
	a.post("developer", dua, ans.Form()).LeadsTo("/forum/aneby/dua")
	if tree := a.tree("forum", "aneby/dua"); tree["confirmed"] != "2019-06-01" || tree["purpose"] != "Deras syfte." {
		t.Errorf("saved as %v", tree)
	}
}

// Their lower age and my upper one may not go together: then the form is shown
// as it was chosen, over the version that was chosen from.
func TestChoicesThatDoNotGoTogether(t *testing.T) {
	a := newApp(t)
	ans := a.clash(record.Tree{"age_min": jsonNumber("30"), "age_max": jsonNumber("40")}, "age_max", "20").Is(http.StatusConflict)
	ans = a.post("developer", dua, pagetest.With(ans.Form(), "_choice.age_min", "theirs", "_choice.age_max", "mine")).Is(http.StatusUnprocessableEntity)
	form := ans.Form()
	if form.Get("age_min") != "30" || form.Get("age_max") != "20" || fault(ans, "f-age-max") == "" {
		t.Fatalf("the form has %s–%s and says %q", form.Get("age_min"), form.Get("age_max"), fault(ans, "f-age-max"))
	}
	a.post("developer", dua, pagetest.With(form, "age_max", "35")).LeadsTo("/forum/aneby/dua")
	if tree := a.tree("forum", "aneby/dua"); tree["age_min"] != jsonNumber("30") || tree["age_max"] != jsonNumber("35") {
		t.Errorf("saved as %v", tree)
	}
}

func TestRowsInAConflict(t *testing.T) {
	a := newApp(t)
	ans := a.clash(record.Tree{"participants": []any{record.Tree{"actor": "af"}}}, "participants[0].function", "enhetschef").Is(http.StatusConflict)
	ans.Has("main table", "Arbetsförmedlingen", "enhetschef")
	a.post("developer", dua, pagetest.With(ans.Form(), "_choice.participants", "mine")).LeadsTo("/forum/aneby/dua")
	if got := string(record.EncodeAny(a.tree("forum", "aneby/dua")["participants"])); !strings.Contains(got, `"function":"enhetschef"`) {
		t.Errorf("saved as %s", got)
	}
}

func TestAVersionThatNeverWas(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", dua).Form()
	for _, version := range []string{"", "x", "77", "-1"} {
		a.post("developer", dua, pagetest.With(form, "_version", version, "name", "Kapad")).Is(http.StatusUnprocessableEntity)
	}
	if a.tree("forum", "aneby/dua")["name"] == "Kapad" {
		t.Error("it was saved")
	}
}

func TestEndingAStaleRecord(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", "/avsluta/forum/aneby/dua").Form()
	a.colleague(record.Tree{"purpose": "Deras syfte."})
	ans := a.post("developer", "/avsluta/forum/aneby/dua", form).Is(http.StatusConflict).Has("#errors", "Någon annan har ändrat")
	if a.tree("forum", "aneby/dua")["valid_to"] != nil {
		t.Error("it was ended")
	}
	a.post("developer", "/avsluta/forum/aneby/dua", ans.Form()).LeadsTo("/forum/aneby/dua")
	if tree := a.tree("forum", "aneby/dua"); tree["status"] != "ended" || tree["valid_to"] != "2019-05-31" {
		t.Errorf("ended as %v", tree)
	}
}

func TestEndingBeforeTheBeginning(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", dua).Form()
	a.post("developer", dua, pagetest.With(form, "valid_from", "2018-03-01")).Is(http.StatusSeeOther)
	form = a.get("developer", "/avsluta/forum/aneby/dua").Form()
	for from, says := range map[string]string{"2018-02-01": "2018-03-01", "snart": "ÅÅÅÅ", "": "Fyll i", "2019-02-30": "finns inte"} {
		ans := a.post("developer", "/avsluta/forum/aneby/dua", pagetest.With(form, "from", from)).Is(http.StatusUnprocessableEntity).Has("#f-from-error", says)
		if ans.Form().Get("from") != from {
			t.Errorf("%q was typed and is gone", from)
		}
	}
}

// Where a fact was found is part of what is changed, also alone.
func TestWhereAFactWasFound(t *testing.T) {
	a := newApp(t)
	const at = "/andra/unit/aneby/ame"
	form := a.get("developer", at).Form()
	form.Set("_rows.evidence", "2")
	a.post("developer", at, pagetest.With(form, "evidence[1].page", "7")).Is(http.StatusUnprocessableEntity).Has("#f-evidence-1-source-error", "Fyll i")
	form = pagetest.With(form, "evidence[1].page", "7", "evidence[1].source", a.sourceOf("forum", "gislaved/arena"))
	for range 2 { // the second post says the same
		a.post("developer", at, form).LeadsTo("/enheter/aneby/ame")
	}
	tree := a.tree("unit", "aneby/ame")
	if got := string(record.EncodeAny(tree["evidence"])); !strings.Contains(got, `"page":7`) {
		t.Errorf("found at %s", got)
	}
	b, _ := a.view("admin").Get("unit", "aneby/ame")
	if b.HeadOf().Version != 2 {
		t.Errorf("it is version %d", b.HeadOf().Version)
	}
}
