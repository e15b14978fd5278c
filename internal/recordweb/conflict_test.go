package recordweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

const dua = "/andra/forum/aneby/dua"

// clash opens the form as one, lets the other change the record, and posts what
// the first typed.
func (a *app) clash(theirs record.Tree, mine ...string) *answer {
	a.t.Helper()
	form := a.get("developer", dua).is(http.StatusOK).form()
	a.colleague(theirs)
	return a.post("developer", dua, with(form, mine...))
}

func (a *app) colleague(patch record.Tree) {
	a.t.Helper()
	b, err := a.view("colleague").Get("forum", "aneby/dua")
	must(a.t, err)
	must(a.t, a.records.Change(a.t.Context(), actors["colleague"], b.HeadOf().Key(), record.Draft{Tree: patch, Version: b.HeadOf().Version}))
}

func TestTwoChangeTheSameRecord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := smallApp(t, d)
		ans := a.clash(record.Tree{"purpose": "Deras syfte.", "status": "unclear", "short_name": "Deras"},
			"purpose", "Mitt syfte.", "frequency", "varannan vecka", "short_name", "Deras").is(http.StatusConflict)
		ans.says("main", "Syfte", "Deras syfte.", "Mitt syfte.", "varannan vecka, 26 gånger om året", "oklart om det pågår", "Ni har båda ändrat här", "Minska ungdomsarbetslösheten")
		if strings.Contains(ans.text("main table"), "Kortnamn") {
			t.Error("a field in which both say the same is asked about")
		}
		form := ans.form()
		for field, want := range map[string]string{"purpose": "", "status": "theirs", "frequency": "mine"} {
			if got := form.Get("_choice." + field); got != want {
				t.Errorf("%s: %q is chosen already, want %q", field, got, want)
			}
		}
		if tree := a.tree("forum", "aneby/dua"); tree["purpose"] != "Deras syfte." || tree["frequency"] != nil {
			t.Errorf("something was overwritten: %v", tree)
		}

		ans = a.post("developer", dua, form).is(http.StatusConflict)
		ans.says("#errors", "Syfte: Välj vilket som ska gälla")
		if len(ans.all("#errors a[href='#choice-purpose-theirs']")) == 0 || len(ans.all("#choice-purpose-theirs")) == 0 {
			t.Error("the summary does not lead to the choice")
		}

		a.post("developer", dua, with(ans.form(), "_choice.purpose", "mine")).goesTo("/forum/aneby/dua")
		tree := a.tree("forum", "aneby/dua")
		if tree["purpose"] != "Mitt syfte." || tree["status"] != "unclear" || tree["short_name"] != "Deras" || tree["frequency"].(record.Tree)["every"] == nil {
			t.Errorf("saved as %v", tree)
		}
	})
}

func TestAThirdComesInBetween(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := smallApp(t, d)
		ans := a.clash(record.Tree{"purpose": "Deras syfte.", "note": "Deras."}, "purpose", "Mitt syfte.").is(http.StatusConflict)
		a.colleague(record.Tree{"purpose": "Tredje syftet.", "aliases": []any{"Tredje"}})
		form := with(ans.form(), "_choice.purpose", "mine", "_confirmed", "1")
		ans = a.post("developer", dua, form).is(http.StatusConflict)
		ans.says("main", "Tredje syftet.", "Mitt syfte.", "Deras syfte.")
		if got := a.tree("forum", "aneby/dua")["purpose"]; got != "Tredje syftet." {
			t.Errorf("the third was overwritten by %q", got)
		}
		a.post("developer", dua, with(ans.form(), "_choice.purpose", "theirs")).goesTo("/forum/aneby/dua")
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
	form := a.get("developer", dua).form()
	a.post("colleague", "/bekrafta/forum/aneby/dua", url.Values{}).is(http.StatusSeeOther)
	a.post("developer", dua, with(form, "purpose", "Mitt syfte.")).goesTo("/forum/aneby/dua")
	if got := a.tree("forum", "aneby/dua")["purpose"]; got != "Mitt syfte." {
		t.Errorf("saved as %v", got)
	}
}

// Nobody confirms what has changed without having seen it.
func TestConfirmingAStaleForm(t *testing.T) {
	a := newApp(t)
	ans := a.clash(record.Tree{"purpose": "Deras syfte."}, "_confirmed", "1").is(http.StatusConflict)
	ans.says("main", "Deras syfte.", "Bara den andra har ändrat här")
	a.post("developer", dua, ans.form()).goesTo("/forum/aneby/dua")
	if tree := a.tree("forum", "aneby/dua"); tree["confirmed"] != "2019-06-01" || tree["purpose"] != "Deras syfte." {
		t.Errorf("saved as %v", tree)
	}
}

