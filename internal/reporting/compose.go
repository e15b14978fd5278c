package reporting

import (
	"iter"
	"slices"
	"strings"

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
	Insight *insight.Index // of the view; nil: it is made
}

// Compose makes a report. What it reads is the map as the material's actor sees
// it.
func Compose(m Material, t Template, o Order) (*report.Document, error) {
	c, err := newComposer(m, t, o)
	if err != nil {
		return nil, err
	}
	d := &report.Document{Lang: c.lang, Title: c.title(), Subtitle: c.subtitle(), Publisher: c.association.Name,
		Summary: c.summarised(), AsOf: m.View.Today(), Made: m.View.Today(), Look: report.Look(t.Look),
		Front: c.front(), Cover: t.Based != Standing, Contents: t.Based != Standing}
	for _, name := range t.Sections {
		if c.has(name) && sections[name] != nil {
			d.Chapters = append(d.Chapters, sections[name](c)...)
		}
	}
	c.chapters = d.Chapters
	return d, nil
}

// sections make the chapters of each section; none where there is nothing to
// say. A chapter's blocks are worked out when they are asked for.
var sections = map[string]func(*composer) []report.Chapter{
	Abbreviations: (*composer).abbreviations,
	Background:    (*composer).background,
	Purpose:       (*composer).purpose,
	Method:        (*composer).method,
	Changes:       (*composer).changes,
	Results:       (*composer).results,
	Parties:       (*composer).parties,
	Forums:        (*composer).forums,
	Network:       (*composer).network,
	Coverage:      (*composer).coverage,
	Overlap:       (*composer).overlap,
	Load:          (*composer).load,
	Dependence:    (*composer).dependence,
	Insatser:      (*composer).insatser,
	Gaps:          (*composer).gaps,
	Figures:       (*composer).figures,
	Summary:       (*composer).summary,
	Cards:         (*composer).cards,
	Development:   (*composer).development,
	Reflections:   (*composer).reflections,
	Sources:       (*composer).sources,
	Freshness:     (*composer).freshness,
}

// composer is the making of one report.
type composer struct {
	Material
	order       Order
	template    Template
	lang        *text.Lang
	association *party.Association
	towns       []string // codes, in the order of their names
	ledger      *ledger
	teller      *record.Teller
	passed      passed                // since the day that it compares with
	chapters    []report.Chapter      // all of the report, once they are there
	others      map[string]*elsewhere // by who says it, what stands in other chapters
	beside      map[besides]bool      // meanings of abbreviations that stand beside them
	about       map[string][]string   // by the id of a chapter, the municipalities that it is about; else all
}

// T says a text in the language of the report.
func (c *composer) T(key string, args ...any) string { return c.lang.T(key, args...) }

func newComposer(m Material, t Template, o Order) (*composer, error) {
	a, err := party.Associations.Get(m.View, o.Association)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "reporting.no_association", o.Association)
	}
	if _, ok := party.FindActor(m.View, o.Party); o.Party != "" && !ok {
		return nil, fault.New(fault.NotFound, "reporting.unknown_party", o.Party)
	}
	if m.Insight == nil {
		m.Insight = insight.NewIndex(m.View)
	}
	c := &composer{Material: m, order: o, template: t, lang: text.Of(o.Lang), association: a, towns: townsAsked(a, o), about: map[string][]string{}}
	c.ledger = newLedger(m.View, c.subject())
	c.teller = &record.Teller{View: m.View, Lang: c.lang}
	if m.Before != nil {
		c.passed = c.pass()
		c.teller.Marks = c.passed.marks()
	}
	return c, nil
}

// townsAsked are the municipalities of a report, in the order of their names.
func townsAsked(a *party.Association, o Order) []string {
	if o.Country {
		all := place.All()
		codes := make([]string, len(all))
		for i, m := range all {
			codes[i] = m.Code
		}
		return codes
	}
	codes := slices.Clone(o.Municipalities)
	if len(codes) == 0 {
		codes = slices.Clone(a.Municipalities)
	}
	text.SortBy(codes, townName)
	return codes
}

// subject is what the report is about, for a ledger.
func (c *composer) subject() subject {
	return subject{association: c.association.ID, towns: c.towns, country: c.order.Country, whole: len(c.order.Municipalities) == 0, party: c.order.Party, has: c.has}
}

// has tells whether a section is to be in the report.
func (c *composer) has(section string) bool {
	return slices.Contains(c.template.Sections, section) && (len(c.order.Sections) == 0 || slices.Contains(c.order.Sections, section))
}

func townName(code string) string {
	if m, ok := place.Find(code); ok {
		return m.Short
	}
	return code
}

// placeName is what a place of the ledger is called.
func (c *composer) placeName(place string) string {
	if place == common {
		return c.T("reporting.common")
	}
	return townName(place)
}

// places are the towns of the report, and last what is common to them.
func (c *composer) places() []string { return append(slices.Clone(c.towns), common) }

func (c *composer) title() string {
	if c.order.Country {
		return c.T("reporting.title.country")
	}
	return c.T("reporting.title." + c.template.Based)
}

func (c *composer) summarised() string {
	if c.order.Country {
		return c.T("reporting.summary.country")
	}
	return c.T("reporting.summary."+c.template.Based, c.association.Name)
}

func (c *composer) subtitle() string {
	if c.order.Country { // the title says it
		return ""
	}
	names := make([]string, len(c.towns))
	for i, code := range c.towns {
		names[i] = townName(code)
	}
	return c.T("reporting.about", c.lang.List(names))
}

// chapter is a chapter of a section under its usual heading.
func (c *composer) chapter(section string, blocks iter.Seq[report.Block]) report.Chapter {
	return c.part(section, "", c.T("reporting.section."+section), blocks)
}

// part is one of several chapters of a section. What somebody has written for it
// comes first.
func (c *composer) part(section, part, title string, blocks iter.Seq[report.Block]) report.Chapter {
	name := section
	if part != "" {
		name += "/" + part
	}
	return report.Chapter{ID: strings.ReplaceAll(name, "/", "-"), Title: title, Blocks: report.Join(c.own(name), blocks)}
}

// own is what somebody has written for a section or a part of one.
func (c *composer) own(name string) iter.Seq[report.Block] {
	for _, t := range c.template.Texts {
		if t.Section == name && t.Lang == c.lang.Code {
			return report.Blocks(report.Markdown(c.lang, t.Text)...)
		}
	}
	return report.Blocks()
}

// lazily gives blocks that are made when they are asked for, one part after the
// other.
func lazily(parts ...func() []report.Block) iter.Seq[report.Block] {
	return func(yield func(report.Block) bool) {
		for _, part := range parts {
			for _, b := range part() {
				if !yield(b) {
					return
				}
			}
		}
	}
}

func paragraph(s string) report.Paragraph { return report.Paragraph{Text: report.Say(s)} }

// sentences put some sentences into one paragraph; none where all are empty.
func sentences(all ...string) []report.Block {
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	if len(all) == 0 {
		return nil
	}
	return []report.Block{paragraph(strings.Join(all, " "))}
}
