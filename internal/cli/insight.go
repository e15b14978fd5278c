package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/forum"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/record"
)

// sentences shows one answer: all of it as JSON, and in words what it says.
func sentences(value any, said []string, err error) (answer, error) {
	a := answer{value: value, columns: []string{"cli.reading"}, single: true, empty: "cli.none"}
	for _, s := range said {
		a.rows = append(a.rows, []string{s})
	}
	return a, err
}

func (t *tool) coverage() *cobra.Command {
	var q api.CoverageQuestion
	return t.asking("coverage", &q, func(m api.Map) (answer, error) {
		got, err := m.Coverage(q)
		return sentences(got, got.Reading, err)
	})
}

func (t *tool) overlaps() *cobra.Command {
	var q api.OverlapQuestion
	columns := []string{"cli.alike", "cli.first", "cli.second", "cli.level", "cli.reading"}
	return t.asking("overlaps", &q, func(m api.Map) (answer, error) {
		found, err := m.Overlaps(q)
		return listOf(found, columns, func(o api.Overlap) []string {
			return []string{t.percent(o.Similarity), t.forum(m, o.A), t.forum(m, o.B), page.Word(t.lang, "level", o.Level), o.Reading}
		}), err
	})
}

func (t *tool) percent(share float64) string {
	return strconv.Itoa(insight.Share(share).Percent()) + "\u00a0%"
}

// forum is what a forum is called.
func (t *tool) forum(m api.Map, id string) string {
	return m.TitleOf(record.Key{Kind: forum.Forums.Name, ID: id})
}

func (t *tool) load() *cobra.Command {
	var q api.LoadQuestion
	columns := []string{"cli.actor", "cli.function", "cli.meetings", "cli.forums_count", "cli.reading"}
	return t.asking("load", &q, func(m api.Map) (answer, error) {
		found, err := m.Loads(q)
		return listOf(found, columns, func(l api.Load) []string {
			return []string{t.actor(m, l.Actor), l.Function, t.meetings(l.Meetings), strconv.Itoa(len(l.Forums)), l.Reading}
		}), err
	})
}

func (t *tool) meetings(n insight.Meetings) string {
	return page.TimesAYear(t.lang, forum.Times(n))
}

func (t *tool) dependence() *cobra.Command {
	var q api.ScopeQuestion
	columns := []string{"cli.who", "cli.function", "cli.separates", "cli.reading"}
	return t.asking("dependence", &q, func(m api.Map) (answer, error) {
		found, err := m.Dependencies(q)
		return listOf(found, columns, func(d api.Dependency) []string {
			return []string{t.element(m, d.Element), d.Function, strconv.Itoa(len(d.Separates)), d.Reading}
		}), err
	})
}

// element is what something that may go is called.
func (t *tool) element(m api.Map, e insight.Element) string {
	switch {
	case e.Actor != "":
		return t.actor(m, e.Actor)
	case m.Has(record.Key{Kind: forum.Forums.Name, ID: e.ID}):
		return t.forum(m, e.ID)
	}
	return t.actor(m, e.ID)
}

func (t *tool) asymmetry() *cobra.Command {
	var q api.AsymmetryQuestion
	columns := []string{"cli.first", "cli.second", "cli.municipality", "cli.reading"}
	return t.asking("asymmetry", &q, func(m api.Map) (answer, error) {
		found, err := m.Asymmetries(q)
		return listOf(found, columns, func(a api.Asymmetry) []string {
			return []string{t.actor(m, a.A), t.actor(m, a.B), page.PlaceName(a.Municipality), a.Reading}
		}), err
	})
}

func (t *tool) freshness() *cobra.Command {
	var q api.ScopeQuestion
	return t.asking("freshness", &q, func(m api.Map) (answer, error) {
		got, err := m.FreshnessOf(q)
		return sentences(got, got.Reading, err)
	})
}

func (t *tool) metrics() *cobra.Command {
	var q api.ScopeQuestion
	return t.asking("metrics", &q, func(m api.Map) (answer, error) {
		got, err := m.Metrics(q)
		return sentences(got, got.Reading, err)
	})
}

func (t *tool) compare() *cobra.Command {
	var q api.CompareQuestion
	return t.asking("compare", &q, func(m api.Map) (answer, error) {
		got, err := m.Compare(q)
		return sentences(got, got.Reading, err)
	})
}
