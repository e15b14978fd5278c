package draft_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/contact"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/draft"
	"samkarta/internal/forum"
	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

var (
	ctx       = context.Background()
	admin     = access.Actor{Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}}
	developer = access.Actor{Account: "dev", Assignments: []access.Assignment{{Role: access.Developer, Association: "a"}}}
)

// desk is a map that a draft is made for.
type desk struct {
	*testing.T
	records *record.Service
}

func newDesk(t *testing.T) *desk {
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return demo.Day }))
	return &desk{t, record.New(d, exchange.Kinds())}
}

func newDemo(t *testing.T) *desk {
	k := newDesk(t)
	_, err := demo.Load(ctx, k.records)
	k.must(err)
	return k
}

func (k *desk) must(err error) {
	k.Helper()
	if err != nil {
		k.Fatal(err)
	}
}

func (k *desk) view(actor access.Actor) *record.View {
	k.Helper()
	v, err := k.records.View(ctx, actor, "")
	k.must(err)
	return v
}

func (k *desk) add(actor access.Actor, document string) {
	k.Helper()
	_, err := exchange.Import(ctx, k.records, actor, []exchange.File{exchange.Bytes("d.json", []byte(document))}, exchange.Options{})
	k.must(err)
}

var usual = draft.Options{Title: "Ritat nätverk", Date: "2019-05"}

func (k *desk) draft(actor access.Actor, o draft.Options, files ...string) *draft.Draft {
	k.Helper()
	var all []graphfile.File
	for _, f := range files {
		all = append(all, graphfile.File{Name: "fil", Data: []byte(f)})
	}
	n, err := graphfile.Read(all...)
	k.must(err)
	d, err := draft.Make(k.view(actor), n, o)
	k.must(err)
	return d
}

// exported gives the network of a scope as the formats of drafts.
func (k *desk) exported(s insight.Scope) map[string][]string {
	k.Helper()
	x := insight.NewIndex(k.view(admin))
	write := func(format string) string {
		f, err := insight.FindNetworkFormat(format)
		k.must(err)
		var b bytes.Buffer
		k.must(x.WriteNetwork(&b, insight.NetworkQuestion{Scope: s}, f, text.Sv))
		return b.String()
	}
	return map[string][]string{"GraphML": {write("graphml")}, "CSV": {write("csv-nodes"), write("csv-edges")}}
}

// seats are who sits in the forums of a view, as whom.
func seats(v *record.View, of func(id string) bool) []string {
	var all []string
	for _, f := range forum.Forums.All(v) {
		if !of(f.ID) {
			continue
		}
		all = append(all, f.ID+" "+f.Name+" "+f.Level+" "+f.KnownStatus()+" "+f.Convener)
		for _, p := range f.Participants {
			all = append(all, f.ID+": "+p.Actor+" "+p.Role+" "+p.Function)
		}
	}
	slices.Sort(all)
	return all
}

// What the map has given out is read in as the same forums and seats: into the
// map that it came from nothing new, into an empty one all of it.
func TestOwnFilesComeBack(t *testing.T) {
	from := newDemo(t)
	whole := insight.Network(from.view(admin), insight.Scope{}).Only(insight.Selection{})
	for name, files := range from.exported(insight.Scope{}) {
		again := from.draft(admin, usual, files...)
		if !again.IsEmpty() || again.Seats != 0 || again.Ties != 0 {
			t.Errorf("%s: the map that it came from gets %d seats, %d ties:\n%.2000s", name, again.Seats, again.Ties, again.Document())
		}
		for _, l := range again.Left {
			t.Errorf("%s: %s %s is left out: %s", name, l.What, l.Name, text.En.T(l.Key, l.Args...))
		}
		into := newDesk(t)
		into.add(admin, string(into.draft(admin, usual, files...).Document()))
		drawn := func(id string) bool { _, ok := whole.Find(insight.NodeForum + ":" + id); return ok }
		want, got := seats(from.view(admin), drawn), seats(into.view(admin), func(string) bool { return true })
		if !slices.Equal(want, got) {
			t.Errorf("%s: %d of %d forums and seats come back; %s", name, len(got), len(want), firstOther(want, got))
		}
		there := insight.Network(into.view(admin), insight.Scope{})
		for _, tie := range insight.Ties() {
			if a, b := count(whole, tie), count(there, tie); a != b {
				t.Errorf("%s: %d of %d edges %s come back", name, b, a, tie)
			}
		}
	}
}

func count(g *insight.Graph, tie string) int {
	pairs := map[[2]string]bool{}
	for _, e := range g.Edges {
		if e.Kind == tie {
			pairs[[2]string{g.Nodes[e.From].Key(), g.Nodes[e.To].Key()}] = true
		}
	}
	return len(pairs)
}

