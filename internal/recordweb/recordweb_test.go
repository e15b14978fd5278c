package recordweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// lives has for every kind what is typed to add a record, what it then says, and
// one field to change.
var lives = []struct {
	kind  string
	typed []string
	says  record.Tree
	field string
	to    string
	is    any
}{
	{"association", []string{"name", "Prövoförbundet", "municipalities_other", "Aneby, 0680", "parties[0].one", "aneby kommun", "founded", "2017"},
		record.Tree{"name": "Prövoförbundet", "municipalities": []any{"0604", "0680"}, "parties": []any{"aneby"}, "founded": "2017"},
		"seat", "Eksjö", "Eksjö"},
	{"party", []string{"name", "Prövoverket", "kind", "tax", "municipality", "Tranås", "region", "Jönköpings län"},
		record.Tree{"name": "Prövoverket", "kind": "tax", "municipality": "0687", "region": "06"},
		"short_name", "PV", "PV"},
	{"unit", []string{"name", "Prövoenheten", "party", "Aneby kommun", "part_of", "Arbetsmarknadsenheten (AME), Aneby kommun", "kind", "youth",
		"age_min", "16", "age_max", " 24 ", "colocated_with[0].actor", "FK", "colocated_with[0].extent", "1 dag/vecka", "supported_by_finsam", "no"},
		record.Tree{"name": "Prövoenheten", "party": "aneby", "part_of": "aneby/ame", "kind": "youth", "age_min": "16", "age_max": "24",
			"colocated_with": []any{record.Tree{"actor": "fk", "extent": "1 dag/vecka"}}, "supported_by_finsam": false},
		"mission", "Hjälper unga.", "Hjälper unga."},
	{"target_group", []string{"name", "Prövogruppen", "age_min", "18", "incomes", "sjukpenning"},
		record.Tree{"name": "Prövogruppen", "age_min": "18", "incomes": []any{"sjukpenning"}},
		"description", "De som prövar.", "De som prövar."},
	{"forum", []string{"name", "Prövorådet", "level", "operational", "formality", "formal", "frequency", "varannan vecka", "convener", "aneby/ame",
		"participants[0].actor", "Arbetsmarknadsenheten (AME), Aneby kommun", "participants[0].role", "manager", "participants[3].actor", "AF",
		"municipalities", "0604", "municipalities_other", "Eksjö", "topics", "Praktik\n\n Bostad ", "meetings_held[0].year", "2018", "meetings_held[0].count", "5"},
		record.Tree{"name": "Prövorådet", "level": "operational", "formality": "formal", "convener": "aneby/ame",
			"participants":   []any{record.Tree{"actor": "aneby/ame", "role": "manager"}, record.Tree{"actor": "af"}},
			"municipalities": []any{"0604", "0686"}, "topics": []any{"Praktik", "Bostad"},
			"meetings_held": []any{record.Tree{"year": "2018", "count": "5"}}},
		"frequency", "2-3 ggr/termin", record.Tree{"times_min": "2", "times_max": "3", "per": "term", "text": "2-3 ggr/termin"}},
	{"agreement", []string{"name", "Prövoavtalet", "kind", "local", "parties[0].one", "Aneby kommun", "parties[1].one", "Försäkringskassan", "signed", "2018-05", "forum_ids[0].one", "FUA"},
		record.Tree{"name": "Prövoavtalet", "kind": "local", "parties": []any{"aneby", "fk"}, "signed": "2018-05", "forum_ids": []any{"aneby/fua"}},
		"about", "Att pröva.", "Att pröva."},
	{"relation", []string{"from", "aneby/lss", "to", "Försäkringskassan (vilken som helst)", "intensity", "least", "wants", "easier", "municipality", "Aneby"},
		record.Tree{"from": "aneby/lss", "to": "social_insurance", "intensity": "least", "wants": []any{"easier"}, "municipality": "0604"},
		"ease", "hard", "hard"},
	{"contact_path", []string{"from", "fk", "into", "aneby/ame", "via", "mailbox", "exists", "yes", "person_bound", "-",
		"channels[1].kind", "mail", "channels[1].value", "ame@example.se"},
		record.Tree{"from": "fk", "into": "aneby/ame", "via": "mailbox", "exists": true, "channels": []any{record.Tree{"kind": "mail", "value": "ame@example.se"}}},
		"person_bound", "yes", true},
	{"statement", []string{"text", "Vi prövar oss fram.", "kind", "wish", "about[0].one", "FUA – Framtid för unga i Aneby kommun", "by", "AF", "evidence[0].source", "hog-aneby", "evidence[0].page", "4"},
		record.Tree{"text": "Vi prövar oss fram.", "kind": "wish", "about": []any{"aneby/fua"}, "by": "af", "evidence": []any{record.Tree{"page": "4", "source": "SOURCE"}}},
		"perspective", "staff", "staff"},
	{"source", []string{"title", "Prövorapporten", "kind", "report", "date", "2019-02", "language", "sv"},
		record.Tree{"title": "Prövorapporten", "kind": "report", "date": "2019-02", "language": "sv"},
		"publisher", "Prövoverket", "Prövoverket"},
}

