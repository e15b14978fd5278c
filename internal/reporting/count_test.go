package reporting

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/record"
)

// whole are the reports that are held against the data.
var whole = []Order{
	{Association: "sodra-vatterbygden"},
	{Association: "finnveden"},
	{Association: "hoglandets-samordningsforbund", Municipalities: []string{"0604"}},
	{Association: "sodra-vatterbygden", Lang: "en"},
}

// every are those, and the report of each association and of each municipality.
func every(v *record.View) []Order {
	orders := slices.Clone(whole)
	for _, a := range party.Associations.All(v) {
		orders = append(orders, Order{Association: a.ID})
		for _, code := range a.Municipalities {
			orders = append(orders, Order{Association: a.ID, Municipalities: []string{code}})
		}
	}
	return orders
}

func (o Order) name() string {
	return o.Association + " " + strings.Join(o.Municipalities, " ") + o.Lang
}

// townsOf gives the municipalities of an order.
func townsOf(v *record.View, o Order) []string {
	if len(o.Municipalities) > 0 {
		return o.Municipalities
	}
	return party.Associations.Find(v, o.Association).Municipalities
}

// due is something that a report has to hold.
type due struct{ kind, id, said string }

// dueIn lists every unit, forum, agreement and statement of the municipalities of
// a report. They are looked for among all there are, not where the report looks
// for them.
func dueIn(v *record.View, o Order) []due {
	here := map[string]bool{}
	for _, code := range townsOf(v, o) {
		here[code] = true
	}
	var all []due
	add := func(kind string, h *record.Head, said string, places []string) {
		is := h.KeptBy == o.Association && len(places) == 0
		for _, code := range places {
			is = is || here[code]
		}
		if is {
			all = append(all, due{kind, h.ID, said})
		}
	}
	for _, u := range party.Units.All(v) {
		add("unit", &u.Head, u.Name, u.Serves(v))
	}
	for _, f := range forum.Forums.All(v) {
		add("forum", &f.Head, f.Name, f.Serves(v))
	}
	for _, a := range forum.Agreements.All(v) {
		add("agreement", &a.Head, a.Name, a.Kind.Places(v, a))
	}
	for _, s := range mapping.Statements.All(v) {
		add("statement", &s.Head, s.Text, mapping.Places(v, s))
	}
	return all
}

// A report holds every unit, forum and statement of its municipalities.
func TestReportsHoldEveryUnitForumAndStatement(t *testing.T) {
	v := demoView(t)
	for i, o := range every(v) {
		t.Run(o.name(), func(t *testing.T) {
			said := plain(compose(t, Material{View: v}, o))
			counts := map[string]int{}
			for _, d := range dueIn(v, o) {
				counts[d.kind]++
				if !strings.Contains(said, d.said) {
					t.Errorf("%s %s is not in the report: %s", d.kind, d.id, d.said)
				}
			}
			if i < len(whole) && (counts["unit"] < 20 || counts["forum"] < 15 || counts["statement"] < 100) {
				t.Errorf("held against %v", counts)
			}
		})
	}
}

