package contact_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/contact"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// short says what a way is in a few letters.
func short(w contact.Way) string {
	switch {
	case w.Path != nil:
		return strings.TrimSpace(w.Path.From + "→" + w.Path.Into + " " + w.Path.Via)
	case w.Forum != nil:
		return w.Forum.ID
	case w.House != nil:
		return "house " + w.House.Actor
	case w.Type == contact.Chain:
		return fmt.Sprintf("over %s: %s, %s", w.Over, short(w.Steps[0]), short(w.Steps[1]))
	}
	return w.Type + " " + w.Over
}

func shorts(ways []contact.Way) []string {
	all := []string{}
	for _, w := range ways {
		all = append(all, short(w))
	}
	return all
}

func pathNames(paths []*contact.Path) []string {
	all := []string{}
	for _, p := range paths {
		all = append(all, p.From+"→"+p.Into)
	}
	return all
}

// What people asked for when the ways of the demonstration were collected: the
// ways that are to stand first, and what is to be told as missing or hard.
func TestWaysInOnTheRealMap(t *testing.T) {
	v := demo(t)
	for _, c := range []struct {
		name          string
		q             contact.Question
		first         []string
		missing, hard []string
	}{
		{"FK into AF in Aneby: the mailbox and the caseworker", contact.Question{From: "fk", Into: "af", Municipality: "0604"},
			[]string{"fk→af mailbox", "fk→af caseworker"}, nil, nil},
		{"AF into Aneby: no way, but forums", contact.Question{From: "af", Into: "aneby"},
			[]string{"aneby/af-eb-ame", "aneby/se-projektet", "aneby/fua"}, []string{"af→aneby"}, nil},
		{"FK into Aneby", contact.Question{From: "fk", Into: "aneby"}, []string{"aneby/se-projektet", "aneby/fua"}, []string{"fk→aneby"}, nil},
		{"the region into the municipality of Aneby, asked as kinds", contact.Question{From: "region", Into: "municipality", Municipality: "0604"},
			nil, []string{"region-jonkoping→aneby"}, nil},
		{"Aneby into FK: hard", contact.Question{From: "aneby/ame", Into: "fk"}, nil, nil, []string{"aneby→fk"}},
		{"AMO in Gislaved into FK: the coordinator, then the arena", contact.Question{From: "gislaved/amo", Into: "fk"},
			[]string{"municipality→fk/finnveden coordinator", "gislaved/arena"}, nil, nil},
		{"the same asked as a kind", contact.Question{From: "gislaved/amo", Into: "social_insurance"},
			[]string{"municipality→fk/finnveden coordinator", "gislaved/arena"}, nil, nil},
		{"a health centre into AF: by its own rehab coordinators", contact.Question{From: "region-jonkoping/vc-finnveden", Into: "af", Municipality: "0683"},
			[]string{"over region-jonkoping/rehab-finnveden: colleague region-jonkoping/rehab-finnveden, finnveden/arena"}, nil, nil},
		{"income support in Jönköping into the psychosis care: by the open care", contact.Question{From: "jonkoping/forsorjningsstod-resurs", Into: "region-jonkoping/psykosvard"},
			[]string{"over region-jonkoping/oppenpsykiatri: jonkoping/forsorjningsstod-resurs→region-jonkoping/oppenpsykiatri forum, passed_on region-jonkoping/psykosvard"},
			nil, []string{"jonkoping/forsorjningsstod-resurs→region-jonkoping/psykosvard"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := contact.WaysIn(v, c.q)
			if ways := shorts(got.Ways); len(ways) < len(c.first) || !slices.Equal(ways[:len(c.first)], c.first) {
				t.Errorf("the ways are\n%s\nwant first\n%s", strings.Join(ways, "\n"), strings.Join(c.first, "\n"))
			}
			same(t, "missing", pathNames(got.Missing), c.missing)
			same(t, "hard", pathNames(got.Hard), c.hard)
		})
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Nothing of another place may come into an answer about psychiatry for Habo.
func TestAKindIsThatOfThePlace(t *testing.T) {
	v := demo(t)
	got := contact.WaysIn(v, contact.Question{From: "habo/forsorjningsstod", Into: "psychiatry"})
	if got.Place != "0643" || len(got.Ways) == 0 {
		t.Fatalf("answered for %q: %v", got.Place, shorts(got.Ways))
	}
	for _, w := range got.Ways {
		for _, away := range []string{"skane", "varnamo", "hoglandet"} {
			if strings.Contains(short(w), away) {
				t.Errorf("%s is not for Habo", short(w))
			}
		}
	}
}

func TestWhoseAWayIs(t *testing.T) {
	path := func(from, into, via string) thing { return thing{"from": from, "into": into, "via": via} }
	for _, c := range []struct {
		name       string
		path       thing
		from, into string
		want       string // the reasons of whose it is; "none" if it is no way
	}{
		{"told of the two", path("aneby/ame", "fk", "mailbox"), "aneby/ame", "fk", ""},
		{"the whole party's", path("aneby", "fk", "mailbox"), "aneby/ame", "fk", "from_whole"},
		{"of the unit above", path("aneby/ame", "fk", "mailbox"), "aneby/unga", "fk", "from_whole"},
		{"any municipality's", path("municipality", "fk", "mailbox"), "aneby/ame", "fk", "from_kind"},
		{"one unit's, not the party's", path("aneby/ame", "fk", "mailbox"), "aneby", "fk", "from_part"},
		{"a colleague's is none of one's own", path("aneby/ifo", "fk", "mailbox"), "aneby/ame", "fk", "none"},
		{"into a part", path("aneby/ame", "fk/sjukpenning", "mailbox"), "aneby/ame", "fk", "into_part"},
		{"into the whole", path("aneby/ame", "fk", "mailbox"), "aneby/ame", "fk/sjukpenning", "into_whole"},
		{"into any of the kind", path("aneby/ame", "social_insurance", "mailbox"), "aneby/ame", "fk", "into_kind"},
		{"into the office of another town", path("aneby/ame", "af/habo", "mailbox"), "aneby/ame", "af", "none"},
		{"into that office by name", path("aneby/ame", "af/habo", "mailbox"), "aneby/ame", "af/habo", ""},
		{"for another town", thing{"from": "aneby", "into": "fk", "via": "mailbox", "municipality": "0643"}, "aneby/ame", "fk", "none"},
		{"asked as kinds", path("aneby", "fk", "mailbox"), "municipality", "social_insurance", ""},
		{"the other way round", path("fk", "aneby/ame", "mailbox"), "aneby/ame", "fk", "none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := town(t)
			w.add(map[string][]thing{"contact_paths": {c.path}})
			got := "none"
			for _, way := range contact.WaysIn(w.view(), contact.Question{From: c.from, Into: c.into, Municipality: "0604"}).Ways {
				if way.Path != nil {
					got = whose(way)
				}
			}
			if got != c.want {
				t.Errorf("it is %q, want %q", got, c.want)
			}
		})
	}
}

func whose(w contact.Way) string {
	var said []string
	for _, r := range w.Reasons {
		if key := strings.TrimPrefix(r.Key, "way."); strings.HasPrefix(key, "from_") || strings.HasPrefix(key, "into_") {
			said = append(said, key)
		}
	}
	return strings.Join(said, " ")
}

func TestForumsAndHouses(t *testing.T) {
	seats := func(ids ...string) []thing {
		var all []thing
		for _, id := range ids {
			all = append(all, thing{"actor": id})
		}
		return all
	}
	w := town(t)
	w.add(map[string][]thing{
		"units": {{"id": "af/hos-ame", "party": "af", "name": "AF hos AME", "municipality": "0604", "colocated_with": []thing{{"actor": "aneby/ame", "extent": "1 dag/vecka"}}}},
		"target_groups": {
			{"id": "unga", "name": "Unga", "age_min": 16, "age_max": 24, "incomes": []string{"ekonomiskt_bistand"}}},
		"forums": {
			{"id": "both", "name": "A", "participants": seats("aneby/ame", "af/aneby")},
			{"id": "young", "name": "B", "participants": seats("aneby/ame", "af"), "target_groups": []string{"unga"}},
			{"id": "whole", "name": "C", "participants": seats("aneby", "af")},
			{"id": "own", "name": "D", "participants": seats("aneby/ifo", "af/aneby")},
			{"id": "inside", "name": "E", "participants": seats("aneby/ame", "aneby/ifo")},
			{"id": "away", "name": "F", "participants": seats("aneby/ame", "af"), "municipalities": []string{"0643"}},
			{"id": "over", "name": "G", "participants": seats("aneby/ame", "af"), "status": "ended"},
			{"id": "maybe", "name": "H", "participants": seats("aneby/ame", "af"), "status": "unclear"},
		},
	})
	v := w.view()
	ask := func(q contact.Question) []string {
		got := shorts(contact.WaysIn(v, q).Ways)
		slices.Sort(got)
		return got
	}
	same(t, "forums and houses", ask(contact.Question{From: "aneby/ame", Into: "af"}),
		[]string{"both", "house af/hos-ame", "maybe", "over aneby/ifo: colleague aneby/ifo, own", "whole", "young"})
	same(t, "from the other side", ask(contact.Question{From: "af", Into: "aneby/ame"}),
		[]string{"both", "house aneby/ame", "maybe", "whole", "young"})
	same(t, "within a party", ask(contact.Question{From: "aneby/ame", Into: "aneby/ifo"}), []string{"inside"})
	age := 40
	old := contact.WaysIn(v, contact.Question{From: "aneby/ame", Into: "af", Age: &age})
	if old.NotFor != 1 || slices.Contains(shorts(old.Ways), "young") {
		t.Errorf("for a person of 40: %d left out of %v", old.NotFor, shorts(old.Ways))
	}
	age = 20
	young := contact.WaysIn(v, contact.Question{From: "aneby/ame", Into: "af", Age: &age, Situation: []string{"ekonomiskt_bistand"}})
	if young.Ways[0].Forum == nil || young.Ways[0].Forum.ID != "young" {
		t.Errorf("for a young person the forum for the young comes first, not %v", shorts(young.Ways))
	}
}

func TestAUnitThatIsNotForTheAge(t *testing.T) {
	w := town(t)
	w.add(map[string][]thing{"contact_paths": {
		{"from": "af", "into": "aneby/unga", "via": "mailbox"},
		{"from": "af", "into": "aneby/ifo", "via": "function"}}})
	first := func(age int) string {
		return contact.WaysIn(w.view(), contact.Question{From: "af", Into: "aneby", Age: &age}).Ways[0].Path.Into
	}
	if first(20) != "aneby/unga" || first(40) != "aneby/ifo" {
		t.Errorf("at 20 one goes to %s, at 40 to %s", first(20), first(40))
	}
}

func TestChains(t *testing.T) {
	w := town(t)
	w.add(map[string][]thing{"contact_paths": {
		{"from": "rjl/rehab", "into": "fk", "via": "direct_line"},
		{"from": "aneby/ame", "into": "rjl/rehab", "via": "coordinator", "person_bound": true},
		{"from": "aneby/ifo", "into": "fk", "via": "mailbox"},
		{"from": "habo/ifo", "into": "fk", "via": "mailbox"},
		{"from": "aneby/ame", "into": "rjl", "via": "none"},
	}})
	v := w.view()
	into := contact.WaysIn(v, contact.Question{From: "aneby/ame", Into: "fk"})
	same(t, "into FK", shorts(into.Ways), []string{
		"over aneby/ifo: colleague aneby/ifo, aneby/ifo→fk mailbox",
		"over rjl/rehab: aneby/ame→rjl/rehab coordinator, rjl/rehab→fk direct_line"})
	if !into.Ways[1].PersonBound {
		t.Error("a chain hangs on one person if a step does")
	}
	same(t, "into the psychiatry", shorts(contact.WaysIn(v, contact.Question{From: "aneby/ame", Into: "rjl/psykiatri"}).Ways),
		[]string{"over rjl/rehab: aneby/ame→rjl/rehab coordinator, passed_on rjl/psykiatri"})
}

// Told elsewhere of any municipality, it may not be so here: it stands behind
// what is told here, and that it is missing there is not told here.
func TestToldElsewhere(t *testing.T) {
	w := town(t)
	w.add(map[string][]thing{"associations": {
		{"id": "here", "name": "Här", "municipalities": []string{"0604"}},
		{"id": "there", "name": "Där", "municipalities": []string{"0643"}}}})
	paths := func(keptBy string, paths ...thing) {
		w.read(w.document(keptBy, "2019-05-01", map[string][]thing{"contact_paths": paths}))
	}
	paths("there", thing{"from": "municipality", "into": "social_insurance", "via": "function"},
		thing{"from": "municipality", "into": "region", "via": "none"})
	paths("here", thing{"from": "municipality", "into": "social_insurance", "via": "caseworker", "ease": "easy"})
	got := contact.WaysIn(w.view(), contact.Question{From: "aneby", Into: "fk"})
	same(t, "into FK", shorts(got.Ways), []string{"municipality→social_insurance caseworker", "municipality→social_insurance function"})
	if here, there := got.Ways[0], got.Ways[1]; !elsewhere(there) || elsewhere(here) {
		t.Errorf("%v is told here, %v elsewhere", here.Reasons, there.Reasons)
	}
	if away := contact.WaysIn(w.view(), contact.Question{From: "aneby", Into: "rjl"}); len(away.Missing) > 0 {
		t.Errorf("missing elsewhere, told here: %v", pathNames(away.Missing))
	}
	if there := contact.WaysIn(w.view(), contact.Question{From: "habo", Into: "rjl"}); len(there.Missing) != 1 {
		t.Errorf("missing there, but not told there: %v", pathNames(there.Missing))
	}
}

func elsewhere(w contact.Way) bool {
	return slices.ContainsFunc(w.Reasons, func(r contact.Reason) bool { return r.Key == "way.told_elsewhere" })
}

func TestEveryReasonIsSaid(t *testing.T) {
	v := demo(t)
	known := map[string]float64{"way.weaker_step": 0, "way.step_person_bound": 0}
	for _, rule := range contact.Ranking() {
		known[rule.Key] = rule.Points
	}
	for key := range known {
		for _, l := range []*text.Lang{text.Sv, text.En} {
			if !l.Has(key) {
				t.Errorf("%s has no text in %s", key, l.Code)
			}
		}
	}
	each(v, func(q contact.Question) {
		for _, w := range contact.WaysIn(v, q).Ways {
			sum := 0.0
			for _, r := range w.Reasons {
				sum += r.Points
				if _, ok := known[r.Key]; !ok {
					t.Fatalf("%s is no rule", r.Key)
				}
			}
			if sum != w.Score {
				t.Fatalf("%v: %s has %v points, but its reasons %v", q, short(w), w.Score, sum)
			}
			for _, l := range []*text.Lang{text.Sv, text.En} {
				if said := w.Advice(v, l); strings.ContainsAny(said, "⟦{") || said == "" {
					t.Fatalf("%s: %q", short(w), said)
				}
			}
		}
	})
}

// each asks many questions of a map: every actor of some against every other.
func each(v *record.View, ask func(contact.Question)) {
	ends := []string{"af", "fk", "region-jonkoping", "municipality", "psychiatry", "income_support", "aneby", "aneby/ame", "gislaved/amo",
		"gislaved/ifo", "habo/forsorjningsstod", "jonkoping/ifs", "mullsjo", "varnamo/vac", "kavlinge", "lomma", "stockholm/jobbtorg",
		"region-jonkoping/rehab-finnveden", "fk/finnveden", "af/gislaved", "umea/forsorjningsstod", "landstinget-vasterbotten/kliniker"}
	for _, from := range ends {
		for _, into := range ends {
			for _, code := range []string{"", "0604", "0662"} {
				if from != into {
					ask(contact.Question{From: from, Into: into, Municipality: code})
				}
			}
		}
	}
}

func TestTheAnswerIsTheSameEachTime(t *testing.T) {
	v := demo(t)
	each(v, func(q contact.Question) {
		first := contact.WaysIn(v, q)
		for range 3 {
			if again := contact.WaysIn(v, q); !slices.Equal(shorts(first.Ways), shorts(again.Ways)) {
				t.Fatalf("%v: %v, then %v", q, shorts(first.Ways), shorts(again.Ways))
			}
		}
	})
}

func TestAnEndThatIsNobody(t *testing.T) {
	v := town(t).view()
	for _, q := range []contact.Question{{}, {From: "nobody", Into: "af"}, {From: "aneby", Into: "nobody"}, {From: "af", Into: "af"}} {
		if got := contact.WaysIn(v, q); len(got.Ways)+len(got.Missing)+len(got.Hard) > 0 {
			t.Errorf("%v: %v", q, shorts(got.Ways))
		}
	}
}