func TestEveryKindIsAddedChangedConfirmedAndEnded(t *testing.T) {
	a := newApp(t)
	source := a.sourceOf("forum", "aneby/fua")
	for _, life := range lives {
		t.Run(life.kind, func(t *testing.T) {
			a := a.in(t)
			form := pagetest.With(a.get("developer", "/ny/"+life.kind).Is(http.StatusOK).Form(), life.typed...)
			for name, values := range form {
				for i := range values {
					form[name][i] = strings.ReplaceAll(form[name][i], "hog-aneby", source)
				}
			}
			home := a.post("developer", "/ny/"+life.kind, form).Is(http.StatusSeeOther).Header.Get("Location")
			b := a.at(home)
			h := b.HeadOf()
			if h.KeptBy != hog || h.Confirmed != "2019-06-01" || life.kind != "source" && h.Source != record.RegisterOf(hog) {
				t.Errorf("kept by %q, confirmed %q, source %q", h.KeptBy, h.Confirmed, h.Source)
			}
			checkTree(t, record.TreeOf(b), life.says, source)

			at := h.Kind.Name + "/" + h.ID
			form = a.get("developer", "/andra/"+at).Is(http.StatusOK).Form()
			if form.Has("_confirmed") {
				t.Error("a change is taken to confirm the whole record")
			}
			a.post("developer", "/andra/"+at, pagetest.With(form, life.field, life.to)).LeadsTo(home)
			changed := a.at(home)
			checkTree(t, record.TreeOf(changed), over(life.says, life.field, life.is), source)
			if changed.HeadOf().Version != 2 {
				t.Errorf("version %d after a change", changed.HeadOf().Version)
			}
			// The same form once more says nothing new.
			a.post("developer", "/andra/"+at, pagetest.With(form, life.field, life.to)).LeadsTo(home)
			a.post("developer", "/bekrafta/"+at, url.Values{}).LeadsTo(home)
			if v := a.at(home).HeadOf().Version; v != 3 {
				t.Errorf("version %d after a confirmation", v)
			}

			form = a.get("developer", "/avsluta/"+at).Is(http.StatusOK).Form()
			if form.Get("from") != "2019-06-01" {
				t.Errorf("it ends on %q", form.Get("from"))
			}
			a.post("developer", "/avsluta/"+at, form).LeadsTo(home)
			if ended := a.at(home).HeadOf(); ended.ValidTo != "2019-05-31" {
				t.Errorf("valid to %q", ended.ValidTo)
			}
			a.get("developer", "/avsluta/"+at).Is(http.StatusOK).Has("main", "gällde till och med 31 maj 2019")
			a.get("public", "/historik/"+at).Is(http.StatusOK).Has("main", "Tillagd för hand", "Ändrad", "Bekräftad", "Avslutad", "någon som hade loggat in")
			a.get("public", "/andringar").Is(http.StatusOK).Has("main .timeline", "avslutad")
		})
	}
}