// So does what is written of it, in each format, read back by other programs than
// ours. Agreements have no sheet of a workbook.
func TestEveryFormatHoldsEveryUnitForumAndStatement(t *testing.T) {
	v := demoView(t)
	tabular := []string{"xlsx", "csv", "json"}
	for _, o := range whole {
		d := compose(t, Material{View: v}, o)
		for _, f := range report.Formats {
			t.Run(o.name()+" "+f.Name, func(t *testing.T) {
				var b bytes.Buffer
				if err := f.Write(&b, d, nil); err != nil {
					t.Fatal(err)
				}
				said, err := reporttest.TaggedTextOf(f.Name, b.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				said = dense(said)
				counts := map[string]int{}
				for _, x := range dueIn(v, o) {
					if x.kind == "agreement" && slices.Contains(tabular, f.Name) {
						continue
					}
					counts[x.kind]++
					if !strings.Contains(said, dense(x.said)) {
						t.Errorf("%s %s is not in it: %s", x.kind, x.id, x.said)
					}
				}
				t.Log(counts)
			})
		}
	}
}

// dense is a text without the blanks at which lines are broken, and as JSON has
// what it writes otherwise.
func dense(s string) string {
	s = strings.NewReplacer(`\u0026`, "&", `\"`, `"`).Replace(s)
	return strings.Join(strings.Fields(s), "")
}

// Each statement is told at one spot only, and nothing else than what belongs to
// the report is.
func TestEachStatementIsToldOnce(t *testing.T) {
	v := demoView(t)
	for _, o := range every(v) {
		told := points(plain(compose(t, Material{View: v}, o)))
		texts := map[string]int{}
		for _, s := range mapping.Statements.All(v) {
			texts[s.Text]++
		}
		for text, n := range texts {
			if told[text] > n {
				t.Errorf("%s tells %d times: %s", o.name(), told[text], text)
			}
		}
	}
}

// points counts the points of lists, also without who says them.
func points(said string) map[string]int {
	told := map[string]int{}
	for line := range strings.Lines(said) {
		if point, is := strings.CutPrefix(strings.TrimSpace(line), "- "); is {
			told[point]++
			if i := strings.LastIndex(point, " – "); i >= 0 {
				told[point[:i]]++
			}
		}
	}
	return told
}

// What is not in the report's municipalities stays out of it.
func TestReportsKeepToTheirMunicipalities(t *testing.T) {
	v := demoView(t)
	o := Order{Association: "sodra-vatterbygden", Municipalities: []string{"0643"}}
	said := plain(compose(t, Material{View: v}, o))
	for _, s := range mapping.Statements.All(v) {
		if s.Municipality != "" && s.Municipality != "0643" && strings.Contains(said, "- "+s.Text+"\n") {
			t.Errorf("%s is of %s", s.ID, s.Municipality)
		}
	}
	if strings.Contains(said, "Resultat i Jönköping") || !strings.Contains(said, "# Resultat i Habo\n") {
		t.Error("the report is not of Habo alone")
	}
}

// A report is written for people: it shows no id of a record, no key without a
// text, and no heading with nothing under it.
func TestReportsAreWrittenForPeople(t *testing.T) {
	v := demoView(t)
	ids := map[string]bool{}
	v.Everything(func(b record.Body) {
		if id := b.HeadOf().ID; strings.Contains(id, "/") { // others may be words
			ids[id] = true
		}
	})
	for _, o := range every(v) {
		d := compose(t, Material{View: v}, o)
		said := plain(d)
		for _, wrong := range []string{"⟦", "null", "<nil>", "{0}", "{1}", ": okänt", ": Okänt", "| okänt", "| Okänt", "(okänt", "  - \n", "()", ": \n"} {
			if strings.Contains(said, wrong) {
				at := strings.Index(said, wrong)
				t.Errorf("%s says %q: …%s…", o.name(), wrong, said[max(0, at-60):min(len(said), at+30)])
			}
		}
		for word := range strings.FieldsSeq(said) {
			if word = strings.Trim(word, ".,;:()'”"); ids[word] {
				t.Errorf("%s shows the id %s", o.name(), word)
			}
		}
		for _, code := range townsOf(v, o) {
			if m, _ := place.Find(code); strings.Contains(said, code) || !strings.Contains(said, m.Short) {
				t.Errorf("%s does not name %s", o.name(), m.Short)
			}
		}
		lines := strings.Split(strings.TrimSpace(said), "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "#") && (i+1 == len(lines) || isUpper(lines, i)) {
				t.Errorf("%s: nothing stands under %s", o.name(), line)
			}
		}
	}
}

// isUpper tells whether what follows a heading is a heading of its own level or a
// higher one.
func isUpper(lines []string, i int) bool {
	level := len(lines[i]) - len(strings.TrimLeft(lines[i], "#"))
	for _, next := range lines[i+1:] {
		if next == "" {
			continue
		}
		n := len(next) - len(strings.TrimLeft(next, "#"))
		return n > 0 && n <= level
	}
	return true
}