// firstOther tells what is only in one of two lists.
func firstOther(want, got []string) string {
	only := func(a, b []string) []string {
		return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
	}
	return "lacks " + strings.Join(only(want, got), "; ") + ", has " + strings.Join(only(got, want), "; ")
}

const town = `{"format": "samkarta/1", "source": {"id": "s", "title": "S", "date": "2019", "kind": "mapping"}, "kept_by": "a",
 "associations": [{"id": "a", "name": "A", "municipalities": ["0604"]}, {"id": "b", "name": "B"}],
 "parties": [{"id": "aneby", "kind": "municipality", "name": "Aneby kommun", "short_name": "Aneby", "municipality": "0604"}, {"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen", "short_name": "AF"}],
 "units": [{"id": "aneby/ame", "party": "aneby", "name": "Arbetsmarknadsenheten", "short_name": "AME"}, {"id": "aneby/omsorg", "party": "aneby", "name": "Omsorgen (OMS)"}, {"id": "af/ame", "party": "af", "name": "Arbetsmarknadsenheten"}],
 "forums": [{"id": "aneby/radet", "name": "Rådslaget", "convener": "aneby/ame", "participants": [{"actor": "aneby/ame", "role": "manager"}]}]}`

func newTown(t *testing.T) *desk {
	k := newDesk(t)
	k.add(admin, town)
	return k
}

const nodes = "Id;Namn;Typ;Part\n1;rådslaget;forum;\n2;Arbetsmarknadsenheten;enhet;Aneby kommun\n3;Försörjningsstöd;enhet;Aneby\n4;ARBETSFÖRMEDLINGEN;;\n" +
	"5;Ungdomsteamet, Aneby kommun;enhet;\n6;Nya gruppen;arbetsgrupp;\n7;Region Jönköpings län;part;\n8;omsorgen;enhet;Aneby\n"

var named = draft.Options{KeptBy: "a", Title: "Ritat nätverk", Date: "2019-05"}

// A drawing from elsewhere is known by its names, however they are written, and
// nothing is made twice.
func TestNamesAreMatched(t *testing.T) {
	k := newTown(t)
	edges := "Source;Target;Slag;Roll\n3;1;sitter-i;chef\n2;1;;\n2;6;;\n4;6;;handläggare\n3;4;kontaktväg;\n3;4;kontaktväg;\n7;3;relation;\n"
	d := k.draft(developer, named, nodes, edges)
	if len(d.Left) > 0 {
		t.Errorf("left out: %+v", d.Left)
	}
	k.add(developer, string(d.Document()))
	v := k.view(developer)
	if n := len(party.Units.All(v)); n != 5 {
		t.Errorf("%d units", n)
	}
	radet, _ := forum.Forums.Get(v, "aneby/radet")
	if len(radet.Participants) != 2 || radet.Participants[1] != (forum.Participant{Actor: "aneby/forsorjningsstod", Role: "manager"}) || radet.Status != "" {
		t.Errorf("%+v", radet)
	}
	group, err := forum.Forums.Get(v, "nya-gruppen")
	k.must(err)
	if group.Status != "unclear" || group.Type != "working_group" || !slices.Equal(group.Actors(), []string{"aneby/ame", "af"}) || group.Source != "natverk/ritat-natverk" {
		t.Errorf("%+v", group)
	}
	if u, err := party.Units.Get(v, "aneby/ungdomsteamet-aneby-kommun"); err != nil || u.Party != "aneby" {
		t.Errorf("%+v, %v", u, err)
	}
	if p, err := party.Parties.Get(v, "region-jonkopings-lan"); err != nil || p.Type != "region" {
		t.Errorf("%+v, %v", p, err)
	}
	if len(contact.Paths.All(v)) != 1 || len(contact.Relations.All(v)) != 1 {
		t.Errorf("%d paths, %d relations", len(contact.Paths.All(v)), len(contact.Relations.All(v)))
	}
	for outcome, want := range map[draft.Outcome]int{draft.New: 1, draft.Grown: 1} {
		if got := d.Count(draft.AsForum, outcome); got != want {
			t.Errorf("%d forums are %s", got, outcome)
		}
	}
	if again := k.draft(developer, named, nodes, edges); !again.IsEmpty() {
		t.Errorf("the second time it says more:\n%s", again.Document())
	}
}