func (a *app) sourceOf(kind, id string) string {
	b, err := a.view("admin").Get(kind, id)
	pagetest.Must(a.T, err)
	return b.HeadOf().Source
}

// at gives the record whose page has the address.
func (a *app) at(home string) record.Body {
	a.T.Helper()
	v := a.view("admin")
	for _, k := range v.Kinds().All {
		if id, ok := strings.CutPrefix(home, k.Path); ok && !k.Kept && k.Path != "" {
			b, err := v.Get(k.Name, id)
			pagetest.Must(a.T, err)
			return b
		}
	}
	a.T.Fatalf("no record is at %s", home)
	return nil
}

func over(tree record.Tree, field string, value any) record.Tree {
	next := record.Tree{}
	for name, x := range tree {
		next[name] = x
	}
	next[field] = value
	return next
}

// checkTree compares what a record says with what was wanted; numbers are
// written as texts, and SOURCE stands for the source.
func checkTree(t *testing.T, got, want record.Tree, source string) {
	t.Helper()
	for name, value := range want {
		is := strings.ReplaceAll(string(record.EncodeAny(got[name])), `"`, "")
		wanted := strings.ReplaceAll(strings.ReplaceAll(string(record.EncodeAny(value)), `"`, ""), "SOURCE", source)
		if is != wanted {
			t.Errorf("%s is %s, want %s", name, is, wanted)
		}
	}
}

func TestFrequencyIsShownAsItIsRead(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", "/ny/forum").Form()
	ans := a.post("developer", "/ny/forum", pagetest.With(form, "name", "", "frequency", "varannan vecka")).Is(http.StatusUnprocessableEntity)
	ans.Has("#f-frequency-hint", "Vi läser det som: varannan vecka, 26 gånger om året")
	ans = a.post("developer", "/ny/forum", pagetest.With(form, "name", "Rådet", "frequency", "då och då kanske")).Is(http.StatusUnprocessableEntity)
	for _, words := range []string{"då och då kanske", "2–3 gånger per termin", "vid behov"} {
		if !strings.Contains(fault(ans, "f-frequency"), words) {
			t.Errorf("the fault says %q, not %q", fault(ans, "f-frequency"), words)
		}
	}
	if ans.Form().Get("name") != "Rådet" || ans.Form().Get("frequency") != "då och då kanske" {
		t.Error("what was typed is gone")
	}
}

// The words of a source that cannot be read stay with the frequency that was
// made of them, as long as nobody changes them.
func TestUntouchedFrequencyIsKept(t *testing.T) {
	a := newApp(t)
	const id = "jonkopings-lan/gemensamt-chefsnatverk"
	was := a.tree("forum", id)["frequency"]
	form := a.get("admin", "/andra/forum/"+id).Is(http.StatusOK).Form()
	if !strings.Contains(form.Get("frequency"), "tillsammans med") {
		t.Fatalf("the field says %q", form.Get("frequency"))
	}
	a.post("admin", "/andra/forum/"+id, pagetest.With(form, "short_name", "Chefsnätet")).Is(http.StatusSeeOther)
	tree := a.tree("forum", id)
	if string(record.EncodeAny(tree["frequency"])) != string(record.EncodeAny(was)) || tree["short_name"] != "Chefsnätet" {
		t.Errorf("the frequency became %v, from %v", tree["frequency"], was)
	}
}

