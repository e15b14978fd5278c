package reporting

import (
	"iter"
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Material is the map that a report is made of.
type Material struct {
	View    *record.View   // on the day of the report
	Before  *record.View   // on the day that it compares with; nil: it compares with none
	Insight *insight.Index // of the view
}

// Compose makes a report. What it reads is the map as the material's actor sees
// it.
func Compose(m Material, t Template, o Order) (*report.Document, error) {
	c, err := newComposer(m, t, o)
	if err != nil {
		return nil, err
	}
	d := &report.Document{Lang: c.lang, Title: c.T("reporting.title." + t.Based), Subtitle: c.subtitle(), Publisher: c.association.Name,
		Summary: c.T("reporting.summary."+t.Based, c.association.Name), AsOf: m.View.Today(), Made: m.View.Today(), Look: report.Look(t.Look),
		Cover: t.Based != Standing, Contents: t.Based != Standing}
	wanted := o.Sections
	if len(wanted) == 0 {
		wanted = t.Sections
	}
	for _, name := range t.Sections {
		if slices.Contains(wanted, name) && sections[name] != nil {
			d.Chapters = append(d.Chapters, sections[name](c)...)
		}
	}
	return d, nil
}

// composer is the making of one report.
type composer struct {
	Material
	order       Order
	template    Template
	lang        *text.Lang
	association *party.Association
	towns       []string // codes, in the order of their names
}

// T says a text in the language of the report.
func (c *composer) T(key string, args ...any) string { return c.lang.T(key, args...) }

func newComposer(m Material, t Template, o Order) (*composer, error) {
	a, err := party.Associations.Get(m.View, o.Association)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "reporting.no_association", o.Association)
	}
	c := &composer{Material: m, order: o, template: t, lang: text.Of(o.Lang), association: a, towns: slices.Clone(o.Municipalities)}
	if len(c.towns) == 0 {
		c.towns = slices.Clone(a.Municipalities)
	}
	text.SortBy(c.towns, townName)
	return c, nil
}

func townName(code string) string {
	if m, ok := place.Find(code); ok {
		return m.Short
	}
	return code
}

func (c *composer) subtitle() string {
	names := make([]string, len(c.towns))
	for i, code := range c.towns {
		names[i] = townName(code)
	}
	return c.T("reporting.about", c.lang.List(names))
}

// sections make the chapters of each section; none where there is nothing to
// say.
var sections = map[string]func(*composer) []report.Chapter{}

// chapter is a chapter of a section under its usual heading.
func (c *composer) chapter(section string, blocks iter.Seq[report.Block]) report.Chapter {
	return report.Chapter{ID: section, Title: c.T("reporting.section." + section), Blocks: blocks}
}