// Their lower age and my upper one may not go together: then the form is shown
// as it was chosen, over the version that was chosen from.
func TestChoicesThatDoNotGoTogether(t *testing.T) {
	a := newApp(t)
	ans := a.clash(record.Tree{"age_min": jsonNumber("30"), "age_max": jsonNumber("40")}, "age_max", "20").is(http.StatusConflict)
	ans = a.post("developer", dua, with(ans.form(), "_choice.age_min", "theirs", "_choice.age_max", "mine")).is(http.StatusUnprocessableEntity)
	form := ans.form()
	if form.Get("age_min") != "30" || form.Get("age_max") != "20" || ans.fault("f-age-max") == "" {
		t.Fatalf("the form has %s–%s and says %q", form.Get("age_min"), form.Get("age_max"), ans.fault("f-age-max"))
	}
	a.post("developer", dua, with(form, "age_max", "35")).goesTo("/forum/aneby/dua")
	if tree := a.tree("forum", "aneby/dua"); tree["age_min"] != jsonNumber("30") || tree["age_max"] != jsonNumber("35") {
		t.Errorf("saved as %v", tree)
	}
}

func TestRowsInAConflict(t *testing.T) {
	a := newApp(t)
	ans := a.clash(record.Tree{"participants": []any{record.Tree{"actor": "af"}}}, "participants[0].function", "enhetschef").is(http.StatusConflict)
	ans.says("main table", "Arbetsförmedlingen", "enhetschef")
	a.post("developer", dua, with(ans.form(), "_choice.participants", "mine")).goesTo("/forum/aneby/dua")
	if got := string(record.EncodeAny(a.tree("forum", "aneby/dua")["participants"])); !strings.Contains(got, `"function":"enhetschef"`) {
		t.Errorf("saved as %s", got)
	}
}

func TestAVersionThatNeverWas(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", dua).form()
	for _, version := range []string{"", "x", "77", "-1"} {
		a.post("developer", dua, with(form, "_version", version, "name", "Kapad")).is(http.StatusUnprocessableEntity)
	}
	if a.tree("forum", "aneby/dua")["name"] == "Kapad" {
		t.Error("it was saved")
	}
}

func TestEndingAStaleRecord(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", "/avsluta/forum/aneby/dua").form()
	a.colleague(record.Tree{"purpose": "Deras syfte."})
	ans := a.post("developer", "/avsluta/forum/aneby/dua", form).is(http.StatusConflict).says("#errors", "Någon annan har ändrat")
	if a.tree("forum", "aneby/dua")["valid_to"] != nil {
		t.Error("it was ended")
	}
	a.post("developer", "/avsluta/forum/aneby/dua", ans.form()).goesTo("/forum/aneby/dua")
	if tree := a.tree("forum", "aneby/dua"); tree["status"] != "ended" || tree["valid_to"] != "2019-05-31" {
		t.Errorf("ended as %v", tree)
	}
}

func TestEndingBeforeTheBeginning(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", dua).form()
	a.post("developer", dua, with(form, "valid_from", "2018-03-01")).is(http.StatusSeeOther)
	form = a.get("developer", "/avsluta/forum/aneby/dua").form()
	for from, says := range map[string]string{"2018-02-01": "2018-03-01", "snart": "ÅÅÅÅ", "": "Fyll i", "2019-02-30": "finns inte"} {
		ans := a.post("developer", "/avsluta/forum/aneby/dua", with(form, "from", from)).is(http.StatusUnprocessableEntity).says("#f-from-error", says)
		if ans.form().Get("from") != from {
			t.Errorf("%q was typed and is gone", from)
		}
	}
}

// Where a fact was found is part of what is changed, also alone.
func TestWhereAFactWasFound(t *testing.T) {
	a := newApp(t)
	const at = "/andra/unit/aneby/ame"
	form := a.get("developer", at).form()
	form.Set("_rows.evidence", "2")
	a.post("developer", at, with(form, "evidence[1].page", "7")).is(http.StatusUnprocessableEntity).says("#f-evidence-1-source-error", "Fyll i")
	form = with(form, "evidence[1].page", "7", "evidence[1].source", a.sourceOf("forum", "gislaved/arena"))
	for range 2 { // the second post says the same
		a.post("developer", at, form).goesTo("/enheter/aneby/ame")
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