func TestFormsArePrefilled(t *testing.T) {
	a := newApp(t)
	for path, want := range map[string][]string{
		"/ny/forum?municipality=0604":                           {"municipalities", "0604"},
		"/ny/forum?municipality=0180":                           {"municipalities", "0180"},
		"/ny/forum?municipality=9999":                           {"municipalities", ""},
		"/ny/forum?convener=aneby/ame":                          {"convener", "Arbetsmarknadsenheten (AME), Aneby kommun"},
		"/ny/forum?participants=aneby/ame&participants=af":      {"participants[1].actor", "Arbetsförmedlingen"},
		"/ny/unit?party=aneby&municipality=0604":                {"municipality", "Aneby"},
		"/ny/statement?about=aneby/fua":                         {"about[0].one", "FUA – Framtid för unga i Aneby kommun"},
		"/ny/contact_path?into=social_insurance&from=aneby/ame": {"into", "Försäkringskassan (vilken som helst)"},
		"/ny/relation?from=aneby/ame&to=inte/alls":              {"to", "inte/alls"},
		"/ny/party?kind=tax":                                    {"kind", "tax"},
	} {
		if got := a.get("developer", path).Is(http.StatusOK).Form().Get(want[0]); got != want[1] {
			t.Errorf("%s fills %s with %q, want %q", path, want[0], got, want[1])
		}
	}
	if got := a.get("editor", "/ny/forum").Form().Get("convener"); got != "Arbetsmarknadsenheten (AME), Aneby kommun" {
		t.Errorf("an editor's own unit is not filled in: %q", got)
	}
}

func TestRowsWorkWithoutScripts(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", "/andra/forum/aneby/fua").Form()
	before := a.revision()
	ans := a.post("developer", "/andra/forum/aneby/fua", pagetest.With(form, "name", "Nytt namn", "_add", "participants")).Is(http.StatusOK)
	if n := len(ans.All("[name$='].function']")); n != 7 {
		t.Errorf("there are %d rows", n)
	}
	form = ans.Form()
	ans = a.post("developer", "/andra/forum/aneby/fua", pagetest.With(form, "_remove", "participants[0]")).Is(http.StatusOK)
	if got := ans.Form().Get("participants[0].actor"); got != "Skolan, Aneby kommun" {
		t.Errorf("the first row is %q", got)
	}
	if a.revision() != before {
		t.Error("a button for rows has saved something")
	}
	a.post("developer", "/andra/forum/aneby/fua", pagetest.With(ans.Form(), "_confirmed", "1")).LeadsTo("/forum/aneby/fua")
	tree := a.tree("forum", "aneby/fua")
	if n := len(tree["participants"].([]any)); n != 5 || tree["name"] != "Nytt namn" {
		t.Errorf("saved with %d participants as %v", n, tree["name"])
	}
}

func TestDatalistsStaySmall(t *testing.T) {
	a := newApp(t)
	ans := a.get("developer", "/ny/forum?municipality=0604")
	lists := ans.All("datalist")
	if len(lists) == 0 || len(lists) > 5 {
		t.Errorf("there are %d lists", len(lists))
	}
	names := map[string]bool{}
	for _, o := range ans.All("datalist#names-party-unit option") {
		names[pagetest.Attr(o, "value")] = true
	}
	if !names["Arbetsmarknadsenheten (AME), Aneby kommun"] || !names["Arbetsförmedlingen"] {
		t.Error("what is nearby is not suggested")
	}
	for name := range names {
		if strings.HasSuffix(name, ", Lunds kommun") || strings.HasSuffix(name, ", Umeå kommun") {
			t.Errorf("%s is suggested in Aneby", name)
		}
	}
}

func TestPostingTwiceMakesOneRecord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a := smallApp(t, d)
		form := pagetest.With(a.get("developer", "/ny/forum").Form(), "name", "Tvåklicksrådet")
		homes := make(chan string, 4)
		for range 4 {
			go func() { homes <- a.post("developer", "/ny/forum", form).Header.Get("Location") }()
		}
		first := <-homes
		for range 3 {
			if home := <-homes; home != first {
				t.Errorf("one post leads to %q, another to %q", first, home)
			}
		}
		a.post("developer", "/ny/forum", form).LeadsTo(first)
		n := 0
		a.view("admin").Everything(func(b record.Body) {
			if b.HeadOf().Kind.Name == "forum" && record.TreeOf(b)["name"] == "Tvåklicksrådet" {
				n++
			}
		})
		if n != 1 || first == "" {
			t.Errorf("there are %d records, at %q", n, first)
		}
		// Another form with the same words makes another record.
		other := pagetest.With(a.get("developer", "/ny/forum").Form(), "name", "Tvåklicksrådet")
		if home := a.post("developer", "/ny/forum", other).Is(http.StatusSeeOther).Header.Get("Location"); home == first {
			t.Error("two forms make one record")
		}
	})
}