// What cannot be told is left out with a reason, or becomes what was chosen.
func TestWhatIsLeftOut(t *testing.T) {
	k := newTown(t)
	file := "Id,Label,kind,kommun\n1,Rådslaget,forum,\n2,Okänd sak,,\n3,Arbetsmarknadsenheten,enhet,\n4,Enheten,unit,Storstad\n5,Anna Andersson,person,\n6,Andra rådet,forum,\n7,Arbetsförmedlingen,part,\n8,Aneby,part,\n"
	edges := "Source,Target,Slag\n1,6,\n2,1,\n7,7,\n7,8,\n7,8,deltagande\n7,1,kontaktväg\n7,8,avtal\n7,8,samlokalisering\n5,7,\n"
	reasons := func(o draft.Options) []string {
		var keys []string
		for _, l := range k.draft(developer, o, file, edges).Left {
			keys = append(keys, l.What+" "+strings.TrimPrefix(l.Key, "draft."))
		}
		slices.Sort(keys)
		return keys
	}
	want := []string{"edge agreement_without_name", "edge end_left_out", "edge house_without_unit", "edge no_tie", "edge not_with_forum", "edge seat_without_forum",
		"edge to_itself", "edge two_forums", "node no_kind", "node no_party", "node person", "node several"}
	if got := reasons(named); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	chosen := named
	chosen.Node, chosen.Tie, chosen.Party = draft.AsUnit, draft.AsRelation, "aneby"
	want = slices.DeleteFunc(want, func(s string) bool {
		return slices.Contains([]string{"edge end_left_out", "edge no_tie", "node no_kind", "node no_party"}, s)
	})
	if got := reasons(chosen); !slices.Equal(got, append(want, "value no_municipality")) {
		t.Errorf("%q", got)
	}
	for _, l := range k.draft(developer, named, file, edges).Left {
		if l.Name == "" || l.Line == 0 {
			t.Errorf("%+v does not say what and where", l)
		}
	}
	if bytes.Contains(k.draft(developer, chosen, file, edges).Document(), []byte("Anna")) {
		t.Error("a person is named")
	}
}

// Whom a way hangs on becomes a way that hangs on a person, by the function.
func TestPersonsBecomeWays(t *testing.T) {
	k := newTown(t)
	d := k.draft(developer, named, "Id,Label,kind,function\n1,Kim,person,samordnare\n2,AF,party,\n3,Aneby,party,\n", "Source,Target\n2,1\n1,3\n")
	k.add(developer, string(d.Document()))
	all := contact.Paths.All(k.view(developer))
	if len(all) != 1 || all[0].From != "af" || all[0].Into != "aneby" || all[0].Function != "samordnare" || all[0].PersonBound == nil || !*all[0].PersonBound {
		t.Errorf("%+v", all)
	}
	if bytes.Contains(d.Document(), []byte("Kim")) {
		t.Error("a person is named")
	}
}

// What another keeps is not changed.
func TestWhatAnotherKeepsStays(t *testing.T) {
	k := newTown(t)
	o := named
	o.KeptBy = "b"
	other := access.Actor{Account: "x", Assignments: []access.Assignment{{Role: access.Developer, Association: "b"}}}
	d := k.draft(other, o, "Id,Label,kind\n1,Rådslaget,forum\n2,Arbetsförmedlingen,party\n", "Source,Target\n2,1\n")
	if !d.IsEmpty() || len(d.Left) != 1 || d.Left[0].Key != "draft.kept_by_another" {
		t.Errorf("%+v\n%s", d.Left, d.Document())
	}
}

func TestDraftsAreForThoseWhoMay(t *testing.T) {
	k := newTown(t)
	n := &graphfile.Network{Nodes: []graphfile.Node{{ID: "a"}}}
	for name, c := range map[string]struct {
		actor access.Actor
		o     draft.Options
		want  fault.Kind
	}{
		"the public": {access.Public(), named, fault.Unauthenticated},
		"a reader":   {access.Actor{Account: "r", Assignments: []access.Assignment{{Role: access.Reader, Association: "a"}}}, named, fault.Forbidden},
		"of another": {developer, draft.Options{KeptBy: "b", Title: "T", Date: "2019"}, fault.Forbidden},
		"common":     {developer, usual, fault.Forbidden},
		"no title":   {developer, draft.Options{KeptBy: "a", Date: "2019"}, fault.Invalid},
		"no day":     {developer, draft.Options{KeptBy: "a", Title: "T", Date: "igår"}, fault.Invalid},
		"no party":   {developer, draft.Options{KeptBy: "a", Title: "T", Date: "2019", Party: "x", Node: "y", Municipality: "z"}, fault.Invalid},
	} {
		if _, err := draft.Make(k.view(c.actor), n, c.o); !fault.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var f *fault.Fault
	_, err := draft.Make(k.view(developer), n, draft.Options{KeptBy: "a", Title: "T", Date: "2019", Party: "x", Node: "y", Municipality: "z"})
	if !errors.As(err, &f) || len(f.Fields) != 3 {
		t.Errorf("%v", err)
	}
}
