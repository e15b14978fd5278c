package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/contact"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// diff tells what came, went and changed between two days; the later is that of
// --as-of, or today.
func (t *tool) diff() *cobra.Command {
	var q api.DiffQuestion
	return t.asking("diff", &q, func(m api.Map) (answer, error) {
		got, err := m.Diff(q)
		return t.diffRows(m, got), err
	})
}

func (t *tool) diffRows(m api.Map, d api.Diff) answer {
	a := answer{value: d, columns: []string{"cli.what_happened", "cli.kind", "cli.name", "cli.when"}, single: true, empty: "cli.none"}
	for _, said := range d.Reading {
		a.rows = append(a.rows, []string{"–", "", said, ""})
	}
	for _, list := range []struct {
		key string
		all []insight.Passing
	}{{"cli.came", d.Came}, {"cli.went", d.Went}, {"cli.over", d.Undated}} {
		for _, p := range list.all {
			a.rows = append(a.rows, []string{t.lang.T(list.key), t.diffKind(p.Kind), t.passing(m, p), t.when(p)})
		}
	}
	for _, c := range d.Changed {
		fields := make([]string, len(c.Fields))
		for i, f := range c.Fields {
			fields[i] = page.FieldLabel(t.lang, c.Kind, f.Field)
		}
		a.rows = append(a.rows, []string{t.lang.T("cli.altered"), t.diffKind(c.Kind), c.Name, strings.Join(fields, ", ")})
	}
	return a
}

func (t *tool) diffKind(kind string) string {
	if kind == insight.KindSeat {
		return t.lang.T("cli.seat")
	}
	return t.lang.T("cli.thing." + kind)
}

func (t *tool) passing(m api.Map, p insight.Passing) string {
	if p.Actor == "" {
		return p.Name
	}
	return joined([]string{t.actor(m, p.Actor), p.Function, p.Name}, ", ")
}

// when says since when something is known, or when it began or ended.
func (t *tool) when(p insight.Passing) string {
	if p.On == "" {
		return t.lang.T("insight.how.undated")
	}
	return t.lang.T("insight.how."+p.How, page.DateText(t.lang, record.Date(p.On)))
}

// ways tells how the other parties find the way into each party.
func (t *tool) ways() *cobra.Command {
	var q api.ScopeQuestion
	columns := []string{"cli.into", "cli.hard_for", "cli.missing_for", "cli.reading"}
	return t.asking("ways", &q, func(m api.Map) (answer, error) {
		found, err := m.WaysInto(q)
		return listOf(found, columns, func(w api.WaysInto) []string {
			return []string{contact.EndName(m.View, t.lang, w.Party), strconv.Itoa(w.Hard), strconv.Itoa(w.Missing), w.Reading}
		}), err
	})
}

// findings tells what is most worth telling of a part of the map.
func (t *tool) findings() *cobra.Command {
	var q api.ScopeQuestion
	columns := []string{"cli.rank", "cli.finding", "cli.more", "cli.analysis"}
	return t.asking("findings", &q, func(m api.Map) (answer, error) {
		found, err := m.Findings(q)
		a := listOf(found, columns, func(f api.Finding) []string {
			return []string{"", f.Text, strings.Join(f.More, " "), commandOf(f.Link)}
		})
		for i := range a.rows {
			a.rows[i][0] = strconv.Itoa(i + 1)
		}
		a.single = true
		return a, err
	})
}

// flagsOfLinks are the parameters of a finding's link that are called otherwise,
// or that no command takes, which open the page only.
var flagsOfLinks = map[string]string{"remove": "", "factor": "", "kind": ""}

// commandOf is the command that tells more of a finding.
func commandOf(l insight.Link) string {
	words := []string{"samkarta", l.Analysis}
	for _, p := range l.Params {
		if _, pageOnly := flagsOfLinks[p.Name]; !pageOnly {
			words = append(words, "--"+flagName(p.Name), p.Value)
		}
	}
	return strings.Join(words, " ")
}

// The ways of looking for a way: all ways in, or only the one that has the fewest
// steps, or the one that is most to be trusted.
var routes = []string{"all", "shortest", "surest"}

// routeBy chooses among the ways that were found; it fails for a word that is
// none of those.
func (t *tool) routeBy(by string, ways api.Ways) (*api.Route, error) {
	switch {
	case by == "shortest":
		return &ways.Shortest, nil
	case by == "surest":
		return &ways.Surest, nil
	case by != "" && !slices.Contains(routes, by):
		return nil, &fault.Fault{Kind: fault.Invalid, Key: "api.bad_question", Fields: []fault.Field{{Path: "by", Key: "record.not_one_of", Args: []any{by, strings.Join(routes, ", ")}}}}
	}
	return nil, nil
}

// routeRows shows a route as instructions, a row for each step.
func (t *tool) routeRows(r api.Route) answer {
	a := answer{value: r, empty: "cli.no_way", columns: []string{"cli.rank", "cli.step", "cli.trust"}, single: true}
	for i, s := range r.Steps {
		a.rows = append(a.rows, []string{strconv.Itoa(i + 1), s.Say, t.percent(s.Trust)})
	}
	return a
}