func TestWhoKeepsANewRecord(t *testing.T) {
	a := newApp(t)
	a.get("developer", "/ny/party").Is(http.StatusOK).Has("#f-keeper", "Höglandets samordningsförbund")
	for who, want := range map[string]int{"developer": 0, "several": 2, "admin": 1 + len(a.view("admin").All(a.view("admin").Kinds().Named("association")))} {
		if got := len(a.get(who, "/ny/party").All("#f-kept-by option")); got != want && got != want+1 {
			t.Errorf("%s chooses among %d keepers, want %d", who, got, want)
		}
	}
	form := pagetest.With(a.get("several", "/ny/party").Form(), "name", "Parten", "kind", "other")
	a.post("several", "/ny/party", form).Is(http.StatusUnprocessableEntity).Has("#f-kept-by-error", "Fyll i")
	a.post("several", "/ny/party", pagetest.With(form, "kept_by", "sodra-vatterbygden")).Is(http.StatusUnprocessableEntity)
	home := a.post("several", "/ny/party", pagetest.With(form, "kept_by", "finnveden")).Is(http.StatusSeeOther).Header.Get("Location")
	if got := a.at(home).HeadOf().KeptBy; got != "finnveden" {
		t.Errorf("kept by %q", got)
	}
	form = pagetest.With(a.get("admin", "/ny/party").Form(), "name", "Allmänna verket", "kind", "other", "kept_by", "-")
	home = a.post("admin", "/ny/party", form).Is(http.StatusSeeOther).Header.Get("Location")
	if got := a.at(home).HeadOf().KeptBy; got != "" {
		t.Errorf("a common record is kept by %q", got)
	}
}

func TestAsOfADayNothingIsEdited(t *testing.T) {
	a := newApp(t)
	for _, path := range []string{"/ny/forum", "/andra/forum/aneby/fua", "/avsluta/forum/aneby/fua"} {
		ans := a.get("developer", path+"?dag=2018-12-31").Is(http.StatusOK).Has("main", "som den stod 31 december 2018")
		if len(ans.All("main form")) > 0 || ans.All("main .ds-alert a") == nil {
			t.Errorf("%s offers a form for an earlier day, or no way to today", path)
		}
	}
	if n := len(a.get("developer", "/bekrafta?dag=2018-12-31").Is(http.StatusOK).All("[name=fact]")); n > 0 {
		t.Errorf("%d facts of an earlier day can be confirmed", n)
	}
}

func TestUnknownKindsAndRecords(t *testing.T) {
	a := newApp(t)
	for _, path := range []string{"/ny/observation", "/ny/nagot", "/andra/forum/finns/inte", "/historik/unit/nej", "/avsluta/observation/x", "/bekrafta?slag=project"} {
		a.get("admin", path).Is(http.StatusNotFound)
	}
	a.post("admin", "/ny/observation", url.Values{"name": {"x"}}).Is(http.StatusNotFound)
}

func TestEndInTheFuture(t *testing.T) {
	a := newApp(t)
	form := a.get("developer", "/avsluta/forum/aneby/fua").Form()
	a.post("developer", "/avsluta/forum/aneby/fua", pagetest.With(form, "from", "2019-09")).LeadsTo("/forum/aneby/fua")
	tree := a.tree("forum", "aneby/fua")
	if tree["valid_to"] != "2019-08-31" || tree["status"] != "active" {
		t.Errorf("valid to %v, status %v", tree["valid_to"], tree["status"])
	}
	ended := a.Now.Format(time.DateOnly)
	a.Now = a.Now.AddDate(1, 0, 0)
	a.get("public", "/historik/forum/aneby/fua").Is(http.StatusOK)
	if len(a.get("public", "/historik/forum/aneby/fua").All("time[datetime='"+ended+"']")) == 0 {
		t.Error("the history does not tell when it was ended")
	}
}
